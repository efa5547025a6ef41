"""Every place where RE2 patterns match inside texts, as columns: no text becomes a Python string.

Arrow tells of a pattern whether it matches, or where it does first. So all matches are put between two control
characters by a replacement, and one loop collects what stands between them, and what stands beside it.
Work: linear in the bytes. Long texts are cut into pieces that overlap, for RE2 may read far ahead at each match.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.survey.values import buffers_of

PIECE, OVERLAP = 1 << 14, 256  # bytes of a piece of a long text, and how much of it comes again in the next
BEFORE, AFTER = 48, 32  # characters beside a match in which a word may speak for it
_OPEN, _CLOSE = "\x02", "\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Matches: the *rows* of the texts they are in, their *texts*, and what stands *beside* each."""

    rows: NDArray[np.int64]
    texts: pa.Array
    beside: pa.Array


def pieces(text: pa.Array) -> tuple[pa.Array, NDArray[np.int64]]:
    """*text* with all that is longer than :data:`PIECE` cut up, and the row of each piece."""
    offsets, data = buffers_of(text)
    if not len(text) or int(np.diff(offsets).max()) <= PIECE:
        return text, np.arange(len(text), dtype=np.int64)
    starts, ends, rows = _cuts(offsets, data)
    return _gathered(starts, ends, data), rows


def spans(text: pa.Array, rows: NDArray[np.int64], pattern: str) -> Spans:
    """All matches of *pattern* in *text*, whose values belong to *rows*."""
    marked = pc.replace_substring_regex(text, pattern=f"({pattern})", replacement=rf"{_OPEN}\1{_CLOSE}")
    offsets, data = buffers_of(marked)
    places, starts, ends = _between(offsets, data)
    lefts, rights = _around(offsets, data, places, starts, ends)
    return Spans(rows=rows[places], texts=_gathered(starts, ends, data), beside=_gathered(lefts, rights, data))


def makeup(text: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How many digits and how many letters each text has, up to 255; all of another script counts as letters."""
    found: tuple[NDArray[np.uint8], NDArray[np.uint8]] = _makeup(*buffers_of(text))
    return found


def _gathered(starts: Any, ends: Any, data: Any) -> pa.Array:
    offsets, joined = _gather(starts, ends, data)
    return pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(offsets), pa.py_buffer(joined))


@compiled
def _makeup(offsets: Any, data: Any) -> Any:
    digits, letters = np.zeros(len(offsets) - 1, np.uint8), np.zeros(len(offsets) - 1, np.uint8)
    for i in range(len(digits)):
        numerals, others = 0, 0
        for at in range(offsets[i], offsets[i + 1]):
            c = data[at]
            numerals += 48 <= c <= 57
            others += 97 <= c <= 122 or 65 <= c <= 90 or c >= 0x80
        digits[i], letters[i] = min(numerals, 255), min(others, 255)
    return digits, letters


@compiled
def _boundary(data: Any, at: Any, end: Any) -> Any:
    """The first place from *at* on where a character of UTF-8 begins."""
    while at < end and 0x80 <= data[at] < 0xC0:
        at += 1
    return at


@compiled
def _cuts(offsets: Any, data: Any) -> Any:
    count = 0
    for i in range(len(offsets) - 1):
        count += 1 + max(offsets[i + 1] - offsets[i] - 1, 0) // (PIECE - OVERLAP)
    starts, ends, rows = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    made = 0
    for i in range(len(offsets) - 1):
        at, end = offsets[i], offsets[i + 1]
        while True:
            stop = min(at + PIECE, end)
            starts[made], ends[made], rows[made] = _boundary(data, at, end), _boundary(data, stop, end), i
            made += 1
            if stop == end:
                break
            at += PIECE - OVERLAP
    return starts[:made], ends[:made], rows[:made]


@compiled
def _between(offsets: Any, data: Any) -> Any:
    """Row, start and end of what stands between the two marks."""
    count = 0
    for at in range(offsets[0], offsets[-1]):
        count += data[at] == 3
    rows, starts, ends = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    made = 0
    for i in range(len(offsets) - 1):
        start: Any = -1
        for at in range(offsets[i], offsets[i + 1]):
            if data[at] == 2:
                start = at + 1
            elif data[at] == 3 and start >= 0:
                rows[made], starts[made], ends[made] = i, start, at
                made += 1
                start = -1
    return rows[:made], starts[:made], ends[:made]


@compiled
def _around(offsets: Any, data: Any, rows: Any, starts: Any, ends: Any) -> Any:
    lefts, rights = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    for k in range(len(rows)):
        first, last = offsets[rows[k]], offsets[rows[k] + 1]
        at, left = starts[k], BEFORE
        while at > first and left:
            at -= 1
            left -= not 0x80 <= data[at] < 0xC0
        lefts[k], at, left = at, ends[k], AFTER
        while at < last and left:
            at = _boundary(data, at + 1, last)
            left -= 1
        rights[k] = at
    return lefts, rights


@compiled
def _gather(starts: Any, ends: Any, data: Any) -> Any:
    """Offsets and bytes of the slices, without the marks."""
    offsets = np.zeros(len(starts) + 1, np.int64)
    total = 0
    for k in range(len(starts)):
        total += ends[k] - starts[k]
    joined, made = np.empty(total, np.uint8), 0
    for k in range(len(starts)):
        for at in range(starts[k], ends[k]):
            if data[at] != 2 and data[at] != 3:
                joined[made] = data[at]
                made += 1
        offsets[k + 1] = made
    return offsets, joined[:made]
