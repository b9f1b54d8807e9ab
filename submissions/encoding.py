"""lib0's encoding, in which Yjs writes: numbers, texts and values, bounds checked.
What cannot be read, or what a browser or the database could not hold, is refused."""

import json
import math
import struct
from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """The update is not kept. The document is as it was."""


class Broken(Refused):
    """No update at all, or one cut or changed on the way."""


class Foreign(Refused):
    """It brings a node, an attribute or a mark that the schema does not know."""


LARGEST = (1 << 53) - 1  # what JavaScript counts to
Clocks = dict[int, int]


class Reader:
    """lib0's encoding, bounds checked."""

    def __init__(self, data: bytes):
        self.data = data
        self.at = 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise Broken
        value = self.data[self.at]
        self.at += 1
        return value

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                if value > LARGEST:
                    raise Broken  # more than a browser can count
                return value
            shift += 7
            if shift > 49:
                raise Broken

    def take(self, length: int) -> bytes:
        if length > len(self.data) - self.at:
            raise Broken
        self.at += length
        return self.data[self.at - length : self.at]

    def text(self) -> str:
        try:
            text = self.take(self.number()).decode()
        except UnicodeDecodeError:
            raise Broken from None
        if "\0" in text:  # PostgreSQL holds none: the copy could never be written
            raise Broken
        return text

    def json(self) -> Any:
        text = self.text()
        if "\\u0000" in text:
            raise Broken
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise Broken from None

    def id(self) -> tuple[int, int]:
        return self.number(), self.number()

    def any(self, depth: int = 0) -> Any:  # noqa: PLR0911 -- one for each kind
        """A value in lib0's own encoding."""
        kind = self.byte()
        if kind in _CONSTANTS:
            return _CONSTANTS[kind]
        if kind == 125:
            return self._signed()
        if kind in _FLOATS:
            value = struct.unpack(_FLOATS[kind][0], self.take(_FLOATS[kind][1]))[0]
            if not math.isfinite(value):
                raise Foreign
            return value
        if kind == 119:
            return self.text()
        if kind == 116:
            return self.take(self.number())
        if depth > 8:
            raise Broken
        if kind == 118:
            return {self.text(): self.any(depth + 1) for _ in range(self.count())}
        if kind == 117:
            return [self.any(depth + 1) for _ in range(self.count())]
        raise Broken

    def _signed(self) -> int:
        first = self.byte()
        value, shift = first & 0x3F, 6
        byte = first
        while byte & 0x80:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 55:
                raise Broken
        if value > LARGEST:
            raise Broken
        return -value if first & 0x40 else value

    def count(self) -> int:
        count = self.number()
        if count > len(self.data) - self.at:
            raise Broken
        return count


_CONSTANTS: dict[int, Any] = {127: None, 126: None, 121: False, 120: True}
_FLOATS = {124: (">f", 4), 123: (">d", 8)}


def read_state(vector: bytes) -> Clocks:
    """A state vector: client → how many of its structs' units are there."""
    reader = Reader(vector)
    clocks = {reader.number(): reader.number() for _ in range(reader.count())}
    if reader.at != len(vector):
        raise Broken
    return clocks


def write_state(clocks: Mapping[int, int]) -> bytes:
    out = bytearray(varint(len(clocks)))
    for client, clock in sorted(clocks.items(), reverse=True):
        out += varint(client) + varint(clock)
    return bytes(out)


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
