"""What of the groups' own plans and questions waits for a person
(`core.waiting`)."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from accounts.models import User
from core.waiting import number_of, told
from groups.models import Decision, Group, Membership, RoadmapItem, Voice

WRITERS = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]


def for_person(user: User) -> list[QuerySet]:
    """Her steps, and the questions that she has not answered."""
    questions = Decision.objects.visible_to(user).open()
    return [
        _steps(user),
        told(
            questions.filter(Exists(_silent().filter(user=user))),
            kind="decision",
            **QUESTION,
        ),
    ]


def asked_by(user: User) -> list[QuerySet]:
    """Questions that she put to a group: those that are still being answered, and
    those that everybody has answered, for her to write down what is decided."""
    is_open = When(Exists(_silent()), then=Value("decision-asked"))
    return [
        told(
            Decision.objects.visible_to(user).open().filter(asked_by=user),
            kind=Case(is_open, default=Value("decide")),
            count=number_of(_voices().exclude(answered_at=None), by="decision"),
            of=number_of(_voices(), by="decision"),
            **QUESTION,
        )
    ]


QUESTION = {
    "review": "group__review",
    "group": "group",
    "text": "question",
    "language": "language",
    "due_on": "due_on",
}


def _voices() -> QuerySet:
    return Voice.objects.filter(decision=OuterRef("pk"))


def _silent() -> QuerySet:
    return _voices().filter(answered_at=None)


def _steps(user: User) -> QuerySet:
    """`may_act`: she may say herself that it is done. `detail`: what it waits for
    is not done."""
    opened = Group.objects.open_to(user).values("pk")
    seats = Membership.objects.of(user, group=OuterRef("group"))
    is_blocked = Q(blocked_by__isnull=False, blocked_by__done_at=None)
    return told(
        RoadmapItem.objects.to_do().filter(who=user, group__in=opened),
        kind="step",
        review="group__review",
        group="group",
        text="what",
        language="language",
        detail=Case(When(is_blocked, then=Value("blocked")), default=Value("")),
        due_on="due_on",
        due_at="milestone__due",
        may_act=Exists(seats.filter(role__in=WRITERS)),
    )


QUESTION = {
    "review": "group__review",
    "group": "group",
    "text": "question",
    "language": "language",
    "due_on": "due_on",
}
