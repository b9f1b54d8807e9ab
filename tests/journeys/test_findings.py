"""What is said at a meeting is entered by keyboard, kept while the line is away, and
sorted by the rapporteur."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import press
from tests.journeys.looks import ALL, IS_WHOLE, PAIR, keep_picture
from tests.journeys.person import CLICK, KEYS_A_SECOND

POINTS = [
    "Фельдшер келет айына бир жолу, дары-дармек жок.",
    "Кыздар тогузунчу класстан кийин окуусун таштайт.",
    "До ближайшего суда восемьдесят километров, автобус раз в неделю.",
    "Таза суу айылдын жарымына гана жетет.",
    "Участковый не принял заявление о побоях: сказал, помирятся.",
    "Балдар үчүн жөлөкпул үч ай кечигип келет.",
]
SEED = """
import json
from datetime import date
from django.utils import timezone
from accounts.models import User
from catalogue.models import Region, Term
from consultations.digits import digest_for
from consultations.models import Code, Event, Finding, Route
from evidence.models import Evidence
from groups.models import Membership

person = User.objects.get(email="rapporteur@demo.example")
group = Membership.objects.filter(user=person, role="rapporteur").first().group
other = group.review.groups.filter(kind="thematic", is_confidential=False).exclude(pk=group.pk).first()
region = Region.objects.filter(state=group.review.state).in_order()[4]
event = Event.objects.create(
    review=group.review, host=group, title="Нарын: эмнени өзгөртүү керек", language="ky",
    place="Нарын", region=region, starts_on=date(2029, 3, 2), ends_on=date(2029, 3, 2),
    languages=["ky", "ru"], opened_by=person,
)
now = timezone.now()
terms = list(Term.objects.of("topics").in_order()[:12])
keys = []
for number, words in enumerate(json.loads({points!r}) if {with_points} else []):
    said_in = "ru" if words[0] in "ДУ" else "ky"
    finding = Finding.objects.create(
        review=group.review, host=group, event=event, region=region, said_in=said_in,
        sensitivity=["group", "open", "coalition", "group", "confidential", "group"][number],
        entered_by=person, entered_at=now,
        **{{f"text_{{said_in}}": words, f"change_{{said_in}}": "Ай сайын эмес, күн сайын." if not number else ""}},
    )
    finding.terms.set(terms[number:number + 2])
    Route.objects.create(finding=finding, group=group, routed_at=now)
    keys.append(str(finding.pk))
if keys:
    first = Finding.objects.get(pk=keys[0])
    first.text_ru = "Фельдшер приезжает раз в месяц, лекарств нет."
    first.mark_written("text", "ru"); first.save()
    Route.objects.create(finding=first, group=other, routed_at=now, state="aside", read_at=now,
        reason="Это пойдёт в главу о здоровье, её пишет другая группа.", reason_language="ru")
    code = Code(finding=first, made_at=now); code.digest = digest_for(code); code.save()
    first.enquiries.create(text="Сколько человек живёт в айыле?", language="ru", asked_by=person,
        asked_at=now, answer="Эки миңге жакын.", answer_language="ky", answered_at=now)
    Finding.objects.filter(pk=keys[3]).update(merged_into=first)
    evidence = Evidence.objects.create(review=group.review, group=group, kind="figure",
        title="Фельдшерско-акушерские пункты без фельдшера", figure="42 из 100", language="ru",
        source="Национальный статистический комитет", text="По области, на конец года.",
        dated_on=date(2028, 12, 31), added_by=person, showing="safe")
    first.evidence.add(evidence)
print(json.dumps({{
    "review": str(group.review_id), "group": str(group.pk), "event": str(event.pk),
    "other": str(other.pk), "keys": keys,
    "evidence": str(evidence.pk) if keys else "",
}}))
"""
COUNT = """
import json
from consultations.models import Finding
rows = Finding.objects.filter(event={event!r})
texts = list(rows.values_list("text_ky", flat=True)) + list(rows.values_list("text_ru", flat=True))
said = [row.text_ky or row.text_ru for row in rows.order_by("entered_at")]
print(json.dumps({{"said": said, "texts": sorted(filter(None, texts)), "rows": rows.count(),
    "routed": sum(row.routes.count() for row in rows)}}))
