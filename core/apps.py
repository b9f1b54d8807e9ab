from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What knows no app: base models, the job row, secret links, languages in
    step, access, forms, template tags."""

    name = "core"

    def ready(self):
        from core import access, checks  # noqa: F401, PLC0415 -- circular import (URLconf)
