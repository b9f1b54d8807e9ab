"""Which groups write a submission together."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from submissions import actions, listing
from submissions.forms import HeirForm, PartnerForm
from submissions.models import Submission
from submissions.views.loading import load_submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request, review_id, pk):
    """Who takes part, a form to add one, and the way out."""
    submission = load_submission(request, review_id, pk, perm="arrange")
    others = listing.possible_partners(submission, user=request.user)
    form = PartnerForm(request.POST or None, groups=others)
    if form.is_valid():
        try:
            actions.add_group(
                submission_id=submission.pk,
                group=form.cleaned_data["group"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The group writes along from now on."))
            return redirect("submissions:groups", review_id, pk)
    page = {
        "review": submission.review,
        "submission": submission,
        "form": form,
        "others": others,
        "partners": listing.partners_to_show(submission, user=request.user),
    }
    return render(request, "submissions/groups.html", page)


@access("signed_in")
@require_POST
def take_out(request, review_id, pk, group_id):
    """End a group's part: its own rapporteur, or a coordinator."""
    submission = load_submission(request, review_id, pk, perm="arrange")
    participation = get_object_or_404(submission.participations, group=group_id)
    require_perm(request.user, "submissions.end_participation", participation)
    group = participation.group
    others = listing.partners_of(submission, user=request.user).exclude(pk=group_id)
    form = HeirForm(request.POST, groups=others)
    try:
        actions.take_group_out(
            submission_id=submission.pk,
            group=group,
            heir=form.cleaned_data["heir"] if form.is_valid() else None,
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The group has left. What it wrote stays."))
    return back(request, submission)


def back(request, submission: Submission):
    """To the outline; to the list, if leaving has closed it to the person."""
    if Submission.objects.visible_to(request.user).filter(pk=submission.pk).exists():
        return redirect(submission)
    return redirect("submissions:list", submission.review_id)
