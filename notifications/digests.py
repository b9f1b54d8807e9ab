"""The letters of the morning: made from the notices that waited for it, and what the
mail server would not take is offered again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min

from accounts.models import User
from core import jobs
from core.models import Job
from notifications.models import Digest, Letter, Notification
from notifications.mornings import after_quiet
from notifications.queries import wishes_of

AGAIN_AFTER = timedelta(hours=1)
TRIED_FOR = timedelta(days=1)
WORTH_TELLING = timedelta(days=14)  # of what is older the list says enough


def gather(*, at: datetime) -> list[Digest]:
    """Make the letter of everybody for whom it is morning, or was while no server
    ran. Safe to repeat: a person gets one a day, of their own calendar."""
    _offer_again(at=at)
    waiting = Notification.objects.waiting(at=at).values("recipient")
    people = User.objects.filter(pk__in=waiting, is_active=True).order_by("pk")
    made = [_gather_for(person, at=at) for person in people]
    return [digest for digest in made if digest]


@transaction.atomic
def _gather_for(person: User, *, at: datetime) -> Digest | None:
    """What comes after today's letter went waits for tomorrow's. The row is locked:
    whoever sends it either sees these notices or has not begun."""
    notices = Notification.objects.waiting(at=at).filter(recipient=person)
    first = notices.aggregate(first=Min("mail_from"))["first"]
    if first is None:
        return None
    quiet = wishes_of([person.pk])[person.pk]
    digest, _is_new = Digest.objects.get_or_create(
        person=person,
        on=at.astimezone(ZoneInfo(person.time_zone)).date(),
        defaults={
            "planned_at": after_quiet(first, quiet=quiet, zone=person.time_zone),
            "due_at": after_quiet(at, quiet=quiet, zone=person.time_zone),
        },
    )
    untouched = Digest.objects.filter(
        pk=digest.pk, state=Job.State.WAITING, attempts=0
    ).select_for_update()
    if untouched.first() is None:
        return None
    notices.update(digest=digest, updated_at=at)
    if digest.due_at <= at:
        jobs.ring(digest)
    return digest


def _offer_again(*, at: datetime) -> None:
    """Jobs are given up within minutes, mail servers are away for hours. A letter is
    offered for a day; what a morning's letter held goes with the next one."""
    lately = at - TRIED_FOR
    given_up = {"state": Job.State.FAILED, "finished_at__lte": at - AGAIN_AFTER}
    letters = Letter.objects.filter(**given_up, notification__noticed_at__gt=lately)
    for letter in letters.order_by("pk"):
        jobs.retry(letter, at=at)
    digests = Digest.objects.filter(**given_up, planned_at__gt=at - WORTH_TELLING)
    for digest in digests.order_by("pk"):
        if digest.planned_at > lately:
            jobs.retry(digest, at=at)
        else:
            digest.notices.update(digest=None, updated_at=at)
