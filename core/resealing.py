"""After a new key was put in front: everything sealed is sealed again with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from core.crypto import CannotUnseal, SealedField, is_of_first_key, seal, unseal


@dataclass(frozen=True, slots=True)
class Resealed:
    """What was done, or would be, with one column."""

    column: str
    done: int
    shut: int  # rows whose key is gone, or that somebody tampered with


def reseal(*, dry_run: bool = False) -> Iterator[Resealed]:
    """Column by column, row by row; may be stopped and begun again. Who changes a
    row meanwhile is not written over."""
    for column in sealed_columns():
        rows = column.model._base_manager.exclude(**{column.name: None})
        done = shut = 0
        for row in rows.only("pk", column.name).order_by("pk").iterator():
            kept = getattr(row, column.name)
            if is_of_first_key(kept):
                continue
            context = column.context_of(row)
            try:
                value = unseal(kept, context)
            except CannotUnseal:
                shut += 1
                continue
            if dry_run:
                done += 1
            else:
                unchanged = rows.filter(pk=row.pk, **{column.name: kept})
                done += unchanged.update(**{column.name: seal(value, context)})
        yield Resealed(f"{column.model._meta.label_lower}.{column.name}", done, shut)


def sealed_columns() -> list[SealedField]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]
