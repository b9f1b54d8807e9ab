"""Updates are judged without being applied: what yrs says of whole documents is
the measure."""

from random import Random
from uuid import uuid4

import pytest
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlText, merge_updates

from submissions import encoding, guard, schema, store, ydoc
from tests.submissions.scribe import scribble

EMPTY = b"\x00\x00"


def judged(update, known=None):
    return guard.judge(update, known=known or {})


def updates_of(doc):
    """What the document says as it changes, one update a transaction."""
    said = []
    doc.observe(lambda event: said.append(event.update))
    return said


@pytest.mark.parametrize("seed", range(20))
def test_judge_knows_the_state_that_yrs_computes(seed):
    doc = Doc()
    said = updates_of(doc)
    scribble(doc, Random(seed))

    state: guard.Clocks = {}
    for update in said:
        state = guard.judge(update, known=state).state

    assert state == encoding.read_state(doc.get_state())
    assert encoding.read_state(encoding.write_state(state)) == state


@pytest.mark.parametrize("seed", range(10))
def test_judge_reads_whole_documents_and_merged_ones(seed):
    one, other = Doc(), Doc()
    said = updates_of(one) + updates_of(other)
    scribble(one, Random(seed))
    other.apply_update(one.get_update())
    scribble(other, Random(seed + 1000))
    one.apply_update(other.get_update(one.get_state()))

    for update in (one.get_update(), merge_updates(*said) if said else EMPTY):
        assert (
            judged(update).state.items() <= encoding.read_state(one.get_state()).items()
        )


@pytest.mark.parametrize("seed", range(10))
def test_judge_refuses_what_stands_on_what_is_missing(seed):
    doc = Doc()
    said = updates_of(doc)
    scribble(doc, Random(seed))
    later = [
        update for update in said if guard.judge(update, known=state_of(said)).state
    ]

    with pytest.raises(guard.Gap):
        guard.judge(later[-1], known={})


def state_of(updates):
    doc = Doc()
    for update in updates:
        doc.apply_update(update)
    return encoding.read_state(doc.get_state())


def test_judge_refuses_deletions_of_what_is_not_there():
    doc = Doc()
    ydoc.append(store.fragment(doc), [ydoc.paragraph("words")])
    before = doc.get_state()
    del store.fragment(doc).children[0]
    deletion = doc.get_update(before)

    assert not guard.judge(deletion, known=encoding.read_state(before)).is_empty
    with pytest.raises(guard.Gap):
        guard.judge(deletion, known={})


def test_an_update_that_says_nothing_is_empty():
    assert judged(EMPTY).is_empty


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_judge_refuses_an_update_that_was_cut(cut):
    doc = Doc()
    ydoc.append(store.fragment(doc), [ydoc.paragraph("Слова, которых не хватит")])
    update = doc.get_update()

    with pytest.raises(guard.Refused):
        judged(update[:-cut])
    with pytest.raises(guard.Broken):
        judged(update + b"\x00" * cut)


def element_named(name):
    doc = Doc()
    store.fragment(doc).children.append(XmlElement(name))
    return doc


def test_judge_refuses_a_node_that_the_schema_does_not_know():
    with pytest.raises(guard.Foreign):
        judged(element_named("script").get_update())


@pytest.mark.parametrize("name", sorted(schema.ELEMENTS))
def test_judge_takes_every_node_of_the_schema(name):
    assert not judged(element_named(name).get_update()).is_empty


def test_judge_refuses_an_attribute_that_the_schema_does_not_know():
    doc = element_named("paragraph")
    store.fragment(doc).children[0].attributes["onclick"] = "steal()"

    with pytest.raises(guard.Foreign):
        judged(doc.get_update())


def test_judge_refuses_an_attribute_that_holds_a_structure():
    doc = element_named("paragraph")
    store.fragment(doc).children[0].attributes["id"] = {"a": 1}

    with pytest.raises(guard.Foreign):
        judged(doc.get_update())


def marked(**marks):
    doc = element_named("paragraph")
    store.fragment(doc).children[0].children.append(XmlText())
    text = next(iter(store.fragment(doc).children[0].children))
    text.insert(0, "words", marks)
    return doc.get_update()


@pytest.mark.parametrize(
    "mark",
    [
        {"blink": {}},
        {"strong": {"onclick": "x"}},
        {"link": "javascript:"},
        {"insertion": {"id": "1", "author": "somebody else"}},
    ],
)
def test_judge_refuses_a_mark_that_the_schema_does_not_know(mark):
    with pytest.raises(guard.Foreign):
        judged(marked(**mark))


def test_judge_says_which_suggestions_an_update_names():
    key, other = str(uuid4()), str(uuid4())

    found = judged(marked(insertion={"id": key}, deletion={"id": other}))

    assert set(found.suggestions) == {key, other}


@pytest.mark.parametrize("kind", [Array, Map, Text])
def test_judge_refuses_what_belongs_to_no_text(kind):
    doc = Doc()
    doc["elsewhere"] = kind()
    if kind is Text:
        doc["elsewhere"] += "words"
    elif kind is Map:
        doc["elsewhere"]["a"] = "b"
    else:
        doc["elsewhere"].append("b")

    with pytest.raises(guard.Foreign):
        judged(doc.get_update())


@pytest.mark.parametrize("seed", range(300))
def test_judge_answers_noise_with_a_refusal_and_nothing_else(seed):
    random = Random(seed)
    doc = Doc()
    scribble(doc, random, times=6)
    noise = bytearray(doc.get_update())
    for _flip in range(random.randint(1, 8)):
        noise[random.randrange(len(noise))] = random.randrange(256)

    try:
        guard.judge(bytes(noise), known={})
    except guard.Refused:
        return
    Doc().apply_update(bytes(noise))  # or yrs reads it as well
