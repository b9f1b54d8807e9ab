import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import files
from core.access import access
from core.http import being_made
from notifications.awaiting import await_file, was_fetched
from reviews.queries import load_review
from workspace import situation_prints
from workspace.models import SituationPrint
from workspace.situation import situation_of


@access("signed_in")
@require_safe
def page(request, review_id):
    """What the report says, before it is taken along."""
    review = load_to_report(request, review_id)
    said = situation_of(
        review,
        reader=request.user,
        language=get_language() or "en",
        at=timezone.now(),
    )
    context = {"review": review, "said": said, "languages": SituationPrint.LANGUAGES}
    return render(request, "workspace/situation.html", context)


@access("signed_in")
@require_safe
def pdf(request, review_id, language):
    """The same on one sheet. The page comes back by itself until it is printed; whoever
    left meanwhile is told."""
    review = load_to_report(request, review_id)
    if language not in SituationPrint.LANGUAGES:
        raise Http404
    at = timezone.now()
    made = situation_prints.order(review, reader=request.user, language=language, at=at)
    if made.state != SituationPrint.State.READY:
        await_file(job=made, subject=made, person=request.user, at=at)
        template = "workspace/situation_printing.html"
        return being_made(request, template, made, review=review)
    was_fetched(job=made, person=request.user)
    name = f"situation-{language}.pdf"
    response = files.send_file(request, made.file, filename=name, inline=True)
    patch_cache_control(response, private=True, no_store=True)
    return response


def load_to_report(request, review_id):
    review = load_review(request.user, review_id)
    if not rules.has_perm("workspace.report_situation", request.user, review):
        raise PermissionDenied
    return review
