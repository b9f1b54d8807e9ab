"""Every page at a phone's and a desk's width, in each language, light and dark:
no barrier that axe finds, nothing wider than the screen, small enough to load.

    SCREENS=/some/folder bin/test tests/journeys/test_pages.py

also keeps a picture of each, to be looked at.
"""

import gzip
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import sign_in

WAYS = [
    (360, "en", "light"),
    (360, "ru", "dark"),
    (360, "ky", "light"),
    (1280, "en", "dark"),
    (1280, "ru", "light"),
]
HTML_AT_MOST = 30_000  # bytes, compressed
SCREENS = os.environ.get("SCREENS")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


@pytest.fixture(scope="module")
def addresses(platform, chromium):
    """Every kind of page, found by following what the pages offer."""
    context = chromium.new_context(base_url=platform.url, locale="en")
    page = context.new_page()
    found = {
        "anonymous": {
            "front": "/",
            "sign-in": "/accounts/login/",
            "forgotten": "/accounts/password/reset/",
            "missing": "/nowhere/",
            "accessibility": "/about/access/",
            "data": "/about/data/",
            "style": "/style/",
        }
    }
    page.goto("/")
    public = page.locator("main h3 a").first.get_attribute("href")
    page.goto(public)
    found["anonymous"] |= {
        "public-review": public,
        "landing": page.locator("main h3 a").first.get_attribute("href"),
    }
    sign_in(page, platform.accounts["rapporteur"])
    home = re.search(r"/r/[0-9a-f-]{36}/", page.url).group()
    page.goto(f"{home}factsheets/")
    sheet = first_own_factsheet(page)
    page.goto(f"{home}proposals/")
    proposal = page.locator(".ask-line a").first.get_attribute("href")
    new_proposal = page.locator("a[href*='/proposals/new/']").first.get_attribute(
        "href"
    )
    page.goto(f"{home}recommendations/")
    recommendation = page.locator(".result-ref a").first.get_attribute("href")
    page.goto(home)
    group = page.locator("table tbody th a").first.get_attribute("href")
    group_id = re.findall(r"[0-9a-f-]{36}", group)[-1]
    found["rapporteur"] = {
        "home": home,
        "more": f"{home}more/",
        "factsheets": f"{home}factsheets/",
        "start": f"{home}factsheets/new/",
        "factsheet": sheet,
        "edit": f"{sheet}edit/",
        "pick": f"{sheet}edit/recommendations/",
        "asks": f"{sheet}edit/asks/",
        "options": f"{sheet}edit/options/",
        "proof": f"{sheet}proof/en/",
        "preview": f"{sheet}preview/en/",
        "publish": f"{sheet}publish/",
        "proposals": f"{home}proposals/",
        "proposal": proposal,
        "proposal-new": new_proposal,
        "proposal-edit": f"{proposal}edit/",
        "recommendations": f"{home}recommendations/",
        "found-nothing": f"{home}recommendations/?q=zzzz",
        "recommendation": recommendation,
        "groups": f"{home}groups/",
        "group": group,
        "group-people": f"{home}groups/{group_id}/people/",
        "me": "/me/",
        "notices": "/me/notices/",
        "sessions": "/accounts/sessions/",
        "password": "/accounts/password/change/",
        "sign-out": "/accounts/logout/",
    }
    found["coordinator"] = {
        "lead-home": home,
        "people": f"{home}people/",
        "settings": f"{home}people/settings/",
        "group-new": f"{home}groups/new/",
        "no-start": f"{home}factsheets/",
    }
    context.close()
    return found


def first_own_factsheet(page) -> str:
    links = page.locator("table tbody th a").all()
    hrefs = [link.get_attribute("href") for link in links]
    for href in hrefs:
        page.goto(href)
        if page.locator("a[href$='/edit/']").count():
            return href
    raise AssertionError(hrefs)


@pytest.mark.parametrize(("width", "language", "theme"), WAYS)
@pytest.mark.parametrize("who", ["anonymous", "rapporteur", "coordinator"])
def test_pages_are_open_to_everybody(browse, addresses, who, width, language, theme):
    page = browse(
        width=width,
        language=language,
        theme=theme,
        as_=None if who == "anonymous" else who,
        bypass_csp=True,  # axe is a script that the pages do not know
    )
    wrong = []
    for name, address in addresses[who].items():
        separator = "&" if "?" in address else "?"
        response = page.goto(f"{address}{separator}lang={language}")
        page.wait_for_load_state("networkidle")
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
