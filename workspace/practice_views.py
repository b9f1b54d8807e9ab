"""A person's practice review: begin it, do the five tasks, begin anew, end it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import access
from core.exceptions import ActionRefused
from workspace import practice as actions


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request):
    if request.method == "POST":
        _do(request, request.POST.get("do", ""))
        return redirect("workspace:practice")
    review = actions.practice_of(request.user)
    tasks = actions.tasks_of(review, user=request.user) if review else []
    page = {
        "review": review,
        "tasks": tasks,
        "done": sum(task.is_done for task in tasks),
    }
    return render(request, "workspace/practice.html", page)


def _do(request, wanted) -> None:
    said = {"actor": request.user, "at": timezone.now()}
    if wanted in {"end", "again"}:
        actions.end(**said)
    if wanted == "end":
        messages.success(request, _("It is gone, with all that you wrote in it."))
    if wanted in {"begin", "again"}:
        try:
            actions.begin(**said)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
