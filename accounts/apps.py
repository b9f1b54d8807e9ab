from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and organisations."""

    name = "accounts"
