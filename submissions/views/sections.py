"""The sections of an outline: words of the heading, order, who answers, how far."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from submissions import arranging, listing, overview
from submissions.desk import STATUS_MARKS
from submissions.forms import AssignForm, NewSectionForm, SectionForm
from submissions.models import Section
from submissions.views.loading import load_section, load_submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, review_id, pk):
    submission = load_submission(request, review_id, pk, perm="arrange")
    form = NewSectionForm(
        request.POST or None,
        submission=submission,
        places=overview.places_in(submission),
    )
    if form.is_valid():
        try:
            section = arranging.add_section(
                section=form.instance,
                after=form.chosen_place,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(section)
    page = {"review": submission.review, "submission": submission, "form": form}
    return render(request, "submissions/section_new.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    """Two forms on one page: what the section is, and (its own address) whose."""
    section = load_section(request, review_id, pk, perm="arrange")
    form = SectionForm(
        request.POST or None, instance=section, submission=section.submission
    )
    if form.is_valid():
        try:
            arranging.change_section(
                section=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(section)
    return edit_page(request, section, form, assign_form(request, section, None))


@access("signed_in")
@require_POST
def assign(request, review_id, pk):
    section = load_section(request, review_id, pk, perm="arrange")
    form = assign_form(request, section, request.POST)
    if form.is_valid():
        try:
            arranging.assign_section(
                section_id=section.pk,
                group=form.cleaned_data["group"],
                owner=form.chosen_owner,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(section)
    shown = SectionForm(instance=section, submission=section.submission)
    return edit_page(request, section, shown, form)


def assign_form(request, section: Section, data) -> AssignForm:
    groups = listing.partners_of(section.submission, user=request.user)
    return AssignForm(data, section=section, groups=groups, user=request.user)


def edit_page(request, section: Section, form, whose):
    page = {
        "review": section.submission.review,
        "submission": section.submission,
        "section": section,
        "heading": section.heading,
        "mark": STATUS_MARKS[section.status],
        "form": form,
        "whose": whose,
    }
    return render(request, "submissions/section_edit.html", page)


@access("signed_in")
@require_POST
def move(request, review_id, pk):
    section = load_section(request, review_id, pk, perm="arrange")
    where = request.POST.get("where")
    if where not in {"up", "down"}:
        raise BadRequest
    try:
        arranging.move_section(
            section_id=section.pk,
            up=where == "up",
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(section)


@access("signed_in")
@require_POST
def remove(request, review_id, pk):
    section = load_section(request, review_id, pk, perm="arrange")
    try:
        arranging.remove_section(
            section_id=section.pk, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(section)
    messages.success(request, _("The section is taken out."))
    return redirect(section.submission)


STEPS = {
    # what is asked: (who may, what is done, what is said)
    "ready": (
        "change",
        arranging.mark_ready,
        gettext_lazy("The others have been asked to read it."),
    ),
    "drafting": (
        "change",
        arranging.take_back,
        gettext_lazy("It is being written again."),
    ),
    "agreed": (
        "agree",
        arranging.agree_section,
        gettext_lazy("Agreed. From now on it takes suggestions only."),
    ),
    "reopened": (
        "agree",
        arranging.reopen_section,
        gettext_lazy("It is open again and can be written."),
    ),
}


@access("signed_in")
@require_POST
def status(request, review_id, pk):
    """One step of the section on its way, or back."""
    section = load_section(request, review_id, pk)
    step = STEPS.get(request.POST.get("to", ""))
    verb, do, said = step or STEPS["ready"]
    require_perm(request.user, f"submissions.{verb}_submission", section.submission)
    if step is None:
        raise BadRequest
    try:
        do(section_id=section.pk, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(section.get_absolute_url())
