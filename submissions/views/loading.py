"""How views of submissions load what they show: through `visible_to`, always."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.http import require_perm
from submissions import rules
from submissions.models import Section, Submission, Text
from submissions.models.drafting import Level
from submissions.models.outline import concludes, leads


def load_submission(request, review_id, pk, *, perm: str = "") -> Submission:
    submission = get_object_or_404(
        Submission.objects.visible_to(request.user)
        .select_related("review__state")
        .annotate(is_led=leads(request.user), is_concluded=concludes(request.user)),
        pk=pk,
        review=review_id,
    )
    rules.remember_leading(request.user, submission)
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
    rules.remember(request.user, text)
    require_level(text, level)
    return text


def load_texts(request, review_id, pk) -> tuple[Text, list[Text]]:
    """A text that the person may read, and with it every other of its submission
    that she may read, in order."""
    texts = list(
        Text.objects.visible_to(request.user)
        .for_page()
        .filter(
            section__submission__sections__texts=pk,
            section__submission__review=review_id,
        )
        .in_order()
    )
    text = next((text for text in texts if text.pk == pk), None)
    if text is None:
        raise Http404
    rules.remember(request.user, text)
    require_level(text, Level.READ)
    return text, texts


def require_level(text: Text, level: Level) -> None:
    if text.level < level:
        raise PermissionDenied
