"""A Word file taken apart: what must hold of every one that leaves, and how it reads
once its changes are accepted or rejected."""

import re
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

from django.utils.translation import gettext, override
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Of people and machines, of sessions and hours, and of what is not decided.
MARKERS = re.compile(
    r"rsid|docId|w:author|w:initials|w:date\b|<w:ins\b|<w:del\b|<w:moveFrom|<w:moveTo"
    r"|[pr]PrChange|comment|<w:person|trackRevisions|w14:|mc:|w15:|python-docx"
    r"|lastModifiedBy|creator|<cp:keywords|<Company|<Manager|<Application|<TotalTime",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r'<w:(ins|del) w:id="\d+" w:author="(Coalition|[А-Яа-яҢңӨөҮү]+)"/?>'
)
NOTHING = re.compile(r"(?!)")


def in_russian(words, **values):
    """As the file says it, translated or not yet."""
    with override("ru"):
        return gettext(words) % values


class Package:
    def __init__(self, raw: bytes):
        with ZipFile(BytesIO(raw)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            assert len(self.parts) == len(archive.namelist())
            self.moments = {entry.date_time for entry in archive.infolist()}

    def tree(self, name):
        return etree.fromstring(self.parts[name])

    def text(self, name):
        return self.parts[name].decode()

    # What must hold

    def check(self, *, with_changes=False):
        assert self.moments == {(1980, 1, 1, 0, 0, 0)}
        for name in self.parts:
            self.tree(name)  # well-formed
        self.check_types()
        self.check_relations()
        self.check_references()
        assert self.markers(leaving_out=CHANGES if with_changes else NOTHING) == []

    def check_types(self):
        root = self.tree("[Content_Types].xml")
        by_ending = {d.get("Extension") for d in root.iter(f"{TYPES}Default")}
        by_name = {d.get("PartName") for d in root.iter(f"{TYPES}Override")}
        parts = set(self.parts) - {"[Content_Types].xml"}
        assert {name.lstrip("/") for name in by_name} <= parts
        for name in parts:
            assert f"/{name}" in by_name or name.rsplit(".")[-1] in by_ending

    def check_relations(self):
        """Each leads to a part that is there, and each part is led to."""
        reached = {"[Content_Types].xml"}
        for name in self.parts:
            if not name.endswith(".rels"):
                continue
            reached.add(name)
            ids = set()
            for relation in self.tree(name).iter(f"{RELATIONS}Relationship"):
                assert relation.get("Id") not in ids
                ids.add(relation.get("Id"))
                if relation.get("TargetMode") == "External":
                    assert re.match(r"https?://|mailto:", relation.get("Target"))
                    continue
                folder = PurePosixPath(name).parent.parent
                target = relation.get("Target")
                place = target[1:] if target[0] == "/" else str(folder / target)
                assert place in self.parts
                reached.add(place)
        assert reached == set(self.parts)

    def check_references(self):
        """Every r:id is a relationship of its part; styles, numbers and notes that
        are named are there."""
        for name in self.parts:
            if name.startswith("word/") and name.endswith(".xml"):
                used = set(re.findall(r'r:id="(\w+)"', self.text(name)))
                rels = f"word/_rels/{name.removeprefix('word/')}.rels"
                there = re.findall(r' Id="(\w+)"', self.parts.get(rels, b"").decode())
                assert used <= set(there)
        styles = set(re.findall(r'w:styleId="(\w+)"', self.text("word/styles.xml")))
        numbering = self.text("word/numbering.xml")
        nums = set(re.findall(r'<w:num w:numId="(\d+)"', numbering))
        for name in ("word/document.xml", "word/footnotes.xml", "word/styles.xml"):
            text = self.text(name)
            pattern = r"<w:(?:[prt]Style|tblStyle|basedOn|next|link) w:val=\"(\w+)\""
            assert set(re.findall(pattern, text)) <= styles
            assert set(re.findall(r'<w:numId w:val="(\d+)"', text)) <= nums
        notes = [
            note.get(f"{W}id")
            for note in self.tree("word/footnotes.xml")
            if note.get(f"{W}type") is None
        ]
        called = re.findall(
            r'<w:footnoteReference w:id="(\d+)"', self.text("word/document.xml")
        )
        assert set(notes) == set(called)
        assert len(notes) == len(called)

    def markers(self, *, leaving_out=NOTHING):
        found = []
        for name, content in self.parts.items():
            text = leaving_out.sub("", content.decode())
            found += [
                (name, text[hit.start() : hit.start() + 60])
                for hit in MARKERS.finditer(text)
            ]
        return found

    # How it reads

    def lines(self, *, accepted=True):
        """Each paragraph that has words, its notes in double brackets."""
        gone = "ins" if not accepted else "del"
        notes = {
            note.get(f"{W}id"): "".join(self._words(p, gone, {}) for p in note)
            for note in self.tree("word/footnotes.xml")
        }
        body = self.tree("word/document.xml")
        lines = []
        for paragraph in body.iter(f"{W}p"):
            ended = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}")
            line = self._words(paragraph, gone, notes)
            assert ended is None or not line
            lines.append(line)
        return [line for line in lines if line]

    def _words(self, paragraph, gone, notes):
        said = []
        for element in paragraph.iter(
            *(f"{W}{tag}" for tag in ("t", "delText", "tab", "br", "footnoteReference"))
        ):
            if any(up.tag == f"{W}{gone}" for up in element.iterancestors()):
                continue
            match etree.QName(element).localname:
                case "tab":
                    said.append("\t")
                case "br":
                    said.append("\n")
                case "footnoteReference":
                    note = notes[element.get(f"{W}id")].removeprefix(" ")
                    said.append(f"[[{note}]]" if note else "")
                case _:
                    said.append(element.text or "")
        return "".join(said)
