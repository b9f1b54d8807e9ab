"""What is said before the platform is put on a server."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register("security", deploy=True)
def lines_are_told_apart(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """With https there is a proxy in front, for we speak none ourselves. Unless it is
    trusted to say where requests come from, they all come from it."""
    is_behind_a_proxy = bool(settings.SESSION_COOKIE_SECURE)
    if not is_behind_a_proxy or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        checks.Warning(
            "All telephones and computers count as one line: whoever guesses codes or "
            "passwords shuts out everybody.",
            hint="Set TRUSTED_PROXIES to the number of proxies in front (usually 1).",
            id="core.W001",
        )
    ]
