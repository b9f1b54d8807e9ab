"""The document as plain data: ProseMirror's JSON, read out of Yjs, and what can
be said of it without the editor: its blocks, its text, its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from submissions import schema

Node = dict[str, Any]
TEXT_BLOCKS = frozenset({"paragraph", "heading"})


def document_of(doc: Doc) -> Node:
    """The whole document as JSON, with every attribute that the schema has.

    Always succeeds: what no editor writes (nodes in nodes without end, words
    outside of any block, values of another kind) is left out, so that a document
    that somebody spoiled on purpose can still be read, restored and purged.
    """
    root = doc.get(schema.ROOT, type=XmlFragment)
    blocks_only = (one for one in root.children if isinstance(one, XmlElement))
    return {"type": "doc", "content": list(_nodes(blocks_only))}


def _nodes(children: Iterable[Any], depth: int = 1) -> Iterator[Node]:
    for child in children:
        if isinstance(child, XmlText):
            yield from texts_of(child)
        elif isinstance(child, XmlElement) and depth <= DEEPEST:
            yield _node(child, depth)


def node_of(element: XmlElement) -> Node:
    """One element of the document, and what is in it."""
    return _node(element, 1)


def _node(element: XmlElement, depth: int) -> Node:
    name = element.tag or ""
    found = dict(iter(element.attributes))  # type: ignore[type-var]
    known = schema.NODES.get(name, {}).get("attrs", {})
    node: Node = {"type": name}
    if known:
        node["attrs"] = {
            key: fitting(key, found.get(key), default) for key, default in known.items()
        }
    content = list(_nodes(element.children, depth + 1))
    if content:
        node["content"] = content
    return node


def fitting(attribute: str, value: Any, default: Any) -> Any:
    """The value if it is one that the attribute may have, else its default. Yjs
    knows one kind of number; 2.0 is 2."""
    if isinstance(default, bool):
        return value if isinstance(value, bool) else default
    if isinstance(default, int):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        is_fit = is_number and 0 < value <= LARGEST and value == int(value)
        return int(value) if is_fit else default
    longest = LONGEST_ID if attribute == "id" else LONGEST_VALUE
    return value if isinstance(value, str) and len(value) <= longest else default


DEEPEST = 10  # of nodes in nodes, less than the guard takes: people come to five
LARGEST, LONGEST_ID, LONGEST_VALUE = 1000, 24, 2000


def texts_of(text: XmlText) -> list[Node]:
    """Runs of text with their marks. Overlapping marks of one kind carry a hash
    in their key, which says nothing; nor does it say anything where Yjs keeps
    apart words that look the same."""
    runs: list[Node] = []
    for run, formatting in text.diff():
        if not isinstance(run, str):
            continue  # a node among letters, which no editor writes
        node: Node = {"type": "text", "text": run}
        marks = [
            {
                "type": schema.mark_name(key),
                "attrs": dict(value) if isinstance(value, dict) else {},
            }
            for key, value in sorted((formatting or {}).items())
        ]
        if marks:
            node["marks"] = marks
        if runs and runs[-1].get("marks", []) == marks:
            runs[-1]["text"] += run
        else:
            runs.append(node)
    return runs


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading, wherever it stands."""

    id: str
    node: Node
    inside: tuple[str, ...]  # names of the nodes around it, outermost first

    @property
    def kind(self) -> str:
        return str(self.node["type"])

    @property
    def text(self) -> str:
        return text_of(self.node)


def blocks(node: Node, inside: tuple[str, ...] = ()) -> Iterator[Block]:
    """Every block of text, in reading order."""
    for child in node.get("content", []):
        if child["type"] in TEXT_BLOCKS:
            yield Block(child["attrs"].get("id") or "", child, inside)
        else:
            yield from blocks(child, (*inside, child["type"]))


def has_mark(run: Node, name: str) -> bool:
    return any(mark["type"] == name for mark in run.get("marks", []))


