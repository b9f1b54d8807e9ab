"""A document becomes another one, and what is equal is not touched."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from pycrdt import Doc, XmlFragment

from submissions import documents, encoding, guard, rewriting, schema, ydoc
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run


def yjs(document):
    made = Doc()
    ydoc.append(made.get(schema.ROOT, type=XmlFragment), document["content"])
    return made


def read(made):
    """Runs that look the same as one, however Yjs keeps them."""
    return tidy(documents.document_of(made))


def tidy(node):
    content = []
    for child in map(tidy, node.get("content", [])):
        last = content[-1] if content else {}
        is_more = child["type"] == last.get("type") == "text"
        if is_more and last.get("marks") == child.get("marks"):
            last["text"] += child["text"]
        else:
            content.append(child)
    rest = {key: value for key, value in node.items() if key != "content"}
    return {**rest, "content": content} if content else rest


def rewritten(before, target):
    made = yjs(before)
    update = ydoc.edit(made, lambda made: rewriting.rewrite(made, target))
    return made, update


def stored(document):
    return read(yjs(document))


@settings(max_examples=400, deadline=None)
@given(before=BLOCKS, target=BLOCKS)
def test_a_document_becomes_any_other(before, target):
    made, _update = rewritten(before, target)

    assert read(made) == stored(target)


def table(*rows):
    cells = [
        [
            {
                "type": "table_cell",
                "attrs": {"colspan": 1, "rowspan": 1},
                "content": [para(text, None)],
            }
            for text in row
        ]
        for row in rows
    ]
    return {
        "type": "table",
        "attrs": {"id": "b7"},
        "content": [{"type": "table_row", "content": row} for row in cells],
    }


def listed(*texts):
    items = [
        {"type": "list_item", "attrs": {"id": None}, "content": [para(text, None)]}
        for text in texts
    ]
    return {"type": "bullet_list", "attrs": {"id": "b6"}, "content": items}


def heading(text, level):
    return {**ydoc.heading(text), "attrs": {"id": "b5", "level": level}}


@pytest.mark.parametrize(
    ("before", "target"),
    [
        (doc(table("аб", "вг")), doc(table("дд", "аб", "вг"))),
        (doc(table("аб", "вг")), doc(table("аг"))),
        (doc(listed("один", "два")), doc(listed("ноль", "один"))),
        (doc(heading("Глава", 1)), doc(heading("Глава", 2))),
        (doc(para("Глава", "b5")), doc(heading("Глава", 2))),
        (doc(of(run("а"), note("б"), run("в"))), doc(of(run("а"), note("бб")))),
        (doc(of(run("а"))), doc(of(run("а"), {"type": "hard_break"}, run("б")))),
        (doc(para("а", "b1"), para("б", "b2")), doc(para("б", "b2"), para("а", "b1"))),
        (doc(para("а")), doc()),
        (doc(), doc(para("а"))),
        (doc(of()), doc(of(run("а", "strong", "em")))),
        (
            doc(of(run("тут", "link", href="https://a.example/"))),
            doc(of(run("тут", "link", href="https://b.example/"))),
        ),
    ],
)
def test_a_document_becomes_another_of_any_shape(before, target):
    made, _update = rewritten(before, target)

    assert read(made) == stored(target)


def test_what_is_equal_is_not_touched():
    before = doc(*(para(f"Абзац {key}", f"b{key}") for key in range(6)))
    target = deepcopy(before)
    target["content"][2]["content"][0]["text"] = "Абзац новый"
    del target["content"][4]

    _made, update = rewritten(before, target)

    whole = len(yjs(before).get_update())
    assert len(update) < whole / 3


def both(before, target, typed):
    """One side rewrites while another types; then both have all."""
    one = yjs(before)
    other = Doc()
    other.apply_update(one.get_update())
    update = ydoc.edit(one, lambda made: rewriting.rewrite(made, target))
    theirs = ydoc.edit(other, typed)
    one.apply_update(theirs)
    other.apply_update(update)
    assert read(one) == read(other)
    return documents.plain(read(one))


def type_into(place, letters, words):
    def typed(made):
        root = made.get(schema.ROOT, type=XmlFragment)
        text = next(iter(list(root.children)[place].children))
        text.insert(len("".join(letters).encode()), words)

    return typed


@pytest.mark.parametrize("at", ["", "Охранный", "Охранный ордер выдан за сутки."])
def test_words_typed_meanwhile_into_a_changed_paragraph_stay(at):
    before = doc(para("Охранный ордер выдан за сутки.", "b1"), para("Второй", "b2"))
    target = doc(
        para("Новый ордер не выдан за двое суток!", "b1"), para("Второй", "b2")
    )

    plain = both(before, target, type_into(0, at, " ПЕЧАТАЮ "))

    assert " ПЕЧАТАЮ " in plain
    assert plain.replace(" ПЕЧАТАЮ ", "").startswith("Новый ордер не выдан")


def test_words_typed_meanwhile_into_an_equal_paragraph_stay():
    before = doc(para("Первый", "b1"), para("Второй", "b2"))
    target = doc(para("Иной", "b1"), para("Второй", "b2"), para("Третий", "b3"))

    plain = both(before, target, type_into(1, "Вто", "ПЕЧАТАЮ"))

    assert plain == "Иной\nВтоПЕЧАТАЮрой\nТретий"


@settings(max_examples=60, deadline=None)
@given(before=BLOCKS, target=BLOCKS)
def test_the_server_takes_its_own_rewriting(before, target):
    made = yjs(before)
    known = encoding.read_state(made.get_state())

    update = ydoc.edit(made, lambda made: rewriting.rewrite(made, target))

    judged = guard.judge(update, known=known)
    assert judged.state == encoding.read_state(made.get_state())
