"""The files in `locale/`: brought up to date, always written the same way, judged.

There are no line numbers and no dates in them, so a change of words is the only
change that shows.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

import django
import polib

from core.wording.extraction import Message

SOURCE = "en"
HEADERS = {
    SOURCE: "The source language: only plurals are written out.",
    "ky": "needs a native check",
}
ALIKE = 0.85
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")

Key = tuple[str, str]


def path_of(language: str, folder: Path) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> polib.POFile:
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgid, entry.msgctxt or ""


def plural_forms(language: str) -> str:
    """Django's own: catalogues with another rule would not be merged with its."""
    folder = Path(django.__file__).parent / "conf" / "locale"
    return read(path_of(language, folder)).metadata["Plural-Forms"]


def number_of_forms(language: str) -> int:
    (count,) = re.findall(r"nplurals=(\d+)", plural_forms(language))
    return int(count)


def arranged(entries: Iterable[polib.POEntry], language: str) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.header = HEADERS.get(language, "")
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    catalogue.extend(sorted(entries, key=key_of))
    return catalogue


def brought_up_to_date(
    old: polib.POFile, messages: dict[Key, Message], language: str
) -> polib.POFile:
    """Every message and no other. A text that was only reworded keeps its
    translation, marked fuzzy until a person has looked."""
    known = {key_of(entry): entry for entry in old if not entry.obsolete}
    dropped = [key for key in known if key not in messages and known[key].translated()]
    entries = []
    for key, message in messages.items():
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
        before = known.get(key) or (
            None if language == SOURCE else reworded(message, dropped, known)
        )
        if before:
            entry.flags = [flag for flag in before.flags if flag == "fuzzy"]
            entry.msgstr = before.msgstr
            if key_of(before) != key:
                entry.flags = ["fuzzy"]
                entry.previous_msgid = before.msgid
            elif entry.fuzzy:
                entry.previous_msgid = before.previous_msgid
        if message.plural:
            entry.msgid_plural, entry.msgstr = message.plural, ""
            forms = before.msgstr_plural if before else {}
            if language == SOURCE:
                forms = {0: message.text, 1: message.plural}
            entry.msgstr_plural = {
                index: forms.get(index, "")
                for index in range(number_of_forms(language))
            }
        entries.append(entry)
    return arranged(entries, language)


def reworded(
    message: Message, dropped: list[Key], known: dict[Key, polib.POEntry]
) -> polib.POEntry | None:
    """The entry no longer used that this message most resembles."""
    texts = {
        text: known[text, context]
        for text, context in dropped
        if context == message.context
        and bool(known[text, context].msgid_plural) == bool(message.plural)
    }
    close = get_close_matches(message.text, texts, n=1, cutoff=ALIKE)
    return texts[close[0]] if close else None


def problems(path: Path, messages: dict[Key, Message], language: str) -> Iterator[str]:
    """One sentence for everything that would show the reader a wrong word."""
    catalogue = read(path)
    entries = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    for key, message in messages.items():
        entry = entries.get(key)
        if entry is None or entry.msgid_plural != message.plural:
            yield f"{language}: “{message.text}” is missing"
        else:
            for problem in problems_of(entry, language):
                yield f"{language}: “{message.text}” {problem}"
    for text, context in entries:
        if (text, context) not in messages:
            yield f"{language}: “{text}” is not used any more"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    if written != str(arranged(catalogue, language)):
        yield f"{language}: the file is not as `bin/manage words` writes it"


def problems_of(entry: polib.POEntry, language: str) -> Iterator[str]:
    if entry.fuzzy:
        yield "is fuzzy: look at it, then remove the mark"
    if entry.msgid_plural:
        forms = [
            entry.msgstr_plural.get(index, "")
            for index in range(number_of_forms(language))
        ]
    else:
        # What the source says is said by itself.
        forms = [entry.msgstr or (entry.msgid if language == SOURCE else "")]
    if not all(form.strip() for form in forms):
        yield "is not translated"
        return
    for index, form in enumerate(forms):
        # One form may stand for 1, 21 and 31: only the source may drop the number.
        is_one = language == SOURCE and index == 0
        text = entry.msgid if is_one else entry.msgid_plural or entry.msgid
        if placeholders(form) != placeholders(text):
            yield f"has other placeholders in “{form}”"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))
