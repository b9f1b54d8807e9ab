"""What pages about proposals need."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from core.words import Worded
from groups.models import Group, Membership
from proposals.models import Proposal
from recommendations import queries as record
from reviews.models import Review


def shelves(user, *, review: Review) -> list[dict]:
    """The groups whose work the person may read, each with its proposals."""
    groups = list(Group.objects.open_to(user).filter(review=review).for_listing())
    proposals = Proposal.objects.visible_to(user).filter(review=review).for_listing()
    writes = set(
        Membership.objects.filter(
            user=user,
            group__review=review,
            role__in=[Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER],
        ).values_list("group_id", flat=True)
    )
    by_group: dict = {}
    for proposal in proposals:
        by_group.setdefault(proposal.group_id, []).append(proposal)
    return [
        {
            "group": group,
            "proposals": by_group.get(group.pk, []),
            "may_write": group.pk in writes,
        }
        for group in groups
    ]


def followed(proposal: Proposal):
    """The recommendations that the proposal continues, as a list shows them."""
    return record.for_listing(proposal.review).filter(
        pk__in=proposal.follows.values("pk")
    )


def followable(request, review: Review) -> set[UUID]:
    """Recommendations named in the address (“ask for this again”) or in the form."""
    named = [*request.GET.getlist("follows"), *request.POST.getlist("follows")][:20]
    found = set()
    for text in named:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


def citable(user, *, review: Review, words: Iterable[str] = ()) -> QuerySet[Proposal]:
    """What a person may cite, the newest first: every word occurs in it."""
    rows = Proposal.objects.worked_on_by(user).filter(review=review)
    for word in words:
        rows = rows.filter(
            Q(wording_en__icontains=word)
            | Q(wording_ru__icontains=word)
            | Q(wording_ky__icontains=word)
        )
    return rows.select_related("group").order_by("-created_at", "pk")


# What requests for feedback ask of it (comments/queries.py)

NAME_AT_MOST = 140


def trail_of(proposal: Proposal) -> dict[str, Any]:
    return {"review": proposal.review, "group": proposal.group}


def guest_path(token: str) -> str:
    return reverse("proposal_link:proposal", args=[token])


def groups_behind(proposal: Proposal) -> list[Group]:
    return [proposal.group]


def name_of(proposal: Proposal) -> Worded:
    """Its wording, shortened."""
    wording = proposal.wording
    text = " ".join(wording.text.split())
    if len(text) > NAME_AT_MOST:
        text = f"{text[: NAME_AT_MOST - 1]}…"
    return Worded(text, wording.language)
