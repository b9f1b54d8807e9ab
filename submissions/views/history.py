"""What a text was: versions, comparing, bringing back, removing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from submissions import history, lookback, purging, rendering
from submissions.models import Text, Version
from submissions.version_forms import NameVersionForm, PurgeForm
from submissions.views.loading import load_text

ON_A_PAGE = 50


def load_text_with_history(request, review_id, pk) -> Text:
    """Who reads a text by an opening reads what it says now, not what it said."""
    text = load_text(request, review_id, pk)
    if not (text.belongs or text.leads):
        raise PermissionDenied
    return text


def load_version(request, text: Text, version_id) -> Version:
    rows = Version.objects.visible_to(request.user).filter(text=text.pk)
    version = get_object_or_404(rows, pk=version_id)
    version.text = text
    return version


def may_keep(text: Text) -> bool:
    """Whoever writes it, also while it is agreed."""
    return bool(text.writes or text.leads or (text.translates and not text.is_source))


def page(request, template: str, text: Text, **context):
    section = text.section
    shown = {
        "text": text,
        "section": section,
        "submission": section.submission,
        "review": section.submission.review,
        "may_keep": may_keep(text),
    }
    return render(request, f"submissions/{template}.html", shown | context)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request, review_id, pk):
    text = load_text_with_history(request, review_id, pk)
    form = NameVersionForm(request.POST or None)
    if request.method == "POST":
        if not may_keep(text):
            raise PermissionDenied
        if form.is_valid() and _keep(request, text, form):
            messages.success(request, _("The version is kept."))
            return redirect("submissions:versions", review_id, pk)
    rows = Version.objects.filter(text=pk).defer("document").newest_first()
    listed = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    kept = lookback.of_versions(request.user, text, list(listed))
    return page(
        request,
        "versions",
        text,
        form=form,
        rows=kept,
        page=listed,
        may_purge=text.decides,
    )


def _keep(request, text: Text, form: NameVersionForm) -> bool:
    try:
        history.keep_version(
            text_id=text.pk,
            kind=Version.Kind.NAMED,
            label=form.cleaned_data["label"],
            actor=request.user,
            at=timezone.now(),
        )
    except history.CannotKeep as refusal:
        form.add_error("label", str(refusal))
        return False
    return True


@access("signed_in")
@require_safe
def version(request, review_id, pk, version_id):
    text = load_text_with_history(request, review_id, pk)
    row = load_version(request, text, version_id)
    (kept,) = lookback.of_versions(request.user, text, [row])
    document = rendering.render(row.document, language=text.language)
    return page(request, "version", text, kept=kept, version=row, document=document)


@access("signed_in")
@require_safe
def compare(request, review_id, pk):
    """`from` is a version, `to` another, or “now”."""
    text = load_text_with_history(request, review_id, pk)
    asked = asked_for(request, text)
    if asked is None:
        return redirect("submissions:versions", review_id, pk)
    before, after = asked.before, asked.after
    found = lookback.compared(
        before.document, after.document if after else lookback.document_now(text)
    )
    return page(
        request,
        "compare",
        text,
        before=before,
        after=after,
        choice=asked.choice,
        found=found,
        is_beside=request.GET.get("view") == "beside",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Two states to compare; `after` None: as the text is now."""

    choice: list[Version]
    before: Version
    after: Version | None


def asked_for(request, text: Text) -> Asked | None:
    """None as long as there is no version."""
    choice = lookback.for_choice(text)
    if not choice:
        return None
    before = _chosen(choice, request.GET.get("from") or str(choice[0].pk))
    to = request.GET.get("to") or lookback.NOW
    after = None if to == lookback.NOW else _chosen(choice, to)
    return Asked(choice, before, after)


def _chosen(choice: list[Version], key: str) -> Version:
    row = lookback.version_or_none(choice, key)
    if row is None:
        raise Http404
    return row


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, review_id, pk, version_id):
    text = load_text_with_history(request, review_id, pk)
    if not may_keep(text):
        raise PermissionDenied
    row = load_version(request, text, version_id)
    if request.method == "POST":
        return _restore(request, text, row)
    return page(
        request,
        "restore",
        text,
        version=row,
        found=lookback.compared(lookback.document_now(text), row.document),
        lost=lookback.suggestions_lost(text, row),
    )


def _restore(request, text: Text, version: Version):
    address = ("submissions:versions", text.section.submission.review_id, text.pk)
    try:
        history.restore(version=version, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("The text reads as in version %(number)d again.")
            % {"number": version.number},
        )
    return redirect(*address)


@access("signed_in")
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def purge(request, review_id, pk):
    text = load_text(request, review_id, pk)
    require_perm(request.user, "submissions.purge_submission", text.section.submission)
    form = PurgeForm(request.POST or None)
    if form.is_valid() and _purge(request, text, form):
        messages.success(request, _("The history of this text is gone."))
        return redirect("submissions:versions", review_id, pk)
    return page(request, "purge", text, form=form, at_stake=lookback.at_stake(text))


def _purge(request, text: Text, form: PurgeForm) -> bool:
    try:
        purging.purge_history(
            text_id=text.pk,
            actor=request.user,
            at=timezone.now(),
            words=form.cleaned_data["words"],
        )
    except purging.CannotPurge as refusal:
        form.add_error("words", str(refusal))
        return False
    return True
