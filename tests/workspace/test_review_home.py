"""The home of a review for those who coordinate it: what is at risk, groups side by
side, and nothing of what is behind a wall."""

import json
import re
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.balance import Filters, balance_of, line_of, line_rows
from consultations.models import Route
from factsheets.models import Factsheet
from groups.models import Membership, RoadmapItem, Voice
from reviews.models import Milestone
from submissions.models import Submission, Text
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    RoleFactory,
)
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import counted
from tests.factories.factsheets import FactsheetFactory
from tests.factories.packets import send
from tests.factories.proposals import ProposalFactory
from tests.factories.roadmaps import DecisionFactory, StepFactory, VoiceFactory
from tests.factories.signing import in_sign_on, signed
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from workspace.counts import rows_for, terms_of, told_of
from workspace.models import Packet
from workspace.side_by_side import ROWS_AT_MOST

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


@pytest.fixture
def home(cast):
    return reverse("workspace:review", args=[cast.review.pk])


@pytest.fixture
def read(client, home):
    """The home as this person opens it."""

    def page(person, language="en"):
        client.force_login(person)
        answer = client.get(home, {"lang": language})
        assert answer.status_code == 200
        return answer

    return page


@pytest.fixture
def risks(cast, read):
    """What Alice is told to be at risk, by kind; all of it is kept apart from groups
    without a rapporteur, of which the cast has one."""

    def found():
        page = read(cast.alice)
        return {
            risk.kind: risk
            for risk in page.context["risks"].shown
            if risk.kind != "headless-groups"
        }

    return found


def in_days(days):
    return timezone.now() + timedelta(days=days)


def day(days):
    """On the calendar of everybody in the cast."""
    return in_days(days).astimezone(ZoneInfo("Asia/Bishkek")).date()


def figures_on(page):
    """Of those that `fill` makes; without addresses, in which all digits occur."""
    told = " ".join(re.sub(r"<[^>]*>", " ", page.text).split())
    made = ("4321 ", "4,321", "37 to read", "37 findings")
    return [figure for figure in made if figure in told]


def words(count):
    return " ".join(["word"] * count)


@pytest.fixture
def written(cast):
    """A joint submission of the first group with one section of ten words."""
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(submission=submission, group=cast.first)
    write_words(text_of(section), words(10))
    return submission


def date_of(cast, kind, days, **more):
    """A date that somebody watches."""
    return MilestoneFactory(
        review=cast.review, kind=kind, due=in_days(days), owner=cast.alice, **more
    )


# Each risk comes and goes


def too_long(cast, written):
    Submission.objects.filter(pk=written.pk).update(word_budget=8)

    def mend():
        Submission.objects.filter(pk=written.pk).update(word_budget=10)

    return "too-long", mend


def too_long_at_this_pace(cast, written):
    Submission.objects.filter(pk=written.pk).update(word_budget=12)
    own = date_of(cast, "own_cut_off", 10)

    def mend():
        Milestone.objects.filter(pk=own.pk).update(due=in_days(1))

    return "too-long", mend


def long_section(cast, written):
    written.sections.update(word_budget=9)

    def mend():
        written.sections.update(word_budget=10)

    return "long-sections", mend


def section_without_english(cast, written):
    date_of(cast, "window_closes", 20)

    def mend():
        Text.objects.filter(language="en").update(behind=0)

    return "sections-behind", mend


def factsheet_without_english(cast, written):
    sheet = FactsheetFactory(group=cast.first)
    date_of(cast, "materials", 20)

    def mend():
        Factsheet.objects.filter(pk=sheet.pk).update(ready_in=["en"])

    return "factsheets-behind", mend


def translation_that_is_late(cast, written):
    translator = RoleFactory(review=cast.review, role="translator").user
    sheet = FactsheetFactory(group=cast.first)
    packet = send(sheet, translator, by=cast.bob, days=2)
    Packet.objects.filter(pk=packet.pk).update(due_on=day(-3))

    def mend():
        Packet.objects.filter(pk=packet.pk).update(done_at=timezone.now())

    return "late-packet", mend


def nobody_signed(cast, written):
    date_of(cast, "sign_on", 20)

    def mend():
        in_sign_on(written, by=cast.alice)
        signed(written, "One of many", by=cast.alice)

    return "unsigned", mend


