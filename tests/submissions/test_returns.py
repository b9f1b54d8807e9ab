"""What somebody changed in our Word file, and what is to be suggested of it."""

from copy import deepcopy

from hypothesis import given, settings

from submissions import returns, suggesting
from submissions.returns import Addition, Left, Why
from submissions.word import reading
from tests.submissions.docx import in_russian
from tests.submissions.returned import (
    behind,
    edited,
    ending_taken_out,
    exported,
    new_paragraph,
    paragraphs_of,
    part,
    tracked,
    with_part,
    without_paragraph,
)
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run
from tests.submissions.test_rewriting import listed

FIRST = para("В шести районах нет убежища.", "b1")
SECOND = para("Ехать семь часов.", "b2")
THIRD = para("Денег нет.", "b3")
TEXT = doc(FIRST, SECOND, THIRD)
FILE = exported(TEXT)


def plan(raw, now=TEXT, *, own=frozenset()):
    paragraphs, digest = paragraphs_of(raw)
    return returns.plan_of(
        now, paragraphs, digest=digest, own=own, longest=suggesting.LONGEST
    )


def suggested(document, words, *, key="k", block=1):
    """The same, with words that somebody would put in at the end of a block."""
    made = deepcopy(document)
    mark = {"type": "insertion", "attrs": {"id": key}}
    made["content"][block]["content"].append(
        {"type": "text", "text": words, "marks": [mark]}
    )
    return made


def test_a_file_that_nobody_changed_suggests_nothing():
    made = plan(FILE)

    assert (made.changed, made.added, made.left, made.missing) == ({}, [], [], 0)


def test_changed_words_are_the_block_s():
    raw = edited(FILE, ("семь часов", "девять часов"))

    assert plan(raw).changed == {"b2": "Ехать девять часов."}


def test_tracked_changes_are_read_as_accepted():
    raw = edited(FILE, tracked("Ехать семь часов.", "Ехать девять часов."))
    made = plan(raw)

    assert made.changed == {"b2": "Ехать девять часов."}
    assert made.left == []


def test_a_paragraph_that_was_taken_out_is_to_be_deleted():
    assert plan(without_paragraph(FILE, "Ехать семь часов.")).changed == {"b2": ""}


def test_a_paragraph_whose_end_was_taken_out_with_tracking_is_to_be_deleted():
    raw = edited(FILE, tracked("Ехать семь часов.", ""))

    assert plan(ending_taken_out(raw, 1)).changed == {"b2": ""}


def test_new_paragraphs_follow_the_block_before_them():
    raw = behind(
        FILE, "Ехать семь часов.", new_paragraph("Раз.") + new_paragraph("Два.")
    )

    assert plan(raw).added == [Addition("b2", ("Раз.", "Два."))]


def test_new_paragraphs_behind_the_heading_stand_at_the_beginning():
    raw = behind(FILE, "3. Убежища", new_paragraph("Вначале."))

    assert plan(raw).added == [Addition("", ("Вначале.",))]


def test_a_paragraph_that_was_parted_is_changed_and_followed():
    raw = edited(
        FILE,
        ("Ехать семь часов.", "Ехать.</w:t></w:r></w:p><w:p><w:r><w:t>Семь часов."),
    )
    made = plan(raw)

    assert made.changed == {"b2": "Ехать."}
    assert made.added == [Addition("b2", ("Семь часов.",))]


def test_paragraphs_that_were_joined_are_one_changed_and_one_deleted():
    raw = ending_taken_out(FILE, 1)

    assert plan(raw).changed == {"b2": "Ехать семь часов.Денег нет.", "b3": ""}


def test_a_block_that_others_changed_meanwhile_is_told_and_not_suggested():
    raw = edited(FILE, ("семь часов", "девять часов"))
    now = doc(FIRST, para("Ехать весь день.", "b2"), THIRD)
    made = plan(raw, now)

    assert made.changed == {}
    assert made.left == [Left(Why.CHANGED, "Ехать девять часов.")]


def test_what_others_changed_and_the_person_did_not_stays():
    now = doc(FIRST, para("Ехать весь день.", "b2"), THIRD)

    made = plan(FILE, now)

    assert (made.changed, made.left) == ({}, [])


def test_the_same_change_by_others_is_no_suggestion():
    raw = edited(FILE, ("семь часов", "девять часов"))
    made = plan(raw, doc(FIRST, para("Ехать девять часов.", "b2"), THIRD))

    assert (made.changed, made.left) == ({}, [])


def test_a_block_that_is_gone_is_told_if_the_person_changed_it():
    raw = edited(FILE, ("семь часов", "девять часов"))
    now = doc(FIRST, THIRD)

    assert plan(raw, now).left == [Left(Why.GONE, "Ехать девять часов.")]
    assert plan(FILE, now).left == []


