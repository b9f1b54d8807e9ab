"""How long a submission is and may be."""

from datetime import UTC, datetime

import pytest

from reviews.loading import load_rules
from reviews.models import Rule
from reviews.queries import Rules, rules_for
from submissions import arranging, documents, limits
from submissions.models import Section, Text
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 10, 9, tzinfo=UTC)
# What Word counts: whatever stands between white space, fifty times.
COUNTED = [
    ("", 0),
    (" ", 0),
    ("one", 1),
    ("one two", 2),
    ("  one   two  ", 2),
    ("one\ttwo", 2),
    ("one\ntwo", 2),
    ("one\u00a0two", 2),  # a hard space parts as well
    ("one\u2009two", 2),
    ("one\u202ftwo", 2),
    ("one\u200btwo", 1),  # a space of no width does not
    ("well-known", 1),
    ("and/or", 1),
    ("word – word", 3),  # a dash between spaces is a word
    ("word—word", 1),
    ("word - word", 3),
    ("No. 6", 2),
    ("№ 6", 2),
    ("№6", 1),
    ("https://example.org/a/b?c=d", 1),
    ("name@example.org", 1),
    ("5,630", 1),
    ("5 630", 2),
    ("20 %", 2),
    ("20%", 1),
    ("3.14", 1),
    ("2019–2024", 1),
    ("2019 – 2024", 3),
    ("art. 15 (2)", 3),
    ("(a)", 1),
    ("( a )", 3),
    ("“quoted words”", 2),
    ("« слова »", 3),
    ("«слова»", 1),
    ("it’s", 1),
    ("don't", 1),
    ("A/HRC/44/4", 1),
    ("A/HRC/WG.6/35/KGZ/3, para. 12", 3),
    ("U.S.A.", 1),
    ("e.g.", 1),
    ("и т. д.", 3),
    ("т.д.", 1),
    ("Ош, Баткен, Нарын", 3),
    ("өкмөт ҮЙ-БҮЛӨЛҮК зордук-зомбулук", 3),
    ("…", 1),
    ("one…two", 1),
    ("one … two", 3),
    ("*", 1),
    ("1.", 1),
    ("word\u0301 word", 2),  # a letter and its accent are one
]


def test_fifty_expectations_are_written_down():
    assert len(COUNTED) == 50


@pytest.mark.parametrize(("text", "words"), COUNTED)
def test_words_are_counted_as_word_counts(text, words):
    assert documents.words(text) == words


@pytest.fixture
def joint(cast):
    load_rules()
    return SubmissionFactory(review=cast.review, groups=[cast.first])


def section_with(submission, words, *, budget=None, language="ru"):
    section = SectionFactory(submission=submission, word_budget=budget)
    write_words(text_of(section, language), " ".join(["слово"] * words))
    return section


def test_what_the_un_reads_is_the_limit_however_much_a_coalition_gave_itself(joint):
    rules = rules_for(joint.review)

    joint.word_budget = 9000
    assert limits.limit_of(joint, rules) == 5630
    joint.word_budget = 4000
    assert limits.limit_of(joint, rules) == 4000
    joint.word_budget, joint.is_joint = None, False
    assert limits.limit_of(joint, rules) == 2815
    assert limits.limit_of(joint, Rules()) is None


@pytest.mark.parametrize(
    ("words", "over", "near"),
    [(94, 0, False), (95, 0, True), (100, 0, True), (101, 1, False)],
)
def test_from_95_per_cent_on_it_is_near(words, over, near):
    measure = limits.Measure(words, 100, 95)

    assert (measure.over, measure.is_near) == (over, near)


def test_headings_count_and_footnotes_as_the_rules_say(joint):
    section = section_with(joint, 10)
    Text.objects.filter(section=section, language="ru").update(footnote_words=7)
    Section.objects.filter(pk=section.pk).update(heading_ru="Кто мы такие")
    rules = rules_for(joint.review)
    sections = list(joint.sections.in_order())

    def whole():
        texts = list(Text.objects.filter(section=section))
        return limits.whole(
            joint, sections=sections, texts=texts, language="ru", rules=rules
        ).words

    without = whole()
    Rule.objects.filter(kind="uncounted").update(items=["cover", "annexes"])
    rules = rules_for(joint.review)

    assert without == 10 + len(["1.", "Кто", "мы", "такие"])
    assert whole() == without + 7


def test_a_section_over_its_budget_is_not_ready(joint, cast):
    section = section_with(joint, 12, budget=10)

    with pytest.raises(arranging.CannotSetStatus, match="12 words and may have 10"):
        arranging.mark_ready(section_id=section.pk, actor=cast.bob, at=AT)
    section.refresh_from_db()
    assert section.status == "empty"


def test_a_section_is_not_ready_while_the_whole_is_too_long(joint, cast):
    joint.word_budget = 30
    joint.save()
    long, other = section_with(joint, 20, budget=15), section_with(joint, 15)

    with pytest.raises(arranging.CannotSetStatus, match=r"To cut: 1 \(\+5\)"):
        arranging.mark_ready(section_id=other.pk, actor=cast.bob, at=AT)
    with pytest.raises(arranging.CannotSetStatus):
        arranging.agree_section(section_id=long.pk, actor=cast.bob, at=AT)


def test_what_stands_there_now_counts_not_its_copy(joint, cast):
    section = section_with(joint, 12, budget=10)
    Text.objects.filter(section=section).update(word_count=3)

    with pytest.raises(arranging.CannotSetStatus, match="12 words"):
        arranging.mark_ready(section_id=section.pk, actor=cast.bob, at=AT)


def test_within_its_limits_it_is_ready(joint, cast):
    section = section_with(joint, 10, budget=10)

    arranging.mark_ready(section_id=section.pk, actor=cast.bob, at=AT)

    section.refresh_from_db()
    assert section.status == "ready"


def test_a_translation_that_is_too_long_is_named(joint, cast):
    section = section_with(joint, 5, budget=10)
    write_words(text_of(section, "en"), " ".join(["word"] * 11))

    with pytest.raises(arranging.CannotSetStatus, match="English: it has 11 words"):
        arranging.mark_ready(section_id=section.pk, actor=cast.bob, at=AT)
