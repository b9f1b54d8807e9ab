from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """One State’s review in one cycle: its calendar, its rules and the coalition’s roles."""

    name = "reviews"
