"""Writing together in real browsers, on lines that drop."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import is_out, sign_in
from tests.journeys.drafting import begin, on_server, paragraph
from tests.journeys.looks import RULES
from tests.journeys.person import Person

SAVED = "[data-status][data-state=saved], [data-status][data-state=all_saved]"
TEXT = ".ProseMirror"
SLOW = {  # 2G on a good day
    "offline": False,
    "latency": 600,
    "downloadThroughput": 30_000,
    "uploadThroughput": 12_000,
}


def open_text(page, address):
    page.goto(address)
    page.locator(TEXT).wait_for()
    page.locator(SAVED).wait_for()


def state(page) -> str:
    return page.locator("[data-status]").get_attribute("data-state")


def wait_for_state(page, *names):
    page.locator(
        ", ".join(f"[data-status][data-state={name}]" for name in names)
    ).wait_for()


def come_back(page):
    """As a browser says it when the line returns: the exchange goes on at once."""
    page.evaluate("dispatchEvent(new Event('online'))")


def sign_out_behind(tab):
    """The session ends, and no script of the page hears of it."""
    tab.goto("/accounts/logout/")
    tab.locator("form[data-forget]").evaluate("(form) => form.submit()")
    tab.wait_for_url(is_out)


def throttle(page, **conditions):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {**SLOW, **conditions})


def write_at_end(page, words):
    page.locator(f"{TEXT} > p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def databases(page) -> list[str]:
    found = page.evaluate(
        "async () => (await indexedDB.databases()).map((d) => d.name)"
    )
    return [name for name in found if name.startswith("draft:")]


@pytest.fixture
def draft(platform):
    return begin(
        platform,
        ru=[
            paragraph("Охранный ордер выдаётся в течение суток."),
            paragraph("Убежища работают в Бишкеке и Оше."),
        ],
    )


def test_a_rapporteur_on_a_dropping_line_loses_nothing(browse, platform, draft, capsys):
    page = browse(width=360, language="ru", as_="rapporteur")
    throttle(page)
    open_text(page, draft["ru"])
    person = Person(page)

    person.click(page.locator(f"{TEXT} > p").last)
    page.keyboard.press("Control+End")
    person.keys += len(" В Баткене их нет.")
    page.keyboard.type(" В Баткене их нет.", delay=20)
    person.wait_for("[data-status][data-state=saved]", seconds=2)

    page.context.set_offline(True)
    wait_for_state(page, "offline_kept")
    page.keyboard.press("Enter")
    person.keys += 1 + len("Без связи: ехать семь часов.")
    page.keyboard.type("Без связи: ехать семь часов.", delay=20)
    page.locator("[data-download]").wait_for()
    page.context.set_offline(False)
    wait_for_state(page, "saved")

    page.context.set_offline(True)
    wait_for_state(page, "offline_kept")
    person.keys += len(" И снова без связи.")
    page.keyboard.type(" И снова без связи.", delay=20)
    page.wait_for_timeout(300)
    assert state(page) == "offline_kept"
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    throttle(again)
    again.goto(draft["ru"])
    person.clicks += 1
    wait_for_state(again, "saved", "all_saved")
    again.locator(f"{TEXT}:has-text('И снова без связи.')").wait_for()
    again.locator(SAVED).wait_for()

    plain = on_server(platform, draft["ru"])["plain"]
    assert plain == (
        "Охранный ордер выдаётся в течение суток.\n"
        "Убежища работают в Бишкеке и Оше. В Баткене их нет.\n"
        "Без связи: ехать семь часов. И снова без связи."
    )
    with capsys.disabled():
        print(
            f"\nOn a dropping line: {person.seconds:.0f} s, {person.clicks} clicks, "
            f"{person.keys} keys; nothing lost."
        )


def test_two_browsers_see_each_others_words(browse, platform, draft, capsys):
    one = browse(width=1280, as_="rapporteur")
    two = browse(width=1280, as_="drafter")
    open_text(one, draft["ru"])
    open_text(two, draft["ru"])
    # Both know of each other: from now on both ask every second.
    one.reload()
    one.locator(TEXT).wait_for()
    one.locator("[data-here]:not(:empty)").wait_for()
    waits = []
    for number in range(5):
        two.mouse.move(100 + number, 100)
        two.locator(f"{TEXT} > p").first.click()
        write_at_end(one, f" Слово{number}.")
        typed = one.evaluate("performance.timeOrigin + performance.now()")
        two.locator(f"{TEXT}:has-text('Слово{number}.')").wait_for()
        seen = two.evaluate("performance.timeOrigin + performance.now()")
        waits.append((seen - typed) / 1000)
    write_at_end(two, " Ответ.")
    one.locator(f"{TEXT}:has-text('Ответ.')").wait_for()

    with capsys.disabled():
        print(f"\nSeen by the other after {', '.join(f'{w:.2f}' for w in waits)} s")
    assert sorted(waits)[len(waits) // 2] <= 1.5
    assert one.locator(TEXT).inner_text() == two.locator(TEXT).inner_text()
    one.locator("p.here").wait_for()


def test_a_reader_cannot_type(browse, platform, draft):
    page = browse(width=360, language="ru", as_="reader")
    page.goto(draft["ru"])
    page.locator(TEXT).wait_for()
    wait_for_state(page, "suggest")

    write_at_end(page, "Не должно быть")
    page.locator(TEXT).evaluate(
        """(element) => {
          const data = new DataTransfer();
          data.setData("text/plain", "Вставлено");
          element.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )

    assert page.locator(TEXT).get_attribute("contenteditable") == "false"
    assert page.locator(TEXT).get_attribute("aria-readonly") == "true"
    assert page.locator("[data-toolbar]").is_hidden()
    assert "Не должно быть" not in page.locator(TEXT).inner_text()
    assert "Вставлено" not in page.locator(TEXT).inner_text()
    assert page.locator(f"{TEXT} a.suggest").count() == 2


