"""Writing and arranging a factsheet, below the pages."""

from datetime import timedelta

import pytest

from audit.models import Entry
from core import files
from core.translations import digest
from factsheets import actions
from factsheets.blocks import place_of
from factsheets.models import Ask, ChosenRecommendation, Factsheet
from factsheets.queries import material_of
from notifications.models import Notification
from tests.factories import MembershipFactory
from tests.factories.factsheets import (
    AskFactory,
    ChosenFactory,
    publish,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

# Fixed: the two processes of a test run must name their cases alike.
NOBODYS_ID = "5d1f2c6e-8a3b-4f70-9c1d-2e4b6a8c0f13"

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(factsheet, cast, now):
    """Bob writes, from the text as it stands unless `base` says otherwise."""

    def written(key, language, text, *, base=None, actor=cast.bob, at=now):
        if base is None:
            base = standing(factsheet, key, language)
        return actions.write_block(
            factsheet_id=factsheet.pk,
            key=key,
            language=language,
            text=text,
            base=digest(base),
            actor=actor,
            at=at,
        )

    return written


def fresh(factsheet):
    return Factsheet.objects.get(pk=factsheet.pk)


def standing(factsheet, key, language):
    return place_of(fresh(factsheet), key, language).text


def verbs(factsheet):
    return list(
        Entry.objects.about(factsheet).order_by("pk").values_list("verb", flat=True)
    )


def state(factsheet, key, language):
    return fresh(factsheet).block(key, language).state


# Starting


def test_start_factsheet_keeps_what_was_typed_in_its_language(cast, now):
    started = actions.start_factsheet(
        group=cast.first,
        actor=cast.bob,
        at=now,
        source_language="ky",
        title="Зомбулуктан коргоо\x00",
        key_message="Эч ким\r\nкелген жок.",
    )

    kept = fresh(started)
    assert (kept.title_ky, kept.key_message_ky) == (
        "Зомбулуктан коргоо",
        "Эч ким\nкелген жок.",
    )
    assert (kept.title_en, kept.title_ru) == (None, None)
    assert (kept.review, kept.group, kept.status) == (cast.review, cast.first, "draft")
    assert verbs(kept) == ["factsheet.started"]


# Writing a text


def test_write_block_saves_one_text_and_nothing_else(factsheet, write):
    before = fresh(factsheet)

    write("situation", "ru", "Сорок районов.")

    after = fresh(factsheet)
    assert after.situation_ru == "Сорок районов."
    assert after.situation_en is before.situation_en
    assert after.title_ru == before.title_ru
    assert after.version == before.version + 1


def test_write_block_never_overwrites(factsheet, write):
    write("title", "ru", "Её слова")

    with pytest.raises(actions.TextsDiffer) as refusal:
        write("title", "ru", "Мои слова", base="Защита от насилия")

    assert refusal.value.theirs == "Её слова"
    assert standing(factsheet, "title", "ru") == "Её слова"


def test_write_block_of_what_stands_there_is_no_change(factsheet, write):
    version = fresh(factsheet).version
    text = standing(factsheet, "title", "ru")

    write("title", "ru", text, base="somebody else’s base")

    assert fresh(factsheet).version == version
    assert verbs(factsheet) == []


def test_write_block_says_how_much_too_long_a_text_is(factsheet, write):
    with pytest.raises(actions.CannotWrite) as refusal:
        write("title", "en", "x" * 121)

    assert str(refusal.value) == "This text may have 120 characters; it has 121."
    assert standing(factsheet, "title", "en") == "Protection from violence"


def test_write_block_takes_a_text_of_exactly_the_limit(factsheet, write):
    write("title", "en", "ң" * 120)

    assert standing(factsheet, "title", "en") == "ң" * 120


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x07c\x1f", "abc"),
        ("  spaces around \n", "spaces around"),
        ("\x00", ""),
    ],
)
def test_write_block_keeps_no_character_that_is_not_text(factsheet, write, typed, kept):
    write("situation", "en", typed)

    assert standing(factsheet, "situation", "en") == kept


