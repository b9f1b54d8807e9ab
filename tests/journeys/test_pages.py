"""Every page at a phone's and a desk's width, in each language, light and dark,
full, empty and refused: no barrier that axe finds, nothing wider than the screen,
small enough to load.

The usual run opens each full page in one way that is narrow and one that is wide, the
others in one (`SEED=` draws others); `bin/test --all` opens each in every way, and

    SCREENS=/some/folder bin/test tests/journeys/test_pages.py

also keeps a picture of each, to be looked at.
"""

import gzip
import os
import zlib

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.addresses import find
from tests.journeys.looks import (
    ALL,
    IS_WHOLE,
    PAIR,
    RULES,
    SAMPLE,
    keep_picture,
)

PEOPLE = ["anonymous", "rapporteur", "coordinator", "adviser"]
FULL = [*PEOPLE, "anonymous, heard", "rapporteur, heard"]
OTHERWISE = [
    *(f"{who}, refused" for who in PEOPLE),
    "rapporteur, heard and refused",
    "beginner, empty",
    "starter, begun",
]
SEED = int(os.environ.get("SEED", "1"))


def ways_of(who):
    if IS_WHOLE:
        return ALL
    return SAMPLE if who in FULL else PAIR


VISITS = [(who, way) for who in [*FULL, *OTHERWISE] for way in ways_of(who)]
HTML_AT_MOST = 30_000  # bytes, compressed


@pytest.fixture(scope="module")
def addresses(platform, chromium):
    context = chromium.new_context(base_url=platform.url, locale="en")
    yield find(platform, context.new_page())
    context.close()


def is_asked(name, who, way):
    """In the usual run a full page in one of the ways that are as wide as this one,
    another in one of all."""
    rivals = [other for other in ways_of(who) if who in OTHERWISE or other[0] == way[0]]
    drawn = (zlib.crc32(name.encode()) + SEED) % len(rivals)
    return IS_WHOLE or rivals[drawn] == way


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
        if not is_asked(name, who, way):
            continue
        response = look.open(page, language)
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
