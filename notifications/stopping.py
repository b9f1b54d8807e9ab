"""The way out of letters that stands in each of them: without signing in, because
whoever reads mail on another device is not signed in there.

Its address names the letter, so that it says neither who nor what; it cannot be made
without the secret key and does not run out.
"""

from datetime import datetime

from django.core import signing
from django.db import transaction

from accounts.models import User
from notifications.models import Digest, Letter, Wishes
from notifications.queries import wishes_of
from notifications.topics import Topic, When

Sent = Letter | Digest
SALT = "notifications.stopping"
MARKS: dict[str, type[Sent]] = {"l": Letter, "d": Digest}


def token_of(letter: Sent) -> str:
    mark = next(mark for mark, model in MARKS.items() if isinstance(letter, model))
    return _signer().sign(f"{mark}{letter.pk.hex}")


def letter_of(token: str) -> Sent | None:
    """The letter in which the address stands. Reading changes nothing."""
    try:
        name = _signer().unsign(token)
    except signing.BadSignature:
        return None
    if name[0] == "l":
        letters = Letter.objects.select_related("notification__recipient")
        return letters.filter(pk=name[1:]).first()
    return Digest.objects.select_related("person").filter(pk=name[1:]).first()


def person_of(letter: Sent) -> User:
    return (
        letter.person if isinstance(letter, Digest) else letter.notification.recipient
    )


def topics_of(letter: Sent) -> list[Topic]:
    """Those of which letters like this one would come."""
    wishes = wishes_of([person_of(letter).pk]).popitem()[1]
    if isinstance(letter, Letter):
        topic = letter.notification.topic
        return [] if wishes.when(topic) == When.NEVER else [topic]
    return [topic for topic in Topic if wishes.when(topic) == When.MORNING]


@transaction.atomic
def stop_letters(*, letter: Sent, at: datetime) -> dict[str, str]:
    """No more letters like this one. Returns how the topics went before, for
    `resume_letters`. A second click finds nothing to stop."""
    person = person_of(letter)
    Wishes.objects.get_or_create(pk=person.pk)
    wishes = Wishes.objects.select_for_update().get(pk=person.pk)
    before = {topic.value: wishes.when(topic).value for topic in topics_of(letter)}
    _set(wishes, dict.fromkeys(before, When.NEVER.value))
    return before


@transaction.atomic
def resume_letters(*, letter: Sent, before: dict[str, str], at: datetime) -> None:
    """As before, unless the person has chosen otherwise meanwhile."""
    wishes = Wishes.objects.select_for_update().get(pk=person_of(letter).pk)
    off = {topic.value for topic in Topic if wishes.when(topic) == When.NEVER}
    _set(wishes, {topic: when for topic, when in before.items() if topic in off})


def keep_for_later(token: str, before: dict[str, str]) -> str:
    """What `resume_letters` needs, in an address that nobody else can write."""
    return signing.dumps(before, salt=f"{SALT}.{token}")


def kept(token: str, value: str) -> dict[str, str]:
    try:
        return signing.loads(value, salt=f"{SALT}.{token}")
    except signing.BadSignature:
        return {}


def _set(wishes: Wishes, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(wishes, name, value)
    wishes.save(update_fields=[*values, "updated_at"])


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=SALT)
