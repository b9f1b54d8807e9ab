from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Thematic groups, their people and invitations."""

    name = "groups"

    def ready(self):
        from groups.following import move_steps  # noqa: PLC0415 -- models first
        from reviews import followers  # noqa: PLC0415

        followers.register(move_steps)
