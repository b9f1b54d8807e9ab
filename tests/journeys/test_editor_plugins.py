"""What the editor can do beyond plain writing, in a real browser."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.drafting import begin, on_server, paragraph
from tests.journeys.looks import RULES, keep_picture
from tests.journeys.test_drafting import SAVED, TEXT, open_text

WORDS = (
    "Охранный ордер выдаётся в течение суток.",
    "Убежища работают в Бишкеке и Оше.",
)


@pytest.fixture
def draft(platform):
    return begin(
        platform,
        ru=[paragraph(words) for words in WORDS],
        en=[paragraph("Shelters operate in Bishkek and Osh.")],
    )


def command(page, name):
    button = page.locator(f"[data-command={name}]")
    button.scroll_into_view_if_needed()
    button.click()


def caret_after(page, words):
    """The caret behind some words, as a tap puts it there. A change that arrives in
    that very moment may draw the paragraph anew: who taps beside it taps again."""
    for _time in range(5):
        page.evaluate(
            """([selector, words]) => {
              const root = document.querySelector(selector);
              root.focus();
              const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at >= 0) {
                  getSelection().collapse(walker.currentNode, at + words.length);
                  return;
                }
              }
              throw new Error(`nowhere: ${words}`);
            }""",
            [TEXT, words],
        )
        page.wait_for_timeout(200)
        before = page.evaluate(
            """() => {
              const { anchorNode, anchorOffset } = getSelection();
              return anchorNode?.data?.slice(0, anchorOffset) ?? "";
            }"""
        )
        if before.endswith(words):
            return
    raise AssertionError(f"no caret behind {words}")


def select(page, words):
    page.evaluate(
        """([selector, words]) => {
          const root = document.querySelector(selector);
          root.focus();
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const at = node.data.indexOf(words);
            if (at >= 0) {
              getSelection().setBaseAndExtent(node, at, node, at + words.length);
              return;
            }
          }
          throw new Error(`nowhere: ${words}`);
        }""",
        [TEXT, words],
    )
    page.wait_for_timeout(200)


def kept(page, platform, address) -> dict:
    page.keyboard.press("Control+s")
    page.locator(SAVED).wait_for()
    return on_server(platform, address)


def blocks(document) -> list[str]:
    return [node["type"] for node in document["content"]]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_footnote_is_written_where_it_stands(browse, platform, draft, width):
    page = browse(width=width, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "в течение суток")
    command(page, "footnote")
    page.keyboard.type("Закон 63, ст. 27")
    keep_picture(page, f"footnote-{width}")
    page.keyboard.press("Enter")
    page.keyboard.type(" почти всегда")

    document = kept(page, platform, draft["ru"])["document"]
    first = document["content"][0]["content"]
    assert [node.get("text", node["type"]) for node in first] == [
        "Охранный ордер выдаётся в течение суток",
        "footnote",
        " почти всегда.",
    ]
    assert first[1]["content"][0]["text"] == "Закон 63, ст. 27"
    page.reload()
    assert "Закон 63" in page.locator(TEXT).inner_text()


def test_a_footnote_can_be_emptied_and_taken_away(browse, platform, draft):
    page = browse(width=1280, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "в течение суток")
    command(page, "footnote")
    page.keyboard.type("ab")
    for _key in range(3):
        page.keyboard.press("Backspace")
    page.keyboard.type("!")

    first = kept(page, platform, draft["ru"])["document"]["content"][0]["content"]
    assert [node["text"] for node in first] == [
        "Охранный ордер выдаётся в течение суток!."
    ]


def test_a_phone_keyboard_composes_words_in_a_footnote(browse, platform, draft):
    page = browse(width=360, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "в течение суток")
    command(page, "footnote")
    session = page.context.new_cdp_session(page)
    for part in ("з", "за", "зак", "закон"):
        session.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
    session.send("Input.insertText", {"text": "закон"})
    page.keyboard.press("Enter")

    first = kept(page, platform, draft["ru"])["document"]["content"][0]["content"]
    assert first[1]["content"] == [{"type": "text", "text": "закон"}]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_table_is_made_and_changed_by_thumb(browse, platform, draft, width):
    page = browse(width=width, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "Бишкеке и Оше.")
    command(page, "table")
    page.keyboard.type("Область")
    page.keyboard.press("Tab")
    page.keyboard.type("Убежищ")
    command(page, "table")
    page.locator("[data-table-dialog]").wait_for()
    keep_picture(page, f"table-dialog-{width}")
    page.click("[data-table=column]")
    command(page, "table")
    page.click("[data-table=row]")
    keep_picture(page, f"table-{width}")

    document = kept(page, platform, draft["ru"])["document"]
    assert blocks(document) == ["paragraph", "paragraph", "table", "paragraph"]
    rows = document["content"][2]["content"]
    assert [len(row["content"]) for row in rows] == [3, 3, 3, 3]
    assert {cell["type"] for cell in rows[0]["content"]} == {"table_header"}
    assert page.locator(f"{TEXT} [style]").count() == 0


def test_suggestions_are_listed_beside_the_text_and_decided_by_keyboard(
    browse, platform, draft
):
    page = browse(width=1280, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    command(page, "suggest")
    select(page, "суток")
    page.keyboard.type("часа")
    caret_after(page, "Бишкеке и Оше")
    page.keyboard.type(" только")
    page.locator("[data-fresh] ins:has-text('часа')").wait_for()
    keep_picture(page, "suggesting-1280")
    page.keyboard.press("Control+s")
    page.locator(SAVED).wait_for()
    page.locator("[data-suggestion]").nth(1).wait_for()
    keep_picture(page, "suggestions-1280")

    page.locator("[data-suggestion]").first.focus()
    page.locator(".suggestion-now").first.wait_for()
    page.keyboard.press("a")
    page.locator("[data-suggestion]").nth(1).wait_for(state="detached")
    page.locator(f"{TEXT} del").wait_for(state="detached")

    server = on_server(platform, draft["ru"])
    assert "в течение часа." in server["plain"]
    assert "суток" not in server["plain"]
    assert page.locator(f"{TEXT} ins").inner_text() == " только"
    assert page.evaluate("document.activeElement.dataset.suggestion") is not None


def test_in_suggest_mode_paragraphs_are_not_joined_and_the_page_says_why(
    browse, platform, draft
):
    page = browse(width=360, language="en", as_="rapporteur")
    open_text(page, draft["ru"])
    command(page, "suggest")
    caret_after(page, "Убежища")
    page.keyboard.press("Home")
    page.wait_for_timeout(200)  # as a hand goes from one key to the other
    page.keyboard.press("Backspace")
    page.locator("[data-refused]:has-text('Only words can be suggested')").wait_for()
    keep_picture(page, "refused-360")

    document = kept(page, platform, draft["ru"])["document"]
    assert blocks(document) == ["paragraph", "paragraph"]


def test_what_two_suggest_beside_each_other_stands_in_both_browsers(
    browse, platform, draft
):
    pages = [browse(width=1280, language="ru", as_="rapporteur") for _two in range(2)]
    for page in pages:
        open_text(page, draft["ru"])
        command(page, "suggest")
    select(pages[0], "в течение суток")
    pages[0].keyboard.press("Delete")
    pages[1].locator(f"{TEXT} del:has-text('суток')").wait_for()
    caret_after(pages[1], "в течение")
    pages[1].keyboard.type(" трёх")
    for page in pages:
        page.locator(f"{TEXT} ins:has-text('трёх')").wait_for()
        page.locator(f"{TEXT} del:has-text('суток')").wait_for()

    texts = [page.locator(f"{TEXT} > p").first.inner_text() for page in pages]
    # Typed among words that are to go, they stand behind those.
    assert texts[0] == texts[1]
    assert "в течение суток трёх" in texts[0]


def test_words_from_word_come_clean(browse, platform, draft):
    page = browse(width=1280, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "Бишкеке и Оше.")
    html = (
        "<h1 style='mso-x:1'>Заголовок</h1><p class=MsoNormal style='color:red'>"
        "Слова <b>важные</b><o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>раз</p>"
    )
    page.evaluate(
        """([selector, html]) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", "x");
          document.querySelector(selector).dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [TEXT, html],
    )
    page.locator(f"{TEXT} li").wait_for()

    document = kept(page, platform, draft["ru"])["document"]
    assert blocks(document)[-2:] == ["paragraph", "bullet_list"]
    assert "mso" not in json.dumps(document)
    assert page.locator(f"{TEXT} [style]").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_words_are_found_and_headings_lead_to_their_place(
    browse, draft, platform, width
):
    page = browse(width=width, language="en", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "Бишкеке и Оше.")
    page.keyboard.press("Enter")
    page.keyboard.type("## Что мы видели")
    page.keyboard.press("Control+f")
    page.keyboard.type("УБЕЖИЩА")
    page.locator("[data-found]:has-text('1 of 1')").wait_for()
    assert page.locator(".found-now").inner_text() == "Убежища"
    keep_picture(page, f"find-{width}")
    page.keyboard.press("Escape")
    assert page.evaluate("getSelection().toString()") == "Убежища"

    command(page, "outline")
    keep_picture(page, f"outline-{width}")
    page.click("[data-outline-dialog] button:has-text('Что мы видели')")
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert page.locator(f"{TEXT} h2").inner_text() == "Что мы видели!"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_recommendation_is_cited_by_its_number(browse, platform, draft, width):
    page = browse(width=width, language="en", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "Бишкеке и Оше")
    command(page, "cite")
    page.locator("[role=option]").first.wait_for()
    keep_picture(page, f"picker-{width}")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [one["id"] for one in found]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chip = page.locator(f"{TEXT} .cite")
    chip.wait_for()
    label = chip.inner_text()
    chip.click()
    page.locator(".cite-card a").wait_for()
    keep_picture(page, f"chip-{width}")

    content = kept(page, platform, draft["ru"])["document"]["content"][1]["content"]
    assert [node["type"] for node in content] == ["text", "cite", "text"]
    assert content[1]["attrs"]["label"] == label


