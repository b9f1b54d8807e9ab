from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Every page that shows two or more apps."""

    name = "workspace"
