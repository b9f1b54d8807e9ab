"""A guest without an account reads and comments by a link, on a phone; who writes
the text answers; the link is withdrawn."""

import pytest

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
    review=group.review, title_ru="Совместное представление", title_en="Joint submission",
    source_language="ru", languages=["ru", "en"])
Participation.objects.create(submission=submission, group=group)
section = Section.objects.create(
    submission=submission, heading_ru="Убежища и экстренная защита",
    heading_en="Shelters and emergency protection")
texts = [Text.objects.create(section=section, language=code) for code in ("ru", "en")]
nodes = [
    ydoc.heading("Что видно в районах", 1),
    ydoc.paragraph("Охранный ордер выдаётся в течение суток, но его исполнение никто не проверяет. В девяти районах из сорока участковый ни разу не посетил пострадавшую."),
    ydoc.paragraph("Убежища работают в Бишкеке и Оше; в Баткенской, Нарынской и Таласской областях их нет."),
]
with transaction.atomic():
    doc = store.load(texts[0].pk).doc()
    change = ydoc.edit(doc, lambda inside: ydoc.append(store.fragment(inside), nodes))
    store.add(store.lock(texts[0].pk), change, author=None, at=timezone.now())
print(json.dumps({
    "text": texts[0].get_absolute_url(),
    "links": f"/r/{group.review_id}/submissions/{submission.pk}/links/",
}))
"""


@pytest.fixture(scope="module")
def submission(platform):
    return platform.told(SUBMISSION)


def test_a_guest_comments_and_is_answered_until_the_link_is_withdrawn(
    browse, submission, record_property
):
    lead = browse(width=1280, as_="rapporteur")
    lead.goto(submission["links"])
    lead.fill("input[name=label]", "Эксперт Управления")
    russian = lead.locator("select[name=what] option", has_text="Russian").first
    lead.select_option("select[name=what]", russian.get_attribute("value"))
    lead.click("button:has-text('Make the link')")
    link = lead.locator(".break").inner_text()

    guest = browse(width=360, language="ru")
    person = Person(guest)
    assert guest.goto(link).status == 200
    person.click(guest.locator(".numbered .remark").first)
    person.type("textarea[name=body]", "Девять районов или шесть?")
    person.click(".guest-write button")
    guest.locator(".said-words:has-text('Девять районов')").wait_for()
    record_property("guest: seconds to comment", round(person.seconds, 1))
    record_property("guest: clicks", person.clicks)

    lead.goto(submission["text"])
    thread = lead.locator("[data-thread]:has-text('Девять районов')")
    thread.locator("summary:has-text('Answer')").click()
    thread.locator(".thread-reply textarea").fill("Девять. Исправим.")
    thread.locator(".thread-reply button").click()
    lead.locator(".said-words:has-text('Исправим')").wait_for()
    lead.locator("[data-thread] button:has-text('Settle')").click()
    lead.locator("summary:has-text('1 settled thread')").wait_for()

    guest.reload()
    guest.locator(".settled").evaluate("row => { row.open = true }")
    assert guest.locator(".said-words:has-text('Исправим')").is_visible()
    assert "Rapporteur" not in lead.locator("[data-threads]").inner_text()

    lead.goto(submission["links"])
    lead.click("button:has-text('Withdraw')")
    assert guest.reload().status == 404


def test_a_mention_is_offered_while_it_is_typed(browse, submission):
    page = browse(width=360, as_="rapporteur")
    page.goto(submission["text"])
    page.click("summary:has-text('Comment on this section')")
    box = page.locator("#new-thread")
    box.press_sequentially("Look @")

    page.locator("[role=option]").first.wait_for()
    name = page.locator("[role=option]").first.inner_text()
    box.press("Enter")
    assert box.input_value() == f"Look @{name} "
    page.click(".new-thread button")

    page.locator(f".mention:has-text('{name}')").wait_for()
    assert box.input_value() == ""


def test_comments_work_without_javascript(browse, submission, platform):
    page = browse(width=360, java_script_enabled=False, as_="rapporteur")
    page.goto(submission["text"])
    page.click("summary:has-text('Comment on this section')")
    page.fill("#new-thread", "By hand, without a script")
    page.click(".new-thread button")

    assert "#c-" in page.url
    thread = page.locator("[data-thread]:has-text('By hand')")
    thread.locator("a:has-text('Change')").click()
    page.fill("textarea[name=body]", "By hand, and changed")
    page.click("main form button.button:not([type=button])")
    thread = page.locator("[data-thread]:has-text('and changed')")
    thread.locator("button:has-text('Settle')").click()

    assert page.locator("summary:has-text('settled thread')").count() == 1
