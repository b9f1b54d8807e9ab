"""Where the pages about what was heard are: inside, and for people without an
account. What the demonstration does not have is made as people make it."""

import io
import re
from dataclasses import dataclass, field

from PIL import Image

from tests.journeys.conftest import press

WARDS = "Ооруканада суу жок, чаканы үйдөн алып барабыз."
PUMP = "Айылдагы насос эки айдан бери бузук."
PUMP_AGAIN = "Насос бузук, эки айдан бери оңдолбойт."
ELSEWHERE = "Базардын чатыры тешик, жааганда соода токтойт."
NAMED = "Айгүл Асанова айтты: 0555 12 34 56 номерине чалыңыз."
AS_QUICK_AS_NOBODY = 2_100  # ms, which a machine does not wait
SEND = "main form button.button:not([type=button])"
A_CROWD = """
from django.utils import timezone
from consultations.contributing_doors import A_DAY
from consultations.models import ContributionLink
from core.rates import is_too_often
link = ContributionLink.objects.get(pk={key!r})
for _one in range(A_DAY.at_most):
    is_too_often(A_DAY, str(link.pk), at=timezone.now())
"""


@dataclass(frozen=True)
class Voice:
    """The page at a printed address, with what is typed there, sent or not, and what
    shows then."""

    address: str
    typed: dict[str, str | bool] = field(default_factory=dict)
    is_sent: bool = False
    shows: str = ""

    def open(self, page, language):
        response = page.goto(f"{self.address}?lang={language}")
        page.wait_for_load_state("networkidle")
        for name, value in self.typed.items():
            box = page.locator(f"[name={name}]")
            box.set_checked(value) if isinstance(value, bool) else box.fill(value)
        if self.is_sent:
            page.wait_for_timeout(AS_QUICK_AS_NOBODY)
            page.click(".thumb button")
        if self.shows:
            page.locator(self.shows).first.wait_for()
        return response


@dataclass
class Heard:
    """What was made: addresses of pages, of printed links, and codes."""

    inside: dict[str, str]
    links: dict[str, str]
    code: str
    meeting_code: str


def listen(platform, page, home) -> Heard:
    """As the rapporteur of a group of the demonstration."""
    page.goto(f"{home}meetings/")
    meeting = page.locator("main h3 a", has_text="Нарына").first.get_attribute("href")
    links = {name: make_link(page, home, meeting, name) for name in LINKS}
    page.goto(f"{home}voices/meetings/{key_of(meeting)}/")
    meeting_code = page.inner_text(".code-digits")
    withdraw(page, links["revoked"][0])
    platform.manage("shell", "-c", A_CROWD.format(key=key_of(links["crowd"][0])))
    code = contribute(page, links["open"][1])
    for words in (PUMP, PUMP_AGAIN, ELSEWHERE):
        enter(page, home, meeting, words)
    inside = of_what_was_heard(page, home, meeting)
    return Heard(
        inside={**inside, "voice-link": links["open"][0]},
        links={name: printed for name, (_inside, printed) in links.items()},
        code=code,
        meeting_code=meeting_code,
    )


LINKS = ("open", "crowd", "revoked")


def make_link(page, home, meeting, name) -> tuple[str, str]:
    """Where its page is inside, and what is printed."""
    page.goto(f"{home}voices/meetings/{key_of(meeting)}/")
    page.fill("[name=label]", f"Poster, {name}")
    page.check("[name=takes_photos]")
    press(page, page.locator(f"{SEND} >> nth=0"))
    printed = re.search(r"https?://[^/\s]+(/v/[^\s/]+/)", page.inner_text("p.break"))
    return path_of(page), printed[1]


def withdraw(page, inside) -> None:
    page.goto(inside)
    press(page, page.locator("form[action$='/revoke/'] button"))


def contribute(page, printed) -> str:
    """With a photo; its code."""
    picture = io.BytesIO()
    Image.effect_noise((640, 420), 60).convert("RGB").save(picture, "JPEG")
    page.goto(f"{printed}?lang=ky")
    page.fill("[name=text]", WARDS)
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    page.set_input_files("[name=photos]", photo)
    page.wait_for_timeout(AS_QUICK_AS_NOBODY)
    page.click(".thumb button")
    code = page.locator(".code-digits")
    code.wait_for()
    return code.inner_text()


def enter(page, home, meeting, words) -> None:
    page.goto(f"{home}findings/at/{key_of(meeting)}/")
    page.fill("textarea[name=text]", words)
    page.keyboard.press("Enter")
    page.locator(f"[data-list] li:has-text('{words}') a").first.wait_for()


def find(page, home, words) -> str:
    page.goto(f"{home}findings/?q={words[:30]}")
    return page.locator(".finding-words a").first.get_attribute("href")


