from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import access
from recommendations import listing
from recommendations.filters import Filters
from recommendations.models import Recommendation
from reviews.queries import load_review

ON_A_PAGE = 20


@access("signed_in")
@require_safe
def find(request, review_id):
    review = load_review(request.user, review_id)
    filters = Filters.read(request.GET)
    found = listing.find(review, filters)
    page = Paginator(found.listed, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = Recommendation.objects.filter(pk__in=page.object_list).for_listing()
    for row in rows:
        row.pieces = filters.marked(row.wording.text)
    context = {
        "review": review,
        "filters": filters,
        "found": found,
        "page": page,
        "rows": rows,
    }
    return render(request, "recommendations/find.html", context)


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    review = load_review(request.user, review_id)
    recommendation = get_object_or_404(
        Recommendation.objects.visible_to(request.user)
        .to_state(review.state_id)
        .for_reading(),
        pk=pk,
    )
    context = {"review": review, "recommendation": recommendation}
    return render(request, "recommendations/detail.html", context)
