"""Record batches of Kafka (message format 2) become columns: a kernel notes where each key and value lies.

Sends nothing. Compressed batches are unpacked within a bound. Source: Apache Kafka documentation, "Record Batch".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.stores import Batch, Column
from nightlatch.stores._keyed import columns_of
from nightlatch.stores._texts import strings_at, texts

_HEAD = struct.Struct(">qiibIhiqqqhii")  # base offset .. number of records: 61 bytes
_LENGTH_FROM = 12  # the length of a batch counts from here
_CODECS = {1: "gzip", 3: "lz4", 4: "zstd"}
_SNAPPY = 2
_XERIAL = b"\x82SNAPPY\x00"
_UNPACKED = 64 << 20  # of one batch
_RECORDS = 1 << 20  # of one batch
_CONTROL = 0x20


class Section(NamedTuple):
    """The records of one batch, unpacked: keys and values lie in *data*; a length of -1 means none."""

    data: NDArray[np.uint8]
    offset: NDArray[np.int64]
    key_at: NDArray[np.int64]
    key_length: NDArray[np.int64]
    value_at: NDArray[np.int64]
    value_length: NDArray[np.int64]


@dataclass(slots=True)
class Page:
    """What one Fetch brought: *next_offset* is where the next one begins; None if there was no whole batch in it."""

    sections: list[Section]
    next_offset: int | None = None
    records: int = 0
    undecodable: int = 0


def page_of(data: bytes, at_least: int) -> Page:
    """The whole batches in *data*, which was asked for from offset *at_least* on; the last may be cut off."""
    page = Page(sections=[])
    at = 0
    while at + _HEAD.size <= len(data):
        base, length, _, magic, _, flags, last, _, _, _, _, _, count = _HEAD.unpack_from(data, at)
        end = at + _LENGTH_FROM + length
        if length < _HEAD.size - _LENGTH_FROM or end > len(data):
            break
        last = last if magic == 2 else 0  # before format 2 every message is an entry of its own
        page.next_offset = max(at_least + 1, base + max(0, last) + 1)
        section = _section(data[at + _HEAD.size : end], flags, count, base) if magic == 2 else None
        if flags & _CONTROL and magic == 2:
            pass  # the end of a transaction: nobody's record
        elif section is None:
            page.undecodable += 1
        else:
            section = _picked(section, section.offset >= at_least)  # a batch comes whole, from before what was asked
            page.sections.append(section)
            page.records += len(section.offset)
        at = end
    return page


def _section(packed: bytes, flags: int, count: int, base: int) -> Section | None:
    if not 0 <= count <= _RECORDS:
        return None
    plain = _unpacked(packed, flags & 7)
    if plain is None:
        return None
    data = np.frombuffer(plain, np.uint8)
    out = [np.zeros(count, np.int64) for _ in range(5)]
    done = int(_walk(data, count, *out))
    return Section(data, out[0] + base, *out[1:]) if done == count else None


def _picked(section: Section, which: NDArray[np.bool_] | slice) -> Section:
    return Section(section.data, *(one[which] for one in section[1:]))


def _unpacked(packed: bytes, codec: int) -> bytes | None:
    """None where it cannot be unpacked, or becomes too much."""
    try:
        if codec == 0:
            return packed
        if codec == _SNAPPY:
            return b"".join(_snappy(packed))
        with pa.CompressedInputStream(pa.BufferReader(packed), _CODECS[codec]) as stream:
            plain: bytes = stream.read(_UNPACKED + 1)
            return plain if len(plain) <= _UNPACKED else None
    except (KeyError, OSError, ValueError, pa.ArrowException, struct.error):
        return None


def _snappy(packed: bytes) -> Iterator[bytes]:
    """Raw, or in the blocks of snappy-java, which Kafka's own clients write."""
    if not packed.startswith(_XERIAL):
        yield _raw_snappy(packed, _UNPACKED)
        return
    at, left = 16, _UNPACKED
    while at < len(packed):
        (size,) = struct.unpack_from(">i", packed, at)
        if size < 0:
            raise ValueError
        block = _raw_snappy(packed[at + 4 : at + 4 + size], left)
        at, left = at + 4 + size, left - len(block)
        yield block


def _raw_snappy(packed: bytes, most: int) -> bytes:
    size = shift = 0
    for byte in packed[:5]:
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    if size > most:
        raise ValueError
    return bytes(pa.decompress(packed, size, "snappy", asbytes=True))


@compiled
def _walk(data: Any, count: Any, delta: Any, key_at: Any, key_length: Any, value_at: Any, value_length: Any) -> Any:
    """Note the offset and the place of every key and value; the number of records that are whole."""
    at: Any = 0
    end: Any = len(data)
    for i in range(count):
        stop: Any = 0
        for step in range(6):  # length, (attributes), time, offset, key, value
            if step == 1:
                at += 1
                if at > end:
                    return i
                continue
            number, shift = np.uint64(0), np.uint64(0)
            while True:
                if at >= end or shift > 63:
                    return i
                byte = np.uint64(data[at])
                at += 1
                number |= (byte & np.uint64(127)) << shift
                shift += np.uint64(7)
                if byte < 128:
                    break
            value = np.int64(number >> np.uint64(1)) ^ -np.int64(number & np.uint64(1))
            if value > end - at and step != 2 and step != 3:
                return i
            if step == 0:
                if value < 0:
                    return i
                stop = at + value
            elif step == 3:
                delta[i] = value
            elif step == 4:
                key_at[i], key_length[i] = at, value
                if value > 0:
                    at += value
            elif step == 5:
                value_at[i], value_length[i] = at, value
                if value > 0:
                    at += value
            if at > stop:
                return i
        at = stop  # headers are passed over
    return count


def batch_of(sections: list[Section], undecodable: int = 0) -> Batch:
    """One record per message: the field ``key``, and the value, or the fields of it where it is JSON."""
    columns: list[Column] = []
    base = size = 0
    keys: list[tuple[pa.Array, NDArray[np.int32]]] = []
    values: list[tuple[pa.Array, NDArray[np.int32]]] = []
    for one in sections:
        for found, starts, lengths in ((keys, one.key_at, one.key_length), (values, one.value_at, one.value_length)):
            there = np.flatnonzero(lengths >= 0)
            found.append((strings_at(one.data, starts[there], lengths[there]), (there + base).astype(np.int32)))
        base += len(one.offset)
        size += len(one.data)
    if sections:
        columns += texts("key", *_joined(keys))
        columns += columns_of(*_joined(values))
    return Batch(records=base, columns=tuple(columns), bytes=size, undecodable=undecodable)


def _joined(parts: list[tuple[pa.Array, NDArray[np.int32]]]) -> tuple[pa.Array, NDArray[np.int32]]:
    return pa.concat_arrays([array for array, _ in parts]), np.concatenate([rows for _, rows in parts])


def cut(section: Section, most: int) -> Section:
    """The first *most* records of it."""
    return _picked(section, slice(most))
