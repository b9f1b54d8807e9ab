"""The roadmap of a group: its steps, and what others were asked about them. Those who
write in the group change it; whoever it was opened to reads it, without people."""

from functools import partial

import rules
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from comments.by_link import page_of
from comments.desk import asked_here
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from groups import queries, steps
from groups.models import Group, Roadmap, RoadmapItem
from groups.step_forms import CopyForm, NewStepForm, StepForm

CHANGE = "groups.change_roadmap"
GUESTS_ZONE = "UTC"  # a guest has told us no other


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap(request, review_id, group_id):
    roadmap = load(request, review_id, group_id)
    may_change = rules.has_perm(CHANGE, request.user, roadmap)
    form = None
    if may_change or request.method == "POST":
        require_perm(request.user, CHANGE, roadmap)
        form = NewStepForm(request.POST or None, group=roadmap)
        if kept(request, form, steps.add_step):
            return redirect(form.instance)
    may_ask = rules.has_perm("groups.ask_roadmap", request.user, roadmap)
    page = {
        **shown(roadmap, names_people=roadmap.opened, zone=request.user.time_zone),
        "form": form,
        "may_change": may_change,
        "may_ask": may_ask,
        "may_copy": may_change
        and queries.roadmaps_to_copy(roadmap, user=request.user).exists(),
        **({} if roadmap.opened else asked_here(roadmap, user=request.user)),
    }
    return render(request, "workspace/roadmap.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, review_id, group_id, pk):
    roadmap, item = load_step(request, review_id, group_id, pk)
    form = StepForm(request.POST or None, instance=item, group=roadmap)
    if kept(request, form, steps.change_step, stamp=request.POST.get("stamp", "")):
        messages.success(request, _("Saved."))
        return redirect(item)
    page = {
        "review": roadmap.review,
        "roadmap": roadmap,
        "item": item,
        "form": form,
    }
    return render(request, "workspace/roadmap_step.html", page)


def kept(request, form, action, **more) -> bool:
    if not form.is_valid():
        return False
    try:
        action(
            step=form.instance,
            language=request.LANGUAGE_CODE,
            actor=request.user,
            at=timezone.now(),
            **more,
        )
    except steps.StepChanged as refusal:
        form.take_up(refusal.now)
        form.add_error(None, str(refusal))
        return False
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


WAYS = {
    "done": steps.mark_step_done,
    "undone": steps.mark_step_undone,
    "up": partial(steps.move_step, up=True),
    "down": partial(steps.move_step, up=False),
}


@access("signed_in")
@require_POST
def do_step(request, review_id, group_id, pk):
    """Done, not done after all, one place up, one place down."""
    _roadmap, item = load_step(request, review_id, group_id, pk)
    action = WAYS.get(request.POST.get("do", ""))
    if action:
        action(step=item, actor=request.user, at=timezone.now())
    if request.POST.get("from") == "work":
        messages.success(request, _("Done. It stands in the roadmap of the group."))
        return redirect("workspace:work")
    return redirect(item)


@access("signed_in")
@require_POST
def remove_step(request, review_id, group_id, pk):
    roadmap, item = load_step(request, review_id, group_id, pk)
    steps.remove_step(step=item, actor=request.user, at=timezone.now())
    messages.success(request, _("The step is taken out."))
    return redirect(roadmap)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, review_id, group_id):
    roadmap = load(request, review_id, group_id)
    require_perm(request.user, CHANGE, roadmap)
    sources = queries.roadmaps_to_copy(roadmap, user=request.user)
    form = CopyForm(request.POST or None, sources=sources)
    if form.is_valid():
        try:
            count = steps.copy_roadmap(
                group=roadmap,
                source=form.cleaned_data["source"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("source", str(refusal))
        else:
            said = ngettext(
                "%(n)d step is copied. Give it a person and a day.",
                "%(n)d steps are copied. Give each a person and a day.",
                count,
            )
            messages.success(request, said % {"n": count})
            return redirect(roadmap)
    page = {
        "review": roadmap.review,
        "roadmap": roadmap,
        "form": form,
        "has_sources": sources.exists(),
    }
    return render(request, "workspace/roadmap_copy.html", page)


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """Before a guest who is asked about it."""
    return page_of(
        request,
        token,
        model=Roadmap,
        template="workspace/roadmap_guest.html",
        shown=lambda roadmap: shown(roadmap, names_people=False, zone=GUESTS_ZONE),
    )


def shown(roadmap, *, names_people: bool, zone: str) -> dict:
    rows = queries.steps_of(
        roadmap, names_people=names_people, zone=zone, at=timezone.now()
    )
    return {
        "review": roadmap.review,
        "roadmap": roadmap,
        "to_do": [row for row in rows if not row.is_done],
        "done": [row for row in rows if row.is_done],
        "overdue": sum(row.is_overdue for row in rows),
    }


def load(request, review_id, group_id) -> Roadmap:
    rows = Roadmap.objects.visible_to(request.user).for_page()
    return get_object_or_404(rows, pk=group_id, review=review_id)


def load_step(request, review_id, group_id, pk) -> tuple[Group, RoadmapItem]:
    """A step that the person may change."""
    roadmap = load(request, review_id, group_id)
    require_perm(request.user, CHANGE, roadmap)
    items = RoadmapItem.objects.select_related("group__review")
    return roadmap, get_object_or_404(items, pk=pk, group=roadmap)
