"""What a person has to do, and the first steps of who begins."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import access
from workspace import first_steps, my_work


@access("signed_in")
@require_safe
def work(request):
    whole = request.GET.get("whole", "")
    found = my_work.work_of(request.user, at=timezone.now(), whole=whole)
    cards = first_steps.cards_for(request.user)
    return render(request, "workspace/work.html", {"work": found, "cards": cards})


@access("signed_in")
@require_POST
def put_cards(request):
    """Away for good, or back."""
    ways = {"away": first_steps.put_away, "back": first_steps.bring_back}
    put = ways.get(request.POST.get("do", ""))
    if put:
        put(actor=request.user)
    return redirect("workspace:work")
