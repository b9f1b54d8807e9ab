from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Events in the regions, who was reached, and what was heard."""

    name = "consultations"
