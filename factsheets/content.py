"""From rows to facts: what the page of a factsheet says today, in one language.

Reads the database, decides nothing; `factsheets.pdf` and `factsheets.word` turn
the facts into files, an Edition freezes them.
"""

import hashlib
import json
import re
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.models import Organisation
from core.translations import is_filled
from core.words import worded
from factsheets.facts import (
    FIGURES_AT_MOST,
    Ask,
    Chart,
    ChartRow,
    Facts,
    KeyFigure,
    Level,
    PastRecommendation,
)
from factsheets.models import Edition, Factsheet, ShareLink
from factsheets.queries import Material, material_of
from groups.models import Group

ROWS_AT_MOST = 8


class FiguresNotUnderstood(ValueError):
    """A line of figures that is no row of a chart. `line` counts from 1."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def key_figures(text: str) -> tuple[KeyFigure, ...]:
    """Lines of “number | words”, the first three."""
    pairs = (line.partition("|") for line in paragraphs(text))
    return tuple(
        KeyFigure(value=value.strip(), words=words.strip())
        for value, _bar, words in pairs
    )[:FIGURES_AT_MOST]


def chart_rows(text: str) -> tuple[ChartRow, ...]:
    """Lines of “label; whole; part”, the part optional; digits may be grouped.

    Raises FiguresNotUnderstood with the number of the first wrong line: no
    number, a negative one, a part larger than its whole, more than eight rows.
    Empty lines are passed over, but counted: people count what they see.
    """
    rows: list[ChartRow] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        label, *figures = (cell.strip() for cell in line.split(";"))
        if not 1 <= len(figures) <= 2:  # noqa: PLR2004 -- whole and part
            raise FiguresNotUnderstood(number)
        try:
            whole = _number(figures[0])
            part = _number(figures[1]) if figures[1:] else None
        except ValueError:
            raise FiguresNotUnderstood(number) from None
        wrong = (
            not label
            or whole < 0
            or (part is not None and not 0 <= part <= whole)
            or len(rows) == ROWS_AT_MOST
        )
        if wrong:
            raise FiguresNotUnderstood(number)
        rows.append(ChartRow(label=label, whole=whole, part=part))
    return tuple(rows)


def _number(cell: str) -> float:
    digits = re.sub(r"[\s\u00a0\u202f']", "", cell)
    digits = re.sub(r",(?=\d{3}(\D|$))", "", digits).replace(",", ".")
    number = float(digits)
    if not abs(number) < 1e12:  # noqa: PLR2004 -- also refuses “nan” and “inf”
        raise ValueError(cell)
    return int(number) if number == int(number) else number


def facts_of(
    factsheet: Factsheet,
    language: str,
    *,
    on: date,
    number: int = 0,
    languages: tuple[str, ...] | None = None,
    material: Material | None = None,
    address: str = "",
) -> Facts:
    """The page as it reads today. `number` 0 is a draft. Never borrows a text
    from another language, except the wording of a past recommendation for which
    the record has none. Whoever needs several languages gives the `material`."""
    with translation.override(language):
        return _facts(
            factsheet,
            language,
            on,
            number,
            languages or tuple(factsheet.languages()),
            material or material_of(factsheet),
            address,
        )


def _facts(factsheet, language, on, number, languages, material, address) -> Facts:
    def text(key):
        return factsheet.text_of(key, language)

    review = factsheet.review
    return Facts(
        language=language,
        state_name=getattr(review.state, f"name_{language}"),
        coalition=signature(factsheet, language),
        title=text("title"),
        review_line=review_line(review, language),
        version_number=number,
        version_date=on.isoformat(),
        languages=languages,
        key_message=text("key_message"),
        key_figures=key_figures(text("key_figures")),
        past_intro=text("past_intro"),
        past=tuple(past_of(material, language)),
        chart=chart_of(factsheet, text),
        situation=paragraphs(text("situation")),
        challenges=paragraphs(text("challenges")),
        framework=text("framework"),
        asks=tuple(asks_of(material, language)),
        contact=paragraphs(text("contact")) or review_contact(review),
        sources=text("sources"),
        legal_notice=legal_notice(factsheet, language),
        logo=factsheet.logo.digest if factsheet.logo else "",
        address=address,
        is_sample=review.is_demo,
    )


def signature(factsheet: Factsheet, language: str) -> str:
    """Who speaks: the coalition; an institution speaks in its own name."""
    group = factsheet.group
    if group.kind != Group.Kind.INSTITUTION:
        return str(worded(factsheet.review, "coalition_name", language))
    if group.organisation and group.organisation.naming == Organisation.Naming.NAMED:
        return str(worded(group.organisation, "name", language))
    return str(worded(group, "name", language))


def review_line(review, language: str) -> str:
    values = {
        "state": f"*{getattr(review.state, f'name_{language}')}*",
        "cycle": review.cycle,
        "session": review.session,
    }
    if review.session:
        return (
            _(
                "Universal Periodic Review: %(state)s, cycle %(cycle)s, session %(session)s"
            )
            % values
        )
    return _("Universal Periodic Review: %(state)s, cycle %(cycle)s") % values


def review_contact(review) -> tuple[str, ...]:
    return tuple(line for line in (review.contact_email, review.contact_phone) if line)


def legal_notice(factsheet: Factsheet, language: str) -> str:
    organisation = factsheet.group.organisation
    if not (factsheet.shows_legal_notice and organisation):
        return ""
    return getattr(organisation, f"legal_notice_{language}")


def chart_of(factsheet: Factsheet, text) -> Chart | None:
    try:
        rows = chart_rows(factsheet.chart_rows)
    except FiguresNotUnderstood:
        rows = ()
    if not rows or not text("chart_title"):
        return None
    return Chart(
        title=text("chart_title"),
        lead=text("chart_lead"),
        whole_label=text("chart_whole"),
        part_label=text("chart_part"),
        rows=rows,
    )


def past_of(material: Material, language: str):
    for row in material.chosen:
        made = material.cited(row)
        yield PastRecommendation(
            headline=getattr(row, f"headline_{language}")
            or str(worded(made, "wording", language)),
            outcome=getattr(row, f"outcome_{language}") or "",
            reference=made.number,
            made_by=states_of(made, language),
            position=made.position or "pending",
            level=cast("Level", row.level),
            cycle=made.cycle,
            year=made.year or 0,
        )


def states_of(made: Any, language: str) -> tuple[str, ...]:
    """Who made it, in the alphabet of the language."""
    states = sorted(made.states, key=lambda names: names[f"sort_key_{language}"] or "")
    return tuple(names[f"name_{language}"] for names in states)


def asks_of(material: Material, language: str):
    for ask in material.asks:
        yield Ask(
            text=getattr(ask.proposal, f"wording_{language}"),
            source_line=source_line(material, ask, language),
        )


def source_line(material: Material, ask, language: str) -> str:
    """“Follows: Norway, 2010 · Detention conditions”: what the ask continues,
    and its topics."""
    parts = []
    follows = [reference(made, language) for made in material.followed(ask)]
    if follows:
        parts.append(_("Follows: %(what)s") % {"what": "; ".join(follows)})
    parts += [names[f"name_{language}"] for names in ask.topics]
    return " · ".join(part for part in parts if part)


def reference(made: Any, language: str) -> str:
    """How a recommendation is cited: its paragraph where the UN numbers it, else
    the States; with the year where the calendar knows it."""
    what = made.number or ", ".join(states_of(made, language))
    if made.year is None:
        return what
    return pgettext("recommendation", "%(what)s, %(year)s") % {
        "what": what,
        "year": made.year,
    }


def unwritten_asks(material: Material, language: str) -> int:
    """How many asks have no wording in this language."""
    return sum(
        not is_filled(getattr(ask.proposal, f"wording_{language}"))
        for ask in material.asks
    )


def digest_of(facts: Facts, design: str) -> str:
    content = json.dumps(facts.to_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{design}\n{content}".encode()).hexdigest()


def facts_in(edition: Edition, language: str) -> Facts:
    """Read an edition back."""
    return Facts.from_json(edition.content[language])


def public_address(factsheet: Factsheet) -> str:
    return settings.SITE_URL + reverse("public:factsheet", args=[factsheet.pk])


def printed_link(edition: Edition) -> ShareLink | None:
    return edition.share_links.filter(is_printed=True, revoked_at=None).first()


def shown_language(edition: Edition) -> str:
    """The reader's, else English, else the first there is."""
    known = edition.languages
    asked = get_language()
    return asked if asked in known else ("en" if "en" in known else known[0])
