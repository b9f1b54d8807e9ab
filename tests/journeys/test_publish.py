"""The main job: a rapporteur on a phone publishes a factsheet; a diplomat
without an account reads and takes it."""

import io
import re

import pypdf
import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.person import Person

THREE_MINUTES = 180
SAVED = "[data-status-words]:text-matches('^Saved [0-9]')"  # the server's receipt


def publish_a_factsheet(page, account) -> Person:
    """From the sign-in page to a published factsheet in two languages."""
    someone = Person(page)
    page.goto("/accounts/login/")
    someone.type("input[name=login]", account["email"])
    someone.type("input[name=password]", account["password"])
    someone.click("main form button.button:not([type=button])")
    page.wait_for_url("**/r/**")

    someone.click("a:has-text('Start a factsheet')")
    someone.type("input[name=title]", "Safe at home")
    someone.type("textarea[name=key_message]", "Nine districts have no shelter.")
    someone.click("button:has-text('Start writing')")

    someone.type("[data-key=title][data-language=ru]", "Безопасный дом")
    someone.type(
        "[data-key=key_message][data-language=ru]", "В девяти районах нет убежища."
    )

    someone.click("a:has-text('Choose recommendations')")
    for row in range(2):
        someone.check(page.locator("input[name=recommendations]").nth(row))
    someone.click("button:has-text('Put the chosen ones on the page')")

    someone.click("a:has-text('Choose what to ask')")
    for row in range(2):
        someone.check(page.locator("input[name=proposals]").nth(row))
    someone.click("button:has-text('Ask these')")

    someone.click("a:has-text('Publish')")
    someone.wait_for(
        "main:not(:has([data-wait])) button:has-text('Publish now')", seconds=4
    )
    for language in ("en", "ru"):
        box = page.locator(f"input[name=languages][value={language}]")
        if not box.is_checked():
            someone.check(box)
    gaps = page.locator("input[name=accepts_gaps]")
    if gaps.count():
        someone.check(gaps)
    someone.click("button:has-text('Publish now')")
    page.locator("h2:has-text('Version 1 is out')").wait_for()
    return someone


def public_address(page) -> str:
    return re.search(r"/f/[0-9a-f-]{36}/", page.content()).group()


