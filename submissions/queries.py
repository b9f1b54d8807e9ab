"""What pages about submissions need."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from groups.models import Group, Membership
from submissions.models import Section, Submission


@dataclass(frozen=True, slots=True)
class Called:
    """How a person is called before a reader."""

    full: str
    short: str


def names_for(
    reader, submission: Submission, *, people: Iterable[UUID | None]
) -> dict[UUID | None, Called]:
    """What the reader may call the people who work on the submission.

    Who is in it only through confidential groups that are closed to the reader
    has no name there but the group's outside one: writing together must not
    tell who is in such a group. Whoever left is called by name, unless a
    confidential group takes part: then nobody but present members has one.
    """
    wanted = {person for person in people if person}
    reads = reader if reader and reader.is_authenticated else None
    own = Membership.objects.filter(user=reads, group=OuterRef("group"))
    seats = list(
        Membership.objects.filter(
            user__in=wanted, group__participations__submission=submission
        )
        .select_related("group", "user")
        .annotate(is_among_own=Exists(own))
    )
    is_sealed = (
        submission.participations.filter(group__is_confidential=True)
        .exclude(Exists(own))
        .exists()
    )
    leaders = (
        set(
            submission.review.roles.filter(user__in=wanted)
            .exclude(role__in=["member", "institution"])
            .values_list("user_id", flat=True)
        )
        if is_sealed
        else set()
    )
    called: dict[UUID | None, Called] = {None: Called(_("The platform"), "–")}
    persons = {seat.user_id: seat.user for seat in seats}
    absent = wanted - persons.keys()
    if absent:
        persons |= User.objects.in_bulk(absent)
    for person in persons.values():
        theirs = [seat.group for seat in seats if seat.user_id == person.pk]
        in_the_open = [
            seat
            for seat in seats
            if seat.user_id == person.pk
            and (not seat.group.is_confidential or seat.is_among_own)
        ]
        is_known = in_the_open or person.pk in leaders or not is_sealed
        if is_known or person == reader:
            called[person.pk] = Called(person.full_name, person.initials)
        elif theirs:
            outside = str(theirs[0].neutral_name)
            called[person.pk] = Called(outside, outside)
        else:
            someone = _("Somebody who left")
            called[person.pk] = Called(someone, someone)
    for person in wanted - called.keys():
        called[person] = Called(_("Somebody who left"), "–")
    return called


def trail_group(section: Section) -> Group | None:
    """To whose trail an entry about the section belongs: that of the group that
    writes it, else of a confidential one that takes part, else of any. A trail
    that a coordinator reads must not tell who works in a group closed to her."""
    if section.group:
        return section.group
    rows = section.submission.groups.order_by("-is_confidential", "order", "pk")
    return rows.first()


def trail_group_of(submission: Submission, *, actor: User | None) -> Group | None:
    """To whose trail an entry about the submission belongs: that of the group for
    which the actor is in it, an open one before a closed one; else of an open
    group, and of a closed one only where no other takes part. A coordinator reads
    the trails of open groups: she must not meet there who works in a closed one.
    """
    groups = list(submission.groups.order_by("is_confidential", "order", "pk"))
    own = set(
        Membership.objects.filter(user=actor, group__in=groups).values_list(
            "group", flat=True
        )
        if actor
        else ()
    )
    return next(
        (group for group in groups if group.pk in own), next(iter(groups), None)
    )


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
