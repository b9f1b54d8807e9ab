"""Putting something behind a proposal, taking it away, taking the proposal to a room."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations.finding_filters import WORDS_AT_MOST, Filters
from consultations.models import Finding
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from evidence.models import Evidence
from groups.models import Group
from proposals import linking
from proposals.behind import behind
from proposals.linking_forms import LinkEvidenceForm, LinkFindingForm, MeetingForm
from proposals.views import load


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, review_id, pk):
    """What stands behind it, and what could: of findings, those in which the words
    in the address occur."""
    proposal = load(request, review_id, pk, perm="change")
    kind = request.POST.get("kind")
    terms = {"proposal": proposal, "user": request.user}
    asked = Filters.read(request.GET).q
    finding_form = LinkFindingForm(
        request.POST if kind == "finding" else None,
        words=asked.split()[:WORDS_AT_MOST],
        **terms,
    )
    evidence_form = LinkEvidenceForm(
        request.POST if kind == "evidence" else None, **terms
    )
    for form, name, do in (
        (finding_form, "finding", linking.link_finding),
        (evidence_form, "evidence", linking.link_evidence),
    ):
        if form.is_valid():
            try:
                do(
                    proposal=proposal,
                    actor=request.user,
                    at=timezone.now(),
                    **{name: form.cleaned_data[name]},
                )
            except ActionRefused as refusal:
                form.add_error(name, str(refusal))
            else:
                messages.success(request, _("It stands behind the proposal now."))
                return redirect("proposals:link", review_id, pk)
    page = {
        "proposal": proposal,
        "review": proposal.review,
        "group": Group.objects.visible_to(request.user).get(pk=proposal.group_id),
        "behind": behind(proposal, user=request.user),
        "asked": asked,
        "finding_form": finding_form,
        "evidence_form": evidence_form,
        "may_unlink": True,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "proposals/link.html", page, status=status)


@access("signed_in")
@require_POST
def unlink(request, review_id, pk, link_id):
    """A finding or evidence that the person may know: what she does not know of she
    takes away from nowhere."""
    proposal = load(request, review_id, pk, perm="change")
    findings = proposal.finding_links.filter(
        finding__in=Finding.objects.visible_to(request.user).values("pk")
    )
    found = findings.filter(pk=link_id).first()
    terms = {"actor": request.user, "at": timezone.now()}
    if found:
        linking.unlink_finding(link=found, **terms)
    else:
        evidence = proposal.evidence_links.filter(
            evidence__in=Evidence.objects.visible_to(request.user).values("pk")
        )
        found = get_object_or_404(evidence, pk=link_id)
        linking.unlink_evidence(link=found, **terms)
    messages.success(request, _("Taken away. It is not lost: only this link is."))
    return redirect("proposals:link", review_id, pk)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def take_to_meeting(request, review_id, pk):
    """By whoever reads it as the group's work, and not only because she was asked
    about it, and organises the meeting."""
    proposal = load(request, review_id, pk)
    if not proposal.is_group_open:
        raise PermissionDenied
    form = MeetingForm(
        request.POST or None,
        proposal=proposal,
        user=request.user,
        initial={"version": proposal.version},
    )
    if form.is_valid():
        event = form.cleaned_data["event"]
        require_perm(request.user, "consultations.organise_event", event)
        try:
            linking.take_to_meeting(
                proposal=proposal,
                event=event,
                version=form.cleaned_data["version"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on the list, in these words."))
            return redirect("room:table", review_id, event.pk)
    page = {
        "proposal": proposal,
        "review": proposal.review,
        "group": Group.objects.visible_to(request.user).get(pk=proposal.group_id),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "proposals/meeting.html", page, status=status)
