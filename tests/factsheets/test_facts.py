import json
from dataclasses import replace

import pytest

from factsheets.facts import (
    Facts,
    FactsNotUnderstood,
    KeyFigure,
    PastRecommendation,
    bold,
    clean,
    plain,
)
from tests.factsheets.sample import ENGLISH, KYRGYZ, RUSSIAN


@pytest.mark.parametrize("facts", [ENGLISH, RUSSIAN, KYRGYZ])
def test_facts_come_back_from_json_as_they_went(facts):
    frozen = json.dumps(facts.to_json())
    assert Facts.from_json(json.loads(frozen)) == facts


def test_facts_without_later_fields_take_their_defaults():
    content = {
        "format": 1,
        "language": "en",
        "state_name": "Kyrgyzstan",
        "coalition": "C",
        "title": "T",
        "review_line": "R",
        "version_date": "2029-11-14",
    }
    facts = Facts.from_json(content)
    assert (facts.asks, facts.chart, facts.version_number) == ((), None, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": None},
        {"written_by": "somebody"},
        {"asks": [{"wording": "not the field’s name"}]},
        {"asks": ["not a mapping"]},
        {"chart": {"title": "without rows", "whole_label": "all"}},
        {"past": [{"headline": "H", "cycle": 3, "year": 2020, "position": "agreed"}]},
        {"language": "de"},
        {"address": "javascript:alert(1)"},
        {"address": "https://example.org/ x"},
        {"address": "https://example.org/\x00"},
        {"key_figures": [{"value": "1", "words": "w"}] * 4},
    ],
)
def test_facts_of_another_shape_are_refused(change):
    with pytest.raises(FactsNotUnderstood):
        Facts.from_json({**ENGLISH.to_json(), **change})


def test_past_recommendation_refuses_an_unknown_level():
    with pytest.raises(FactsNotUnderstood):
        PastRecommendation(headline="H", cycle=3, year=2020, level="half")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*open one shelter* in each region", "<b>open one shelter</b> in each region"),
        ("two *bold* and *bolder*", "two <b>bold</b> and <b>bolder</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("an * alone", "an * alone"),
        ("*never closed", "*never closed"),
        ("closed only*", "closed only*"),
        ("**", "**"),
        ("* spaced *", "* spaced *"),
        ("*a* *b", "<b>a</b> *b"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("*<img src=x onerror=y>*", "<b>&lt;img src=x onerror=y&gt;</b>"),
        ("<b>*x*</b>", "&lt;b&gt;<b>x</b>&lt;/b&gt;"),
        ("&lt; & \" '", "&amp;lt; &amp; &quot; &#x27;"),
        ("{{ settings.SECRET_KEY }} {0}", "{{ settings.SECRET_KEY }} {0}"),
    ],
)
def test_bold_escapes_everything_but_its_own_tag(text, html):
    assert bold(text) == html


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u202eb\u2066c\u200f", "abc"),  # direction changes
        ("a\x00b\x1bc\x7f", "abc"),  # control characters
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("line\nafter\r\nline\tand  spaces ", "line after line and spaces"),
        ("и\u0306", "й"),  # a Mac sends two characters
        ("9\u202f840", "9\xa0840"),
        ("non\u2011breaking", "non-breaking"),
        ("\ue000\U000e0041", ""),  # private use, tags
        ("Ң ң Ө ө Ү ү", "Ң ң Ө ө Ү ү"),
    ],
)
def test_clean_leaves_only_what_can_be_printed(text, cleaned):
    assert clean(text) == cleaned


def test_plain_keeps_the_words_and_drops_the_stars_of_bold():
    assert plain("*open* 2 * 3") == "open 2 * 3"


@pytest.mark.parametrize(
    ("value", "number", "rest"),
    [
        ("9,840", "9,840", ""),
        ("9\xa0840", "9\xa0840", ""),
        ("31\xa0%", "31\xa0%", ""),
        ("2 of 7", "2", "of 7"),
        ("1.4 million", "1.4", "million"),
        ("2019–2024", "2019–2024", ""),
        ("none", "none", ""),
        ("", "", ""),
    ],
)
def test_key_figure_sets_its_number_apart(value, number, rest):
    figure = KeyFigure(value=value, words="w")
    assert (figure.number, figure.rest) == (number, rest)


def test_facts_cannot_be_changed():
    with pytest.raises(AttributeError):
        ENGLISH.title = "another"
    assert replace(ENGLISH, title="another") != ENGLISH
