"""The environments our children run in."""

import os

from launch.places import VENV, DataFolder

# Somebody else's wishes about what Python loads, and one note between our own steps.
LEFT_OUT = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "LAUNCH_STARTED")
# What `upr_platform/settings.py` reads: a checker must not see the person's own.
SETTINGS = (
    *("MODE", "DATA_DIR", "DATABASE_URL", "REDIS_URL", "SMTP_URL", "MAIL_FROM"),
    *("SECRET_KEY", "SECRET_KEY_FILE", "SECRET_KEY_FALLBACKS", "ALLOWED_HOSTS"),
    *("SEALING_KEYS", "SEALING_KEYS_FILE"),
    *("SITE_URL", "QUICK_EXIT_URL", "WEB_THREADS", "DJANGO_SETTINGS_MODULE"),
    *("TRUSTED_PROXIES", "JOB_RING_AGAIN_AFTER"),
)


def for_servers() -> dict[str, str]:
    """For PostgreSQL and the broker: without settings meant for another (PGDATA …)."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in LEFT_OUT and not key.startswith("PG")
    }


def for_python() -> dict[str, str]:
    return {
        **for_servers(),
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(VENV),
        "PYTHONUNBUFFERED": "1",
    }


def for_django(
    data: DataFolder, urls: dict[str, str], *, port: int | None = None
) -> dict[str, str]:
    """A platform on this machine, for the people at this machine."""
    environment = {
        **for_python(),
        "MODE": "local",
        "DATA_DIR": str(data.path),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        **urls,
    }
    if port:
        environment["SITE_URL"] = f"http://localhost:{port}"
    if not environment.get("SECRET_KEY"):
        environment["SECRET_KEY_FILE"] = str(data.make_secret_key())
    if not environment.get("SEALING_KEYS"):
        environment["SEALING_KEYS_FILE"] = str(data.make_sealing_key())
    return environment


def for_tests(data: DataFolder, urls: dict[str, str]) -> dict[str, str]:
    """Nothing of the person who runs them: the same on every machine."""
    ours = for_python()
    return {
        **{key: value for key, value in ours.items() if key not in SETTINGS},
        "MODE": "test",
        "DJANGO_SETTINGS_MODULE": "upr_platform.settings_test",
        "PYTHONHASHSEED": "0",  # test processes must find the same tests in one order
        "DATA_DIR": str(data.path),
        **urls,
    }


def for_production(environment: dict[str, str]) -> dict[str, str]:
    """What production must be given, made up: so that its settings can be checked."""
    return {
        **environment,
        "MODE": "production",
        "DJANGO_SETTINGS_MODULE": "upr_platform.settings",
        "SECRET_KEY": "made up for the check, " + "long and varied 0123456789 " * 3,
        "SEALING_KEYS": "bWFkZSB1cCBmb3IgdGhlIGNoZWNrLCAyNTYgYml0cyE=",
        "SITE_URL": "https://review.example.org",
        "ALLOWED_HOSTS": "review.example.org",
        "SMTP_URL": "smtp://mail.example.org:587/?tls=1",
        "TRUSTED_PROXIES": "1",
    }
