"""Values of BSON (bsonspec.org 1.1): how long each is, and how those of one path and type come to lie side by side.

Compiled by numba and run without the interpreter's lock; see :mod:`nightlatch.stores._mongodb_kernels`, whose walk has
these compiled into it.
Every length is held to the end of the document that it is in before it is used.
"""

# mypy: disable-error-code="no-untyped-def, assignment, arg-type"
# numba infers the types of kernels, for the types of array that they are called with

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled, inlined

# classes of values, the low four bits of a slot
TEXT, INTEGER, FLOAT, BOOL, MILLIS, BINARY, OBJECT_ID, DECIMAL, UUID, SECONDS = range(10)
MOST_BINARY = 1 << 12  # bytes of one binary value: enough to tell what it is
# columns of found values
SLOT, ROW, AT, SIZE = range(4)  # slot: node * 16 + class

_I64_MIN = np.iinfo(np.int64).min


@inlined
def i32(data, at):
    """A little-endian int32. Unsigned indices spare the look for a negative one, and make this one load."""
    u = np.uint64(at)
    low = np.uint32(data[u]) | np.uint32(data[u + np.uint64(1)]) << np.uint32(8)
    high = np.uint32(data[u + np.uint64(2)]) | np.uint32(data[u + np.uint64(3)]) << np.uint32(8)
    return np.int64(np.int32(low | high << np.uint32(16)))


@inlined
def _i64(data, at):
    """A little-endian int64."""
    u = np.uint64(at)
    word = np.uint64(0)
    for k in range(8):
        word |= np.uint64(data[u + np.uint64(k)]) << np.uint64(8 * k)
    return np.int64(word)


@inlined
def _copy(data, at, size, content, to):
    """Copy bytes and return them or-ed together."""
    u, v, high = np.uint64(at), np.uint64(to), np.uint8(0)
    for k in range(np.uint64(size)):
        c = data[u + k]
        content[v + k] = c
        high |= c
    return high


@inlined
def measure(data, kind, at, end):
    """``(class or -1, where the value's content is, its size, where the next element is)``; next 0: broken."""
    last = end - 1  # the object's own terminator is not a value's
    if kind == 0x02 or kind == 0x0D or kind == 0x0E:  # string, code, symbol
        if at + 5 > last:
            return -1, 0, 0, 0
        size = i32(data, at)
        if size < 1 or size > last - at - 4 or data[at + 3 + size] != 0:
            return -1, 0, 0, 0
        return TEXT, at + 4, size - 1, at + 4 + size
    if kind == 0x12:
        return (INTEGER, at, 8, at + 8) if at + 8 <= last else (-1, 0, 0, 0)
    if kind == 0x10:
        return (INTEGER, at, 4, at + 4) if at + 4 <= last else (-1, 0, 0, 0)
    if kind == 0x01:
        return (FLOAT, at, 8, at + 8) if at + 8 <= last else (-1, 0, 0, 0)
    if kind == 0x09:
        return (MILLIS, at, 8, at + 8) if at + 8 <= last else (-1, 0, 0, 0)
    if kind == 0x07:
        return (OBJECT_ID, at, 12, at + 12) if at + 12 <= last else (-1, 0, 0, 0)
    if kind == 0x08:
        return (BOOL, at, 1, at + 1) if at + 1 <= last and data[at] <= 1 else (-1, 0, 0, 0)
    if kind == 0x0A or kind == 0x06 or kind == 0xFF or kind == 0x7F:  # null, undefined, least, greatest
        return -1, 0, 0, at
    if kind == 0x05:
        if at + 5 > last:
            return -1, 0, 0, 0
        size, subtype = i32(data, at), data[at + 4]
        if size < 0 or size > last - at - 5:
            return -1, 0, 0, 0
        if (subtype == 3 or subtype == 4) and size == 16:
            return UUID, at + 5, 16, at + 21
        if subtype == 2 and size >= 4:  # the old form has its length twice
            return BINARY, at + 9, size - 4, at + 5 + size
        return BINARY, at + 5, size, at + 5 + size
    return _measure_rare(data, kind, at, last)


