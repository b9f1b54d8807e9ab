"""The thread of anything: one page, both ways."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import access
from workspace import thread
from workspace.thread_page import stages_of


@access("signed_in")
@require_safe
def page(request, review_id, label, pk):
    if label not in thread.KINDS:
        raise Http404
    rows = thread.rows_of(label, request.user)
    where = "submission__review" if label == "section" else "review"
    subject = get_object_or_404(rows, pk=pk, **{where: review_id})
    review = subject.submission.review if label == "section" else subject.review
    context = {
        "review": review,
        "label": label,
        "subject": subject,
        "stages": stages_of(
            thread.Thread(label, subject, user=request.user, review=review)
        ),
    }
    return render(request, "workspace/thread.html", context)
