from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Joint submissions: sections drafted together, checked, agreed, frozen,
    exported."""

    name = "submissions"
