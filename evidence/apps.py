from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Figures, laws, documents and links behind a claim, and whether they may be shown."""

    name = "evidence"
