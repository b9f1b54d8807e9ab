"""Two people write in one section, on two web servers, while everything that can
fail does. Every word that was typed is in both browsers and on the server.

    CHAOS=3 bin/test tests/journeys/test_chaos.py

does it three times in a row.
"""

import os
import time

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.ordeal import Ordeal

pytestmark = pytest.mark.alone
TIMES = int(os.environ.get("CHAOS", "1"))
EDITOR = ".ProseMirror[contenteditable=true]"
SAVED = "[data-state=saved]"


@pytest.fixture(scope="module")
def ordeal():
    running = Ordeal()
    try:
        running.start()
        yield running
    finally:
        running.stop()


class Typist:
    """Somebody at a browser of her own who types numbered words."""

    def __init__(self, browser, url, account, address, *, mark, place):
        self.url, self.address = url, address
        self.mark, self.place = mark, place
        self.context = browser.new_context(base_url=url, locale="en")
        self.page = self.context.new_page()
        sign_in(self.page, account)
        self.open()
        self.words: list[str] = []

    def open(self):
        self.page.goto(self.address)
        self.page.wait_for_selector(EDITOR, timeout=60_000)

    def go_to(self, place):
        """The caret behind the last word of a paragraph."""
        self.page.focus(EDITOR)
        self.page.evaluate(
            """(place) => {
                 const block = document.querySelectorAll('.ProseMirror > p')[place];
                 const range = document.createRange();
                 range.selectNodeContents(block);
                 range.collapse(false);
                 getSelection().removeAllRanges();
                 getSelection().addRange(range);
               }""",
            place,
        )
        self.page.wait_for_timeout(60)  # until the editor has seen where the caret is

    def type(self, number):
        """Key by key, in the paragraph that is one's own."""
        self.go_to(self.place)
        for word in self.next_words(number):
            self.page.keyboard.type(word, delay=25)

    def put(self, number, *, place):
        """Where the other writes as well: a word at once, or the two would stand
        in each other."""
        self.go_to(place)
        for word in self.next_words(number):
            self.page.keyboard.insert_text(word)

    def next_words(self, number):
        for _word in range(number):
            word = f"{self.mark}{len(self.words):03d}"
            self.words.append(word)
            yield f" {word}"

    def close_offline(self):
        self.context.set_offline(True)
        self.type(3)
        self.page.wait_for_timeout(400)  # until the device has it
        self.page.close(run_before_unload=False)

    def come_back(self):
        self.context.set_offline(False)
        self.page = self.context.new_page()
        self.open()

    def state(self) -> str:
        return self.page.locator("[data-status]").inner_text()

    def text(self) -> str:
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.ProseMirror > p')]
                     .map((p) => p.textContent).join('\\n')"""
        )


@pytest.mark.parametrize("time_", range(TIMES))
def test_every_word_survives(ordeal, chromium, time_, record_property):
    made = ordeal.make_section()
    address = f"/r/{made['review']}/submissions/t/{made['text']}/"
    one = Typist(
        chromium,
        ordeal.url,
        ordeal.accounts["rapporteur"],
        address,
        mark="a",
        place=0,
    )
    other = Typist(
        chromium,
        ordeal.second_url,
        ordeal.accounts["drafter"],
        address,
        mark="b",
        place=1,
    )
    ordeal.start_compactor(made["text"])
    started = time.monotonic()
    both(one, other)

    ordeal.kill_part("web")  # while both type
    both(one, other)
    ordeal.start_web()
    together(one, other)

    ordeal.kill_part("broker")
    both(one, other)

    ordeal.crash_database()
    both(one, other)
    ordeal.start_database()
    together(one, other)

    other.context.set_offline(True)
    both(one, other)
    other.context.set_offline(False)
    both(one, other)

    other.close_offline()
    one.type(4)
    other.come_back()
    both(one, other)

    words = {*one.words, *other.words}
    seconds = until_equal(one, other, words)
    at_server = ordeal.plain(made["text"])
    ordeal.kill_part("compactor")
    ordeal.start_broker()

    assert words - set(at_server.split()) == set()
    assert words - set(one.text().split()) == set()
    assert one.text() == other.text() == at_server
    record_property("words typed, none lost", len(words))
    record_property(
        "seconds of typing and disasters", round(time.monotonic() - started)
    )
    record_property("seconds until all were equal", round(seconds, 1))
    for typist in (one, other):
        typist.context.close()


def both(one, other):
    """A few words each, in turns so quick that neither has the other's yet."""
    for _turn in range(3):
        one.type(2)
        other.type(2)


def together(one, other):
    """In the same paragraph."""
    for _turn in range(3):
        one.put(2, place=2)
        other.put(2, place=2)


def until_equal(one, other, words) -> float:
    started = time.monotonic()
    while time.monotonic() - started < 90:
        texts = {one.text(), other.text()}
        has_all = len(texts) == 1 and not words - set(texts.pop().split())
        if has_all and all(who.page.locator(SAVED).count() for who in (one, other)):
            return time.monotonic() - started
        one.page.wait_for_timeout(300)
    missing = {
        who.mark: sorted(words - set(who.text().split())) for who in (one, other)
    }
    for who in (one, other):
        print(f"--- {who.mark}: {who.state()}\n{who.text()}")
    raise AssertionError(f"not equal after 90 s; missing: {missing}")
