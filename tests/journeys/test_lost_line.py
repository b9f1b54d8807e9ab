"""What was typed into an ordinary form outlives a lost line, a session that ended,
and another person at the same computer."""

import re

import pytest

from tests.journeys.addresses import ask_a_guest
from tests.journeys.conftest import is_out

WORDS = "Открыть убежище в Нарыне до 2030 года."
SAID = "[data-send-said]"


@pytest.fixture
def writing(browse):
    """A rapporteur who has typed a new proposal."""
    page = browse(width=360, language="ru", as_="rapporteur")
    page.goto(f"{page.url}proposals/")
    page.click("a[href*='/proposals/new/']")
    page.fill("textarea[name=wording_ru]", WORDS)
    return page


def send(page):
    page.click("main form button.button:not([type=button])")


def kept(page):
    return page.input_value("textarea[name=wording_ru]")


def is_saved(page):
    page.wait_for_url(re.compile(r"/proposals/[0-9a-f-]{36}/$"))
    return WORDS in page.inner_text("main")


def test_a_form_waits_for_the_line(writing):
    writing.context.set_offline(True)
    send(writing)

    assert "связи" in writing.inner_text(f"{SAID}[role=alert]")
    assert kept(writing) == WORDS

    writing.context.set_offline(False)
    writing.locator(SAID).wait_for(state="detached")
    send(writing)
    assert is_saved(writing)


def test_a_form_waits_for_who_was_signed_out(writing, platform):
    other = writing.context.new_page()
    other.goto("/accounts/logout/")
    other.click("main form[data-forget] button")
    other.wait_for_url(is_out)
    send(writing)
    writing.locator("[data-send-said=signed-out]").wait_for()
    assert kept(writing) == WORDS

    with writing.expect_popup() as opened:
        writing.click(f"{SAID} a")
    again, account = opened.value, platform.accounts["rapporteur"]
    again.fill("input[name=login]", account["email"])
    again.fill("input[name=password]", account["password"])
    again.click("main form button.button:not([type=button])")
    again.wait_for_url("**/r/**")
    send(writing)

    assert is_saved(writing)


def test_a_form_never_goes_in_another_persons_name(writing, browse):
    writing.context.clear_cookies()
    other = browse(as_="coordinator")
    writing.context.add_cookies(other.context.cookies())
    send(writing)

    writing.locator("[data-send-said=somebody-else]").wait_for()
    assert kept(writing) == WORDS


def test_a_guest_without_an_account_loses_nothing_either(browse):
    lead = browse(width=1280, as_="rapporteur")
    lead.goto(f"{lead.url}proposals/")
    lead.click("main a[href*='/proposals/']:not([href*='/new/'])")
    guest = browse(width=360)
    guest.goto(ask_a_guest(lead, lead.url))
    guest.fill("textarea", WORDS)
    guest.context.set_offline(True)
    guest.click("form:has(textarea) button.button")

    guest.locator("[data-send-said=lost]").wait_for()
    assert guest.input_value("textarea") == WORDS
