"""What changed between two states of a text."""

import random
import time
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions import diff, documents, ydoc
from submissions.diff import Change
from submissions.pieces import blocks_of


def doc(*nodes):
    return {"type": "doc", "content": list(nodes)}


def para(text, key="b1", *, marks=(), **attrs):
    node = ydoc.paragraph(text, id=key, **attrs)
    if marks:
        node["content"][0]["marks"] = [{"type": name, "attrs": {}} for name in marks]
    return node


def run(text, *marks, href=""):
    node = {"type": "text", "text": text}
    if marks:
        node["marks"] = [
            {"type": name, "attrs": {"href": href} if name == "link" else {}}
            for name in marks
        ]
    return node


def of(*content, key="b1"):
    return {
        "type": "paragraph",
        "attrs": {"id": key, "numbered": True},
        "content": list(content),
    }


def note(text):
    content = [run(text)] if text else []
    return {"type": "footnote", "attrs": {"id": "b9"}, "content": content}


def told(row):
    return [(span.change.value, span.text) for span in row.inline]


def only(before, after):
    (row,) = diff.compare(doc(before), doc(after))
    return row


def test_words_put_in_and_taken_out_are_told_one_by_one():
    row = only(
        para("В шести районах из сорока ёлки, а не дубы."),
        para("В девяти районах из сорока ели, а не дубы!"),
    )

    assert row.change == Change.CHANGED
    assert told(row) == [
        ("same", "В"),
        ("removed", " шести"),
        ("added", " девяти"),
        ("same", " районах из сорока"),
        ("removed", " ёлки"),
        ("added", " ели"),
        ("same", ", а не дубы"),
        ("removed", "."),
        ("added", "!"),
    ]


def test_a_comma_put_in_does_not_change_the_word_before_it():
    row = only(para("Дом где жили"), para("Дом, где жили"))

    assert told(row) == [("same", "Дом"), ("added", ","), ("same", " где жили")]


def test_yo_written_out_is_a_change_of_that_word_alone():
    row = only(para("Все еще ждут"), para("Все ещё ждут"))

    assert told(row)[1:3] == [("removed", " еще"), ("added", " ещё")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("кто-то", ["кто-то"]),
        ("140.61, 2,5 и 3-й", ["140.61", ",", " 2,5", " и", " 3-й"]),
        ("«да» (нет)", ["«", "да", "»", " (", "нет", ")"]),
        ("don’t", ["don’t"]),
        ("и\u0306од", ["и\u0306од"]),
        ("көп  сөз ", ["көп", "  сөз", " "]),
    ],
)
def test_words_are_cut_where_readers_would(text, words):
    (block,) = blocks_of(doc(para(text)))

    assert ["".join(p.text for p in token.pieces) for token in block.tokens] == words


def test_a_moved_block_is_moved_not_removed_and_added():
    one, two, three = (para(f"Абзац {k}", f"b{k}") for k in (1, 2, 3))
    rows = diff.compare(doc(one, two, three), doc(three, one, two))

    assert [(row.block.id, row.moved, row.change) for row in rows] == [
        ("b3", True, "same"),
        ("b1", False, "same"),
        ("b2", False, "same"),
    ]
    assert diff.tally(rows) == diff.Tally(moved=1)


def test_a_moved_block_that_was_changed_says_both():
    rows = diff.compare(
        doc(para("Один два три", "b1"), para("Второй", "b2"), para("Третий", "b3")),
        doc(para("Второй", "b2"), para("Третий", "b3"), para("Один два пять", "b1")),
    )

    assert [(row.moved, row.change) for row in rows][-1] == (True, "changed")


def test_removed_blocks_stand_where_they_stood():
    rows = diff.compare(
        doc(para("Ноль", "b0"), para("Один", "b1"), para("Два", "b2")),
        doc(para("Один", "b1"), para("Новый", "b5")),
    )

    assert [(row.block.text, row.change) for row in rows] == [
        ("Ноль", "removed"),
        ("Один", "same"),
        ("Два", "removed"),
        ("Новый", "added"),
    ]