"""
STATES = """
import json
from consultations.models import Route
rows = Route.objects.filter(group={group!r}, finding__event={event!r})
print(json.dumps(sorted(rows.values_list("state", "reason"))))
"""


def begin(platform, *, with_points=True):
    words = json.dumps(POINTS, ensure_ascii=True)
    place = platform.told(SEED.format(points=words, with_points=with_points))
    place["at"] = f"/r/{place['review']}/findings/"
    return place


def wrong_on(page, name):
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules})
    wrong = [
        f"{name}: {rule['id']} {rule['nodes'][0]['html'][:160]}"
        for rule in found.response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{name}: wider than the screen")
    return wrong


def test_thirty_points_are_entered_by_keyboard_and_none_is_lost(browse, platform):
    place = begin(platform, with_points=False)
    page = browse(width=1280, language="ru", as_="rapporteur")
    page.goto(f"{place['at']}at/{place['event']}/")
    said = [f"{POINTS[number % 6]} {number}" for number in range(30)]
    keys = 0
    box = page.locator("textarea[name=text]")
    for number, words in enumerate(said):
        if number == 10:
            page.locator("[data-list]:not(:has(li:not(:has(a))))").wait_for()
            page.context.set_offline(True)
        assert box.evaluate("box => box === document.activeElement && !box.value")
        page.keyboard.insert_text(words)
        page.keyboard.press("Enter")
        keys += len(words) + 1
        page.locator(f"[data-list] li:nth-child(1):has-text('{words}')").wait_for()
    waiting = page.locator("[data-list] li:not(:has(a))")
    assert waiting.count() == 20
    assert platform.told(COUNT.format(event=place["event"]))["rows"] == 10

    page.context.set_offline(False)
    page.locator("[data-list]:not(:has(li:not(:has(a))))").wait_for()

    kept = platform.told(COUNT.format(event=place["event"]))
    assert kept["said"] == said
    assert (kept["rows"], kept["routed"]) == (30, 30)
    seconds = CLICK + keys / KEYS_A_SECOND
    print(f"thirty points by keyboard: {keys} keys, no click, {seconds / 60:.1f} min")


def test_what_was_kept_without_a_line_is_there_after_the_page_was_closed(
    browse, platform
):
    place = begin(platform, with_points=False)
    page = browse(width=360, language="ky", as_="rapporteur")
    address = f"{place['at']}at/{place['event']}/"
    page.goto(address)
    page.context.set_offline(True)
    page.fill("textarea[name=text]", POINTS[0])
    page.click("form[data-entering] button.button")
    page.locator("[data-list] li").wait_for()
    keep_picture(page, "enter-offline-360-ky")
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)

    page.goto(address)

    page.locator("[data-list] li a").wait_for()
    assert platform.told(COUNT.format(event=place["event"]))["texts"] == [POINTS[0]]
    assert page.locator("[data-list] li").count() == 1
    page.click("[data-list] form button")  # a slip of the hand
    page.locator("[data-nothing]:not([hidden])").wait_for()
    assert platform.told(COUNT.format(event=place["event"]))["rows"] == 0


def test_a_point_that_is_refused_comes_back_into_the_box(browse, platform):
    place = begin(platform, with_points=False)
    page = browse(width=1280, as_="rapporteur")
    page.goto(f"{place['at']}at/{place['event']}/")
    page.evaluate("document.querySelector('textarea').removeAttribute('maxlength')")
    words = "а" * 2001
    page.fill("textarea[name=text]", words)

    page.keyboard.press("Enter")

    page.locator("[data-said]:has-text('2000')").wait_for()
    assert page.input_value("textarea[name=text]") == words
    assert not page.locator("[data-list] li").count()


def test_without_a_script_a_point_is_entered_too(browse, platform):
    place = begin(platform, with_points=False)
    page = browse(width=360, java_script_enabled=False, as_="rapporteur")
    page.goto(f"{place['at']}at/{place['event']}/")
    page.fill("textarea[name=text]", POINTS[0])
    page.click("form.entering button.button")

    assert page.input_value("textarea[name=text]") == ""
    assert page.locator("[data-list] li a").count() == 1


def test_topics_and_who_may_know_it_by_one_key(browse, platform):
    place = begin(platform, with_points=False)
    page = browse(width=1280, as_="rapporteur")
    page.goto(f"{place['at']}at/{place['event']}/")
    page.keyboard.insert_text(POINTS[0])
    for key in ("Alt+Digit1", "Alt+Digit3", "Alt+Digit0"):
        page.keyboard.press(key)
    assert page.locator("[name=terms]:checked").count() == 2
    assert page.locator("[name=sensitivity]:checked").get_attribute("value") == (
        "confidential"
    )
    keep_picture(page, "enter-more-1280-en")
    page.keyboard.press("Enter")

    page.locator("[data-list] li a").wait_for()
    # The next one begins as usual, about the same topics.
    assert page.locator("[name=sensitivity]:checked").get_attribute("value") == "group"
    assert page.locator("[name=terms]:checked").count() == 2


def test_rapporteur_sorts_her_inbox_by_keyboard(browse, platform):
    place = begin(platform)
    page = browse(width=1280, language="ru", as_="rapporteur")
    page.goto(f"{place['at']}?group={place['group']}&state=sent&event={place['event']}")
    items = page.locator("[data-finding]")
    total = items.count()
    assert total == 5  # one was merged
    items.first.focus()
    page.keyboard.press("t")
    page.locator(f"[data-triage]:not(:has(li:nth-child({total})))").wait_for()
    assert items.first.evaluate("item => item === document.activeElement")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.type("jkrta")
    page.keyboard.press("Enter")
    page.locator(f"[data-triage]:not(:has(li:nth-child({total - 1})))").wait_for()
    page.keyboard.press("k")
    # The key of the letter, whatever is written on it.
    page.evaluate(
        """document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "к", code: "KeyR", bubbles: true }))"""
    )
    page.locator(f"[data-triage]:not(:has(li:nth-child({total - 2})))").wait_for()

    states = platform.told(STATES.format(**place))
    assert [tuple(row) for row in states] == [
        ("aside", "jkrta"),
        ("read", ""),
        *[("sent", "")] * 3,  # with the merged one
        ("taken", ""),
    ]


def filled_rows():
    return "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{words}</t></is></c></row>'
        for at, words in enumerate([*POINTS[:3], ""], start=2)
    )


def test_a_form_goes_out_and_comes_back(browse, platform):
    place = begin(platform, with_points=False)
    page = browse(width=360, language="ru", as_="rapporteur")
    page.goto(f"{place['at']}at/{place['event']}/bring-in/")
    keep_picture(page, "bring-in-360-ru")
    with page.expect_download() as download:
        page.click("a[href$='/xlsx/']")
    empty = Path(download.value.path()).read_bytes()
    filled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(empty)) as before,
        zipfile.ZipFile(filled, "w") as z,
    ):
        for name in before.namelist():
            part = before.read(name).decode()
            z.writestr(
                name, part.replace("</sheetData>", f"{filled_rows()}</sheetData>")
            )
    upload = {"name": "form.xlsx", "mimeType": "", "buffer": filled.getvalue()}

    for number in (3, 3):
        page.set_input_files("input[type=file]", upload)
        press(page, page.locator("form[enctype] button.button"))
        keep_picture(page, "bring-in-check-360-ru")
        if page.locator("form.actions button").count():
            press(page, page.locator("form.actions button"))
        assert platform.told(COUNT.format(event=place["event"]))["rows"] == number
        page.goto(f"{place['at']}at/{place['event']}/bring-in/")


@pytest.mark.parametrize("way", ALL if IS_WHOLE else PAIR)
def test_pages_are_open_to_everybody(browse, platform, way):
    width, language, theme = way
    place = begin(platform)
    empty = begin(platform, with_points=False)
    first = f"{place['at']}{place['keys'][0]}/"
    shelf = f"/r/{place['review']}/evidence/"
    pages = {
        "list": place["at"],
        "inbox": f"{place['at']}?group={place['group']}",
        "nothing": f"{place['at']}?q=nothingofthiskind",
        "finding": first,
        "merged": f"{place['at']}{place['keys'][3]}/",
        "confidential": f"{place['at']}{place['keys'][4]}/",
        **{
            name: f"{first}{name}/"
            for name in ("edit", "give", "known", "ask", "evidence", "translate/en")
        },
        "merge": f"{place['at']}{place['keys'][2]}/merge/?q=суу",
        "enter": f"{place['at']}at/{place['event']}/",
        "enter-empty": f"{empty['at']}at/{empty['event']}/",
        "bring-in": f"{place['at']}at/{place['event']}/bring-in/",
        "shelves": shelf,
        "shelf": f"{shelf}of/{place['group']}/",
        "piece": f"{shelf}{place['evidence']}/",
        "piece-edit": f"{shelf}{place['evidence']}/edit/",
        "piece-new": f"{shelf}of/{place['group']}/new/",
    }
    page = browse(
        width=width, language=language, theme=theme, as_="rapporteur", bypass_csp=True
    )
    wrong = []
    for name, address in pages.items():
        response = page.goto(address)
        assert response.status == 200, name
        keep_picture(page, f"{name.replace('/', '-')}-{width}-{language}-{theme}")
        wrong += wrong_on(page, name)
    assert not wrong, "\n".join(wrong)