@compiled
def _measure_rare(data, kind, at, last):
    if kind == 0x11:
        return (SECONDS, at + 4, 4, at + 8) if at + 8 <= last else (-1, 0, 0, 0)
    if kind == 0x13:
        return (DECIMAL, at, 16, at + 16) if at + 16 <= last else (-1, 0, 0, 0)
    if kind == 0x0B:  # regular expression: pattern and options
        middle = at
        while middle < last and data[middle] != 0:
            middle += 1
        stop = middle + 1
        while stop < last and data[stop] != 0:
            stop += 1
        return (TEXT, at, middle - at, stop + 1) if stop < last else (-1, 0, 0, 0)
    # pointer: name, 12 bytes; code with scope: size, code, object
    if (kind == 0x0C or kind == 0x0F) and at + 9 <= last:
        lead = 4 if kind == 0x0F else 0
        size = i32(data, at + lead)
        if 1 <= size <= last - at - lead - 4 and data[at + lead + 3 + size] == 0:
            text = at + lead + 4
            stop = text + size + 12 if kind == 0x0C else at + i32(data, at)
            if text + size <= stop <= last:
                return TEXT, text, size - 1, stop
    return -1, 0, 0, 0


@compiled
def count(found, n, values, stored):
    """How many values each slot has, and how many bytes those of text and binary take."""
    for i in range(n):
        slot = found[i, SLOT]
        what = slot & 15
        values[slot] += 1
        if what == TEXT:
            stored[slot] += found[i, SIZE]
        elif what == UUID:
            stored[slot] += 36
        elif what == BINARY:
            stored[slot] += min(found[i, SIZE], MOST_BINARY)
        elif what == OBJECT_ID:
            stored[slot] += 12
        elif what == DECIMAL:
            stored[slot] += 16


@compiled
def gather(data, found, n, word_at, byte_at, base, words, content, rows):
    """Put the values of each slot side by side.

    *words*: eight bytes a value, or its end offset for text and binary (one more than values). *content*: bytes of
    text, binary, ids, from *base* on. *rows*: the record of each value. *word_at* and *byte_at* say where each slot's
    next value goes, and are moved on.
    """
    for i in range(n):
        slot = found[i, SLOT]
        what = slot & 15
        at, size, word = np.int64(found[i, AT]), np.int64(found[i, SIZE]), word_at[slot]
        word_at[slot] = word + 1
        if what == TEXT:
            to = byte_at[slot]
            if _copy(data, at, size, content, to) >= 128:
                _repair(content, to, to + size)
            byte_at[slot] = to + size
            words[word + 1] = to + size - base[slot]
        elif what == INTEGER:
            words[word] = _i64(data, at) if size == 8 else i32(data, at)
        elif what == FLOAT:
            words[word] = _i64(data, at)
        elif what == MILLIS:
            millis = _i64(data, at)
            words[word] = millis * 1000 if -9_223_372_036_854_775 < millis < 9_223_372_036_854_775 else _I64_MIN
        elif what == SECONDS:
            words[word] = (i32(data, at) & 0xFFFFFFFF) * 1_000_000
        elif what == BOOL:
            words[word] = data[at]
        else:
            to = byte_at[slot]
            if what == UUID:
                size = 36
                _hyphenate(data, at, content, to)
            else:
                size = min(size, MOST_BINARY)
                _copy(data, at, size, content, to)
            byte_at[slot] = to + size
            if what in (BINARY, UUID):
                words[word + 1] = to + size - base[slot]
        rows[word] = found[i, ROW]


@compiled
def _hyphenate(data, at, content, to):
    """Sixteen bytes as the usual text of a UUID."""
    for j in range(16):
        if j == 4 or j == 6 or j == 8 or j == 10:
            content[to] = 45
            to += 1
        for half in range(2):
            nibble = (np.int64(data[at + j]) >> (4 - 4 * half)) & 15
            content[to] = nibble + (48 if nibble < 10 else 87)
            to += 1


@compiled
def _repair(content, at, end):
    """Make ``content[at:end]`` valid UTF-8 (Unicode 15, table 3-7): each byte that cannot stay becomes "?"."""
    while at < end:
        c = content[at]
        at += 1
        if c < 0x80:
            continue
        more, low, high = 0, 0x80, 0xBF
        if 0xC2 <= c <= 0xDF:
            more = 1
        elif 0xE0 <= c <= 0xEF:
            more = 2
            low = 0xA0 if c == 0xE0 else 0x80
            high = 0x9F if c == 0xED else 0xBF
        elif 0xF0 <= c <= 0xF4:
            more = 3
            low = 0x90 if c == 0xF0 else 0x80
            high = 0x8F if c == 0xF4 else 0xBF
        is_good = more > 0 and at + more <= end and low <= content[at] <= high
        for j in range(1, more):
            is_good = is_good and content[at + j] & 0xC0 == 0x80
        if is_good:
            at += more
        else:
            content[at - 1] = 63
