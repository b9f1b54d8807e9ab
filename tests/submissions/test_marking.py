import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from submissions import documents, encoding, guard, marking, store, wording, ydoc

MINE, THEIRS, OTHER = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
NO_ONE: frozenset[str] = frozenset()
CITE = {"type": "cite", "attrs": {"kind": "finding", "ref": "f", "label": "НР-014"}}
NOTE = {
    "type": "footnote",
    "attrs": {"id": "bnnnnnnnnnn"},
    "content": [{"type": "text", "text": "Закон № 63"}],
}
BREAK = {"type": "hard_break"}


def run(text, *marks):
    named = [
        {"type": mark, "attrs": {}}
        if isinstance(mark, str)
        else {"type": mark[0], "attrs": {"id": mark[1]}}
        for mark in marks
    ]
    return {"type": "text", "text": text, **({"marks": named} if named else {})}


def paragraph(*content, key="baaaaaaaaaa"):
    attrs = {"id": key, "numbered": True}
    return {"type": "paragraph", "attrs": attrs, "content": list(content)}


def around(kind, *content):
    return {"type": kind, "attrs": {"id": None}, "content": list(content)}


def written(*blocks):
    doc = Doc()
    ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), blocks))
    return doc


def first(doc):
    return next(iter(store.fragment(doc).children))


def suggest(doc, new, *, key=MINE, own=NO_ONE, block=None):
    block = block or first(doc)
    keys = set()
    before = doc.get_state()

    def change(_doc):
        keys.update(marking.mark(block, new, key=key, own=own))

    update = ydoc.edit(doc, change)
    judged = guard.judge(update, known=encoding.read_state(before))
    assert not judged.is_empty or not keys
    return keys


def settle(doc, keep=NO_ONE, **verdicts):
    named = {"mine": MINE, "theirs": THEIRS, "other": OTHER}
    ydoc.edit(
        doc,
        lambda doc: marking.settle(
            store.fragment(doc),
            {named[name]: verdict for name, verdict in verdicts.items()},
            keep=keep,
        ),
    )


def content(doc):
    return documents.document_of(doc)["content"]


def told(doc):
    """Runs of the first block: words and the marks on them."""
    return [
        (
            node.get("text", node["type"]),
            *sorted(mark["type"] for mark in node.get("marks", [])),
        )
        for node in content(doc)[0].get("content", [])
    ]


def test_wording_leaves_out_what_would_go_and_numbers_what_is_no_text():
    doc = written(
        paragraph(
            run("В "),
            run("шести", ("deletion", THEIRS)),
            run("девяти", ("insertion", THEIRS)),
            run(" районах"),
            CITE,
            run("."),
            BREAK,
            run("Далее"),
            NOTE,
        )
    )
    assert wording.wording_of(first(doc)) == "В девяти районах⟦1⟧.\nДалее⟦2⟧"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "В шести районах.",
            "В девяти районах.",
            [
                ("В ",),
                ("шести", "deletion"),
                ("девяти", "insertion"),
                (" районах.",),
            ],
        ),
        ("Слово.", "Слово и дело.", [("Слово",), (" и дело", "insertion"), (".",)]),
        ("Это слово.", "слово.", [("Это ", "deletion"), ("слово.",)]),
        ("Слово", "", [("Слово", "deletion")]),
        ("", "Слово", [("Слово", "insertion")]),
        ("раз 😀 два", "раз 😀 три", [
            ("раз 😀 ",), ("два", "deletion"), ("три", "insertion")]),
        ("Ошто", "Ошто жана Баткенде өкүм", [
            ("Ошто",), (" жана Баткенде өкүм", "insertion")]),
        ("едут семь часов", "едут\nсемь  часов", [
            ("едут семь ",), (" ", "insertion"), ("часов",)]),
    ],
)  # fmt: skip
def test_mark_finds_the_words_that_differ(old, new, expected):
    doc = written(paragraph(run(old)) if old else paragraph())
    suggest(doc, new)
    assert told(doc) == expected


def test_mark_keeps_the_look_of_the_words_it_replaces():
    doc = written(paragraph(run("Не "), run("менее", "strong", "em"), run(" трёх")))
    suggest(doc, "Не более трёх")
    assert told(doc) == [
        ("Не ",),
        ("менее", "deletion", "em", "strong"),
        ("более", "em", "insertion", "strong"),
        (" трёх",),
    ]


def test_mark_leaves_references_and_notes_where_they_are():
    doc = written(paragraph(run("раз "), CITE, run(" два"), NOTE, run(".")))
    suggest(doc, "три ⟦2⟧⟦1⟧⟦9⟧.")
    kinds = [node["type"] for node in content(doc)[0]["content"] if "text" not in node]
    assert kinds == ["cite", "footnote"]
    assert "⟦" not in documents.text_of(content(doc)[0])
    settle(doc, mine=True)
    assert wording.wording_of(first(doc)).replace("⟦1⟧", "").replace("⟦2⟧", "") == (
        "три ."
    )


