"""A Word file that comes back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import access
from submissions import returning
from submissions.return_forms import ReturnForm
from submissions.views.loading import load_submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def from_word(request, review_id, pk):
    """What became of it is said on the page that answers, with the words that were
    not suggested: they are kept nowhere else."""
    submission = load_submission(request, review_id, pk)
    if not submission.opened:
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = ReturnForm(request.POST, request.FILES) if is_sent else ReturnForm()
    outcomes = _bring_back(submission, form, author=request.user) if is_sent else None
    return render(
        request,
        "submissions/from_word.html",
        {
            "review": submission.review,
            "submission": submission,
            "form": form,
            "outcomes": outcomes,
        },
    )


def _bring_back(submission, form, *, author):
    if not form.is_valid():
        return None
    try:
        return returning.bring_back(
            submission=submission,
            paragraphs=form.cleaned_data["file"],
            author=author,
            at=timezone.now(),
        )
    except returning.CannotReturn as refusal:
        form.add_error("file", str(refusal))
        return None
