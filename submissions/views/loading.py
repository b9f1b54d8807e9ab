"""How views of submissions load what they show: through `visible_to`, always."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from core.http import require_perm
from reviews.models import Review
from submissions.models import Section, Submission, Text
from submissions.models.drafting import Level


def load_review(request, review_id) -> Review:
    return get_object_or_404(
        Review.objects.visible_to(request.user).select_related("state"), pk=review_id
    )


def load_submission(request, review_id, pk, *, perm: str = "") -> Submission:
    submission = get_object_or_404(
        Submission.objects.visible_to(request.user).select_related("review__state"),
        pk=pk,
        review=review_id,
    )
    if perm:
        require_perm(request.user, f"submissions.{perm}_submission", submission)
    return submission


def load_section(request, review_id, pk, *, perm: str = "") -> Section:
    section = get_object_or_404(
        Section.objects.visible_to(request.user).select_related(
            "submission__review__state", "group", "owner"
        ),
        pk=pk,
        submission__review=review_id,
    )
    if perm:
        require_perm(request.user, f"submissions.{perm}_submission", section.submission)
    return section


def load_text(request, review_id, pk, *, level: Level = Level.READ) -> Text:
    """A text that the person may read, with her level; then the verb is asked."""
    text = get_object_or_404(
        Text.objects.visible_to(request.user).for_page(),
        pk=pk,
        section__submission__review=review_id,
    )
    require_level(text, level)
    return text


def require_level(text: Text, level: Level) -> None:
    if text.level < level:
        raise PermissionDenied
