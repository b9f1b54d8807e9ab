from uuid import UUID

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import access
from reviews.queries import load_review
from workspace.activity import activity_of


@access("signed_in")
@require_safe
def page(request, review_id):
    review = load_review(request.user, review_id)
    happened = activity_of(
        review,
        user=request.user,
        group_id=group_in(request),
        page=request.GET.get("page", ""),
    )
    context = {"review": review, "happened": happened, "page": happened.page}
    return render(request, "workspace/activity.html", context)


def group_in(request) -> UUID | None:
    try:
        return UUID(request.GET.get("group", ""))
    except ValueError:
        return None
