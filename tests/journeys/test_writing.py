"""Nothing typed is lost: whatever happens to the line, the session or the page."""

from tests.journeys.conftest import is_out, sign_in
from tests.journeys.test_publish import SAVED, unfold

SOURCES = "[data-key=sources][data-language=en]"


def start_factsheet(page):
    page.goto(f"{page.url}factsheets/new/")
    page.fill("input[name=title]", "Nothing is lost")
    page.click("button:has-text('Start writing')")
    page.wait_for_url("**/edit/")
    unfold(page)


def test_who_signs_in_again_in_another_tab_writes_on(browse, platform):
    page = browse(width=1280, as_="rapporteur")
    start_factsheet(page)
    tab = page.context.new_page()
    tab.goto("/accounts/logout/")
    tab.click("main form button.button")
    tab.wait_for_url(is_out)
    page.fill(SOURCES, "Typed while signed out")
    page.locator("[data-status-words]:has-text('signed out')").wait_for()
    sign_in(tab, platform.accounts["rapporteur"])
    page.fill(SOURCES, "Typed while signed out, and after")
    page.locator(SAVED).wait_for()
    page.reload()

    assert page.input_value(SOURCES) == "Typed while signed out, and after"


def test_a_lost_receipt_is_no_conflict_with_oneself(browse):
    page = browse(width=1280, as_="rapporteur")
    start_factsheet(page)
    lost = []

    def swallow(route):
        lost.append(route.fetch())
        route.abort()

    page.route("**/edit/save/", swallow, times=1)
    page.fill(SOURCES, "Ministry")
    page.locator("[data-status-words]:has-text('No connection')").wait_for()
    page.fill(SOURCES, "Ministry, 2025")
    page.locator(SAVED).wait_for()
    conflicts = page.locator(".conflict").count()
    page.reload()

    assert [answer.status for answer in lost] == [200]
    assert not conflicts
    assert page.input_value(SOURCES) == "Ministry, 2025"


def test_a_text_too_long_to_outlive_the_page_is_refused_with_its_length(browse):
    page = browse(width=1280, as_="rapporteur")
    start_factsheet(page)

    page.fill(SOURCES, "Ж" * 20_000)
    page.locator(".wrong:has-text('20000')").wait_for()

    assert len(page.input_value(SOURCES)) == 20_000


def test_a_judgement_made_without_a_line_is_sent_when_it_is_back(browse):
    page = browse(width=1280, as_="rapporteur")
    start_factsheet(page)
    page.click("a:has-text('Choose recommendations')")
    page.locator("input[name=recommendations]").first.check()
    page.click("button:has-text('Put the chosen ones on the page')")
    level = "select[data-level]"

    page.context.set_offline(True)
    page.select_option(level, "part")
    page.locator("[data-status-words]:has-text('No connection')").wait_for()
    page.context.set_offline(False)
    page.locator(SAVED).wait_for()
    page.reload()

    assert page.input_value(level) == "part"
