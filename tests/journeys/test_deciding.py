"""Suggesting without a script, and deciding ten suggestions by the keyboard."""

import json
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.looks import ALL, IS_WHOLE, PAIR, keep_picture
from tests.journeys.person import Person

NUMBER = count(1)  # submissions have titles of their own
PARAGRAPHS = [
    "Охранный ордер выдаётся в течение суток, но его исполнение никто не проверяет.",
    "В шести районах из сорока участковый ни разу не посетил пострадавшую.",
    "Убежища работают в Бишкеке и Оше; в Баткенской и Нарынской областях их нет.",
    "Женщине с детьми из Чаткала до ближайшего убежища ехать семь часов.",
    "Рекомендация третьего цикла требовала убежищ во всех областях.",
    "К маю 2029 года она выполнена частично: деньги выделены, помещения нет.",
    "Психолог принимает в одном центре на область, по вторникам.",
    "Дети пострадавших меняют школу в середине года без документов.",
    "Суды рассматривают такие дела в среднем пять месяцев.",
    "Статистика по районам не публикуется с 2026 года.",
]
INSTEAD = [
    ("никто", "милиция"),
    ("шести", "девяти"),
    ("Нарынской", "Таласской"),
    ("семь", "восемь"),
    ("требовала", "просила"),
    ("помещения нет", "здание не найдено"),
    ("по вторникам", "раз в неделю"),
    ("без документов", "без справок"),
    ("пять", "шесть"),
    ("не публикуется", "закрыта"),
]
SEED = """
import json
from django.db import transaction
from django.utils import timezone
from accounts.models import User
from core.translations import digest
from groups.models import Membership
from submissions import copying, store, suggesting, ydoc
from submissions.models import Participation, Section, Submission, Text

paragraphs, instead = json.loads({words!r})
person = User.objects.get(email="rapporteur@demo.example")
group = Membership.objects.filter(user=person, role="rapporteur").first().group
member = Membership.objects.filter(group=group).exclude(user=person).first().user
submission = Submission.objects.create(
    review=group.review, title_en="Joint submission on protection {number}",
    title_ru="Совместное представление о защите {number}",
    source_language="ru", languages=["ru", "en"],
)
Participation.objects.create(submission=submission, group=group)
section = Section.objects.create(
    submission=submission, heading_en="Protection from domestic violence",
    heading_ru="Защита от семейного насилия", group=group,
)
text = Text.objects.create(section=section, language="ru")
now = timezone.now()
nodes = [ydoc.paragraph(words) for words in paragraphs]
doc = store.load(text.pk).doc()
update = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
with transaction.atomic():
    store.add(store.lock(text.pk), update, author=person, at=now)
for node, words, (old, new) in zip(nodes, paragraphs, instead):
    suggesting.suggest(
        text_id=text.pk, block=node["attrs"]["id"], base=digest(words),
        words=words.replace(old, new), note="Сверено со встречами в районах.",
        author=member, at=now,
    )
copying.write_copy(text.pk, at=now)
print(json.dumps({{
    "text": str(text.pk), "review": str(group.review_id), "member": member.email,
    "block": nodes[0]["attrs"]["id"],
}}))
"""
ASK = """
import json
from submissions import documents, store
from submissions.models import Suggestion
document = documents.document_of(store.load({key!r}).doc())
rows = Suggestion.objects.filter(text={key!r})
print(json.dumps({{
    "lines": documents.plain(document).split(chr(10)),
    "open": documents.suggested(document),
    "states": sorted(rows.values_list("state", flat=True)),
    "reasons": sorted(rows.exclude(reason="").values_list("reason", flat=True)),
}}))
"""


def begin(platform) -> dict:
    words = json.dumps([PARAGRAPHS, INSTEAD])
    place = platform.told(SEED.format(words=words, number=next(NUMBER)))
    place["at"] = f"/r/{place['review']}/submissions/"
    return place


