from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Thematic groups, their people and invitations."""

    name = "groups"
