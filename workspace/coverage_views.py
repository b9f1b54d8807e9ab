from uuid import UUID

import rules
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import access
from reviews.queries import load_review
from workspace.coverage import coverage_of


@access("signed_in")
@require_safe
def page(request, review_id):
    review = load_review(request.user, review_id)
    may_open = rules.has_perm("consultations.open_event", request.user, review)
    covered = coverage_of(
        review, user=request.user, group_id=group_in(request), may_open=may_open
    )
    context = {"review": review, "covered": covered, "may_open": may_open}
    return render(request, "workspace/coverage.html", context)


def group_in(request) -> UUID | None:
    try:
        return UUID(request.GET.get("group", ""))
    except ValueError:
        return None
