"""Reads the keys of one group of Redis keys, page after page, into batches of columns.

Sends TYPE and, by type, GETRANGE, HSCAN, LRANGE, SSCAN, ZRANGE and XRANGE, each with a bound.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from nightlatch.model import Container
from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores import _redis_columns as columns
from nightlatch.stores._kept import KEPT
from nightlatch.stores._redis_keys import Shape, varying
from nightlatch.stores._redis_tokens import BULK, SIMPLE
from nightlatch.stores._redis_wire import Tokens, Wire
from nightlatch.stores._texts import texts

_ELEMENTS = 100  # of one list, set, sorted set or stream that a sample reads
_PAGE_BYTES = 4 << 20
_BATCH_BYTES = 8 << 20
_BATCH_RECORDS = 20_000
_WHOLE_VALUE = 64 << 20  # of one key under --full


@dataclass(slots=True)
class _Pending:
    """What the next batch is made of."""

    pages: list[list[Column]] = field(default_factory=list)
    records: int = 0
    bytes: int = 0
    undecodable: int = 0


class Survey:
    """Reads the keys of one group, page after page, within the bounds of one reading."""

    def __init__(self, wire: Wire, container: Container, shape: Shape, reading: Reading, seconds: float) -> None:
        self._wire, self._shape, self._reading, self._seconds = wire, shape, reading, seconds
        self._name = container.name
        self._until = None if reading.seconds is None else time.monotonic() + reading.seconds
        self._records = self._bytes = 0
        self._page_keys = 200
        self._next = _Pending()

    def batches(self, chunks: Iterator[list[bytes]]) -> Iterator[Batch]:
        for keys in chunks:
            start = 0
            while start < len(keys) and not self._is_over():
                some = keys[start : start + self._page_keys]
                start += len(some)
                self._read(some)
                if self._next.bytes >= _BATCH_BYTES or self._next.records >= _BATCH_RECORDS:
                    yield self._batch()
            if self._is_over():
                break
        if self._next.records:
            yield self._batch()

    def _is_over(self) -> bool:
        reading = self._reading
        return (
            (not reading.full and self._records >= reading.records)
            or (reading.bytes is not None and self._bytes >= reading.bytes)
            or (self._until is not None and time.monotonic() > self._until)
        )

    def _read(self, keys: list[bytes]) -> None:
        """Ask for the type of each key, then for the values type by type."""
        types = self._types(keys)
        there = [i for i, kind in enumerate(types) if kind != b"none"]  # gone since it was listed
        keys, types = [keys[i] for i in there], [types[i] for i in there]
        base, before = self._next.records, self._bytes
        by_type: dict[bytes, list[int]] = {}
        for place, kind in enumerate(types):
            by_type.setdefault(kind, []).append(place)
        self._next.pages.append(self._key_columns(keys, base))
        for kind, places in sorted(by_type.items()):
            self._values(kind, [keys[place] for place in places], np.asarray(places, np.int32) + base)
        self._next.records += len(keys)
        self._records += len(keys)
        if keys:
            self._page_keys = int(np.clip(_PAGE_BYTES * len(keys) // max(1, self._bytes - before), 8, 1000))

    def _types(self, keys: list[bytes]) -> list[bytes]:
        tokens = self._wire.page(["TYPE"], keys, [], self._seconds)
        is_told = (tokens.depth == 0) & (tokens.kind <= SIMPLE)  # of other kinds the length is no length
        coded = columns.gather(tokens, np.flatnonzero(is_told)).dictionary_encode()
        words = coded.dictionary.to_pylist()
        told = dict(zip(tokens.reply[is_told].tolist(), coded.indices.to_pylist(), strict=True))
        return [words[told[i]] if i in told else b"" for i in range(len(keys))]

    def _key_columns(self, keys: list[bytes], base: int) -> list[Column]:
        parts = [varying(key, self._shape) for key in keys]
        width = max((len(one) for one in parts), default=0)
        found: list[Column] = []
        for place in range(width):
            has = np.fromiter((i for i, one in enumerate(parts) if len(one) > place), np.int32)
            array = pa.array([one[place] for one in parts if len(one) > place], pa.large_binary())
            self._count(array.nbytes)
            found += texts("key" if width == 1 else f"key[{place + 1}]", array, has + np.int32(base))
        return found

    def _values(self, kind: bytes, keys: list[bytes], rows: columns.Rows) -> None:
        known = _COMMANDS.get(kind)
        if known is None:
            self._next.undecodable += len(keys)
            return
        before, after, _ = known
        tokens = self._wire.page(before, keys, after, self._seconds)
        page = self._decoded(kind, tokens, rows)
        self._next.pages.append(page.columns)
        self._next.undecodable += page.undecodable
        if self._reading.full:
            for place in page.unfinished:
                self._rest(kind, keys[place], tokens, place, rows[place : place + 1])

    def _decoded(self, kind: bytes, tokens: Tokens, rows: columns.Rows) -> columns.Page:
        self._count(len(tokens.data))
        size = _COMMANDS[kind][2]
        match kind:
            case b"hash":
                return columns.hashes(tokens, rows)
            case b"list":
                return columns.lists(tokens, rows, size)
            case b"set":
                return columns.sets(tokens, rows)
            case b"zset":
                return columns.sorted_sets(tokens, rows, size, self._name, time.time())
            case b"stream":
                return columns.streams(tokens, rows, size)
            case _:
                return columns.strings(tokens, rows)

    def _rest(self, kind: bytes, key: bytes, tokens: Tokens, place: int, row: columns.Rows) -> None:
        """Under --full: the further pages of one long value."""
        start, done, size = self._bytes, _COMMANDS[kind][2], 1000
        while self._bytes - start < _WHOLE_VALUE and not self._is_over():
            words = _next_page(kind, tokens, place, done, size)
            if words is None:
                return
            tokens = self._wire.page(words[0], [key], words[1], self._seconds)
            place, done = 0, done + size
            page = self._decoded(kind, tokens, row)
            self._next.pages.append(page.columns)
            if not len(tokens.kind) or (kind in (b"list", b"zset", b"stream") and tokens.length[0] < size):
                return
        self._next.undecodable += 1

    def _count(self, size: int) -> None:
        self._bytes += size
        self._next.bytes += size

    def _batch(self) -> Batch:
        done, self._next = self._next, _Pending()
        return Batch(
            records=done.records,
            columns=tuple(columns.merged(done.pages)),
            bytes=done.bytes,
            undecodable=done.undecodable,
        )


# Type: the words before the key, those after it, and how many elements these ask for.
_COMMANDS: dict[bytes, tuple[list[str], list[str], int]] = {
    b"string": (["GETRANGE"], ["0", str(KEPT - 1)], 1),
    b"hash": (["HSCAN"], ["0", "COUNT", "500"], 500),
    b"list": (["LRANGE"], ["0", str(_ELEMENTS - 1)], _ELEMENTS),
    b"set": (["SSCAN"], ["0", "COUNT", str(_ELEMENTS)], _ELEMENTS),
    b"zset": (["ZRANGE"], ["0", str(_ELEMENTS - 1), "WITHSCORES"], _ELEMENTS),
    b"stream": (["XRANGE"], ["-", "+", "COUNT", str(_ELEMENTS)], _ELEMENTS),
}


def _next_page(kind: bytes, tokens: Tokens, place: int, done: int, size: int) -> tuple[list[str], list[str]] | None:
    """The words that ask for what follows the page of reply *place*."""
    if kind in (b"list", b"zset"):
        scores = ["WITHSCORES"] if kind == b"zset" else []
        return _COMMANDS[kind][0], [str(done), str(done + size - 1), *scores]
    depth = 2 if kind == b"stream" else 1
    mine = np.flatnonzero((tokens.reply == place) & (tokens.depth == depth) & (tokens.kind == BULK))
    if not len(mine):
        return None
    at = int(mine[-1] if kind == b"stream" else mine[0])
    word = tokens.data[tokens.start[at] : tokens.start[at] + tokens.length[at]].tobytes().decode("ascii", "replace")
    if kind == b"stream":
        millis, _, count = word.partition("-")
        start = f"{millis}-{int(count) + 1}" if count.isdecimal() and len(count) <= 20 else "+"
        return ["XRANGE"], [start, "+", "COUNT", str(size)]
    return (_COMMANDS[kind][0], [word, "COUNT", str(size)]) if word.isdecimal() and word != "0" else None
