"""A list of people to invite, one on a line: “address, role or group, language”. A
facilitator may have a region: “address, facilitator, Osh oblast”, or the region alone.
Everything is checked before the first letter goes out."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from catalogue.models import Region
from catalogue.names import normalise
from core.exceptions import ActionRefused
from groups import actions as groups
from groups.models import Group, Invitation, Membership
from groups.queries import groups_of
from reviews import actions as reviews
from reviews.models import Review, Role, RoleInvitation

LINES_AT_MOST = 100
LONGEST_ADDRESS = 254
SEPARATORS = re.compile(r"[,;\t]")
IN_BRACKETS = re.compile(r"<([^<>]+)>")
LANGUAGE_WORDS = {
    "en": "en english английский англисче",
    "ru": "ru russian русский орусча",
    "ky": "ky kyrgyz кыргызский кыргызча",
}
LANGUAGES = {
    word: code for code, all_of in LANGUAGE_WORDS.items() for word in all_of.split()
}
SEVERAL = object()  # groups of one name
RAPPORTEUR, DRAFTER = Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody wrote: on a line of the list, or beside a group (number 0)."""

    number: int
    email: str
    what: str = ""  # a role, a region or a group, in the words of the line
    language: str = ""
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A role in the review as a whole, or a facilitator's in a region."""

    role: str
    region: Region | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One letter: to whom, as what, in which language."""

    email: str
    role: str
    language: str
    group: Group | None = None
    region: Region | None = None

    @property
    def as_what(self) -> str:
        if self.group is None:
            label = str(Role.Kind(self.role).label)
            return f"{label}, {self.region.name}" if self.region else label
        role = Membership.Role(self.role).label
        return _("%(role)s of “%(group)s”") % {"role": role, "group": self.group.name}

    @property
    def called(self) -> str:
        """The language of the letter."""
        return str(dict(settings.LANGUAGES)[self.language])

    @property
    def where(self) -> str:
        return str(self.group.name) if self.group else self.as_what


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Of a list: whom to invite, who needs no letter, and what is wrong in it."""

    wanted: list[Wanted]
    known: list[Wanted]
    wrong: list[str]

    @property
    def digest(self) -> str:
        """Of what would be sent: so that nothing else is than what was shown."""
        rows = sorted(
            f"{one.email} {one.role} {one.group and one.group.pk} {one.language} "
            f"{one.region and one.region.pk}"
            for one in self.wanted
        )
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @property
    def counted(self) -> list[tuple[str, int]]:
        """“Adviser: 3”, in the order of the list."""
        found: dict[str, int] = {}
        for one in self.wanted:
            found[one.as_what] = found.get(one.as_what, 0) + 1
        return list(found.items())


def read(text: str) -> list[Entry]:
    """Empty lines are passed over, and keep their number."""
    lines = [line.strip() for line in text.splitlines()]
    return [_entry(number, line) for number, line in enumerate(lines, 1) if line]


def _entry(number: int, line: str) -> Entry:
    first, *rest = [part.strip() for part in SEPARATORS.split(line)]
    bracketed = IN_BRACKETS.search(first)
    language = ""
    rest = [part for part in rest if part]
    if rest and normalise(rest[-1]) in LANGUAGES:
        language = LANGUAGES[normalise(rest.pop())]
    return Entry(
        number=number,
        email=(bracketed[1] if bracketed else first).strip().lower(),
        what=" ".join(rest),
        language=language,
    )


def without_rapporteur(
    review: Review, *, user: User, named: Iterable[str] = ()
) -> list[Group]:
    """Groups for which nobody answers, nor has a letter to answer for them; and those
    `named`, by their ids, in what was sent."""
    places, wanted = _places(review, user), set(named)
    return [
        place.group
        for place in places
        if place.is_free or str(place.group.pk) in wanted
    ]


@dataclass(slots=True)
class Place:
    """A group as the list fills it."""

    group: Any
    is_free: bool  # of rapporteurs, and of letters to one
    may_take: bool  # others than a first rapporteur


def _places(review: Review, user: User) -> list[Place]:
    found: list[Any] = list(groups_of(review, user=user))
    letters = Invitation.objects.pending().filter(group__in=found, role=RAPPORTEUR)
    asked = set(letters.values_list("group", flat=True))
    return [
        Place(
            group=group,
            is_free=not group.has_rapporteur and group.pk not in asked,
            may_take=group.opened,
        )
        for group in found
    ]


def check(
    entries: Iterable[Entry], *, review: Review, user: User, role: str, language: str
) -> Checked:
    """`role`, `language`: of lines that name none. Eight queries, however long the
    list."""
    entries = list(entries)
    if sum(entry.number > 0 for entry in entries) > LINES_AT_MOST:
        said = _("At most %(most)d lines at a time. Send the others afterwards.")
        return Checked(wanted=[], known=[], wrong=[said % {"most": LINES_AT_MOST}])
    places = {place.group.pk: place for place in _places(review, user)}
    meanings = {
        **_regions_by_name(review),
        **_groups_by_name(places.values()),
        **_roles_by_name(),
    }
    known = _known([entry.email for entry in entries], review=review)
    rows: dict[tuple, Wanted] = {}
    wrong = []
    for entry in entries:
        try:
            _refuse_address(entry.email)
            usual = entry.group or Post(role)
            meant = _meaning(entry, meanings) if entry.what else usual
            key = (entry.email, meant.role if isinstance(meant, Post) else meant.pk)
            if key in rows:
                _refuse_other_region(rows[key], meant)
            else:
                rows[key] = Wanted(
                    email=entry.email,
                    language=entry.language or language,
                    **_seat(entry, meant, places, is_known=key in known),
                )
        except ValidationError as error:
            wrong.append(_of_line(entry, str(error.message)))
    return Checked(
        wanted=[one for key, one in rows.items() if key not in known],
        # Which region they have is theirs, not that of the line.
        known=[replace(one, region=None) for key, one in rows.items() if key in known],
        wrong=wrong,
    )


