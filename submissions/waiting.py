"""What of the submissions waits for a person (`core.waiting`)."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from core.waiting import number_of, told, worded_column
from reviews.models import Milestone
from submissions.models import Section, SignOn, Submission, Suggestion, Text

Status = Section.Status


def for_person(user: User) -> list[QuerySet]:
    """Suggestions that she decides as a rapporteur, text by text; and her own
    sections in which nothing stands yet. Of what is closed to changes: none."""
    texts = Text.objects.visible_to(user).exclude(
        section__submission__stage__in=Submission.CLOSED
    )
    open_here = Suggestion.objects.open().filter(text=OuterRef("pk"))
    to_decide = (
        texts.filter(answers=True)
        .exclude(section__status=Status.AGREED)
        .annotate(waits=number_of(open_here, by="text"))
        .filter(waits__gt=0)
    )
    to_begin = texts.filter(
        Q(writes=True) | Q(leads=True),
        section__owner=user,
        section__status=Status.EMPTY,
        language=F("section__submission__source_language"),
    )
    text = {
        "review": "section__submission__review",
        "group": "section__group",
        **worded_column("section__heading"),
    }
    return [
        told(to_decide, kind="suggestions", count="waits", **text),
        told(to_begin, kind="section", **text),
    ]


def asked_by(user: User) -> list[QuerySet]:
    """Organisations that she asked to sign and that have not answered, submission
    by submission. Due when the review's list of members closes."""
    asked = SignOn.objects.filter(submission=OuterRef("pk"), asked_by=user)
    silent = asked.filter(state=SignOn.State.ASKED)
    closes = Milestone.objects.filter(
        review=OuterRef("review"), kind=Milestone.Kind.SIGN_ON
    )
    rows = Submission.objects.concluded_by(user).filter(stage=Submission.Stage.SIGN_ON)
    return [
        told(
            rows.annotate(
                silent=number_of(silent, by="submission"),
                asked=number_of(asked, by="submission"),
                closes=Subquery(closes.values("due")[:1]),
            ).filter(silent__gt=0),
            kind="sign-on",
            review="review",
            count=F("asked") - F("silent"),
            of="asked",
            due_at="closes",
            **worded_column("title"),
        )
    ]
