"""Writing a factsheet: two languages side by side, saved while one types, the
page beside it as it will print."""

import rules
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core import files
from core.access import access
from core.exceptions import ActionRefused
from core.translations import digest
from factsheets import actions, content, desk, editor_rows, proving, public
from factsheets.blocks import place_of
from factsheets.editor_form import save_form, save_level
from factsheets.forms import AsksForm, OptionsForm, PickForm
from factsheets.models import LANGUAGES, Factsheet, Level, Proof
from factsheets.queries import material_of
from factsheets.views import load
from proposals.models import Proposal
from recommendations import queries as record


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    """All texts of the page. The script saves each block; without it the form
    saves all that changed and says where somebody else had written."""
    factsheet = load(request, review_id, pk, perm="change")
    target = target_of(request, factsheet)
    conflicts = save_typed(request, factsheet)
    if request.method == "POST" and not conflicts:
        try:
            if "block" in request.POST:  # the button “It says the same”
                agree_as_read(request, factsheet)
            messages.success(request, _("Saved."))
        except actions.TextsDiffer as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{request.path}?to={target}")
    if conflicts:
        factsheet = load(request, review_id, pk, perm="change")
    material = material_of(factsheet)
    return render(
        request,
        "factsheets/edit.html",
        {
            "factsheet": factsheet,
            "review": factsheet.review,
            "target": target,
            "target_name": desk.LANGUAGE_NAMES[target],
            "source_name": desk.LANGUAGE_NAMES[factsheet.in_step_with],
            "targets": editor_rows.targets(factsheet),
            "steps": editor_rows.editor_rows(factsheet, target=target),
            "chosen": editor_rows.chosen_rows(factsheet, material, target=target),
            "asks": editor_rows.ask_rows(factsheet, material, target=target),
            "levels": Level.choices,
            "chart_rows": {
                **editor_rows.cell("chart_rows", "", factsheet.chart_rows),
                "label": editor_rows.LABELS["chart_rows"],
                "hint": editor_rows.HINTS["chart_rows"],
            },
            "conflicts": conflicts,
            "last_review_missing": not record.last_review_loaded(factsheet.review),
            "may_publish": editor_rows.may_publish(request.user, factsheet),
        },
    )


def save_typed(request, factsheet) -> list[dict]:
    try:
        return save_form(
            factsheet, request.POST.dict(), actor=request.user, at=timezone.now()
        )
    except KeyError:
        raise Http404 from None


def target_of(request, factsheet) -> str:
    asked = request.GET.get("to", "")
    return (
        asked
        if asked in LANGUAGES and asked != factsheet.in_step_with
        else editor_rows.default_target(factsheet)
    )


@access("signed_in")
@require_POST
def save(request, review_id, pk):
    """One block from the script. 200 is the receipt; 409 carries the other text."""
    load(request, review_id, pk, perm="change")
    key, language = request.POST.get("key", ""), request.POST.get("language", "")
    try:
        saved = actions.write_block(
            factsheet_id=pk,
            key=key,
            language=language,
            text=request.POST.get("text", ""),
            base=request.POST.get("base", ""),
            actor=request.user,
            at=timezone.now(),
        )
    except KeyError:
        raise Http404 from None
    except actions.TextsDiffer as refusal:
        return JsonResponse(
            {
                "sentence": str(refusal),
                "theirs": refusal.theirs,
                "base": digest(refusal.theirs),
            },
            status=409,
        )
    except ActionRefused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    place = place_of(saved, key, language)
    return JsonResponse(
        {
            "base": digest(place.text),
            "states": states_of(saved, key),
            "language_states": {
                row["language"]: row["state"] for row in desk.language_states(saved)
            },
        }
    )


def states_of(factsheet: Factsheet, key: str) -> dict[str, dict]:
    """The state of the block in each language after a save, with its word."""
    if key not in Factsheet.TEXTS:
        return {}
    return {
        language: {
            "state": factsheet.block(key, language).state,
            "word": str(factsheet.block(key, language).state.label),
        }
        for language in LANGUAGES
        if language != factsheet.in_step_with
    }


@access("signed_in")
@require_POST
def agree(request, review_id, pk):
    """“It says the same”, from the script."""
    factsheet = load(request, review_id, pk, perm="change")
    try:
        key, agreed = agree_as_read(request, factsheet)
    except actions.TextsDiffer as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    return JsonResponse({"states": states_of(agreed, key)})


def agree_as_read(request, factsheet) -> tuple[str, Factsheet]:
    """Agree to the block as it stood before the person, in both languages."""
    key, __, language = request.POST.get("block", "").partition("|")
    read = {
        code: request.POST.get(f"text:{key}:{code}", "")
        for code in (factsheet.in_step_with, language)
    }
    try:
        return key, actions.agree_block(
            factsheet_id=factsheet.pk,
            key=key,
            language=language,
            actor=request.user,
            at=timezone.now(),
            read=read,
        )
    except KeyError:
        raise Http404 from None


