"""A text and its translation, block by block: what says what, how a block is put
before a translator, and how her words become a block.

What cannot be typed stands in a block's words as ⟦1⟧, and a footnote with its own
words, which are translated as well: ⟦2: Report of the Ombudsman⟧.
"""

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from core.translations import BlockState, CannotTake, is_filled, state_of
from submissions import documents
from submissions.documents import Block, Node
from submissions.ydoc import new_block_id

SIGN = re.compile(r"⟦(\d{1,3})(?::([^⟦⟧]*))?⟧")
WORD = re.compile(r"\w+|\s+|[^\w\s]")
ATOMS = frozenset({"footnote", "cite"})
LONGEST = 8000  # letters of one block


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the source, and what stands for it."""

    source: Block
    target: Block | None
    mark: Mapping[str, Any] | None

    @property
    def said(self) -> str:
        return said(self.source.node)

    @property
    def text(self) -> str:
        return said(self.target.node) if self.target else ""

    @property
    def state(self) -> BlockState:
        return state_of(source=self.said, text=self.text, mark=self.mark)


# What says what


def pairs(source: Node, target: Node, twins: Mapping[str, Any]) -> list[Pair]:
    """Every block of the source with words. `twins`: Twin by the source's block.

    What was written without a packet has no twins: between those that have, blocks
    of one kind are taken for each other in their order, as nobody's translation of
    anything yet, that is, as stale: a person sees both before it counts.
    """
    theirs = list(documents.blocks(documents.settled(target)))
    often = Counter(block.id for block in theirs)
    place_of = {
        block.id: place
        for place, block in enumerate(theirs)
        if block.id and often[block.id] == 1
    }
    first: dict[str, Block] = {}
    for block in documents.blocks(documents.settled(source)):
        if block.id and is_filled(said(block.node)):
            first.setdefault(block.id, block)
    ours = list(first.values())
    known = {
        key: place_of[twin.block]
        for key, twin in twins.items()
        if twin.block in place_of
    }
    taken = set(known.values())
    found: list[Pair] = []
    low = -1
    for number, block in enumerate(ours):
        if block.id in known:
            low = known[block.id]
            found.append(Pair(block, theirs[low], twins[block.id].mark))
            continue
        ahead = [known[other.id] for other in ours[number:] if other.id in known]
        high = min((place for place in ahead if place > low), default=len(theirs))
        match = next(
            (
                place
                for place in range(low + 1, high)
                if place not in taken
                and theirs[place].id in place_of
                and _is_like(block, theirs[place])
            ),
            None,
        )
        if match is None:
            found.append(Pair(block, None, None))
            continue
        low = match
        taken.add(match)
        found.append(Pair(block, theirs[match], None))
    return found


def _is_like(one: Block, other: Block) -> bool:
    return (one.kind, one.inside) == (other.kind, other.inside)


def behind(source: Node, target: Node, twins: Mapping[str, Any]) -> int:
    """How many blocks of the source are missing or stale in the translation."""
    unready = {BlockState.MISSING, BlockState.STALE}
    return sum(pair.state in unready for pair in pairs(source, target, twins))


# Before a translator


def said(block: Node) -> str:
    """The words of a block with their signs."""
    parts, number = [], 0
    for child in block.get("content", []):
        match child["type"]:
            case "text":
                parts.append(child["text"].replace("⟦", "[").replace("⟧", "]"))
            case "hard_break":
                parts.append("\n")
            case "footnote":
                number += 1
                parts.append(f"⟦{number}: {_inner(child)}⟧")
            case "cite":
                number += 1
                label = child["attrs"].get("label") or ""
                parts.append(f"⟦{number}: {label}⟧" if label else f"⟦{number}⟧")
    return "".join(parts)


def _inner(footnote: Node) -> str:
    words = documents.text_of(footnote).replace("⟦", "[").replace("⟧", "]")
    return " ".join(words.split())


def atoms(block: Node | None) -> list[Node]:
    content = block.get("content", []) if block else []
    return [child for child in content if child["type"] in ATOMS]


# Her words


def content_of(text: str, source: Node, target: Node | None) -> list[Node]:
    """What the block holds that says `text`. Words that stood there already keep how
    they look; footnotes and references come from the translation, else the source."""
    text = text.strip()
    if len(text) > LONGEST:
        raise CannotTake(
            _("A paragraph has at most %(most)d letters.") % {"most": LONGEST}
        )
    wanted = len(atoms(source))
    signs = [int(found[1]) for found in SIGN.finditer(text)]
    if sorted(signs) != list(range(1, wanted + 1)):
        raise CannotTake(_about_signs(wanted))
    theirs, ours = atoms(target), atoms(source)
    content: list[Node] = []
    place = 0
    for found in SIGN.finditer(text):
        content += _words(text[place : found.start()])
        number = int(found[1]) - 1
        own = theirs[number] if number < len(theirs) else None
        content.append(_atom(own, ours[number], found[2]))
        place = found.end()
    content += _words(text[place:])
    return _looking_as_before(content, target)


def _about_signs(wanted: int) -> str:
    if not wanted:
        return _("There is no footnote and no reference here: take the sign ⟦…⟧ out.")
    signs = " ".join(f"⟦{number}⟧" for number in range(1, wanted + 1))
    return _(
        "Keep %(signs)s, each once: they stand for footnotes and references. Of a"
        " footnote, translate the words behind the colon."
    ) % {"signs": signs}


def _words(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield {"type": "hard_break"}
        if line:
            yield {"type": "text", "text": line}


def _atom(own: Node | None, source: Node, words: str | None) -> Node:
    if own is not None and own["type"] == source["type"]:
        atom: Node = copy.deepcopy(own)
    else:
        atom = copy.deepcopy(source)
        if "id" in atom.get("attrs", {}):
            atom["attrs"]["id"] = new_block_id()
    if atom["type"] == "footnote" and words is not None:
        words = words.strip()
        if words != _inner(atom):
            atom["content"] = [{"type": "text", "text": words}] if words else []
    return atom


def _looking_as_before(content: list[Node], target: Node | None) -> list[Node]:
    """Words that are equal keep their marks."""
    before = [
        (word, run.get("marks", []))
        for run in (target or {}).get("content", [])
        if run["type"] == "text"
        for word in WORD.findall(run["text"])
    ]
    if not any(marks for _word, marks in before):
        return content
    words = [
        word
        for run in content
        if run["type"] == "text"
        for word in WORD.findall(run["text"])
    ]
    matcher = SequenceMatcher(None, [word for word, _marks in before], words)
    looks: dict[int, list[Node]] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            looks[block.b + step] = before[block.a + step][1]
    found: list[Node] = []
    number = 0
    for run in content:
        if run["type"] != "text":
            found.append(run)
            continue
        for word in WORD.findall(run["text"]):
            marks = looks.get(number, [])
            number += 1
            last = found[-1] if found else None
            if last and last["type"] == "text" and last.get("marks", []) == marks:
                last["text"] += word
            else:
                node = {"type": "text", "text": word}
                found.append({**node, "marks": marks} if marks else node)
    return found


# Into the document


@dataclass(frozen=True, slots=True)
class Placed:
    """The document with the translation in it; `made`: blocks that are new, by the
    source's block, the one with the words and empty ones around it."""

    document: Node
    block: str
    made: Mapping[str, str]


