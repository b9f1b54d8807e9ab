"""Who may do what about meetings and what was heard. Read top to bottom, this is the
policy.

A meeting is organised by whoever facilitates it, by the rapporteurs and drafters of
the group that holds it, and by the coordinators to whom that group is open; where
nobody holds it, by the coordinators.
"""

import rules

from consultations.models import Facilitation, Finding, Route
from groups.models import Group, Membership
from groups.rules import WRITERS, leads
from reviews.models import Role
from reviews.rules import has_role, is_coordinator


@rules.predicate
def facilitates(user, event):
    return Facilitation.objects.of(user).filter(event=event.pk).exists()


@rules.predicate
def writes_for_host(user, event):
    return (
        event.host_id is not None
        and Membership.objects.of(user, group=event.host_id)
        .filter(role__in=WRITERS)
        .exists()
    )


@rules.predicate
def coordinates_event(user, event):
    """Coordinates the review, and the group that holds it is open to her."""
    if not is_coordinator(user, event):
        return False
    if event.host_id is None:
        return True
    return Group.objects.open_to(user).filter(pk=event.host_id).exists()


organises = facilitates | writes_for_host | coordinates_event


def said(finding, user, name):
    """What `visible_to` and `with_parts_of` said of this person, if they were asked;
    else None."""
    is_of_her = getattr(finding, "known_to", None) == user.pk
    return getattr(finding, name, None) if is_of_her else None


@rules.predicate
def may_know(user, finding):
    if said(finding, user, "known_to"):
        return True
    return Finding.objects.visible_to(user).filter(pk=finding.pk).exists()


@rules.predicate
def leads_its_review(user, finding):
    known = said(finding, user, "is_led")
    return is_coordinator(user, finding) if known is None else known


@rules.predicate
def answers_for_it(user, finding):
    """A rapporteur of a group that it was given to."""
    known = said(finding, user, "is_answered_for")
    if known is not None:
        return known
    return Route.objects.filter(
        finding=finding,
        group__memberships__user=user,
        group__memberships__role=Membership.Role.RAPPORTEUR,
    ).exists()


@rules.predicate
def works_on_it(user, finding):
    """Writes in a group that it was given to."""
    known = said(finding, user, "is_worked_on")
    if known is not None:
        return known
    return Route.objects.filter(
        finding=finding,
        group__memberships__user=user,
        group__memberships__role__in=WRITERS,
    ).exists()


@rules.predicate
def entered_it(user, finding):
    return finding.entered_by_id is not None and finding.entered_by_id == user.pk


@rules.predicate
def leads_event_of(user, finding):
    known = said(finding, user, "is_facilitated")
    if known is not None:
        return known
    return Facilitation.objects.of(user).filter(event=finding.event_id).exists()


@rules.predicate
def is_of_its_wall(user, finding):
    """It was heard in front of the whole coalition; or the person is a rapporteur of
    those who heard it behind their wall."""
    host = finding.host
    if host is None or not host.is_walled:
        return True
    return Membership.objects.filter(
        user=user, group=host, role=Membership.Role.RAPPORTEUR
    ).exists()


@rules.predicate
def writes_in_review(user, review):
    return Membership.objects.filter(
        user=user, group__review=review, role__in=WRITERS
    ).exists()


@rules.predicate
def helps_here(user, request):
    return request.contact.user_id == user.pk


# Asked of the review.
rules.add_perm(
    "consultations.open_event",
    is_coordinator | writes_in_review | has_role(Role.Kind.FACILITATOR),
)
rules.add_perm("consultations.change_library", is_coordinator)
rules.add_perm("consultations.change_aims", is_coordinator)
rules.add_perm("consultations.name_helper", is_coordinator)
rules.add_perm("consultations.make_regional_link", is_coordinator)
rules.add_perm("consultations.export_figures", is_coordinator)
# Asked of the meeting.
rules.add_perm("consultations.organise_event", organises)
rules.add_perm("consultations.enter_finding", organises)
# Asked of a request for help.
rules.add_perm("consultations.answer_help", helps_here)
# Asked of the finding.
rules.add_perm(
    "consultations.route_finding",
    may_know & is_of_its_wall & (leads_its_review | answers_for_it),
)
rules.add_perm(
    "consultations.sort_finding", may_know & (leads_its_review | answers_for_it)
)
rules.add_perm(
    "consultations.change_finding",
    may_know & (entered_it | answers_for_it | leads_event_of),
)
rules.add_perm(
    "consultations.translate_finding", may_know & (works_on_it | answers_for_it)
)
# That a translation says what was said.
rules.add_perm("consultations.agree_finding", may_know & answers_for_it)
rules.add_perm(
    "consultations.enquire_finding", may_know & (leads_its_review | answers_for_it)
)
# What stands behind it.
rules.add_perm("consultations.support_finding", may_know & works_on_it)
# That fewer may know it; that more may.
rules.add_perm(
    "consultations.narrow_finding",
    may_know & (leads_its_review | answers_for_it | entered_it),
)
rules.add_perm(
    "consultations.widen_finding",
    may_know & is_of_its_wall & (answers_for_it | entered_it),
)
# Asked of the route: what one's own group does with it.
rules.add_perm("consultations.sort_route", leads)
