import json

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from submissions import schema
from submissions.rendering import Label, render

A, B, C = "baaaaaaaaaa", "bbbbbbbbbbb", "bcccccccccc"


def text(words, *marks):
    named = [
        mark if isinstance(mark, dict) else {"type": mark, "attrs": {}}
        for mark in marks
    ]
    return {"type": "text", "text": words, **({"marks": named} if named else {})}


def suggested(kind, key="00000000-0000-4000-8000-000000000001"):
    return {"type": kind, "attrs": {"id": key}}


def paragraph(*inline, key=A, numbered=True):
    return {
        "type": "paragraph",
        "attrs": {"id": key, "numbered": numbered},
        "content": list(inline),
    }


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def shown(*blocks, **options):
    return str(render(doc(*blocks), language="ru", **options))


def test_render_numbers_paragraphs_of_the_text_and_no_others():
    page = shown(
        {"type": "heading", "attrs": {"id": C, "level": 2}, "content": [text("О")]},
        paragraph(text("первый")),
        {
            "type": "bullet_list",
            "attrs": {"id": None},
            "content": [
                {
                    "type": "list_item",
                    "attrs": {"id": None},
                    "content": [paragraph(text("пункт"), key=None)],
                }
            ],
        },
        paragraph(text("без номера"), key=None, numbered=False),
        paragraph(text("второй"), key=B),
    )
    assert f'<h3 id="{C}">О</h3>' in page
    assert f'<p id="{A}" class="numbered"><span class="para-no">1</span> первый' in page
    assert "<ul><li><p>пункт</p></li></ul><p>без номера</p>" in page
    assert f'<p id="{B}" class="numbered"><span class="para-no">2</span> второй' in page
    assert 'class="words document" lang="ru"' in page


def test_render_escapes_what_people_wrote():
    evil = '<script>alert("1")</script>'
    page = shown(
        paragraph(
            text(evil, {"type": "link", "attrs": {"href": f'https://x.org/"{evil}'}}),
            text(evil, {"type": "insertion", "attrs": {"id": evil}}),
            {"type": "cite", "attrs": {"kind": evil, "ref": evil, "label": evil}},
            {"type": "footnote", "attrs": {"id": evil}, "content": [text(evil)]},
            key=evil,
        )
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 6


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)"),
        *("data:text/html,x", "//elsewhere.org", "/r/", "https:\nx", "", "https://"),
    ],
)
def test_render_links_only_to_the_web_and_to_mail(href):
    page = shown(paragraph(text("word", {"type": "link", "attrs": {"href": href}})))
    assert "<a" not in page
    assert "word" in page


def test_render_links_without_telling_from_where():
    mark = {"type": "link", "attrs": {"href": "https://example.org/?a=1&b=2"}}
    page = shown(paragraph(text("word", mark)))
    assert (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">'
        "word</a>"
    ) in page


def test_render_shows_what_is_suggested():
    page = shown(
        paragraph(
            text("было", suggested("deletion")),
            text("стало", suggested("insertion"), "strong"),
        )
    )
    key = "00000000-0000-4000-8000-000000000001"
    assert f'<del class="deletion" data-suggestion="{key}">было</del>' in page
    assert (
        f'<ins class="insertion" data-suggestion="{key}"><strong>стало</strong></ins>'
    ) in page


def test_render_puts_footnotes_below_with_ways_there_and_back():
    note = {
        "type": "footnote",
        "attrs": {"id": B},
        "content": [text("Закон № 63.")],
    }
    page = shown(paragraph(text("слово"), note))
    assert (
        f'слово<sup class="note-ref"><a id="ref-{B}" href="#note-{B}">1</a></sup>'
        in page
    )
    assert f'<li id="note-{B}">Закон № 63. <a href="#ref-{B}"' in page


def test_render_says_of_chips_and_proposals_what_the_reader_may_know():
    blocks = (
        paragraph(
            {"type": "cite", "attrs": {"kind": "finding", "ref": "f1", "label": "НР"}},
            {"type": "cite", "attrs": {"kind": "evidence", "ref": "f2", "label": "Е"}},
        ),
        {"type": "proposal", "attrs": {"id": None, "ref": "p1"}},
        {"type": "proposal", "attrs": {"id": None, "ref": "p2"}},
    )
    page = shown(
        *blocks,
        labels={
            "f1": Label("голос НР-014", "/finding/"),
            "p1": Label("Открыть приюты.", "//elsewhere.org"),
        },
    )
    assert '<a class="cite" href="/finding/">голос НР-014</a>' in page
    assert '<span class="cite">Е</span>' in page
    assert '<div class="proposal">Открыть приюты.</div>' in page
    assert "A proposal that is not open to you." in page


def test_render_offers_the_form_beside_each_block():
    page = shown(paragraph(text("слово")), suggest_url="/t/1/suggest/")
    assert f'href="/t/1/suggest/?block={A}"' in page
    assert f'href="/t/1/suggest/?after={A}"' in page
    assert "suggest" not in shown(paragraph(text("слово")))


def test_render_gives_an_id_once():
    page = shown(paragraph(text("раз")), paragraph(text("два")))
    assert page.count(f'id="{A}"') == 1


def test_render_sets_tables_with_their_spans():
    cell = {
        "type": "table_cell",
        "attrs": {"colspan": 2.0, "rowspan": 1},
        "content": [paragraph(text("x"), key=None)],
    }
    head = {**cell, "type": "table_header", "attrs": {"colspan": "<", "rowspan": None}}
    page = shown(
        {
            "type": "table",
            "attrs": {"id": A},
            "content": [{"type": "table_row", "content": [head, cell]}],
        }
    )
    assert (
        f'<table class="doc-table" id="{A}"><tr><th scope="col"><p>x</p></th>'
        '<td colspan="2"><p>x</p></td></tr></table>'
    ) in page


def test_render_survives_nodes_in_nodes_without_end():
    node = paragraph(text("deep"))
    for _level in range(500):
        node = {"type": "blockquote", "attrs": {"id": None}, "content": [node]}
    assert "deep" not in shown(node)


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "attrs", "content", "marks", "text", "id", "href"]
            ),
            inner | st.sampled_from([*schema.NODES, *schema.MARKS]),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.lists(anything, max_size=3))
def test_render_never_breaks_nor_lets_markup_through(nodes):
    with override("en"):
        page = str(render({"type": "doc", "content": nodes}, language="en"))
    assert "javascript:" not in page
    assert json.dumps(page)
