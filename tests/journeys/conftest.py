import os
import shutil
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.platform import Platform

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)  # before they are chosen by their markers
def pytest_collection_modifyitems(items):
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium: browser journeys NOT run")
                )


@pytest.fixture(scope="session")
def platform():
    running = Platform(
        database_url=os.environ["DATABASE_URL"],
        folder=Path(tempfile.mkdtemp(prefix="upr-journey-")),
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, platform):
    """A new browser window: `browse(width=360, language="ru", theme="dark", as_="rapporteur")`.

    Whatever the page's own policy refuses, or a script throws, fails the test.
    """
    contexts, complaints = [], []

    def start(*, width=360, language="en", theme="light", as_=None, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 740 if width < 600 else 900},
            locale=language,
            color_scheme=theme,
            base_url=platform.url,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if "Content Security Policy" in said.text
                else None
            ),
        )
        if as_:
            sign_in(page, platform.accounts[as_], language=language)
        return page

    yield start
    for context in contexts:
        context.close()
    assert not complaints


def sign_in(page, account, *, language="en"):
    page.goto(f"/accounts/login/?lang={language}")
    page.fill("input[name=login]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.click("main form button.button:not([type=button])")
    page.wait_for_url("**/r/**")


def press(page, button):
    """Send a form, and wait until it has left its page: with words in it, it asks
    first whether the line is there."""
    with page.expect_navigation():
        button.click()


def is_out(url) -> bool:
    """Signing out is done: the browser has left its page."""
    return "/logout/" not in url
