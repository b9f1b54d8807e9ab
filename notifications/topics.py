"""What notices are about, and how each goes by mail unless its reader says
otherwise. A person can only choose between topics: kinds are too many."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    MENTIONS = "mentions", _("Somebody mentions you")
    DECISIONS = "decisions", _("A decision is asked of you")
    LAST_DAYS = "last_days", _("The last day before a date that you watch")
    DATES = "dates", _("Dates that come near or are over")
    REPLIES = "replies", _("Answers, and what you are asked to read")
    FILES = "files", _("Files that you ordered are ready")
    MEETINGS = "meetings", _("Meetings, and help in the regions")
    REST = "rest", _("Everything else")


class When(models.TextChoices):
    NOW = "now", _("At once")
    MORNING = "morning", _("In the morning, in one letter")
    NEVER = "never", _("Not by mail")


USUALLY = {
    **dict.fromkeys(Topic, When.MORNING),
    Topic.MENTIONS: When.NOW,
    Topic.DECISIONS: When.NOW,
    Topic.LAST_DAYS: When.NOW,
}

# The kinds of each topic; their sentences are in the `verbs.py` of the apps.
KINDS = {
    Topic.MENTIONS: ["comment.mentioned"],
    Topic.DECISIONS: ["decision.wanted"],
    Topic.LAST_DAYS: ["milestone.last_day", "step.last_day", "feedback.due"],
    Topic.DATES: [
        "milestone.near",
        "milestone.late",
        "step.near",
        "step.late",
        "material.late",
    ],
    Topic.REPLIES: [
        "comment.replied",
        "comment.assigned",
        "comment.by_guest",
        "feedback.wanted",
        "feedback.given",
    ],
    Topic.FILES: ["file.ready", "file.failed"],
    Topic.MEETINGS: [
        "finding.waits",
        "finding.answer",
        "question.waits",
        "help.wanted",
        "help.given",
    ],
    Topic.REST: [
        "decision.known",
        "factsheet.to_read",
        "factsheet.is_out",
        "packet.given",
        "packet.done",
        "section.given",
        "section.to_read",
        "section.is_agreed",
        "section.is_open_again",
        "sign_on.has_agreed",
        "sign_on.has_refused",
        "sign_on.has_withdrawn",
        "sign_on.is_wrong",
        "submission.with_us",
        "submission.is_reviewed",
        "submission.is_signed",
        "submission.is_frozen",
        "submission.is_open_again",
        "submission.is_back",
        "submission.is_filed",
        "submission.is_not_filed",
        "suggestion.decided",
    ],
}
TOPICS = {kind: topic for topic, kinds in KINDS.items() for kind in kinds}


def topic_of(kind: str) -> Topic:
    """A kind without a topic fails a test; it waits for the morning meanwhile."""
    return TOPICS.get(kind, Topic.REST)
