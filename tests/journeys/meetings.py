"""Where the pages about meetings are: full, empty, and with a form refused."""

import re

# To come; over, with its numbers; the one whose room has answered.
TITLES = ("Как из сказанного", "Айылда жардам алуу", "зале библиотеки")


def of_meetings(page, home) -> dict[str, str]:
    """By name, as a coordinator of the demonstration finds them."""
    meetings = f"{home}meetings/"
    page.goto(meetings)
    coming, past, asked_for_votes = (
        hrefs(page, f"main h3 a:has-text('{title}')")[0] for title in TITLES
    )
    page.goto(f"{meetings}library/")
    material = hrefs(page, "main h3 a")[0]
    page.goto(f"{meetings}help/")
    ask = next(address for address in hrefs(page, "main a") if "/ask/" in address)
    key = key_of(asked_for_votes)
    return {
        "meetings": meetings,
        "meetings-of-a-region": f"{meetings}?region=KG-N",
        "meeting-room": f"{home}room/{key}/",
        "meeting-room-empty": f"{home}room/{key_of(coming)}/",
        "meeting-room-over": f"{home}room/{key_of(past)}/",
        "voices-new": f"{home}voices/new/",
        "meeting-new": f"{meetings}new/",
        "meeting": past,
        "meeting-coming": coming,
        "meeting-edit": f"{coming}edit/",
        "meeting-questions": f"{past}questions/",
        "meeting-ask": f"{coming}questions/",
        "meeting-counts": f"{past}counts/",
        "meeting-door": f"{coming}door/",
        "meeting-sheet": f"{past}sign-in-sheet/",
        "meeting-certificate": f"{past}certificate/",
        "meeting-report": f"{past}report/",
        "balance": f"{meetings}balance/",
        "balance-filtered": f"{meetings}balance/?event={key_of(past)}&since=2026-01-01",
        "balance-refused": f"{meetings}balance/?since=yesterday",
        "aims": f"{meetings}balance/aims/",
        "library": f"{meetings}library/",
        "library-card": f"{meetings}library/cards/what/",
        "material": material,
        "material-edit": f"{material}edit/",
        "helpers": f"{meetings}help/",
        "help-ask": ask,
        "help-asked": ask_for_help(page, ask),
    }


def ask_for_help(page, address) -> str:
    page.goto(address)
    page.fill("textarea[name=text]", "Зал в Кочкоре отказал. Куда можно позвать людей?")
    with page.expect_navigation():
        page.click("main form button.button:not([type=button])")
    return page.url


def of_phones(page, meetings) -> dict[str, str]:
    """What a phone finds behind the addresses of three meetings: drafts, nothing yet,
    nothing any more."""
    return {
        name: make_address(page, meetings[room])
        for name, room in {
            "room-phone": "meeting-room",
            "room-phone-empty": "meeting-room-empty",
            "room-phone-over": "meeting-room-over",
        }.items()
    }


def make_address(page, room) -> str:
    page.goto(f"{room.partition('room/')[0]}voices/meetings/{key_of(room)}/")
    page.fill("input[name=label]", "Плакат у входа")
    with page.expect_navigation():
        page.click("main form:has([name=label]) button.button:not([type=button])")
    address = page.locator("p.break").inner_text()
    return f"/v/{address.partition('/v/')[2]}room/"


def unanswered(page, phones) -> tuple[str, dict]:
    """The remark is written and no answer chosen."""
    page.goto(phones["room-phone"])
    name = page.locator("input[name^=remark-]").first.get_attribute("name")
    return phones["room-phone"], {name: "Бизде автобус жок"}


def refused_at_meetings(addresses: dict[str, str]) -> dict[str, tuple]:
    """Name → an address, what is typed there, and what another types meanwhile."""
    coming = addresses["meeting-coming"]
    return {
        "meeting-counts-conflict": (
            *(f"{coming}counts/", {"gender-women": "900"}, "gender-women"),
        ),
        "room-hands-refused": (addresses["meeting-room"], {"d1-true": "-1"}),
        "room-hands-conflict": (
            *(addresses["meeting-room"], {"d1-true": "900"}, "d1-true"),
        ),
        "voices-new-refused": (addresses["voices-new"], {"label": " "}),
        "meeting-new-refused": (addresses["meeting-new"], {"title": " "}),
        "meeting-question-refused": (addresses["meeting-ask"], {"text": " "}),
        "meeting-counts-refused": (addresses["meeting-counts"], {"gender-women": "-1"}),
        "aims-refused": (addresses["aims"], {"gender-women": "101"}),
        "material-refused": (addresses["material-edit"], {"url": "nowhere"}),
        "help-refused": (addresses["help-ask"], {"text": " "}),
        "helpers-refused": (addresses["helpers"], {"shown_as": " "}),
    }


def of_no_meetings(home) -> dict[str, str]:
    meetings = f"{home}meetings/"
    return {
        "empty-meetings": meetings,
        "empty-library": f"{meetings}library/",
        "empty-balance": f"{meetings}balance/",
        "empty-helpers": f"{meetings}help/",
        "empty-voices": f"{home}voices/",
    }


def key_of(address) -> str:
    return re.findall(r"[0-9a-f-]{36}", address)[-1]


def hrefs(page, selector: str) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(selector).all()]