def test_somebody_else_s_suggestion_stands_in_the_way():
    raw = edited(FILE, ("семь часов", "девять часов"))
    now = suggested(TEXT, " Зимой.")

    assert plan(raw, now).left == [Left(Why.WAITS, "Ехать девять часов.")]
    assert plan(raw, now, own=frozenset({"k"})).changed == {"b2": "Ехать девять часов."}


def test_what_is_suggested_already_is_not_suggested_again():
    raw = edited(FILE, ("семь часов.", "семь часов. Зимой."))
    made = plan(raw, suggested(TEXT, " Зимой."))

    assert (made.changed, made.left) == ({}, [])


def test_a_new_paragraph_that_is_suggested_already_is_not_suggested_again():
    raw = behind(FILE, "Ехать семь часов.", new_paragraph("Новое."))
    waiting = para("", "b9")
    waiting["content"] = []
    now = suggested(doc(FIRST, SECOND, waiting, THIRD), "Новое.", block=2)

    assert plan(raw, now).added == []


def test_blocks_that_may_be_newer_than_the_file_stay():
    raw = without_paragraph(FILE, "Ехать семь часов.")
    now = doc(FIRST, SECOND, para("Новый.", "b4"), THIRD)
    made = plan(raw, now)

    assert (made.changed, made.missing) == ({}, 2)


def test_a_paragraph_that_lost_its_bookmark_is_known_by_its_words():
    text = part(FILE)
    for name in ("_bb1_", "_bb2_", "_bb3_"):
        place = text.index(f'w:name="{name}')
        text = text[:place] + text[place:].replace("w:name=", "w:gone=", 1)
    made = plan(with_part(FILE, text))

    assert (made.changed, made.added, made.missing) == ({}, [], 0)


def test_white_space_is_no_change():
    raw = edited(FILE, ("Ехать семь часов.", "Ехать\u00a0 семь часов. "))

    assert plan(raw).changed == {}


def test_references_and_footnotes_stay_where_they_are():
    cite = {
        "type": "cite",
        "attrs": {"kind": "recommendation", "ref": "x", "label": "140.61"},
    }
    block = of(run("Слово"), note("с. 5"), run(" по "), cite, run(" дальше"), key="b1")
    raw = edited(exported(doc(block)), (" дальше", " потом"))
    made = plan(raw, doc(block))

    assert made.left == []
    assert returns.wording_from(made.changed["b1"], block) == "Слово⟦1⟧ по ⟦2⟧ потом"


def test_a_changed_footnote_is_told():
    block = of(run("Слово"), note("с. 5"), key="b1")
    raw = edited(exported(doc(block)), ("с. 5", "с. 6"), name="word/footnotes.xml")
    made = plan(raw, doc(block))

    assert made.changed == {}
    assert made.left == [Left(Why.NOTES, "с. 6")]


def test_list_items_come_back():
    node = listed("один", "два")
    for number, item in enumerate(node["content"]):
        item["content"][0]["attrs"]["id"] = f"i{number}"
    raw = edited(exported(doc(node)), (">два<", ">три<"))

    assert plan(raw, doc(node)).changed == {"i1": "три"}


def test_a_block_without_an_id_is_told_if_it_was_changed():
    node = listed("один", "два")
    raw = exported(doc(node))

    assert plan(raw, doc(node)).left == []
    changed = plan(edited(raw, (">два<", ">три<")), doc(node))
    assert changed.left == [Left(Why.NAMELESS, "три")]
    assert not changed


def test_proposals_and_what_is_new_behind_them():
    node = {"type": "proposal", "attrs": {"id": "p1", "ref": "k"}}
    asked = in_russian("Proposal")
    raw = behind(exported(doc(FIRST, node)), asked, new_paragraph("Новое."))
    made = plan(raw, doc(FIRST, node))

    assert made.changed == {}
    assert made.added == [Addition("p1", ("Новое.",))]


def test_more_than_one_suggestion_holds_is_parted():
    many = "".join(new_paragraph(f"Абзац {number}.") for number in range(45))
    made = plan(behind(FILE, "Денег нет.", many))

    assert [len(addition.lines) for addition in made.added] == [20, 20, 5]
    assert plan(behind(FILE, "Денег нет.", new_paragraph("а" * 6000))).left[0].why == (
        Why.LONG
    )


def test_the_cover_comes_back_as_nothing():
    raw = edited(FILE, ("УПО", "УПО: Кыргызстан"))
    made = plan(raw)

    assert not made
    assert made.left == []
    assert reading.read(raw)[0].signs == ()


@settings(max_examples=25, deadline=None)
@given(document=BLOCKS)
def test_whatever_people_write_comes_back_as_it_was(document):
    made = plan(exported(document), document)

    assert (made.changed, made.added, made.left, made.missing) == ({}, [], [], 0)
