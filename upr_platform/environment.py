"""Reading the environment: every value has a type, and what production needs
has no default there."""

import base64
import binascii
import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "local", "test")
KEY_BYTES = 32


class Environment:
    """The process environment, read strictly.

    `required` values may fall back to a stand-in everywhere but in production,
    where a missing one stops the start with its name.
    """

    def __init__(self, variables=os.environ):
        self.variables = variables
        self.mode = self.text("MODE", "production")
        if self.mode not in MODES:
            raise ImproperlyConfigured(
                f"MODE is {self.mode!r}; it must be one of {', '.join(MODES)}."
            )

    @property
    def is_production(self):
        return self.mode == "production"

    def text(self, name, default=""):
        """The value, or the content of the file named by NAME_FILE (secrets)."""
        path = self.variables.get(f"{name}_FILE")
        if path:
            with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- no Path here yet
                return file.read().strip()
        return self.variables.get(name, default)

    def required(self, name, stand_in):
        value = self.text(name)
        if value:
            return value
        if self.is_production:
            raise ImproperlyConfigured(
                f"{name} is not set. In production it has no default; see .env.example."
            )
        return stand_in

    def listed(self, name, default=""):
        return [part.strip() for part in self.text(name, default).split(",") if part]

    def keys(self, name, stand_in):
        """Keys of 256 bits, in base64, separated by commas; at least one."""
        texts = [part.strip() for part in self.required(name, stand_in).split(",")]
        try:
            keys = [base64.b64decode(text, b"-_", validate=True) for text in texts]
        except (binascii.Error, ValueError):
            keys = []
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ImproperlyConfigured(
                f"{name} holds no keys of {KEY_BYTES} bytes in URL-safe base64, "
                "separated by commas; see .env.example."
            )
        if self.is_production and stand_in in texts:
            raise ImproperlyConfigured(f"{name} holds the key that everybody knows.")
        return keys

    def number(self, name, default):
        value = self.text(name, str(default))
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} is {value!r}; it must be a whole number."
            ) from None


def database(url, *, pool_size=0):
    """`postgres://user:secret@host:port/name` or `postgres:///name?host=/socket/dir`.

    `pool_size` > 0 keeps that many connections at most (web processes only).
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres://.")
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    # Only what asks for it is planned once (core/statements.py), and then for every
    # value alike: to look for better plans would take longer than the answer.
    options = {
        "connect_timeout": 5,
        "prepare_threshold": 1_000_000_000,
        "options": "-c plan_cache_mode=force_generic_plan",
    }
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", "") or parts.hostname or "",
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": options,
    }


def mailer(url, *, folder):
    """SMTP from `smtp://user:secret@host:587/?tls=1`; without a URL, files in
    `folder`, which is never allowed in production."""
    if not url:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder)},
        }
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": query.get("tls") == "1",
            "use_ssl": query.get("ssl") == "1",
            "timeout": 20,
        },
    }
