from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import access
from reviews.queries import load_review
from workspace.search import kind_called, search, search_kind
from workspace.stems import TYPED_AT_MOST, sought


@access("signed_in")
@require_safe
def page(request, review_id):
    """Results by kind; with `kind` all of one. An unknown kind is as none."""
    review = load_review(request.user, review_id)
    typed = request.GET.get("q", "").replace("\0", "").strip()[:TYPED_AT_MOST]
    asked = sought(typed)
    kind = kind_called(request.GET.get("kind", ""))
    context = {"review": review, "typed": typed, "asked": asked, "kind": kind}
    if asked and kind:
        number = request.GET.get("page", "")
        context["page"], context["results"] = search_kind(
            review, kind, user=request.user, asked=asked, page=number
        )
    elif asked:
        context["found"] = search(review, user=request.user, asked=asked)
    return render(request, "workspace/search.html", context)
