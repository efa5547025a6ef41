"""Reads what SQL Server answers: the token stream of TDS 7.2 to 8.0. Source: [MS-TDS] 2.2.5 to 2.2.7.

Sends nothing. Of errors and messages only the number is kept. Types that none of our batches can be answered with
(text, xml, variants, values in parts) are refused: every column that is asked for is a number, or a text or a binary of
a length that is told before.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

MOST_COLUMNS = 4096
MOST_SKIPPED = 1 << 20  # of one token that is read past
_FIXED = {0x30: 1, 0x32: 1, 0x34: 2, 0x38: 4, 0x3A: 4, 0x3B: 4, 0x3C: 8, 0x3D: 8, 0x3E: 8, 0x7A: 4, 0x7F: 8}
_SHORT = {0x24, 0x26, 0x68, 0x6D, 0x6E, 0x6F}  # a length of one byte
_DECIMAL, _DATE, _TIME = {0x6A, 0x6C}, 0x28, {0x29, 0x2A, 0x2B}
_LONG, _COLLATED = {0xA5, 0xAD}, {0xA7, 0xAF, 0xE7, 0xEF}  # a length of two bytes; and with a collation
_IN_PARTS = _NULL = 0xFFFF
_ROUTING = 20

Row: TypeAlias = Sequence[bytes | None]


class Malformed(Exception):  # noqa: N818 - what it says of the server is its name
    """The stream is none; says why, in words of our own."""


class Routed(Exception):  # noqa: N818 - no error: the server would like us to go elsewhere
    """The server sends us on to another server."""


@dataclass(frozen=True, slots=True)
class Column:
    """How the values of one column come: *width* bytes of length before each, *size* bytes at most."""

    width: int
    size: int


@dataclass(frozen=True, slots=True)
class Ack:
    """Let in; *version* is that of TDS."""

    version: int


@dataclass(frozen=True, slots=True)
class Fault:
    """The number of an error."""

    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a statement."""

    has_failed: bool


Token: TypeAlias = Ack | Fault | Done | list[bytes | None]


class Reader:
    """Takes bytes out of the pieces that *pull* brings, b"" being the end; *most* in all."""

    def __init__(self, pull: Callable[[], bytes], most: int) -> None:
        self._pull, self._left = pull, most
        self._buffer, self._at = b"", 0

    def is_over(self) -> bool:
        """Is nothing left?"""
        return self._at == len(self._buffer) and not self._more()

    def take(self, count: int) -> bytes:
        """The next *count* bytes."""
        while len(self._buffer) - self._at < count:
            if not self._more():
                raise Malformed("an answer ends in the middle")
        self._at += count
        return self._buffer[self._at - count : self._at]

    def number(self, count: int) -> int:
        """The next *count* bytes, little-endian."""
        return int.from_bytes(self.take(count), "little")

    def skip(self, count: int) -> None:
        """Read past *count* bytes."""
        if count > MOST_SKIPPED:
            raise Malformed("announces more than anything of the kind is long")
        self.take(count)

    def row(self, columns: Sequence[Column]) -> list[bytes | None]:
        """One row; at once where all of it is there, which is nearly always."""
        found: list[bytes | None] = []
        buffer, at, end = self._buffer, self._at, len(self._buffer)
        for column in columns:
            width, size = column.width, column.size
            if at + width > end:
                return [_value(self, one) for one in columns]
            if width:
                size = buffer[at] if width == 1 else buffer[at] | buffer[at + 1] << 8
                at += width
                if size == (0 if width == 1 else _NULL):
                    found.append(None)
                    continue
            if at + size > end or size > column.size:
                return [_value(self, one) for one in columns]
            found.append(buffer[at : at + size])
            at += size
        self._at = at
        return found

    def _more(self) -> bool:
        piece = self._pull()
        self._left -= len(piece)
        if self._left < 0:
            raise Malformed("an answer is longer than anything that was asked for")
        self._buffer, self._at = self._buffer[self._at :] + piece, 0
        return bool(piece)


