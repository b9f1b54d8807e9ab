"""A point on its whole way: said in a village, entered or sent, sorted, cited, and
told back to who said it. One chain at one meeting of the demonstration."""

import io
import re

import pikepdf

from tests.journeys.drafting import begin, paragraph
from tests.journeys.looks import keep_picture
from tests.journeys.person import Person
from tests.journeys.test_contributing import PREPARED, wrong_of
from tests.journeys.test_editor_plugins import (
    SAVED,
    TEXT,
    caret_after,
    command,
    open_text,
)

MEETING = "Айылда жардам алуу: Нарын"
FAR = "Жакынкы башпаанек 180 чакырым, кышында жол жабык."
SAME = "Башпаанек алыс: 180 чакырым, кышында жол жабык болот."
OURS = (
    "Башпаанекке чейин 180 чакырым жол. Кышында ашуу жабык, балдар менен бара албадым."
)
IN_RUSSIAN = "До убежища 180 километров. Зимой перевал закрыт."
MORE = " Түнкүсүн автобус да жок."
SHED = "Келишпестик: сарай кимге калганын чечип бериңиз."
PATROL = "Патруль келгенче үч саат өтөт: бир унаа беш айылга."
SAID = [
    FAR,
    SAME,
    SHED,
    PATROL,
    "Участковый не принял заявление: сказал, помиритесь дома.",
    "Коргоо ордерин эки күндөн кийин гана беришти.",
    "Врач записал «упала сама», хотя я сказала как было.",
    "Айылда психолог жок, Нарынга барууга акча жок.",
    "Суд откладывали пять раз, каждый раз 80 километров.",
    "Кыздарды он жетиге чыга электе күйөөгө беришет.",
    "Телефон доверия на киргизском никто не взял.",
    "Күйөөсү ордерди бузса да эч ким жазалаган жок.",
    "В комнате для приёма двери нет, слышит весь коридор.",
    "Мугалимдер эмне кылышты билбейт, директор унчукпайт.",
    "Алименты решили в марте, до сих пор ничего.",
    "Кайын журтта жашаган келинге үйдөн чыгуу укугу жок.",
    "Адвоката бесплатно дают только в городе.",
    "Жарандыгы жок аялдын арызын кабыл алышкан жок.",
    "Женщину на коляске в кризисный центр не взяли: лестница.",
    "Айыл өкмөттө бул ишке жооптуу адам жок.",
    "Судья спросила: «А чем вы его довели?»",
    "Ооруканада сүрөткө тартып, ачык коюшту.",
    "После развода дом остался у его родителей.",
    "Мигранттын аялына эч жерде жардам беришпейт.",
    "Соседи боятся быть свидетелями: живём рядом.",
    "Балдарды мектептен алып кетем деп коркутат.",
    "В центре можно жить десять дней, потом некуда.",
    "Ордерди орусча жазып беришти, окуй албайм.",
    "Социальный педагог одна на три школы.",
    "Жаштарга мындай сабак мектепте болбойт.",
]
REASON = "Бул чечимди айылдык сот кабыл алат, мамлекет эмес."
NOT_OURS = "Биз мектептер жөнүндө жазабыз, бул башка топто."
ASKED = "Эң жакын коопсуз жер кайда?"
ANSWERED = "Райборбордо, тууганымдын үйүндө."
SECTION = "Женщины из дальних сёл до убежища не доезжают."


def test_a_point_from_a_village_is_followed_to_where_it_went(browse, platform):
    facilitator = browse(width=1280, language="ru", as_="facilitator")
    meeting = enter_by_keyboard(Person(facilitator))
    address, meeting_code = print_for_the_wall(Person(facilitator), meeting)
    phone = browse(width=360, language="ky")
    code = write_without_a_line(Person(phone), address)

    desk = browse(width=1280, language="ru", as_="rapporteur")
    rapporteur = Person(desk)
    finding = sort(rapporteur)
    cite_in_a_proposal(rapporteur, finding)
    cite_in_a_section(rapporteur, platform, finding)
    other = browse(width=1280, language="ru", as_="rapporteur2")
    set_aside_by_another(Person(other), finding)

    follow(Person(phone), code)
    what_became_of(Person(phone), meeting_code)
    coordinator = browse(width=1280, language="ru", as_="coordinator")
    weigh(Person(coordinator), meeting)


def report(person, what):
    minutes, seconds = divmod(round(person.seconds), 60)
    print(
        f"{what}: {minutes} min {seconds} s, {person.clicks} clicks, {person.keys} keys"
    )