def text_of(node: Node, *, footnotes: bool = False) -> str:
    """The text as it would read if every suggestion were taken: what somebody
    would delete is left out."""
    parts = []
    for child in node.get("content", []):
        match child["type"]:
            case "text":
                if not has_mark(child, "deletion"):
                    parts.append(child["text"])
            case "hard_break":
                parts.append("\n")
            case "cite":
                parts.append(child["attrs"].get("label") or "")
            case "footnote":
                if footnotes:
                    parts.append(f" {text_of(child)} ")
            case _:
                parts.append(text_of(child, footnotes=footnotes))
    return "".join(parts)


def plain(document: Node, *, footnotes: bool = True) -> str:
    """One line a block."""
    lines = (text_of(block.node, footnotes=footnotes) for block in blocks(document))
    return "\n".join(line for line in lines if line.strip())


def words(text: str) -> int:
    """As Word counts: what stands between white space."""
    return len(text.split())


def word_count(document: Node) -> int:
    """Without footnotes, which the UN does not count (DOMAIN SUB-4)."""
    return words(plain(document, footnotes=False))


def footnote_words(document: Node) -> int:
    """Those in footnotes alone, for rules that count them."""
    return words(plain(document, footnotes=True)) - word_count(document)


def key_of(key: str) -> UUID | None:
    """The id that a mark or a chip names, written as the server writes it; or None."""
    try:
        found = UUID(key)
    except ValueError:
        return None
    return found if str(found) == key else None


def suggested(document: Node) -> dict[str, dict[str, str]]:
    """Key of each suggestion in the document → the block in which it begins, and
    the words that it would put in and take out."""
    found: dict[str, dict[str, str]] = {}
    for block in blocks(document):
        for run in _runs(block.node):
            for mark in run.get("marks", []):
                if mark["type"] not in schema.SUGGESTION_MARKS:
                    continue
                entry = found.setdefault(
                    str(mark["attrs"].get("id", "")),
                    {"block": block.id, "inserted": "", "deleted": ""},
                )
                if mark["type"] == "insertion":
                    entry["inserted"] += run["text"]
                elif mark["type"] == "deletion":
                    entry["deleted"] += run["text"]
    return found


def _runs(node: Node) -> Iterator[Node]:
    for child in node.get("content", []):
        if child["type"] == "text":
            yield child
        else:
            yield from _runs(child)


def settled(node: Node, *, keep: frozenset[str] = frozenset()) -> Node:
    """The document without what is only suggested: words that somebody would put
    in are left out, those that somebody would delete stay, unmarked. Suggestions
    named in `keep` stay as they are."""
    content = []
    for child in node.get("content", []):
        if child["type"] != "text":
            content.append(settled(child, keep=keep))
            continue
        marks = [
            mark
            for mark in child.get("marks", [])
            if mark["type"] not in schema.SUGGESTION_MARKS or _names(mark) in keep
        ]
        others = [mark for mark in child.get("marks", []) if mark not in marks]
        if any(mark["type"] == "insertion" for mark in others):
            continue
        run = {key: value for key, value in child.items() if key != "marks"}
        content.append({**run, "marks": marks} if marks else run)
    rest = {key: value for key, value in node.items() if key != "content"}
    return {**rest, "content": content} if content else rest


def _names(mark: Node) -> str:
    return str(mark.get("attrs", {}).get("id", ""))


def cited(node: Node) -> set[tuple[str, UUID]]:
    """Kind and id of whatever it cites, in chips and as proposals that show their
    wording. Browsers write these: whether such a thing is there, and may be cited, is
    asked by whoever needs to know."""
    found: set[tuple[str, UUID]] = set()
    for child in node.get("content", []):
        match child["type"]:
            case "cite" | "proposal" as name:
                attrs = child.get("attrs", {})
                ref = key_of(attrs.get("ref") or "")
                kind = attrs.get("kind") if name == "cite" else "proposal"
                if ref and kind in schema.CITE_KINDS:
                    found.add((kind, ref))
            case _:
                found |= cited(child)
    return found
