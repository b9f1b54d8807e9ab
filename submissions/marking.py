"""Suggestions as marks in a Yjs document: how the server writes them, and how they
are taken in or out.

Somebody may suggest to delete words that somebody else suggests: both marks stand
on them. Who changes words of her own open suggestion changes that suggestion.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pycrdt import XmlElement, XmlText

from submissions import schema
from submissions.documents import DEEPEST, TEXT_BLOCKS, Node
from submissions.wording import Change, Piece, changes, pieces_of, shown
from submissions.ydoc import Parent, mark_key, new_block_id

SPLIT_MARK = "\u200b"  # the editor's sign for “a paragraph would begin here”
KEPT_MARKS = ("strong", "em")  # of the words beside which others are put


def find(parent: Parent, block: str, depth: int = 1) -> XmlElement | None:
    """The element with this id, wherever it stands."""
    for child in parent.children:
        if isinstance(child, XmlElement) and depth <= DEEPEST:
            if child.attributes.get("id") == block:
                return child
            found = find(child, block, depth + 1)
            if found is not None:
                return found
    return None


# Writing


def mark(block: XmlElement, new: str, *, key: str, own: frozenset[str]) -> set[str]:
    """Write what makes the block's wording into `new` as the suggestion `key`.

    `own` are open suggestions of the same person: their words she changes as she
    likes, and what she puts in their place is theirs. Returns the keys of the
    suggestions that changed.
    """
    pieces = shown(pieces_of(block))
    keys: set[str] = set()
    for change in reversed(changes(pieces, new)):  # places before stay as they are
        parts = list(_within(pieces, change))
        mine = {piece.key_of("insertion") for piece, _start, _stop in parts}
        into = mine.pop() if len(mine) == 1 and mine <= own else key
        if change.words:
            _put_in(block, pieces, change, key=into)
            keys.add(into)
        for piece, start, stop in reversed(parts):
            text = block.children[piece.child]
            if piece.key_of("insertion") in own:
                del text[piece.at(start) : piece.at(stop)]
                keys.add(piece.key_of("insertion"))
            else:
                text.format(
                    piece.at(start), piece.at(stop), _formatting("deletion", key)
                )
                keys.add(key)
    return keys


def _formatting(name: str, key: str) -> dict[str, Any]:
    mark = {"type": name, "attrs": {"id": key}}
    return {mark_key(mark): mark["attrs"]}


def _within(pieces: list[Piece], change: Change) -> Iterator[tuple[Piece, int, int]]:
    """The pieces of text that a change takes out, with the letters in each."""
    place = 0
    for piece in pieces:
        start = max(change.start - place, 0)
        stop = min(change.stop - place, len(piece.text))
        if start < stop and not piece.is_atom:
            yield piece, start, stop
        place += len(piece.text)


def _put_in(
    block: XmlElement, pieces: list[Piece], change: Change, *, key: str
) -> None:
    """New words stand after those they replace, and look like them."""
    place, left, right, letters = 0, None, None, 0
    for piece in pieces:
        if place < change.stop <= place + len(piece.text):
            left, letters = piece, change.stop - place
        elif place >= change.stop and right is None and piece.text:
            right = piece
        place += len(piece.text)
    beside = next((one for one in (left, right) if one and not one.is_atom), None)
    if beside is None:
        child = left.child + 1 if left else 0
        block.children.insert(child, XmlText())
        beside = Piece("", child, 0)
    marks = {name: beside.marks[name] for name in KEPT_MARKS if name in beside.marks}
    marks |= _formatting("insertion", key)
    at = beside.at(letters) if beside is left else beside.start
    block.children[beside.child].insert(at, change.words, marks)


# Deciding


def settle(
    parent: Parent,
    verdicts: Mapping[str, bool],
    *,
    keep: frozenset[str] = frozenset(),
    depth: int = 1,
) -> None:
    """Take suggestions in (True) or out (False), everywhere below `parent`. What
    nobody decided stays as it is.

    A block that held nothing else goes with its words, unless its id is in
    `keep`: somebody may be writing in it.
    """
    for place in reversed(range(len(parent.children))):
        child = parent.children[place]
        if isinstance(child, XmlText):
            _settle_text(child, verdicts)
            continue
        if not isinstance(child, XmlElement) or depth > DEEPEST:
            continue
        had_words = _has_words(child)
        settle(child, verdicts, keep=keep, depth=depth + 1)
        is_left_empty = had_words and not _has_words(child)
        if is_left_empty and _may_go(parent, place, child) and not _holds(child, keep):
            del parent.children[place]


def _settle_text(text: XmlText, verdicts: Mapping[str, bool]) -> None:
    runs, start = [], 0
    for run, marks in text.diff():
        if not isinstance(run, str):
            return  # a node among letters, which no editor writes: left alone
        runs.append(Piece(run, 0, start, marks or {}))
        start = runs[-1].at(len(run))
    heirs = [_heir(runs, place) for place in range(len(runs))]
    for run, heir in reversed(list(zip(runs, heirs, strict=True))):
        _settle_run(text, run, heir, verdicts)


def _heir(runs: Sequence[Piece], place: int) -> str:
    """Who would replace the very words that were to stand in place of these.

    Ann would have “six” read “nine”, Bob would have Ann’s “nine” read “ten”: once
    Ann’s is refused, it is “six” that Bob would replace; once Bob’s is taken,
    “six” goes as well.
    """
    first = runs[place].key_of("deletion")
    if not first:
        return ""
    for towards in (1, -1):
        beside = place + towards
        while 0 <= beside < len(runs):
            second = runs[beside].key_of("deletion")
            if runs[beside].key_of("insertion") == first and second not in {"", first}:
                return second
            if first not in {runs[beside].key_of("insertion"), second}:
                break
            beside += towards
    return ""


def _settle_run(
    text: XmlText, run: Piece, heir: str, verdicts: Mapping[str, bool]
) -> None:
    start, stop = run.start, run.at(len(run.text))
    decided = {
        key: (schema.mark_name(key), value, verdicts[str(value["id"])])
        for key, value in run.marks.items()
        if schema.mark_name(key) in schema.SUGGESTION_MARKS
        and value
        and str(value.get("id")) in verdicts
    }
    verdict = {(name, taken) for name, _value, taken in decided.values()}
    if (
        verdict & {("insertion", False), ("deletion", True)}
        or (("insertion", True) in verdict and run.text == SPLIT_MARK)
        or (heir and verdicts.get(heir))
    ):
        del text[start:stop]
        return
    looks: dict[str, Any] = dict.fromkeys(decided)
    for name, value, taken in decided.values():
        if name == "modification" and not taken:
            looks |= _as_before(value)
        if name == "deletion" and heir and heir not in verdicts:
            looks |= _formatting("deletion", heir)
    if looks:
        text.format(start, stop, looks)


def _as_before(modification: Mapping[str, Any]) -> dict[str, Any]:
    """How words looked before somebody would have them look otherwise."""
    looks: dict[str, Any] = {}
    if modification.get("type") == "mark":
        for name, stands in (("newValue", False), ("previousValue", True)):
            look = modification.get(name)
            kind = look.get("type") if isinstance(look, dict) else None
            if kind in schema.MARKS and kind not in schema.SUGGESTION_MARKS:
                known = schema.MARKS[kind]["attrs"]
                attrs = look.get("attrs")
                attrs = attrs if isinstance(attrs, dict) else {}
                looks[kind] = (
                    {key: str(attrs.get(key, "")) for key in known} if stands else None
                )
    return looks


def _has_words(element: XmlElement, depth: int = 1) -> bool:
    """Or anything else that is not an empty block."""
    for child in element.children:
        if isinstance(child, XmlText):
            if len(child):
                return True
        elif (
            depth > DEEPEST or child.tag not in _HOLDERS or _has_words(child, depth + 1)
        ):
            return True
    return False


# What is nothing without words inside it
_HOLDERS = TEXT_BLOCKS | {"bullet_list", "ordered_list", "list_item", "blockquote"}


def _may_go(parent: Parent, place: int, child: XmlElement) -> bool:
    """Whatever holds blocks keeps one, and goes as a whole; a list item begins
    with a paragraph."""
    if child.tag not in _HOLDERS:
        return False
    if getattr(parent, "tag", None) == "list_item":
        return place > 0
    return len(parent.children) > 1


def _holds(element: XmlElement, blocks: frozenset[str], depth: int = 1) -> bool:
    return element.attributes.get("id") in blocks or any(
        isinstance(child, XmlElement)
        and depth <= DEEPEST
        and _holds(child, blocks, depth + 1)
        for child in element.children
    )


def place_after(parent: Parent, block: str) -> tuple[Parent, int]:
    """Where a new paragraph stands that follows this block; without the block, at
    the end."""
    found = _place_of(parent, block) if block else None
    return found or (parent, len(parent.children))


def _place_of(parent: Parent, block: str, depth: int = 1) -> tuple[Parent, int] | None:
    for place, child in enumerate(parent.children):
        if isinstance(child, XmlElement) and depth <= DEEPEST:
            if child.attributes.get("id") == block:
                return parent, place + 1
            if (found := _place_of(child, block, depth + 1)) is not None:
                return found
    return None


def paragraphs(texts: Sequence[str], *, key: str) -> list[Node]:
    """New paragraphs whose words are a suggestion."""
    return [
        {
            "type": "paragraph",
            "attrs": {"id": new_block_id(), "numbered": True},
            "content": [
                {
                    "type": "text",
                    "text": text,
                    "marks": [{"type": "insertion", "attrs": {"id": key}}],
                }
            ],
        }
        for text in texts
    ]