def enter_by_keyboard(person) -> str:
    """From her home to thirty points without a mouse. The meeting's address."""
    page = person.page
    person.go("nav a[href$='/meetings/']")
    person.go(f"main h3 a:has-text('{MEETING}')")
    meeting = page.url
    person.go("main a[href*='/findings/at/']:not([href*='bring-in'])")
    box = page.locator("textarea[name=text]")
    box.wait_for()
    person.clicks = 0
    for number, words in enumerate(SAID):
        assert box.evaluate("box => box === document.activeElement && !box.value")
        person.write(words)
        if number == 0:
            person.press("Alt+Digit1")  # the others stay on that topic
        person.press("Enter")
        page.locator(f"[data-list] li:nth-child(1):has-text('{words}')").wait_for()
    page.locator("[data-list]:not(:has(li:not(:has(a))))").wait_for()
    assert page.locator("[data-list] li").count() == len(SAID)
    keep_picture(page, "thread-entered-1280-ru")
    report(person, "thirty points by keyboard")
    assert person.clicks == 0
    assert person.seconds < 10 * 60
    return meeting


def print_for_the_wall(person, meeting) -> tuple[str, str]:
    """The address that the poster carries, and the code on the slips."""
    page = person.page
    page.goto(meeting)
    person.go("main a[href*='/voices/meetings/']")
    here = page.url
    person.type("[name=label]", "Афиша у входа")
    person.go("main form:has([name=label]) button.button")
    printed = re.search(r"https?://[^/\s]+(/v/[^\s/]+/)", page.inner_text("p.break"))
    page.goto(here)
    person.go("form[action$='/code/'] button")
    code = page.inner_text(".code-digits")
    report(person, "an address and the code of the meeting")
    return printed[1], code


def write_without_a_line(person, address) -> str:
    page = person.page
    page.goto(f"{address}?lang=ky")
    page.locator(PREPARED).wait_for(state="attached")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    assert page.locator("html").get_attribute("lang") == "ky"
    person.type("[name=text]", OURS)
    page.context.set_offline(True)
    person.write(MORE)
    person.check("[name=whom][value=women]")
    page.wait_for_timeout(2_100)  # as quick as no person is
    person.click(".thumb button")
    page.locator("[data-waiting]:visible").wait_for()
    keep_picture(page, "thread-waiting-360-ky")
    page.context.set_offline(False)
    page.locator(".code-digits").wait_for()
    keep_picture(page, "thread-code-360-ky")
    assert not page.context.cookies()
    report(person, "a voice from a village")
    return page.inner_text(".code-digits")


def row_of(page, words):
    return page.locator(f"[data-finding]:has-text('{words}')")


def sort(person) -> str:
    """Her inbox, from her home to the last point. Where the point that goes on is."""
    page = person.page
    person.go("[aria-labelledby=groups] table tbody th a")
    person.go("[aria-labelledby=inbox] li a")
    inbox = page.url
    keep_picture(page, "thread-inbox-1280-ru")

    # A quarrel is set aside by keys alone.
    row_of(page, SHED).focus()
    person.press("a")
    person.write(REASON)
    person.press("Enter")
    row_of(page, SHED).wait_for(state="detached")

    # One goes to a second group.
    person.go(row_of(page, PATROL).locator(".finding-words a"))
    person.go("main a[href$='/give/']")
    person.check("[name=groups] >> nth=0")
    person.send()

    # What came from the phone: translated, asked about, put to the one like it.
    page.goto(inbox)
    person.go(row_of(page, OURS).locator(".finding-words a"))
    ours = page.url
    person.go("main a[href$='/translate/ru/']")
    person.type("[name=text]", IN_RUSSIAN)
    person.send()
    person.go("main a[href$='/ask/']")
    person.type("[name=text]", ASKED)
    person.send()
    for words in (IN_RUSSIAN, SAME):  # her list is in the language she reads
        page.goto(inbox)
        person.go(row_of(page, words).locator(".finding-words a"))
        person.go("main a[href$='/merge/']")
        keep_picture(page, "thread-merge-1280-ru")
        person.check(page.locator("label.choice", has_text=FAR).locator("input"))
        person.send()
    assert page.url != ours
    page.goto(inbox)
    person.go(row_of(page, FAR).locator(".finding-words a"))
    report(person, "an inbox: aside, given on, translated, asked, merged twice")
    keep_picture(page, "thread-finding-1280-ru")
    return page.url


def cite_in_a_proposal(person, finding) -> None:
    page = person.page
    page.goto(home_of(page))
    person.go("[aria-labelledby=groups] table tbody th a")
    person.go("[aria-labelledby=asks] .ask-line a")
    proposal = page.url
    person.go("main a[href$='/behind/']")
    keep_picture(page, "thread-behind-1280-ru")
    person.type("main [name=q]", "180 чакырым")
    person.go("main form:has([name=q]) button.button")
    person.check(page.locator("label.choice", has_text=FAR).locator("input"))
    person.send("form:has([name=finding]) button.button")
    page.goto(proposal)
    page.locator(f"[aria-labelledby=behind] a[href='{path_of(finding)}']").wait_for()
    report(person, "with the proposal")