def test_blocks_without_a_common_id_are_matched_by_what_they_say():
    rows = diff.compare(
        doc(
            para("Охранный ордер выдаётся в течение суток", "b1"),
            para("То же самое", "b2"),
        ),
        doc(
            para("То же самое", "x2"),
            para("Охранный ордер выдаётся за двое суток", "x1"),
        ),
    )

    assert [row.change for row in rows] == ["same", "changed"]
    assert [row.moved for row in rows].count(True) == 1


def test_an_id_left_on_both_halves_of_a_split_is_not_trusted():
    rows = diff.compare(
        doc(para("Первая мысль сказана. Вторая мысль сказана.", "b1")),
        doc(
            para("Первая мысль сказана.", "b1"),
            para("Вторая мысль сказана.", "b1"),
        ),
    )

    assert sorted(row.change for row in rows) == ["added", "changed"]


def test_formatting_alone_is_told_as_formatting():
    row = only(
        of(run("Ордер "), run("сутки"), run(" ждут")),
        of(run("Ордер "), run("сутки", "strong"), run(" ждут")),
    )

    assert row.change == Change.FORMATTED
    assert told(row) == [
        ("same", "Ордер"),
        ("formatted", " сутки"),
        ("same", " ждут"),
    ]
    assert diff.tally([row]) == diff.Tally(formatted=1)


def test_half_a_word_in_bold_is_a_formatted_word():
    row = only(of(run("полслова")), of(run("пол", "em"), run("слова")))

    assert [piece.marks for piece in row.inline[0].pieces] == [("em",), ()]
    assert told(row) == [("formatted", "полслова")]


def test_another_address_under_a_link_is_told():
    row = only(
        of(run("тут", "link", href="https://a.example/")),
        of(run("тут", "link", href="https://b.example/")),
    )

    assert row.change == Change.FORMATTED


def test_a_paragraph_that_became_a_heading_is_restyled():
    heading = ydoc.heading("Убежища", 2)
    heading["attrs"]["id"] = "b1"
    row = only(para("Убежища"), heading)

    assert (row.restyled, row.change) == (True, "formatted")


def test_a_paragraph_that_went_into_a_list_is_restyled():
    item = {"type": "list_item", "attrs": {"id": None}, "content": [para("Пункт")]}
    listed = {"type": "bullet_list", "attrs": {"id": "b7"}, "content": [item]}
    row = only(para("Пункт"), listed)

    assert row.restyled
    assert row.block.inside == ("bullet_list", "list_item")


def test_footnotes_count():
    row = only(
        of(run("Слово"), note("Отчёт 2024 года"), run(" дальше")),
        of(run("Слово"), note("Отчёт 2025 года"), run(" дальше")),
    )

    assert told(row) == [
        ("same", "СловоОтчёт"),
        ("removed", " 2024"),
        ("added", " 2025"),
        ("same", " года дальше"),
    ]


def test_a_word_that_went_into_a_footnote_changed():
    row = only(of(run("да нет")), of(run("да"), note(" нет")))

    assert ("removed", " нет") in told(row)
    assert ("added", " нет") in told(row)


def test_chips_count():
    def chip(ref):
        attrs = {"kind": "finding", "ref": ref, "label": "голос НР-014"}
        return {"type": "cite", "attrs": attrs}

    row = only(of(run("Так"), chip("1")), of(run("Так"), chip("2")))

    assert told(row)[1:] == [("removed", "голос НР-014"), ("added", "голос НР-014")]


def test_proposals_count():
    def block(ref):
        return {"type": "proposal", "attrs": {"id": "b1", "ref": ref}}

    row = only(block("1"), block("2"))

    assert row.change == Change.CHANGED


def test_what_is_only_suggested_is_no_change():
    with_suggestion = of(run("Срок "), run("сутки"))
    with_suggestion["content"] += [
        {
            "type": "text",
            "text": " двое",
            "marks": [{"type": "insertion", "attrs": {"id": "k"}}],
        },
    ]
    with_suggestion["content"][1]["marks"] = [
        {"type": "deletion", "attrs": {"id": "k"}}
    ]

    settled = documents.settled(doc(with_suggestion))

    assert all(row.is_same for row in diff.compare(doc(para("Срок сутки")), settled))
    kept = documents.settled(doc(with_suggestion), keep=frozenset({"k"}))
    assert kept == doc(with_suggestion)


