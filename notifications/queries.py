"""What of the notices a person may still see. A notice whose subject has become
invisible is neither shown nor counted nor sent."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps

from accounts.models import User
from core.statements import SOMEBODY, Kept, kept, once
from notifications.models import Notification, Wishes

MANY = 99  # a list and a count beyond which nobody reads


def newest(user) -> list[Notification]:
    """Unread first, then by time."""
    notices = Notification.objects.visible_to(user).unread_first()[:MANY]
    return still_visible(notices, user=user)


def unread_count(user) -> int:
    """As the home of a review and the page “More” ask."""
    notices = _unread().ask_for(Notification, user=user.pk)
    return len(still_visible(notices, user=user))


@once
def _unread() -> Kept:
    notices = Notification.objects.visible_to(User(pk=SOMEBODY)).unread()
    rows = notices.newest_first().only("subject_label", "subject_id")
    return kept(rows[:MANY], {"user": SOMEBODY})


def still_visible(notices: Iterable[Notification], *, user) -> list[Notification]:
    """Those whose subject the person may know: one query per kind of subject,
    however many notices."""
    notices = list(notices)
    asked = defaultdict(set)
    for notice in notices:
        asked[notice.subject_label].add(notice.subject_id)
    seen = {
        (label, pk)
        for label, ids in asked.items()
        for pk in apps.get_model(label)
        ._default_manager.visible_to(user)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    }
    return [
        notice
        for notice in notices
        if (notice.subject_label, notice.subject_id) in seen
    ]


def wishes_of(people: Iterable[UUID]) -> dict[UUID, Wishes]:
    """How each of them wants to be told by mail; as usual, where nothing was said."""
    people = list(people)
    said = Wishes.objects.in_bulk(people)
    return {pk: said.get(pk) or Wishes(pk=pk) for pk in people}
