"""Writing as the editor does, to the byte where that matters."""

import pytest

from submissions import ydoc

KEY = "0b0f6d6c-1111-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [  # as y-prosemirror 1.3.7 names them
        ({"type": "insertion", "attrs": {"id": KEY}}, "insertion--jSYgUakY"),
        ({"type": "deletion", "attrs": {"id": KEY}}, "deletion--2iqHZ4Ae"),
        (
            {
                "type": "modification",
                "attrs": {
                    "previousValue": {
                        "type": "link",
                        "attrs": {"href": "https://пример.org"},
                    },
                    "id": KEY,
                    "type": "mark",
                    "newValue": True,
                },
            },
            "modification--PJ88Tp37",
        ),
        (
            {
                "type": "modification",
                "attrs": {
                    "id": "x",
                    "type": "attr",
                    "attrName": "level",
                    "previousValue": 1,
                    "newValue": 130,
                },
            },
            "modification--6a5DyEiC",
        ),
        ({"type": "strong", "attrs": {}}, "strong"),
    ],
)
def test_mark_key_is_the_one_that_the_editor_gives(mark, expected):
    assert ydoc.mark_key(mark) == expected