def placed(
    document: Node,
    source: Node,
    paired: list[Pair],
    block: str,
    content: list[Node],
) -> Placed:
    """Write these words where the block stands, or put one where it belongs: behind
    what says the block before it, in a list or table like the source's."""
    document = copy.deepcopy(document)
    pair = next(pair for pair in paired if pair.source.id == block)
    if pair.target:
        node = _node(document, pair.target.id)
        node["content"] = content
        return Placed(document, pair.target.id, {})
    branch, root, place = _gap(document, source, paired, block)
    made: dict[str, str] = {}
    twin = _skeleton(branch, made)
    _node({"type": "doc", "content": [twin]}, made[block])["content"] = content
    root.setdefault("content", []).insert(place, twin)
    return Placed(document, made[block], made)


def _gap(
    document: Node, source: Node, paired: list[Pair], block: str
) -> tuple[Node, Node, int]:
    """What of the source is to be made, in which node, at which place."""
    path = _path(source, block)
    order = [pair.source.id for pair in paired]
    before = paired[: order.index(block)]
    for pair in reversed(before):
        if pair.target is None:
            continue
        near, there = _path(source, pair.source.id), _path(document, pair.target.id)
        shared = sum(1 for a, b in zip(near, path, strict=False) if a is b)
        alike = [node["type"] for node in there[:shared]] == [
            node["type"] for node in path[:shared]
        ]
        depth = shared if alike and len(there) > shared else 1
        parent = there[depth - 1]
        place = next(
            at for at, node in enumerate(parent["content"]) if node is there[depth]
        )
        return path[depth], parent, place + 1
    return path[1], document, 0


def _path(root: Node, block: str) -> list[Node]:
    """From the root to the block."""
    for child in root.get("content", []):
        if child["type"] in documents.TEXT_BLOCKS:
            if child["attrs"].get("id") == block:
                return [root, child]
        elif found := _path(child, block):
            return [root, *found]
    return []


def _node(root: Node, block: str) -> Node:
    return _path(root, block)[-1]


def _skeleton(branch: Node, made: dict[str, str]) -> Node:
    """The same nodes without words, each block with an id of its own."""
    node: Node = {"type": branch["type"]}
    if "attrs" in branch:
        attrs = dict(branch["attrs"])
        if attrs.get("id"):
            attrs["id"] = new_block_id()
        node["attrs"] = attrs
    if branch["type"] in documents.TEXT_BLOCKS:
        if branch["attrs"].get("id"):
            made[branch["attrs"]["id"]] = node["attrs"]["id"]
        return node
    content = [_skeleton(child, made) for child in branch.get("content", [])]
    return {**node, "content": content} if content else node
