"""Loops over PostgreSQL's COPY (FORMAT binary) as it lies in a received buffer: rows become columns.

One pass measures and checks whole messages, a second puts the values of each column side by side, where Arrow wants
them. Source: PostgreSQL documentation, "Message Formats" (CopyData) and COPY, "Binary Format": a row is one message.

The bytes come from unknown servers: every length is held to its message, and that to the buffer, before it is used.
"""

# mypy: disable-error-code="no-untyped-def"
# numba infers the types of kernels, for the types of array that they are called with

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled, inlined

TEXT, BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, DATE, TIME, BINARY = range(10)
WIDTHS = (-1, 1, 2, 4, 8, 4, 8, 4, 8, -1)
MORE, OTHER, BROKEN = range(3)  # how measuring ended: at the buffer's end, before another message, before nonsense
_DATA = 100  # "d", CopyData
_END = 0xFFFF  # instead of a number of fields: no row follows
# dates and times of the years 1 to 9999; what lies beyond, "infinity" among it, is no value
_EPOCH = 10957  # days from 1970 to 2000
_FIRST_DAY, _LAST_DAY = -719162, 2932896
_DAY = 86_400_000_000


@inlined
def _u16(data, u):
    return np.int64(np.uint32(data[u]) << np.uint32(8) | np.uint32(data[u + np.uint64(1)]))


@inlined
def _i32(data, u):
    """A big-endian int32. Unsigned indices spare the look for a negative one, and make this one load."""
    high = np.uint32(data[u]) << np.uint32(24) | np.uint32(data[u + np.uint64(1)]) << np.uint32(16)
    low = np.uint32(data[u + np.uint64(2)]) << np.uint32(8) | np.uint32(data[u + np.uint64(3)])
    return np.int64(np.int32(high | low))


@inlined
def _i64(data, u):
    word = np.uint64(0)
    for k in range(8):
        word |= np.uint64(data[u + np.uint64(k)]) << np.uint64(56 - 8 * k)
    return np.int64(word)


@compiled
def measure(data, at, end, widths, sizes):
    """Whole messages from *at* on: ``(rows, where the next one begins, how it ended)``; adds to *sizes* of texts."""
    rows, count = 0, len(widths)
    while end - at >= 5:
        if data[np.uint64(at)] != _DATA:
            return rows, at, OTHER
        size = _i32(data, np.uint64(at + 1))
        if size < 6:
            return rows, at, BROKEN
        stop, p = at + 1 + size, at + 5
        if stop > end:
            break
        fields = _u16(data, np.uint64(p))
        p += 2
        if fields != _END:
            if fields != count:
                return rows, at, BROKEN
            for c in range(count):
                if stop - p < 4:
                    return rows, at, BROKEN
                length = _i32(data, np.uint64(p))
                p += 4
                if length == -1:
                    continue
                width = widths[c]
                if length < 0 or length > stop - p or (width >= 0 and length != width):
                    return rows, at, BROKEN
                if width < 0:
                    sizes[c] += length
                p += length
            rows += 1
        if p != stop:
            return rows, at, BROKEN
        at = stop
    return rows, at, MORE


@inlined
def _number(kind, data, u):
    """The bits of one value of fixed width, sign-extended; a date or time as days or microseconds since 1970."""
    if kind in (INT8, FLOAT8):
        return _i64(data, u), True
    if kind == TIME:
        word = _i64(data, u)
        first, last = (_FIRST_DAY - _EPOCH) * _DAY, (_LAST_DAY + 1 - _EPOCH) * _DAY - 1
        return (word + _EPOCH * _DAY, True) if first <= word <= last else (np.int64(0), False)
    if kind == DATE:
        days = _i32(data, u)
        return (days + _EPOCH, True) if _FIRST_DAY - _EPOCH <= days <= _LAST_DAY - _EPOCH else (np.int64(0), False)
    if kind in (INT4, FLOAT4):
        return _i32(data, u), True
    if kind == INT2:
        return np.int64(np.int16(_u16(data, u))), True
    return np.int64(data[u] != 0), True


@compiled
def fill(data, at, end, kinds, cells, starts, texts, valid, nulls):
    """Lay out the rows that :func:`measure` found from *at* to *end*, column by column.

    ``cells[c, row]`` are the bits of fixed widths; text *row* of column *c* is ``texts[starts[c] + cells[c, row] :
    starts[c] + cells[c, row + 1]]``; ``valid[c, row]`` is 0 for a null, of which *nulls* counts those of a column.
    """
    row, count = 0, len(kinds)
    ends = np.zeros(count, np.int64)
    cells[:, 0] = 0
    while at < end:
        stop, p = at + 1 + _i32(data, np.uint64(at + 1)), at + 7
        if _u16(data, np.uint64(at + 5)) == _END:
            at = stop
            continue
        for c in range(count):
            length = _i32(data, np.uint64(p))
            p += 4
            kind = kinds[c]
            is_there = length >= 0
            if kind in (TEXT, BINARY):
                if length > 0:
                    u, v = np.uint64(p), np.uint64(starts[c] + ends[c])
                    for k in range(np.uint64(length)):
                        texts[v + k] = data[u + k]
                    ends[c] += length
                cells[c, row + 1] = ends[c]
            elif is_there:
                cells[c, row], is_there = _number(kind, data, np.uint64(p))
            if not is_there:
                valid[c, row] = 0
                nulls[c] += 1
            p += max(length, 0)
        row += 1
        at = stop
