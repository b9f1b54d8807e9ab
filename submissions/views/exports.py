"""What leaves as a Word file, or on paper."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core import files
from core.access import access
from core.http import being_made
from notifications.awaiting import await_file, was_fetched
from submissions import exporting, printing
from submissions.models import Printout
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
def pdf(request, review_id, pk, language):
    """The same on paper. The page comes back by itself until it is printed."""
    submission = load_submission(request, review_id, pk)
    if not submission.opened:
        raise PermissionDenied
    if language not in submission.languages:
        raise Http404
    printout = printing.order(
        submission, language=language, user=request.user, at=timezone.now()
    )
    if printout.state == Printout.State.READY:
        was_fetched(job=printout, person=request.user)
        name = f"submission-{language}.pdf"
        response = files.send_file(request, printout.file, filename=name, inline=True)
        patch_cache_control(response, private=True, no_store=True)
        return response
    await_file(job=printout, subject=submission, person=request.user, at=timezone.now())
    return being_made(
        request,
        "submissions/printing.html",
        printout,
        review=submission.review,
        submission=submission,
    )


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
