"""What people without an account do at an address for contributions, and with the
code that they were given there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalogue.models import Region, Term
from consultations.models import Code, ContributionLink, Finding, Photo, Route
from consultations.recording import record, tell_groups
from consultations.voice_codes import draw_code
from core import files, uploads
from core.exceptions import ActionRefused
from core.words import language_of

PHOTOS_AT_MOST = 2
PHOTO_BYTES_AT_MOST = 8 * 1024 * 1024
# Enough for a picture of twelve million points, which a telephone makes; the cell
# has no more memory than that, and the web server no more than a few cells.
REDRAW = uploads.redraw(
    side=1600, mode="RGB", pixels=16_500_000, megabytes=256, seconds=4
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody wrote, and the key that their telephone made for it."""

    key: UUID
    text: str
    change: str = ""
    region: Region | None = None
    terms: tuple[Term, ...] = ()
    is_by_a_minor: bool = False
    photos: tuple[bytes, ...] = ()  # drawn anew


class CannotContribute(ActionRefused):
    pass


def photos_of(chosen: Iterable[UploadedFile]) -> tuple[bytes, ...]:
    """The pictures, drawn anew. Each takes a process of its own, so none is drawn
    in a transaction."""
    chosen = list(chosen)
    if len(chosen) > PHOTOS_AT_MOST:
        raise CannotContribute(_("Two photos at most."))
    return tuple(_redrawn(photo) for photo in chosen)


def _redrawn(photo: UploadedFile) -> bytes:
    if (photo.size or 0) > PHOTO_BYTES_AT_MOST:
        raise CannotContribute(_("A photo may be 8 MB at most."))
    raw = photo.read()
    if not raw.startswith(uploads.PICTURES):
        raise CannotContribute(_("Only PNG and JPEG photos can be added."))
    try:
        return uploads.in_a_cell(REDRAW, raw)
    except uploads.NotAPaper:
        raise CannotContribute(
            _("This photo could not be read. Take it again, smaller, or send without.")
        ) from None


def answered_before(link: ContributionLink, key: UUID) -> Code | None:
    """The code that was given when this was sent the first time."""
    return Code.objects.filter(finding__client_key=key, finding__link=link).first()


@transaction.atomic
def contribute(
    *, link: ContributionLink, said: Said, language: str, at: datetime
) -> Code:
    """Keep what somebody wrote, once: whoever sends it again with the same key is
    given the same code, and nothing is written. Goes to the groups that the address
    names; nobody else but coordinators knows of it."""
    finding = _new_finding(link, said, language=language, at=at)
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError:
        return _given_before(link, said.key)
    finding.terms.set(said.terms)
    groups = list(link.groups.all())
    Route.objects.bulk_create(
        Route(finding=finding, group=group, routed_at=at) for group in groups
    )
    Photo.objects.bulk_create(
        Photo(finding=finding, file=files.store(photo, content_type="image/png"))
        for photo in said.photos
    )
    record("finding.contributed", finding, actor=None, at=at)
    tell_groups(groups, actor=None, at=at)
    return draw_code(finding=finding, at=at)


def _new_finding(
    link: ContributionLink, said: Said, *, language: str, at: datetime
) -> Finding:
    said_in = language_of(f"{said.text} {said.change}", otherwise=language)
    event = link.event
    finding = Finding(
        review=link.review,
        host=event.host if event else None,
        event=event,
        link=link,
        region=said.region,
        said_in=said_in,
        sensitivity=Finding.Sensitivity.GROUP,
        entered_at=at,
        client_key=said.key,
        is_by_a_minor=said.is_by_a_minor,
    )
    setattr(finding, f"text_{said_in}", said.text)
    setattr(finding, f"change_{said_in}", said.change)
    finding.note_ready()
    return finding


def _given_before(link: ContributionLink, key: UUID) -> Code:
    """Sent twice at once: the other one was quicker."""
    code = answered_before(link, key)
    if code is None:  # the key of something that came in elsewhere
        raise CannotContribute(_("This could not be sent. Press “Send” once more."))
    return code
