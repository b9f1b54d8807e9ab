"""Two people at once, on real connections. Nothing anybody wrote is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from core.exceptions import ActionRefused
from core.translations import digest
from factsheets import actions, proving, publishing
from factsheets.models import Edition, Factsheet, ShareLink
from tests.factories import UserFactory
from tests.factories.factsheets import FactsheetFactory, measure, publish
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Each call in a thread of its own, started together. What each returned or
    refused with; anything else is raised."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        except ActionRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def factsheet(db):
    return FactsheetFactory(bilingual=True)


@pytest.fixture
def people(db):
    return UserFactory.create_batch(2)


def test_of_two_who_write_one_text_one_is_shown_the_other(factsheet, people):
    def write(person, text):
        return lambda: actions.write_block(
            factsheet_id=factsheet.pk,
            key="key_message",
            language="ru",
            text=text,
            base=digest("Никто не вернулся проверить."),
            actor=person,
            at=timezone.now(),
        )

    answers = at_once(
        write(people[0], "Первый текст"), write(people[1], "Второй текст")
    )

    kept = Factsheet.objects.get(pk=factsheet.pk).key_message_ru
    refused = [row for row in answers if isinstance(row, actions.TextsDiffer)]
    assert kept in {"Первый текст", "Второй текст"}
    assert [row.theirs for row in refused] == [kept]


def test_two_who_write_different_texts_both_succeed(factsheet, people):
    def write(person, key):
        return lambda: actions.write_block(
            factsheet_id=factsheet.pk,
            key=key,
            language="en",
            text=f"About {key}",
            base=digest(""),
            actor=person,
            at=timezone.now(),
        )

    at_once(write(people[0], "situation"), write(people[1], "challenges"))

    kept = Factsheet.objects.get(pk=factsheet.pk)
    assert (kept.situation_en, kept.challenges_en) == (
        "About situation",
        "About challenges",
    )
    assert set(kept.marks) == {"title", "key_message", "situation", "challenges"}
    assert kept.version == factsheet.version + 2


def test_two_who_choose_leave_one_choice(factsheet, people):
    mine, theirs = RecommendationFactory.create_batch(2)

    def choose(person, recommendation):
        return lambda: actions.choose_recommendations(
            factsheet_id=factsheet.pk,
            recommendations=[recommendation],
            actor=person,
            at=timezone.now(),
        )

    at_once(choose(people[0], mine), choose(people[1], theirs))

    assert factsheet.chosen.on_page().count() == 1


def test_two_who_publish_make_two_numbers(factsheet, people):
    measure(factsheet)

    def out(person):
        return lambda: publishing.publish(
            factsheet_id=factsheet.pk,
            languages=["en"],
            accepts_gaps=True,
            actor=person,
            at=timezone.now(),
        )

    answers = at_once(*map(out, people))

    assert {type(answer) for answer in answers} == {Edition}
    assert sorted(answer.number for answer in answers) == [1, 2]


def test_publishing_while_somebody_writes_never_mixes(factsheet, people):
    """Either the old words go out, or it is refused because the new ones are
    not measured; never new words without a measure."""
    measure(factsheet)

    publish_answer, _written = at_once(
        lambda: publishing.publish(
            factsheet_id=factsheet.pk,
            languages=["en"],
            accepts_gaps=True,
            actor=people[0],
            at=timezone.now(),
        ),
        lambda: actions.write_block(
            factsheet_id=factsheet.pk,
            key="title",
            language="en",
            text="Written meanwhile",
            base=digest("Protection from violence"),
            actor=people[1],
            at=timezone.now(),
        ),
    )

    assert Factsheet.objects.get(pk=factsheet.pk).title_en == "Written meanwhile"
    if isinstance(publish_answer, Edition):
        assert publish_answer.content["en"]["title"] == "Protection from violence"
    else:
        assert "still being measured" in str(publish_answer)


def test_two_who_ask_for_the_first_pdf_of_a_closed_review_print_one_code(factsheet):
    edition = publish(factsheet)
    edition.renditions.all().delete()
    ShareLink.objects.all().delete()

    def order():
        fresh = Edition.objects.get(pk=edition.pk)
        return publishing.order_rendition(
            edition=fresh, languages="en", at=timezone.now()
        )

    answers = at_once(order, order)

    assert len({row.pk for row in answers}) == 1
    assert ShareLink.objects.filter(is_printed=True).count() == 1


def test_two_who_look_at_a_proof_order_it_once(factsheet):
    def look():
        fresh = Factsheet.objects.get(pk=factsheet.pk)
        return proving.order_proof(factsheet=fresh, language="en").pk

    assert len(set(at_once(look, look))) == 1
    assert factsheet.proofs.count() == 1