@pytest.fixture(scope="module")
def published(platform, chromium):
    """The journey once; the tests look at what it left."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="en", base_url=platform.url
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    someone = publish_a_factsheet(page, platform.accounts["rapporteur"])
    address = public_address(page)
    context.close()
    return someone, address


def test_rapporteur_publishes_on_a_phone_within_three_minutes(published, capsys):
    someone, _address = published

    with capsys.disabled():
        print(
            f"\n  publish a factsheet at 360 px: {someone.seconds:.0f} s, "
            f"{someone.clicks} clicks, {someone.keys} keys"
        )

    assert someone.seconds <= THREE_MINUTES


def test_anonymous_pdfs_open_in_english_russian_and_both(published, browse):
    _someone, address = published
    page = browse()

    texts = {}
    for name in ("en", "ru", "en-ru"):
        response = page.request.get(f"{address}{name}.pdf")
        for _wait in range(60):
            if response.status != 202:
                break
            page.wait_for_timeout(500)
            response = page.request.get(f"{address}{name}.pdf")
        assert response.status == 200
        assert response.headers["content-type"] == "application/pdf"
        document = pypdf.PdfReader(io.BytesIO(response.body()))
        texts[name] = [part.extract_text() for part in document.pages]

    assert [len(pages) for pages in texts.values()] == [1, 1, 2]
    assert "Nine districts have no shelter" in " ".join(texts["en"][0].split())
    assert "В девяти районах нет убежища" in " ".join(texts["ru"][0].split())
    assert "Safe at home" in texts["en-ru"][0]
    assert "Безопасный дом" in texts["en-ru"][1]


def test_diplomat_finds_the_page_and_takes_the_wording(published, browse, capsys):
    page = browse()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    someone = Person(page)

    page.goto("/")
    someone.click("main h3 a")
    someone.click("a:has-text('Safe at home')")
    someone.click("button:has-text('Copy') >> nth=0")
    page.locator("[data-copy-status]:has-text('Copied')").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_response(re.compile(r"en\.pdf")) as answer:
        someone.click("a:has-text('One page, English, PDF')")

    with capsys.disabled():
        print(
            f"\n  diplomat, front page to wording and PDF: {someone.seconds:.0f} s, "
            f"{someone.clicks} clicks"
        )
    assert len(copied.splitlines()) == 2
    assert answer.value.status == 200
    assert someone.seconds <= 120


def test_withdrawn_is_gone_for_everybody(platform, browse):
    page = browse(as_="rapporteur")
    publish_address = publish_again(page, platform)
    visitor = browse()
    assert visitor.goto(publish_address).status == 200

    page.click("summary:has-text('Withdraw it')")
    page.click("button:has-text('Withdraw every version')")
    page.locator("text=Its addresses now answer that it is gone").wait_for()

    # Who had it open keeps it for five minutes at most (max-age); a newcomer does not.
    assert browse().goto(publish_address).status == 410
    assert visitor.request.get(f"{publish_address}en.pdf").status == 410


def publish_again(page, platform) -> str:
    page.context.clear_cookies()
    publish_a_factsheet(page, platform.accounts["rapporteur"])
    return public_address(page)


def test_two_writers_never_overwrite_each_other(browse):
    first, second = (
        browse(width=1280, as_="rapporteur"),
        browse(width=1280, as_="rapporteur"),
    )
    start_factsheet(first)
    second.goto(first.url)
    unfold(second)

    first.fill("[data-key=sources][data-language=en]", "Ministry, 2025")
    first.locator(SAVED).wait_for()
    second.fill("[data-key=sources][data-language=en]", "Our visits, 2026")
    second.locator(".conflict blockquote:has-text('Ministry, 2025')").wait_for()
    kept = second.input_value("[data-key=sources][data-language=en]")
    second.click("button:has-text('Keep mine')")
    second.locator(".conflict").wait_for(state="detached")
    second.locator(SAVED).wait_for()
    first.reload()

    assert kept == "Our visits, 2026"
    assert first.input_value("[data-key=sources][data-language=en]") == kept


def start_factsheet(page):
    page.click("a:has-text('Start a factsheet')")
    page.fill("input[name=title]", "Side by side")
    page.click("button:has-text('Start writing')")
    page.wait_for_url("**/edit/")
    unfold(page)


def unfold(page):
    closed = page.locator("details.step:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_a_cut_line_loses_nothing(browse):
    page = browse(as_="rapporteur")
    start_factsheet(page)
    field = "[data-key=framework][data-language=en]"

    page.context.set_offline(True)
    page.fill(field, "Law of 2017, article 70")
    page.locator("[data-status-words]:has-text('No connection')").wait_for()
    page.context.set_offline(False)
    page.locator(SAVED).wait_for(timeout=30_000)
    page.reload()

    assert page.input_value(field) == "Law of 2017, article 70"


def test_writing_and_publishing_work_without_javascript(platform, browse):
    page = browse(java_script_enabled=False)
    sign_in(page, platform.accounts["rapporteur"])
    page.click("a:has-text('Start a factsheet')")
    page.fill("input[name=title]", "By hand")
    page.fill("textarea[name=key_message]", "Written without a script.")
    page.click("button:has-text('Start writing')")
    page.fill("[data-key=key_figures][data-language=en]", "31% | followed by a visit")
    page.click("button[data-save]")
    assert page.input_value("[data-key=key_figures][data-language=en]").startswith(
        "31%"
    )

    page.click("a:has-text('Publish')")
    for _attempt in range(60):
        if not page.locator("[data-wait]").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.check("input[name=languages][value=en]")
    page.click("button:has-text('Publish now')")

    assert page.locator("h2:has-text('Version 1 is out')").count() == 1
