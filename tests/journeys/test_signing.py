"""A director signs from a phone, without an account and without a script, in
Kyrgyz; the coordinator freezes, and the file names who agreed to be named."""

import io
import zipfile

import pytest

from tests.journeys.conftest import press
from tests.journeys.person import Person

SUBMISSION = """
import json
from django.db import transaction
from django.utils import timezone
from groups.models import Membership
from submissions import store, ydoc
from submissions.models import Participation, Section, Submission, Text
group = Membership.objects.get(user__email="rapporteur@demo.example").group
submission = Submission.objects.create(
    review=group.review, title_ru="Убежища для всех", title_en="Shelters for all",
    title_ky="Баарына баш калка", source_language="ru", languages=["ru", "ky"])
Participation.objects.create(submission=submission, group=group)
section = Section.objects.create(
    submission=submission, heading_ru="Убежища", heading_ky="Баш калкалар")
words = {"ru": "Убежищ в Нарыне нет.", "ky": "Нарында баш калка жок."}
for code, line in words.items():
    text = Text.objects.create(section=section, language=code)
    with transaction.atomic():
        doc = store.load(text.pk).doc()
        change = ydoc.edit(
            doc, lambda inside: ydoc.append(store.fragment(inside), [ydoc.paragraph(line)]))
        store.add(store.lock(text.pk), change, author=None, at=timezone.now())
print(json.dumps({"outline": submission.get_absolute_url()}))
"""
MINUTE = 60


@pytest.fixture(scope="module")
def submission(platform):
    return platform.told(SUBMISSION)


def ask(lead, outline, name, *, language, hidden=False):
    """The link that the coordinator hands over."""
    lead.goto(f"{outline}sign-on/ask/")
    lead.fill("input[name=name_ru]", name)
    lead.select_option("select[name=language]", language)
    if hidden:
        lead.check("input[name=is_hidden]")
    lead.click("main form button.button:not([type=button])")
    return lead.locator(".sheet .break").inner_text()


def sign_hidden(page, link):
    page.goto(link)
    assert "Ак-Булут" in page.locator("main").inner_text()
    page.check("input[name=naming][value=hidden]")
    page.fill("input[name=signed_name]", "М. А.")
    page.fill("input[name=signed_function]", "координатор")
    page.check("input[name=confirmed]")
    press(page, page.locator("#answer form button.button-wide"))


def words_of(download) -> str:
    """Every part of the Word file."""
    with zipfile.ZipFile(io.BytesIO(download.path().read_bytes())) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_a_director_signs_from_a_phone_and_the_coordinator_freezes(
    browse, submission, record_property
):
    outline = submission["outline"]
    lead = browse(width=1280, as_="coordinator")
    lead.goto(outline)
    lead.click("a:has-text('The stages')")
    lead.click("button:has-text('Open the review')")
    lead.click("button:has-text('Open the sign-on')")
    lead.wait_for_url("**/sign-on/")
    named = ask(lead, outline, "Ак-Булут", language="ky")
    unnamed = ask(lead, outline, "Тынчтык", language="ru", hidden=True)

    director = browse(width=360, language="en", java_script_enabled=False)
    person = Person(director)
    assert director.goto(named).status == 200
    assert director.locator("html").get_attribute("lang") == "ky"
    assert director.locator("p:has-text('Нарында баш калка жок.')").count() == 1
    person.click("a[href='#answer']")
    person.check("input[name=naming][value=named]")
    person.type("input[name=signed_name]", "Айгүл Асанова")
    person.type("input[name=signed_function]", "директор")
    person.check("input[name=confirmed]")
    person.click("#answer form:not(details form) button.button")
    assert director.locator(".message").count() >= 1
    assert director.locator("input[name=confirmed]").is_checked() is False
    record_property("director: seconds to sign", round(person.seconds, 1))
    assert person.seconds < MINUTE

    sign_hidden(browse(width=360, language="ru"), unnamed)
    director.reload()
    assert "Тынчтык" not in director.locator("main").inner_text()

    member = browse(width=360, as_="rapporteur")
    member.goto(f"{outline}sign-on/")
    assert member.locator(".sign-count").inner_text().startswith("1 of 1")

    lead.goto(f"{outline}sign-on/")
    assert lead.locator(".sign-count").inner_text().startswith("2 of 2")
    lead.click("a:has-text('On to freezing')")
    lead.click("button:has-text('Freeze it')")
    with lead.expect_download() as got:
        lead.click("a[href$='/frozen/ky.docx']")
    parts = words_of(got.value)
    assert "Ак-Булут" in parts
    assert "Тынчтык" not in parts
    assert "Айгүл" not in parts

    member.goto(outline)
    member.locator(".contents a").first.click()
    assert "frozen" in member.locator("p.message").first.inner_text()
    assert member.locator("[contenteditable=true]").count() == 0
