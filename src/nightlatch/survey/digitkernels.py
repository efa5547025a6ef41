"""Loops over compacted identifiers (``uint8[n, width]``, ASCII), compiled by numba, run without the interpreter's lock.

Every table is indexed by the byte itself, so that no byte from a hostile server leads outside one. None of them raises,
keeps or prints a value.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled

Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_ZERO = 48
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@compiled
def select(matrix: Bytes, widths: Bytes, allowed: Bools, lost: int) -> tuple[Ints, Bytes]:
    """Rows whose bytes are all *allowed* (``bool[width, 256]``): ``(int64[m] row numbers, uint8[m, width])``.

    A row up to *lost* bytes too short is read as if that many zeros were missing in front.
    """
    width = allowed.shape[0]
    picked = np.empty(len(widths), np.int64)
    rows = np.empty((len(widths), width), np.uint8)
    m = 0
    for i in range(len(widths)):
        pad = width - np.int64(widths[i])
        if pad < 0 or pad > lost:
            continue
        fits = True
        for j in range(width):
            c = np.uint8(_ZERO) if j < pad else matrix[i, j - pad]
            if not allowed[j, c]:
                fits = False
                break
            rows[m, j] = c
        if fits:
            picked[m] = i
            m += 1
    return picked[:m], rows[:m]


@compiled
def number(rows: Bytes, start: int, stop: int) -> Ints:
    """The digits ``[start, stop)`` of each row as ``int64[m]``; exact up to 18 digits."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        value = np.int64(0)
        for j in range(start, stop):
            value = value * 10 + (np.int64(rows[i, j]) - _ZERO)
        out[i] = value
    return out


@compiled
def weighted(rows: Bytes, start: int, weights: Ints, table: Ints) -> Ints:
    """The sum of ``weights[j] * table[byte start + j]`` of each row."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        total = 0
        for j in range(len(weights)):
            total += weights[j] * table[rows[i, start + j]]
        out[i] = total
    return out


@compiled
def luhn(rows: Bytes, start: int, stop: int, table: Ints) -> Ints:
    """The Luhn sum modulo 10 (ISO/IEC 7812-1 annex B) over ``[start, stop)``, the last byte counting once."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        total, double = 0, False
        for j in range(stop - 1, start - 1, -1):
            value = table[rows[i, j]]
            if double:
                value = 2 * value - 9 if value > 4 else 2 * value
            total += value
            double = not double
        out[i] = total % 10
    return out


@compiled
def dihedral(rows: Bytes, start: int, stop: int, times: Ints, permute: Ints) -> Ints:
    """The Verhoeff state over ``[start, stop)``, the last byte at position 0 (J. Verhoeff 1969)."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        state = 0
        for j in range(stop - 1, start - 1, -1):
            state = times[state, permute[(stop - 1 - j) % 8, (rows[i, j] - _ZERO) % 10]]
        out[i] = state
    return out


@compiled
def remainder(rows: Bytes, start: int, stop: int, modulus: int, table: Ints) -> Ints:
    """``[start, stop)`` read as one decimal number modulo *modulus*; a letter stands for its value's two digits."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        value = 0
        for j in range(start, stop):
            digit = table[rows[i, j]]
            value = (value * (100 if digit > 9 else 10) + digit) % modulus
        out[i] = value
    return out


@compiled
def hybrid(rows: Bytes, start: int, stop: int, modulus: int, table: Ints) -> Ints:
    """ISO/IEC 7064 hybrid system MOD *modulus* + 1, *modulus*: 1 over a whole valid string with its check character."""
    out = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        state = modulus
        for j in range(start, stop - 1):
            state = (state + table[rows[i, j]]) % modulus
            state = (state if state else modulus) * 2 % (modulus + 1)
        out[i] = (state + table[rows[i, stop - 1]]) % modulus
    return out


@compiled
def are_days(year: Ints, month: Ints, day: Ints, earliest: int, latest: int) -> Bools:
    """Which ``int64[m]`` triples are days of the Gregorian calendar in the years *earliest* to *latest*."""
    out = np.zeros(len(year), np.bool_)
    for i in range(len(year)):
        y, m, d = year[i], month[i], day[i]
        if earliest <= y <= latest and 1 <= m <= 12 and 1 <= d <= _DAYS[m]:
            out[i] = m != 2 or d < 29 or (y % 4 == 0 and (y % 100 != 0 or y % 400 == 0))
    return out
