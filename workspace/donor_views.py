"""The report for donors and partners, on a page and as files to be handed on."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.actions import record
from core.access import access
from core.http import require_perm
from reviews.queries import load_review
from workspace import donor_files, periods
from workspace.donor_forms import PeriodForm
from workspace.donor_words import NOTES
from workspace.donors import report_of

PERM = "workspace.see_report"
LANGUAGES = dict(settings.LANGUAGES)


@access("signed_in")
@require_safe
def report(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, PERM, review)
    form = asked_for(request)
    found = report_of(review, form.period) if form.is_valid() else None
    context = {"review": review, "form": form, "report": found, "notes": NOTES}
    return render(request, "workspace/donor_report.html", context)


@access("signed_in")
@require_safe
def report_file(request, review_id, language, kind):
    review = load_review(request.user, review_id)
    require_perm(request.user, PERM, review)
    form = asked_for(request)
    if (
        language not in LANGUAGES
        or kind not in donor_files.KINDS
        or not form.is_valid()
    ):
        raise Http404
    made = donor_files.KINDS[kind]
    raw = made.render(review, form.period, language=language)
    note_taken(review, actor=request.user)
    name = f"report-{form.period.key}-{language}.{kind}"
    return HttpResponse(
        raw,
        content_type=made.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def asked_for(request) -> PeriodForm:
    months = periods.over(timezone.now())
    usual = periods.at_first(months)
    said = {"from": usual.first.key, "until": usual.last.key} | request.GET.dict()
    return PeriodForm(said, months=months)


@transaction.atomic
def note_taken(review, *, actor):
    record(
        "report.taken", subject=review, actor=actor, at=timezone.now(), review=review
    )
