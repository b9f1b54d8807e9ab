"""The shelf of a group, and what lies on it."""

import rules
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.files import send_file
from core.http import require_perm
from core.traces import of_names
from evidence import actions, queries
from evidence.forms import EvidenceForm, GiveForm, ShowForm
from evidence.models import Evidence
from groups.models import Group
from reviews.queries import load_review

SUFFIXES = {"application/pdf": "pdf", "image/png": "png"}


def load_evidence(request, review_id, pk, *, perm="") -> Evidence:
    rows = Evidence.objects.visible_to(request.user).for_page()
    evidence = get_object_or_404(rows, pk=pk, review=review_id)
    if perm:
        require_perm(request.user, f"evidence.{perm}_evidence", evidence)
    return evidence


def load_group(request, review_id, group_id) -> Group:
    groups = Group.objects.open_to(request.user).select_related("review__state")
    return get_object_or_404(groups, pk=group_id, review=review_id)


@access("signed_in")
@require_safe
def shelves(request, review_id):
    """All that are open to the person, and what was given to them."""
    review = load_review(request.user, review_id)
    rows = queries.shelves(request.user, review=review)
    return render(request, "evidence/shelves.html", {"review": review, "shelves": rows})


@access("signed_in")
@require_safe
def shelf(request, review_id, group_id):
    group = load_group(request, review_id, group_id)
    page = {
        "review": group.review,
        "group": group,
        "kinds": queries.by_kind(group),
        "given": queries.given_to(group),
        "may_add": rules.has_perm("evidence.add_evidence", request.user, group),
    }
    return render(request, "evidence/shelf.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, review_id, group_id):
    group = load_group(request, review_id, group_id)
    require_perm(request.user, "evidence.add_evidence", group)
    new = Evidence(group=group, review=group.review, language=request.LANGUAGE_CODE)
    form = EvidenceForm(request.POST or None, request.FILES or None, instance=new)
    if form.is_valid() and not _names_people(request, form):
        try:
            evidence = actions.add_evidence(
                evidence=form.instance,
                paper=form.cleaned_data["file"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("It lies on the shelf."))
            return redirect(evidence)
    page = {"review": group.review, "group": group, "form": form}
    return _edit_page(request, page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    evidence = load_evidence(request, review_id, pk, perm="change")
    form = EvidenceForm(request.POST or None, request.FILES or None, instance=evidence)
    theirs = None
    if form.is_valid() and not _names_people(request, form):
        try:
            actions.change_evidence(
                evidence=form.instance,
                version=form.cleaned_data["version"] or 0,
                paper=form.cleaned_data["file"],
                actor=request.user,
                at=timezone.now(),
            )
        except actions.CannotKeep as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
            if theirs is not None:
                form.data = form.data.copy()
                form.data["version"] = theirs.version
        else:
            messages.success(request, _("Saved."))
            return redirect(evidence)
    page = {
        "review": evidence.review,
        "group": evidence.group,
        "evidence": evidence,
        "form": form,
        "theirs": theirs,
    }
    return _edit_page(request, page)


def _names_people(request, form) -> list[str]:
    """Names, telephones, numbers of documents in the words: shown once before they
    are kept. Whoever has looked at them says so."""
    said = form.cleaned_data
    words = " \n".join([said["title"], said["text"], said["figure"]])
    form.traces = [] if "looked" in request.POST else of_names(words)
    return form.traces


def _edit_page(request, page):
    page["traces"] = getattr(page["form"], "traces", [])
    group = Group.objects.visible_to(request.user).get(pk=page["group"].pk)
    return render(request, "evidence/edit.html", page | {"group": group})


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    return show(request, load_evidence(request, review_id, pk))


def show(request, evidence, *, show_form=None, give_form=None):
    user = request.user
    may = {
        verb: rules.has_perm(f"evidence.{verb}_evidence", user, evidence)
        for verb in ("change", "give", "show")
    }
    first = {"showing": evidence.showing, "version": evidence.version}
    others = queries.receivers(evidence, user=user) if may["give"] else None
    page = {
        "review": evidence.review,
        "evidence": evidence,
        "group": Group.objects.visible_to(user).filter(pk=evidence.group_id).first(),
        "may": may,
        "given": queries.given_from(evidence, user=user) if evidence.is_own else [],
        "show_form": show_form or ShowForm(initial=first),
        "give_form": give_form or (others is not None and GiveForm(groups=others)),
    }
    status = 422 if show_form or give_form else 200
    return render(request, "evidence/detail.html", page, status=status)


@access("signed_in")
@require_safe
def paper(request, review_id, pk):
    evidence = load_evidence(request, review_id, pk)
    if evidence.file is None:
        raise Http404
    suffix = SUFFIXES[evidence.file.content_type]
    return send_file(request, evidence.file, filename=f"paper.{suffix}")


@access("signed_in")
@require_POST
def withdraw(request, review_id, pk):
    """And put it back."""
    evidence = load_evidence(request, review_id, pk, perm="change")
    is_back = request.POST.get("do") == "back"
    action = actions.put_back_evidence if is_back else actions.withdraw_evidence
    action(evidence=evidence, actor=request.user, at=timezone.now())
    messages.success(request, _("Recorded."))
    return redirect(evidence)


@access("signed_in")
@require_POST
def clear(request, review_id, pk):
    evidence = load_evidence(request, review_id, pk, perm="show")
    form = ShowForm(request.POST)
    if form.is_valid():
        try:
            actions.say_whether_shown(
                evidence=evidence,
                showing=form.cleaned_data["showing"],
                version=form.cleaned_data["version"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("showing", str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(evidence)
    return show(request, evidence, show_form=form)


@access("signed_in")
@require_POST
def give(request, review_id, pk):
    evidence = load_evidence(request, review_id, pk, perm="give")
    form = GiveForm(request.POST, groups=queries.receivers(evidence, user=request.user))
    if form.is_valid():
        try:
            actions.give_evidence(
                evidence=evidence,
                groups=form.cleaned_data["groups"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("groups", str(refusal))
        else:
            messages.success(request, _("Given. They read it and cite it."))
            return redirect(evidence)
    return show(request, evidence, give_form=form)