def test_mark_puts_words_between_two_references():
    doc = written(paragraph(CITE, CITE))
    suggest(doc, "⟦1⟧ и ⟦2⟧")
    assert told(doc) == [("cite",), (" и ", "insertion"), ("cite",)]


def test_mark_deletes_words_that_another_would_insert_by_a_second_mark():
    doc = written(paragraph(run("Дом "), run("новый", ("insertion", THEIRS))))
    assert suggest(doc, "Дом старый") == {MINE}
    assert told(doc) == [
        ("Дом ",),
        ("новый", "deletion", "insertion"),
        ("старый", "insertion"),
    ]
    assert documents.suggested(documents.document_of(doc)) == {
        THEIRS: {"block": "baaaaaaaaaa", "inserted": "новый", "deleted": ""},
        MINE: {"block": "baaaaaaaaaa", "inserted": "старый", "deleted": "новый"},
    }


def test_mark_changes_words_of_her_own_suggestion_itself():
    doc = written(
        paragraph(
            run("дом", ("deletion", THEIRS)),
            run("приют", ("insertion", THEIRS)),
            run(" есть"),
        )
    )
    assert suggest(doc, "приюты есть", own=frozenset({THEIRS})) == {THEIRS}
    assert told(doc) == [
        ("дом", "deletion"),
        ("приюты", "insertion"),
        (" есть",),
    ]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({"mine": True}, [("б", "deletion"), ("в", "insertion"), ("д",)]),
        ({"mine": False}, [("а",), ("б", "deletion"), ("в", "insertion")]),
        ({"theirs": True}, [("а", "deletion"), ("в",), ("д", "insertion")]),
        ({"theirs": False}, [("а", "deletion"), ("б",), ("д", "insertion")]),
        ({"mine": True, "theirs": True}, [("вд",)]),
        ({"mine": False, "theirs": False}, [("аб",)]),
        ({"mine": True, "theirs": False}, [("бд",)]),
    ],
)
def test_settle_takes_in_and_out_what_was_decided(verdicts, expected):
    doc = written(
        paragraph(
            run("а", ("deletion", MINE)),
            run("б", ("deletion", THEIRS)),
            run("в", ("insertion", THEIRS)),
            run("д", ("insertion", MINE)),
        )
    )
    settle(doc, **verdicts)
    assert told(doc) == expected


def test_settle_of_words_that_one_would_insert_and_another_delete():
    def doc():
        both = (("insertion", THEIRS), ("deletion", MINE))
        return written(paragraph(run("а"), run("б", *both)))

    for verdicts, expected in (
        ({"theirs": True}, [("а",), ("б", "deletion")]),
        ({"theirs": False}, [("а",)]),
        ({"mine": True}, [("а",)]),
        ({"mine": False}, [("а",), ("б", "insertion")]),
        ({"mine": True, "theirs": True}, [("а",)]),
    ):
        page = doc()
        settle(page, **verdicts)
        assert told(page) == expected


def test_settle_reaches_notes_and_tables():
    cell = {
        "type": "table_cell",
        "attrs": {"colspan": 1, "rowspan": 1},
        "content": [paragraph(run("ячейка", ("insertion", MINE)), key=None)],
    }
    note = {**NOTE, "content": [run("сноска", ("insertion", MINE))]}
    doc = written(
        {
            "type": "table",
            "attrs": {"id": None},
            "content": [{"type": "table_row", "content": [cell]}],
        },
        paragraph(run("слово"), note),
    )
    settle(doc, mine=False)
    assert documents.plain(documents.document_of(doc)).strip() == "слово"
    kinds = [
        node["type"] for node in content(doc)[0]["content"][0]["content"][0]["content"]
    ]
    assert kinds == ["paragraph"]  # a cell keeps its paragraph


def test_settle_reverts_a_look():
    modified = {
        "type": "modification",
        "attrs": {
            "id": MINE,
            "type": "mark",
            "newValue": {"type": "strong"},
            "previousValue": {"type": "em", "attrs": {"x": 1}},
        },
    }
    bold = {"type": "strong", "attrs": {}}

    def doc():
        node = {"type": "text", "text": "слово", "marks": [bold, modified]}
        return written(paragraph(node))

    page = doc()
    settle(page, mine=True)
    assert told(page) == [("слово", "strong")]
    page = doc()
    settle(page, mine=False)
    assert told(page) == [("слово", "em")]


