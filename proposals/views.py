import rules
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comments.desk import asked_here
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm, way_back
from groups.models import Group
from proposals import actions, queries
from proposals.behind import behind
from proposals.forms import ProposalForm
from proposals.models import Proposal
from reviews.queries import load_review


def load(request, review_id, pk, *, perm="") -> Proposal:
    proposal = get_object_or_404(
        Proposal.objects.visible_to(request.user).for_page(),
        pk=pk,
        review=review_id,
    )
    if perm:
        require_perm(request.user, f"proposals.{perm}_proposal", proposal)
    return proposal


@access("signed_in")
@require_safe
def listing(request, review_id):
    review = load_review(request.user, review_id)
    return render(
        request,
        "proposals/list.html",
        {"review": review, "shelves": queries.shelves(request.user, review=review)},
    )


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    proposal = load(request, review_id, pk)
    may = permitted(request.user, proposal)
    may["hear"] = proposal.is_group_open
    proposal.group.opened = proposal.is_group_open  # decides which name is shown
    context = {
        "proposal": proposal,
        "review": proposal.review,
        "group": proposal.group,
        "follows": queries.followed(proposal),
        "terms": proposal.terms.in_order(),
        "may": may,
        "behind": behind(proposal, user=request.user),
        **({} if proposal.is_group_open else asked_here(proposal, user=request.user)),
    }
    return render(request, "proposals/detail.html", context)


def permitted(user, proposal) -> dict[str, bool]:
    """What its page offers. What follows from another answer, or is not done to a
    proposal of its status, is not asked."""

    def may(verb: str) -> bool:
        return rules.has_perm(f"proposals.{verb}_proposal", user, proposal)

    change = may("change")
    agree = proposal.is_draft and change and may("agree")
    ask = agree or may("ask")
    return {
        "change": change,
        "agree": agree,
        "adopt": proposal.status == Proposal.Status.AGREED and may("adopt"),
        "ask": ask,
        "translate": ask or may("translate"),
    }


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, review_id, group_id):
    review = load_review(request.user, review_id)
    group = get_object_or_404(
        Group.objects.open_to(request.user), pk=group_id, review=review
    )
    require_perm(request.user, "proposals.change_proposal", group)
    form = ProposalForm(
        request.POST or None,
        instance=Proposal(review=review, group=group),
        review=review,
        follows=queries.followable(request, review),
    )
    if form.is_valid():
        proposal = actions.write_proposal(
            group=group,
            actor=request.user,
            at=timezone.now(),
            words=form.words(),
            terms=form.cleaned_data["terms"],
            follows=form.cleaned_data["follows"],
        )
        messages.success(request, _("Saved as a draft."))
        return redirect(way_back(request) or proposal.get_absolute_url())
    context = {
        "review": review,
        "group": group,
        "form": form,
        "next": way_back(request),
    }
    return render(request, "proposals/edit.html", context)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request, review_id, pk):
    proposal = load(request, review_id, pk, perm="change")
    group = Group.objects.visible_to(request.user).get(pk=proposal.group_id)
    form = ProposalForm(
        request.POST or None,
        instance=proposal,
        review=proposal.review,
        follows=queries.followable(request, proposal.review),
    )
    theirs = None
    if form.is_valid():
        try:
            actions.reword_proposal(
                proposal_id=pk,
                version=form.cleaned_data["version"] or 0,
                actor=request.user,
                at=timezone.now(),
                words=form.words(),
                terms=form.cleaned_data["terms"],
                follows=form.cleaned_data["follows"],
            )
        except actions.CannotSave as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        else:
            messages.success(request, _("Saved."))
            return redirect(proposal)
    context = {
        "review": proposal.review,
        "group": group,
        "proposal": proposal,
        "form": form,
        "theirs": theirs,
    }
    return render(request, "proposals/edit.html", context)


@access("signed_in")
@require_POST
def agree(request, review_id, pk):
    return move(request, review_id, pk, "agree", actions.agree_proposal)


@access("signed_in")
@require_POST
def adopt(request, review_id, pk):
    return move(request, review_id, pk, "adopt", actions.adopt_proposal)


def move(request, review_id, pk, verb, action):
    proposal = load(request, review_id, pk, perm=verb)
    version = request.POST.get("version", "")[:9]
    try:
        action(
            proposal_id=pk,
            version=int(version) if version.isdecimal() else 0,
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Recorded."))
    return redirect(proposal)
