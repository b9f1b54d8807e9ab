"""A text and its translation, block by block."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from core.translations import BlockState, CannotTake, digest
from submissions import documents, twinning
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table


def named(node, start="n"):
    """Every block gets an id of its own, as the editor gives it."""
    for number, block in enumerate(documents.blocks({"content": [node]})):
        block.node["attrs"]["id"] = f"{start}{number}"
    return node


def twin(block, source=""):
    mark = {"from": digest(source), "agreed": False} if source else {}
    return SimpleNamespace(block=block, mark=mark)


def matched(source, target, twins=None):
    return {
        pair.source.id: pair.target.id if pair.target else None
        for pair in twinning.pairs(source, target, twins or {})
    }


def texts(document):
    return [block.text for block in documents.blocks(document)]


def landed(document, source, key, text, twins=None):
    """Write one translation; the new document and the twins then."""
    twins = twins or {}
    paired = twinning.pairs(source, document, twins)
    pair = next(pair for pair in paired if pair.source.id == key)
    node = pair.target.node if pair.target else None
    content = twinning.content_of(text, pair.source.node, node)
    place = twinning.placed(document, source, paired, key, content)
    made = {
        own: twin(other, pair.said if own == key else "")
        for own, other in {**place.made, key: place.block}.items()
    }
    return place.document, {**twins, **made}


def test_what_has_no_translation_is_missing():
    (pair,) = twinning.pairs(doc(para("Раз", "b1")), doc(), {})

    assert pair.state == BlockState.MISSING


def test_what_was_written_without_a_packet_is_shown_as_stale():
    source = doc(para("Раз", "b1"), para("Два", "b2"))
    target = doc(para("One", "c1"), para("Two", "c2"))

    assert matched(source, target) == {"b1": "c1", "b2": "c2"}
    states = {pair.state for pair in twinning.pairs(source, target, {})}
    assert states == {BlockState.STALE}


def test_twins_part_what_is_taken_for_each_other():
    source = doc(para("А", "b1"), para("Б", "b2"), para("В", "b3"))
    target = doc(para("B", "c2"), para("C", "c3"))

    found = matched(source, target, {"b2": twin("c2", "Б")})
    assert found == {"b1": None, "b2": "c2", "b3": "c3"}


def test_a_heading_is_not_taken_for_a_paragraph():
    source = doc(heading("Глава", 1), para("Раз", "b2"))
    assert list(matched(source, doc(para("One", "c1"))).values()) == [None, "c1"]


def test_a_translation_is_in_review_until_its_source_changes():
    twins = {"b1": twin("c1", "Раз")}
    target = doc(para("One", "c1"))

    (pair,) = twinning.pairs(doc(para("Раз", "b1")), target, twins)
    assert pair.state == BlockState.REVIEW
    (pair,) = twinning.pairs(doc(para("Раз и два", "b1")), target, twins)
    assert pair.state == BlockState.STALE


def test_each_lands_behind_the_one_before_it():
    source = doc(para("А", "b1"), para("Б", "b2"), para("В", "b3"))
    document, twins = landed(doc(), source, "b3", "C")
    document, twins = landed(document, source, "b1", "A", twins)
    document, twins = landed(document, source, "b2", "B", twins)

    assert texts(document) == ["A", "B", "C"]


def test_a_list_is_made_like_the_source_and_filled():
    items = named(listed("один", "два"))
    source = doc(para("Меры", "b1"), items, para("Конец", "b9"))
    keys = [block.id for block in documents.blocks(source)]
    document, twins = doc(), {}
    for key, word in [
        (keys[2], "two"),
        (keys[0], "Measures"),
        (keys[3], "End"),
        (keys[1], "one"),
    ]:
        document, twins = landed(document, source, key, word, twins)

    assert texts(document) == ["Measures", "one", "two", "End"]
    assert [node["type"] for node in document["content"]] == [
        node["type"] for node in source["content"]
    ]
    assert set(matched(source, document, twins).values()).isdisjoint({None})


def test_a_new_item_of_a_list_lands_in_that_list():
    source = doc(named(listed("один", "два")))
    keys = ["n0", "n1"]
    document, twins = landed(doc(), source, keys[0], "one")
    document, twins = landed(document, source, keys[1], "two", twins)
    longer = doc(named(listed("один", "два", "три")))
    document, twins = landed(document, longer, "n2", "three", twins)

    assert texts(document) == ["one", "two", "three"]
    assert len(document["content"]) == 1


def test_a_table_keeps_its_shape():
    source = doc(named(table(("а", "б"), ("в", "г"))))
    keys = ["n0", "n1", "n2", "n3"]
    document, twins = doc(), {}
    for key, word in zip(keys, ["a", "b", "v", "g"], strict=True):
        document, twins = landed(document, source, key, word, twins)

    assert texts(document) == ["a", "b", "v", "g"]


def test_a_footnote_is_translated_in_its_place():
    source = of(run("Нет убежищ"), note("Отчёт, с. 3"), run("."))
    assert twinning.said(source) == "Нет убежищ⟦1: Отчёт, с. 3⟧."

    content = twinning.content_of("No shelters⟦1: Report, p. 3⟧.", source, None)
    assert [node["type"] for node in content] == ["text", "footnote", "text"]
    assert documents.text_of(content[1]) == "Report, p. 3"
    assert content[1]["attrs"]["id"] != "b9"


@pytest.mark.parametrize(
    "text",
    [
        "No shelters.",
        "No ⟦1: a⟧ shelters ⟦1: b⟧.",
        "No shelters ⟦2: b⟧.",
        "No ⟦1⟧ shelters ⟦2⟧",
    ],
)
def test_signs_are_kept_each_once(text):
    source = of(run("Нет убежищ"), note("Отчёт"))

    with pytest.raises(CannotTake, match="⟦1⟧"):
        twinning.content_of(text, source, None)


def test_words_that_stay_keep_how_they_look():
    target = of(run("No "), run("shelters", "strong"), run(" in Naryn"))
    content = twinning.content_of("No shelters in Batken", of(run("Нет")), target)

    assert [(node["text"], bool(node.get("marks"))) for node in content] == [
        ("No ", False),
        ("shelters", True),
        (" in Batken", False),
    ]


def test_what_is_only_suggested_in_the_source_is_not_translated():
    suggested = {
        "type": "text",
        "text": " и пять",
        "marks": [{"type": "insertion", "attrs": {"id": "s1"}}],
    }
    source = doc(of(run("Четыре"), suggested))

    (pair,) = twinning.pairs(source, doc(), {})
    assert pair.said == "Четыре"


@settings(max_examples=150, deadline=None)
@given(source=BLOCKS, target=BLOCKS)
def test_any_two_documents_can_be_paired(source, target):
    found = twinning.pairs(source, target, {})
    said = [pair.target.id for pair in found if pair.target]

    assert len(set(said)) == len(said)
    assert twinning.behind(source, target, {}) <= len(found)
