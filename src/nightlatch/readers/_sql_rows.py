"""A SQL dump as a stream of rows: piece by piece, each with its table, where its statement began, and its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.readers import _sql_kernels as kernels
from nightlatch.readers import _sql_words as words
from nightlatch.readers._bounds import Readable
from nightlatch.readers._lines import LONGEST
from nightlatch.readers._texts import columns_of, text_of
from nightlatch.stores import Batch, Column

_PIECE = 2 << 20
_HEAD = 256 << 10  # bytes within which a statement says where its rows go
_MOST_CREATE = 4 << 20
_GAP = re.compile(
    rb"(?:\s+|--[^\n]*(?:\n|\Z)|#[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/\s*;?|;|\\[^\n]*(?:\n|\Z)|GO\s*\n)+"
)
_ESCAPED = kernels.LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some rows of one statement, which began at *statement* and of which *end* is the place after these rows."""

    table: str
    columns: tuple[str, ...]
    statement: int
    end: int
    rows: int
    bytes: int
    cells: tuple[Any, ...] = field(repr=False)
    data: NDArray[np.uint8] = field(repr=False)

    def batch(self, names: tuple[str, ...]) -> Batch:
        """As columns, by *names* where the statement had none."""
        return _batch(self, self.columns or names)


@dataclass(frozen=True, slots=True)
class Made:
    """A table that was made, and its columns."""

    table: str
    columns: tuple[str, ...]


class Rows:
    """Takes a dump apart from *offset* on, which is where a statement begins."""

    def __init__(self, stream: Readable, *, has_backslash: bool, offset: int = 0) -> None:
        self._stream, self._has_backslash = stream, has_backslash
        self._data, self._at, self._offset, self._is_over = b"", 0, offset, False
        self.passed = 0  # rows longer than any that is read

    def __iter__(self) -> Iterator[Piece | Made]:
        while self._gap():
            begun = self._offset + self._at
            head = words.head_at(self._data, self._at)
            if head is not None:
                self._at = head.end
                yield from self._rows(head, begun)
            elif (made := self._statement()) is not None:
                yield made

    def _fill(self, most: int) -> bool:
        """More of the stream, what was used let go; False at its end."""
        if self._is_over:
            return False
        piece = self._stream.read(most)
        self._is_over = not piece
        self._data, self._offset, self._at = self._data[self._at :] + piece, self._offset + self._at, 0
        return bool(piece)

    def _gap(self) -> bool:
        """Go past blanks, comments and psql's commands, and have a statement's head at hand; False at the end."""
        while True:
            while len(self._data) - self._at < _HEAD and self._fill(_PIECE):
                pass
            found = _GAP.match(self._data, self._at)
            if found is None:
                return self._at < len(self._data)
            self._at = found.end()

    def _statement(self) -> Made | None:
        """Past a statement that holds no rows."""
        kept, quote = b"", 0
        while True:
            data = np.frombuffer(self._data, np.uint8)
            end, quote = kernels.end_of_statement(data, self._at, quote, self._has_backslash)
            stop = len(self._data) if end < 0 else int(end)
            if len(kept) < _MOST_CREATE:
                kept += self._data[self._at : stop]
            self._at = stop
            if end >= 0 or not self._fill(_PIECE):
                made = words.columns_of(kept)
                return None if made is None else Made(*made)

    def _rows(self, head: words.Head, begun: int) -> Iterator[Piece]:
        while True:
            data = np.frombuffer(self._data, np.uint8)
            most = len(data) - self._at + 8
            if head.is_copy:
                *cells, rows, at, state = kernels.copied(data, self._at, most)
            else:
                *cells, rows, at, state = kernels.tuples(data, self._at, self._has_backslash, most)
            used, self._at = int(at) - self._at, int(at)
            if rows:
                yield Piece(
                    table=head.table, columns=head.columns, statement=begun, end=self._offset + self._at,
                    rows=int(rows), bytes=used, cells=tuple(cells), data=data,
                )  # fmt: skip
            if state != kernels.MORE:
                return
            if not rows and len(self._data) - self._at > LONGEST:
                self.passed += 1
                self._statement()
                return
            if not self._fill(_PIECE):
                self._at = len(self._data)
                return


def _batch(piece: Piece, names: tuple[str, ...]) -> Batch:
    starts, lengths, kinds, escapes, rows, columns = piece.cells
    order = np.argsort(columns, kind="stable")
    width = int(columns.max()) + 1 if len(columns) else 0
    edges = np.searchsorted(columns[order], np.arange(width + 1))
    found: list[Column] = []
    damaged = 0
    for at in range(width):
        picked = order[edges[at] : edges[at + 1]]
        name = names[at] if at < len(names) else f"column{at + 1}"
        made, wrong = _column(name, piece.data, *(one[picked] for one in (starts, lengths, kinds, escapes, rows)))
        found += made
        damaged = max(damaged, wrong)
    return Batch(records=piece.rows, columns=tuple(found), bytes=piece.bytes, undecodable=damaged)


def _column(
    name: str,
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    kinds: NDArray[np.uint8],
    escapes: NDArray[np.uint8],
    rows: NDArray[np.int32],
) -> tuple[list[Column], int]:
    found: list[Column] = []
    damaged = 0
    for kind in np.flatnonzero(np.bincount(kinds)) if len(kinds) else ():
        if kind in (kernels.NULL, kernels.OTHER):
            continue
        is_kind = kinds == kind
        whole = bool(is_kind.all())
        chosen = (
            (starts, lengths, escapes, rows) if whole else (one[is_kind] for one in (starts, lengths, escapes, rows))
        )
        begins, sizes, escaped, owners = chosen
        binary = _strings(data, begins, sizes, escaped)
        if kind == kernels.HEX:
            found.append(Column(path=name, array=_from_hex(binary), rows=owners))
            continue
        text, wrong = text_of(binary)
        damaged = max(damaged, wrong)
        if kind == kernels.TEXT:
            found.extend(columns_of(name, text, owners))
        else:
            found.extend(_numbers(name, text, kind, owners))
    return found, damaged


def _strings(
    data: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64], escapes: NDArray[np.uint8]
) -> pa.Array:
    offsets, out = kernels.unescaped(data, starts, lengths, escapes, _ESCAPED)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(out)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(starts), buffers)


def _numbers(name: str, text: pa.Array, kind: int | np.integer[Any], rows: NDArray[np.int32]) -> Iterator[Column]:
    """As truth values, as whole numbers or as floating ones, each where they are; else as the text that they are."""
    if kind == kernels.WORD:
        yield Column(path=name, array=_cast(text, pa.bool_()), rows=rows)
        return
    is_floating = np.asarray(pc.match_substring_regex(text, "[.eE]").to_numpy(zero_copy_only=False), np.bool_)
    for mask, kind_of in ((is_floating, pa.float64()), (~is_floating, pa.int64())):
        if mask.any():
            part = text if mask.all() else text.filter(pa.array(mask))
            yield Column(path=name, array=_cast(part, kind_of), rows=rows if mask.all() else rows[mask])


def _cast(text: pa.Array, kind: pa.DataType) -> pa.Array:
    try:
        return text.cast(kind)
    except pa.ArrowInvalid:
        return text


def _from_hex(binary: pa.Array) -> pa.Array:
    found = []
    for value in binary.to_pylist():
        try:
            found.append(bytes.fromhex(value.decode("ascii")))
        except (ValueError, UnicodeDecodeError):
            found.append(b"")
    return pa.array(found, pa.large_binary())
