"""Makes a Yjs document say what another state of it said, changing as little as
can be: what is equal is not touched, so that it keeps its identity in Yjs, the
anchors of comments, and what others type into it at the same moment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, cast

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from submissions import documents, schema, ydoc
from submissions.documents import Node

WORD = re.compile(r"\w+|\s+|[^\w\s]")
FINE = 1000  # words or blocks; what is longer is compared more coarsely
Child = XmlElement | XmlText | XmlFragment
Unit = list[Node]  # runs of one text, or one element


def rewrite(doc: Doc, target: Node) -> None:
    """Inside a transaction of the document."""
    root = doc.get(schema.ROOT, type=XmlFragment)
    _children(root, _units(target.get("content", [])))


def _units(nodes: Sequence[Node]) -> list[Unit]:
    units: list[Unit] = []
    for is_text, run in groupby(nodes, key=lambda node: node["type"] == "text"):
        together = list(run)
        units.extend([together] if is_text else [[node] for node in together])
    return units


def _unit_of(child: Child) -> Unit:
    if isinstance(child, XmlText):
        return documents.texts_of(child)
    return [documents.node_of(cast("XmlElement", child))]


def _children(parent: XmlElement | XmlFragment, target: list[Unit]) -> None:
    """From the end to the beginning: places before a change stay what they are."""
    children = list(parent.children)
    now = [_unit_of(child) for child in children]
    for start, stop, wanted in reversed(list(_gaps(now, target))):
        pairs = _pairs(now[start:stop], wanted)
        place = stop
        for here, there in reversed(pairs):
            if here is not None:
                place = start + here
            if here is not None and there is not None:
                _become(children[place], now[place], wanted[there])
            elif there is not None:
                ydoc.insert(parent, place, wanted[there])
            else:
                del parent.children[place : place + 1]


def _gaps(now: list[Unit], target: list[Unit]) -> Iterator[tuple[int, int, list[Unit]]]:
    """Stretches that differ: from–to now, and what is wanted there."""
    matcher = SequenceMatcher(
        None,
        [_key(unit) for unit in now],
        [_key(unit) for unit in target],
        autojunk=len(now) + len(target) > FINE,
    )
    for name, a, b, c, d in matcher.get_opcodes():
        if name != "equal":
            yield a, b, target[c:d]
            continue
        for k in range(b - a):
            if now[a + k] != target[c + k]:
                yield a + k, a + k + 1, [target[c + k]]


def _key(unit: Unit) -> str:
    """A block is the same by its id; what has none, by all that it is."""
    if unit and unit[0]["type"] != "text":
        node = unit[0]
        if node.get("attrs", {}).get("id"):
            return f"{node['type']} {node['attrs']['id']}"
    return repr(unit)


def _pairs(now: list[Unit], wanted: list[Unit]) -> list[tuple[int | None, int | None]]:
    """Which unit becomes which, in order: those of one kind that follow each
    other; the others go, or are put in."""
    pairs: list[tuple[int | None, int | None]] = []
    here = 0
    for there, unit in enumerate(wanted):
        ahead = next(
            (k for k in range(here, len(now)) if _may_become(now[k], unit)), None
        )
        if ahead is None:
            pairs.append((None, there))
            continue
        pairs.extend((k, None) for k in range(here, ahead))
        pairs.append((ahead, there))
        here = ahead + 1
    pairs.extend((k, None) for k in range(here, len(now)))
    return pairs


def _may_become(now: Unit, wanted: Unit) -> bool:
    one, other = _kind(now), _kind(wanted)
    if one != other:
        return False
    ids = [unit[0].get("attrs", {}).get("id") for unit in (now, wanted) if unit]
    return one == "text" or ids[0] == ids[1]


def _kind(unit: Unit) -> str:
    return str(unit[0]["type"]) if unit else "text"


def _become(child: Child, now: Unit, wanted: Unit) -> None:
    if isinstance(child, XmlText):
        _text(child, wanted)
        return
    element, then, node = cast("XmlElement", child), now[0], wanted[0]
    if then.get("attrs") != node.get("attrs"):
        _attributes(element, node.get("attrs", {}))
    if then.get("content") != node.get("content"):
        _children(element, _units(node.get("content", [])))


def _attributes(element: XmlElement, wanted: Mapping[str, Any]) -> None:
    present: dict[str, Any] = dict(iter(cast("Any", element.attributes)))
    for name in present.keys() | wanted.keys():
        value = wanted.get(name)
        if value is None and name in present:
            del element.attributes[name]
        elif value is not None and present.get(name) != value:
            element.attributes[name] = value


# Texts


def _text(text: XmlText, runs: list[Node]) -> None:
    """First the words, then how they look."""
    _words(text, runs)
    _looks(text, runs)


def _words(text: XmlText, runs: list[Node]) -> None:
    before = "".join(run["text"] for run in documents.texts_of(text))
    after = "".join(run["text"] for run in runs)
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > FINE)
    old_at, new_at = _offsets(old), _offsets(new)
    for name, a, b, c, d in reversed(matcher.get_opcodes()):
        if name == "equal":
            continue
        if b > a:
            del text[old_at[a] : old_at[b]]
        if d > c:
            _put(text, old_at[a], _cut(runs, new_at[c], new_at[d]))


def _put(text: XmlText, at: int, runs: list[Node]) -> None:
    for run in runs:
        text.insert(at, run["text"], ydoc.marks_of(run))
        at += _size(run["text"])


def _offsets(tokens: list[str]) -> list[int]:
    """Where each token begins, in bytes, which is what yrs counts; and the end."""
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + _size(token))
    return offsets


def _size(text: str) -> int:
    return len(text.encode())


def _cut(runs: list[Node], start: int, stop: int) -> list[Node]:
    """The runs from one byte to another."""
    found, at = [], 0
    for run in runs:
        raw = run["text"].encode()
        part = raw[max(start - at, 0) : max(stop - at, 0)]
        if part:
            found.append({**run, "text": part.decode()})
        at += len(raw)
    return found


def _looks(text: XmlText, runs: list[Node]) -> None:
    """The words are as they should be; their marks may not be."""
    wanted = _spread(runs, ydoc.marks_of)
    present = [(size, dict(marks or {})) for size, marks in _sizes_of(text)]
    for start, stop, is_now, should in _overlaps(present, wanted):
        changes: dict[str, Any] = {
            name: should.get(name)
            for name in is_now.keys() | should.keys()
            if is_now.get(name) != should.get(name)
        }
        if changes:
            text.format(start, stop, changes)


def _spread(runs, marks_of) -> list[tuple[int, dict[str, Any]]]:
    return [(_size(run["text"]), marks_of(run)) for run in runs]


def _sizes_of(text: XmlText) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    for run, marks in text.diff():
        yield _size(run), marks


def _overlaps(one, other):
    """Two ways to cut the same length, cut by both."""
    one, other = list(one), list(other)
    start = 0
    while one and other:
        size = min(one[0][0], other[0][0])
        yield start, start + size, one[0][1], other[0][1]
        start += size
        for cuts in (one, other):
            left, marks = cuts[0]
            cuts[0] = (left - size, marks)
            if left == size:
                cuts.pop(0)
