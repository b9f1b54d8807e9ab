"""Permission checks, deleted on purpose: the matrix has to notice each.

A mutant is a name, what to patch, and the addresses at which it should be seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules
from django.db.models import Value
from rules.permissions import permissions

from comments import asking
from comments import views as comment_views
from comments.models import ThreadQuerySet
from comments.models.feedback import FeedbackRequestQuerySet
from consultations import entering_views, finding_views
from consultations.models.events import EventQuerySet
from consultations.models.findings import FindingQuerySet
from consultations.models.library import HelpRequestQuerySet, MaterialQuerySet
from consultations.views import balance as event_balance
from consultations.views import loading as event_loading
from core.middleware import AccessMiddleware
from evidence import views as evidence_views
from evidence.models import EvidenceQuerySet
from factsheets import public, views
from factsheets.models import FactsheetQuerySet
from groups import views as group_views
from groups.models import GroupQuerySet
from notifications.models import NotificationQuerySet
from proposals.models import ProposalQuerySet
from reviews.models.feed import FeedQuerySet
from reviews.models.review import ReviewQuerySet
from submissions import guests
from submissions.models import Text
from submissions.models.agreement import SignOnQuerySet
from submissions.views import signing
from workspace import packet_views
from workspace.models import PacketQuerySet


@dataclass(frozen=True)
class Mutant:
    name: str
    where: Any
    attribute: str
    instead: Callable
    seen_at: tuple[str, ...]


def everything(rows, user=None):
    return rows.all()


def every_group(groups, user=None):
    return groups.annotate(opened=Value(True))


def every_factsheet(factsheets, user=None):
    return factsheets.annotate(
        opened=Value(True),
        is_group_open=Value(True),
    )


def every_packet(packets, user=None):
    return packets.annotate(is_ours=Value(True))


def every_event(rows, user=None):
    return rows.annotate(is_ours=Value(True))


def let_pass(*args, **kwargs):
    return None


def say_yes(*args):
    return True


def yes_to(name: str) -> Callable:
    """One line of the policy says yes to everybody, the others hold."""
    asked = permissions.test_rule

    def answer(perm, *args):
        return perm == name or asked(perm, *args)

    return answer


def any_feed(feeds, token, *, at):
    return feeds.valid(at=at).first()


def any_edition(factsheet_id):
    """The public page without asking whether the review has one."""
    edition = public.Edition.objects.filter(factsheet=factsheet_id).last()
    if edition is None:
        raise public.Http404
    return public.Door(edition, "public", factsheet_id)


def any_text(opening):
    return Text.objects.opened_by(opening).model.objects.for_page()


def every_finding(findings, user=None):
    """As if each had been given to her."""
    return findings.annotate(known_to=Value(user.pk))


def every_piece(evidence, user=None):
    return evidence.annotate(is_own=Value(True))


MUTANTS = [
    Mutant(
        "whoever asks may know every finding",
        FindingQuerySet,
        "visible_to",
        every_finding,
        ("findings:detail",),
    ),
    Mutant(
        "nobody asks who may enter what is said",
        entering_views,
        "require_perm",
        let_pass,
        ("findings:form",),
    ),
    Mutant(
        "nobody asks who may correct a finding",
        finding_views,
        "require_perm",
        let_pass,
        ("findings:edit",),
    ),
    Mutant(
        "every shelf is everybody’s",
        EvidenceQuerySet,
        "visible_to",
        every_piece,
        ("evidence:detail",),
    ),
    Mutant(
        "nobody asks who may give evidence away",
        evidence_views,
        "require_perm",
        let_pass,
        ("evidence:give",),
    ),
    Mutant(
        "whoever asks may see every factsheet",
        FactsheetQuerySet,
        "visible_to",
        every_factsheet,
        ("factsheets:detail",),
    ),
    Mutant(
        "nobody asks who may publish",
        views,
        "require_perm",
        let_pass,
        ("factsheets:publish",),
    ),
    Mutant(
        "the middleware lets everybody in",
        AccessMiddleware,
        "process_view",
        let_pass,
        ("accounts:me", "workspace:review"),
    ),
    Mutant(
        "every review is everybody’s",
        ReviewQuerySet,
        "visible_to",
        everything,
        ("workspace:more", "reviews:make_feed"),
    ),
    Mutant(
        "every group is everybody’s",
        GroupQuerySet,
        "visible_to",
        every_group,
        ("groups:list", "workspace:group"),
    ),
    Mutant(
        "every proposal is everybody’s",
        ProposalQuerySet,
        "visible_to",
        everything,
        ("proposals:detail",),
    ),
    Mutant(
        "the rules say yes to everything",
        rules,
        "has_perm",
        say_yes,
        ("groups:people",),
    ),
    Mutant(
        "every thread is everybody’s",
        ThreadQuerySet,
        "visible_to",
        everything,
        ("comments:reply",),
    ),
    Mutant(
        "nobody asks who may remove a comment",
        comment_views,
        "require_perm",
        let_pass,
        ("comments:remove",),
    ),
    Mutant(
        "a guest’s link opens every text",
        guests,
        "opened",
        any_text,
        ("guest:text",),
    ),
    Mutant(
        "a guest answers in every thread",
        ThreadQuerySet,
        "begun_with",
        everything,
        ("guest:reply",),
    ),
    Mutant(
        "every request for feedback is everybody’s",
        FeedbackRequestQuerySet,
        "visible_to",
        everything,
        ("comments:feedback",),
    ),
    Mutant(
        "nobody asks who may ask for feedback",
        asking,
        "require_perm",
        let_pass,
        ("comments:ask",),
    ),
    Mutant(
        "nobody asks who leads the group",
        group_views,
        "require_perm",
        let_pass,
        ("groups:edit",),
    ),
    Mutant(
        "hidden organisations are everybody’s",
        SignOnQuerySet,
        "visible_to",
        everything,
        ("submissions:signature",),
    ),
    Mutant(
        "nobody asks who concludes a submission",
        signing,
        "require_perm",
        let_pass,
        ("submissions:signature",),
    ),
    Mutant(
        "public pages of closed reviews",
        public,
        "public_door",
        any_edition,
        ("public:factsheet",),
    ),
    Mutant(
        "every translation packet is everybody’s",
        PacketQuerySet,
        "visible_to",
        every_packet,
        ("workspace:packet",),
    ),
    Mutant(
        "nobody asks who may send for translation",
        packet_views,
        "require_perm",
        let_pass,
        ("workspace:translate",),
    ),
    Mutant(
        "every meeting is everybody’s",
        EventQuerySet,
        "visible_to",
        every_event,
        ("consultations:event",),
    ),
    Mutant(
        "nobody asks who organises a meeting",
        event_loading,
        "require_perm",
        let_pass,
        ("consultations:counts",),
    ),
    Mutant(
        "every material is everybody’s",
        MaterialQuerySet,
        "visible_to",
        every_event,
        ("consultations:material",),
    ),
    Mutant(
        "nobody asks who sets the aims",
        event_balance,
        "require_perm",
        let_pass,
        ("consultations:aims",),
    ),
    Mutant(
        "whoever asks is told what others were asked",
        HelpRequestQuerySet,
        "visible_to",
        everything,
        ("consultations:help-request",),
    ),
    Mutant(
        "everybody says of a date that it is done",
        permissions,
        "test_rule",
        yes_to("reviews.finish_milestone"),
        ("reviews:finish_date",),
    ),
    Mutant(
        "any address of a calendar opens one",
        FeedQuerySet,
        "opened_with",
        any_feed,
        ("feed:dates",),
    ),
    Mutant(
        "everybody sets a review up",
        permissions,
        "test_rule",
        yes_to("reviews.change_review"),
        ("set_up:put_away",),
    ),
    Mutant(
        "everybody takes the situation report along",
        permissions,
        "test_rule",
        yes_to("workspace.report_situation"),
        ("workspace:situation-pdf",),
    ),
    Mutant(
        "everybody takes the report for donors along",
        permissions,
        "test_rule",
        yes_to("workspace.see_report"),
        ("workspace:report-file",),
    ),
    Mutant(
        "every notice is everybody’s",
        NotificationQuerySet,
        "visible_to",
        everything,
        ("notifications:open",),
    ),
    Mutant(
        "the home shows every group as its members see it",
        GroupQuerySet,
        "visible_to",
        every_group,
        ("workspace:review",),
    ),
]
