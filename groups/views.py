import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import joining
from accounts.actions import revoke_invitation, send_invitation_again
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from groups import actions, queries
from groups.forms import GroupForm, InvitationForm, NewGroupForm, RoleForm
from groups.models import Group, Invitation
from reviews.queries import load_review


@access("link")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    return joining.join(
        request, token, model=Invitation, accept=actions.accept_invitation
    )


@access("signed_in")
@require_safe
def group_list(request, review_id):
    review = load_review(request.user, review_id)
    page = {
        "review": review,
        "groups": queries.groups_of(review, user=request.user),
        "may_add": rules.has_perm("groups.add_group", request.user, review),
        "address": joining.kept_address(request),
    }
    return render(request, "groups/list.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, "groups.add_group", review)
    form = NewGroupForm(request.POST or None, review=review)
    if form.is_valid():
        try:
            _group, invitation = actions.create_group(
                group=form.instance,
                rapporteur_email=form.cleaned_data["rapporteur_email"],
                language=form.cleaned_data["language"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            joining.keep_address(request, invitation)
            messages.success(
                request, _("The group is made; its rapporteur is invited.")
            )
            return redirect("groups:list", review.pk)
    return render(request, "groups/new.html", {"review": review, "form": form})


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    group = load_group(request, review_id, pk)
    require_perm(request.user, "groups.change_group", group)
    form = GroupForm(
        request.POST or None,
        instance=group,
        may_seal=rules.has_perm("groups.seal_group", request.user, group),
    )
    if form.is_valid():
        try:
            actions.change_group(
                group=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("groups:people", review_id, group.pk)
    page = {"group": group, "review": group.review, "form": form}
    return render(request, "groups/edit.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, review_id, pk):
    """Who is in the group, who is invited, and a form to invite.

    Whoever may only invite, into a closed group without a rapporteur, sees no
    members and invites a rapporteur.
    """
    group = load_group(request, review_id, pk)
    may = what_one_may(request.user, group)
    if not may["see"] and not may["invite"]:
        raise PermissionDenied
    form = InvitationForm(
        request.POST or None, group=group, only_rapporteur=not may["see"]
    )
    if request.method == "POST":
        require_perm(request.user, "groups.invite_membership", group)
        if form.is_valid():
            answer = invite(request, group, form)
            if answer:
                return answer
    page = {
        "group": group,
        "review": group.review,
        "may": may,
        "form": form,
        "members": queries.members_of(group, user=request.user),
        "roles": RoleForm.base_fields["role"].choices,
        "invitations": queries.open_invitations(group) if may["invite"] else [],
        "now": timezone.now(),
        "address": joining.kept_address(request),
    }
    return render(request, "groups/people.html", page)


def what_one_may(user, group):
    """Whoever leads a group sees its members and invites: not asked again."""
    leads = rules.has_perm("groups.change_membership", user, group)
    return {
        "lead": leads,
        "see": leads or rules.has_perm("groups.list_membership", user, group),
        "invite": leads or rules.has_perm("groups.invite_membership", user, group),
        "leave": rules.has_perm("groups.leave_group", user, group),
    }


def invite(request, group, form):
    try:
        invitation = actions.invite_to_group(
            invitation=form.instance, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        form.add_error("email", str(refusal))
        return None
    joining.keep_address(request, invitation)
    messages.success(request, _("The invitation is on its way."))
    return redirect("groups:people", group.review_id, group.pk)


@access("signed_in")
@require_POST
def change_role(request, review_id, pk, membership_id):
    group, membership = load_membership(request, review_id, pk, membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return redirect("groups:people", review_id, group.pk)
    return done(
        request,
        group,
        _("The role is changed."),
        lambda: actions.change_membership_role(
            membership=membership,
            role=form.cleaned_data["role"],
            actor=request.user,
            at=timezone.now(),
        ),
    )


@access("signed_in")
@require_POST
def remove(request, review_id, pk, membership_id):
    group, membership = load_membership(request, review_id, pk, membership_id)
    return done(
        request,
        group,
        _("This person is no longer in the group. What they wrote stays."),
        lambda: actions.remove_member(
            membership=membership, actor=request.user, at=timezone.now()
        ),
    )


@access("signed_in")
@require_POST
def leave(request, review_id, pk):
    group = load_group(request, review_id, pk)
    require_perm(request.user, "groups.leave_group", group)
    membership = group.memberships.get(user=request.user)
    try:
        actions.leave_group(membership=membership, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("groups:people", review_id, group.pk)
    messages.success(request, _("You have left the group. What you wrote stays."))
    return redirect("/")


@access("signed_in")
@require_POST
def send_again(request, review_id, pk, invitation_id):
    group, invitation = load_invitation(request, review_id, pk, invitation_id)

    def send():
        send_invitation_again(
            invitation=invitation,
            actor=request.user,
            at=timezone.now(),
            review=group.review,
            group=group,
        )
        joining.keep_address(request, invitation)

    return done(request, group, _("The invitation is on its way."), send)


@access("signed_in")
@require_POST
def revoke(request, review_id, pk, invitation_id):
    group, invitation = load_invitation(request, review_id, pk, invitation_id)
    return done(
        request,
        group,
        _("The invitation is withdrawn: its link is dead."),
        lambda: revoke_invitation(
            invitation=invitation,
            actor=request.user,
            at=timezone.now(),
            review=group.review,
            group=group,
        ),
    )


def done(request, group, sentence, act):
    """Act, say how it went, and go back to the people of the group if it is
    still there for this person."""
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    perms = ("groups.list_membership", "groups.invite_membership")
    if any(rules.has_perm(perm, request.user, group) for perm in perms):
        return redirect("groups:people", group.review_id, group.pk)
    return redirect("/")


def load_group(request, review_id, pk):
    groups = Group.objects.visible_to(request.user).select_related("review__state")
    return get_object_or_404(groups, pk=pk, review=review_id)


def load_membership(request, review_id, pk, membership_id):
    """A membership that the person may change."""
    group = load_group(request, review_id, pk)
    require_perm(request.user, "groups.change_membership", group)
    return group, get_object_or_404(
        group.memberships.select_related("user"), pk=membership_id
    )


def load_invitation(request, review_id, pk, invitation_id):
    """An invitation that the person could have sent."""
    group = load_group(request, review_id, pk)
    require_perm(request.user, "groups.invite_membership", group)
    return group, get_object_or_404(group.invitations, pk=invitation_id)
