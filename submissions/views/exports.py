"""What leaves as a Word file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.access import access
from submissions import exporting
from submissions.views.history import asked_for, load_text_with_history
from submissions.views.loading import load_submission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@access("signed_in")
@require_safe
def download(request, review_id, pk, language):
    """The whole submission, for those whose work it is."""
    submission = load_submission(request, review_id, pk)
    if not submission.opened:
        raise PermissionDenied
    if language not in submission.languages:
        raise Http404
    content = exporting.docx_of(submission, language=language, user=request.user)
    return _file(content, f"submission-{language}.docx")


@access("signed_in")
@require_safe
def redline(request, review_id, pk):
    """What the page of the comparison shows, as changes in Word."""
    text = load_text_with_history(request, review_id, pk)
    asked = asked_for(request, text)
    if asked is None:
        raise Http404
    content = exporting.redline_of(text, asked.before, asked.after, user=request.user)
    return _file(content, f"changes-{text.language}.docx")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
