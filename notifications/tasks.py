from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import jobs, mail
from core.models import Job
from notifications import awaiting, digests
from notifications.models import Digest, Letter, Notification
from notifications.mornings import after_quiet
from notifications.queries import still_visible, wishes_of
from notifications.stopping import Sent, person_of, token_of
from notifications.topics import When

LATE_AFTER = timedelta(hours=1)
LINES_AT_MOST = 20


# Expiring before the next one is due, so that they do not pile up.
@shared_task(name="notifications.gather", expires=800)
def gather(**_future):
    digests.gather(at=timezone.now())


@shared_task(name="notifications.tell_of_files", expires=50)
def tell_of_files(**_future):
    awaiting.tell_of_ended(at=timezone.now())


@shared_task(name=Letter.task_name)
def send_letter(*, job_id, **_future):
    put_off_while_quiet(Letter, job_id, at=timezone.now())
    jobs.work_on(Letter, job_id, write_letter)


@shared_task(name=Digest.task_name)
def send_digest(*, job_id, **_future):
    put_off_while_quiet(Digest, job_id, at=timezone.now())
    jobs.work_on(Digest, job_id, write_digest)


def put_off_while_quiet(model: type[Sent], job_id: str, *, at: datetime) -> None:
    """A letter that comes late, or again after a failure, waits for the end of the
    quiet hours like every other one."""
    rows = model._default_manager.filter(pk=job_id).claimable(at=at)
    letter = rows.first()
    if letter is None:
        return
    person = person_of(letter)
    quiet = wishes_of([person.pk])[person.pk]
    until = after_quiet(at, quiet=quiet, zone=person.time_zone)
    if until > at:
        rows.update(
            state=Job.State.WAITING, claimed_until=None, due_at=until, updated_at=at
        )


def write_letter(letter: Letter) -> None:
    """One letter per notice: unless it was read meanwhile, its subject became
    invisible or was done, letters of its kind are no longer wanted, or the account was closed.
    It does not say what the notice says."""
    notice = letter.notification
    person = notice.recipient
    if still_due([notice], person=person):
        _send(letter, "notice", person, address=_address_of(notice))


def write_digest(digest: Digest) -> None:
    """How many things wait, and of each what its notice says, which names nobody.
    What comes late says so. Nothing left: no letter."""
    person = digest.person
    rows = digest.notices.order_by("noticed_at", "pk").select_related("recipient")
    notices = still_due(list(rows), person=person)
    if notices:
        _send(
            digest,
            "digest",
            person,
            count=len(notices),
            lines=[
                {"sentence": notice.sentence, "address": _address_of(notice)}
                for notice in notices[:LINES_AT_MOST]
            ],
            more=max(len(notices) - LINES_AT_MOST, 0),
            list_address=settings.SITE_URL + reverse("notifications:list"),
            is_late=timezone.now() > digest.planned_at + LATE_AFTER,
        )


def still_due(notices: list[Notification], *, person: User) -> list[Notification]:
    wishes = wishes_of([person.pk])[person.pk]
    wanted = [
        notice
        for notice in notices
        if notice.read_at is None and wishes.when(notice.topic) != When.NEVER
    ]
    known = still_visible(wanted, user=person) if person.is_active else []
    return [notice for notice in known if _still_holds(notice)]


def _still_holds(notice: Notification) -> bool:
    """A reminder of what was done or moved meanwhile says what is not so: its subject
    knows, by `still_reminds(rung)`."""
    ask = getattr(notice.subject(), "still_reminds", None) if notice.rung else None
    return ask is None or ask(notice.rung)


def _address_of(notice: Notification) -> str:
    return settings.SITE_URL + notice.get_absolute_url()


def _send(letter: Sent, template: str, person: User, **context) -> None:
    token = token_of(letter)
    page = settings.SITE_URL + reverse("letters:page", args=[token])
    one_click = settings.SITE_URL + reverse("letters:one_click", args=[token])
    mail.send(
        to=person.email,
        template=template,
        context={**context, "stop": f"{page}?lang={person.language}"},
        language=person.language,
        key=letter.pk,
        headers={
            "List-Unsubscribe": f"<{one_click}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