def on_server(platform, place) -> dict:
    return platform.told(ASK.format(key=place["text"]))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_rapporteur_decides_ten_suggestions_by_keyboard(browse, platform, language):
    place = begin(platform)
    page = browse(width=1280, language=language, as_="rapporteur")
    page.goto(f"{place['at']}decisions/#t-{place['text']}")
    pile = page.locator(f"#t-{place['text']}")
    total = int(page.locator("[data-total]").inner_text())
    # The last pile: those of other journeys stand before it.
    items = pile.locator("[data-suggestion]")
    assert items.count() == 10
    keys = 0

    def press(key):
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    items.first.focus()
    for number in range(10):
        left = 10 - number
        assert items.count() == left
        assert items.first.evaluate("item => item === document.activeElement")
        if number % 5 == 4:
            press("r")
            page.keyboard.type("Нет источника")
            press("Enter")
        else:
            press("a")
        if left > 1:
            pile.locator(f":scope:not(:has(li:nth-child({left})))").wait_for()
        else:
            pile.wait_for(state="detached")

    left = page.locator("[data-total]")
    assert int(left.inner_text()) == total - 10
    page.reload()
    assert not pile.count()
    state = on_server(platform, place)
    assert state["open"] == {}
    assert state["states"] == ["accepted"] * 8 + ["rejected"] * 2
    assert state["reasons"] == ["Нет источника"] * 2
    refused = {4, 9}
    assert state["lines"] == [
        words if number in refused else words.replace(*INSTEAD[number])
        for number, words in enumerate(PARAGRAPHS)
    ]
    print(f"deciding ten by keyboard: {keys} keys, no click")


def test_keys_act_only_while_the_list_has_the_focus(browse, platform):
    place = begin(platform)
    page = browse(width=1280, as_="rapporteur")
    page.goto(f"{place['at']}t/{place['text']}/suggestions/")
    items = page.locator("[data-suggestion]")
    page.keyboard.press("a")
    items.nth(0).focus()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    focused = page.evaluate("document.activeElement.dataset.suggestion")
    assert focused == items.nth(1).get_attribute("data-suggestion")
    page.keyboard.press("r")
    page.keyboard.type("jakra")
    assert items.nth(1).locator("[name=reason]").input_value() == "jakra"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.suggestion") == focused
    assert items.count() == 10
    # The key of the letter, whatever is written on it.
    page.evaluate(
        """document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "ф", code: "KeyA", bubbles: true }))"""
    )
    page.locator("li:nth-child(10)").wait_for(state="detached")
    assert on_server(platform, place)["states"].count("accepted") == 1


def test_without_an_answer_nothing_is_taken_off_the_list(browse, platform):
    place = begin(platform)
    page = browse(width=360, as_="rapporteur")
    page.goto(f"{place['at']}t/{place['text']}/suggestions/")
    page.route("**/decide/", lambda route: route.abort())
    page.locator("[data-suggestion] form[data-decide=accept] button").first.click()
    page.locator("[data-said]:has-text('No answer')").wait_for()
    assert page.locator("[data-suggestion]").count() == 10


def test_member_suggests_without_a_script(browse, platform):
    place = begin(platform)
    account = {**platform.accounts["rapporteur"], "email": place["member"]}
    page = browse(width=360, language="ru", java_script_enabled=False)
    page.goto("/accounts/login/?lang=ru")
    page.fill("input[name=login]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.click("main form button.button:not([type=button])")
    person = Person(page)
    page.goto(f"{place['at']}t/{place['text']}/suggest/?block={place['block']}")
    stands = page.input_value("textarea")
    person.type("textarea", stands.replace("суток", "недели"))
    person.type("input[name=note]", "Так говорят в Баткене")
    person.click(".thumb button.button")
    page.wait_for_url("**/suggestions/#s-*")
    assert "недели" in page.locator("li:target").inner_text()
    assert "недели" in on_server(platform, place)["lines"][0]
    print(
        f"suggesting without a script: {person.seconds:.0f} s, {person.clicks} clicks"
    )


@pytest.mark.parametrize("way", ALL if IS_WHOLE else PAIR)
def test_pages_have_no_barrier(browse, platform, way):
    width, language, theme = way
    place = begin(platform)
    page = browse(width=width, language=language, theme=theme, as_="rapporteur")
    at, text = place["at"], place["text"]
    way = f"{language}-{width}-{theme}"
    for name, address in {
        "decisions": f"{at}decisions/",
        "suggestions": f"{at}t/{text}/suggestions/",
        "suggest": f"{at}t/{text}/suggest/?block={place['block']}",
        "suggest-new": f"{at}t/{text}/suggest/",
    }.items():
        page.goto(address)
        if name == "suggestions":
            page.locator(".refuse summary").first.click()
            page.locator(".all-at-once summary").first.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, name
        keep_picture(page, f"{name}.{way}")
    page.goto(f"{at}t/{text}/suggest/?block={place['block']}")
    page.locator("[name=base]").evaluate("field => { field.value = 'older'; }")
    page.fill("textarea", "Моё.")
    page.click(".thumb button.button")
    page.locator(".message-careful").wait_for()
    keep_picture(page, f"conflict.{way}")
