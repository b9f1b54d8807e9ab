"""Suggesting by a plain form, and deciding."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.translations import digest
from reviews.queries import load_review
from submissions import documents, marking, pending, remarks, store, suggesting
from submissions.documents import TEXT_BLOCKS
from submissions.models import Text
from submissions.models.drafting import Level
from submissions.suggestion_forms import DecideForm, SuggestForm
from submissions.views.loading import load_text
from submissions.wording import wording_of


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request, review_id, pk):
    """One block, or a new paragraph, in a plain form; the editor's side hands in
    JSON. What was typed is never lost: where others wrote meanwhile, both stand
    on the page."""
    text = load_text(request, review_id, pk, level=Level.SUGGEST)
    if request.method != "POST":
        return _form_page(request, text, _blank_form(request, text))
    form = SuggestForm(_typed(request))
    conflict = None
    if form.is_valid():
        try:
            made = _hand_in(text, form.cleaned_data, author=request.user)
        except suggesting.BlockChanged as refusal:
            conflict = refusal
        except ActionRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            return _handed_in(request, text, made)
    if _wants_json(request):
        return _refused(form, conflict)
    return _form_page(request, text, form, conflict=conflict)


def _hand_in(text, given, *, author):
    shared = {
        "text_id": text.pk,
        "words": given["words"],
        "note": given["note"],
        "author": author,
        "at": timezone.now(),
    }
    try:
        if given["block"]:
            return suggesting.suggest(
                block=given["block"], base=given["base"], **shared
            )
        return suggesting.suggest_paragraph(after=given["after"], **shared)
    except Text.DoesNotExist:
        raise Http404 from None


def _handed_in(request, text, made) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"suggestion": str(made.pk), "block": made.block})
    messages.success(
        request,
        _("Your suggestion stands in the text until it is decided."),
    )
    return redirect(f"{_list_address(text)}#s-{made.pk}")


def _refused(form, conflict) -> JsonResponse:
    if conflict is None:
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": "refused", "sentence": sentences[0]}, status=422)
    theirs = conflict.theirs
    return JsonResponse(
        {
            "error": "changed",
            "sentence": str(conflict),
            "yours": form.cleaned_data["words"],
            "theirs": theirs,
            "base": None if theirs is None else digest(theirs),
        },
        status=409,
    )


def _blank_form(request, text) -> SuggestForm:
    """For `?block=`, else for a new paragraph behind `?after=`."""
    block = request.GET.get("block", "")
    if not block:
        return SuggestForm(initial={"after": request.GET.get("after", "")[:24]})
    stands = _wording(text, block)
    if stands is None:
        raise Http404
    return SuggestForm(
        initial={"block": block, "base": digest(stands), "words": stands}
    )


def _wording(text, block: str) -> str | None:
    root = store.fragment(store.load(text.pk).doc())
    element = marking.find(root, block)
    if element is None or element.tag not in TEXT_BLOCKS:
        return None
    return wording_of(element)


def _form_page(request, text, form, *, conflict=None) -> HttpResponse:
    block = form["block"].value() or ""
    stands = _wording(text, block) if block and conflict is None else None
    if conflict is not None:
        stands = conflict.theirs
        # Sending again answers to the words that stand here now.
        form.data = form.data.copy()
        form.data["base"] = digest(stands or "")
        if stands is None:
            form.data["block"], block = "", ""
    return render(
        request,
        "submissions/suggest.html",
        {
            "text": text,
            "section": text.section,
            "submission": text.section.submission,
            "review": text.section.submission.review,
            "form": form,
            "block": block,
            "stands": stands,
            "conflict": conflict,
            "list_url": _list_address(text),
        },
    )


@access("signed_in")
@require_safe
def suggestions(request, review_id, pk):
    """What is open in a text. `?fragment` answers the list alone."""
    text = load_text(request, review_id, pk)
    document = documents.document_of(store.load(text.pk).doc())
    template = "submissions/suggestions.html"
    return render(
        request,
        f"{template}#list" if "fragment" in request.GET else template,
        {
            "pile": pending.pile_of(text, document, reader=request.user),
            "text": text,
            "section": text.section,
            "submission": text.section.submission,
            "review": text.section.submission.review,
            "may_suggest": text.level >= Level.SUGGEST,
        },
    )


@access("signed_in")
@require_POST
def decide(request, review_id, pk):
    """Take suggestions in or not: one, or all that the page showed."""
    text = load_text(request, review_id, pk, level=Level.SUGGEST)
    form = DecideForm(_typed(request))
    try:
        decided = _decide(text, form, actor=request.user)
    except suggesting.NotYours as refusal:
        if _wants_json(request):
            return _sentence("not_yours", refusal, status=403)
        raise PermissionDenied from None
    except suggesting.AlreadyDecided as refusal:
        if _wants_json(request):
            return _sentence("decided", refusal, status=409)
        messages.warning(request, str(refusal))
        return redirect(_back(request, text))
    except ActionRefused as refusal:
        if _wants_json(request):
            return _sentence("refused", refusal, status=422)
        messages.error(request, str(refusal))
        return redirect(_back(request, text))
    return _decided(request, text, form.cleaned_data["decision"], decided)


def _decide(text, form, *, actor) -> suggesting.Decided:
    if not form.is_valid():
        errors = [error for one in form.errors.values() for error in one]
        raise suggesting.CannotDecide(str(errors[0]))
    try:
        return suggesting.decide(
            text_id=text.pk,
            ids=form.cleaned_data["ids"],
            accept=form.cleaned_data["decision"] == "accept",
            reason=form.cleaned_data["reason"],
            actor=actor,
            at=timezone.now(),
        )
    except Text.DoesNotExist:
        raise Http404 from None


def _decided(request, text, decision, decided) -> HttpResponse:
    count = len(decided.rows)
    counted = {
        "accept": ngettext(
            "%(count)d suggestion was taken into the text.",
            "%(count)d suggestions were taken into the text.",
            count,
        ),
        "reject": ngettext(
            "%(count)d suggestion was not taken.",
            "%(count)d suggestions were not taken.",
            count,
        ),
    }
    sentence = counted[decision] % {"count": count}
    late = ngettext(
        "%(count)d had been decided or taken back already.",
        "%(count)d had been decided or taken back already.",
        decided.came_late,
    ) % {"count": decided.came_late}
    if _wants_json(request):
        return JsonResponse(
            {
                "decided": [str(row.pk) for row in decided.rows],
                "late": decided.came_late,
                "sentence": sentence if count else late,
            }
        )
    if count:
        messages.success(request, sentence)
    if decided.came_late:
        messages.warning(request, late)
    return redirect(_back(request, text))


@access("signed_in")
@require_safe
def decisions(request, review_id):
    """Everything in the review that waits for my decision."""
    review = load_review(request.user, review_id)
    return render(
        request,
        "submissions/decisions.html",
        {
            "review": review,
            "desk": pending.desk_of(review, reader=request.user),
            "threads": remarks.assigned(request.user, review),
        },
    )


def _typed(request) -> MultiValueDict:
    """The fields of a form or of a JSON object; what is neither is nothing."""
    if request.content_type != "application/json":
        return request.POST
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = {}
    fields = body if isinstance(body, dict) else {}
    return MultiValueDict(
        {
            name: [
                _text(item) for item in (value if isinstance(value, list) else [value])
            ]
            for name, value in fields.items()
            if value is not None
        }
    )


def _text(value) -> str:
    """JSON may carry halves of letters, which nothing else here can hold."""
    return str(value).encode("utf-8", "ignore").decode()


def _wants_json(request) -> bool:
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return wanted == "application/json"


def _sentence(error: str, refusal: Exception, *, status: int) -> JsonResponse:
    return JsonResponse({"error": error, "sentence": str(refusal)}, status=status)


def _list_address(text) -> str:
    review_id = text.section.submission.review_id
    return reverse("submissions:suggestions", args=[review_id, text.pk])


def _back(request, text) -> str:
    if request.POST.get("from") == "decisions":
        review_id = text.section.submission.review_id
        return f"{reverse('submissions:decisions', args=[review_id])}#t-{text.pk}"
    return _list_address(text)