@pytest.mark.parametrize(
    ("key", "language"),
    [
        ("", "ru"),
        ("nothing", "ru"),
        ("status", "ru"),
        ("title", ""),
        ("title", "de"),
        ("chart_rows", "ru"),
        ("past.not-a-uuid.headline", "ru"),
        ("past..headline", "ru"),
        (f"past.{NOBODYS_ID}.headline", "ru"),
    ],
)
def test_write_block_knows_only_blocks_of_the_page(factsheet, write, key, language):
    with pytest.raises(KeyError):
        write(key, language, "text", base="")


def test_write_block_reaches_no_row_of_another_factsheet(factsheet, write, cast):
    strange = ChosenFactory(factsheet__group=cast.second, headline_ru="Чужое")

    with pytest.raises(KeyError):
        write(f"past.{strange.pk}.headline", "ru", "Моё", base="Чужое")

    assert ChosenRecommendation.objects.get(pk=strange.pk).headline_ru == "Чужое"


@pytest.mark.parametrize("field", ["level", "place", "recommendation", "headline_ru"])
def test_write_block_of_a_chosen_one_reaches_only_its_texts(factsheet, write, field):
    chosen = ChosenFactory(factsheet=factsheet)

    with pytest.raises(KeyError):
        write(f"past.{chosen.pk}.{field}", "ru", "x", base="")


def test_write_block_about_a_chosen_one(factsheet, write):
    chosen = ChosenFactory(factsheet=factsheet)
    write(f"past.{chosen.pk}.outcome", "en", "Still waiting")

    kept = ChosenRecommendation.objects.get(pk=chosen.pk)
    assert (kept.outcome_en, kept.outcome_ru) == ("Still waiting", None)


def test_write_block_refuses_figures_that_are_none(factsheet, write):
    with pytest.raises(actions.CannotWrite) as refusal:
        write("chart_rows", "", "2024; 10; 3\n\n2025; ten")

    assert str(refusal.value).startswith("Line 3 is not understood.")
    assert standing(factsheet, "chart_rows", "") == ""


def test_write_block_keeps_figures(factsheet, write):
    write("chart_rows", "", "2024; 7 210; 3020")

    assert standing(factsheet, "chart_rows", "") == "2024; 7 210; 3020"


# Languages in step


def test_a_translation_starts_missing_and_is_in_review_once_written(factsheet, write):
    write("situation", "ru", "Сорок районов.")
    assert state(factsheet, "situation", "en") == "missing"

    write("situation", "en", "Forty districts.")
    assert state(factsheet, "situation", "en") == "review"


def test_a_changed_source_leaves_its_translations_stale(factsheet, write):
    assert state(factsheet, "title", "en") == "review"

    write("title", "ru", "Совсем другое")

    assert state(factsheet, "title", "en") == "stale"


def test_white_space_in_the_source_makes_nothing_stale(factsheet, write):
    write("situation", "ru", "Раз.\nДва.")
    write("situation", "en", "One. Two.")

    write("situation", "ru", "Раз. \nДва.")

    assert state(factsheet, "situation", "en") == "review"


def test_writing_a_translation_anew_brings_it_back_in_step(factsheet, write):
    write("title", "ru", "Совсем другое")
    write("title", "en", "Quite another thing")

    assert state(factsheet, "title", "en") == "review"


def test_agree_block_says_that_both_say_the_same(factsheet, write, cast, now):
    write("title", "ru", "Совсем другое")

    actions.agree_block(
        factsheet_id=factsheet.pk, key="title", language="en", actor=cast.bob, at=now
    )

    assert state(factsheet, "title", "en") == "agreed"
    assert state(factsheet, "key_message", "en") == "review"


def test_a_rewritten_translation_is_no_longer_agreed(factsheet, write, cast, now):
    actions.agree_block(
        factsheet_id=factsheet.pk, key="title", language="en", actor=cast.bob, at=now
    )
    write("title", "en", "Other words")

    assert state(factsheet, "title", "en") == "review"


@pytest.mark.parametrize(
    ("key", "language"),
    [("title", "de"), ("chart_rows", "en"), ("", "en"), ("title", "")],
)
def test_agree_block_knows_only_blocks_of_the_page(factsheet, cast, now, key, language):
    with pytest.raises(KeyError):
        actions.agree_block(
            factsheet_id=factsheet.pk,
            key=key,
            language=language,
            actor=cast.bob,
            at=now,
        )


