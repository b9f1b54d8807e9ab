"""The page on which a text is written and read."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments.desk import threads_context
from core.access import access
from submissions import desk
from submissions.views.loading import load_text


@access("signed_in")
@require_safe
def page(request, review_id, pk):
    text = load_text(request, review_id, pk)
    beside = request.GET.get("beside", "")
    said = threads_context(text, user=request.user, at=timezone.now())
    return render(
        request,
        "submissions/draft.html",
        {**said, **desk.page_of(text, user=request.user, beside=beside)},
    )
