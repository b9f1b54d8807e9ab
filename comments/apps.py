from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Threads and requests for feedback on anything people write."""

    name = "comments"
