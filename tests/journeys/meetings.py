"""Where the pages about meetings are: full, empty, and with a form refused."""


def of_meetings(page, home) -> dict[str, str]:
    """By name, as a coordinator of the demonstration finds them."""
    meetings = f"{home}meetings/"
    page.goto(meetings)
    coming, *_others, past = hrefs(page, "main h3 a")
    page.goto(f"{meetings}library/")
    material = hrefs(page, "main h3 a")[0]
    page.goto(f"{meetings}help/")
    ask = next(address for address in hrefs(page, "main a") if "/ask/" in address)
    return {
        "meetings": meetings,
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
        "aims": f"{meetings}balance/aims/",
        "library": f"{meetings}library/",
        "library-card": f"{meetings}library/cards/what/",
        "material": material,
        "material-edit": f"{material}edit/",
        "helpers": f"{meetings}help/",
        "help-ask": ask,
    }


def refused_at_meetings(addresses: dict[str, str]) -> dict[str, tuple[str, dict]]:
    """Name → an address, and what is typed there."""
    return {
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
    }


def hrefs(page, selector: str) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(selector).all()]
