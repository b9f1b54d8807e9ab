"""Runs of letters, links and footnotes: what stands within a paragraph."""

import re
from collections.abc import Collection
from typing import Any

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from core.words import clean

LINKS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)

Element = Any  # lxml's, which has no types


def run_of(
    text: str, *, marks: Collection[str] = (), style: str = "", change: Element = None
) -> Element:
    """A run; within `change` if it was put in or taken out."""
    run = OxmlElement("w:r")
    looks = [
        *([("w:rStyle", style)] if style else []),
        *([("w:b", None), ("w:bCs", None)] if "strong" in marks else []),
        *([("w:i", None), ("w:iCs", None)] if "em" in marks else []),
    ]
    if looks:
        properties = run.get_or_add_rPr()
        for tag, value in looks:
            look = OxmlElement(tag)
            if value:
                look.set(qn("w:val"), value)
            properties.append(look)
    run.text = clean(text)
    return changed(run, change)


def changed(run: Element, change: Element) -> Element:
    if change is None:
        return run
    if change.tag == qn("w:del"):
        for letters in run.findall(qn("w:t")):
            letters.tag = qn("w:delText")
    change.append(run)
    return change


def reference_run(inner: Element, *, change: Element = None) -> Element:
    run = run_of("", style="FootnoteReference")
    run.append(inner)
    return changed(run, change)


class Place:
    """A paragraph and the part of the package in which it stands, to which its links
    belong."""

    def __init__(self, paragraph: Element, part: Part):
        self.paragraph, self.part = paragraph, part

    def write(
        self,
        text: str,
        *,
        marks: Collection[str] = (),
        href: str = "",
        change: Element = None,
    ) -> None:
        if not LINKS.fullmatch(href):
            self.paragraph.append(run_of(text, marks=marks, change=change))
            return
        link = OxmlElement("w:hyperlink")
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), self.part.relate_to(href, kind, is_external=True))
        link.append(run_of(text, marks=marks, style="Hyperlink", change=change))
        self.paragraph.append(link)


NOTE = """
<w:footnote {ns} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>"""


class Notes:
    """The footnotes of a file: python-docx knows none, so their part is written
    here."""

    def __init__(self, document: DocumentType):
        relations = document.part.rels.values()
        kind = RELATIONSHIP_TYPE.FOOTNOTES
        self.part = next(r.target_part for r in relations if r.reltype == kind)
        self.root: Element = parse_xml(self.part.blob)
        self.count = 0

    def begin(self, place: Place, *, change: Element = None) -> Place:
        """A new note that is referred to from here; its words are yet to come."""
        self.count += 1
        note = parse_xml(NOTE.format(ns=nsdecls("w"), number=self.count))
        self.root.append(note)
        sign = OxmlElement("w:footnoteReference")
        sign.set(qn("w:id"), str(self.count))
        place.paragraph.append(reference_run(sign, change=change))
        return Place(note.find(qn("w:p")), self.part)

    def keep(self) -> None:
        self.part._blob = serialize_part_xml(self.root)
