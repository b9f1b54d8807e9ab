"""Who is asked to sign, and what they said: the list for those who take part, the
rest for who concludes the submission."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.models import Organisation
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from submissions import proposed, requesting, signing, signing_desk
from submissions.models import SignOn, Submission
from submissions.signing_forms import AskForm, RecordForm, folded
from submissions.stages import CONCLUDES
from submissions.views.loading import load_submission
from submissions.views.stages import load_work


def load_to_conclude(request, review_id, pk) -> Submission:
    return load_submission(request, review_id, pk, perm="conclude")


def load_sign_on(request, review_id, pk) -> SignOn:
    """One organisation's row: of those whom the person may know, and only for who
    concludes the submission."""
    sign_on = get_object_or_404(
        SignOn.objects.visible_to(request.user).select_related(
            "organisation", "last_answer", "submission__review__state"
        ),
        pk=pk,
        submission__review=review_id,
    )
    require_perm(request.user, CONCLUDES, sign_on.submission)
    return sign_on


@access("signed_in")
@require_safe
def sign_on(request, review_id, pk):
    submission = load_work(request, review_id, pk)
    page = signing_desk.page_of(submission, user=request.user)
    return render(request, "submissions/sign_on.html", page)


@access("signed_in")
@sensitive_post_parameters("contact")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, review_id, pk):
    submission = load_to_conclude(request, review_id, pk)
    form = AskForm(
        request.POST or None,
        initial={"language": submission.source_language},
        **_choices(request, submission),
    )
    if form.is_valid():
        found = form.cleaned_data
        try:
            asked = requesting.ask(
                submission_id=submission.pk,
                organisation=form.organisation,
                language=found["language"],
                contact=found["contact"],
                is_hidden=found["is_hidden"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The organisation is asked."))
            return redirect(asked)
    page = {"review": submission.review, "submission": submission, "form": form}
    return render(request, "submissions/sign_on_ask.html", page)


def _choices(request, submission: Submission) -> dict:
    """Organisations are known where they were asked in this review: those of other
    coalitions are nobody's business here."""
    mine = SignOn.objects.led_by(request.user).filter(
        submission__review=submission.review_id
    )
    here = list(
        SignOn.objects.filter(submission=submission).select_related("organisation")
    )
    known = Organisation.objects.filter(pk__in=mine.values("organisation")).exclude(
        pk__in=[row.organisation_id for row in here]
    )
    taken = {
        folded(name)
        for row in here
        for name in (
            row.organisation.name_en,
            row.organisation.name_ru,
            row.organisation.name_ky,
        )
        if name
    }
    languages = list(proposed.in_force(submission)) or submission.languages
    return {
        "known": known.order_by("name_ru", "name_en", "pk"),
        "languages": languages,
        "taken": taken,
    }


@access("signed_in")
@require_POST
def ask_again(request, review_id, pk):
    submission = load_to_conclude(request, review_id, pk)
    try:
        asked = requesting.ask_again(
            submission_id=submission.pk, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext(
                "The new wording is proposed. %(n)d organisation that had agreed is"
                " asked again.",
                "The new wording is proposed. %(n)d organisations that had agreed are"
                " asked again.",
                asked,
            )
            % {"n": asked},
        )
    return redirect("submissions:sign-on", review_id, pk)


@access("signed_in")
@require_POST
def remind(request, review_id, pk):
    submission = load_to_conclude(request, review_id, pk)
    try:
        found = requesting.remind(
            submission_id=submission.pk, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext(
            "%(n)d organisation was written to.",
            "%(n)d organisations were written to.",
            found.written,
        ) % {"n": found.written}
        if found.without_address:
            more = ngettext(
                "%(n)d left no address: call it.",
                "%(n)d left no address: call them.",
                found.without_address,
            ) % {"n": found.without_address}
            said = f"{said} {more}"
        messages.success(request, said)
    return redirect("submissions:sign-on", review_id, pk)


@access("signed_in")
@sensitive_post_parameters("signed_name", "signed_function", "reason")
@require_http_methods(["GET", "HEAD", "POST"])
def signature(request, review_id, pk):
    """One organisation, and the form to write down what it said."""
    sign_on = load_sign_on(request, review_id, pk)
    at = timezone.now()
    form = RecordForm(request.POST or None, zone=request.user.time_zone, at=at)
    if form.is_valid():
        try:
            signing.record_answer(
                sign_on_id=sign_on.pk,
                answer=form.answer(),
                via=form.cleaned_data["via"],
                said_at=form.said_at,
                actor=request.user,
                at=at,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect(sign_on)
    page = signing_desk.signature_of(sign_on, user=request.user, at=at)
    return render(request, "submissions/signature.html", {**page, "form": form})


@access("signed_in")
@require_POST
def link(request, review_id, pk):
    """A new link, or none any more."""
    sign_on = load_sign_on(request, review_id, pk)
    do = {"new": requesting.make_link, "withdraw": requesting.revoke_links}.get(
        request.POST.get("what", "")
    )
    if do is None:
        raise BadRequest
    do(sign_on_id=sign_on.pk, actor=request.user, at=timezone.now())
    return redirect(sign_on)


@access("signed_in")
@require_POST
def take_back(request, review_id, pk):
    sign_on = load_sign_on(request, review_id, pk)
    try:
        requesting.take_back(
            sign_on_id=sign_on.pk, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(sign_on)
    messages.success(request, _("It is not asked any more."))
    return redirect("submissions:sign-on", review_id, sign_on.submission_id)
