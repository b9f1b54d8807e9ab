from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from consultations import counting, figures
from consultations.forms.counting import TOTAL, CountsForm
from consultations.models.counts import Dimension
from consultations.views.loading import load_event, load_own_event, of_event
from core.access import access

BLANK_LINES = 25


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def counts(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    form = CountsForm(request.POST or None, lines=_lines(event), total=event.total)
    if form.is_valid():
        try:
            counting.keep_counts(
                event=event,
                counts=form.changes(),
                total=form.change_of(TOTAL),
                actor=request.user,
                at=timezone.now(),
            )
        except counting.CannotCount as refusal:
            event.refresh_from_db(fields=["total"])
            form = show_both(request, event, refusal, form)
        else:
            messages.success(request, _("Saved."))
            return redirect(event)
    page = of_event(request, event) | {"form": form}
    return render(request, "consultations/counts.html", page)


def show_both(request, event, refusal, form) -> CountsForm:
    """The person's own numbers stay where she typed them, each with the one that
    stands now; everything else becomes as it stands."""
    data = request.POST.copy()
    wrong = []
    standing = {f"{d}-{v}": count for (d, v), count in refusal.theirs.items()}
    standing[TOTAL] = event.total
    for name in [*(n for row in form.rows for n in row["names"]), TOTAL]:
        change = form.change_of(name)
        now = standing.get(name)
        if change.wanted == change.seen:
            data[name] = "" if now is None else now
        elif now != change.seen:
            wrong.append((name, now))
        data[f"seen-{name}"] = "" if now is None else now
    shown = CountsForm(data, lines=_lines(event), total=event.total)
    shown.add_error(None, str(refusal))
    for name, now in wrong:
        said = _("Now nothing stands here.")
        if now is not None:
            said = _("Now %(n)d stands here.") % {"n": now}
        shown.add_error(name, said)
    return shown


@access("signed_in")
@require_safe
def door(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    lines = _lines(event)
    asked = request.GET.get("of", Dimension.GENDER)
    line = next((row for row in lines if row.dimension == asked), lines[0])
    page = of_event(request, event) | {"lines": lines, "line": line}
    return render(request, "consultations/door.html", page)


@access("signed_in")
@require_POST
def tap(request, review_id, pk):
    """One more or one less; the same for a plain form and for the script."""
    event = load_event(request, review_id, pk, organise=True)
    key = (request.POST.get("dimension", ""), request.POST.get("value", ""))
    do = request.POST.get("do")
    is_known = key in figures.keys_of(figures.values_of(event.review))
    if not is_known or do not in {"up", "down"}:
        messages.error(request, _("This cannot be counted here."))
        return redirect(_door_of(event))
    now = counting.tap(
        event=event,
        key=key,
        up=do == "up",
        actor=request.user,
        at=timezone.now(),
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"count": now})
    return redirect(f"{_door_of(event)}?of={key[0]}#{key[0]}-{key[1]}")


@access("signed_in")
@require_safe
def sign_in_sheet(request, review_id, pk):
    """Blank lines: what is written on them stays on paper."""
    event = load_own_event(request, review_id, pk)
    page = of_event(request, event) | {"lines": range(1, BLANK_LINES + 1)}
    return render(request, "consultations/sign_in_sheet.html", page)


@access("signed_in")
@require_safe
def certificate(request, review_id, pk):
    """How many were there, to be signed on paper."""
    event = load_own_event(request, review_id, pk)
    lines = [line for line in _lines(event) if line.is_counted]
    page = of_event(request, event) | {"lines": lines}
    return render(request, "consultations/certificate.html", page)


def _lines(event):
    return figures.lines(figures.values_of(event.review), figures.counts_of(event))


def _door_of(event):
    return reverse("consultations:door", args=[event.review_id, event.pk])
