from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """The UN record: what every State recommended to whom, and the answer."""

    name = "recommendations"
