"""A form that was filled without a line comes back: .xlsx or .docx in, points out,
and of each row that was not understood a sentence. Nothing is written here."""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext as _

from catalogue.models import Region, Term
from catalogue.names import normalise
from consultations.entering import Point
from consultations.form_words import (
    COLUMNS,
    LANGUAGE_NAMES,
    SENSITIVITY_NAMES,
    WHOM_NAMES,
)
from consultations.models import Event, Finding
from consultations.models.findings import CHANGE_AT_MOST, TEXT_AT_MOST
from core import word_reading
from core.exceptions import ActionRefused
from core.words import language_of
from recommendations.exchange import workbook
from recommendations.exchange.refusals import CannotRead as CannotReadSheet

MEGABYTE = 1024 * 1024
MEGABYTES_AT_MOST = 5
ROWS_AT_MOST = 500
HEADINGS_WITHIN = 30  # rows from the top


class CannotRead(ActionRefused):
    """One sentence, for the person who has the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the form as it was understood. `wrong`: why it is left out."""

    number: int
    text: str
    change: str = ""
    language: str = "ru"
    region: str = ""  # its code
    terms: tuple[str, ...] = ()  # their keys
    sensitivity: str = Finding.Sensitivity.GROUP
    wrong: str = ""

    def key(self, event: Event) -> UUID:
        """The same words at the same meeting are one point, however often they come."""
        said = "\x1f".join([" ".join(self.text.split()), " ".join(self.change.split())])
        return uuid5(NAMESPACE_OID, f"{event.pk}\x1f{said}")


def read_form(content: bytes, *, event: Event) -> list[Row]:
    """Every row in which something is written. Raises CannotRead."""
    _refuse_what_is_no_form(content)
    is_word = _holds(content, "word/document.xml")
    table = _word_rows(content) if is_word else _sheet_rows(content)
    columns, rows = _under_headings(table)
    if columns is None:
        raise CannotRead(
            _("The headings of the form are not in this file. Download the form anew.")
        )
    meanings = Meanings(event)
    found = [
        meanings.row(number, cells, columns)
        for number, cells in rows
        if any(cell.strip() for cell in cells)
    ]
    if not found:
        raise CannotRead(_("Nothing is written in this form yet."))
    if len(found) > ROWS_AT_MOST:
        raise CannotRead(
            _("The form has more than %(most)d rows. Divide it.")
            % {"most": ROWS_AT_MOST}
        )
    return _twice(found)


