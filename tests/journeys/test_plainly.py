"""What was heard is sorted without a script, and by whoever uses the keyboard alone."""

import pytest

from tests.journeys import test_findings as made
from tests.journeys.person import Person
from tests.journeys.test_findings import POINTS, STATES
from tests.journeys.test_thread import ASKED, REASON


def test_every_step_works_without_scripts(browse, platform):
    place = made.begin(platform)
    page = browse(width=360, language="ru", java_script_enabled=False, as_="rapporteur")
    person = Person(page)
    inbox = f"{place['at']}?group={place['group']}&event={place['event']}"
    first, _taken, other, *_others, last = (
        f"{place['at']}{key}/" for key in place["keys"]
    )

    page.goto(f"{inbox}&state=sent")
    person.go(f"[data-finding='{place['keys'][1]}'] form[data-do=take] button")
    assert page.locator(f"[data-finding='{place['keys'][1]}']").count() == 0
    row = page.locator(f"[data-finding='{place['keys'][5]}']")
    person.click(row.locator("details[data-do=aside] summary"))
    row.locator("[name=reason]").fill(REASON)
    person.go(row.locator("details[data-do=aside] form button"))
    for address, typed in (
        (f"{first}ask/", {"text": ASKED}),
        (f"{first}translate/en/", {"text": "A nurse comes once a month."}),
        (f"{first}edit/", {"change": "Ай сайын эмес, жума сайын."}),
    ):
        page.goto(address)
        for name, words in typed.items():
            page.fill(f"[name={name}]", words)
        person.send()
    page.goto(f"{other}give/")
    person.check("[name=groups] >> nth=0")
    person.send()
    page.goto(f"{last}merge/?q={POINTS[0][:8]}")
    person.check("[name=into] >> nth=0")
    person.send()

    states = dict(platform.told(STATES.format(**place)))
    assert states["aside"] == REASON
    page.goto(last)
    assert page.locator(f".message a[href='{first}']").count() == 1
    page.goto(first)
    assert page.locator("[aria-labelledby=asked] .ruled").count() == 2
    words = page.locator("[aria-labelledby=words] dd")
    assert "A nurse comes once a month." in words.all_inner_texts()


@pytest.mark.parametrize("where", ["enter", "inbox"])
def test_the_keyboard_goes_through_in_order_and_is_seen(browse, platform, where):
    place = made.begin(platform)
    page = browse(width=1280, language="en", as_="rapporteur")
    page.goto(
        f"{place['at']}at/{place['event']}/"
        if where == "enter"
        else f"{place['at']}?group={place['group']}&event={place['event']}"
    )
    assert page.locator("[data-keys]").first.is_visible()
    page.locator("main h1").evaluate("h1 => { h1.tabIndex = -1; h1.focus(); }")
    tops = []
    for _stop in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const on = document.activeElement;
              const { outlineStyle, boxShadow } = getComputedStyle(on);
              const all = [...document.querySelectorAll("*")];
              return { place: all.indexOf(on), name: on.outerHTML.slice(0, 80),
                isSeen: outlineStyle !== "none" || boxShadow !== "none" };
            }"""
        )
        assert seen["isSeen"], seen["name"]
        tops.append(seen["place"])
    assert tops == sorted(tops)
