"""What pages about submissions need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.words import Worded, worded
from groups.models import Group, Membership
from reviews.models import Role
from submissions.models import Participation, Section, Submission, Text


@dataclass(frozen=True, slots=True)
class Called:
    """How a person is called before a reader."""

    full: str
    short: str


Names = dict[UUID | None, Called]


def names_for(
    reader, submission: Submission, *, people: Iterable[UUID | None]
) -> Names:
    """What the reader may call the people who work on the submission.

    Who is in it only through confidential groups that are closed to the reader
    has no name there but the group's outside one: writing together must not
    tell who is in such a group. Whoever left is called by name, unless a
    confidential group takes part: then nobody but present members has one.

    A reader from outside, to whom something was only opened, is told what people
    do and nobody's name.
    """
    return names_across(reader, {submission.pk: people})[submission.pk]


def names_across(
    reader, people_of: Mapping[UUID, Iterable[UUID | None]]
) -> dict[UUID, Names]:
    """The same for several submissions, by their ids, in as many queries."""
    wanted = {
        pk: {person for person in people if person} for pk, people in people_of.items()
    }
    everybody = set().union(*wanted.values())
    reads = reader if reader and reader.is_authenticated else None
    own = Membership.objects.filter(user=reads, group=OuterRef("group"))
    groups_of: dict[UUID, list[Participation]] = {pk: [] for pk in wanted}
    for row in (
        Participation.objects.filter(submission__in=wanted)
        .select_related("group")
        .annotate(is_own=Exists(own))
    ):
        groups_of[row.submission_id].append(row)
    sealed = {
        pk: any(row.group.is_confidential and not row.is_own for row in rows)
        for pk, rows in groups_of.items()
    }
    outside = [
        pk for pk, rows in groups_of.items() if not any(row.is_own for row in rows)
    ]
    if outside:
        led = Role.objects.filter(user=reads, role=Role.Kind.COORDINATOR)
        led = set(led.values_list("review__submissions", flat=True))
        outside = [pk for pk in outside if pk not in led]
    users, seats = _seats(wanted, everybody)
    leaders = _leaders(wanted, everybody) if any(sealed.values()) else set()
    called: dict[UUID, Names] = {}
    for pk, people in wanted.items():
        called[pk] = {None: Called(_("The platform"), "–")}
        for person in users.values():
            if person.pk in people:
                theirs = [
                    row for row in groups_of[pk] if (person.pk, row.group_id) in seats
                ]
                is_known = (
                    not sealed[pk]
                    or person == reader
                    or (pk, person.pk) in leaders
                    or any(
                        not row.group.is_confidential or row.is_own for row in theirs
                    )
                )
                groups = [row.group for row in theirs]
                called[pk][person.pk] = _called(person, groups, is_known=is_known)
        for person in people - called[pk].keys():
            called[pk][person] = Called(_("Somebody who left"), "–")
    for pk in outside:
        own_name = {
            key: one for key, one in called[pk].items() if reads and key == reads.pk
        }
        called[pk] = {
            **called[pk],
            **roles_for_guest(pk, people=wanted[pk]),
            **own_name,
        }
    return called


def _seats(
    wanted: Iterable[UUID], people: set[UUID]
) -> tuple[dict[UUID, User], set[tuple[UUID, UUID]]]:
    """The people by their ids, and who of them is in which group."""
    rows = list(
        Membership.objects.filter(
            user__in=people, group__participations__submission__in=wanted
        ).select_related("user")
    )
    users = {row.user_id: row.user for row in rows}
    absent = people - users.keys()
    if absent:
        users |= User.objects.in_bulk(absent)
    return users, {(row.user_id, row.group_id) for row in rows}


def _leaders(wanted: Iterable[UUID], people: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Submission and person: those with a role in its review."""
    return set(
        Role.objects.filter(
            review__submissions__in=wanted, user__in=people, role__in=Role.INVITED
        ).values_list("review__submissions", "user_id")
    )


def _called(person: User, theirs: list[Group], *, is_known: bool) -> Called:
    if is_known:
        return Called(person.full_name, person.initials)
    if theirs:
        outside = str(theirs[0].neutral_name)
        return Called(outside, outside)
    someone = _("Somebody who left")
    return Called(someone, someone)


