"""A packet behind a secret link: taken out and brought back without an account. The
link is asked for anew with every request; looking consumes nothing."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Opening
from comments.by_link import through_door
from core.access import access
from workspace import packet_desk
from workspace.models import Packet
from workspace.packet_forms import ReturnForm
from workspace.packet_views import as_file, take_file


def behind(opening: Opening) -> Packet:
    if opening.subject_label != Packet._meta.label_lower:
        raise Http404
    rows = packet_desk.counted(Packet.objects.filter(closed_at=None)).for_page()
    return get_object_or_404(rows, opening=opening)


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def packet(request, token):
    def make(opening: Opening):
        found = behind(opening)
        form, returned = ReturnForm(), None
        if request.method == "POST":
            form = ReturnForm(request.POST, request.FILES)
            returned = take_file(found, form, by=opening)
            found = behind(opening)
        today = timezone.localdate()
        context = {
            **packet_desk.packet_context(found, today=today),
            "opening": opening,
            "token": token,
            "form": form,
            "returned": returned,
        }
        status = 422 if form.errors else 200
        return render(request, "workspace/guest_packet.html", context, status=status)

    return through_door(request, token, make)


@access("link")
@require_safe
def take_out(request, token):
    return through_door(request, token, lambda opening: as_file(behind(opening)))
