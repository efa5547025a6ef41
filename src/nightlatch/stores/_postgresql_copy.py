"""Reads all of a large table over a connection of our own: COPY (SELECT ...) TO STDOUT (FORMAT binary), as it comes.

The driver sends the same statement; it takes three times as long to make columns of the answer. Used for whole tables
that are large, and only where the server takes settings at the start (no pooler): anything else, and every kind of
column that is not named here, goes through the driver (`_postgresql_link`), and so does what is left of a table when
an answer is not understood. Sends StartupMessage (SSLRequest and a password as the greeting found it), one Query, and
Terminate. Source: PostgreSQL documentation, "Frontend/Backend Protocol", 54.2 and 54.7.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.model import Failed
from nightlatch.stores import Reading
from nightlatch.stores import _postgresql_copy_kernels as kernels
from nightlatch.stores._postgresql_link import Link, Refused, Way, checked
from nightlatch.stores._postgresql_wire import TERMINATE, Hello, enter, sqlstate

if TYPE_CHECKING:
    from nightlatch.dial import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the values of one column come, and what they become."""

    kind: int
    type: pa.DataType


TEXT = Form(kind=kernels.TEXT, type=pa.large_string())
FORMS = dict.fromkeys(("text", "varchar", "bpchar", "name", "json", "jsonb"), TEXT) | {
    name: Form(kind=kind, type=type)
    for name, kind, type in (
        ("bytea", kernels.BINARY, pa.large_binary()), ("bool", kernels.BOOL, pa.bool_()),
        ("int2", kernels.INT2, pa.int16()), ("int4", kernels.INT4, pa.int32()), ("int8", kernels.INT8, pa.int64()),
        ("float4", kernels.FLOAT4, pa.float32()), ("float8", kernels.FLOAT8, pa.float64()),
        ("date", kernels.DATE, pa.date32()), ("timestamp", kernels.TIME, pa.timestamp("us")),
        ("timestamptz", kernels.TIME, pa.timestamp("us", "UTC")),
    )
}  # fmt: skip
_NARROW = {kernels.INT2: np.int16, kernels.INT4: np.int32, kernels.FLOAT4: np.int32, kernels.DATE: np.int32}
_CHUNK = 4 << 20  # bytes that become one batch
_SLACK_BYTES = 64 << 20  # beyond what may be read: the batch under way
_MOST = 256 << 20  # of one message; the server itself cannot make one of more than 1 GB
_READY = b"Z\0\0\0\5"
_SIGNATURE = b"PGCOPY\n\xff\r\n\0"
_HEADER = struct.Struct("!11sii")


def copied(
    link: Link, sql: str, columns: tuple[tuple[str, Form], ...], reading: Reading
) -> tuple[Line, Iterator[pa.RecordBatch]] | None:
    """The answer to *sql*, of these *columns*, over one more connection, and its line; None where that is not let in.

    Errors, while it is read: as :meth:`Link.batches`.
    """
    way = link.way
    if not way.takes_options:
        return None
    settings = (("client_encoding", "UTF8"), ("options", way.options(reading.seconds)))
    hello = Hello(login=way.login, database=link.database, client=way.ask.client, settings=settings)
    with contextlib.suppress(Failed):  # the driver will meet it too, or not
        if (entered := enter(way.dialer, way.endpoint, hello, is_secure=way.is_secure)) is not None:
            line, through = entered
            return line, _read(Copy(line=line, socket=through, columns=columns), sql, way, reading)
    return None


def _read(copy: Copy, sql: str, way: Way, reading: Reading) -> Iterator[pa.RecordBatch]:
    """The batches of *copy*; while one is awaited, no silence may last longer than for the driver."""
    line, patience = copy.line, way.ask.statement_seconds + way.ask.timeout_seconds
    end = None if reading.bytes is None else line.received + reading.bytes + _SLACK_BYTES
    copy.socket.settimeout(2 * patience)  # the line's watcher comes first, and says why
    state, batches = None, copy.batches(sql)
    try:
        while True:
            line.limit(idle_seconds=patience, bytes=None if end is None else max(0, end - line.received))
            if (batch := next(batches, None)) is None:
                return
            line.limit()
            yield batch
    except Refused as refused:
        state = refused.sqlstate
    except OSError:
        pass
    finally:
        copy.close()
    if line.cut is not None:
        raise Failed(line.cut)
    raise Refused(state)


