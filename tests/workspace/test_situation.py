"""Where the work stands, on one sheet that is handed on: for coordinators, without
what is closed to anybody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from consultations.models import Event, Finding, Headcount, Route
from consultations.published import publish
from notifications.awaiting import tell_of_ended
from notifications.models import Awaited
from notifications.queries import newest
from proposals.models import Proposal
from reviews.queries import load_review
from tests.factories import GroupFactory, MilestoneFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import counted
from tests.factories.factsheets import FactsheetFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from workspace.models import SituationPrint
from workspace.situation import Situation, situation_of
from workspace.situation_paper import digest_of, render
from workspace.situation_prints import order
from workspace.tasks import print_situation

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def said(cast, *, who="alice", language="en", at=NOW):
    user = cast[who]
    review = load_review(user, cast.review.pk)
    with translation.override(language):
        return situation_of(review, reader=user, language=language, at=at)


def figures(cast) -> dict[str, str]:
    return {row.label: row.value.replace("\xa0", " ") for row in said(cast).figures}


def hear(cast, count, *, given=False, **more):
    event = more.pop("event", None) or EventFactory(review=cast.review)
    for _number in range(count):
        FindingFactory(event=event, **{"groups": [cast.first] if given else [], **more})


def fill(cast, group):
    """As much as a group can have."""
    host = group if group.is_walled else None
    where = {"host": host} if host else {"review": group.review}
    region = RegionFactory(state=group.review.state)
    event = EventFactory(**where, total=41, region=region, closed_at=NOW)
    counted(event, gender={"women": 25, "men": 15})
    hear(cast, 6, event=event, groups=[group], sensitivity="coalition")
    ProposalFactory(group=group, status=Proposal.Status.AGREED)
    FactsheetFactory(group=group, status="published")
    submission = SubmissionFactory(review=group.review, groups=[group], word_budget=900)
    section = SectionFactory(submission=submission)
    write_words(text_of(section), "семь слов стоят здесь одно за другим")


def test_an_empty_review_has_figures_all_the_same(cast):
    assert figures(cast) == {
        "Thematic groups": "2",
        "Findings sorted": "0",
        "Findings not sorted yet": "0",
        "Proposals agreed": "0 of 0",
        "Factsheets published": "0 of 0",
        "Meetings held": "0",
        "Regions reached": "0 of 0",
        "People at meetings": "0",
    }


def test_what_groups_have_is_counted(cast):
    fill(cast, cast.first)
    ProposalFactory(group=cast.second)
    RegionFactory(state=cast.review.state)
    EventFactory(review=cast.review, starts_on=date(2027, 1, 1), total=50)  # to come
    hear(cast, 5)

    assert figures(cast) == {
        "Thematic groups": "2",
        "Findings sorted": "6",
        "Findings not sorted yet": "5",
        "Proposals agreed": "1 of 2",
        "Words written": "7 of 900",
        "Factsheets published": "1 of 1",
        "Meetings held": "2",
        "Regions reached": "1 of 2",
        "People at meetings": "40",
    }


@pytest.mark.parametrize("closed", ["confidential", "institution"])
def test_a_closed_group_is_in_no_figure(cast, closed):
    fill(cast, cast.first)
    before = said(cast).figures
    group = cast[closed]

    fill(cast, group)
    GroupFactory(review=cast.review, confidential=True, neutral_name_en="Another theme")

    values = [(row.label, row.value) for row in said(cast).figures]
    # That a region exists is no secret; that a meeting was there would be.
    expected = [(row.label, row.value) for row in before]
    assert [row for row in values if row[0] != "Regions reached"] == [
        row for row in expected if row[0] != "Regions reached"
    ]
    assert dict(values)["Regions reached"] == "1 of 2"


def test_a_confidential_finding_is_in_no_figure(cast):
    hear(cast, 9, given=True, sensitivity=Finding.Sensitivity.CONFIDENTIAL)

    assert figures(cast)["Findings sorted"] == "0"


def over(cast, **more):
    return EventFactory(review=cast.review, closed_at=NOW, **more)


def test_nobody_is_found_by_taking_away_what_the_donors_are_told(cast):
    """Twelve women, eleven men, and one who did not say."""
    event = counted(over(cast, total=24), gender={"women": 12, "men": 11})

    assert figures(cast)["People at meetings"] == "23"

    Event.objects.filter(pk=event.pk).update(total=25)  # one more, a day later
    Headcount.objects.filter(event=event, value="men").update(count=12)
    publish(event)

    assert figures(cast)["People at meetings"] == "23"


def test_a_text_in_which_a_closed_group_takes_part_is_not_left_out(cast):
    """Else it would be known from what is published, and from the other report."""
    SubmissionFactory(review=cast.review, groups=[cast.first, cast.confidential])
    before = said(cast).figures
    SubmissionFactory(review=cast.review, groups=[cast.confidential])

    assert said(cast).figures == before
    (words,) = [row for row in before if row.label == "Words written"]
    assert "1 submission " in words.definition


def test_what_a_closed_group_was_given_is_not_seen(cast):
    hear(cast, 6, groups=[cast.confidential])

    assert figures(cast)["Findings sorted"] == "0"
    assert figures(cast)["Findings not sorted yet"] == "6"


def test_one_to_four_are_not_told(cast):
    hear(cast, 4)
    hear(cast, 1, given=True)
    counted(over(cast), gender={"women": 9, "men": 4})
    counted(over(cast), gender={"women": 6})

    found = figures(cast)

    assert found["Findings not sorted yet"] == "fewer than five"
    assert found["Findings sorted"] == "fewer than five"
    assert found["People at meetings"] == "6"


def test_what_was_set_aside_is_sorted_and_what_was_merged_is_one(cast):
    hear(cast, 12)
    rows = list(Finding.objects.order_by("entered_at", "pk"))
    Finding.objects.filter(pk__in=[row.pk for row in rows[:5]]).update(
        aside_at=NOW, aside_reason="Not ours", aside_language="en"
    )
    Finding.objects.filter(pk=rows[5].pk).update(merged_into=rows[6])

    found = figures(cast)

    assert Route.objects.count() == 0
    assert found["Findings sorted"] == "5"
    assert found["Findings not sorted yet"] == "6"


def test_the_next_three_dates_stand_on_both_clocks(cast):
    for days, name in ((-1, "Past"), (9, "Third"), (3, "First"), (40, "Fourth")):
        MilestoneFactory(review=cast.review, name=name, due=NOW + timedelta(days=days))
    MilestoneFactory(
        review=cast.review,
        name="Second",
        due=datetime(2026, 12, 1, 22, 59, tzinfo=UTC),
        is_projected=True,
    )

    dates = said(cast).dates

    assert [row.name for row in dates] == ["First", "Second (not confirmed)", "Third"]
    assert (dates[1].there, dates[1].here) == (
        "1 December 2026, 23:59 (Geneva)",
        "2 December 2026, 04:59 (Bishkek)",
    )


@pytest.mark.parametrize(
    ("language", "closes", "phase"),
    [
        ("en", timedelta(days=30), "Consultations and drafting"),
        ("ru", timedelta(days=-30), "Адвокация"),
        ("en", timedelta(days=700), "Follow-up of cycle 4"),
    ],
)
def test_the_phase_is_told_on_the_page_and_on_paper(
    client, cast, language, closes, phase
):
    for kind, later in (("window_closes", 0), ("review", 300), ("adoption", 500)):
        due = timezone.now() + closes + timedelta(days=later)
        MilestoneFactory(review=cast.review, kind=kind, due=due)
    client.force_login(cast.alice)
    found = said(cast, language=language, at=timezone.now())

    page = client.get(f"{address(cast)}?lang={language}").text
    (paper,) = pages_of(render(found))

    assert found.phase == phase
    with translation.override(language):
        line = translation.gettext("Phase: %(phase)s") % {"phase": phase}
    assert line in page
    assert line in " ".join(paper.split())


def test_what_the_dates_do_not_say_is_asked_for_and_not_printed(client, cast):
    client.force_login(cast.alice)
    found = said(cast)

    page = client.get(address(cast)).text
    (paper,) = pages_of(render(found))

    assert found.phase == ""
    assert "The dates do not say yet in which phase the review is." in page
    assert all(name in page for name in found.missing)
    assert found.missing
    assert "Phase" not in paper


def test_what_was_ordered_before_phases_were_told_is_printed(cast):
    content = said(cast).to_json()
    del content["phase"], content["missing"]

    assert Situation.from_json(content) == replace(said(cast), missing=())


# On paper


def longest(language="ru") -> Situation:
    """As much as it can be asked to hold."""
    from workspace.situation import Deadline, Figure  # noqa: PLC0415 -- of this alone

    return Situation(
        language=language,
        state="Соединённое Королевство Великобритании и Северной Ирландии",
        about="Универсальный периодический обзор, 5-й цикл, сессия 63",
        coalition="Коалиция организаций гражданского общества " * 2,
        as_of="26 ноября 2026",
        phase="Консультации и подготовка материалов",
        dates=tuple(
            Deadline("Ш" * 20 + " ш" * 50, "26 ноября 2026, 23:59 (Женева)", "27")
            for _number in range(3)
        ),
        figures=tuple(
            Figure(
                "Замечания, которые ещё не разобраны", "1 234 из 56 789", "Что " * 45
            )
            for _number in range(9)
        ),
    )


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_it_fits_on_one_sheet_however_long_it_is():
    assert len(pages_of(render(longest()))) == 1


@pytest.mark.parametrize(
    ("language", "word"), [("en", "In figures"), ("ru", "Кыргызстан")]
)
def test_it_says_on_paper_what_the_page_says(cast, language, word):
    fill(cast, cast.first)
    found = said(cast, language=language)

    (text,) = pages_of(render(found))

    flat = " ".join(text.split())
    assert word in flat
    for row in found.figures:
        assert row.label in flat
        assert " ".join(row.value.split()) in flat


def test_the_same_words_give_the_same_bytes(cast):
    found = said(cast)

    again = Situation.from_json(found.to_json())

    assert again == found
    assert digest_of(again) == digest_of(found)
    assert render(again) == render(found)


def test_asked_twice_it_is_made_once_and_older_ones_go(cast):
    def ordered(at):
        return order(
            load_review(cast.alice, cast.review.pk),
            reader=cast.alice,
            language="en",
            at=at,
        )

    at = timezone.now()
    assert ordered(at) == ordered(at)
    ProposalFactory(group=cast.first)
    newer = ordered(at + timedelta(hours=2))

    assert list(SituationPrint.objects.all()) == [newer]


def address(cast, language=""):
    name = "situation-pdf" if language else "situation"
    args = [cast.review.pk, language] if language else [cast.review.pk]
    return reverse(f"workspace:{name}", args=args)


def test_a_coordinator_waits_for_it_and_takes_it_along(client, cast):
    client.force_login(cast.alice)

    waits = client.get(address(cast, "ru"))
    row = SituationPrint.objects.get()
    print_situation(job_id=str(row.pk))
    comes = client.get(address(cast, "ru"))
    content = comes.getvalue()

    assert (waits.status_code, waits.headers["Refresh"]) == (202, "3")
    assert comes.status_code == 200
    assert comes.headers["Content-Type"] == "application/pdf"
    assert "no-store" in comes.headers["Cache-Control"]
    assert content.startswith(b"%PDF")


def test_whoever_did_not_stay_is_told_when_it_is_there(client, cast):
    client.force_login(cast.alice)
    client.get(address(cast, "en"))
    row = SituationPrint.objects.get()
    print_situation(job_id=str(row.pk))
    SituationPrint.objects.update(finished_at=timezone.now() + timedelta(minutes=2))

    tell_of_ended(at=timezone.now() + timedelta(minutes=3))

    (notice,) = newest(cast.alice)
    assert (notice.kind, notice.subject()) == ("file.ready", row)
    assert notice.subject().get_absolute_url() == address(cast)

    cast.review.roles.filter(user=cast.alice).update(role="adviser")
    assert newest(cast.alice) == []


def test_whoever_took_it_along_need_not_hear_of_it(client, cast):
    client.force_login(cast.alice)
    client.get(address(cast, "en"))
    assert Awaited.objects.get().person == cast.alice
    print_situation(job_id=str(SituationPrint.objects.get().pk))

    client.get(address(cast, "en")).getvalue()

    assert not Awaited.objects.exists()


@pytest.mark.parametrize("who", ["bob", "dan", "eve", "frank", "grace"])
def test_it_is_the_coordinators(client, cast, who):
    client.force_login(cast[who])

    assert client.get(address(cast)).status_code == 403
    assert client.get(address(cast, "en")).status_code == 403
    assert not SituationPrint.objects.exists()


def test_it_is_not_made_in_another_language(client, cast):
    client.force_login(cast.alice)

    assert client.get(address(cast, "ky")).status_code == 404


def test_the_page_costs_the_same_for_three_as_for_one(client, cast, queries_of):
    client.force_login(cast.alice)
    fill(cast, cast.first)
    counts = [queries_of(client, address(cast))]
    for _again in range(2):
        fill(cast, cast.second)
        MilestoneFactory(review=cast.review)
    counts.append(queries_of(client, address(cast)))

    assert counts[0] == counts[1]