def of_what_was_heard(page, home, meeting) -> dict[str, str]:
    findings, shelves = f"{home}findings/", f"{home}evidence/"
    page.goto(home)
    group = key_of(first(page, "[aria-labelledby=groups] table tbody th a"))
    fresh, merged = find(page, home, PUMP), find(page, home, PUMP_AGAIN)
    photo, aside = find(page, home, WARDS), find(page, home, ELSEWHERE)
    quiet = find(page, home, "Участковый вернул заявление")
    put_together(page, merged, into=PUMP)
    set_aside(page, aside)
    ask_back(page, photo)
    shelf = f"{shelves}of/{group}/"
    piece = put_on_shelf(page, f"{shelf}new/")
    page.goto(f"{home}group/{group}/")
    section = section_of(page)
    page.goto(f"{home}proposals/")
    proposal = first(page, ".ask-line a", has_text="shelter")
    page.goto(f"{home}factsheets/")
    sheet = first(page, "table tbody th a", has_text="bed")
    thread = f"{home}thread"
    return {
        "heard": findings,
        "heard-inbox": f"{findings}?group={group}",
        "heard-filtered": f"{findings}?topic=women&sensitivity=coalition",
        "heard-meeting": f"{findings}?event={key_of(meeting)}",
        "heard-nothing": f"{findings}?q=nothingofthiskind",
        "finding": fresh,
        "finding-merged": merged,
        "finding-confidential": quiet,
        "finding-aside": aside,
        "finding-photo": photo,
        "finding-edit": f"{fresh}edit/",
        "finding-translate": f"{fresh}translate/ru/",
        "finding-support": f"{fresh}evidence/",
        "finding-ask": f"{photo}ask/",
        "finding-give": f"{fresh}give/",
        "finding-merge": f"{aside}merge/",
        "finding-merge-found": f"{aside}merge/?q=суу",
        "finding-known": f"{fresh}known/",
        "enter": f"{findings}at/{key_of(meeting)}/",
        "bring-in": f"{findings}at/{key_of(meeting)}/bring-in/",
        "room-table": f"{home}room/{key_of(meeting)}/",
        "voices": f"{home}voices/",
        "voices-meeting": f"{home}voices/meetings/{key_of(meeting)}/",
        "shelves": shelves,
        "shelf": shelf,
        "evidence": piece,
        "evidence-edit": f"{piece}edit/",
        "evidence-new": f"{shelf}new/",
        "thread-event": f"{thread}/event/{key_of(meeting)}/",
        "thread-finding": f"{thread}/finding/{key_of(fresh)}/",
        "thread-evidence": f"{thread}/evidence/{key_of(piece)}/",
        "thread-proposal": f"{thread}/proposal/{key_of(proposal)}/",
        "thread-section": f"{thread}/section/{section}/",
        "thread-factsheet": f"{thread}/factsheet/{key_of(sheet)}/",
        "coverage": f"{home}coverage/",
        "coverage-group": f"{home}coverage/?group={group}",
        "group-home": f"{home}group/{group}/",
        "proposal-behind": proposal,
        "proposal-rests": f"{proposal}behind/",
        "factsheet-behind": sheet,
    }


def put_together(page, finding, *, into) -> None:
    page.goto(f"{finding}merge/")
    page.locator("label.choice", has_text=into).locator("input").check()
    press(page, page.locator("main form .actions button.button"))


def set_aside(page, finding) -> None:
    page.goto(finding)
    page.click("details[data-do=aside] summary")
    page.fill("[name=reason]", "Базар жөнүндө айылдык кеңеш чечет, мамлекет эмес.")
    press(page, page.locator("details[data-do=aside] button.button:visible"))


def ask_back(page, finding) -> None:
    page.goto(f"{finding}ask/")
    page.fill("[name=text]", "Суу качандан бери жок?")
    press(page, page.locator("main form .actions button.button"))


def put_on_shelf(page, new) -> str:
    page.goto(new)
    page.check("[name=kind][value=figure]")
    page.fill("[name=title]", "Больницы без водопровода")
    page.fill("[name=figure]", "18 из 60")
    page.fill("[name=source]", "Национальный статистический комитет")
    press(page, page.locator(f"{SEND} >> nth=-1"))
    return path_of(page)


def section_of(page) -> str:
    """Of the first submission of the group's page."""
    page.goto(first(page, "[aria-labelledby=submissions] table th a"))
    return key_of(first(page, ".sect-more a[href*='/submissions/s/']"))


def refused_inside(inside: dict[str, str]) -> dict[str, tuple[str, dict]]:
    """Name → an address, and what is typed there."""
    no_form = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no form"}
    return {
        "bring-in-refused": (inside["bring-in"], {"file": no_form}),
        "finding-edit-refused": (inside["finding-edit"], {"text": " "}),
        "finding-translate-refused": (inside["finding-translate"], {"text": " "}),
        "finding-ask-refused": (inside["finding-ask"], {"text": " "}),
        "finding-give-refused": (inside["finding-give"], {"groups": False}),
        "evidence-new-refused": (inside["evidence-new"], {"title": " "}),
    }


def of_no_findings(home) -> dict[str, str]:
    return {
        "empty-heard": f"{home}findings/",
        "empty-shelves": f"{home}evidence/",
        "empty-coverage": f"{home}coverage/",
        "empty-voices": f"{home}voices/",
    }


def of_people_outside(heard: Heard) -> dict[str, Voice]:
    at = heard.links["open"]
    return {
        "contribute": Voice(at),
        "contribute-minor": Voice(
            at, {"text": WARDS, "is_by_a_minor": True}, shows="[data-draft]"
        ),
        "contribute-names": Voice(at, {"text": NAMED}, shows="[data-names]"),
        "contribute-refused": Voice(
            at, {"text": " "}, is_sent=True, shows="[data-refused]:visible"
        ),
        "contribute-crowd": Voice(
            heard.links["crowd"],
            {"text": WARDS},
            is_sent=True,
            shows="[data-waiting]:visible, [data-refused]:visible",
        ),
        "room-phone": Voice(f"{at}room/"),
        "contribute-revoked": Voice(heard.links["revoked"]),
        "code": Voice("/k/"),
    }


def of_codes(heard: Heard) -> dict[str, tuple[str, dict]]:
    """Name → an address, and what is typed there."""
    return {
        "code-of-words": ("/k/", {"code": heard.code}),
        "code-of-meeting": ("/k/", {"code": heard.meeting_code}),
        "code-refused": ("/k/", {"code": "1234 5678 9012"}),
    }


def first(page, selector, **narrowed) -> str:
    return page.locator(selector, **narrowed).first.get_attribute("href")


def key_of(address) -> str:
    return re.findall(r"[0-9a-f-]{36}", address)[-1]


def path_of(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)
