"""What comments and requests are about: a label and an id of an app above."""

from collections.abc import Iterator

import rules
from django.apps import apps
from django.db import models

LONG = (models.TextField, models.JSONField, models.BinaryField)


def kinds_that(verb: str) -> Iterator[type[models.Model]]:
    """Every kind of thing that one may, say, comment on: its app says so by a
    permission `app.comment_model`."""
    for perm in rules.permissions.permissions:
        app, _dot, name = perm.partition(".")
        if name.startswith(f"{verb}_"):
            yield apps.get_model(app, name.removeprefix(f"{verb}_"))


class HasSubject:
    """For models with `subject_label` and `subject_id`."""

    def subject(self):
        """What it is about, without its long fields; None if that is gone. Asks
        no permission: whoever loaded the row did."""
        if not hasattr(self, "_subject"):
            model = apps.get_model(self.subject_label)
            fields = model._meta.concrete_fields
            long = [field.name for field in fields if isinstance(field, LONG)]
            rows = model._default_manager.defer(*long)
            self._subject = rows.filter(pk=self.subject_id).first()
        return self._subject