@access("signed_in")
@require_POST
def judge(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="change")
    level = request.POST.get("level", "")
    if level not in Level.values:
        return JsonResponse({"sentence": _("There is no such answer.")}, status=422)
    chosen_id = request.POST.get("chosen", "")
    try:
        save_level(factsheet, chosen_id, level, actor=request.user, at=timezone.now())
    except KeyError:
        raise Http404 from None
    return JsonResponse({"saved": True})


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request, review_id, pk):
    """Choose past recommendations for the page. Searching hands in the same form,
    so that it takes no tick away; it saves nothing."""
    factsheet = load(request, review_id, pk, perm="change")
    form = PickForm(request.POST or None, factsheet=factsheet)
    is_search = "look" in request.POST
    if request.method == "POST" and not is_search and form.is_valid():
        try:
            actions.choose_recommendations(
                factsheet_id=pk,
                recommendations=form.cleaned_data["recommendations"],
                seen=form.seen,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('factsheets:edit', args=[review_id, pk])}#past")
    return render(
        request,
        "factsheets/pick.html",
        {
            "factsheet": factsheet,
            "review": factsheet.review,
            "form": form,
            "most": actions.RECOMMENDATIONS_AT_MOST,
            **editor_rows.picking(request, factsheet, form),
        },
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def asks(request, review_id, pk):
    """Choose and order what the page asks."""
    factsheet = load(request, review_id, pk, perm="change")
    form = AsksForm(request.POST or None, factsheet=factsheet, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_asks(
                factsheet_id=pk,
                proposals=form.cleaned_data["proposals"],
                seen=form.seen,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('factsheets:edit', args=[review_id, pk])}#asks")
    proposals = Proposal.objects.visible_to(request.user).filter(group=factsheet.group)
    return render(
        request,
        "factsheets/asks.html",
        {
            "factsheet": factsheet,
            "review": factsheet.review,
            "form": form,
            **editor_rows.asking(factsheet, proposals.for_listing(), form),
        },
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def options(request, review_id, pk):
    factsheet = load(request, review_id, pk, perm="change")
    form = OptionsForm(request.POST or None, request.FILES or None, instance=factsheet)
    if form.is_valid():
        png = form.cleaned_data["logo_file"]
        logo = files.store(png, content_type="image/png") if png else None
        actions.set_options(
            factsheet_id=pk,
            source_language=form.cleaned_data["source_language"],
            shows_legal_notice=form.cleaned_data["shows_legal_notice"],
            new_logo=logo,
            removes_logo=form.cleaned_data["removes_logo"],
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("factsheets:edit", review_id, pk)
    return render(
        request,
        "factsheets/options.html",
        {"factsheet": factsheet, "review": factsheet.review, "form": form},
    )


# -- The page as it will be ------------------------------------------------------------


def load_open(request, review_id, pk, language) -> Factsheet:
    factsheet = load(request, review_id, pk)
    if not factsheet.opened or language not in LANGUAGES:
        raise Http404
    return factsheet


@access("signed_in")
@require_safe
def preview(request, review_id, pk, language):
    """The public page, from the draft."""
    factsheet = load_open(request, review_id, pk, language)
    facts = content.facts_of(factsheet, language, on=timezone.localdate())
    return render(
        request,
        "factsheets/landing.html",
        {
            **public.page_context(facts),
            "review": factsheet.review,
            "factsheet": factsheet,
            "is_preview": True,
            "may_write": rules.has_perm(
                "factsheets.change_factsheet", request.user, factsheet
            ),
        },
    )


@access("signed_in")
@require_safe
def proof(request, review_id, pk, language):
    """The printed page of the draft, ordered if it is new; the fragment of the
    same name is what the editor shows and asks for again."""
    factsheet = load_open(request, review_id, pk, language)
    ordered = proving.order_proof(factsheet=factsheet, language=language)
    context = {
        "factsheet": factsheet,
        "review": factsheet.review,
        "language": language,
        "language_name": desk.LANGUAGE_NAMES[language],
        **editor_rows.proof_view(ordered),
    }
    is_fragment = request.headers.get("X-Fragment") == "1"
    template = "factsheets/proof.html" + ("#proof" if is_fragment else "")
    return render(request, template, context)


@access("signed_in")
@require_safe
def proof_picture(request, review_id, pk, language):
    return proof_file(request, review_id, pk, language, "picture", "png")


@access("signed_in")
@require_safe
@xframe_options_sameorigin
def proof_pdf(request, review_id, pk, language):
    return proof_file(request, review_id, pk, language, "file", "pdf")


def proof_file(request, review_id, pk, language, field, ending):
    factsheet = load_open(request, review_id, pk, language)
    newest = (
        factsheet.proofs.filter(language=language, state=Proof.State.READY)
        .select_related(field)
        .order_by("-created_at", "pk")
        .first()
    )
    if newest is None:
        raise Http404
    return files.send_file(
        request,
        getattr(newest, field),
        filename=f"draft-{language}.{ending}",
        inline=True,
    )