# The trail


def test_writing_is_recorded_once_in_half_an_hour_for_each_person(
    factsheet, write, cast, now
):
    carol = MembershipFactory(group=cast.first).user
    for minute in (0, 1, 29):
        write("title", "ru", f"Слово {minute}", at=now + timedelta(minutes=minute))
    write("title", "ru", "Слово Кэрол", actor=carol, at=now + timedelta(minutes=29))
    write("title", "ru", "Слово 31", at=now + timedelta(minutes=31))

    entries = Entry.objects.about(factsheet).order_by("at")
    assert [(entry.actor_id, entry.at - now) for entry in entries] == [
        (cast.bob.pk, timedelta(0)),
        (carol.pk, timedelta(minutes=29)),
        (cast.bob.pk, timedelta(minutes=31)),
    ]
    assert {(entry.review_id, entry.group_id) for entry in entries} == {
        (cast.review.pk, cast.first.pk)
    }


# Choosing recommendations


@pytest.fixture
def choose(factsheet, cast, now):
    def chosen(*recommendations):
        actions.choose_recommendations(
            factsheet_id=factsheet.pk,
            recommendations=recommendations,
            actor=cast.bob,
            at=now,
        )
        return list(factsheet.chosen.on_page())

    return chosen


def test_choose_recommendations_keeps_their_order(choose):
    first, second, third = RecommendationFactory.create_batch(3)

    rows = choose(third, first, second)

    assert [row.recommendation for row in rows] == [third, first, second]


def test_choose_recommendations_keeps_what_was_written_about_those_that_stay(choose):
    stays, goes, comes = RecommendationFactory.create_batch(3)
    choose(goes, stays)
    ChosenRecommendation.objects.filter(recommendation=stays).update(
        outcome_ru="Написано", level="part"
    )

    rows = choose(stays, comes)

    assert [(row.recommendation, row.outcome_ru, row.level) for row in rows] == [
        (stays, "Написано", "part"),
        (comes, None, "unknown"),
    ]


def test_what_was_written_comes_back_with_a_recommendation_that_was_taken_off(choose):
    stays, goes = RecommendationFactory.create_batch(2)
    choose(goes, stays)
    written = ChosenRecommendation.objects.filter(recommendation=goes)
    written.update(outcome_ru="Написано", level="part")

    assert [row.recommendation for row in choose(stays)] == [stays]
    back = choose(stays, goes)[1]

    assert (back.recommendation, back.outcome_ru, back.level) == (
        goes,
        "Написано",
        "part",
    )


def test_what_was_taken_off_is_not_on_the_page(choose, factsheet, write):
    choose(RecommendationFactory())
    gone = factsheet.chosen.get()
    choose()

    assert material_of(factsheet).chosen == []
    with pytest.raises(KeyError):
        write(f"past.{gone.pk}.outcome", "en", "Still waiting")


def test_choose_recommendations_refuses_more_than_the_page_holds(choose, factsheet):
    with pytest.raises(actions.CannotChoose) as refusal:
        choose(*RecommendationFactory.create_batch(7))

    assert str(refusal.value) == "The page has room for 6 past recommendations."
    assert not factsheet.chosen.exists()


def test_choose_none(choose):
    choose(RecommendationFactory())

    assert choose() == []


def test_judge_recommendation(factsheet, cast, now):
    chosen = ChosenFactory(factsheet=factsheet)
    actions.judge_recommendation(
        factsheet_id=factsheet.pk,
        chosen_id=chosen.pk,
        level="none",
        actor=cast.bob,
        at=now,
    )

    assert factsheet.chosen.get().level == "none"


@pytest.mark.parametrize("level", ["", "excellent"])
def test_judge_recommendation_knows_four_answers(factsheet, cast, now, level):
    chosen = ChosenFactory(factsheet=factsheet)
    with pytest.raises(ValueError, match="valid Level"):
        actions.judge_recommendation(
            factsheet_id=factsheet.pk,
            chosen_id=chosen.pk,
            level=level,
            actor=cast.bob,
            at=now,
        )


