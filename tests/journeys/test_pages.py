"""Every page at a phone's and a desk's width, in each language, light and dark,
full, empty and refused: no barrier that axe finds, nothing wider than the screen,
small enough to load.

    SCREENS=/some/folder bin/test tests/journeys/test_pages.py

also keeps a picture of each, to be looked at, in English and Russian in every
way and not only in a sample of them (as does `bin/test --all`).
"""

import gzip
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.addresses import find

SCREENS = os.environ.get("SCREENS")
SAMPLE = [
    (360, "en", "light"),
    (360, "ru", "dark"),
    (360, "ky", "light"),
    (1280, "en", "dark"),
    (1280, "ru", "light"),
]
PAIR = [(360, "ru", "dark"), (1280, "en", "light")]
REST = [
    (360, "en", "dark"),
    (360, "ru", "light"),
    (1280, "en", "light"),
    (1280, "ru", "dark"),
]
PEOPLE = ["anonymous", "rapporteur", "coordinator", "adviser"]
FULL = [*PEOPLE, "anonymous, heard", "rapporteur, heard"]
OTHERWISE = [
    *(f"{who}, refused" for who in PEOPLE),
    "rapporteur, heard and refused",
    "beginner, empty",
    "starter, begun",
]
IS_WHOLE = bool(SCREENS or os.environ.get("ALL"))
VISITS = [
    *((who, way) for who in FULL for way in (SAMPLE + REST if IS_WHOLE else SAMPLE)),
    *((who, way) for who in OTHERWISE for way in (SAMPLE + REST if IS_WHOLE else PAIR)),
]
HTML_AT_MOST = 30_000  # bytes, compressed
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


@pytest.fixture(scope="module")
def addresses(platform, chromium):
    context = chromium.new_context(base_url=platform.url, locale="en")
    yield find(platform, context.new_page())
    context.close()


@pytest.mark.parametrize(("who", "way"), VISITS)
def test_pages_are_open_to_everybody(browse, addresses, who, way):
    width, language, theme = way
    person = who.partition(",")[0]
    page = browse(
        width=width,
        language=language,
        theme=theme,
        as_=None if person == "anonymous" else person,
        bypass_csp=True,  # axe is a script that the pages do not know
    )
    wrong = []
    for name, look in addresses[who].items():
        response = look.open(page, language)
        if SCREENS:
            keep_picture(page, f"{name}-{width}-{language}-{theme}")
        found = Axe().run(page, options={"runOnly": RULES["runOnly"]})
        wrong += [
            f"{name}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
            for rule in found.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name}: wider than the screen")
        if len(gzip.compress(response.body())) > HTML_AT_MOST:
            wrong.append(f"{name}: heavier than 30 kB")
        if page.locator("html").get_attribute("lang") != language:
            wrong.append(f"{name}: not in the language asked for")
    assert not wrong, "\n".join(wrong)


def keep_picture(page, name):
    folder = Path(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