AGREE = """
from submissions.models import Section
Section.objects.filter(pk={section!r}).update(status={status!r})
"""
LEAVE = """
from groups.models import Membership
Membership.objects.filter(group={group!r}, user__email="drafter@demo.example").delete()
"""
JOIN = """
from accounts.models import User
from groups.models import Membership
Membership.objects.create(
    group_id={group!r}, user=User.objects.get(email="drafter@demo.example"), role="drafter")
"""


def test_what_one_may_do_changes_while_the_page_is_open(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])

    platform.manage(
        "shell", "-c", AGREE.format(section=draft["section"], status="agreed")
    )
    write_at_end(page, " Слишком поздно.")
    wait_for_state(page, "not_taken")
    is_editable = page.locator(TEXT).get_attribute("contenteditable")
    with page.expect_download() as kept:
        page.click("[data-download]")
    words = kept.value.path().read_text(encoding="utf-8-sig")
    before = on_server(platform, draft["ru"])["plain"]
    platform.manage(
        "shell", "-c", AGREE.format(section=draft["section"], status="drafting")
    )
    come_back(page)
    page.locator(SAVED).wait_for()

    assert is_editable == "false"
    assert page.locator(TEXT).get_attribute("contenteditable") == "true"
    assert "Слишком поздно." in words
    assert "Слишком поздно." not in before
    assert "Слишком поздно." in on_server(platform, draft["ru"])["plain"]


def test_who_left_the_group_sees_nothing_more(browse, platform, draft):
    page = browse(width=1280, as_="drafter")
    open_text(page, draft["ru"])
    assert databases(page)

    platform.manage("shell", "-c", LEAVE.format(group=draft["group"]))
    try:
        write_at_end(page, " После ухода.")
        page.locator("[data-closed]:not([hidden])").wait_for()
        wait_for_state(page, "closed")
        assert page.locator(TEXT).is_hidden()
        page.locator(TEXT).wait_for(state="detached")

        assert page.locator(TEXT).count() == 0
        assert "Охранный ордер" not in page.content()
        assert databases(page) == []
        assert "После ухода" not in on_server(platform, draft["ru"])["plain"]
    finally:
        platform.manage("shell", "-c", JOIN.format(group=draft["group"]))


def test_a_lost_receipt_writes_nothing_twice(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])
    lost = []

    def swallow(route):
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/sync/", swallow, times=1)
    write_at_end(page, " Один раз.")
    wait_for_state(page, "offline_kept")
    wait_for_state(page, "saved")

    assert lost == [200]
    assert on_server(platform, draft["ru"])["plain"].count("Один раз.") == 1


def test_who_signs_in_again_in_another_tab_writes_on(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])
    tab = page.context.new_page()
    sign_out_behind(tab)

    write_at_end(page, " Без входа.")
    wait_for_state(page, "signed_out")
    sign_in(tab, platform.accounts["rapporteur"])
    come_back(page)
    wait_for_state(page, "saved")

    assert "Без входа." in on_server(platform, draft["ru"])["plain"]


def test_words_are_never_sent_as_somebody_elses(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])
    tab = page.context.new_page()
    sign_out_behind(tab)
    sign_in(tab, platform.accounts["drafter"])

    write_at_end(page, " Чужими руками.")
    wait_for_state(page, "other_person")
    tab.goto(draft["ru"])
    tab.locator(SAVED).wait_for()

    assert "Чужими руками" not in on_server(platform, draft["ru"])["plain"]
    assert "Чужими руками" not in tab.locator(TEXT).inner_text()
    assert page.locator("[data-download]").is_visible()


PURGE = """
from accounts.models import User
from django.utils import timezone
from submissions import purging
purging.purge_history(
    text_id={key!r}, actor=User.objects.get(email="rapporteur@demo.example"),
    at=timezone.now())
"""