# Choosing asks


def test_choose_asks_numbers_them_in_order(factsheet, cast, now):
    kept = AskFactory(factsheet=factsheet)
    new = ProposalFactory(group=cast.first)

    actions.choose_asks(
        factsheet_id=factsheet.pk,
        proposals=[new, kept.proposal],
        actor=cast.bob,
        at=now,
    )

    rows = factsheet.asks.order_by("place")
    assert [(row.place, row.proposal) for row in rows] == [(1, new), (2, kept.proposal)]
    assert Ask.objects.get(proposal=kept.proposal).pk == kept.pk


def test_choose_asks_refuses_more_than_the_page_holds(factsheet, cast, now):
    five = ProposalFactory.create_batch(5, group=cast.first)

    with pytest.raises(actions.CannotChoose) as refusal:
        actions.choose_asks(
            factsheet_id=factsheet.pk, proposals=five, actor=cast.bob, at=now
        )

    assert str(refusal.value) == "The page has room for 4 asks."


# Options and moves


@pytest.fixture
def set_options(factsheet, cast, now):
    def set_to(source_language="ru", **options):
        return actions.set_options(
            factsheet_id=factsheet.pk,
            source_language=source_language,
            shows_legal_notice=options.pop("shows_legal_notice", False),
            actor=cast.bob,
            at=now,
            **options,
        )

    return set_to


def test_set_options(factsheet, set_options):
    set_options("en", shows_legal_notice=True)

    kept = fresh(factsheet)
    assert (kept.source_language, kept.shows_legal_notice) == ("en", True)
    assert verbs(kept) == ["factsheet.arranged"]


def test_set_options_touches_the_logo_only_when_told(factsheet, set_options):
    logo = files.store(b"a logo", content_type="image/png")
    set_options(new_logo=logo)
    set_options(shows_legal_notice=True)
    assert fresh(factsheet).logo == logo

    set_options(removes_logo=True)
    assert fresh(factsheet).logo is None


def test_what_said_the_same_still_does_under_another_source(
    factsheet, write, set_options, cast, now
):
    actions.agree_block(
        factsheet_id=factsheet.pk, key="title", language="en", actor=cast.bob, at=now
    )
    write("title", "ky", "Коргоо")
    write("situation", "ru", "Сорок районов.")
    write("challenges", "ru", "Далеко.")
    write("challenges", "en", "Far away.")
    write("challenges", "ru", "Далеко и дорого.")

    set_options("en")

    states = {
        key: [state(factsheet, key, language) for language in ("en", "ru", "ky")]
        for key in ("title", "key_message", "situation", "challenges")
    }
    assert states == {
        "title": ["source", "agreed", "review"],
        "key_message": ["source", "review", "missing"],
        "situation": ["source", "stale", "agreed"],  # ru has what en has not
        "challenges": ["source", "stale", "missing"],
    }


def test_send_for_review_tells_those_who_write_but_not_the_sender(factsheet, cast, now):
    drafter = MembershipFactory(group=cast.first).user
    MembershipFactory(group=cast.first, role="reader")

    actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert fresh(factsheet).status == "review"
    told = Notification.objects.filter(kind="factsheet.to_read")
    assert [notice.recipient for notice in told] == [drafter]
    assert verbs(factsheet) == ["factsheet.sent_for_review"]


def test_send_for_review_refuses_what_is_no_draft(factsheet, cast, now):
    actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    with pytest.raises(actions.CannotMove) as refusal:
        actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert str(refusal.value) == "This factsheet is not a draft."
    assert verbs(factsheet) == ["factsheet.sent_for_review"]


def test_send_for_review_refuses_what_is_published(factsheet, cast, now):
    publish(factsheet)

    with pytest.raises(actions.CannotMove):
        actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)


def test_reopen_makes_it_a_draft_again(factsheet, cast, now):
    actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)
    actions.reopen(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert fresh(factsheet).status == "draft"


def test_reopen_refuses_a_draft(factsheet, cast, now):
    with pytest.raises(actions.CannotMove) as refusal:
        actions.reopen(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert str(refusal.value) == "This factsheet is not in review."
