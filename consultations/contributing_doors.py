"""Who may send at an address for contributions, and how much. Nobody is given a
puzzle: what keeps out the old and the blind keeps out no machine.

- **A field that nobody sees**: a machine that fills in whatever has a name.
- **A moment that we signed, at least two seconds ago**: whoever sends without ever
  having looked at this page, and whoever sends at the speed of a machine.
- **The size of the body and of each field**: memory.
- **So many a minute for an address of ours, so many a day, so many pictures**: a
  flood. The figures let a village hall send all at once, twice over.
- **So many in ten minutes for a telephone line**, and at one address of ours so many
  a day: a flood from one place. The whole village may be behind one line, so that the
  figure is the same as for the village; of the line a digest is counted
  (`core.rates`), made of another one that is worthless without the secret key
  (`accounts.adapter`).

What was refused to a line is not counted to the address: else one machine that goes on
asking would close a poster for everybody, all day.

Whoever is sent away keeps the words, and the page sends them again later.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from consultations.models import ContributionLink
from core.rates import Rate, is_too_often

BODY_AT_MOST = 18 * 1024 * 1024  # two photos and the words
TOO_QUICK = 2  # seconds
A_MINUTE = Rate(name="contribute.minute", at_most=600, seconds=60)
A_DAY = Rate(name="contribute.day", at_most=5_000, seconds=24 * 60 * 60)
PICTURES = Rate(name="contribute.pictures", at_most=40, seconds=60)
PICTURES_OF_A_LINE = Rate(name="contribute.pictures.line", at_most=20, seconds=60)
A_LINE = Rate(name="contribute.line", at_most=1_200, seconds=600)
A_LINE_A_DAY = Rate(name="contribute.line.day", at_most=1_500, seconds=24 * 60 * 60)


class Refused(Exception):
    """Sent away with a sentence. `wait`: the seconds after which to try again."""

    def __init__(self, sentence: str, *, status: int = 422, wait: int = 0):
        super().__init__(sentence)
        self.status, self.wait = status, wait


def stamp(link: ContributionLink, *, at: datetime) -> str:
    """The moment at which a page was made, signed."""
    return _signer(link).sign(str(int(at.timestamp())))


def refuse_a_machine(link: ContributionLink, data, *, at: datetime) -> None:
    if data.get("topic_line"):
        raise Refused(_("Leave the last field empty, and send again."))
    try:
        made_at = int(_signer(link).unsign(data.get("stamp", "")))
    except signing.BadSignature:
        raise Refused(_("This page was too old. Press “Send” once more.")) from None
    if at.timestamp() - made_at < TOO_QUICK:
        raise Refused(_("That was very quick. Press “Send” once more."))


def refuse_a_flood(
    request: HttpRequest, link: ContributionLink, *, has_photos: bool, at: datetime
) -> None:
    """Counts this one, until something is full: the line first."""
    line = line_of(request)
    asked = [(A_LINE, line), (A_LINE_A_DAY, f"{link.pk} {line}")]
    if has_photos:
        asked += [(PICTURES_OF_A_LINE, line), (PICTURES, "")]
    asked += [(A_MINUTE, str(link.pk)), (A_DAY, str(link.pk))]
    if any(is_too_often(rate, who, at=at) for rate, who in asked):
        raise Refused(
            _("Very many are writing at the moment. Wait a minute and send again."),
            status=429,
            wait=60,
        )


def line_of(request: HttpRequest) -> str:
    """What stands for the line that a request came over, another one each day."""
    return str(get_adapter().get_client_ip(request))


def read_body(request: HttpRequest) -> None:
    """Read it whole, or refuse it with a sentence."""
    declared = request.headers.get("Content-Length") or "0"
    if not declared.isdecimal() or int(declared[:12]) > BODY_AT_MOST:
        raise Refused(
            _("That is too much at once. Send fewer or smaller photos."), status=413
        )
    try:
        request.POST  # noqa: B018 -- reading it parses it
    except RequestDataTooBig:
        raise Refused(_("That is too long. Write less."), status=413) from None
    except (
        BadRequest,
        MultiPartParserError,
        SuspiciousOperation,
        UnreadablePostError,
    ):
        raise Refused(
            _("This could not be read. Write it again and send it."), status=400
        ) from None


def _signer(link: ContributionLink) -> signing.Signer:
    return signing.Signer(salt=f"contribute {link.pk}")
