"""Languages in step, told with a model of two blocks that is in no database."""

import pytest

from core.translations import BlockState, InStep, digest, is_filled, state_of

Source, Missing, Stale, Review, Agreed = BlockState


class Page(InStep):
    """Written in Russian, translated into English."""

    class Meta:
        app_label = "core"
        abstract = True

    title_ru = "Заголовок"
    title_en = ""
    in_step_with = "ru"

    def __init__(self):
        self.marks = {}

    def block_keys(self):
        return ["title"]


@pytest.fixture
def page():
    return Page()


def state(page, language="en"):
    return page.block("title", language).state


def test_the_source_is_the_source(page):
    assert state(page, "ru") == Source


def test_an_untranslated_block_is_missing(page):
    assert state(page) == Missing


def test_a_written_translation_waits_to_be_agreed(page):
    page.title_en = "Title"
    page.mark_written("title", "en")

    assert state(page) == Review
    page.mark_agreed("title", "en")
    assert state(page) == Agreed


def test_a_changed_source_makes_the_translation_stale(page):
    page.title_en = "Title"
    page.mark_agreed("title", "en")
    page.title_ru = "Другой заголовок"

    assert state(page) == Stale
    page.mark_written("title", "en")
    assert state(page) == Review


def test_a_translation_of_unknown_origin_is_stale(page):
    page.title_en = "Title"

    assert state(page) == Stale


def test_an_emptied_translation_is_missing_whatever_was_agreed(page):
    page.title_en = "Title"
    page.mark_agreed("title", "en")
    page.title_en = " "

    assert state(page) == Missing


def test_where_the_source_is_empty_nothing_is_needed(page):
    page.title_ru = ""

    assert state(page) == Agreed
    assert not page.block("title", "en").needs_work


def test_marking_the_source_marks_nothing(page):
    page.mark_agreed("title", "ru")

    assert page.marks == {}


@pytest.mark.parametrize(
    ("state", "needs_work"),
    [(Source, False), (Missing, True), (Stale, True), (Review, False), (Agreed, False)],
)
def test_missing_and_stale_need_work(page, state, needs_work):
    block = page.block("title", "en")

    assert type(block)("title", "en", state, "", "").needs_work is needs_work


@pytest.mark.parametrize("text", [None, "", " ", "\n\t "])
def test_space_is_not_text(text):
    assert not is_filled(text)
    assert state_of(source="Текст", text=text, mark=None) == Missing


def test_line_ends_and_space_at_the_ends_are_no_change():
    assert digest(" one \r\ntwo\n") == digest("one\ntwo")
    assert digest("one two") != digest("one\ntwo")
    assert digest(None) == digest("")
