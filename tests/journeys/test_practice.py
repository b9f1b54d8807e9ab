"""A newcomer finishes the five tasks of her practice review, and ends it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.looks import ALL, IS_WHOLE, PAIR, keep_picture
from tests.journeys.person import Person
from tests.journeys.test_editor_plugins import SAVED, TEXT, caret_after, command

PAGE = "/me/practice/"
SAID = "We ask for a laboratory in every district."


def begin(page):
    page.goto(f"{PAGE}?lang=en")
    again = page.locator("button[value=again]")
    Person(page).go(again if again.count() else page.locator("button[value=begin]"))


def task(page, number):
    return page.locator(".work-row a").nth(number)


def is_ticked(page, number) -> bool:
    return "Not yet" not in task(page, number).inner_text()


def ticked(page, number):
    """Some seconds may pass until the worker has copied what was written."""
    for _time in range(30):
        page.goto(PAGE)
        if is_ticked(page, number):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"task {number} is not ticked")


def saved(page):
    page.keyboard.press("Control+s")
    page.locator(SAVED).wait_for()


def test_a_newcomer_finishes_the_practice_review(browse, platform):
    page = browse(width=1280, language="en", as_="adviser")
    person = Person(page)
    begin(page)
    assert not any(is_ticked(page, number) for number in range(5))

    person.go(task(page, 0))
    page.locator("[data-practice]").wait_for()
    page.locator(TEXT).wait_for()
    person.click(TEXT)
    person.write(SAID)
    saved(page)
    ticked(page, 0)

    person.go(task(page, 1))
    person.click("form[data-decide=accept] button")
    page.locator("[data-empty]:not([hidden])").wait_for()
    ticked(page, 1)

    person.go(task(page, 2))
    person.click("form[data-do=take] button")
    ticked(page, 2)

    person.go(task(page, 3))
    page.locator(TEXT).wait_for()
    caret_after(page, "was never tested")
    command(page, "cite")
    person.check("[data-picker-dialog] [name=kind][value=finding]")
    person.click(page.locator("[role=option]").first)
    page.locator(f"{TEXT} .cite").wait_for()
    saved(page)
    ticked(page, 3)

    person.go(task(page, 4))
    page.locator(".proof-picture").wait_for(timeout=60_000)
    ticked(page, 4)
    assert "Done: 5 of 5" in page.inner_text("main")
    keep_picture(page, "practice-done-1280-en")

    person.go("button[value=end]")
    assert page.locator("button[value=begin]").count() == 1
    print(f"practice: {person.seconds:.0f} s, {person.clicks} clicks")


@pytest.mark.parametrize("way", ALL if IS_WHOLE else PAIR)
def test_the_page_has_no_barrier(browse, platform, way):
    width, language, theme = way
    page = browse(width=width, language=language, theme=theme, as_="translator")
    begin(page)
    for name in ("begun", "none"):
        page.goto(f"{PAGE}?lang={language}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert not page.evaluate(
            "document.documentElement.scrollWidth"
            " > document.documentElement.clientWidth"
        )
        keep_picture(page, f"practice-{name}.{language}-{width}-{theme}")
        if name == "begun":
            page.click("button[value=end]")