def cite_in_a_section(person, platform, finding) -> None:
    """The worker copies a text some seconds after it was written."""
    page = person.page
    text = begin(platform, ru=[paragraph(SECTION)])["ru"]
    open_text(page, text)
    caret_after(page, SECTION.rstrip("."))
    command(page, "cite")
    person.check("[data-picker-dialog] [name=kind][value=finding]")
    person.type("[data-picker-dialog] [name=q]", "180 чакырым")
    person.click(page.locator("[role=option]", has_text=FAR))
    page.locator(f"{TEXT} .cite").wait_for()
    keep_picture(page, "thread-cited-1280-ru")
    page.keyboard.press("Control+s")
    page.locator(SAVED).wait_for()
    person.clicks += 1
    page.goto(finding)
    person.go("main a[href*='/thread/finding/']")
    seen = page.locator(".thread-knot a[href*='/submissions/']")
    wait_through_reloads(page, seen)
    keep_picture(page, "thread-thread-1280-ru")
    report(person, "with the section")


def wait_through_reloads(page, locator, *, times=30) -> None:
    for _time in range(times):
        if locator.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(page.inner_text("main"))


def set_aside_by_another(person, finding) -> None:
    """The other group that was at the meeting says why it is none of its own."""
    page = person.page
    page.goto(finding)
    person.click("details[data-do=aside] summary")
    person.type("[name=reason]", NOT_OURS)
    person.send("details[data-do=aside] button.button")


# A factsheet that asks for the same, if that journey came before.
OF_TEST_PUBLISH = "Safe at home"


def follow(person, code) -> None:
    """What she reads, and what she answers."""
    page = person.page
    page.goto("/k/?lang=ky")
    person.type("[name=code]", code.replace(" ", ""))
    person.click("main button.button")
    page.locator(".fate").wait_for()
    keep_picture(page, "thread-fate-360-ky")
    fate = page.inner_text(".fate")
    assert page.locator("html").get_attribute("lang") == "ky"
    # Arrived, merged, taken up, set aside with its reason; a proposal, a section,
    # the factsheet that asks for what is proposed, and the State that did before.
    assert page.locator(".fate li", has_not_text=OF_TEST_PUBLISH).count() == 8, fate
    assert NOT_OURS in fate
    assert not {FAR, OURS, SECTION} & set(fate.splitlines())
    assert wrong_of(page) == []
    assert ASKED in page.inner_text("main")
    person.type("[name=answer]", ANSWERED)
    person.click("main .actions button")
    page.locator(f"text={ANSWERED}").wait_for()
    report(person, "with her code")


def what_became_of(person, code) -> None:
    page = person.page
    page.goto("/k/?lang=ky")
    person.type("[name=code]", code.replace(" ", ""))
    person.click("main button.button")
    page.locator(".totals").wait_for()
    sums = {
        name: int(number)
        for name, number in zip(
            ("made", "taken", "read", "waiting", "merged", "aside"),
            page.locator(".totals dd").all_inner_texts(),
            strict=True,
        )
    }
    assert sums["made"] == sum(sums.values()) - sums["made"]
    assert (sums["made"], sums["taken"], sums["merged"]) == (31, 1, 2)
    assert page.locator("[aria-labelledby=landed] li").count() == 4
    keep_picture(page, "thread-meeting-360-ky")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as sheet:
        assert len(sheet.pages) == 1


def weigh(person, meeting) -> None:
    """Balance, then coverage: the list behind a place holds as many as it says."""
    page = person.page
    person.go("nav a[href$='/meetings/']")
    person.go("main a[href*='/balance/']")
    page.locator("main h1").wait_for()
    keep_picture(page, "thread-balance-1280-ru")
    page.go_back()
    person.go("main a[href*='/coverage/']")
    keep_picture(page, "thread-coverage-1280-ru")
    cells = page.locator(".coverage td a[href*='/findings/']")
    places = [(cell.inner_text(), cell.get_attribute("href")) for cell in cells.all()]
    assert places
    person.go(cells.first)
    for number, address in places[:: max(1, len(places) // 12)]:
        page.goto(address)
        assert page.inner_text("#found").split()[0] == number, address
    report(person, "balance and coverage")


def home_of(page) -> str:
    return re.search(r"/r/[0-9a-f-]{36}/", page.url).group()


def path_of(address) -> str:
    return re.sub(r"^https?://[^/]+", "", address)
