"""A translator works through a packet by keyboard; a guest takes it out as a Word file
and brings it back, without an account."""

import re
from io import BytesIO

from docx import Document

from tests.journeys.addresses import send_to_a_guest
from tests.journeys.conftest import press

PACKET = "[aria-labelledby=to-translate] a"


def test_a_translator_works_by_keyboard(browse):
    page = browse(width=1280, as_="translator")
    page.click(PACKET)
    done = int(re.search(r"(\d+) of \d+ texts are back", page.inner_text("main"))[1])
    page.click("main .actions a.button")
    for number in range(3):
        place = page.url
        page.locator("textarea:focus").wait_for()
        page.keyboard.press("Control+A")
        page.keyboard.type(f"Translated by keyboard, {number}.")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, place=place: url != place)
    page.click("nav.crumbs a >> text=Translation")

    assert f"{done + 3} of" in page.inner_text(".packet-bar")


def test_a_translator_works_without_javascript_on_a_phone(browse):
    page = browse(width=360, as_="translator", java_script_enabled=False)
    page.click(PACKET)
    page.click("main .actions a.button")
    place = page.url
    sides = [side.bounding_box() for side in page.locator(".side").all()]
    assert sides[0]["y"] + sides[0]["height"] <= sides[1]["y"]
    page.fill("textarea[name=text]", "Without a script.")
    page.click("button:has-text('Save and next')")

    assert page.url != place


def test_a_guest_brings_the_file_back(browse):
    lead = browse(width=1280, as_="rapporteur")
    lead.goto(f"{lead.url}proposals/")
    new = lead.locator("a[href*='/proposals/new/']").first.get_attribute("href")
    link = send_to_a_guest(lead, new)

    guest = browse(width=360, language="ru")
    guest.goto(link)
    with guest.expect_download() as taken:
        guest.click("a.button")
    raw = taken.value.path().read_bytes()
    document = Document(BytesIO(raw))
    document.tables[0].rows[1].cells[1].text = "In English, ң"
    out = BytesIO()
    document.save(out)
    guest.set_input_files(
        "input[type=file]",
        {
            "name": "перевод.docx",
            "mimeType": "application/octet-stream",
            "buffer": out.getvalue(),
        },
    )
    guest.click("main form button.button")
    guest.locator("#returned").wait_for()
    lead.reload()
    said = lead.inner_text(".packet-bar")
    assert re.search(r"\b1 of 1\b", said)

    guest.set_input_files(
        "input[type=file]",
        {"name": "x.docx", "mimeType": "application/octet-stream", "buffer": b"no"},
    )
    guest.click("main form button.button")
    guest.locator(".errors").wait_for()
    press(lead, lead.locator("button:has-text('Close it')"))
    assert guest.goto(link).status == 404
