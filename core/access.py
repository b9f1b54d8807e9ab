"""Who may reach a view at all. Declared on the view, enforced by
`core.middleware.AccessMiddleware`, checked at start and in the access matrix.

This is the first wall only: objects are loaded through `visible_to(user)` and
verbs asked of `rules.py`.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from django.conf import settings
from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt


class Policy(StrEnum):
    PUBLIC = "public"  # anyone
    LINK = "link"  # whoever holds the secret in the address; the view checks it
    SIGNED_IN = "signed_in"
    STAFF = "staff"  # the admin of the catalogue


def access(policy: str) -> Callable:
    """Declare who may reach the view. Goes outermost: it marks the callable
    that the URL names."""
    declared = Policy(policy)

    def mark(view):
        view.access_policy = declared
        return view

    return mark


def keeps_nothing(view: Callable) -> Callable:
    """For people without an account, who may be asked for their telephone: no page
    of theirs sets a cookie, not even of the language, and none notes that somebody
    was here. Without a session there is nothing that a foreign form could use."""
    view.keeps_nothing = True  # type: ignore[attr-defined]
    return csrf_exempt(view)


def declared_policy(view, view_name: str, namespaces: list[str]) -> Policy | None:
    """The view's own word, else the table for third parties in the URLconf."""
    own = getattr(view, "access_policy", None)
    if own is not None:
        return own
    table = import_string(f"{settings.ROOT_URLCONF}.THIRD_PARTY_ACCESS")
    return table.get(view_name) or next(
        (table[f"{name}:*"] for name in namespaces if f"{name}:*" in table), None
    )


def walk(
    resolver: URLResolver | None = None, prefix: str = "", namespaces: tuple = ()
) -> Iterator[tuple[str, str, tuple, URLPattern]]:
    """Every pattern of the URLconf as (route, qualified name, namespaces, pattern)."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, route, inner)
        else:
            name = ":".join([*namespaces, entry.name or ""])
            yield route, name, namespaces, entry


@checks.register("security")
def every_view_declares_its_access(app_configs, **kwargs) -> list[checks.Error]:
    return [
        checks.Error(
            f"{route!r} ({name}) has no access policy.",
            hint="Decorate the view with @access(…) or name it in THIRD_PARTY_ACCESS.",
            id="core.E001",
        )
        for route, name, namespaces, pattern in walk()
        if declared_policy(pattern.callback, name, list(namespaces)) is None
    ]
