"""Reads a Yjs update without applying it, so that what would harm the document
is refused before it is kept.

An update is binary (format V1): per writing browser (“client”) a run of structs
from a clock on, then what it deletes. We ask of it that it is whole, that it
stands on what the server has (nothing is kept that waits for a predecessor),
and that it brings only nodes, attributes and marks that the schema knows.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from submissions import schema
from submissions.encoding import Broken, Clocks, Foreign, Reader, Refused


class Gap(Refused):
    """It stands on something that the server does not have: the browser has to
    send everything since the server's state vector."""


LONGEST_TEXT = 1 << 24
DEEPEST = 12  # of nodes in nodes; people come to five


@dataclass(slots=True)
class Judged:
    """What an update brings."""

    state: Clocks  # of the document once it is applied
    is_empty: bool
    grown: frozenset[int] = frozenset()  # clients of whom it brings something new
    suggestions: list[str] = field(default_factory=list)  # keys named by its marks


def judge(update: bytes, *, known: Mapping[int, int]) -> Judged:
    """What the update would bring to a document that has `known`.

    Raises Broken, Gap or Foreign. Cost grows with the update, not with the
    document.
    """
    reader = Reader(update)
    walk = _Walk(reader, dict(known))
    walk.structs()
    walk.deletions()
    if reader.at != len(update):
        raise Broken
    walk.close()
    return Judged(
        state=walk.state,
        is_empty=walk.is_empty,
        grown=frozenset(
            client
            for client, clock in walk.state.items()
            if clock > known.get(client, 0)
        ),
        suggestions=walk.suggestions,
    )


@dataclass(slots=True)
class _Place:
    """Where a struct stands: in the root, an element or a text, or “” where only
    the document knows; and what it is itself."""

    holder: str = ""
    depth: int = 1
    attribute: str = ""
    makes: str = ""