def _twice(rows: list[Row]) -> list[Row]:
    """Of two rows with the same words the first stands."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        said = (" ".join(row.text.split()), " ".join(row.change.split()))
        if row.wrong or said not in seen:
            kept.append(row)
        seen.add(said)
    return kept


def _refuse_what_is_no_form(content: bytes) -> None:
    if not content:
        raise CannotRead(_("The file is empty."))
    if len(content) > MEGABYTES_AT_MOST * MEGABYTE:
        raise CannotRead(
            _("The file is larger than %(limit)d MB.") % {"limit": MEGABYTES_AT_MOST}
        )
    names = _names(content)
    if not {"word/document.xml", "xl/workbook.xml"} & set(names):
        raise CannotRead(_("This is not the form: it is an .xlsx or a .docx file."))
    if any("vbaProject" in name for name in names):
        raise CannotRead(_("The file holds macros. Save it without them."))


def _names(content: bytes) -> list[str]:
    try:
        return zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CannotRead(
            _("This is not the form: it is an .xlsx or a .docx file.")
        ) from None


def _holds(content: bytes, name: str) -> bool:
    return name in _names(content)


type Numbered = Iterator[tuple[int, list[str]]]


def _sheet_rows(content: bytes) -> Numbered:
    """Of the first sheet; formulas are not reckoned, and what begins like one is
    text."""
    try:
        workbook.refuse_bomb(content)
        lines = workbook.lines_of(content, megabytes=256, seconds=5)
        next(lines, None)  # the name of the first sheet
        for number, line in enumerate(lines, start=1):
            if isinstance(line, str) or number > ROWS_AT_MOST + HEADINGS_WITHIN + 1:
                return
            yield number, [word_reading.whole(cell) for cell in line]
    except CannotReadSheet:
        raise CannotRead(_damaged()) from None


def _word_rows(content: bytes) -> Numbered:
    try:
        told = word_reading.told(content)
    except word_reading.CannotRead as refusal:
        raise CannotRead(str(refusal)) from None
    rows: dict[tuple[int, int], dict[int, list[str]]] = {}
    for line in told:
        if line["cell"]:
            table, row, column = line["cell"]
            cells = rows.setdefault((table, row), {})
            cells.setdefault(column, []).append(word_reading.whole(line["words"]))
    for (_table, number), cells in rows.items():
        widest = max(cells)
        yield (
            number,
            ["\n".join(cells.get(at, [])) for at in range(1, widest + 1)],
        )


def _damaged() -> str:
    return _("The file is damaged or too large to be read. Save it again.")


def _under_headings(table: Numbered) -> tuple[dict[str, int] | None, list]:
    """Which column is where, and the rows below."""
    columns: dict[str, int] | None = None
    rows = []
    for place, (number, cells) in enumerate(table):
        if columns is not None:
            rows.append((number, cells))
        elif place < HEADINGS_WITHIN:
            found = _columns_of(cells)
            columns = found if "text" in found else None
    return columns, rows


def _columns_of(cells: Sequence[str]) -> dict[str, int]:
    known = {
        normalise(heading): name
        for name, column in COLUMNS.items()
        for heading in column.headings.values()
    }
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        # Below the heading a cell may explain itself on a line of its own.
        name = known.get(normalise(cell.split("\n")[0]))
        if name:
            found.setdefault(name, place)
    return found


class Meanings:
    """What the words in the cells stand for, in all three languages."""

    def __init__(self, event: Event):
        regions = Region.objects.filter(state=event.review.state_id)
        self.regions = _by_names(regions, lambda row: row.code)
        self.terms = {
            **{
                normalise(name): key
                for key, names in WHOM_NAMES.items()
                for name in names
            },
            **_by_names(Term.objects.of("topics"), lambda row: row.key),
        }
        self.languages = {
            normalise(name): code
            for code, names in LANGUAGE_NAMES.items()
            for name in (code, *names)
        }
        self.sensitivities = {
            normalise(name): kind
            for kind, names in SENSITIVITY_NAMES.items()
            for name in (kind, *names)
        }

    def row(self, number: int, cells: Sequence[str], columns: dict[str, int]) -> Row:
        said = {
            name: cells[place].replace("\0", "").strip() if place < len(cells) else ""
            for name, place in columns.items()
        }
        text, change = said["text"], said.get("change", "")
        wrong: list[str] = []
        language = self._one(
            self.languages,
            said.get("language", ""),
            wrong,
            _("“%(word)s” is none of our languages."),
        )
        region = self._one(
            self.regions,
            said.get("region", ""),
            wrong,
            _("“%(word)s” is no region that we know."),
        )
        sensitivity = self._one(
            self.sensitivities,
            said.get("sensitivity", ""),
            wrong,
            _("“%(word)s” does not say who may know it."),
        )
        terms = [
            self._one(self.terms, word, wrong, _("“%(word)s” is no topic of ours."))
            for word in said.get("terms", "").replace("\n", ";").split(";")
        ]
        return Row(
            number=number,
            text=text[:TEXT_AT_MOST],
            change=change[:CHANGE_AT_MOST],
            language=language or language_of(text, otherwise="ru"),
            region=region,
            terms=tuple(filter(None, terms)),
            sensitivity=sensitivity or Finding.Sensitivity.GROUP,
            wrong=" ".join([*_sizes(text, change), *wrong]),
        )

    def _one(self, known, word: str, wrong: list[str], sentence: str) -> str:
        word = word.strip()
        if not word:
            return ""
        found = known.get(normalise(word), "")
        if not found:
            wrong.append(sentence % {"word": word[:60]})
        return found


def _sizes(text: str, change: str) -> Iterator[str]:
    if not text:
        yield _("It does not say what is wrong.")
    if len(text) > TEXT_AT_MOST:
        yield _("It is longer than %(most)d letters.") % {"most": TEXT_AT_MOST}
    if len(change) > CHANGE_AT_MOST:
        yield (
            _("What should change is longer than %(most)d letters.")
            % {"most": CHANGE_AT_MOST}
        )


def _by_names(rows, key_of: Callable[..., str]) -> dict[str, str]:
    return {
        normalise(name): key_of(row)
        for row in rows
        for name in (key_of(row), row.name_en, row.name_ru, row.name_ky)
        if name
    }


def points_of(rows: Sequence[Row], *, event: Event) -> list[Point]:
    """What can be entered; the rest stays in the file."""
    regions = {
        row.code: row for row in Region.objects.filter(state=event.review.state_id)
    }
    terms = {row.key: row for row in Term.objects.of("topics")}
    return [
        Point(
            text=row.text,
            change=row.change,
            language=row.language,
            region=regions.get(row.region),
            terms=[terms[key] for key in row.terms if key in terms],
            sensitivity=row.sensitivity,
            client_key=row.key(event),
        )
        for row in rows
        if not row.wrong
    ]


def counted(rows: Sequence[Row], *, event: Event) -> Counter[str]:
    """How many are new, here already, and left out."""
    keys = {row.key(event) for row in rows if not row.wrong}
    here = Finding.objects.filter(client_key__in=keys).count()
    return Counter(
        new=len(keys) - here,
        here=here,
        wrong=sum(bool(row.wrong) for row in rows),
    )