def _of_line(entry: Entry, message: str) -> str:
    if entry.group is not None:
        return _("“%(group)s”: %(message)s") % {
            "group": entry.group.name,
            "message": message,
        }
    return _("Line %(number)d: %(message)s") % {
        "number": entry.number,
        "message": message,
    }


def _meaning(entry: Entry, meanings: dict[str, Any]) -> Any:
    meant = meanings.get(normalise(entry.what), "")
    if meant is SEVERAL:
        raise ValidationError(
            _("Several groups are called “%(what)s”.") % {"what": entry.what[:60]}
        )
    if not meant:
        raise ValidationError(
            _("“%(what)s” is neither a role nor a group of this review.")
            % {"what": entry.what[:60]}
        )
    return meant


def _refuse_other_region(known: Wanted, meant: Any) -> None:
    if isinstance(meant, Post) and known.region != meant.region:
        raise ValidationError(
            _("This address stands above already, as “%(what)s”.")
            % {"what": known.as_what}
        )


def _refuse_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        email = ""
    if not email or len(email) > LONGEST_ADDRESS:
        raise ValidationError(_("This is no e-mail address."))


def _seat(
    entry: Entry, meant: Any, places: dict[Any, Place], *, is_known: bool
) -> dict[str, Any]:
    """Of a group: who is written beside it and else the first one answers for it, the
    next ones write in it. Whether somebody is in a closed one is not said."""
    if isinstance(meant, Post):
        return {"role": meant.role, "region": meant.region}
    place = places[meant.pk]
    if not place.is_free and not place.may_take:
        raise ValidationError(
            _(
                "Into this group only its rapporteur invites. It has one, or a letter "
                "to one is on its way."
            )
        )
    answers = entry.group is not None or (place.is_free and not is_known)
    place.is_free = place.is_free and is_known
    return {"group": place.group, "role": RAPPORTEUR if answers else DRAFTER}


def _roles_by_name() -> dict[str, Post]:
    return {name: Post(kind.value) for kind in Role.INVITED for name in _names_of(kind)}


def _names_of(kind: Role.Kind) -> set[str]:
    """What a role is called in any of our languages."""
    found = {kind.value}
    for code, _language in settings.LANGUAGES:
        with override(code):
            found.add(normalise(str(kind.label)))
    return found


def regions_of(review: Review) -> list[Region]:
    """Those in which somebody may facilitate."""
    return list(Region.objects.filter(state=review.state_id).in_order())


def _regions_by_name(review: Review) -> dict[str, Post]:
    """By each name, and by the code; with and without the role in front."""
    facilitator = Role.Kind.FACILITATOR
    found: dict[str, Post] = {}
    for region in regions_of(review):
        post = Post(facilitator.value, region)
        names = [getattr(region, f"name_{code}") for code, _name in settings.LANGUAGES]
        for name in {normalise(name) for name in [region.code, *names] if name}:
            called = [f"{role} {name}" for role in _names_of(facilitator)]
            found |= dict.fromkeys([name, *called], post)
    return found


def _groups_by_name(places: Iterable[Place]) -> dict[str, Any]:
    """By each name that this reader may know."""
    found: dict[str, Any] = {}
    for place in places:
        group = place.group
        inner = [getattr(group, f"name_{code}") for code, _name in settings.LANGUAGES]
        names = [*group.names_outside, *(inner if group.opened else [])]
        for name in {normalise(name) for name in names if name.strip()}:
            found[name] = SEVERAL if name in found else group
    return found


def _known(emails: Iterable[str], *, review: Review) -> set[tuple]:
    """Those who are there already or have a letter that nobody has used."""
    asked = RoleInvitation.objects.pending().filter(review=review, email__in=emails)
    roles = Role.objects.filter(review=review, user__email__in=emails)
    letters = Invitation.objects.pending().filter(
        group__review=review, email__in=emails
    )
    seats = Membership.objects.filter(group__review=review, user__email__in=emails)
    return {
        *asked.values_list("email", "role"),
        *roles.values_list("user__email", "role"),
        *letters.values_list("email", "group"),
        *seats.values_list("user__email", "group"),
    }


@transaction.atomic
def send(wanted: Iterable[Wanted], *, review: Review, actor: User, at: datetime) -> int:
    """Send every letter or, where something breaks, none. Returns how many: whoever was
    invited meanwhile gets no second one.

    Groups are locked before the review, as everywhere, and in one order."""
    rows = sorted(
        wanted, key=lambda one: (one.group is None, str(one.group and one.group.pk))
    )
    return sum(_sent(one, review=review, actor=actor, at=at) for one in rows)


def _sent(one: Wanted, *, review: Review, actor: User, at: datetime) -> bool:
    shared = {"email": one.email, "role": one.role, "language": one.language}
    try:
        if one.group is not None:
            invitation = Invitation(group=one.group, **shared)
            groups.invite_to_group(invitation=invitation, actor=actor, at=at)
        else:
            role = RoleInvitation(review=review, region=one.region, **shared)
            reviews.invite_to_review(invitation=role, actor=actor, at=at)
    except ActionRefused:
        return False
    return True
