"""The page on which a text is written and read."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments.desk import asked_here, threads_context
from core.access import access
from submissions import desk
from submissions.views.loading import load_texts


@access("signed_in")
@require_safe
def page(request, review_id, pk):
    text, texts = load_texts(request, review_id, pk)
    beside = request.GET.get("beside", "")
    said = threads_context(text, user=request.user, at=timezone.now())
    if text.is_seen_from_outside:
        said |= asked_here(text, user=request.user)
    return render(
        request,
        "submissions/draft.html",
        {
            **said,
            **desk.page_of(text, texts=texts, user=request.user, beside=beside),
        },
    )
