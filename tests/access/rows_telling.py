"""How one is told by mail, and the way out that stands in every letter."""

from collections.abc import Iterator

from django.urls import reverse

from notifications.models import Letter, Notification
from notifications.stopping import token_of
from tests.access.rows import FOUND, OK

PLAIN = {"notifications:letters": ((FOUND, FOUND), (OK, OK))}

# By the address in a letter, which is its own key: (GET, POST).
BY_LETTER = {
    "letters:page": (OK, FOUND),
    "letters:one_click": (FOUND, FOUND),  # without the words of a mail program
}


def letter_addresses(world, name) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Path, about what, and the answers, in whosever hands it is. A key that was made
    up opens nothing."""
    for group in ("first", "hidden"):
        notice = Notification.objects.get(
            pk=world.places[f"{group}/draft"].notification
        )
        letter, _is_new = Letter.objects.get_or_create(notification=notice)
        yield reverse(name, args=[token_of(letter)]), group, BY_LETTER[name]
    yield reverse(name, args=["x" * 77]), "nothing", (404, 404)
