"""What people wrote, in the reader's language where it exists, and sentences
for verbs and notices."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language

LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
KYRGYZ = re.compile(r"[ңөүҢӨҮ]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """For files: XML has no place for these letters."""
    return CONTROL.sub("", text)


@dataclass(frozen=True, slots=True)
class Worded:
    """A text and the language it is in."""

    text: str
    language: str

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)


def worded(instance, field: str, language: str | None = None) -> Worded:
    """The field in the reader's language, else in the first language that has
    it. The page sets `lang` from the answer."""
    order = reading_order(language)
    for code in order:
        text = getattr(instance, f"{field}_{code}", "") or ""
        if text.strip():
            return Worded(text, code)
    return Worded("", order[0])


def reading_order(language: str | None = None) -> list[str]:
    """The reader's language, then the others as they are listed."""
    asked = language or get_language() or settings.LANGUAGE_CODE
    return [asked, *(code for code, _name in settings.LANGUAGES if code != asked)]


def language_of(body: str, *, otherwise: str) -> str:
    """In which language it seems to be, so that it is read aloud in the right one."""
    cyrillic, latin = len(CYRILLIC.findall(body)), len(LATIN.findall(body))
    if latin > cyrillic:
        return "en"
    if not cyrillic:
        return otherwise
    if KYRGYZ.search(body):
        return "ky"
    return otherwise if otherwise != "en" else "ru"


@cache
def sentences() -> dict[str, str]:
    """Every verb and notice of every installed app, with its sentence."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.verbs"
        if find_spec(name):
            found.update(import_module(name).VERBS)
    return found
