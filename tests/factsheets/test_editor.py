"""The editor’s pages, with the script and without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import files
from core.translations import digest
from factsheets.models import ChosenRecommendation, Factsheet
from tests.factories import MembershipFactory
from tests.factories.catalogue import StateFactory
from tests.factories.factsheets import (
    PDF,
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    measure,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factsheets.test_images import picture

# Fixed: the two processes of a test run must name their cases alike.
NOBODYS_ID = "5d1f2c6e-8a3b-4f70-9c1d-2e4b6a8c0f13"

pytestmark = pytest.mark.django_db

NONSENSE = ["", "\x00", "’; DROP TABLE", "-1", "9" * 5000, "null", "<b>", NOBODYS_ID]


@pytest.fixture
def url(factsheet):
    def of(name, *args):
        return reverse(
            f"factsheets:{name}", args=[factsheet.review_id, factsheet.pk, *args]
        )

    return of


@pytest.fixture
def script(as_bob, url):
    """What the script sends, and the answer."""

    def send(name, **fields):
        return as_bob.post(url(name), fields, headers={"Accept": "application/json"})

    return send


def fresh(factsheet):
    return Factsheet.objects.get(pk=factsheet.pk)


def words_on(response):
    return " ".join(response.text.split())


def block(key, language, text, *, base=""):
    return {"key": key, "language": language, "text": text, "base": digest(base)}


def fields(*rows):
    """The fields of the form without script: (key, language, text, base) each."""
    return {
        name: value
        for key, language, text, base in rows
        for name, value in (
            (f"text:{key}:{language}", text),
            (f"base:{key}:{language}", digest(base)),
        )
    }


# Saving with the script


def test_save_answers_with_a_receipt(script, factsheet):
    answer = script("save", **block("situation", "ru", "Сорок районов."))

    assert answer.status_code == 200
    receipt = answer.json()
    assert receipt["base"] == digest("Сорок районов.")
    assert receipt["states"]["en"] == {"state": "missing", "word": "Missing"}
    assert receipt["language_states"] == {
        "en": "missing",
        "ru": "source",
        "ky": "missing",
    }
    assert fresh(factsheet).situation_ru == "Сорок районов."


def test_save_of_another_text_meanwhile_gives_both(script, factsheet):
    answer = script("save", **block("title", "en", "Mine", base="What I started from"))

    assert answer.status_code == 409
    assert answer.json() == {
        "sentence": "Somebody else wrote here while you were writing.",
        "theirs": "Protection from violence",
        "base": digest("Protection from violence"),
    }
    assert fresh(factsheet).title_en == "Protection from violence"


def test_save_says_why_not(script, factsheet):
    answer = script(
        "save", **block("title", "en", "x" * 121, base="Protection from violence")
    )

    assert answer.status_code == 422
    assert answer.json() == {
        "sentence": "This text may have 120 characters; it has 121."
    }
    assert fresh(factsheet).title_en == "Protection from violence"


def test_save_of_a_megabyte_is_refused(script, factsheet):
    answer = script("save", **block("situation", "en", "ң" * 500_000))

    assert answer.status_code == 422
    assert fresh(factsheet).situation_en is None


@pytest.mark.parametrize(
    "key", [*NONSENSE, "past.x.headline", f"past.{NOBODYS_ID}.outcome"]
)
def test_save_of_no_block_is_missing(script, key):
    assert script("save", **block(key, "ru", "x")).status_code == 404


def test_save_without_any_field_is_missing(script):
    assert script("save").status_code == 404


def test_save_of_a_signed_out_person_says_so(client, url, factsheet):
    answer = client.post(
        url("save"),
        block("situation", "ru", "x"),
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 401
    assert answer.json() == {"error": "signed_out"}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 403),
        ("carol", 404),
        ("dan", 404),
        ("eve", 404),
        ("frank", 404),
        ("grace", 404),
        ("heidi", 404),
        ("ivan", 404),
    ],
)
def test_only_writers_of_the_group_write(client, cast, url, factsheet, name, status):
    client.force_login(cast[name])
    before = Factsheet.objects.filter(pk=factsheet.pk).values().get()

    posts = ("save", "agree", "judge", "edit", "pick", "asks", "options")
    codes = {
        client.post(url(page), block("situation", "ru", "x")).status_code
        for page in posts
    }

    assert codes == {status}
    assert Factsheet.objects.filter(pk=factsheet.pk).values().get() == before


@pytest.mark.parametrize("role", ["reader", "translator"])
def test_readers_of_the_group_do_not_write(client, cast, url, role):
    client.force_login(MembershipFactory(group=cast.first, role=role).user)

    assert client.post(url("save"), block("situation", "ru", "x")).status_code == 403


# Saving without the script


def test_edit_saves_what_was_changed(as_bob, url, factsheet):
    answer = as_bob.post(
        f"{url('edit')}?to=ky",
        fields(
            ("situation", "ru", "Сорок\r\nрайонов.", ""),
            ("title", "ky", "Коргоо", ""),
            ("chart_rows", "", "2024; 10; 3", ""),
            (
                "key_message",
                "ru",
                "Никто не вернулся проверить.",
                "Никто не вернулся проверить.",
            ),
        ),
    )

    assert (answer.status_code, answer.url) == (302, f"{url('edit')}?to=ky")
    kept = fresh(factsheet)
    assert (kept.situation_ru, kept.title_ky, kept.chart_rows) == (
        "Сорок\nрайонов.",
        "Коргоо",
        "2024; 10; 3",
    )
    assert kept.version == factsheet.version + 3


def test_edit_with_conflicts_shows_both_texts_and_saves_the_rest(
    as_bob, url, factsheet
):
    answer = as_bob.post(
        url("edit"),
        fields(
            ("title", "en", "My own title", "What I started from"),
            ("situation", "en", "Saved all the same", ""),
            ("challenges", "en", "c" * 2001, ""),
        ),
    )

    page = words_on(answer)
    assert answer.status_code == 200
    assert "Not everything could be saved" in page
    assert "Somebody else wrote here while you were writing." in page
    assert "My own title" in page
    assert "Protection from violence" in page
    assert "This text may have 2000 characters; it has 2001." in page
    assert "c" * 2001 in page
    kept = fresh(factsheet)
    assert kept.title_en == "Protection from violence"
    assert kept.situation_en == "Saved all the same"
    assert kept.challenges_en is None


def test_edit_shows_text_of_people_as_text(as_bob, url):
    page = as_bob.post(
        url("edit"), fields(("title", "en", "<script>alert(1)</script>", "x"))
    )

    assert "<script>alert(1)</script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_edit_with_a_field_of_no_block_is_missing(as_bob, url):
    assert as_bob.post(url("edit"), fields(("x", "ru", "y", ""))).status_code == 404


def test_edit_saves_a_judgement(as_bob, url, factsheet):
    chosen = ChosenFactory(factsheet=factsheet)
    as_bob.post(
        url("edit"), {f"level:{chosen.pk}": "part", f"was:{chosen.pk}": "unknown"}
    )

    assert factsheet.chosen.get().level == "part"


def test_edit_does_not_undo_a_judgement_it_left_alone(as_bob, url, factsheet):
    chosen = ChosenFactory(factsheet=factsheet, level="full")
    as_bob.post(
        url("edit"), {f"level:{chosen.pk}": "unknown", f"was:{chosen.pk}": "unknown"}
    )

    assert factsheet.chosen.get().level == "full"


@pytest.mark.parametrize("chosen_id", [row for row in NONSENSE if len(row) < 100])
def test_edit_judges_nothing_else(as_bob, url, chosen_id):
    assert as_bob.post(url("edit"), {f"level:{chosen_id}": "part"}).status_code == 404


@pytest.mark.parametrize("to", ["", "ru", "de", "ky", "en", "\x00"])
def test_edit_opens_beside_any_language_asked_for(as_bob, url, to):
    page = as_bob.get(url("edit"), {"to": to})

    beside = "ky" if to == "ky" else "en"
    assert page.status_code == 200
    assert f'name="text:title:{beside}"' in page.text
    assert 'name="text:title:ru"' in page.text


def test_edit_marks_each_text_with_its_language(as_bob, url):
    page = as_bob.get(url("edit")).text

    assert 'name="text:title:ru" lang="ru"' in page
    assert 'name="text:title:en" lang="en"' in page


def test_edit_says_how_to_load_the_last_review(as_bob, url):
    assert "bin/manage import_recommendations" in words_on(as_bob.get(url("edit")))


def test_edit_says_nothing_of_a_review_that_is_loaded(as_bob, url, cast):
    RecommendationFactory(cycle=cast.review.cycle - 1, session=49)

    assert "import_recommendations" not in as_bob.get(url("edit")).text


# “It says the same”


def read(factsheet, **changed):
    kept = fresh(factsheet)
    return {
        "block": "title|en",
        "text:title:ru": kept.title_ru,
        "text:title:en": kept.title_en,
        **changed,
    }


def test_agree_with_the_script(script, factsheet):
    answer = script("agree", **read(factsheet))

    assert answer.status_code == 200
    assert answer.json()["states"]["en"] == {"state": "agreed", "word": "Agreed"}
    assert fresh(factsheet).block("title", "en").state == "agreed"


def test_agree_without_the_script_saves_what_was_typed_first(as_bob, url, factsheet):
    answer = as_bob.post(
        url("edit") + "?to=en",
        {
            **fields(
                ("title", "en", "Better", "Protection from violence"),
                ("title", "ru", fresh(factsheet).title_ru, fresh(factsheet).title_ru),
            ),
            "block": "title|en",
        },
    )

    assert answer.url == f"{url('edit')}?to=en"
    kept = fresh(factsheet)
    assert (kept.title_en, kept.block("title", "en").state) == ("Better", "agreed")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_agree_holds_only_for_what_the_person_read(script, factsheet, language):
    """Somebody rewrote one of the two meanwhile: nobody has read that one."""
    answer = script(
        "agree", **read(factsheet, **{f"text:title:{language}": "What I have read"})
    )

    assert answer.status_code == 409
    assert fresh(factsheet).block("title", "en").state == "review"


def test_agree_after_a_conflict_agrees_to_nothing_and_loses_nothing(
    as_bob, url, factsheet
):
    answer = as_bob.post(
        url("edit"),
        {**fields(("title", "en", "Typed by me", "elsewhere")), "block": "title|en"},
    )

    assert fresh(factsheet).block("title", "en").state == "review"
    assert "Typed by me" in answer.text
    assert "Not everything could be saved" in answer.text


def test_words_about_what_was_taken_off_the_page_are_not_lost(as_bob, url, factsheet):
    chosen = ChosenFactory(factsheet=factsheet)
    gone = f"past.{chosen.pk}.outcome"
    ChosenRecommendation.objects.update(place=None)

    answer = as_bob.post(
        url("edit"),
        fields((gone, "en", "Nobody came", ""), ("sources", "en", "Ministry", "")),
    )

    assert (answer.status_code, "Nobody came" in answer.text) == (200, True)
    assert fresh(factsheet).sources_en == "Ministry"


@pytest.mark.parametrize("named", [*NONSENSE, "title", "title|de", "x|en", "|"])
def test_agree_to_no_block_is_missing(script, named):
    assert script("agree", block=named).status_code == 404


# What became of it


def test_judge(script, factsheet):
    chosen = ChosenFactory(factsheet=factsheet)

    answer = script("judge", chosen=chosen.pk, level="full")

    assert (answer.status_code, answer.json()) == (200, {"saved": True})
    assert factsheet.chosen.get().level == "full"


@pytest.mark.parametrize("level", ["", "excellent", "\x00"])
def test_judge_knows_four_answers(script, factsheet, level):
    chosen = ChosenFactory(factsheet=factsheet)
    answer = script("judge", chosen=chosen.pk, level=level)

    assert (answer.status_code, answer.json()) == (
        422,
        {"sentence": "There is no such answer."},
    )
    assert factsheet.chosen.get().level == "unknown"


@pytest.mark.parametrize("chosen_id", NONSENSE)
def test_judge_of_nothing_is_missing(script, chosen_id):
    assert script("judge", chosen=chosen_id, level="full").status_code == 404


def test_judge_reaches_no_other_factsheet(script, cast):
    strange = ChosenFactory(factsheet__group=cast.second)

    assert script("judge", chosen=strange.pk, level="full").status_code == 404
    assert ChosenRecommendation.objects.get(pk=strange.pk).level == "unknown"


# Choosing recommendations


def places(page, *wordings):
    found = [page.text.index(wording) for wording in wordings]
    return found == sorted(found)


def test_pick_shows_the_chosen_ones_first_in_their_order(as_bob, url, factsheet):
    for word in ("Aaa", "Bbb", "Ccc"):
        RecommendationFactory(wording_en=f"{word} protocol")
    for place, word in enumerate(("Yyy", "Xxx"), start=1):
        ChosenFactory(
            factsheet=factsheet,
            place=place,
            recommendation__wording_en=f"{word} protocol",
        )

    page = as_bob.get(url("pick"))

    assert places(page, "Yyy", "Xxx", "Aaa", "Bbb", "Ccc")
    assert page.text.count(" checked") == 2


@pytest.mark.parametrize("words", ["shelter", "SHELTER women", "norw", "Норвегия"])
def test_pick_finds_by_words_and_by_state(as_bob, url, words):
    norway = StateFactory(name_en="Norway", name_ru="Норвегия")
    RecommendationFactory(wording_en="Open shelters for women", made_by=[norway])
    RecommendationFactory(wording_en="Ratify the protocol")

    page = as_bob.get(url("pick"), {"q": words}).text

    assert "Open shelters for women" in page
    assert "Ratify the protocol" not in page


def test_pick_keeps_the_chosen_ones_while_searching(as_bob, url, factsheet):
    ChosenFactory(factsheet=factsheet, recommendation__wording_en="Ratify the protocol")
    RecommendationFactory(wording_en="Open shelters")

    page = as_bob.get(url("pick"), {"q": "shelters"})

    assert places(page, "Ratify the protocol", "Open shelters")


def test_pick_filters_by_the_answer(as_bob, url):
    RecommendationFactory(wording_en="They said yes")
    RecommendationFactory(wording_en="They took note", position="noted")

    page = as_bob.get(url("pick"), {"position": "noted"}).text

    assert "They took note" in page
    assert "They said yes" not in page


@pytest.mark.parametrize("words", NONSENSE)
def test_pick_searches_for_nonsense_in_vain(as_bob, url, words):
    RecommendationFactory()

    page = as_bob.get(url("pick"), {"q": words, "position": words})

    assert page.status_code == 200


def test_pick_puts_the_chosen_ones_on_the_page(as_bob, url, factsheet):
    first, second = RecommendationFactory.create_batch(2)

    answer = as_bob.post(url("pick"), {"recommendations": [second.pk, first.pk]})

    assert answer.url == f"{url('edit')}#past"
    chosen = factsheet.chosen.order_by("place")
    assert [row.recommendation for row in chosen] == [second, first]


def test_pick_leaves_what_others_did_meanwhile(as_bob, url, factsheet):
    """Seen were the first two. Somebody took the first away, added a third and
    wrote about it."""
    taken_away, unticked = RecommendationFactory.create_batch(2)
    ChosenFactory(factsheet=factsheet, recommendation=unticked)
    added = ChosenFactory(factsheet=factsheet, outcome_en="An hour of work")
    mine = RecommendationFactory()

    as_bob.post(
        url("pick"),
        {
            "seen": [taken_away.pk, unticked.pk],
            "recommendations": [taken_away.pk, mine.pk],
        },
    )

    chosen = factsheet.chosen.on_page()
    assert [row.recommendation for row in chosen] == [mine, added.recommendation]
    assert chosen.last().outcome_en == "An hour of work"


def test_pick_takes_off_the_page_what_was_seen(as_bob, url, factsheet):
    seen = ChosenFactory(factsheet=factsheet).recommendation_id
    shown = as_bob.get(url("pick")).text
    as_bob.post(url("pick"), {"seen": [seen]})

    assert f'name="seen" value="{seen}"' in shown
    assert not factsheet.chosen.on_page().exists()


def test_pick_says_how_many_and_keeps_the_choice(as_bob, url, factsheet):
    seven = RecommendationFactory.create_batch(7)

    page = as_bob.post(url("pick"), {"recommendations": [row.pk for row in seven]})

    assert "Choose at most 6 recommendations." in words_on(page)
    assert page.text.count(" checked") == 7
    assert not factsheet.chosen.exists()


def test_pick_offers_only_what_this_state_was_asked(as_bob, url, factsheet):
    RecommendationFactory()
    elsewhere = RecommendationFactory(state=StateFactory())

    page = as_bob.post(url("pick"), {"recommendations": [elsewhere.pk]})

    assert "One of these recommendations cannot be chosen." in words_on(page)
    assert not factsheet.chosen.exists()


def test_pick_hides_demonstration_wording_once_the_record_is_loaded(as_bob, url):
    demonstration = RecommendationFactory(demonstration=True, wording_en="Made up")
    assert "Made up" in as_bob.get(url("pick")).text

    RecommendationFactory()

    assert "Made up" not in as_bob.get(url("pick")).text
    refused = as_bob.post(url("pick"), {"recommendations": [demonstration.pk]})
    assert "cannot be chosen" in refused.text


@pytest.mark.parametrize("named", NONSENSE[2:])
def test_pick_of_nonsense_is_a_sentence(as_bob, url, factsheet, named):
    RecommendationFactory()
    page = as_bob.post(url("pick"), {"recommendations": [named]})

    assert page.status_code == 200
    assert "One of these recommendations cannot be chosen." in words_on(page)


def test_pick_says_how_to_load_an_empty_record(as_bob, url):
    page = words_on(as_bob.get(url("pick")))

    assert "No past recommendations to" in page
    assert "bin/manage import_recommendations FILE" in page


# Choosing asks


def test_asks_are_ordered_by_their_numbers(as_bob, url, factsheet):
    first, second, third = ProposalFactory.create_batch(3, group=factsheet.group)

    answer = as_bob.post(
        url("asks"),
        {
            "proposals": [first.pk, second.pk, third.pk],
            f"place-{first.pk}": "3",
            f"place-{second.pk}": "1",
            f"place-{third.pk}": "",
        },
    )

    assert answer.url == f"{url('edit')}#asks"
    rows = factsheet.asks.order_by("place")
    assert [row.proposal for row in rows] == [second, first, third]


@pytest.mark.parametrize("place", [*NONSENSE, "²", "1.5"])
def test_asks_with_a_nonsense_number_come_last(as_bob, url, factsheet, place):
    first, second = ProposalFactory.create_batch(2, group=factsheet.group)

    as_bob.post(
        url("asks"),
        {
            "proposals": [first.pk, second.pk],
            f"place-{first.pk}": place,
            f"place-{second.pk}": "2",
        },
    )

    rows = factsheet.asks.order_by("place")
    assert [row.proposal for row in rows] == [second, first]


def test_asks_says_how_many_and_keeps_the_choice(as_bob, url, factsheet):
    five = ProposalFactory.create_batch(5, group=factsheet.group)

    page = as_bob.post(url("asks"), {"proposals": [row.pk for row in five]})

    assert "Choose at most 4 proposals." in words_on(page)
    assert page.text.count(" checked") == 5
    assert not factsheet.asks.exists()


def test_asks_are_drawn_from_the_group_alone(as_bob, url, factsheet, cast):
    MembershipFactory(group=cast.second, user=cast.bob)
    ProposalFactory(group=factsheet.group)
    strange = ProposalFactory(group=cast.second, wording_en="Of another group")

    assert "Of another group" not in as_bob.get(url("asks")).text
    page = as_bob.post(url("asks"), {"proposals": [strange.pk]})

    assert "One of these proposals cannot be chosen." in words_on(page)
    assert not factsheet.asks.exists()


@pytest.mark.parametrize("named", NONSENSE[2:])
def test_asks_of_nonsense_is_a_sentence(as_bob, url, factsheet, named):
    ProposalFactory(group=factsheet.group)
    page = as_bob.post(url("asks"), {"proposals": [named]})

    assert page.status_code == 200
    assert "One of these proposals cannot be chosen." in words_on(page)


def test_asks_taken_off_the_page(as_bob, url, factsheet):
    ask = AskFactory(factsheet=factsheet)
    shown = as_bob.get(url("asks")).text
    as_bob.post(url("asks"), {"seen": [ask.proposal_id]})

    assert f'name="seen" value="{ask.proposal_id}"' in shown
    assert not factsheet.asks.exists()


def test_asks_that_others_have_added_meanwhile_stay(as_bob, url, factsheet):
    mine = ProposalFactory(group=factsheet.group)
    theirs = AskFactory(factsheet=factsheet)

    as_bob.post(url("asks"), {"proposals": [mine.pk]})

    rows = factsheet.asks.order_by("place")
    assert [row.proposal for row in rows] == [mine, theirs.proposal]


# Options


OPTIONS = {"source_language": "ru"}


def upload(content, name="logo.png"):
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_options_keep_a_redrawn_logo(as_bob, url, factsheet):
    answer = as_bob.post(
        url("options"), {**OPTIONS, "logo_file": upload(picture("JPEG"))}
    )

    assert answer.status_code == 302
    logo = fresh(factsheet).logo
    assert logo.content_type == "image/png"
    assert files.read(logo).startswith(b"\x89PNG")


def test_options_leave_the_logo_unless_told_otherwise(as_bob, url, factsheet):
    as_bob.post(url("options"), {**OPTIONS, "logo_file": upload(picture())})
    as_bob.post(url("options"), {**OPTIONS, "shows_legal_notice": "on"})
    assert fresh(factsheet).logo is not None
    assert fresh(factsheet).shows_legal_notice is True

    as_bob.post(url("options"), {**OPTIONS, "removes_logo": "on"})
    assert fresh(factsheet).logo is None


def test_options_refuse_what_is_no_picture(as_bob, url, factsheet):
    page = as_bob.post(url("options"), {**OPTIONS, "logo_file": upload(b"<svg/>")})

    assert "Only PNG and JPEG pictures can be used." in words_on(page)
    assert fresh(factsheet).logo is None


@pytest.mark.parametrize("language", NONSENSE)
def test_options_know_three_languages(as_bob, url, factsheet, language):
    page = as_bob.post(url("options"), {"source_language": language})

    assert page.status_code == 200
    assert fresh(factsheet).source_language == "ru"


# The page as it will be


def test_proof_is_ordered_by_looking(as_bob, url, factsheet):
    page = as_bob.get(url("proof", "en"))

    assert "being drawn…" in words_on(page)
    assert 'data-poll="' in page.text
    assert factsheet.proofs.get().state == "waiting"


def test_proof_as_a_fragment_is_the_part_that_is_asked_for_again(as_bob, url):
    fragment = as_bob.get(url("proof", "en"), headers={"X-Fragment": "1"}).text

    assert fragment.strip().startswith('<div class="proof')
    assert "<html" not in fragment
    assert 'data-poll="' in fragment


def test_proof_says_that_it_fits_and_asks_no_more(as_bob, url, factsheet):
    measure(factsheet, "en")
    fragment = as_bob.get(url("proof", "en"), headers={"X-Fragment": "1"}).text

    assert "English: it fits the page" in fragment
    assert url("proof-picture", "en") in fragment
    assert "data-poll" not in fragment


def test_proof_says_how_many_lines_are_over(as_bob, url, factsheet):
    measure(factsheet, "ru", lines_over=7)

    assert "The Russian side is 7 lines over the page." in words_on(
        as_bob.get(url("proof", "ru"))
    )


def test_proof_files(as_bob, url, factsheet):
    assert as_bob.get(url("proof-pdf", "en")).status_code == 404
    measure(factsheet, "en")

    made = as_bob.get(url("proof-pdf", "en"))
    assert (made.getvalue(), made["Content-Type"]) == (PDF, "application/pdf")
    assert made["X-Frame-Options"] == "SAMEORIGIN"
    assert made["Content-Disposition"] == 'inline; filename="draft-en.pdf"'
    drawn = as_bob.get(url("proof-picture", "en"))
    assert (drawn.getvalue(), drawn["Content-Type"]) == (b"picture", "image/png")


@pytest.mark.parametrize("name", ["proof", "proof-picture", "proof-pdf", "preview"])
@pytest.mark.parametrize("language", ["de", "x", "en-ru"])
def test_pages_of_a_draft_exist_in_three_languages(as_bob, url, name, language):
    assert as_bob.get(url(name, language)).status_code == 404


@pytest.mark.parametrize("name", ["proof", "proof-picture", "proof-pdf", "preview"])
def test_pages_of_a_draft_are_for_its_group(client, cast, url, factsheet, name):
    measure(factsheet, "en")
    Factsheet.objects.filter(pk=factsheet.pk).update(status="published")
    codes = {}
    for person in ("alice", "carol", "eve", "frank", "heidi"):
        client.force_login(cast[person])
        answer = client.get(url(name, "en"))
        codes[person] = answer.status_code
        if answer.streaming:
            answer.getvalue()

    assert codes == {"alice": 200, "carol": 404, "eve": 404, "frank": 404, "heidi": 404}


def test_preview_shows_the_draft_in_its_language(as_bob, url):
    page = as_bob.get(url("preview", "ru"))

    assert '<div lang="ru"' in page.text
    assert "Никто не вернулся проверить." in page.text
    assert "Preview of the draft" in page.text


def test_a_factsheet_of_another_review_is_missing(as_bob, cast):
    sheet = FactsheetFactory(group=cast.elsewhere)
    for review in (cast.review.pk, sheet.review_id):
        assert (
            as_bob.get(reverse("factsheets:edit", args=[review, sheet.pk])).status_code
            == 404
        )


def test_searching_takes_no_tick_away_and_saves_nothing(as_bob, url, factsheet):
    ticked = RecommendationFactory(wording_en="Open shelters")
    RecommendationFactory(wording_en="Clean the rivers")

    page = as_bob.post(
        url("pick"),
        {"recommendations": [ticked.pk], "q": "rivers", "look": "1"},
    )

    assert [row.pk for row in page.context["kept"]] == [ticked.pk]
    assert [str(row.wording) for row in page.context["found"]] == ["Clean the rivers"]
    assert not factsheet.chosen.exists()