def tokens(reader: Reader) -> Iterator[Token]:
    """What one message says, row by row. Errors: `Malformed`, `Routed`."""
    columns: list[Column] = []
    while not reader.is_over():
        match kind := reader.number(1):
            case 0x81:  # COLMETADATA
                columns = _columns(reader)
            case 0xD1:  # ROW
                yield reader.row(_any(columns))
            case 0xD2:  # NBCROW: a bitmap of the nulls comes first
                nulls = reader.take((len(_any(columns)) + 7) // 8)
                yield [None if nulls[at // 8] >> at % 8 & 1 else _value(reader, one) for at, one in enumerate(columns)]
            case 0xAA:  # ERROR
                yield Fault(_error(reader))
            case 0xAD:  # LOGINACK
                yield _ack(reader)
            case 0xE3:  # ENVCHANGE
                _changed(reader)
            case 0xAE:  # FEATUREEXTACK
                _features(reader)
            case 0xFD | 0xFE | 0xFF:  # DONE, DONEPROC, DONEINPROC
                status, _, _ = struct.unpack("<HHQ", reader.take(12))
                yield Done(bool(status & 0x102))
            case 0xA9 | 0xA4 | 0xA5 | 0xAB:  # ORDER, TABNAME, COLINFO, INFO: nothing in them matters here
                reader.skip(reader.number(2))
            case 0x79:  # RETURNSTATUS
                reader.skip(4)
            case 0xE4:  # SESSIONSTATE
                reader.skip(reader.number(4))
            case _:
                raise Malformed(f"says something that was not asked for (token {kind:#04x})")


def _any(columns: list[Column]) -> list[Column]:
    """A row without a column costs one byte, and would let a server answer without an end."""
    if not columns:
        raise Malformed("rows come before their columns")
    return columns


def _columns(reader: Reader) -> list[Column]:
    count = reader.number(2)
    if count == _NULL:
        return []
    if count > MOST_COLUMNS:
        raise Malformed("more columns than a table can have")
    return [_column(reader) for _ in range(count)]


def _column(reader: Reader) -> Column:
    reader.take(6)  # user type and flags
    found = _typed(reader, reader.number(1))
    reader.take(2 * reader.number(1))  # its name, which we know
    return found


def _typed(reader: Reader, kind: int) -> Column:
    if kind in _FIXED:
        return Column(0, _FIXED[kind])
    if kind in _SHORT:
        return Column(1, reader.number(1))
    if kind in _DECIMAL:
        return Column(1, reader.take(3)[0])
    if kind == _DATE:
        return Column(1, 3)
    if kind in _TIME:
        reader.take(1)
        return Column(1, 10)
    if kind not in _LONG | _COLLATED:
        raise Malformed(f"answers with a type that was not asked for ({kind:#04x})")
    size = reader.number(2)
    if size == _IN_PARTS:
        raise Malformed("answers with values in parts, which were not asked for")
    if kind in _COLLATED:
        reader.take(5)
    return Column(2, size)


def _value(reader: Reader, column: Column) -> bytes | None:
    if not column.width:
        return reader.take(column.size)
    size = reader.number(column.width)
    if (column.width == 1 and size == 0) or (column.width == 2 and size == _NULL):
        return None
    if size > column.size:
        raise Malformed("a value is longer than its column")
    return reader.take(size)


def _error(reader: Reader) -> int:
    body = reader.take(reader.number(2))
    if len(body) < 6:
        raise Malformed("an error without a number")
    return int.from_bytes(body[:4], "little", signed=True)


def _ack(reader: Reader) -> Ack:
    body = reader.take(reader.number(2))
    if len(body) < 10:
        raise Malformed("a login is acknowledged without a version")
    return Ack(int.from_bytes(body[1:5], "big"))


def _changed(reader: Reader) -> None:
    if reader.take(reader.number(2))[:1] == bytes([_ROUTING]):
        raise Routed


def _features(reader: Reader) -> None:
    for _ in range(256):
        if reader.number(1) == 0xFF:
            return
        reader.skip(reader.number(4))
    raise Malformed("acknowledges features without an end")


def whole(value: bytes | None) -> int | None:
    """A number of 8, 16, 32 or 64 bits, which is signed unless it is of 8."""
    return None if value is None else int.from_bytes(value, "little", signed=len(value) > 1)


def text(value: bytes | None) -> str:
    """UTF-16, what is none of it shown as such."""
    return "" if value is None else value.decode("utf-16-le", "replace")
