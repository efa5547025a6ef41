"""BSON documents become columns: nested fields by ``parent.child``, arrays by ``field[]``, one column a path and type.

Keys that are data collapse to ``parent.*``, and are themselves the values of ``parent.{key}``. Text is made valid
UTF-8 (a byte that cannot stay becomes "?"); null, undefined and the key limits are absent values.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from bson.decimal128 import Decimal128
from numpy.typing import NDArray

from nightlatch.stores import Batch, Column
from nightlatch.stores import _mongodb_kernels as kernels
from nightlatch.stores import _mongodb_values as contents
from nightlatch.stores._mongodb_kernels import Tree

_ELEMENTS = 1 << 20  # values of one batch; memory is touched only as far as they come
_MOST_ELEMENTS = 1 << 23  # of one document: 16 MiB hold no more
_COLLAPSES = 64  # after so many walks begun anew, keys found to be data collapse from there on


class Walker:
    """Turns replies of one collection into batches; the paths it has met it knows again in the next reply.

    Memory: 17 MB for the places of a million values, 1 MB for paths, and the columns, which take about what the reply
    took.
    """

    def __init__(self, seed: int | None = None) -> None:
        self._tree = kernels.new_tree(secrets.randbits(62) if seed is None else seed)
        self._paths: list[str] = []
        self._collapses = 0
        self._found = _elements(_ELEMENTS)
        self._frames = np.zeros((kernels.DEPTH, 4), np.int64)

    def batches(self, data: NDArray[np.uint8], start: int, end: int) -> Iterator[Batch]:
        """The documents of the BSON array that is ``data[start:end]``, mostly as one batch.

        Errors: none; a broken document is counted, and what cannot be told apart into documents counts as one.
        """
        at, last = start + 4, end - 1
        while at < last:
            status, stop, many, rows, broken = kernels.walk(data, at, last, *self._tree, self._found, self._frames)
            if status == kernels.COLLAPSE:
                self._collapse()
                continue
            if status == kernels.FULL and rows + broken == 0:
                if len(self._found) < _MOST_ELEMENTS:
                    self._found = _elements(2 * len(self._found))
                    continue
                status = kernels.BROKEN
            if status == kernels.BROKEN:
                broken, stop, size = broken + 1, last, last - at
            else:
                size = stop - at
            yield Batch(records=rows, columns=self._columns(data, many, rows), bytes=size, undecodable=broken)
            at = stop

    def _columns(self, data: NDArray[np.uint8], many: int, records: int) -> tuple[Column, ...]:
        slots = int(self._tree.meta[kernels.NUMBER]) * 16
        values, stored = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
        contents.count(self._found, many, values, stored)
        used = np.flatnonzero(values)
        if not len(used):
            return ()
        # one place more than values, for offsets, and a whole number of 64 bytes: Arrow likes its buffers aligned
        words_from = _places((values[used] + 8) // 8 * 8)
        bytes_from = _places((stored[used] + 63) // 64 * 64)
        words, content = pa.allocate_buffer(int(words_from[-1]) * 8), pa.allocate_buffer(int(bytes_from[-1]))
        rows = np.empty(words_from[-1], np.int32)
        word_at, byte_at, base = (np.zeros(slots, np.int64) for _ in range(3))
        word_at[used], byte_at[used], base[used] = words_from[:-1], bytes_from[:-1], bytes_from[:-1]
        numbers = np.frombuffer(words, np.int64)
        numbers[words_from[:-1]] = 0
        contents.gather(
            data, self._found, many, word_at, byte_at, base, numbers, np.frombuffer(content, np.uint8), rows
        )
        found = []
        for i, slot in enumerate(used.tolist()):
            count, first, low, size = int(values[slot]), int(words_from[i]), int(bytes_from[i]), int(stored[slot])
            array = _array(slot & 15, count, words.slice(first * 8), content.slice(low, size))
            found.append(Column(path=self._path(slot >> 4), array=array, rows=_rows(rows, first, count, records)))
        return tuple(found)

    def _path(self, node: int) -> str:
        while len(self._paths) <= node:
            self._paths.append(self._spelled(len(self._paths)))
        return self._paths[node]

    def _spelled(self, node: int) -> str:
        row = self._tree.nodes[node]
        if node == kernels.ROOT:
            return ""
        parent = self._paths[int(row[kernels.PARENT])] if node != kernels.OVERFLOW else ""
        match int(row[kernels.KIND]):
            case kernels.ARRAY:
                return f"{parent}[]"
            case kernels.STAR:
                name = "*"
            case kernels.KEYS:
                name = "{key}"
            case _:
                base, size = int(row[kernels.KEY_AT]), int(row[kernels.KEY_LEN])
                name = self._tree.pool[base : base + size].tobytes().decode("utf-8", "replace")
        return f"{parent}.{name}" if parent else name

    def _collapse(self) -> None:
        """Every key of one object is data: forget the paths below it, and the order in which keys were met."""
        self._collapses += 1
        self._tree = collapsed(self._tree, int(self._tree.meta[kernels.TO_COLLAPSE]))
        self._tree.meta[kernels.MAY_COLLAPSE] = self._collapses < _COLLAPSES
        self._paths.clear()


def collapsed(tree: Tree, node: int) -> Tree:
    """*tree* without what lies below *node*, which becomes a map."""
    many = int(tree.meta[kernels.NUMBER])
    kept = np.ones(many, np.bool_)
    for other in range(2, many):  # a parent always has the lower number
        parent = int(tree.nodes[other, kernels.PARENT])
        kept[other] = kept[parent] and parent != node
    number = np.where(kept, np.cumsum(kept) - 1, 0)
    new = kernels.new_tree(int(tree.meta[kernels.SEED]))
    total = int(kept.sum())
    rows = tree.nodes[:many][kept]
    for link in (kernels.PARENT, kernels.HEAD, kernels.NEXT, kernels.ELEMENT, kernels.STARRED, kernels.NAMES):
        rows[:, link] = number[rows[:, link]]
    place = 0
    for row in rows:
        base, size = int(row[kernels.KEY_AT]), int(row[kernels.KEY_LEN])
        new.pool[place : place + size] = tree.pool[base : base + size]
        row[kernels.KEY_AT] = place
        place += size
    new.nodes[:total] = rows
    here = int(number[node])
    new.nodes[here, kernels.IS_MAP], new.nodes[here, kernels.CHILDREN] = 1, 0
    new.meta[kernels.NUMBER], new.meta[kernels.POOL_USED] = total, place
    kernels.rehash(*new)
    return new


def _elements(many: int) -> NDArray[np.int32]:
    return np.empty((many, 4), np.int32)


def _places(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of *sizes* begins when they lie one after another, and where the last ends."""
    places = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=places[1:])
    return places


