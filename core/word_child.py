"""Reads the paragraphs of a .docx in a process of its own; run as a file, never
imported. What a hostile file makes of the parser meets the limits here.

Changes are read as if they were accepted. stdin: the file. stdout: JSON, a list of
paragraphs: names of bookmarks, words, words of the footnotes, and, of what stands in
a table, the table's number, its row and its column. With the argument `whole`, a list
of blocks: what they are, and their runs with their looks.
"""

import json
import resource
import sys

MEGABYTE = 1024 * 1024
MAX_MEMORY = 384 * MEGABYTE
MAX_SECONDS = 10
MAX_PART = 8 * MEGABYTE  # a whole submission has a third of one
MAX_PARAGRAPHS = 20_000
MAX_LETTERS = 2_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = "\ufffc"
LEFT_OUT = {
    *("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "drawing", "pict"),
    *("object", "p", "tbl", "sectPr"),
}
LEVELS = 9  # of headings; the next is text
AS_IS = {"tab": " ", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def parsed(archive, name):
    from lxml import etree  # noqa: PLC0415 -- after the limits

    with archive.open(name) as stream:
        content = stream.read(MAX_PART + 1)  # whatever the header says
    if len(content) > MAX_PART:
        sys.exit(3)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        sys.exit(4)
    return root


def tag_of(element):
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def words_of(element, notes):
    """Words that stand here, accepted; keys of the notes go into `notes`."""
    said = []
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            said.append(child.text or "")
        elif tag in AS_IS:
            said.append(AS_IS[tag])
        elif tag == "br":
            is_line = child.get(f"{W}type") in {None, "textWrapping"}
            said.append("\n" if is_line else "")
        elif tag in {"footnoteReference", "endnoteReference"}:
            notes.append((tag, child.get(f"{W}id")))
            said.append(NOTE)
        elif tag and tag not in LEFT_OUT:
            said.append(words_of(child, notes))
    return "".join(said)


class Reader:
    def __init__(self, archive):
        self.paragraphs = []
        self.names = []  # of bookmarks that stand between paragraphs
        self.merges = False  # the end of the last paragraph was taken out
        self.letters = 0
        self.tables = 0
        self.cell = None  # table, row, column: of the outermost table
        self.depth = 0  # of cells in cells
        self.notes = {}
        there = archive.namelist()
        for kind in ("footnote", "endnote"):
            if f"word/{kind}s.xml" in there:
                self.read_notes(kind, parsed(archive, f"word/{kind}s.xml"))
        root = parsed(archive, "word/document.xml")
        self.read(root.find(f"{W}body"))

    def read_notes(self, kind, root):
        for note in root.findall(f"{W}{kind}"):
            lines = [words_of(line, []) for line in note.iter(f"{W}p")]
            key = (f"{kind}Reference", note.get(f"{W}id"))
            self.notes[key] = "\n".join(lines).strip()

    def read(self, parent, *, is_gone=False):
        for child in parent:
            tag = tag_of(child)
            if tag == "p":
                self.read_paragraph(child, is_gone=is_gone)
            elif tag == "bookmarkStart":
                self.names.append(child.get(f"{W}name") or "")
            elif tag == "tbl" and self.cell is None:
                self.tables += 1
                self.cell = [self.tables, 0, 0]
                self.read(child, is_gone=is_gone)
                self.cell, self.depth = None, 0
            elif tag == "tr":
                was_taken_out = child.find(f"{W}trPr/{W}del") is not None
                if self.depth == 0 and self.cell:
                    self.cell = [self.cell[0], self.cell[1] + 1, 0]
                self.read(child, is_gone=is_gone or was_taken_out)
            elif tag == "tc":
                if self.depth == 0 and self.cell:
                    self.cell = [*self.cell[:2], self.cell[2] + 1]
                self.merges = False
                self.depth += 1
                self.read(child, is_gone=is_gone)
                self.depth -= 1
                self.merges = False
            elif tag in {"tbl", "sdt", "sdtContent", "customXml", "ins"}:
                self.read(child, is_gone=is_gone)

    def read_paragraph(self, paragraph, *, is_gone):
        marks = paragraph.iter(f"{W}bookmarkStart")
        names = self.names + [mark.get(f"{W}name") or "" for mark in marks]
        self.names = []
        keys = []
        words = "" if is_gone else words_of(paragraph, keys)
        notes = [self.notes.get(key, "") for key in keys]
        self.letters += len(words) + sum(map(len, notes)) + sum(map(len, names))
        if self.merges and words:
            last = self.paragraphs[-1]
            last["words"] += words
            last["names"] += names
            last["notes"] += notes
        else:
            told = {"names": names, "words": words, "notes": notes, "cell": self.cell}
            self.paragraphs.append(told)
        if len(self.paragraphs) > MAX_PARAGRAPHS or self.letters > MAX_LETTERS:
            sys.exit(5)
        looks = paragraph.find(f"{W}pPr/{W}rPr")
        ends_taken_out = looks is not None and any(
            looks.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom")
        )
        self.merges = ends_taken_out and bool(self.paragraphs[-1]["words"].strip())


class WholeReader:
    """A file that was written elsewhere: headings, paragraphs, lists, tables."""

    def __init__(self, archive):
        self.archive = archive
        self.there = set(archive.namelist())
        self.styles, self.lists, self.notes = {}, {}, {}
        self.letters = self.paragraphs = 0
        if "word/styles.xml" in self.there:
            self.read_styles(parsed(archive, "word/styles.xml"))
        if "word/numbering.xml" in self.there:
            self.read_numbering(parsed(archive, "word/numbering.xml"))
        for kind in ("footnote", "endnote"):
            if f"word/{kind}s.xml" in self.there:
                for note in parsed(archive, f"word/{kind}s.xml"):
                    lines = [words_of(line, []) for line in note.iter(f"{W}p")]
                    key = (f"{kind}Reference", note.get(f"{W}id"))
                    self.notes[key] = "\n".join(lines).strip()
        body = parsed(archive, "word/document.xml").find(f"{W}body")
        self.blocks = self.read(body)

    def read_styles(self, root):
        rows = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
        for key, style in rows.items():
            chain, seen = style, set()
            while chain is not None and id(chain) not in seen:
                seen.add(id(chain))
                self.styles.setdefault(key, {"level": 0, "num": None, "kind": ""})
                self.note_style(self.styles[key], chain)
                chain = rows.get(value_of(chain, "basedOn"))

    def note_style(self, found, style):
        """What nearer styles say stays."""
        name = (value_of(style, "name") or "").lower()
        outline = value_of(style, "pPr/outlineLvl")
        if not found["level"] and name.startswith("heading ") and name[8:].isdigit():
            found["level"] = int(name[8:])
        elif not found["level"] and outline and outline.isdigit():
            found["level"] = int(outline) + 1 if int(outline) < LEVELS else 0
        if not found["kind"] and name in {"title", "quote", "intense quote"}:
            found["kind"] = "title" if name == "title" else "quote"
        if found["num"] is None:
            found["num"] = value_of(style, "pPr/numPr/numId")

    def read_numbering(self, root):
        looks = {}
        for row in root.iter(f"{W}abstractNum"):
            first = row.find(f"{W}lvl")
            look = value_of(first, "numFmt") if first is not None else None
            looks[row.get(f"{W}abstractNumId")] = look
        for row in root.iter(f"{W}num"):
            look = looks.get(value_of(row, "abstractNumId"))
            is_list = look not in {None, "none"}
            self.lists[row.get(f"{W}numId")] = (
                ("bullet" if look == "bullet" else "ordered") if is_list else ""
            )

    def read(self, parent):
        blocks = []
        for child in parent:
            tag = tag_of(child)
            if tag == "p":
                blocks.append(self.paragraph(child))
            elif tag == "tbl":
                blocks.append({"kind": "table", "rows": self.table(child)})
            elif tag in {"sdt", "sdtContent", "customXml", "ins"}:
                blocks += self.read(child)
        return blocks

    def table(self, table):
        rows = []
        for row in table.findall(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [
                [self.runs(p) for p in cell.iter(f"{W}p")]
                for cell in row.findall(f"{W}tc")
            ]
            rows.append(cells)
        return rows

    def paragraph(self, paragraph):
        style = self.styles.get(value_of(paragraph, "pPr/pStyle"), {})
        number = value_of(paragraph, "pPr/numPr/numId") or style.get("num")
        outline = value_of(paragraph, "pPr/outlineLvl") or ""
        level = style.get("level") or (int(outline) + 1 if outline.isdigit() else 0)
        kind = style.get("kind") or "text"
        if 0 < level <= LEVELS:
            kind = "heading"
        elif kind == "text" and number and self.lists.get(number):
            kind = self.lists[number]
        return {"kind": kind, "level": level, **self.runs(paragraph)}

    def runs(self, paragraph):
        runs, keys = [], []
        self.walk(paragraph, runs, keys)
        notes = [self.notes.get(key, "") for key in keys]
        self.paragraphs += 1
        self.letters += sum(len(run[0]) for run in runs) + sum(map(len, notes))
        if self.paragraphs > MAX_PARAGRAPHS or self.letters > MAX_LETTERS:
            sys.exit(5)
        return {"runs": runs, "notes": notes}

    def walk(self, element, runs, keys):
        for child in element:
            tag = tag_of(child)
            if tag == "r":
                words = words_of(child, keys)
                look = "".join(name for name in "bi" if is_on(child, name))
                if words and runs and runs[-1][1] == look:
                    runs[-1][0] += words
                elif words:
                    runs.append([words, look])
            elif tag and tag not in LEFT_OUT:
                self.walk(child, runs, keys)


def value_of(element, path):
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def is_on(run, name):
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val") not in {"0", "false", "off"}


def main():
    limit()
    import io  # noqa: PLC0415 -- after the limits
    import zipfile  # noqa: PLC0415 -- after the limits

    archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
    is_whole = sys.argv[1:] == ["whole"]
    told = WholeReader(archive).blocks if is_whole else Reader(archive).paragraphs
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
