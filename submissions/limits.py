"""How long a submission may be, and how long it is: counted as Word counts, in words
between white space, as the rules of its cycle say (`reviews.Rule`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.queries import Rules, rules_for
from submissions import documents
from submissions.models import Section, Submission, Text
from submissions.numbers import numbered

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Measure:
    """Words beside a limit; without a limit nothing is ever over."""

    words: int
    limit: int | None
    warn_at: int = 100  # per cent

    @property
    def over(self) -> int:
        return max(0, self.words - self.limit) if self.limit else 0

    @property
    def is_near(self) -> bool:
        if not self.limit or self.over:
            return False
        return self.words * 100 >= self.limit * self.warn_at


def limit_of(submission: Submission, rules: Rules) -> int | None:
    """What the coalition gave itself, as far as the UN reads that much."""
    known = [submission.word_budget, rules.words(joint=submission.is_joint)]
    return min((words for words in known if words), default=None)


def words_in(text: Text, rules: Rules) -> int:
    """Of its stable copy."""
    footnotes = text.footnote_words if rules.counts_footnotes else 0
    return text.word_count + footnotes


def heading_words(
    sections: Iterable[Section], *, language: str, numbers: dict[Any, str]
) -> int:
    """Headings count as well, with their numbers, as they stand in the file."""
    return sum(
        documents.words(f"{numbers[section.pk]}. {heading_in(section, language)}")
        for section in sections
    )


def heading_in(section: Section, language: str) -> str:
    return getattr(section, f"heading_{language}") or str(section.heading)


def whole(
    submission: Submission,
    *,
    sections: Sequence[Section],
    texts: Iterable[Text],
    language: str,
    rules: Rules,
) -> Measure:
    """The file in one language, as it would be now."""
    written = sum(words_in(text, rules) for text in texts if text.language == language)
    headings = heading_words(sections, language=language, numbers=numbered(sections))
    return Measure(
        words=written + headings,
        limit=limit_of(submission, rules),
        warn_at=rules.warn_at,
    )


def refusal(section: Section, now: Sequence[tuple[Text, int]]) -> str:
    """Why a section is too long to be said to be ready, or nothing. `now`: its texts
    and the words that stand in them this moment."""
    for text, words in now:
        over = Measure(words, section.word_budget).over
        if over:
            return ngettext(
                "%(language)s: it has %(words)d words and may have %(limit)d. Take out"
                " %(n)d word first.",
                "%(language)s: it has %(words)d words and may have %(limit)d. Take out"
                " %(n)d words first.",
                over,
            ) % {
                "language": LANGUAGES[text.language],
                "words": words,
                "limit": section.word_budget,
                "n": over,
            }
    return _whole_is_too_long(section.submission, now)


def _whole_is_too_long(submission: Submission, now: Sequence[tuple[Text, int]]) -> str:
    rules = rules_for(submission.review)
    sections = list(submission.sections.in_order())
    current = {text.pk: words for text, words in now}
    texts = list(
        Text.objects.filter(section__submission=submission).without_blobs().in_order()
    )
    for text in texts:
        text.word_count = current.get(text.pk, text.word_count)
    for language in dict.fromkeys(text.language for text, words in now if words):
        measure = whole(
            submission,
            sections=sections,
            texts=texts,
            language=language,
            rules=rules,
        )
        if measure.over:
            return _(
                "%(language)s: all sections together have %(words)d words, and"
                " %(limit)d are read. To cut: %(where)s."
            ) % {
                "language": LANGUAGES[language],
                "words": measure.words,
                "limit": measure.limit,
                "where": ", ".join(to_cut(sections, texts, language=language)),
            }
    return ""


CUT_AT_MOST = 4  # sections that a sentence names


def to_cut(
    sections: Sequence[Section], texts: Iterable[Text], *, language: str
) -> list[str]:
    """Sections over their own budget by number, the worst first; if none is, the
    longest."""
    numbers = numbered(sections)
    budgets = {section.pk: section.word_budget for section in sections}
    rows = [
        (Measure(text.word_count, budgets[text.section_id]).over, text)
        for text in texts
        if text.language == language and text.word_count
    ]
    over = sorted((row for row in rows if row[0]), key=lambda row: -row[0])
    if over:
        return [
            f"{numbers[text.section_id]} (+{words})"
            for words, text in over[:CUT_AT_MOST]
        ]
    longest = sorted(rows, key=lambda row: -row[1].word_count)[:CUT_AT_MOST]
    return [f"{numbers[text.section_id]} ({text.word_count})" for _o, text in longest]
