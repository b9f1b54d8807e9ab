from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import access
from notifications import actions, queries
from notifications.models import Notification


@access("signed_in")
@require_safe
def notice_list(request):
    return render(
        request, "notifications/list.html", {"notices": queries.newest(request.user)}
    )


@access("signed_in")
@require_POST
def mark_all_read(request):
    actions.mark_all_read(user=request.user, at=timezone.now())
    messages.success(request, _("All notices are marked as read."))
    return redirect("notifications:list")


@access("signed_in")
@require_safe
def open_notice(request, pk):
    """Go to what the notice is about, if it can still be seen. Opening marks the
    person's own notice as read and changes nothing that others see."""
    notice = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    subject = notice.subject()
    if request.method == "GET":
        actions.mark_read(notification=notice, at=timezone.now())
    if subject is None:
        return render(request, "notifications/gone.html", status=410)
    return redirect(subject)
