"""Drafts are taken to two rooms; hands are counted, a phone answers without an account;
the proposal and its thread say where it was confirmed and where it is different."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import press
from tests.journeys.test_contributing import wrong_of

HOME = re.compile(r"/r/[0-9a-f-]{36}/")
SEND = "button.button:not([type=button])"
ASKED = "Открыть приют в каждом районном центре к 2029 году"
REMARK = "Бизде автобус жок, жетүү кыйын"


def open_meeting(page, title, region) -> str:
    page.goto(f"{HOME.search(page.url).group()}meetings/new/")
    page.fill("input[name=title]", title)
    page.fill("input[name=starts_on]", "2029-03-01")
    page.locator("main details summary").first.click()
    page.select_option("select[name=region]", label=region)
    press(page, page.locator(f"main form {SEND}").last)
    return page.url


def propose(page) -> str:
    page.goto(f"{HOME.search(page.url).group()}proposals/")
    page.goto(page.locator("a[href*='/proposals/new/']").first.get_attribute("href"))
    page.fill("textarea[name=wording_ru]", ASKED)
    press(page, page.locator(f"main form:has([name=wording_ru]) {SEND}").first)
    return page.url


def take_to(page, proposal, meeting):
    """From the proposal's own page; the list of the room is open then."""
    page.goto(proposal)
    page.get_by_role("link", name="Take it to a meeting").click()
    choice = page.locator("select[name=event] option", has_text=meeting)
    page.select_option("select[name=event]", choice.get_attribute("value"))
    press(page, page.get_by_role("button", name="Put it on the list"))


def count_hands(page, number, *, true, different, remark=""):
    draft = page.locator(f"#d-{number}")
    draft.locator("summary").click()
    draft.get_by_label("True here", exact=True).fill(str(true))
    draft.locator("input[name$=different]").fill(str(different))
    draft.locator("input[name$=remark]").fill(remark)
    press(page, draft.get_by_role("button", name="Save"))


def address_of_phones(page, meeting) -> str:
    """Made from the page of the room, read from there."""
    room = page.url
    page.get_by_role("link", name="Make an address").click()
    page.fill("input[name=label]", "Экрандагы дарек")
    press(page, page.locator(f"main form:has([name=label]) {SEND}").first)
    page.goto(room)
    return page.locator("#phones ~ details a").first.get_attribute("href")


def answered(page, number) -> list[str]:
    """True here, not, different, as the room's page counts them."""
    page.reload()
    said = page.locator(f"#d-{number} .room-counts dd.num").all_inner_texts()
    return [re.search(r"\d+", words)[0] for words in said]


def test_a_draft_is_weighed_in_two_rooms(browse):
    page = browse(width=1280, as_="rapporteur")
    open_meeting(page, "Нарын: калкалоочу жай", "Naryn oblast")
    open_meeting(page, "Баткен: калкалоочу жай", "Batken oblast")
    proposal = propose(page)

    # In Batken by hands alone.
    take_to(page, proposal, "Баткен: калкалоочу жай")
    count_hands(page, 1, true=2, different=9, remark="Алыс")

    # In Naryn a finding beside it, hands, and a phone.
    take_to(page, proposal, "Нарын: калкалоочу жай")
    room = page.url
    page.select_option("select[name=finding]", index=1)
    press(page, page.get_by_role("button", name="Put it on the list"))
    expect(page.locator(".room-list > li")).to_have_count(2)
    count_hands(page, 1, true=12, different=3)
    address = address_of_phones(page, room)
    expect(
        page.get_by_role("img", name="QR code that leads to the address")
    ).to_be_visible()
    assert page.locator(".room-qr .qr").bounding_box()["width"] > 300
    assert wrong_of(page) == []

    phone = browse(width=360, language="ky")
    phone.goto(f"{address}?lang=ky")
    expect(phone.locator("html")).to_have_attribute("lang", "ky")
    expect(phone.locator(".room-draft")).to_have_count(2)
    expect(phone.locator(".room-draft").first).to_contain_text(ASKED)
    different = phone.locator(".room-draft").first.locator("[value=different]")
    different.check()
    phone.locator(".room-draft").first.locator("summary").click()
    phone.locator("[name^=remark-]").first.fill(REMARK)
    phone.locator(".room-draft").last.locator("[value=true]").check()
    press(phone, phone.locator("main .actions button"))
    expect(phone.locator("main .message")).to_be_visible()
    assert wrong_of(phone) == []
    assert answered(page, 1) == ["12", "0", "4"]
    assert answered(page, 2) == ["1", "0", "0"]
    expect(page.locator("#d-1 .room-remarks")).to_contain_text(REMARK)

    # The same phone thinks again, later, and is one voice still.
    phone.goto(f"{address}?lang=ky")
    phone.locator(".room-draft").first.locator("[value=true]").check()
    press(phone, phone.locator("main .actions button"))
    assert answered(page, 1) == ["13", "0", "3"]
    assert phone.context.cookies() == []

    # Where it counts: beside the proposal, and in its thread.
    page.goto(proposal)
    regions = page.locator(".room-regions")
    expect(regions).to_contain_text("Naryn oblast: confirmed")
    expect(regions).to_contain_text("Batken oblast: different")
    page.goto(f"{HOME.search(proposal).group()}thread/proposal/{key_of(proposal)}/")
    expect(page.locator("main")).to_contain_text(
        "Confirmed: Naryn oblast. Different: Batken oblast."
    )


def key_of(address) -> str:
    return re.findall(r"[0-9a-f-]{36}", address)[-1]
