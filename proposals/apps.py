from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """What we ask for, of whom, and who took it up."""

    name = "proposals"
