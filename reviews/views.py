from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import joining
from accounts.actions import revoke_invitation, send_invitation_again
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from reviews import actions, queries
from reviews.forms import InvitationForm, ReviewForm
from reviews.models import RoleInvitation


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    return joining.join(
        request, token, model=RoleInvitation, accept=actions.accept_role
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, review_id):
    """Who is what in the review, who is invited, and a form to invite."""
    review = load(request, review_id, "reviews.list_role")
    form = InvitationForm(request.POST or None, review=review)
    if form.is_valid():
        try:
            invitation = actions.invite_to_review(
                invitation=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            joining.keep_address(request, invitation)
            messages.success(request, _("The invitation is on its way."))
            return redirect("reviews:people", review.pk)
    page = {
        "review": review,
        "form": form,
        "roles": queries.roles_of(review, user=request.user),
        "invitations": queries.open_invitations(review),
        "now": timezone.now(),
        "address": joining.kept_address(request),
    }
    return render(request, "reviews/people.html", page)


@access("signed_in")
@require_POST
def end_role(request, review_id, pk):
    review = load(request, review_id, "reviews.end_role")
    role = get_object_or_404(review.roles.visible_to(request.user), pk=pk)
    try:
        actions.end_role(role=role, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role has ended."))
    if role.user_id == request.user.pk:
        return redirect("/")
    return redirect("reviews:people", review.pk)


@access("signed_in")
@require_POST
def send_again(request, review_id, pk):
    review = load(request, review_id, "reviews.invite_role")
    invitation = get_object_or_404(review.invitations, pk=pk)
    try:
        send_invitation_again(
            invitation=invitation,
            actor=request.user,
            at=timezone.now(),
            review=review,
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        joining.keep_address(request, invitation)
        messages.success(request, _("The invitation is on its way."))
    return redirect("reviews:people", review.pk)


@access("signed_in")
@require_POST
def revoke(request, review_id, pk):
    review = load(request, review_id, "reviews.invite_role")
    invitation = get_object_or_404(review.invitations, pk=pk)
    try:
        revoke_invitation(
            invitation=invitation,
            actor=request.user,
            at=timezone.now(),
            review=review,
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn: its link is dead."))
    return redirect("reviews:people", review.pk)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, review_id):
    """What the review says about the coalition, and the switch of its public page."""
    review = load(request, review_id, "reviews.change_review")
    form = ReviewForm(request.POST or None, instance=review)
    if form.is_valid():
        actions.change_review(
            review=form.instance, actor=request.user, at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("reviews:settings", review.pk)
    return render(request, "reviews/settings.html", {"review": review, "form": form})


@access("signed_in")
@require_POST
def open_public_page(request, review_id):
    review = load(request, review_id, "reviews.publish_review")
    actions.open_public_page(review=review, actor=request.user, at=timezone.now())
    messages.success(request, _("The public page is open to everybody."))
    return redirect("reviews:settings", review.pk)


@access("signed_in")
@require_POST
def close_public_page(request, review_id):
    review = load(request, review_id, "reviews.publish_review")
    actions.close_public_page(review=review, actor=request.user, at=timezone.now())
    messages.success(request, _("The public page is closed."))
    return redirect("reviews:settings", review.pk)


def load(request, review_id, perm):
    """The review, if the person may know of it and has the right."""
    review = queries.load_review(request.user, review_id)
    require_perm(request.user, perm, review)
    return review