@dataclass(slots=True, kw_only=True)
class Copy:
    """One statement over one connection: its rows as record batches, of texts as large strings."""

    line: Line
    socket: socket.socket = field(repr=False)
    columns: tuple[tuple[str, Form], ...]
    _room: NDArray[np.uint8] = field(init=False, repr=False)
    _at: int = field(default=0, init=False)
    _end: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._room = np.empty(2 * _CHUNK, np.uint8)

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Errors: :class:`Refused`, with a code where the server gave one; OSError."""
        question = f"COPY ({checked(sql)}) TO STDOUT (FORMAT binary)".encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", len(question) + 4) + question)
        self._begin()
        kinds = np.array([form.kind for _, form in self.columns])
        widths = np.array(kernels.WIDTHS, np.int64)[kinds]
        is_whole = False
        while not is_whole:
            sizes = np.zeros(len(kinds), np.int64)
            rows, end, how = kernels.measure(self._room, self._at, self._end, widths, sizes)
            if how == kernels.BROKEN:
                raise Refused(None)
            if rows:
                yield self._batch(rows, end, kinds, sizes)
            self._at = end
            if how == kernels.OTHER:
                is_whole = self._other()
            else:
                self._receive()
        self._finish()

    def _batch(self, rows: int, end: int, kinds: NDArray[np.int64], sizes: NDArray[np.int64]) -> pa.RecordBatch:
        count = len(kinds)
        starts = np.cumsum(sizes) - sizes
        texts = np.empty(int(sizes.sum()), np.uint8)
        cells = np.empty((count, rows + 1), np.int64)
        valid, nulls = np.ones((count, rows), np.uint8), np.zeros(count, np.int64)
        kernels.fill(self._room, self._at, end, kinds, cells, starts, texts, valid, nulls)
        arrays = []
        for at, (_, form) in enumerate(self.columns):
            mask = pa.py_buffer(np.packbits(valid[at], bitorder="little")) if nulls[at] else None
            if form.kind in (kernels.TEXT, kernels.BINARY):
                content = pa.py_buffer(texts[starts[at] : starts[at] + sizes[at]])
                buffers = [mask, pa.py_buffer(cells[at]), content]
            else:
                buffers = [mask, pa.py_buffer(_narrowed(form.kind, cells[at, :rows]))]
            arrays.append(pa.Array.from_buffers(form.type, rows, buffers, null_count=int(nulls[at])))
        return pa.RecordBatch.from_arrays(arrays, names=[name for name, _ in self.columns])

    def _begin(self) -> None:
        """CopyOutResponse, and the header that stands before the first row."""
        while self._kind() != b"H":
            self._aside()
        self._skip()
        while self._kind() != b"d":
            self._aside()
        size = self._whole()
        if size < 4 + _HEADER.size:
            raise Refused(None)
        signature, flags, extension = _HEADER.unpack_from(self._room.data, self._at + 5)
        rest = size - 4 - _HEADER.size - extension
        if signature != _SIGNATURE or flags & 0xFFFF0000 or extension < 0 or rest < 0:
            raise Refused(None)
        if not rest:
            self._skip()
            return
        self._at += _HEADER.size + extension  # the first row lies behind it in the same message
        head = b"d" + struct.pack("!i", rest + 4)
        self._room[self._at : self._at + 5] = np.frombuffer(head, np.uint8)

    def _other(self) -> bool:
        """Between rows: is it their end?"""
        if self._kind() == b"c":
            self._skip()
            return True
        self._aside()
        return False

    def _finish(self) -> None:
        while self._kind() != b"Z":
            if self._kind() == b"C":
                self._skip()
            else:
                self._aside()

    def _aside(self) -> None:
        """A notice or a changed setting is passed over; an error is raised."""
        kind = self._kind()
        size = self._whole()
        if kind == b"E":
            raise Refused(sqlstate(self._room[self._at + 5 : self._at + 1 + size].tobytes()))
        if kind not in (b"N", b"S", b"A"):
            raise Refused(None)
        self._skip()

    def _kind(self) -> bytes:
        while self._end - self._at < 5:
            self._receive()
        return bytes([self._room[self._at]])

    def _whole(self) -> int:
        """The length of the message that begins here, once all of it has come."""
        self._kind()
        size = self._size()
        while self._end - self._at < 1 + size:
            self._receive()
        return size

    def _size(self) -> int:
        size = int.from_bytes(self._room[self._at + 1 : self._at + 5].tobytes(), "big", signed=True)
        if not 4 <= size <= _MOST:
            raise Refused(None)
        return size

    def _skip(self) -> None:
        self._at += 1 + self._whole()

    def _receive(self) -> None:
        """More bytes: as many as make a batch or end a message, or all that the server had left to say."""
        left, wanted = self._end - self._at, _CHUNK
        if left >= 5:
            wanted = max(_CHUNK, 1 + self._size())
        self._make_room(wanted, left)
        view = self._room.data
        while self._end < wanted and not self._is_last():
            count = self.socket.recv_into(view[self._end :])
            self._end += count
            if not count and self._end == left:
                raise Refused(None)
            if not count:
                return  # it hung up; perhaps it said why

    def _make_room(self, size: int, left: int) -> None:
        """Move what is left to the front; a message longer than the room gets a larger one for as long as it takes."""
        old = self._room
        if len(old) < size or len(old) > 2 * max(size, _CHUNK):
            self._room = np.empty(max(2 * _CHUNK, size + _CHUNK), np.uint8)
        self._room[:left] = old[self._at : self._end].copy()
        self._at, self._end = 0, left

    def _is_last(self) -> bool:
        """Ends what has come with ReadyForQuery? Then nothing follows, and what looks like it costs a look."""
        return self._end >= 6 and self._room[self._end - 6 : self._end - 1].tobytes() == _READY

    def close(self) -> None:
        """Terminate, and hang up."""
        with contextlib.suppress(OSError):
            self.socket.settimeout(0.1)
            self.socket.sendall(TERMINATE)
        self.line.close()
        self.socket.close()


def _narrowed(kind: int, numbers: NDArray[np.int64]) -> NDArray[Any]:
    if kind == kernels.BOOL:
        return np.packbits(numbers.astype(np.bool_), bitorder="little")
    return numbers.astype(_NARROW[kind]) if kind in _NARROW else numbers
