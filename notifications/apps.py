from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Telling a person something once, in their language, without flooding."""

    name = "notifications"
