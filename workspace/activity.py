"""What happened in a review, as far as the reader may know of it.

The trail says who acted. Whoever acted is called by name only to those who may know
that this person has a part here: a name beside the work of a group, or beside a
moment, would otherwise tell who is in a group that is closed to the reader.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import Entry, EntryQuerySet
from consultations.models import Finding
from core.words import Worded, sentences
from groups.models import Group, Membership
from reviews.models import Milestone, Review, Role
from submissions.models import SignOn
from workspace.subjects import SHARED, addresses, label, rows_of

ON_A_PAGE = 50
# Of a group that she looks into from outside, a coordinator reads how many answered.
VOICES = {"decision.answered"}
# Of the review as a whole, for those who answer for it.
LED = ("aims.", "figures.", "invitation.", "organisation.")


def entries_for(user: User, review: Review) -> EntryQuerySet:
    """Of groups whose work she may read; of the review what everybody in it may know,
    and for its coordinators what they answer for. `review` as `load_review` returns
    it. Nothing about a finding that she may not know, nor about who was admitted with
    a group: that would name the people of a confidential one."""
    of_groups = Group.objects.open_to(user).filter(review=review)
    answered_for = Membership.objects.filter(
        user=user, role=Membership.Role.RAPPORTEUR, group__review=review
    )
    rows: EntryQuerySet = Entry.objects.filter(
        Q(review_id=review.pk, group_id__in=of_groups.values("pk"))
        | Q(review_id=None, group_id__in=answered_for.values("group"))
        | Q(review_id=review.pk, group_id=None) & _of_everybody(user, review),
        ~Q(subject_label=label(Finding))
        | Q(subject_id__in=Finding.objects.visible_to(user).values("pk")),
    )
    return rows


def _of_everybody(user: User, review: Review) -> Q:
    """By what it is about, as long as the person may know of that."""
    known = Q(subject_label=label(Milestone)) | Q(
        subject_label=label(Review), verb__startswith="review."
    )
    for model in SHARED:
        rows = rows_of(model, user, review)
        known |= Q(subject_label=label(model), subject_id__in=rows.values("pk"))
    if review.is_led:
        known |= Q(verb="role.ended")
        roles = Role.objects.visible_to(user).filter(role__in=Role.INVITED)
        known |= Q(verb="role.given", subject_id__in=roles.values("pk"))
        signing = SignOn.objects.led_by(user)
        known |= Q(subject_label=label(SignOn), subject_id__in=signing.values("pk"))
        for start in LED:
            known |= Q(verb__startswith=start)
    return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    at: datetime  # on the reader's clock
    sentence: str
    group: Worded | None
    url: str  # empty where there is nothing, or nothing more, to look at


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    rows: list[Happened]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    page: Page
    days: list[Day]
    groups: list[Group]  # by which it can be narrowed down
    chosen: Group | None


def activity_of(
    review: Review, *, user: User, group_id: UUID | None = None, page: str = ""
) -> Activity:
    """Newest first, by day on the reader's calendar. Of a group that is closed to
    her, or not there, nothing is chosen."""
    known = _groups(user, review)
    opened = [group for group in known if group.opened]
    chosen = next((group for group in opened if group.pk == group_id), None)
    rows = entries_for(user, review)
    if chosen:
        rows = rows.in_group(chosen)
    found = Paginator(rows.newest_first(), ON_A_PAGE).get_page(page)
    shown = list(_happened(found.object_list, user=user, review=review, groups=known))
    days = groupby(shown, key=lambda row: row.at.date())
    return Activity(
        page=found,
        days=[Day(on, list(rows)) for on, rows in days],
        groups=opened,
        chosen=chosen,
    )


def _groups(user: User, review: Review) -> list[Any]:
    """With `is_mine`: whether she is in it herself."""
    own = Membership.objects.of(user, group=OuterRef("pk"))
    rows = Group.objects.visible_to(user).filter(review=review)
    return list(rows.annotate(is_mine=Exists(own)).for_listing())


def _happened(
    entries: Iterable[Entry], *, user: User, review: Review, groups: list[Group]
) -> Iterator[Happened]:
    entries = list(entries)
    here = ZoneInfo(user.time_zone)
    of_group: dict[Any, Group] = {group.pk: group for group in groups}
    names = names_for(user, review, {entry.actor_id for entry in entries})
    urls = addresses(entries, user=user, review=review)
    for entry in entries:
        group: Any = of_group.get(entry.group_id)
        is_inside = group is None or group.is_mine
        is_told = is_inside or entry.verb not in VOICES
        yield Happened(
            at=entry.at.astimezone(here),
            sentence=_sentence(entry, names if is_told else {}),
            group=group.name if group else None,
            url=urls.get(entry.subject_id, ""),
        )


def _sentence(entry: Entry, names: dict[Any, str]) -> str:
    sentence = str(sentences()[entry.verb])
    if "%(who)s" not in sentence:
        return sentence
    return sentence % {"who": names.get(entry.actor_id, _("Somebody"))}


def names_for(reader: User, review: Review, people: set[UUID | None]) -> dict:
    """Who may be called by name: she herself, whoever is in a group of the review
    whose work she may read, and whoever coordinates it; for coordinators everybody
    whom the review invited. Across the wall to an institution nobody."""
    seats = Membership.objects.visible_to(reader).filter(
        user=OuterRef("pk"), group__review=review
    )
    known: Any = Q(pk=reader.pk) | Exists(seats)
    inside = Role.objects.of(reader, review=review).filter(role__in=Role.INSIDE)
    called = Role.INVITED if review.is_led else [Role.Kind.COORDINATOR]
    roles = Role.objects.filter(user=OuterRef("pk"), review=review, role__in=called)
    known |= Exists(roles) & Exists(inside)
    wanted = [person for person in people if person]
    rows = User.objects.filter(known, pk__in=wanted).values_list("pk", "full_name")
    return dict(rows)
