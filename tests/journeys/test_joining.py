"""Somebody new: invited by a coordinator, inside after a name and a password;
and a path through the pages by keyboard alone."""

import re

from tests.journeys.conftest import press, sign_in


def test_a_new_person_joins_by_invitation(browse):
    lead = browse(width=1280, as_="coordinator")
    home = re.search(r"/r/[0-9a-f-]{36}/", lead.url).group()
    lead.goto(f"{home}people/")
    lead.fill("input[name=email]", "newcomer@demo.example")
    lead.select_option("select[name=role]", "adviser")
    press(lead, lead.locator("main form button.button:has-text('invitation')"))
    link = re.search(
        r"http://localhost:\d+/join/review/[\w-]+/", lead.content()
    ).group()
    lead.reload()
    shown_again = link in lead.content()

    guest = browse()
    guest.goto(link)
    guest.reload()  # reading never uses it up
    guest.fill("input[name=full_name]", "Aizada Newcomer")
    guest.fill("input[name=password]", "a long enough password 77")
    guest.click("main form button.button:not([type=button])")
    guest.wait_for_url(f"**{home}**")
    stranger = browse()
    second_use = stranger.goto(link)

    assert not shown_again
    assert second_use.status == 410


def test_signing_in_by_keyboard_alone(platform, browse):
    page = browse(width=1280)
    page.goto("/accounts/login/")
    account = platform.accounts["rapporteur"]

    page.focus("input[name=login]")
    page.keyboard.type(account["email"])
    page.keyboard.press("Tab")
    page.keyboard.type(account["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/**")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_leaving_quickly_shows_nothing_behind(platform, browse):
    page = browse()
    sign_in(page, platform.accounts["rapporteur"])
    page.route(
        "**/*",
        lambda route: (
            route.continue_() if platform.url in route.request.url else route.abort()
        ),
    )

    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_timeout(500)

    assert platform.url not in page.url