# For whatever anybody writes

WORDS = st.text(
    alphabet=st.sampled_from("аб ёЁ.,-«»’\u0301\n\t1.2z😀ң"), min_size=1, max_size=12
)
RUNS = st.lists(
    st.tuples(WORDS, st.sampled_from([(), ("strong",), ("em",)])), max_size=4
).map(lambda runs: [run(text, *marks) for text, marks in runs])
INLINE = st.one_of(
    RUNS,
    st.tuples(RUNS, WORDS, RUNS).map(lambda t: [*t[0], note(t[1]), *t[2]]),
    RUNS.map(lambda runs: [*runs, {"type": "hard_break"}]),
)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["b1", "b2", "b3", "b4", None]), INLINE), max_size=5
).map(lambda rows: doc(*(of(*content, key=key) for key, content in rows)))


@settings(max_examples=400, deadline=None)
@given(before=BLOCKS, after=BLOCKS)
def test_each_side_of_a_comparison_is_the_whole_of_its_text(before, after):
    rows = diff.compare(before, after)

    new = [row.block for row in rows if row.after is not None]
    assert new == list(blocks_of(after))
    for row in rows:
        if row.after is not None:
            assert "".join(span.text for span in row.after) == row.block.text
            shown = [s.text for s in row.inline if s.change != Change.REMOVED]
            assert "".join(shown) == row.block.text
        if row.before is not None:
            shown = [s.text for s in row.inline if s.change != Change.ADDED]
            assert "".join(shown) == "".join(span.text for span in row.before)
    old = [
        "".join(s.text for s in row.before) for row in rows if row.before is not None
    ]
    assert sorted(old) == sorted(block.text for block in blocks_of(before))


@settings(max_examples=100, deadline=None)
@given(before=BLOCKS)
def test_a_text_does_not_differ_from_itself(before):
    assert not diff.tally(diff.compare(before, deepcopy(before)))


def of_words(count, seed, *, a_block=60):
    """As often as words come in real texts: a few all the time, most once."""
    draw = random.Random(seed)
    syllables = ["ба", "ко", "ти", "ру", "ёл", "ша", "мен", "ды", "са", "ню"]
    vocabulary = ["".join(draw.choices(syllables, k=3)) for _word in range(3000)]
    weights = [1 / (place + 1) for place in range(len(vocabulary))]

    def some(number):
        return draw.choices(vocabulary, weights, k=number)

    blocks = range(count // a_block)
    return [" ".join(some(a_block)) + "." for _block in blocks], draw, some


@pytest.mark.parametrize("ids", ["kept", "lost"])
@pytest.mark.parametrize("a_block", [60, 3000])
def test_comparing_three_thousand_words_is_quick(record_property, ids, a_block):
    texts, draw, some = of_words(3000, 5, a_block=a_block)
    changed = []
    for text in texts:
        words = text.split()
        for _change in range(len(words) // 10):
            words[draw.randrange(len(words))] = some(1)[0]
        changed.append(" ".join(words))
    prefix = "b" if ids == "kept" else "x"
    before = doc(*(para(text, f"b{k}") for k, text in enumerate(texts)))
    after = doc(*(para(text, f"{prefix}{k}") for k, text in enumerate(changed)))

    started = time.process_time()
    rows = diff.compare(before, after)
    took = time.process_time() - started

    record_property(f"ms_{a_block}_words_a_block_ids_{ids}", round(took * 1000))
    assert diff.tally(rows).added > 200


def test_comparing_what_was_made_to_be_slow_ends(record_property):
    before, after = doc(para("а " * 60_000)), doc(para("б " + "а, " * 60_000))
    many = [doc(*(para("а", key) for _block in range(3000))) for key in ("", "c")]

    started = time.process_time()
    assert diff.compare(before, after)
    assert diff.compare(*many)

    record_property("ms_made_to_be_slow", round((time.process_time() - started) * 1000))
