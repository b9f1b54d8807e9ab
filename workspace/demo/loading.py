"""Loads the demonstration coalition, once, where nobody real is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from catalogue.models import State
from consultations.digits import digits_of, in_fours
from consultations.models import Code, ContributionLink, Enquiry
from core.exceptions import ActionRefused
from reviews.models import Review
from workspace.demo import datafiles
from workspace.demo.calendar import set_dates
from workspace.demo.cast import DOMAIN, PASSWORD, email_of, gather
from workspace.demo.meetings import write_meetings
from workspace.demo.packet import send_packet
from workspace.demo.pages import write_factsheets, write_proposals
from workspace.demo.record import write_record
from workspace.demo.signing import write_signed
from workspace.demo.steps import write_steps
from workspace.demo.submission import write_submission
from workspace.demo.voices import hear_voices

LOCK = int.from_bytes(b"uprdemo1")  # any number, as long as no one else uses it


class CannotLoadDemo(ActionRefused):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What a person is told. `counts` is empty when it was there already."""

    accounts: list[dict[str, str]]
    tries: list[str]
    counts: dict[str, int]


@transaction.atomic
def load_demo(*, at: datetime) -> Demo:
    """Put the coalition in, or find it there. All or nothing; only the published
    PDFs are left to the worker.

    Refuses a database that holds anybody real: people must never wonder which
    of two coalitions is invented.
    """
    with connection.cursor() as cursor:  # a second load waits, then finds the first
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if holds_anyone_real():
        raise CannotLoadDemo(
            _("The demo is not loaded: this database holds real people or reviews.")
        )
    data = datafiles.coalition()
    is_there = Review.objects.filter(is_demo=True).exists()
    counts = {} if is_there else play(data, at=at)
    return Demo(
        accounts=[
            {
                "role": person["role"],
                "email": email_of(person["key"]),
                "password": PASSWORD,
            }
            for person in data["person"]
            if "role" in person
        ],
        tries=things_to_try(),
        counts=counts,
    )


def holds_anyone_real() -> bool:
    people = User.objects.exclude(email__endswith=f"@{DOMAIN}")
    reviews = Review.objects.real().filter(is_demo=False)
    return people.exists() or reviews.exists()


def play(data: dict, *, at: datetime) -> dict[str, int]:
    """The last weeks of the coalition, up to today."""
    if not State.objects.exists():
        raise CannotLoadDemo(
            _("The catalogue is empty: run bin/manage load_catalogue first.")
        )
    record = write_record(at=at - timedelta(days=40))
    cast = gather(data, at=at - timedelta(days=35))
    proposals = write_proposals(cast, record, at=at - timedelta(days=20))
    factsheets = write_factsheets(cast, record, proposals, at=at - timedelta(days=3))
    signed = write_signed(cast, at=at - timedelta(days=18))
    submission = write_submission(cast, at=at - timedelta(days=14))
    hear_voices(cast, proposals, submission, today=at, at=at - timedelta(days=8))
    set_dates(cast, today=at, at=at - timedelta(days=10))
    write_steps(cast, signed, today=at, at=at - timedelta(days=5))
    write_meetings(cast, today=at, at=at - timedelta(days=4))
    send_packet(cast, at=at - timedelta(days=1))
    return {
        "groups": len(cast.groups),
        "recommendations": len(record),
        "proposals": len(proposals),
        "factsheets": len(factsheets),
    }


def things_to_try() -> list[str]:
    return [
        _(
            "Sign in as %(email)s and open the group “Protection from domestic"
            " violence”: its published factsheet shows where you are going."
        )
        % {"email": email_of("rapporteur")},
        _(
            "Start another one there, on forced marriage: a title and one sentence,"
            " recommendations of 2010, the agreed asks, publish."
        ),
        _(
            "Open “Submissions” there: three groups write one together. Decide the"
            " suggestions on the section “Women”, then sign in as %(other)s in a"
            " private window and write in it at the same time."
        )
        % {"other": email_of("drafter")},
        _(
            "Sign in as %(adviser)s: a question waits for you. Read the section and"
            " answer with one button or three points."
        )
        % {"adviser": email_of("adviser")},
        _(
            "Sign in as %(translator)s: texts wait to be translated. Work through"
            " three of them with Ctrl + Enter, or take them out as a Word file."
        )
        % {"translator": email_of("translator")},
        *codes_to_try(),
        _(
            "Read it as a diplomat: the front page in a private window, then the PDF"
            " in English, in Russian or in both."
        ),
    ]


def codes_to_try() -> list[str]:
    """A code of a meeting, one of somebody who is asked something, and a printed
    address: of a demo that was loaded before there were any, nothing."""
    meeting = Code.objects.filter(event__isnull=False).order_by("made_at").first()
    asked = Code.objects.filter(finding__in=Enquiry.objects.values("finding")).first()
    address = ContributionLink.objects.filter(event__isnull=False).first()
    if not (meeting and asked and address):
        return []
    return [
        _(
            "Read what became of a meeting, as somebody who was there: in a private"
            " window, open %(page)s on this platform and type the code %(code)s. Then"
            " type %(other)s: somebody who wrote by phone is asked something. Answer,"
            " and sign in as %(email)s: the answer has come."
        )
        % {
            "page": reverse("code:page"),
            "code": in_fours(digits_of(meeting)),
            "other": in_fours(digits_of(asked)),
            "email": email_of("rapporteur"),
        },
        _(
            "Write something at %(page)s, as the poster in a library says. It waits"
            " in the inbox of the group; your code says what becomes of it."
        )
        % {"page": address.secret_path()},
    ]
