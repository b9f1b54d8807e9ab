from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.access import access
from submissions import exporting
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
    response = HttpResponse(
        exporting.docx_of(submission, language=language, user=request.user),
        content_type=DOCX,
    )
    name = f'attachment; filename="submission-{language}.docx"'
    response["Content-Disposition"] = name
    response["Cache-Control"] = "private, no-store"
    return response
