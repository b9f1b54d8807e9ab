"""The letter that PostgreSQL cannot hold never gets into a document: no stable copy
of it could ever be written."""

import pytest
from pycrdt import Doc, XmlElement, XmlText

from submissions import guard, store, ydoc


def with_text(doc):
    store.fragment(doc).children.append(XmlElement("paragraph", {}, [XmlText("a\0b")]))


def with_attribute(doc):
    store.fragment(doc).children.append(XmlElement("paragraph", {"id": "b\0"}))


def with_mark(doc):
    words = XmlText("word")
    store.fragment(doc).children.append(XmlElement("paragraph", {}, [words]))
    words.format(0, 4, {"link": {"href": "https://example.org/\0"}})


@pytest.mark.parametrize("change", [with_text, with_attribute, with_mark])
def test_an_update_with_a_nul_is_refused(change):
    with pytest.raises(guard.Broken):
        guard.judge(ydoc.edit(Doc(), change), known={})
