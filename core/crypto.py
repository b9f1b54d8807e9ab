"""Values that the database holds and cannot read: how to reach an organisation.

AES-256-GCM. What is kept begins with a version and the name of its key; then come
the nonce and the cipher. The keys live in settings (`SEALING_KEYS`), never beside
the data: the first seals, all of them unseal, so that a new one can be put in front
and the rest be sealed again at leisure (`manage.py reseal`).

The *context* says whose value this is (`model.field:id`) and is part of what is
proved: moved to another row, or another column, a value does not open.
"""

import hashlib
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

VERSION = b"\x01"
NAME, NONCE, TAG = 8, 12, 16  # bytes
HEAD = len(VERSION) + NAME


class CannotUnseal(Exception):
    """It was changed, belongs elsewhere, or its key is gone. Which of these, and
    what it was, the exception does not say: it may end up in a log."""

    def __init__(self):
        super().__init__("A sealed value does not open.")


def seal(value: str, context: str) -> bytes:
    """The value as it may be kept; never the same bytes twice."""
    name, cipher = _keys()[0]
    head, nonce = VERSION + name, os.urandom(NONCE)
    return head + nonce + cipher.encrypt(nonce, value.encode(), _proved(head, context))


def unseal(sealed: bytes | memoryview, context: str) -> str:
    """The value that was sealed in this context. Raises CannotUnseal, and nothing
    else whatever the bytes are."""
    kept = bytes(sealed)
    head, nonce = kept[:HEAD], kept[HEAD : HEAD + NONCE]
    cipher = dict(_keys()).get(head[len(VERSION) :])
    if cipher is None or len(kept) < HEAD + NONCE + TAG:
        raise CannotUnseal
    try:
        opened = cipher.decrypt(nonce, kept[HEAD + NONCE :], _proved(head, context))
        return opened.decode()
    except (InvalidTag, UnicodeDecodeError):
        raise CannotUnseal from None  # without what it was about


def is_of_first_key(sealed: bytes | memoryview) -> bool:
    return bytes(sealed)[:HEAD] == VERSION + _keys()[0][0]


def _proved(head: bytes, context: str) -> bytes:
    """What is not secret and must not be changed."""
    return head + context.encode()


def _keys() -> tuple[tuple[bytes, AESGCM], ...]:
    return _named(tuple(settings.SEALING_KEYS))


@lru_cache(maxsize=4)
def _named(keys: tuple[bytes, ...]) -> tuple[tuple[bytes, AESGCM], ...]:
    return tuple((name_of(key), AESGCM(key)) for key in keys)


def name_of(key: bytes) -> bytes:
    """Tells keys apart and says nothing about them."""
    return hashlib.sha256(b"name of a sealing key:" + key).digest()[:NAME]


class SealedField(models.BinaryField):
    """A column of sealed values. Written by `keep`, read by `reveal`; `manage.py
    reseal` finds every one of them."""

    def __init__(self, *args, **kwargs):
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def context_of(self, instance: models.Model) -> str:
        return f"{self.model._meta.label_lower}.{self.name}:{instance.pk}"


def keep(instance: models.Model, field: str, value: str) -> None:
    """Set the field to the value, sealed; an empty value is kept as nothing."""
    context = _column(instance, field).context_of(instance)
    setattr(instance, field, seal(value, context) if value else None)


def reveal(instance: models.Model, field: str) -> str:
    """The value of the field; empty where there is none. Raises CannotUnseal."""
    kept = getattr(instance, field)
    if not kept:
        return ""
    return unseal(kept, _column(instance, field).context_of(instance))


def _column(instance: models.Model, field: str) -> SealedField:
    column = instance._meta.get_field(field)
    if not isinstance(column, SealedField):
        raise TypeError(f"{field} is no sealed field.")
    return column
