"""The words of a finding, what stands behind them, and asking back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import enquiring, finding_words
from consultations.finding_desk import NAMES, evidence_of
from consultations.finding_forms import (
    EnquiryForm,
    SupportForm,
    TranslationForm,
    WordsForm,
)
from consultations.finding_views import back, done, load_finding
from consultations.models import Finding
from core.access import access
from core.exceptions import ActionRefused
from evidence.models import Evidence
from groups.models import Group, Membership

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    finding = load_finding(request, review_id, pk, perm="change_finding")
    form = WordsForm(request.POST or None, finding=finding)
    theirs = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            finding_words.correct_finding(
                finding=finding,
                version=said["version"],
                text=said["text"],
                change=said["change"],
                region=said["region"],
                terms=said["terms"],
                actor=request.user,
                at=timezone.now(),
            )
        except finding_words.CannotReword as refusal:
            theirs = _show_both(form, refusal)
        else:
            return done(request, finding, _("Saved."))
    page = {
        "finding": finding,
        "review": finding.review,
        "form": form,
        "theirs": theirs and theirs.original,
    }
    return render(request, "findings/edit.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request, review_id, pk, language):
    finding = load_finding(request, review_id, pk, perm="translate_finding")
    if language not in LANGUAGES or language == finding.said_in:
        raise Http404
    form = TranslationForm(request.POST or None, finding=finding, language=language)
    theirs = None
    if form.is_valid():
        try:
            finding_words.translate_finding(
                finding=finding,
                version=form.cleaned_data["version"],
                language=language,
                text=form.cleaned_data["text"],
                change=form.cleaned_data.get("change", ""),
                actor=request.user,
                at=timezone.now(),
            )
        except finding_words.CannotReword as refusal:
            theirs = _show_both(form, refusal)
        else:
            return done(request, finding, _("Saved. The original stays beside it."))
    page = {
        "finding": finding,
        "review": finding.review,
        "form": form,
        "language": language,
        "language_name": NAMES[language],
        "original_change": finding.text_of("change", finding.said_in),
        "theirs": theirs and theirs.text_of("text", language),
        "their_original": theirs and theirs.original,
    }
    return render(request, "findings/translate.html", page)


@access("signed_in")
@require_POST
def agree(request, review_id, pk, language):
    """That the translation says what was said, both as the person read them."""
    finding = load_finding(request, review_id, pk, perm="agree_finding")
    try:
        finding_words.agree_translation(
            finding=finding,
            version=_version_in(request),
            language=language,
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return back(request, finding)
    return done(request, finding)


def _version_in(request) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and version.isascii() else 0


def _show_both(form, refusal) -> Finding | None:
    """What stands now is shown, and may then be replaced knowingly."""
    form.add_error(None, str(refusal))
    if refusal.theirs is not None:
        form.data = form.data.copy()
        form.data["version"] = refusal.theirs.version
    return refusal.theirs


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def support(request, review_id, pk):
    finding = load_finding(request, review_id, pk, perm="support_finding")
    shown = evidence_of(finding, user=request.user)
    rows = (
        Evidence.objects.visible_to(request.user)
        .filter(review=finding.review, withdrawn_at=None)
        .exclude(pk__in=finding.evidence.values("pk"))
        .for_listing()
    )
    form = SupportForm(request.POST or None, rows=rows)
    if form.is_valid():
        finding_words.support_finding(
            finding=finding,
            evidence=form.cleaned_data["evidence"],
            actor=request.user,
            at=timezone.now(),
        )
        return done(request, finding)
    page = {
        "finding": finding,
        "review": finding.review,
        "form": form,
        "rows": list(rows),
        "shown": list(shown),
    }
    return render(request, "findings/support.html", page)


@access("signed_in")
@require_POST
def unsupport(request, review_id, pk, evidence_id):
    finding = load_finding(request, review_id, pk, perm="support_finding")
    rows = evidence_of(finding, user=request.user)
    finding_words.unsupport_finding(
        finding=finding,
        evidence=get_object_or_404(rows, pk=evidence_id),
        actor=request.user,
        at=timezone.now(),
    )
    return done(request, finding)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, review_id, pk):
    finding = load_finding(request, review_id, pk, perm="enquire_finding")
    form = EnquiryForm(request.POST or None)
    if form.is_valid():
        try:
            enquiring.ask_back(
                finding=finding,
                group=_asking_group(request.user, finding),
                text=form.cleaned_data["text"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(
                request, _("Asked. You are told when an answer comes through the code.")
            )
            return redirect(finding)
    page = {"finding": finding, "review": finding.review, "form": form}
    return render(request, "findings/ask.html", page)


def _asking_group(user, finding) -> Group | None:
    """Of those that have it, the one for which the person answers; None: the
    coalition."""
    seats = Membership.objects.filter(
        user=user, role=Membership.Role.RAPPORTEUR, group__routes__finding=finding
    )
    seat = seats.select_related("group").order_by("created_at", "pk").first()
    return seat.group if seat else None