def test_purging_renews_open_pages_and_their_local_copies(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])
    [before] = databases(page)

    key = draft["ru"].rstrip("/").rpartition("/")[2]
    platform.manage("shell", "-c", PURGE.format(key=key))
    with page.expect_navigation():
        come_back(page)
    page.locator(SAVED).wait_for()
    [after] = databases(page)

    assert after != before
    assert "Охранный ордер" in page.locator(TEXT).inner_text()


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_the_draft_page_is_open_to_everybody(browse, draft, width, theme):
    page = browse(
        width=width, language="ru", theme=theme, as_="rapporteur", bypass_csp=True
    )
    open_text(page, f"{draft['ru']}?beside=en")

    found = (
        Axe().run(page, options={"runOnly": RULES["runOnly"]}).response["violations"]
    )

    assert [f"{rule['id']} {rule['nodes'][0]['html'][:160]}" for rule in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_shared_phone_keeps_nothing(browse, platform, draft):
    page = browse(width=360, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    write_at_end(page, " Раз.")
    wait_for_state(page, "saved")
    assert databases(page)

    page.check("[data-shared-phone]")
    page.wait_for_timeout(300)
    write_at_end(page, " Два.")
    wait_for_state(page, "saved")
    page.context.set_offline(True)
    wait_for_state(page, "offline_lost")
    page.context.set_offline(False)
    page.reload()
    page.locator(SAVED).wait_for()

    assert page.is_checked("[data-shared-phone]")
    assert databases(page) == []
    assert "Раз. Два." in on_server(platform, draft["ru"])["plain"]


def test_signing_out_leaves_no_draft_on_the_device(browse, draft):
    page = browse(width=360, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    write_at_end(page, " Слово.")
    wait_for_state(page, "saved")

    page.goto("/accounts/logout/")
    page.click("main form button.button")
    page.wait_for_url(is_out)

    assert databases(page) == []


def test_words_that_were_never_taken_do_not_go_unsaid(browse, platform, draft):
    page = browse(width=360, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])

    def refuse(route):
        if json.loads(route.request.post_data)["update"]:
            route.fulfill(status=413, json={"error": "full", "sentence": "Полно."})
        else:
            route.continue_()

    # Refused for good: a file, and the text as the server has it.
    page.route("**/sync/", refuse)
    write_at_end(page, " Слишком много.")
    wait_for_state(page, "refused")
    with page.expect_navigation(), page.expect_download() as kept:
        page.click("[data-anew]")
    words = kept.value.path().read_text(encoding="utf-8-sig")
    page.unroute("**/sync/")
    page.locator(SAVED).wait_for()
    write_at_end(page, " Дальше.")
    wait_for_state(page, "saved")
    plain = on_server(platform, draft["ru"])["plain"]

    # Written without a line and closed: signing out says so first.
    page.context.set_offline(True)
    write_at_end(page, " Не отправлено.")
    wait_for_state(page, "offline_kept")
    page.wait_for_timeout(300)
    tab = page.context.new_page()
    page.close()
    page.context.set_offline(False)
    tab.goto("/accounts/logout/")
    tab.click("main form button.button")
    tab.locator("[data-unsent]").wait_for()
    still = databases(tab)
    tab.click("main form button.button")
    tab.wait_for_url(is_out)

    assert "Слишком много." in words
    assert "Слишком много." not in plain
    assert "Дальше." in plain
    assert still
    assert databases(tab) == []


def test_suggest_mode_marks_what_is_typed(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])

    page.click("[data-command=suggest]")
    write_at_end(page, " Предлагаю.")
    wait_for_state(page, "saved")
    page.locator(f"{TEXT} ins:has-text('Предлагаю.')").wait_for()
    document = json.dumps(
        on_server(platform, draft["ru"])["document"], ensure_ascii=False
    )

    assert '"insertion"' in document
    assert page.get_attribute("[data-command=suggest]", "aria-pressed") == "true"


def test_an_editor_of_another_schema_touches_nothing(browse, platform, draft):
    page = browse(width=1280, as_="rapporteur")

    def older(route):
        answer = route.fetch()
        body = answer.text().replace('data-schema="', 'data-schema="9')
        route.fulfill(response=answer, body=body)

    page.route(f"**{draft['ru']}", older)
    page.goto(draft["ru"])
    wait_for_state(page, "reload")

    assert page.locator(TEXT).count() == 0
    assert page.locator("[data-reading]").inner_text().count("Охранный ордер") == 1
    assert page.locator("[data-reload]").is_visible()


def test_the_bar_counts_words_against_the_budget(browse, draft):
    page = browse(width=1280, as_="rapporteur")
    open_text(page, draft["ru"])

    write_at_end(page, " слово" * 4)
    counted = page.inner_text("[data-count]")

    assert counted == "16"
