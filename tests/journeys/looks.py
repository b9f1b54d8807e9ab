"""The ways in which a page is looked at: width, language, light or dark. The usual run
takes a sample of them; `bin/test --all`, and every run with SCREENS=/some/folder (which
keeps a picture of each), takes them all."""

import os
from pathlib import Path

SCREENS = os.environ.get("SCREENS")
IS_WHOLE = bool(SCREENS or os.environ.get("ALL"))
SAMPLE = [
    (360, "en", "light"),
    (360, "ru", "dark"),
    (360, "ky", "light"),
    (1280, "en", "dark"),
    (1280, "ru", "light"),
]
PAIR = [(360, "ru", "dark"), (1280, "en", "light")]
REST = [
    (360, "en", "dark"),
    (360, "ru", "light"),
    (1280, "en", "light"),
    (1280, "ru", "dark"),
]
ALL = SAMPLE + REST
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


def keep_picture(page, name):
    if not SCREENS:
        return
    folder = Path(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
