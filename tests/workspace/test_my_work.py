"""My work: what stands there, for whom, under which heading, and what does not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import rules
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from comments import feedback
from consultations.models import Finding
from groups import deciding
from groups.models import Membership
from reviews.models import Role
from reviews.waiting import AHEAD
from submissions.models import Suggestion
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
)
from tests.factories.comments import say
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.factsheets import FactsheetFactory
from tests.factories.feedback import ask_adviser
from tests.factories.packets import send
from tests.factories.roadmaps import DecisionFactory, StepFactory, VoiceFactory
from tests.factories.signing import asked, in_sign_on
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from workspace import my_work

pytestmark = pytest.mark.django_db

PAGE = "/me/work/"
AT = datetime(2026, 11, 26, 12, tzinfo=ZoneInfo("UTC"))
TODAY = AT.date()


def day(days):
    return TODAY + timedelta(days=days)


def work_of(person, **more):
    return my_work.work_of(person, at=more.pop("at", AT), **more)


def kinds_in(person, **more):
    """By part, the kinds of its rows, in their order."""
    work = work_of(person, **more)
    return {part.key: [row.kind for row in part.rows] for part in work.parts}


def rows_of(person, kind, **more):
    parts = work_of(person, **more).parts
    return [row for part in parts for row in part.rows if row.kind == kind]


def step(cast, **more):
    more = {"group": cast.first, "who": cast.bob, **more}
    return StepFactory(**more)


# When


@pytest.mark.parametrize(
    ("days", "part"),
    [
        (-400, "today"),
        (-1, "today"),
        (0, "today"),
        (1, "week"),
        (7, "week"),
        (8, "mine"),
        (None, "mine"),
    ],
)
def test_rows_stand_under_their_day(cast, days, part):
    step(cast, due_on=None if days is None else day(days))

    assert kinds_in(cast.bob) == {part: ["step"]}


def test_the_day_is_the_readers_own(cast):
    """23:59 in Geneva is the next day in Bishkek, and today in Lima."""
    late = datetime(2026, 11, 26, 23, 59, tzinfo=ZoneInfo("Europe/Zurich"))
    MilestoneFactory(review=cast.review, kind="review", due=late, owner=cast.alice)
    assert kinds_in(cast.alice) == {"week": ["date"]}

    User.objects.filter(pk=cast.alice.pk).update(time_zone="America/Lima")
    cast.alice.refresh_from_db()

    assert kinds_in(cast.alice) == {"today": ["date"]}


def test_what_is_overdue_stands_first(cast):
    for days in (3, -2, 0, 1, -9):
        step(cast, due_on=day(days))

    parts = {part.key: part for part in work_of(cast.bob).parts}

    assert [row.days for row in parts["today"].rows] == [-9, -2, 0]
    assert [row.is_overdue for row in parts["today"].rows] == [True, True, False]
    assert [row.days for row in parts["week"].rows] == [1, 3]


def test_a_part_shows_eight_and_all_when_asked(cast):
    for _number in range(11):
        step(cast, due_on=TODAY)

    (part,) = work_of(cast.bob).parts
    assert (len(part.rows), part.count, part.is_cut) == (8, 11, True)
    (part,) = work_of(cast.bob, whole="today").parts
    assert (len(part.rows), part.count, part.is_cut) == (11, 11, False)


# What


def test_own_steps_of_every_review(cast):
    elsewhere = MembershipFactory(user=cast.bob, role="reader").group
    step(cast, what="Here")
    step(cast, what="There", group=elsewhere)
    step(cast, what="Carol’s", who=cast.carol)
    step(cast, what="Nobody’s", who=None)
    step(cast, what="Done", done_at=AT, done_by=cast.bob)

    found = {str(row.title): row for row in rows_of(cast.bob, "step")}

    assert set(found) == {"Here", "There"}
    assert found["Here"].review == cast.review
    assert str(found["Here"].group) == "Women’s rights"
    assert found["Here"].done_url
    assert not found["There"].done_url, "a reader does not change the roadmap"


def test_a_step_that_waits_for_another_has_no_button(cast):
    first = step(cast, who=cast.carol)
    step(cast, blocked_by=first)

    (row,) = rows_of(cast.bob, "step")
    assert (row.is_blocked, row.done_url) == (True, "")

    first.done_at, first.done_by = AT, cast.carol
    first.save()
    (row,) = rows_of(cast.bob, "step")
    assert not row.is_blocked
    assert row.done_url


def test_a_step_is_due_with_its_date(cast):
    milestone = MilestoneFactory(
        review=cast.review, kind="review", due=AT + timedelta(days=3)
    )
    step(cast, milestone=milestone)
    step(cast, milestone=milestone, due_on=day(1))

    assert [row.days for row in rows_of(cast.bob, "step")] == [1, 3]


def test_whoever_left_the_group_has_no_step_there(cast):
    step(cast)
    Membership.objects.filter(user=cast.bob).delete()

    assert kinds_in(cast.bob) == {}


def test_dates_that_one_watches_until_they_are_done(cast):
    near = MilestoneFactory(
        review=cast.review,
        kind="factsheets",
        name="",
        due=AT + timedelta(days=20),
        owner=cast.alice,
    )
    MilestoneFactory(
        review=cast.review,
        kind="mid_term",
        due=AT + timedelta(days=900),
        owner=cast.alice,
    )
    MilestoneFactory(review=cast.review, kind="review", due=AT)

    (row,) = rows_of(cast.alice, "date")
    assert str(row.title) == "Factsheets are ready"
    assert row.url.endswith(f"/dates/#d-{near.pk}")

    near.done_at, near.done_by = AT, cast.alice
    near.save()
    assert kinds_in(cast.alice) == {}


def watched(cast, owner, **more):
    more = {"kind": "factsheets", "due": AT + timedelta(days=3), **more}
    return MilestoneFactory(review=cast.review, owner=owner, **more)


@pytest.mark.parametrize("who", ["alice", "bob", "carol", "dan", "eve", "grace"])
def test_what_one_watches_can_be_marked_as_done(cast, who):
    """As `reviews.finish_milestone` has it."""
    made = watched(cast, cast[who])

    (row,) = rows_of(cast[who], "date")

    assert rules.has_perm("reviews.finish_milestone", cast[who], made)
    assert row.done_url.endswith(f"/dates/{made.pk}/finish/")


def test_no_date_waits_for_whoever_is_not_inside(cast):
    made = watched(cast, cast.frank)

    assert not rules.has_perm("reviews.finish_milestone", cast.frank, made)
    assert rows_of(cast.frank, "date") == []


@pytest.mark.parametrize(
    "kind", ["window_opens", "window_closes", "review", "questions", "letter"]
)
def test_a_date_that_comes_by_itself_has_no_button(cast, kind):
    watched(cast, cast.dan, kind=kind)

    (row,) = rows_of(cast.dan, "date")

    assert row.done_url == ""


def test_a_question_waits_until_it_is_answered_then_for_who_asked(cast):
    member = MembershipFactory(group=cast.first).user
    decision = DecisionFactory(group=cast.first, asked_by=cast.bob, due_on=day(2))
    VoiceFactory(decision=decision, user=member)

    assert kinds_in(member) == {"week": ["decision"]}
    assert kinds_in(cast.bob) == {"others": ["decision-asked"]}
    (row,) = rows_of(cast.bob, "decision-asked")
    assert row.said == "Answered: 0 of 1"

    deciding.answer(decision=decision, answer=1, by=member, at=AT)
    assert kinds_in(member) == {}
    assert kinds_in(cast.bob) == {"week": ["decide"]}

    deciding.decide(
        decision=decision, result=1, why="So.", language="en", actor=cast.bob, at=AT
    )
    assert kinds_in(cast.bob) == {}


def written(cast, **more):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(submission=submission, group=cast.first, **more)
    write_words(text_of(section), "Никто не проверяет.", author=cast.bob)
    return section


def suggestion(section, author):
    return Suggestion.objects.create(
        text=text_of(section), author=author, suggested_at=AT, inserted="никто"
    )


def test_suggestions_wait_for_the_rapporteur_text_by_text(cast):
    member = MembershipFactory(group=cast.first, role="drafter").user
    section = written(cast, status="drafting")
    suggestion(section, member)
    made = suggestion(section, member)

    (row,) = rows_of(cast.bob, "suggestions")
    assert row.said == "2 suggestions wait for your decision"
    assert row.url.endswith(f"/decisions/#t-{text_of(section).pk}")
    for person in (member, cast.alice, cast.carol, cast.ivan):
        assert rows_of(person, "suggestions") == []

    made.state, made.decided_at, made.decided_by = "accepted", AT, cast.bob
    made.save()
    (row,) = rows_of(cast.bob, "suggestions")
    assert row.said == "1 suggestion waits for your decision"

    section.status = "agreed"
    section.save()
    assert rows_of(cast.bob, "suggestions") == []


def test_own_sections_in_which_nothing_stands(cast):
    section = written(cast, owner=cast.bob, heading_en="Shelters")

    (row,) = rows_of(cast.bob, "section")
    assert str(row.title) == "Shelters"
    assert str(text_of(section).pk) in row.url

    section.status = "drafting"
    section.save()
    assert rows_of(cast.bob, "section") == []


def test_headings_stand_in_the_readers_language(cast):
    written(cast, owner=cast.bob, heading_en="Shelters", heading_ru="Убежища")
    written(cast, owner=cast.bob, heading_en="Courts", heading_ru="")

    with override("ru"):
        titles = [row.title for row in rows_of(cast.bob, "section")]

    assert {(title.text, title.language) for title in titles} == {
        ("Убежища", "ru"),
        ("Courts", "en"),
    }


def given(group, **more):
    event = EventFactory(review=group.review)
    return FindingFactory(event=event, groups=[group], **more)


def test_findings_wait_for_the_rapporteur_of_the_group(cast):
    given(cast.first)
    given(cast.first, sensitivity="confidential")
    read = given(cast.first)
    given(cast.second)
    read.routes.update(state="read", read_at=AT)

    said = [row.said for row in work_of(cast.bob).parts[0].rows]
    assert said == [
        "2 findings wait to be read",
        "1 finding is read and neither taken up nor set aside",
    ]
    (row,) = rows_of(cast.bob, "findings-sent")
    assert str(row.title) == "Women’s rights"
    assert f"group={cast.first.pk}" in row.url
    assert kinds_in(cast.carol) == {}, "a drafter does not sort"

    Finding.objects.exclude(pk=read.pk).update(merged_into=read)
    assert rows_of(cast.bob, "findings-sent") == []


def test_feedback_waits_for_the_adviser_and_for_who_asked(cast):
    section = written(cast)
    request = ask_adviser(text_of(section), cast.eve, by=cast.bob)

    (row,) = rows_of(cast.eve, "feedback", at=timezone.now())
    assert str(row.title) == request.question
    assert row.url == request.get_absolute_url()
    assert rows_of(cast.bob, "feedback-asked")
    assert not rows_of(cast.alice, "feedback-asked")

    feedback.withdraw(request=request, actor=cast.bob, at=timezone.now())
    assert kinds_in(cast.eve) == {}
    assert not rows_of(cast.bob, "feedback-asked")


def test_comments_wait_for_whom_they_were_given_to(cast):
    section = written(cast)
    text = text_of(section)
    thread = say(text, cast.bob)
    thread.assigned_to = cast.bob
    thread.save()

    (row,) = rows_of(cast.bob, "thread")
    assert row.said == "A comment that you see to"
    assert row.url.endswith(f"#c-{thread.pk}")


def test_packets_wait_for_the_translator_and_come_back(cast):
    translator = RoleFactory(role="translator", review=cast.review).user
    section = written(cast)
    packet = send(section.submission, translator, by=cast.bob, at=AT)

    (row,) = rows_of(translator, "packet")
    assert str(row.title) == "Russian → English"
    assert row.days == 5
    assert kinds_in(cast.bob) == {"others": ["packet-sent"]}

    packet.done_at = AT
    packet.save()
    assert kinds_in(translator) == {}
    assert kinds_in(cast.bob) == {"mine": ["packet-back"]}

    packet.closed_at = AT
    packet.save()
    assert kinds_in(cast.bob) == {}


def test_organisations_that_have_not_answered(cast):
    section = written(cast)
    MilestoneFactory(review=cast.review, kind="sign_on", due=AT + timedelta(days=3))
    submission = in_sign_on(section.submission, by=cast.alice)
    asked(submission, "One", by=cast.alice)
    asked(submission, "Two", by=cast.alice)

    (row,) = rows_of(cast.alice, "sign-on")
    assert row.said == "Organisations that answered: 0 of 2"
    assert row.days == 3
    assert not rows_of(cast.bob, "sign-on")


def test_factsheets_in_review_wait_for_the_rapporteur(cast):
    drafter = MembershipFactory(group=cast.first, role="drafter").user
    FactsheetFactory(group=cast.first, status="review", title_en="Shelters")
    FactsheetFactory(group=cast.first, status="draft", title_en="Courts")
    FactsheetFactory(group=cast.second, status="review", title_en="Glaciers")

    assert [str(row.title) for row in rows_of(cast.bob, "factsheet")] == ["Shelters"]
    assert rows_of(drafter, "factsheet") == []


# What does not stand there


def test_the_confidential_stays_with_those_inside(cast):
    """A coordinator to whom a step of a closed group was given by mistake sees none
    of it, neither its words nor its name."""
    step(cast, group=cast.confidential, who=cast.alice, what="Hidden step")
    decision = DecisionFactory(group=cast.confidential, asked_by=cast.alice)
    VoiceFactory(decision=decision, user=cast.alice)

    assert kinds_in(cast.alice) == {}

    step(cast, group=cast.confidential, who=cast.grace, what="Hidden step")
    (row,) = rows_of(cast.grace, "step")
    assert str(row.group) == "The hidden theme"


def test_what_remains_of_a_review_that_she_left_does_not_show(cast):
    MilestoneFactory(review=cast.review, kind="review", due=AT, owner=cast.eve)
    assert kinds_in(cast.eve) == {"today": ["date"]}

    Role.objects.filter(user=cast.eve).delete()

    assert kinds_in(cast.eve) == {}
    assert work_of(cast.eve).reviews == []


def test_reviews_stand_by_their_next_date(cast):
    late = ReviewFactory()
    none = ReviewFactory()
    for review in (none, late):
        RoleFactory(review=review, user=cast.eve, role="adviser")
    MilestoneFactory(review=late, kind="review", due=AT + timedelta(days=9))
    MilestoneFactory(review=cast.review, kind="review", due=AT + timedelta(days=3))
    MilestoneFactory(review=cast.review, kind="report", due=AT + timedelta(days=8))
    MilestoneFactory(review=cast.review, kind="questions", due=AT - timedelta(days=8))
    MilestoneFactory(  # before its time
        review=cast.review,
        due=AT + timedelta(days=1),
        done_at=AT,
        done_by=cast.alice,
    )

    found = work_of(cast.eve).reviews

    assert [row.review for row in found] == [cast.review, late, none]
    assert [row.next_date and row.next_date.days for row in found] == [3, 9, None]


# The page


def test_page_is_for_those_signed_in(client):
    assert client.get(PAGE).status_code == 302


def test_page_without_a_review_says_how_to_come_in(client, cast):
    client.force_login(cast.ivan)
    page = client.get(PAGE).text

    assert "You are in no review yet" in page
    assert "Nothing to do just now" not in page
    assert "First steps" not in page


def test_page_with_nothing_to_do_says_so(client, cast):
    client.force_login(cast.bob)
    assert "Nothing to do just now" in client.get(PAGE).text

    step(cast)
    assert "Nothing to do just now" not in client.get(PAGE).text


def test_step_is_done_with_one_click_and_one_stays_there(client, cast):
    made = step(cast, what="Book the room")
    client.force_login(cast.bob)
    (row,) = rows_of(cast.bob, "step")
    assert row.done_url in client.get(PAGE).text

    answer = client.post(row.done_url, {"do": "done", "from": "work"})

    assert answer.url == PAGE
    made.refresh_from_db()
    assert made.done_by == cast.bob
    assert "Book the room" not in client.get(PAGE).text


def test_a_date_is_done_with_one_click_and_opened_again_among_the_dates(client, cast):
    made = watched(cast, cast.dan, due=timezone.now() + timedelta(days=3))
    client.force_login(cast.dan)
    page = client.get(PAGE).text
    (row,) = rows_of(cast.dan, "date")
    assert f'action="{row.done_url}"' in page
    assert f'name="next" value="{PAGE}"' in page

    answer = client.post(row.done_url, {"next": PAGE}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Done. It stands among the dates of the review." in answer.text
    assert "Nothing to do just now" in answer.text
    made.refresh_from_db()
    assert made.done_by == cast.dan

    again = client.post(row.done_url, {"next": PAGE}, follow=True)
    assert "Dan marked it as done already" in again.text

    dates = reverse("reviews:dates", args=[cast.review.pk])
    undo = reverse("reviews:reopen_date", args=[cast.review.pk, made.pk])
    assert undo in client.get(dates).text
    assert client.post(undo).url == dates
    assert rows_of(cast.dan, "date")


def test_no_date_sends_anybody_elsewhere(client, cast):
    made = watched(cast, cast.dan)
    client.force_login(cast.dan)
    url = reverse("reviews:finish_date", args=[cast.review.pk, made.pk])

    answer = client.post(url, {"next": "https://evil.example/"})

    assert answer.url == reverse("reviews:dates", args=[cast.review.pk])


def everything_once(cast):
    """One more row of each kind, before Bob."""
    at = timezone.now()
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(submission=submission, group=cast.first, owner=cast.bob)
    text = text_of(section)
    write_words(text, "Никто не проверяет.", author=cast.bob)
    suggestion(section, None)
    thread = say(text, cast.bob)
    thread.assigned_to = cast.bob
    thread.save()
    translator = RoleFactory(role="translator", review=cast.review).user
    send(submission, translator, by=cast.bob, at=at)
    adviser = RoleFactory(role="adviser", review=cast.review).user
    ask_adviser(text, adviser, by=cast.bob)
    step(cast, due_on=day(-1))
    voiced = DecisionFactory(group=cast.first, asked_by=cast.bob)
    VoiceFactory(decision=voiced, user=cast.bob)
    DecisionFactory(group=cast.first, asked_by=cast.bob)
    given(MembershipFactory(user=cast.bob, role="rapporteur").group)
    FactsheetFactory(group=cast.first, status="review")
    other = GroupFactory(review=ReviewFactory())
    MembershipFactory(group=other, user=cast.bob)
    MilestoneFactory(review=other.review, kind="review", due=at, owner=cast.bob)


PEOPLE = ["alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi", "ivan"]


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_what_is_kept_of_the_question_asks_what_the_models_would(cast, language):
    """For everybody, whatever was asked before."""
    everything_once(cast)
    translator = RoleFactory(role="translator", review=cast.review).user
    at = timezone.now()
    with override(language):
        for person in [*(cast[name] for name in PEOPLE), translator]:
            asked = my_work.waiting_rows(person, at=at)
            answer = my_work._kept(language).ask(user=person.pk, at=at + AHEAD)

            assert sorted(answer, key=str) == sorted(asked, key=str)


def test_the_question_is_the_same_for_everybody_and_at_any_time(cast):
    """Else it could not be kept."""
    everything_once(cast)
    asked = [
        my_work.waiting_rows(person, at=at).query.get_compiler("default").as_sql()
        for person, at in [(cast.bob, AT), (cast.ivan, AT + timedelta(days=400))]
    ]

    (statement, given), (same, others) = asked
    assert statement == same
    differ = {pair for pair in zip(given, others, strict=True) if len(set(pair)) > 1}
    moments = [AT + AHEAD, AT + timedelta(days=400) + AHEAD]
    assert differ == {(cast.bob.pk, cast.ivan.pk), tuple(moments)}
    moment = [value for value in given if isinstance(value, date)]
    assert set(moment) == {AT + AHEAD}, "a moment that would be kept"


def test_page_costs_the_same_with_more_rows(client, cast, queries_of):
    everything_once(cast)
    client.force_login(cast.bob)
    client.post(reverse("workspace:put-cards"), {"do": "back"})
    once = queries_of(client, PAGE)
    for _number in range(2):
        everything_once(cast)

    assert queries_of(client, PAGE) == once
    parts = [
        part
        for key in ("today", "week", "mine", "others")
        for part in work_of(cast.bob, whole=key).parts
    ]
    kinds = {row.kind for part in parts for row in part.rows}
    assert kinds >= {
        *("step", "date", "decision", "decide", "suggestions", "thread", "section"),
        *("findings-sent", "factsheet", "packet-sent", "feedback-asked"),
        "decision-asked",
    }
