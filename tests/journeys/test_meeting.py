"""A meeting from its opening to the balance: with a thumb, on a bad line, and without
a script."""

import io
import os
import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.journeys.meetings import hrefs, of_meetings

SCREENS = os.environ.get("SCREENS")
PATIENCE = 20_000  # of a machine that does other things too
HOME = re.compile(r"/r/[0-9a-f-]{36}/")


def open_meeting(page, title) -> str:
    """As a rapporteur does in two minutes; where it is."""
    page.goto(f"{HOME.search(page.url).group()}meetings/new/")
    page.fill("input[name=title]", title)
    page.fill("input[name=starts_on]", "2026-03-01")
    page.select_option("select[name=kind]", "training")
    page.click("main form button.button:not([type=button])")
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    return page.url


def count_of(page, key):
    return page.locator(f"#{key} output")


def test_people_are_counted_with_a_thumb(browse):
    page = browse(width=360, as_="rapporteur")
    meeting = open_meeting(page, "Counting with a thumb")
    page.goto(f"{meeting}door/")
    more = page.get_by_role("button", name="Women: one more")

    for _person in range(6):
        more.click()
    page.get_by_role("button", name="Women: one less").click()
    expect(page.locator("output.is-waiting")).to_have_count(0, timeout=PATIENCE)
    expect(count_of(page, "gender-women")).to_have_text("5")
    page.route("**/door/tap/", lambda route: route.abort())
    more.click()
    expect(page.locator("#gender-women [role=alert]")).to_be_visible()
    page.unroute("**/door/tap/")
    page.reload()

    expect(count_of(page, "gender-women")).to_have_text("5")


def test_a_door_without_a_script_and_what_others_see_of_it(browse):
    page = browse(width=360, as_="rapporteur", java_script_enabled=False)
    meeting = open_meeting(page, "Counting without a script")
    for who, times in (("women", 6), ("men", 5)):
        for _person in range(times):
            page.goto(f"{meeting}door/?of=gender")
            page.locator(f"#gender-{who} button[value=up]").click()
    expect(count_of(page, "gender-men")).to_have_text("5")
    key = re.findall(r"[0-9a-f-]{36}", meeting)[-1]
    balance = f"{HOME.search(meeting).group()}meetings/balance/?event={key}"
    other = browse(width=1280, as_="rapporteur2")
    other.goto(balance)
    expect(other.get_by_role("rowheader", name="Women")).to_have_count(1)
    expect(other.locator("main table td").filter(has_text="6")).to_have_count(0)

    page.goto(meeting)
    page.get_by_role("button", name="It is over").click()

    other.goto(balance)
    expect(
        other.locator("main table td").filter(has_text=re.compile("^6$"))
    ).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_what_is_for_paper_takes_one_sheet(browse, language):
    """A certificate with every number that can be counted, too."""
    page = browse(width=1280, language=language, as_="coordinator")
    home = HOME.search(page.url).group()
    found = of_meetings(page, home)
    page.goto(f"{home}meetings/library/")
    cards = hrefs(page, "ol.cards a")
    sheets = {
        "sign-in-sheet": found["meeting-sheet"],
        "certificate": certificate_of_everything(page),
        **{f"card-{n}": card for n, card in enumerate(cards, 1)},
        "material": found["material"],
    }
    longer = {}
    for name, address in sheets.items():
        page.goto(f"{address}?lang={language}")
        sheet = page.pdf(prefer_css_page_size=True)
        with pikepdf.open(io.BytesIO(sheet)) as document:
            longer |= {name: len(document.pages)} if len(document.pages) > 1 else {}
        if SCREENS:
            Path(SCREENS).mkdir(parents=True, exist_ok=True)
            Path(SCREENS, f"{name}-{language}.pdf").write_bytes(sheet)

    assert len(cards) == 5
    assert longer == {}


def certificate_of_everything(page) -> str:
    meeting = open_meeting(page, "Кеминде бир адам ар бир саптан: чоң жолугушуу")
    page.goto(f"{meeting}counts/")
    for box in page.locator("main input[type=number]").all():
        box.fill("12")
    with page.expect_navigation():
        page.click("main form button.button:not([type=button])")
    return f"{meeting}certificate/"