def date_that_is_over(cast, written):
    row = date_of(cast, "training", -3)

    def mend():
        Milestone.objects.filter(pk=row.pk).update(
            done_at=timezone.now(), done_by=cast.alice
        )

    return "overdue-date", mend


def date_that_nobody_watches(cast, written):
    row = MilestoneFactory(review=cast.review, due=in_days(20))

    def mend():
        Milestone.objects.filter(pk=row.pk).update(owner=cast.alice)

    return "unwatched-date", mend


def step_that_is_overdue(cast, written):
    step = StepFactory(group=cast.first, due_on=day(-3))

    def mend():
        RoadmapItem.objects.filter(pk=step.pk).update(
            done_at=timezone.now(), done_by=cast.bob
        )

    return "overdue-steps", mend


def step_that_waits(cast, written):
    before = StepFactory(group=cast.first)
    StepFactory(group=cast.first, due_on=day(9), blocked_by=before)

    def mend():
        RoadmapItem.objects.filter(pk=before.pk).update(
            done_at=timezone.now(), done_by=cast.bob
        )

    return "stuck-steps", mend


def question_without_an_answer(cast, written):
    voice = VoiceFactory(
        decision=DecisionFactory(group=cast.first, due_on=day(3)), user=cast.bob
    )

    def mend():
        Voice.objects.filter(pk=voice.pk).update(answer=0, answered_at=timezone.now())

    return "unanswered", mend


def finding_that_waits(cast, written):
    finding = FindingFactory(
        event__review=cast.review, groups=[cast.first], entered_at=in_days(-20)
    )

    def mend():
        finding.routes.update(state=Route.State.TAKEN, read_at=timezone.now())

    return "untriaged", mend


def finding_that_nobody_was_given(cast, written):
    finding = FindingFactory(event__review=cast.review, entered_at=in_days(-20))

    def mend():
        Route.objects.create(
            finding=finding, group=cast.first, routed_at=timezone.now()
        )

    return "untriaged", mend


def region_without_a_voice(cast, written):
    regions = RegionFactory.create_batch(2, state=cast.review.state)
    EventFactory(review=cast.review, region=regions[1])

    def mend():
        FindingFactory(event__review=cast.review, region=regions[0], sensitivity="open")

    return "unheard-regions", mend


@pytest.mark.parametrize(
    "trouble",
    [
        too_long,
        too_long_at_this_pace,
        long_section,
        section_without_english,
        factsheet_without_english,
        translation_that_is_late,
        nobody_signed,
        date_that_is_over,
        date_that_nobody_watches,
        step_that_is_overdue,
        step_that_waits,
        question_without_an_answer,
        finding_that_waits,
        finding_that_nobody_was_given,
        region_without_a_voice,
    ],
)
def test_a_risk_is_there_until_it_is_done(client, cast, risks, written, trouble):
    assert risks() == {}
    kind, mend = trouble(cast, written)

    assert set(risks()) == {kind}
    found = risks()[kind]
    assert client.get(found.url).status_code == 200
    if found.assign_url:
        assert client.get(found.assign_url).status_code == 200
    mend()
    assert risks() == {}


def test_a_group_needs_a_rapporteur_who_can_sign_in(cast, read):
    def headless():
        shown = read(cast.alice).context["risks"].shown
        return [risk.why for risk in shown if risk.kind == "headless-groups"]

    assert headless() == ["Environment"]

    cast.bob.is_active = False
    cast.bob.save()
    assert headless() == ["Women’s rights, Environment"]

    MembershipFactory(group=cast.second, role="rapporteur")
    cast.bob.is_active = True
    cast.bob.save()
    assert headless() == []


def test_of_a_walled_group_only_a_missing_rapporteur_is_known(cast, read):
    MembershipFactory(group=cast.second, role="rapporteur")
    cast.grace.is_active = False
    cast.grace.save()
    assert read(cast.alice).context["risks"].shown == []

    Membership.objects.filter(group=cast.confidential).delete()
    page = read(cast.alice)
    assert [risk.why for risk in page.context["risks"].shown] == ["Equality"]
    assert "The hidden theme" not in page.text


# Which come first


