from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from notifications import actions, queries
from notifications.forms import WishesForm
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


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request):
    """How I want to be told by mail."""
    wishes = queries.wishes_of([request.user.pk])[request.user.pk]
    form = WishesForm(request.POST or None, instance=wishes)
    if form.is_valid():
        actions.keep_wishes(wishes=form.instance, at=timezone.now())
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:letters")
    return render(request, "notifications/letters.html", {"form": form})
