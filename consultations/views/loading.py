from django.shortcuts import get_object_or_404

from consultations import event_desk
from consultations.models import Event
from core.http import require_perm
from reviews.models import Review

ORGANISE = "consultations.organise_event"


def load_event(request, review_id, pk, *, organise=False) -> Event:
    """A meeting that the person may know of; where asked, one that she organises."""
    events = Event.objects.visible_to(request.user).for_page()
    event = get_object_or_404(events, pk=pk, review=review_id)
    if organise:
        require_perm(request.user, ORGANISE, event)
    return event


def load_own_event(request, review_id, pk) -> Event:
    """One whose figures are open to the person: readers of the group look on."""
    events = Event.objects.open_to(request.user).for_page()
    return get_object_or_404(events, pk=pk, review=review_id)


def of_event(request, event: Event) -> dict:
    """What every page of a meeting begins with."""
    return {
        "event": event,
        "review": event.review,
        "host": event_desk.host_of(event, user=request.user),
    }


def of_review(review: Review) -> dict:
    return {"review": review}
