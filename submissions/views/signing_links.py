"""An organisation reads and answers, without an account. The link is asked for anew
with every request; nothing of it is kept in a session."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from core.access import access
from core.exceptions import ActionRefused
from core.models import digest_of
from submissions import proposed, signers, signing, signing_desk
from submissions.models import SignOnLink
from submissions.signing_forms import AgreeForm, DeclineForm

KNOWN = dict(settings.LANGUAGES)


class Over(Exception):
    """The link has run out."""


def door(token: str) -> SignOnLink:
    rows = SignOnLink.objects.select_related(
        "sign_on__organisation",
        "sign_on__last_answer",
        "sign_on__submission__review__state",
    )
    at = timezone.now()
    link = rows.opened_with(token, at=at)
    if link:
        return link
    ended = SignOnLink.objects.filter(token_digest=digest_of(token), revoked_at=None)
    if ended.exists():
        raise Over
    raise Http404


def through_door(request, token, make):
    """The page, in the organisation's language unless another was chosen here. Kept
    nowhere."""
    try:
        link = door(token)
    except Over:
        response = render(request, "comments/guest_over.html", status=410)
    else:
        language = language_for(request, link.sign_on.language)
        with override(language):
            request.LANGUAGE_CODE = language
            response = make(link)
        response.headers["Content-Language"] = language
    patch_cache_control(response, no_store=True, private=True)
    return response


def language_for(request, own: str) -> str:
    chosen = (
        request.GET.get("lang"),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
        request.user.language if request.user.is_authenticated else None,
    )
    return next((code for code in chosen if code in KNOWN), own)


@access("link")
@require_safe
def home(request, token):
    return through_door(request, token, lambda link: page(request, token, link))


@access("link")
@sensitive_post_parameters("signed_name", "signed_function", "reason")
@require_POST
def answer(request, token):
    """Yes or no, to the wording that was read."""
    return through_door(request, token, lambda link: give(request, token, link))


@access("link")
@require_POST
def withdraw(request, token):
    return through_door(
        request,
        token,
        lambda link: change(
            request,
            token,
            link,
            signing.withdraw_by_link,
            _("Your agreement is withdrawn."),
        ),
    )


@access("link")
@require_POST
def wrong(request, token):
    return through_door(
        request,
        token,
        lambda link: change(
            request,
            token,
            link,
            signing.say_wrong_by_link,
            _("Thank you. The answer does not count, and the coordinators were told."),
        ),
    )


def give(request, token, link):
    is_no = request.POST.get("kind") == "no"
    form = (DeclineForm if is_no else AgreeForm)(request.POST)
    status = 422
    if form.is_valid():
        try:
            signing.answer_by_link(
                link=link,
                answer=form.answer(),
                seen=seen_in(request),
                at=timezone.now(),
            )
        except signing.TextChanged as refusal:
            link.sign_on.refresh_from_db()
            form.add_error(None, str(refusal))
            status = 409
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
            return redirect("sign:home", token)
    forms = {"decline": form} if is_no else {"agree": form}
    return page(request, token, link, status=status, **forms)


def seen_in(request) -> int:
    """The number of the wording that the page showed."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0  # noqa: PLR2004 -- no wording has such a number


def change(request, token, link, do, said):
    try:
        do(link=link, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("sign:home", token)


def page(request, token, link, *, status=200, agree=None, decline=None):
    sign_on = link.sign_on
    submission = sign_on.submission
    asked = request.GET.get("text") or request.LANGUAGE_CODE
    found = signing_desk.opened(sign_on, language=asked)
    wording = found.wording
    in_sign_on = submission.stage == submission.Stage.SIGN_ON
    is_shown = wording is not None and (in_sign_on or submission.is_closed)
    context = {
        "token": token,
        "link": link,
        "sign_on": sign_on,
        "organisation": sign_on.organisation.name,
        "coalition": submission.review.coalition_name,
        "stage": submission.stage,
        "in_sign_on": in_sign_on,
        "is_frozen": submission.stage == submission.Stage.FROZEN,
        "is_filed": submission.stage == submission.Stage.FILED,
        "wording": wording if is_shown else None,
        "title": wording.content["title"] if is_shown else "",
        "about": wording.content["about"] if is_shown else "",
        "body": (
            proposed.drawn(wording.content, language=wording.language)
            if is_shown
            else ""
        ),
        "others": found.others,
        "changes": found.changes,
        "names": found.names,
        "has_agreed": signers.has_agreed(sign_on),
        "is_recorded": signers.is_recorded(sign_on),
        "last": sign_on.last_answer,
        "agree": agree or AgreeForm(initial={"naming": sign_on.naming}),
        "decline": decline or DeclineForm(),
        "is_declining": decline is not None,
    }
    return render(request, "submissions/sign.html", context, status=status)
