"""Where a submission stands, the step that comes next, and the one before."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.access import access
from core.exceptions import ActionRefused
from core.files import send_file
from core.http import require_perm
from submissions import proposed, signing_desk, stages
from submissions.models import FrozenFile, Submission
from submissions.signing_forms import BackForm
from submissions.views.loading import load_submission

Stage = Submission.Stage
SAID = {
    Stage.REVIEW: gettext_lazy("Everybody who takes part was asked to read it."),
    Stage.SIGN_ON: gettext_lazy(
        "The wording is proposed. Ask the organisations to sign it."
    ),
    Stage.FROZEN: gettext_lazy("Frozen. The files are ready to be handed in."),
}


def load_work(request, review_id, pk) -> Submission:
    """A submission whose work the person may read."""
    submission = load_submission(request, review_id, pk)
    if not submission.opened:
        raise PermissionDenied
    return submission


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, review_id, pk):
    submission = load_work(request, review_id, pk)
    if request.method != "POST":
        return page(request, submission, BackForm())
    to = request.POST.get("to", "")
    if to not in {*stages.STEPS, *stages.BEFORE.values()}:
        raise BadRequest
    require_perm(request.user, stages.permission_for(submission, to), submission)
    if "back" in request.POST:
        return back(request, submission, to)
    if to not in stages.STEPS:
        raise BadRequest
    try:
        stages.STEPS[to](
            submission_id=submission.pk, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID[to])
        if to == Stage.SIGN_ON:
            return redirect("submissions:sign-on", review_id, pk)
    return redirect("submissions:stage", review_id, pk)


def back(request, submission: Submission, to: str):
    form = BackForm(request.POST)
    if form.is_valid():
        try:
            stages.go_back(
                submission_id=submission.pk,
                to=to,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(
                request, gettext_lazy("It is one step back. Everybody was told.")
            )
            return redirect("submissions:stage", submission.review_id, submission.pk)
    return page(request, submission, form)


def page(request, submission: Submission, form: BackForm):
    shown = signing_desk.stage_page(submission, user=request.user)
    return render(request, "submissions/stage.html", {**shown, "form": form})


@access("signed_in")
@require_safe
def wording(request, review_id, pk, language):
    """What organisations are asked to agree to, word for word."""
    submission = load_work(request, review_id, pk)
    rows = proposed.in_force(submission)
    if language not in rows:
        raise Http404
    row = rows[language]
    page = {
        "review": submission.review,
        "submission": submission,
        "wording": row,
        "body": proposed.drawn(row.content, language=language),
    }
    return render(request, "submissions/wording.html", page)


@access("signed_in")
@require_safe
def frozen_file(request, review_id, pk, language):
    """The file that is handed in, byte for byte."""
    submission = load_work(request, review_id, pk)
    row = get_object_or_404(
        FrozenFile.objects.select_related("file"),
        submission=submission,
        language=language,
    )
    return send_file(request, row.file, filename=f"submission-{language}.docx")
