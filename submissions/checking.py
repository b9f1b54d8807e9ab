"""What is left to do before a submission can be sent: computed from what stands there
now, for one language at a time. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.queries import open_counts
from reviews.models import Rule
from reviews.queries import Rules, rules_for
from submissions import clues, documents, limits, shape
from submissions.checks import Check, Line, Place, found
from submissions.desk import fresh_documents
from submissions.models import Section, Submission, Suggestion, Text
from submissions.numbers import numbered

Status = Section.Status
LINES_AT_MOST = 12  # of one check; how many more there are is said


@dataclass(frozen=True, slots=True)
class Checked:
    language: str
    rules: Rules
    measure: limits.Measure
    checks: list[Check]

    @property
    def to_mend(self) -> int:
        return sum(check.mark == "risk" for check in self.checks)


def check(submission: Submission, *, language: str, user) -> Checked:
    """Everything that can be seen by looking at the texts, in one language of the
    submission, as far as the person may read them."""
    rules = rules_for(submission.review)
    sections = list(submission.sections.in_order())
    texts = list(
        Text.objects.visible_to(user)
        .filter(section__submission=submission)
        .select_related("section")
        .without_blobs()
        .in_order()
    )
    for text in texts:
        text.section.submission = submission
    places = _places(sections, texts, language=language)
    measure = limits.whole(
        submission, sections=sections, texts=texts, language=language, rules=rules
    )
    checks = [
        _length(places, measure),
        _written(places),
        _agreed(places),
        _part(places, Section.Part.MEMBERS),
        _part(places, Section.Part.SUMMARY),
        *shape.checks(places, sections),
        _language(submission, language, rules),
        *_translated(submission, places, texts, language=language),
        _open_suggestions(places),
        _open_threads(places),
        _people(places),
        _figures(places),
        _told_twice(places),
    ]
    return Checked(
        language=language, rules=rules, measure=measure, checks=_in_order(checks)
    )


def _places(
    sections: Sequence[Section], texts: Iterable[Text], *, language: str
) -> list[Place]:
    own = {text.section_id: text for text in texts if text.language == language}
    documents_of = fresh_documents(list(own.values()))
    numbers = numbered(sections)
    found = []
    for place, section in enumerate(sections):
        text = own.get(section.pk)
        if text is None:
            continue
        below = sections[place + 1].depth if place + 1 < len(sections) else 0
        is_bare = below > section.depth and not section.word_budget
        document = documents_of[text.pk]
        text.word_count = documents.word_count(document)
        found.append(
            Place(
                number=numbers[section.pk],
                section=text.section,
                text=text,
                document=document,
                is_bare=is_bare and not text.word_count,
            )
        )
    return found


ORDER = {"risk": 0, "watch": 1, "ok": 2}


def _in_order(checks: Iterable[Check]) -> list[Check]:
    for one in checks:
        one.more = max(0, len(one.lines) - LINES_AT_MOST)
        one.lines = one.lines[:LINES_AT_MOST]
    return sorted(checks, key=lambda one: ORDER[one.mark])


# One by one


def _length(places: list[Place], measure: limits.Measure) -> Check:
    over = [
        place.at(
            _("%(words)d words of %(limit)d")
            % {"words": place.text.word_count, "limit": place.section.word_budget}
        )
        for place in places
        if limits.Measure(place.text.word_count, place.section.word_budget).over
    ]
    if measure.over:
        title = ngettext(
            "It is %(n)d word too long", "It is %(n)d words too long", measure.over
        ) % {"n": measure.over}
        return Check("risk", title, over)
    if measure.is_near:
        return Check("watch", _("It is nearly as long as it may be"), over)
    return found(
        over,
        mark="watch",
        title=_("Sections are longer than was agreed"),
        good=_("It is not too long"),
    )


def _written(places: list[Place]) -> Check:
    empty = [p.at() for p in places if not p.text.word_count and not p.is_bare]
    return found(
        empty,
        mark="risk",
        title=_("Sections without a word"),
        good=_("Every section is written"),
    )


def _agreed(places: list[Place]) -> Check:
    rows = [
        place.at(str(place.section.get_status_display()))
        for place in places
        if not place.is_bare and place.section.status != Status.AGREED
    ]
    return found(
        rows,
        mark="watch",
        title=_("Sections that are not agreed"),
        good=_("Every section is agreed"),
    )


SAID_OF_PART = {
    Section.Part.MEMBERS: (
        lambda: _("No section says who hands it in: names first, with what they do"),
        lambda: _("It begins with who hands it in"),
        lambda: _("Who hands it in should be said first"),
    ),
    Section.Part.SUMMARY: (
        lambda: _("No section has the summary and the key words"),
        lambda: _("It has a summary and key words"),
        lambda: _("The summary should stand near the beginning"),
    ),
}
NEAR_THE_BEGINNING = 3  # sections


def _part(places: list[Place], part: str) -> Check:
    """DOMAIN SUB-14, SUB-15, SUB-16."""
    missing, good, late = SAID_OF_PART[Section.Part(part)]
    for position, place in enumerate(places):
        if place.section.part == part and place.text.word_count:
            first = 1 if part == Section.Part.MEMBERS else NEAR_THE_BEGINNING
            if position < first:
                return Check("ok", good())
            return Check("watch", late(), [place.at()])
    return Check("risk", missing())


def _language(submission: Submission, language: str, rules: Rules) -> Check:
    """DOMAIN SUB-13. Where no rule is known, none is made up."""
    read = rules.items(Rule.Kind.LANGUAGES)
    preferred = rules.items(Rule.Kind.PREFERRED)
    if read and language not in read:
        return Check("risk", _("The UN does not read this language"))
    if preferred and language not in preferred:
        return Check("watch", _("The UN reads this language; others sooner"))
    return Check("ok", _("The UN reads this language"))


def _translated(
    submission: Submission,
    places: list[Place],
    texts: Iterable[Text],
    *,
    language: str,
) -> list[Check]:
    """Only of a language into which the submission is translated."""
    if language == submission.source_language:
        return []
    sources = {
        text.section_id: text
        for text in texts
        if text.language == submission.source_language
    }
    older = []
    for place in places:
        source = sources.get(place.section.pk)
        if source and source.changed_at and place.text.word_count:
            changed = place.text.changed_at
            if changed is None or changed < source.changed_at:
                older.append(place.at())
    return [
        found(
            older,
            mark="watch",
            title=_("The original was changed after the translation"),
            good=_("No translation is older than its original"),
        )
    ]


def _open_suggestions(places: list[Place]) -> Check:
    waiting = set(
        Suggestion.objects.open()
        .filter(text__in=[place.text.pk for place in places])
        .values_list("text", flat=True)
    )
    rows = [place.at() for place in places if place.text.pk in waiting]
    return found(
        rows,
        mark="risk",
        title=_("Suggestions wait for a decision"),
        good=_("No suggestion waits"),
    )


def _open_threads(places: list[Place]) -> Check:
    counts = open_counts([place.text for place in places])
    rows = [place.at() for place in places if counts.get(place.text.pk)]
    return found(
        rows,
        mark="watch",
        title=_("Comments are not settled"),
        good=_("Every comment is settled"),
    )


def _people(places: list[Place]) -> Check:
    rows = [
        place.at(clue.words, clue.block)
        for place in places
        for clue in clues.people_in(place.document)
    ]
    return found(
        rows,
        mark="risk",
        title=_("This could lead to a person: the UN publishes what it gets"),
        good=_("No address, telephone or number of a document was seen"),
    )


def _figures(places: list[Place]) -> Check:
    rows = [
        place.at(clue.words, clue.block)
        for place in places
        for clue in clues.unsourced(place.document)
    ]
    return found(
        rows,
        mark="watch",
        title=_("Figures without a source"),
        good=_("Every figure has a source"),
    )


def _told_twice(places: list[Place]) -> Check:
    rows = [
        Line(" · ".join(said))
        for _of, said in clues.told_twice(
            (place.number, place.document) for place in places
        )
    ]
    return found(
        rows,
        mark="watch",
        title=_("Is this the same thing with two numbers?"),
        good=_("Nothing is counted in two ways"),
    )


def check_address(submission: Submission, language: str) -> str:
    return reverse(
        "submissions:check", args=[submission.review_id, submission.pk, language]
    )


def languages_of(submission: Submission) -> list[dict[str, Any]]:
    """The one it is filed in most often first: whatever the UN prefers."""
    return [
        {
            "code": code,
            "name": limits.LANGUAGES[code],
            "url": check_address(submission, code),
        }
        for code in sorted(submission.languages, key=lambda code: (code != "en", code))
    ]
