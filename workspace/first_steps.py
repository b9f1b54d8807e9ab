"""Five cards for who begins: what is expected of her in the part that she has, where
to begin, and what is good to know before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Entry
from groups.models import Membership
from reviews.models import Role
from workspace.models import FirstSteps

# What one does to come in; whoever did no more has done nothing yet.
COMING_IN = [
    "account.created",
    "account.changed",
    "account.password_changed",
    "invitation.accepted",
    "membership.begun",
    "role.given",
    "practice.begun",
    "practice.ended",
]
# Of several parts, the one that asks most of her.
ORDER = [
    Role.Kind.COORDINATOR.value,
    Membership.Role.RAPPORTEUR.value,
    Membership.Role.DRAFTER.value,
    Membership.Role.TRANSLATOR.value,
    Role.Kind.FACILITATOR.value,
    Role.Kind.ADVISER.value,
    Membership.Role.READER.value,
]


def put_away(*, actor: User) -> None:
    """For good, until she brings them back. Nobody else's business: the trail does
    not say it."""
    _keep(actor, is_shown=False)


def bring_back(*, actor: User) -> None:
    _keep(actor, is_shown=True)


def _keep(user: User, *, is_shown: bool) -> None:
    FirstSteps.objects.update_or_create(user=user, defaults={"is_shown": is_shown})


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is, and where."""

    role: str
    review: UUID
    group: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    heading: Any
    text: Any
    url: str = ""
    link: Any = ""


def cards_for(user: User) -> Sequence[Card]:
    """None to whoever put them away or has begun to work; and to whoever is in no
    review."""
    if not _are_shown(user):
        return []
    part = part_of(user)
    return _cards(part) if part else []


def _are_shown(user: User) -> bool:
    chosen = FirstSteps.objects.filter(user=user).first()
    if chosen:
        return chosen.is_shown
    return not Entry.objects.by(user).exclude(verb__in=COMING_IN).exists()


def part_of(user: User) -> Part | None:
    found = [
        *(
            Part(role, review)
            for role, review in Role.objects.filter(
                user=user, review__is_practice=False
            ).values_list("role", "review")
        ),
        *(
            Part(role, review, group)
            for role, review, group in Membership.objects.filter(
                user=user, group__review__is_practice=False
            ).values_list("role", "group__review", "group")
        ),
    ]
    known = [part for part in found if part.role in ORDER]
    return min(
        known,
        key=lambda part: (ORDER.index(part.role), str(part.review), str(part.group)),
        default=None,
    )


EXPECTED: dict[str, Any] = {
    Role.Kind.COORDINATOR: _(
        "You keep the dates, see that every group has a rapporteur, and step in where"
        " something is late. The texts are the groups’ own."
    ),
    Membership.Role.RAPPORTEUR: _(
        "You answer for your group: you decide what others suggest, sort what was"
        " heard, and say when a text is ready."
    ),
    Membership.Role.DRAFTER: _(
        "You write your group’s texts together with others. Nothing you write is"
        " lost: every version can be brought back."
    ),
    Membership.Role.TRANSLATOR: _(
        "You get texts in packets, each with a day. You translate them here or in"
        " Word, one after the other, and can stop at any point."
    ),
    Role.Kind.FACILITATOR: _(
        "You hold meetings in your region and write down what people say, without"
        " their names."
    ),
    Role.Kind.ADVISER: _(
        "You are asked what you think of a text. You answer with one click, with"
        " three points, or with comments beside the text."
    ),
    Membership.Role.READER: _(
        "You read what your group writes, comment on it and suggest other words."
        " The group decides."
    ),
}
AT_HOME = (
    _("What is asked of you will stand on this page. Until then, look around."),
    _("The review"),
    "workspace:review",
)
IN_GROUP = (
    _("Look around on the page of your group: all that it has stands there."),
    _("The page of your group"),
    "workspace:group",
)
BEGINNING: dict[str, tuple[Any, Any, str]] = {
    Role.Kind.COORDINATOR: (
        _("Look at the dates first: everything else is counted from them."),
        _("The dates of the review"),
        "reviews:dates",
    ),
    Membership.Role.RAPPORTEUR: (
        _("Put three steps into the roadmap: what, who, by when."),
        _("The roadmap of your group"),
        "workspace:roadmap",
    ),
    Role.Kind.FACILITATOR: (
        _("Look which meetings are planned, or plan one."),
        _("The meetings"),
        "consultations:list",
    ),
}


def _cards(part: Part) -> list[Card]:
    return [
        Card(heading=_("What is expected of you"), text=EXPECTED[part.role]),
        _where_to_begin(part),
        Card(
            heading=_("Who sees what you write"),
            text=_(
                "The work of a group is read by its members and, unless the group is"
                " closed to them, by the coordinators. Nothing reaches the outside"
                " before somebody publishes it."
            ),
        ),
        Card(
            heading=_("How you hear of things"),
            text=_(
                "What waits for you stands on this page, with its day on your own"
                " calendar. Letters say that there is something, never whom or what it is about."
            ),
            url=reverse("accounts:me"),
            link=_("Your language and your clock"),
        ),
        Card(
            heading=_("Try everything safely"),
            text=_(
                "In a practice review of your own nobody sees what you do, and nothing"
                " leaves it. Five small tasks take ten minutes."
            ),
            url=reverse("workspace:practice"),
            link=_("Your practice review"),
        ),
    ]


def _where_to_begin(part: Part) -> Card:
    otherwise = IN_GROUP if part.group else AT_HOME
    text, link, name = BEGINNING.get(part.role, otherwise)
    place = [part.review, part.group] if part.group else [part.review]
    return Card(
        heading=_("Where to begin"), text=text, link=link, url=reverse(name, args=place)
    )