def _rows(rows: NDArray[np.int32], first: int, count: int, records: int) -> NDArray[np.int32] | None:
    """None where value *i* belongs to record *i*."""
    own = rows[first : first + count]
    if count == records and bool((own == np.arange(count, dtype=np.int32)).all()):
        return None
    return own


def _array(what: int, count: int, words: pa.Buffer, content: pa.Buffer) -> pa.Array:
    if what in (contents.TEXT, contents.UUID):
        return pa.Array.from_buffers(pa.large_string(), count, [None, words, content])
    if what == contents.BINARY:
        return pa.Array.from_buffers(pa.large_binary(), count, [None, words, content])
    if what == contents.OBJECT_ID:
        return pa.Array.from_buffers(pa.binary(12), count, [None, content])
    if what == contents.DECIMAL:
        return _decimals(content, count)
    if what == contents.BOOL:
        return pa.array(np.frombuffer(words, np.int64, count) != 0)
    return pa.Array.from_buffers(_NUMBERS[what], count, [None, words])


_NUMBERS: dict[int, Any] = {
    contents.INTEGER: pa.int64(),
    contents.FLOAT: pa.float64(),
    contents.MILLIS: pa.timestamp("us"),
    contents.SECONDS: pa.timestamp("us"),
}


def _decimals(content: pa.Buffer, count: int) -> pa.Array:
    """As text: IEEE 754 decimals have no Arrow type that holds them all."""
    raw = content.to_pybytes()
    return pa.array([str(Decimal128.from_bid(raw[i * 16 : i * 16 + 16])) for i in range(count)], pa.large_string())