def test_a_proposal_stays_in_step_with_its_wording(browse, platform, draft):
    platform.manage(
        "shell",
        "-c",
        "from groups.models import Membership\n"
        "from proposals.models import Proposal\n"
        "seat = Membership.objects.get(user__email='rapporteur@demo.example',"
        " role='rapporteur')\n"
        "Proposal.objects.create(review=seat.group.review, group=seat.group,"
        " wording_ru='Открыть приют в Нарыне')",
    )
    page = browse(width=1280, language="ru", as_="rapporteur")
    open_text(page, draft["ru"])
    caret_after(page, "Бишкеке и Оше.")
    command(page, "proposal")
    page.fill("[data-picker-dialog] [name=q]", "Нарыне")
    page.locator("[role=option]:has-text('Нарыне')").click()
    shown = page.locator(f"{TEXT} .proposal")
    shown.locator(".card-wording:has-text('Открыть приют в Нарыне')").wait_for()
    keep_picture(page, "proposal-1280")
    page.keyboard.press("Control+s")
    page.locator(SAVED).wait_for()
    platform.manage(
        "shell",
        "-c",
        "from proposals.models import Proposal\n"
        "Proposal.objects.filter(wording_ru__contains='Нарыне')"
        ".update(wording_ru='Открыть два приюта в Нарыне')",
    )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    shown.locator(".card-wording:has-text('два приюта')").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_comment_stands_at_its_words_and_they_lead_to_each_other(
    browse, platform, draft, width
):
    page = browse(width=width, language="en", as_="rapporteur")
    open_text(page, draft["ru"])
    select(page, "в Бишкеке")
    command(page, "comment")
    page.locator("[data-comment-dialog] [data-quote]:has-text('в Бишкеке')").wait_for()
    page.fill("#comment-body", "А в Баткене?")
    keep_picture(page, f"comment-dialog-{width}")
    page.click("[data-comment-dialog] .button:has-text('Send')")
    page.locator(f"{TEXT} .remarked:has-text('в Бишкеке')").wait_for()
    assert not page.locator("[data-comment-dialog]").is_visible()

    caret_after(page, "Убежища")
    page.keyboard.type(" для женщин")
    assert page.locator(f"{TEXT} .remarked").inner_text() == "в Бишкеке"
    page.locator("[data-to-thread]").click()
    assert page.evaluate("document.activeElement.matches('[data-thread]')")
    keep_picture(page, f"comment-{width}")

    select(page, "в Бишкеке")
    page.keyboard.press("Backspace")
    page.locator("[data-thread][data-gone] [data-gone-note]").wait_for()
    assert "в Бишкеке" in page.locator("[data-thread][data-gone]").inner_text()


def test_dark_and_narrow_everything_is_there(browse, platform, draft):
    page = browse(width=360, language="ru", theme="dark", as_="rapporteur")
    open_text(page, draft["ru"])
    command(page, "suggest")
    select(page, "суток")
    page.keyboard.type("часа")
    page.locator(f"{TEXT} ins").wait_for()
    keep_picture(page, "suggesting-360-dark")
    command(page, "suggest")
    caret_after(page, "Бишкеке и Оше")
    command(page, "footnote")
    page.keyboard.type("Ответ министерства")
    keep_picture(page, "footnote-360-dark")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [one["id"] for one in found]