class _Walk:
    def __init__(self, reader: Reader, state: Clocks):
        self.read = reader
        self.state = state
        self.is_empty = True
        self.suggestions: list[str] = []
        self.leans_on: list[tuple[int, int]] = []  # must be there in the end
        self.places: dict[int, list[tuple[int, int, _Place]]] = {}

    def structs(self) -> None:
        read = self.read
        for _client in range(read.count()):
            count = read.count()
            client, clock = read.id()
            if clock > self.state.get(client, 0):
                raise Gap
            for _struct in range(count):
                clock += self.struct(client, clock)
            if count:
                self.is_empty = False
            self.state[client] = max(clock, self.state.get(client, 0))

    def struct(self, client: int, clock: int) -> int:
        """Read one and return its length in clock units."""
        read = self.read
        info = read.byte()
        kind = info & 0x1F
        if kind == 0:  # what was deleted and forgotten
            return self._length()
        if kind == 10:  # a hole: something is missing in between
            raise Gap
        left = read.id() if info & 0x80 else None
        right = read.id() if info & 0x40 else None
        self.leans_on += [place for place in (left, right) if place]
        if left or right:
            place = self._beside(left) or self._beside(right) or _Place()
        else:
            place = self._parent(names_attribute=bool(info & 0x20))
        length = self._content(kind, place)
        self._remember(client, clock, length, place)
        return length

    def _parent(self, *, names_attribute: bool) -> "_Place":
        """Without a neighbour a struct says where it belongs."""
        read = self.read
        if read.number() == 1:
            if read.text() != schema.ROOT:
                raise Foreign
            place = _Place(holder="root", depth=1)
        else:
            parent = read.id()
            self.leans_on.append(parent)
            node = self._known(parent)
            place = _Place(
                holder=node.makes if node else "",
                depth=node.depth + 1 if node else 1,
            )
        if not names_attribute:
            return place
        attribute = read.text()
        if attribute not in _ATTRIBUTES or place.holder in {"root", "text"}:
            raise Foreign
        return replace(place, attribute=attribute)

    # What stands where, as far as this update tells. Words that are put beside what
    # others wrote belong where those do, which only the document knows.

    def _remember(self, client: int, clock: int, length: int, place: "_Place") -> None:
        self.places.setdefault(client, []).append((clock, clock + length, place))

    def _known(self, where: tuple[int, int]) -> "_Place | None":
        client, clock = where
        runs = self.places.get(client, [])
        at = bisect_right(runs, clock, key=lambda run: run[0]) - 1
        return runs[at][2] if at >= 0 and clock < runs[at][1] else None

    def _beside(self, neighbour: tuple[int, int] | None) -> "_Place | None":
        found = self._known(neighbour) if neighbour else None
        return replace(found, makes="") if found else None

    def _length(self) -> int:
        length = self.read.number()
        if not 0 < length < LONGEST_TEXT:
            raise Broken
        return length

    def _content(self, kind: int, place: "_Place") -> int:
        read = self.read
        if kind == 1:  # deleted
            return self._length()
        if kind == 4:  # text
            self._must_hold(place, "text")
            text = read.text()
            if not text:
                raise Broken
            return len(text.encode("utf-16-le")) // 2
        if kind == 6:  # a mark begins or ends
            self._must_hold(place, "text")
            self._mark(read.text(), read.json())
            return 1
        if kind == 7:  # a node
            self._node(place)
            return 1
        if kind == 8:  # the value of an attribute
            if place.holder in {"root", "text"}:
                raise Foreign
            count = read.count()
            if not count:
                raise Broken
            for _value in range(count):
                _check_value(place.attribute, read.any())
            return count
        raise Foreign  # JSON, binary, embed, sub-document: the editor writes none

    def _must_hold(self, place: "_Place", kind: str) -> None:
        if place.attribute or place.holder not in {"", kind}:
            raise Foreign

    def _mark(self, key: str, value: Any) -> None:
        name = schema.mark_name(key)
        if name not in schema.MARKS:
            raise Foreign
        if value is None:
            return
        if not isinstance(value, dict) or set(value) - set(schema.MARKS[name]["attrs"]):
            raise Foreign
        if name in schema.SUGGESTION_MARKS:
            self.suggestions.append(str(value.get("id", "")))
        elif any(
            not isinstance(one, str) or len(one) > LONGEST_VALUE
            for one in value.values()
        ):
            raise Foreign

    def _node(self, place: "_Place") -> None:
        kind = self.read.number()
        if place.attribute or place.holder == "text" or place.depth > DEEPEST:
            raise Foreign
        if kind == 3:
            if self.read.text() not in schema.ELEMENTS:
                raise Foreign
            place.makes = "element"
        elif kind == 6 and place.holder != "root":  # text inside an element
            place.makes = "text"
        else:
            raise Foreign

    def deletions(self) -> None:
        read = self.read
        for _client in range(read.count()):
            client = read.number()
            for _range in range(read.count()):
                clock, length = read.id()
                if not length:
                    raise Broken
                self.is_empty = False
                self.leans_on.append((client, clock + length - 1))

    def close(self) -> None:
        for client, clock in self.leans_on:
            if clock >= self.state.get(client, 0):
                raise Gap


LONGEST_VALUE = 2000
_NUMBERS = frozenset({"level", "order", "colspan", "rowspan"})
_LONGEST = {"id": 24, "kind": 24, "ref": 64, "label": 300}


def _check_value(attribute: str, value: Any) -> None:
    """A value that an attribute may have. Without the attribute's name, which Yjs
    leaves out beside an earlier value, any plain one will do: whoever reads the
    document takes no others (`documents.fitting`)."""
    if value is None or (isinstance(value, bool) and attribute in {"", "numbered"}):
        return
    if isinstance(value, int | float) and not isinstance(value, bool):
        if attribute and attribute not in _NUMBERS:
            raise Foreign
        if not 0 <= value <= MOST:
            raise Foreign
        return
    if not isinstance(value, str) or attribute in _NUMBERS | {"numbered"}:
        raise Foreign
    if len(value) > _LONGEST.get(attribute, LONGEST_VALUE):
        raise Foreign


MOST = 1000  # level, first number of a list, cells that one spans
_ATTRIBUTES = frozenset().union(*schema.ATTRIBUTES.values())