def test_the_most_urgent_comes_first_and_then_the_nearest(cast, read):
    MembershipFactory(group=cast.second, role="rapporteur")
    for days in (29, 3, 12):
        MilestoneFactory(review=cast.review, name=f"In {days}", due=in_days(days))
    date_of(cast, "training", -2)
    SubmissionFactory(review=cast.review, groups=[cast.first])
    date_of(cast, "sign_on", 20)

    shown = read(cast.alice).context["risks"].shown

    assert [(risk.kind, risk.days) for risk in shown] == [
        ("overdue-date", -2),
        ("unwatched-date", 3),
        ("unwatched-date", 12),
        ("unsigned", 20),
        ("unwatched-date", 29),
    ]


def test_seven_are_shown_and_of_one_kind_three(cast, read):
    for days in range(1, 6):
        MilestoneFactory(review=cast.review, due=in_days(days))
        MilestoneFactory(review=cast.review, due=in_days(-days), owner=cast.alice)
    SubmissionFactory.create_batch(4, review=cast.review, groups=[cast.first])
    date_of(cast, "sign_on", 20)

    risks = read(cast.alice).context["risks"]

    assert [risk.kind for risk in risks.shown] == [
        *["overdue-date"] * 3,
        *["unwatched-date"] * 3,
        "unsigned",
    ]
    assert risks.of == 5 + 5 + 4 + 1
    assert "7 of 15" in " ".join(read(cast.alice).text.split())


def test_steps_of_several_groups_are_one_risk_and_lead_to_the_worst(cast, read):
    StepFactory(group=cast.first, due_on=day(-9))
    StepFactory.create_batch(2, group=cast.second, due_on=day(-3))

    shown = read(cast.alice).context["risks"].shown
    found = next(risk for risk in shown if risk.kind == "overdue-steps")

    assert found.title == "3 steps of the roadmaps are overdue"
    assert found.why == "Environment: 2, Women’s rights: 1"
    assert found.days == -9
    assert found.url == reverse(
        "workspace:roadmap", args=[cast.review.pk, cast.second.pk]
    )


def test_a_step_without_a_day_is_due_with_its_date(cast, read):
    ahead = date_of(cast, "training", 9)
    passed = date_of(cast, "other", -5, done_at=timezone.now(), done_by=cast.alice)
    StepFactory(group=cast.first, milestone=passed)
    StepFactory(
        group=cast.first, milestone=ahead, blocked_by=StepFactory(group=cast.first)
    )

    shown = read(cast.alice).context["risks"].shown
    steps = {risk.kind: risk.days for risk in shown if "steps" in risk.kind}

    assert steps == {"overdue-steps": -5, "stuck-steps": None}


@pytest.mark.parametrize(
    ("kind", "is_told"), [("training", True), ("review", False), ("addendum", False)]
)
def test_what_comes_by_itself_is_never_overdue(cast, risks, kind, is_told):
    date_of(cast, kind, -3)

    assert set(risks()) == ({"overdue-date"} if is_told else set())


def test_a_date_whose_owner_cannot_sign_in_is_watched_by_nobody(cast, risks):
    row = date_of(cast, "training", 5)
    assert risks() == {}

    cast.eve.is_active = False
    cast.eve.save()
    Milestone.objects.filter(pk=row.pk).update(owner=cast.eve)

    assert set(risks()) == {"unwatched-date"}


def test_a_date_whose_owner_has_left_is_watched_by_nobody(cast, risks):
    """As on the page of dates, and as reminders have it."""
    left = RoleFactory(review=cast.review, role="adviser")
    row = date_of(cast, "training", 5)
    Milestone.objects.filter(pk=row.pk).update(owner=left.user)
    assert risks() == {}

    left.delete()

    assert set(risks()) == {"unwatched-date"}


def test_what_is_frozen_is_too_long_no_more(cast, risks, written):
    too_long(cast, written)
    Submission.objects.filter(pk=written.pk).update(stage="frozen")

    assert risks() == {}


# Groups side by side


def row_of(page, group):
    rows = page.context["side_by_side"]
    return next(row for row in rows if row.group.pk == group.pk)


