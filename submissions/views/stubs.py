"""Stands in for the outline and the draft page until they are merged."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments import desk
from core.access import access
from submissions.views.loading import load_submission, load_text


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    load_submission(request, review_id, pk)
    return HttpResponse("")


@access("signed_in")
@require_safe
def text(request, review_id, pk):
    shown = load_text(request, review_id, pk)
    context = desk.threads_context(shown, user=request.user, at=timezone.now())
    context |= {"review": shown.section.submission.review, "text": shown}
    return render(request, "submissions/stub.html", context)
