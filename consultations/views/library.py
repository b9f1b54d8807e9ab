import rules
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from consultations import library as actions
from consultations import library_desk, shipped
from consultations.forms.library import FileForm, MaterialForm
from consultations.models import Material
from consultations.views.loading import ORGANISE, load_event, of_event
from core.access import access
from core.exceptions import ActionRefused
from core.files import send_file
from core.http import require_perm
from reviews.queries import load_review

CHANGE_SHELF = "consultations.change_library"
SUFFIXES = {"application/pdf": "pdf", "image/png": "png"}


@access("signed_in")
@require_safe
def library(request, review_id):
    review = load_review(request.user, review_id)
    page = {
        "review": review,
        "cards": shipped.cards().values(),
        "materials": library_desk.shelf_of(review, user=request.user),
        "may_change": rules.has_perm(CHANGE_SHELF, request.user, review),
    }
    return render(request, "consultations/library.html", page)


@access("signed_in")
@require_safe
def card(request, review_id, key):
    review = load_review(request.user, review_id)
    card = shipped.cards().get(key)
    if card is None:
        raise Http404
    return render(request, "consultations/card.html", {"review": review, "card": card})


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, CHANGE_SHELF, review)
    return write(request, Material(review=review), page={"review": review})


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new_of_event(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    material = Material(review=event.review, event=event, due_on=event.materials_due_on)
    return write(request, material, page=of_event(request, event))


def write(request, material, *, page):
    form = _form(request, material)
    if form.is_valid():
        actions.add_material(
            material=form.instance, actor=request.user, at=timezone.now()
        )
        messages.success(request, _("Kept as a draft. Add files, then publish it."))
        return redirect(material)
    return render(request, "consultations/material_edit.html", page | {"form": form})


@access("signed_in")
@require_safe
def material(request, review_id, pk):
    return show(request, load(request, review_id, pk))


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    material = load(request, review_id, pk, change=True)
    form = _form(request, material)
    theirs = None
    if form.is_valid():
        try:
            actions.change_material(
                material=form.instance,
                version=form.cleaned_data["version"] or 0,
                actor=request.user,
                at=timezone.now(),
            )
        except actions.CannotKeepMaterial as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        else:
            messages.success(request, _("Saved."))
            return redirect(material)
    page = _head(request, material) | {"form": form, "theirs": theirs}
    return render(request, "consultations/material_edit.html", page)


@access("signed_in")
@require_POST
def publish(request, review_id, pk):
    material = load(request, review_id, pk, change=True)
    actions.publish_material(material=material, actor=request.user, at=timezone.now())
    messages.success(request, _("Published."))
    return redirect(material)


@access("signed_in")
@require_POST
def withdraw(request, review_id, pk):
    material = load(request, review_id, pk, change=True)
    actions.withdraw_material(material=material, actor=request.user, at=timezone.now())
    messages.success(request, _("It is a draft again."))
    return redirect(material)


@access("signed_in")
@require_POST
def remove(request, review_id, pk):
    material = load(request, review_id, pk, change=True)
    try:
        actions.remove_material(
            material=material, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(material)
    messages.success(request, _("The material is gone."))
    if material.event:
        return redirect(material.event)
    return redirect(reverse("consultations:library", args=[review_id]))


@access("signed_in")
@require_POST
def add_file(request, review_id, pk):
    material = load(request, review_id, pk, change=True)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        content, content_type = form.cleaned_data["file"]
        try:
            actions.add_file(
                material=material,
                language=form.cleaned_data["language"],
                content=content,
                content_type=content_type,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("language", str(refusal))
        else:
            messages.success(request, _("The file is kept."))
            return redirect(material)
    return show(request, material, file_form=form)


@access("signed_in")
@require_safe
def file(request, review_id, pk, language):
    material = load(request, review_id, pk)
    row = get_object_or_404(material.files.select_related("file"), language=language)
    suffix = SUFFIXES[row.file.content_type]
    return send_file(request, row.file, filename=f"material-{language}.{suffix}")


@access("signed_in")
@require_POST
def remove_file(request, review_id, pk, language):
    material = load(request, review_id, pk, change=True)
    row = get_object_or_404(
        material.files.select_related("material__event__host", "material__review"),
        language=language,
    )
    actions.remove_file(file=row, actor=request.user, at=timezone.now())
    messages.success(request, _("The file is gone."))
    return redirect(material)


def load(request, review_id, pk, *, change=False) -> Material:
    rows = Material.objects.visible_to(request.user).select_related(
        "review__state", "event__host", "event__region", "owner"
    )
    material = get_object_or_404(rows, pk=pk, review=review_id)
    if change:
        require_perm(request.user, *_asked_of(material))
    return material


def _asked_of(material) -> tuple:
    """Which permission, asked of what, it takes to change it."""
    event = material.event
    return (ORGANISE, event) if event else (CHANGE_SHELF, material)


def show(request, material, *, file_form=None):
    perm, of = _asked_of(material)
    may = material.is_ours and rules.has_perm(perm, request.user, of)
    page = _head(request, material) | {
        "files": material.files.select_related("file").order_by("language"),
        "may_change": may,
        "file_form": file_form
        or (FileForm(initial={"language": get_language()}) if may else None),
        "today": timezone.localdate(),
    }
    status = 422 if file_form else 200
    return render(request, "consultations/material.html", page, status=status)


def _head(request, material) -> dict:
    page = {"review": material.review, "material": material}
    if material.event:
        page |= of_event(request, material.event)
    return page


def _form(request, material) -> MaterialForm:
    return MaterialForm(
        request.POST or None,
        instance=material,
        owners=library_desk.owners_for(
            request.user,
            review=material.review,
            event=material.event,
            standing=material.owner_id,
        ),
        language=request.LANGUAGE_CODE,
        initial={"owner": request.user.pk} if material._state.adding else None,
    )