def test_each_figure_of_a_group_is_there_with_its_list(client, cast, read, written):
    written.sections.update(word_budget=20)
    StepFactory(group=cast.first, due_on=day(-3))
    StepFactory(group=cast.first, done_at=timezone.now(), done_by=cast.bob)
    FindingFactory(event__review=cast.review, groups=[cast.first])
    ProposalFactory.create_batch(2, group=cast.first)
    FactsheetFactory(group=cast.first)
    in_sign_on(written, by=cast.alice)
    signed(written, "One of many", by=cast.alice)

    row = row_of(read(cast.alice), cast.first)

    assert (row.steps.done, row.steps.of, row.steps.overdue) == (1, 2, 1)
    assert (row.words.words, row.words.limit) == (10, 20)
    assert [figure.said for figure in row.inbox] == ["1 to read"]
    assert row.proposals == 2
    assert (row.english.ready, row.english.of) == (2, 4)
    assert (row.signs.agreed, row.signs.asked) == (1, 1)
    assert [figure.said for figure in row.sheets] == ["Draft"]
    for address in (
        *(row.roadmap_url, row.texts_url, row.inbox[0].url, row.proposals_url),
        *(row.english_url, row.signs_url, row.sheets[0].url),
    ):
        assert client.get(address).status_code == 200


def test_a_section_that_names_no_group_is_of_the_only_one(cast, read):
    alone = SubmissionFactory(review=cast.review, groups=[cast.first])
    together = SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])
    for submission in (alone, together):
        section = SectionFactory(submission=submission, word_budget=50)
        write_words(text_of(section), words(10))

    page = read(cast.alice)

    assert row_of(page, cast.first).words.words == 10
    assert row_of(page, cast.second).words is None


def test_more_groups_than_one_reads_at_once_are_a_click_away(cast, read):
    GroupFactory.create_batch(ROWS_AT_MOST, review=cast.review)

    page = read(cast.alice)

    assert len(page.context["side_by_side"]) == ROWS_AT_MOST
    assert page.context["groups_left"] == 4
    assert "4 more groups" in page.text


# Walls


def fill(group, *, host=None):
    """Much work of a group, all of it late."""
    StepFactory.create_batch(3, group=group, due_on=day(-3))
    ProposalFactory.create_batch(41, group=group)
    FactsheetFactory.create_batch(2, group=group)
    VoiceFactory(
        decision=DecisionFactory(group=group, due_on=day(1)),
        user=group.memberships.get().user,
    )
    FindingFactory.create_batch(
        *(37,),
        event=EventFactory(host=group),
        groups=[group],
        entered_at=in_days(-20),
    )
    submission = SubmissionFactory(review=group.review, groups=[group], word_budget=5)
    section = SectionFactory(submission=submission, group=group, word_budget=5)
    write_words(text_of(section), words(4321))
    Membership.objects.filter(group=group).update(role="rapporteur")


def told(page):
    """All that the home of a coordinator knows."""
    scene = page.context["scene"]
    return (
        [(risk.title, risk.why) for risk in page.context["risks"].shown],
        {
            row.group.pk: None if row.is_closed else (row.steps, row.words, row.english)
            for row in page.context["side_by_side"]
        },
        (scene.findings, scene.ungiven_long, scene.heard, scene.works, scene.packets),
        [(cell.value, cell.count) for cell in scene.balance.cells],
    )


@pytest.mark.parametrize("wall", ["confidential", "institution"])
def test_nothing_of_a_walled_group_is_in_any_figure(cast, read, wall):
    for group in (cast.first, cast.second):
        StepFactory(group=group, due_on=day(-3))
    date_of(cast, "materials", 10)
    date_of(cast, "window_closes", 10)
    date_of(cast, "sign_on", 10)
    before = told(read(cast.alice))
    fill(cast[wall])

    page = read(cast.alice)

    assert told(page) == before
    row = row_of(page, cast[wall])
    assert row.is_closed
    assert "The hidden theme" not in page.text
    assert figures_on(page) == []


def test_a_coordinator_in_a_confidential_group_sees_it_as_its_members_do(cast, read):
    fill(cast.confidential)
    MembershipFactory(group=cast.confidential, user=cast.alice, role="reader")

    page = read(cast.alice)

    assert row_of(page, cast.confidential).proposals == 41
    assert figures_on(page) == ["4321 ", "37 to read", "37 findings"]
    assert "The hidden theme" in page.text


def test_what_a_group_keeps_for_its_rapporteurs_is_not_counted(cast, read):
    FindingFactory(
        event__review=cast.review,
        groups=[cast.first],
        sensitivity="confidential",
        entered_at=in_days(-20),
    )

    page = read(cast.alice)

    assert row_of(page, cast.first).inbox == []
    assert page.context["scene"].findings == 0


