from uuid import UUID

import rules
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations import balance as counted
from consultations import counting, figures, report_sheet
from consultations.balance import Filters
from consultations.forms.counting import AimsForm, FiltersForm, PeriodForm
from consultations.models import Event
from core.access import access
from core.http import require_perm
from groups.models import Group
from reviews.queries import load_review

CHANGE_AIMS = "consultations.change_aims"
EXPORT = "consultations.export_figures"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVENTS_AT_MOST = 200


@access("signed_in")
@require_safe
def balance(request, review_id):
    review = load_review(request.user, review_id)
    groups = Group.objects.visible_to(request.user).filter(review=review)
    events = Event.objects.visible_to(request.user).filter(review=review)
    form = FiltersForm(
        request.GET,
        groups=groups.for_listing(),
        events=events.order_by("-starts_on", "pk")[:EVENTS_AT_MOST],
    )
    found = counted.balance_of(review, user=request.user, filters=filters_of(form))
    page = {
        "review": review,
        "form": form,
        "balance": counted.without_empty(found),
        "may_aim": rules.has_perm(CHANGE_AIMS, request.user, review),
    }
    return render(request, "consultations/balance.html", page)


def filters_of(form) -> Filters:
    form.is_valid()
    said = form.cleaned_data
    return Filters(
        group=UUID(said["group"]) if said.get("group") else None,
        event=UUID(said["event"]) if said.get("event") else None,
        since=said.get("since"),
        until=said.get("until"),
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def aims(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, CHANGE_AIMS, review)
    form = AimsForm(request.POST or None, lines=_aim_lines(review))
    if form.is_valid():
        try:
            counting.set_aims(
                review=review,
                aims=form.changes(),
                actor=request.user,
                at=timezone.now(),
            )
        except counting.CannotCount as refusal:
            form = AimsForm(lines=_aim_lines(review))
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("consultations:balance", review.pk)
    return render(request, "consultations/aims.html", {"review": review, "form": form})


@access("signed_in")
@require_safe
def sheet(request, review_id):
    """The figures of a period, as the balance page shows them to a coordinator."""
    review = load_review(request.user, review_id)
    require_perm(request.user, EXPORT, review)
    form = PeriodForm(request.GET)
    form.is_valid()
    filters = Filters(
        since=form.cleaned_data.get("since"), until=form.cleaned_data.get("until")
    )
    events = counted.chosen(
        Event.objects.open_to(request.user).filter(review=review), filters
    )
    totals = counted.balance_of(review, user=request.user, filters=filters)
    raw = report_sheet.render_xlsx(
        list(events.select_related("region").in_order()),
        totals.lines,
        values=figures.values_of(review),
    )
    counting.note_export(review=review, actor=request.user, at=timezone.now())
    return HttpResponse(
        raw,
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="meetings.xlsx"'},
    )


def _aim_lines(review):
    return figures.lines(figures.values_of(review), {}, aims=figures.aims_of(review))