Trail = dict[str, Any]  # what `audit.record` asks for: review, group


def trail_group(section: Section) -> Group | None:
    """To whose trail an entry about the section belongs: that of the group that
    writes it, else of a confidential one that takes part, else of any. A trail
    that a coordinator reads must not tell who works in a group closed to her."""
    if section.group:
        return section.group
    rows = section.submission.groups.order_by("-is_confidential", "order", "pk")
    return rows.first()


# What comments on a text ask of its app (comments/queries.py)


def people_around(
    reader, text: Text, *, people: Iterable[UUID | None]
) -> tuple[dict[UUID | None, Called], dict[UUID, str]]:
    """What the reader may call these people; and whom she may mention: who is in a
    group that takes part, as far as she may call them by name. Who coordinates is
    among them once she has a part in it, or before another coordinator."""
    people = set(people)
    submission = text.section.submission
    coordinators = Role.objects.filter(
        role=Role.Kind.COORDINATOR,
        review__groups__participations__submission=submission,
        review__groups__is_confidential=False,
        review__groups__kind=Group.Kind.THEMATIC,
    ).values("user")
    is_one = Exists(coordinators.filter(user=reader))
    around = dict(
        User.objects.filter(
            Q(memberships__group__participations__submission=submission)
            | Q(pk__in=coordinators) & (Q(pk__in=people) | Q(is_one)),
            is_active=True,
        )
        .order_by("full_name", "pk")
        .values_list("pk", "full_name")
    )
    called = names_for(reader, submission, people=people | around.keys())
    known = {key: name for key, name in around.items() if called[key].full == name}
    return called, known


def trail_of(text: Text) -> Trail:
    """In whose trail it is written what is said about a text. Where a confidential
    group takes part it is that group's: who commented would tell a coordinator who
    is in it."""
    return trail_of_section(text.section)


def trail_of_section(section: Section) -> Trail:
    """The same of what is done to a section."""
    found = trail_of_submission(section.submission)
    return {**found, "group": found["group"] or trail_group(section)}


def trail_of_submission(submission: Submission) -> Trail:
    """The same of the whole submission; else it is the review's."""
    closed = submission.groups.filter(
        Q(is_confidential=True) | Q(kind=Group.Kind.INSTITUTION)
    )
    return {
        "review": submission.review,
        "group": closed.order_by("-is_confidential", "order", "pk").first(),
    }


def threads_url(text: Text) -> str:
    return reverse(
        "submissions:threads", args=[text.section.submission.review_id, text.pk]
    )


# What requests for feedback ask of it


def groups_behind(text: Text) -> list[Group]:
    return list(text.section.submission.groups.all())


def name_of(text: Text) -> Worded:
    """In the language of the text, as far as its section has a heading in it."""
    return worded(text.section, "heading", text.language)


def guest_path(token: str) -> str:
    return reverse("guest:home", args=[token])


def roles_for_guest(
    submission: Submission | UUID, *, people: Iterable[UUID | None]
) -> Names:
    """What the holder of a link may call them: by what they do, never by name, and
    without their groups."""
    wanted = {person for person in people if person}
    seats = dict.fromkeys(wanted, "")
    order = list(Membership.Role.values)
    for person, role in Membership.objects.filter(
        user__in=wanted, group__participations__submission=submission
    ).values_list("user", "role"):
        if not seats[person] or order.index(role) < order.index(seats[person]):
            seats[person] = role
    said = dict(Membership.Role.choices)
    called: Names = {}
    for person, role in seats.items():
        words = str(said[role]) if role else _("One of the authors")
        called[person] = Called(words, words)
    return called


def owners_for(reader: User, submission: Submission) -> dict[UUID, str]:
    """Who can answer for a section, by name: those who write in a group that takes
    part, as far as the reader may call them."""
    people = dict(
        User.objects.filter(
            memberships__group__participations__submission=submission,
            memberships__role__in=[
                *(Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER),
                Membership.Role.TRANSLATOR,
            ],
            is_active=True,
        )
        .order_by("full_name", "pk")
        .values_list("pk", "full_name")
    )
    called = names_for(reader, submission, people=people)
    return {pk: name for pk, name in people.items() if called[pk].full == name}