@pytest.mark.parametrize("value", [None, "x", 3, {"type": "insertion"}, {"type": 7}])
def test_settle_writes_no_mark_that_a_forged_look_names(value):
    node = run("слово")
    node["marks"] = [
        {
            "type": "modification",
            "attrs": {"id": MINE, "type": "mark", "previousValue": value},
        }
    ]
    doc = written(paragraph(node))
    settle(doc, mine=False)
    assert told(doc) == [("слово",)]


def test_settle_removes_a_paragraph_that_was_only_suggested():
    doc = written(
        paragraph(run("есть"), key="baaaaaaaaaa"),
        paragraph(run("новый", ("insertion", MINE)), key="bbbbbbbbbbb"),
        around(
            "bullet_list",
            around("list_item", paragraph(run("раз"), key="bccccccccccc"[:11])),
            around(
                "list_item",
                paragraph(run("два", ("insertion", MINE)), key="bdddddddddd"),
            ),
        ),
    )
    settle(doc, mine=False)
    assert documents.plain(documents.document_of(doc)) == "есть\nраз"
    assert [node["type"] for node in content(doc)] == ["paragraph", "bullet_list"]
    assert len(content(doc)[1]["content"]) == 1


def test_settle_keeps_the_block_in_which_somebody_stands():
    doc = written(
        paragraph(run("есть")),
        paragraph(run("новый", ("insertion", MINE)), key="bbbbbbbbbbb"),
    )
    settle(doc, mine=False, keep=frozenset({"bbbbbbbbbbb"}))
    assert len(content(doc)) == 2


def test_settle_never_leaves_a_document_or_a_list_item_without_a_block():
    inserted = ("insertion", MINE)
    doc = written(
        around(
            "bullet_list",
            around(
                "list_item",
                paragraph(run("раз", inserted), key=None),
                around(
                    "bullet_list",
                    around("list_item", paragraph(run("два"), key=None)),
                ),
            ),
        ),
    )
    settle(doc, mine=False)
    item = content(doc)[0]["content"][0]
    assert [node["type"] for node in item["content"]] == ["paragraph", "bullet_list"]
    doc = written(
        around(
            "bullet_list",
            around("list_item", paragraph(run("всё", inserted), key=None)),
        )
    )
    settle(doc, mine=False)
    item = content(doc)[0]["content"][0]
    assert [node["type"] for node in item["content"]] == ["paragraph"]


def test_a_new_paragraph_stands_behind_its_block_or_at_the_end():
    inside = paragraph(run("внутри"), key="bbbbbbbbbbb")
    doc = written(around("blockquote", inside), paragraph(run("после")))
    root = store.fragment(doc)
    parent, place = marking.place_after(root, "bbbbbbbbbbb")
    assert (parent.tag, place) == ("blockquote", 1)
    for unknown in ("", "bxxxxxxxxxx"):
        parent, place = marking.place_after(root, unknown)
        assert (parent, place) == (root, 2)


def test_changes_are_found_quickly_even_where_all_words_are_the_same():
    doc = written(paragraph(run("a b " * 1200)))
    suggest(doc, "b a " * 1250)
    settle(doc, mine=True)
    assert wording.wording_of(first(doc)) == "b a " * 1250


# What holds whatever people write

letters = st.text("абв é😀.,- ", min_size=1, max_size=8)
looks = st.lists(
    st.sampled_from(["strong", "em", ("insertion", THEIRS), ("deletion", OTHER)]),
    unique=True,
    max_size=2,
)
inline = st.one_of(
    st.builds(lambda text, marks: run(text, *marks), letters, looks),
    st.sampled_from([CITE, NOTE, BREAK]),
)
blocks = st.lists(inline, max_size=6).map(lambda nodes: paragraph(*nodes))


@settings(max_examples=400, deadline=None)
@given(blocks, st.data())
def test_a_suggestion_reads_as_typed_and_leaves_no_trace_once_refused(block, data):
    doc = written(block)
    before, old = content(doc), wording.wording_of(first(doc))
    parts = data.draw(
        st.lists(
            st.one_of(letters, st.sampled_from([*wording.TOKEN.findall(old), "\n"])),
            max_size=8,
        )
    )
    new = "".join(parts)
    keys = suggest(doc, new)

    def bare(text):
        return wording.ATOM.sub("", text).replace("\n", "")

    # References stay and line breaks become spaces; all other letters are as typed.
    reads = wording.wording_of(first(doc))
    assert sorted(wording.ATOM.findall(reads)) == sorted(wording.ATOM.findall(old))
    assert bare(reads).replace(" ", "") == bare(new).replace(" ", "")
    if wording.ATOM.findall(new) == wording.ATOM.findall(old):
        assert reads == new
    assert keys == (set() if reads == old else {MINE})

    settle(doc, mine=False)
    assert content(doc) == before
