"""The coordinator freezes a submission, sends it, and keeps the receipt; a member sees
what was sent and can change nothing."""

import hashlib
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.core.test_uploads import pdf
from tests.journeys.conftest import press
from tests.journeys.looks import RULES, keep_picture
from tests.journeys.test_signing import SUBMISSION


@pytest.fixture(scope="module")
def outline(platform):
    said = platform.manage("shell", "-c", SUBMISSION).splitlines()[-1]
    return json.loads(said)["outline"]


def barriers(page):
    found = Axe().run(page, options={"runOnly": RULES["runOnly"]})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return [rule["id"] for rule in found.response["violations"]]


def prepare(lead, kind, **typed):
    item = lead.locator(f"#c-{kind}")
    item.locator("summary").click()
    for name, value in typed.items():
        box = item.locator(f"[name={kind}-{name}]")
        if name == "user_name":
            box.fill(value)
        else:
            box.select_option(index=value)
    item.locator(f"[name={kind}-is_done]").check()
    press(lead, item.locator("form button"))


@pytest.fixture
def keep():
    """A picture of the page, where pictures are kept."""
    return lambda page, name: keep_picture(page, f"filing-{name}")


def test_a_coordinator_freezes_and_files(browse, outline, keep):
    lead = browse(width=1280, as_="coordinator", bypass_csp=True)
    lead.goto(outline)
    lead.click("a:has-text('The stages')")
    lead.click("button:has-text('Open the review')")
    press(lead, lead.locator("button:has-text('Open the sign-on')"))
    lead.goto(f"{outline}filing/")
    assert lead.locator("form[action$='/file/']").count() == 0
    assert "in Geneva" in lead.locator(".window").inner_text()
    assert "in Bishkek" in lead.locator(".window").inner_text()
    prepare(lead, "account", user_name="coalition-kg", person=1)
    prepare(lead, "two", person=1, second_person=2)
    assert lead.locator("#c-two .mark-ok").count() == 1
    assert barriers(lead) == []
    keep(lead, "preparing")

    lead.goto(f"{outline}stage/")
    lead.click("button:has-text('Freeze it')")
    lead.click("a:has-text('Until when')")
    with lead.expect_download() as got:
        lead.click("a[href$='/frozen/ru.docx']")
    digest = hashlib.sha256(got.value.path().read_bytes()).hexdigest()
    assert digest in lead.locator("main").inner_text()

    form = lead.locator("form[action$='/file/']")
    form.locator("[name=receipt_number]").fill("пароль: Vesna2024!")
    press(lead, form.locator("button"))
    assert "No passwords are kept here" in lead.locator(".errors").inner_text()
    keep(lead, "refused")
    form.locator("[name=receipt_number]").fill("UPR-KGZ-0815")
    form.locator("[name=receipt]").set_input_files(
        {"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    press(lead, form.locator("button"))
    assert lead.locator("h1").inner_text() == "It is filed"
    assert barriers(lead) == []
    keep(lead, "filed")

    member = browse(width=360, language="ru", as_="rapporteur", bypass_csp=True)
    member.goto(f"{outline}filing/?lang=en")
    said = member.locator("main").inner_text()
    assert "UPR-KGZ-0815" in said
    assert digest in said
    assert member.locator("main form").count() == 0
    with member.expect_download() as got:
        member.click("a:has-text('Open the receipt')")
    assert got.value.path().read_bytes().startswith(b"%PDF-")
    assert barriers(member) == []
    keep(member, "filed-member")