@pytest.mark.parametrize("name", ["bob", "carol", "dan", "eve", "frank", "grace"])
def test_others_see_their_own_groups_and_no_figure_of_another(cast, read, name):
    group = GroupFactory(review=cast.review, name_en="Somebody else’s")
    MembershipFactory(group=group, role="rapporteur")
    fill(group)
    date_of(cast, "training", 12)

    page = read(cast[name])

    known = ("risks", "side_by_side", "scene")
    assert not [key for key in known if key in page.context]
    assert figures_on(page) == []
    assert '<b class="count-days">12</b>' in page.text


# Who was heard


def test_the_share_is_the_one_of_the_page_it_leads_to(cast, read):
    over = {"closed_at": timezone.now()}
    counted(EventFactory(review=cast.review, **over), gender={"women": 7, "men": 13})
    counted(EventFactory(review=cast.review, **over), gender={"women": 2, "men": 9})
    counted(
        EventFactory(host=cast.institution, **over), gender={"women": 50, "men": 50}
    )
    lines = {}
    for name in ("alice", "bob", "dan", "frank"):
        whole = balance_of(cast.review, user=cast[name], filters=Filters()).lines
        published, organised = line_rows(
            cast.review, user=cast[name], dimension="gender"
        )
        line = line_of(
            "gender",
            [
                *published.values_list("numbers", flat=True),
                *({row["value"]: row["n"]} for row in organised),
            ],
        )
        assert [(cell.value, cell.count, cell.share) for cell in line.cells] == [
            (cell.value, cell.count, cell.share)
            for row in whole
            if row.dimension == "gender"
            for cell in row.cells
        ]
        lines[name] = line.total

    assert lines == {"alice": 31, "bob": 20, "dan": 20, "frank": 100}
    assert "29 %" in read(cast.alice).text


# Nothing yet


def test_an_empty_review_says_what_to_do_first(client, cast):
    role = RoleFactory(user=cast.heidi)
    client.force_login(cast.heidi)

    page = client.get(role.review.get_absolute_url()).text

    assert reverse("reviews:dates", args=[role.review.pk]) in page
    assert reverse("groups:new", args=[role.review.pk]) in page
    assert "What is late, too long or missing will stand here." in page


def test_a_review_without_trouble_says_so(cast, read):
    MembershipFactory(group=cast.second, role="rapporteur")
    date_of(cast, "training", 5)

    assert "Nothing is late, too long" in read(cast.alice).text


# In few queries


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_home_asks_as_much_for_many_groups_as_for_one(client, cast, home, name):
    def add():
        group = GroupFactory(review=cast.review)
        MembershipFactory(group=group, user=cast[name], role="rapporteur")
        fill(group)
        MilestoneFactory(review=cast.review, due=in_days(3))

    def asked():
        client.get(home)
        with CaptureQueriesContext(connection) as queries:
            client.get(home)
        return len(queries)

    client.force_login(cast[name])
    add()
    one = asked()
    add()
    add()

    assert asked() == one <= MOST_QUERIES


def test_what_is_kept_of_the_statement_asks_what_the_models_would(cast, written):
    """Stand-ins are told apart from values, and nothing is left of the first asking."""
    fill(cast.first)
    fill(cast.elsewhere)
    written.sections.update(word_budget=9)
    date_of(cast, "training", -3)
    counted(
        EventFactory(review=cast.review, closed_at=timezone.now()),
        gender={"women": 7, "men": 13},
    )
    for user, review, opened, closed in (
        (cast.alice, cast.review, [cast.first, cast.second], []),
        (cast.heidi, cast.elsewhere.review, [cast.elsewhere], []),
        (cast.bob, cast.review, [cast.first], [cast.second]),
    ):
        terms = terms_of(
            review,
            user=user,
            at=timezone.now(),
            everybody=[group.pk for group in opened + closed],
            opened=[group.pk for group in opened],
            written=[written.pk] if cast.first in opened else [],
        )
        told = [
            {"what": what, **row}
            for what, rows in told_of(terms).items()
            for row in rows
        ]
        assert told
        in_order = partial(json.dumps, sort_keys=True)
        assert sorted(map(in_order, told)) == sorted(map(in_order, rows_for(terms)))
