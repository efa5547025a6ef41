"""Loops over Arrow buffers, compiled by numba and run without the interpreter's lock.

Every kernel bounds-checks what it reads: the bytes come from unknown servers. None keeps or prints a value.
"""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled, inlined

MISSING = np.iinfo(np.int64).min
_DAY = 86_400_000_000
_YEAR_1990 = 631_152_000
_YEAR_2100 = 4_102_444_800


@compiled
def _folded(c, second, third):  # type: ignore[no-untyped-def]
    """``(ASCII byte, bytes read beyond c)`` of Arabic and Persian digits, the no-break space and hyphens and dashes."""
    if (c == 0xD9 and 0xA0 <= second <= 0xA9) or (c == 0xDB and 0xB0 <= second <= 0xB9):
        return (second & 0x0F) + 48, 1
    if c == 0xC2 and second == 0xA0:
        return 32, 1
    if c == 0xE2 and second == 0x80 and 0x90 <= third <= 0x95:
        return 45, 2
    return c, 0


@compiled
def compact(offsets, data, width):  # type: ignore[no-untyped-def]
    """ASCII upper case without separators, a fixed row a value: ``(uint8[n, width], uint8[n])``; 255: does not fit."""
    n = len(offsets) - 1
    out = np.zeros((n, width), np.uint8)
    widths = np.zeros(n, np.uint8)
    for i in range(n):
        at, end, k = offsets[i], offsets[i + 1], 0
        while at < end:
            c = data[at]
            at += 1
            if c == 0xEF and at + 1 < end and (data[at] == 0xBC or data[at] == 0xBD):  # full-width forms
                c = data[at + 1] - 0x60 if data[at] == 0xBC else data[at + 1] - 0x20
                at += 2
            elif c >= 0xC2 and at < end:
                c, more = _folded(c, data[at], data[at + 1] if at + 1 < end else 0)
                at += more
            if c in (32, 9, 10, 13, 45, 46, 47):  # blank, tab, newline, hyphen, dot, slash
                continue
            if 97 <= c <= 122:
                c -= 32
            if k == width or not (48 <= c <= 57 or 65 <= c <= 90):
                k = 255
                break
            out[i, k] = c
            k += 1
        if k == 255:
            out[i, :] = 0
        widths[i] = k
    return out, widths


@compiled
def decimals(offsets, data):  # type: ignore[no-untyped-def]
    """Plain decimal numbers (sign, digits, one point) as float64; nan for anything else."""
    n = len(offsets) - 1
    out = np.full(n, np.nan)
    for i in range(n):
        at, end = offsets[i], offsets[i + 1]
        sign, value, scale, digits, point = 1.0, 0.0, 1.0, 0, False
        if at < end and (data[at] == 45 or data[at] == 43):
            sign = -1.0 if data[at] == 45 else 1.0
            at += 1
        while at < end:
            c = data[at]
            if c == 46 and not point:
                point = True
            elif 48 <= c <= 57:
                value = value * 10.0 + (c - 48)
                digits += 1
                if point:
                    scale *= 10.0
            else:
                break
            at += 1
        if at == end and digits:
            out[i] = sign * value / scale
    return out


@compiled
def _days(year, month, day):  # type: ignore[no-untyped-def]
    """Days since 1970-01-01, proleptic Gregorian (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms")."""
    year -= month <= 2
    era = year // 400
    yoe = year - era * 400
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    doe = yoe * 365 + yoe // 4 - yoe // 100 + doy
    return era * 146_097 + doe - 719_468


@compiled
def _number(data, at, end, most):  # type: ignore[no-untyped-def]
    """Read up to *most* digits: ``(value, digits read)``."""
    value, k = 0, 0
    while at + k < end and k < most and 48 <= data[at + k] <= 57:
        value = value * 10 + (data[at + k] - 48)
        k += 1
    return value, k


@compiled
def _month_days(year, month):  # type: ignore[no-untyped-def]
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@compiled
def _clock(data, at, end):  # type: ignore[no-untyped-def]
    """Microseconds of ``[T ]hh:mm[:ss[.ffffff]][Z|+hh[:mm]]`` from *at* to *end*; MISSING if it is no such thing."""
    hour, k = _number(data, at, end, 2)
    at += k
    if k == 0 or hour > 23 or at >= end or data[at] != 58:
        return MISSING
    minute, k = _number(data, at + 1, end, 2)
    at += 1 + k
    if k != 2 or minute > 59:
        return MISSING
    second, micro = 0, 0
    if at < end and data[at] == 58:
        second, k = _number(data, at + 1, end, 2)
        at += 1 + k
        if k != 2 or second > 60:
            return MISSING
        if at < end and (data[at] == 46 or data[at] == 44):
            micro, k = _number(data, at + 1, end, 6)
            at += 1 + k
            for _ in range(6 - k):
                micro *= 10
            while at < end and 48 <= data[at] <= 57:
                at += 1
    shift = 0
    while at < end and data[at] == 32:
        at += 1
    if at < end and data[at] == 90:
        at += 1
    elif at < end and (data[at] == 43 or data[at] == 45):
        sign = -1 if data[at] == 45 else 1
        hours, k = _number(data, at + 1, end, 2)
        at += 1 + k
        if at < end and data[at] == 58:
            at += 1
        minutes, k = _number(data, at, end, 2)
        at += k
        shift = sign * (hours * 60 + minutes)
    if at != end:
        return MISSING
    return ((hour * 60 + minute - shift) * 60 + second) * 1_000_000 + micro


# Months by their first three letters, in English, German, Dutch, French, Spanish, Portuguese, Italian and Nordic.
_MONTHS = np.array(
    [
        (int.from_bytes(name.encode(), "big"), month)
        for month, names in enumerate(
            ("jan,ene,gen", "feb,fev", "mar,mrt", "apr,abr,avr", "may,mai,mag,mei,maj", "jun,giu", "jul,lug",
             "aug,ago", "sep,set", "oct,okt,out,ott", "nov", "dec,dez,dic,des"), 1
        )
        for name in names.split(",")
    ],
    np.int64,
)  # fmt: skip


@compiled
def _written_month(data, at, end):  # type: ignore[no-untyped-def]
    """``12-Jan-2010``, ``12. Januar 2010``, ``Jan 12, 2010``: year, month, day and where it ends; zeros if none."""
    day, k = _number(data, at, end, 2)
    at = _past(data, at + k, end)
    month, at = _month_name(data, at, end)
    if month and k == 0:
        at = _past(data, at, end)
        day, k = _number(data, at, end, 2)
        at += k
    at = _past(data, at, end)
    year, j = _number(data, at, end, 4)
    return (year, month, day, at + j) if month and k and j == 4 else (0, 0, 0, at)


@compiled
def _past(data, at, end):  # type: ignore[no-untyped-def]
    """Behind at most two signs that separate parts of a date."""
    for _ in range(2):
        if at < end and (data[at] == 32 or 44 <= data[at] <= 47):
            at += 1
    return at


@compiled
def _month_name(data, at, end):  # type: ignore[no-untyped-def]
    """The month that a word's first three letters tell, and where the word ends."""
    if at + 3 > end:
        return 0, at
    head = ((data[at] | 32) * 256 + (data[at + 1] | 32)) * 256 + (data[at + 2] | 32)
    month = 0
    for known in range(len(_MONTHS)):
        if _MONTHS[known, 0] == head:
            month = _MONTHS[known, 1]
    stop = at
    while stop < end and stop < at + 12 and (97 <= (data[stop] | 32) <= 122 or data[stop] >= 0x80):
        stop += 1
    return (month, stop) if stop >= at + 3 else (0, at)


@compiled
def _plain_clock(data, at, end):  # type: ignore[no-untyped-def]
    """Microseconds of ``hhmm`` or ``hhmmss``, 0 where nothing is left; MISSING if it is no such thing."""
    time, k = _number(data, at, end, 6)
    if at + k != end:
        return MISSING
    if k == 4:
        time *= 100
    hour, minute, second = time // 10_000, time // 100 % 100, time % 100
    if hour > 23 or minute > 59 or second > 59:
        return MISSING
    return ((hour * 60 + minute) * 60 + second) * 1_000_000


@compiled
def _instant(data, at, end):  # type: ignore[no-untyped-def]
    """One value as microseconds since 1970 UTC, or MISSING."""
    while at < end and data[at] == 32:
        at += 1
    while end > at and data[end - 1] == 32:
        end -= 1
    first, k = _number(data, at, end, 8)
    clock = 0
    if k == 8 and (at + 8 == end or at + 12 == end or at + 14 == end):  # yyyymmdd, with hhmm or hhmmss behind
        year, month, day = first // 10_000, first // 100 % 100, first % 100
        clock = _plain_clock(data, at + 8, end)
        if clock == MISSING:
            return MISSING
        at = end
    elif k == 4 and at + 5 < end and data[at + 4] in (45, 47, 46):  # yyyy-mm-dd, with - / or .
        year = first
        month, j = _number(data, at + 5, end, 2)
        at += 5 + j
        if j == 0 or at >= end or data[at] not in (45, 47, 46):
            return MISSING
        day, j = _number(data, at + 1, end, 2)
        at += 1 + j
        if j == 0:
            return MISSING
    elif 0 < k <= 2 and at + k + 1 < end and data[at + k] in (45, 47, 46) and data[at + k + 1] <= 57:  # dd.mm.yyyy
        at += k
        month, j = _number(data, at + 1, end, 2)
        at += 1 + j
        if j == 0 or at >= end or data[at] not in (45, 47, 46):
            return MISSING
        year, j = _number(data, at + 1, end, 4)
        at += 1 + j
        if j != 4:
            return MISSING
        day = first
        if month > 12 >= day:
            day, month = month, day
    else:
        year, month, day, at = _written_month(data, at, end)
    if not (1800 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= _month_days(year, month)):
        return MISSING
    base = _days(year, month, day) * _DAY
    if at == end:
        return base + clock
    if data[at] == 84 or data[at] == 32 or data[at] == 116:
        clock = _clock(data, at + 1, end)
        return MISSING if clock == MISSING else base + clock
    return MISSING


@compiled
def instants(offsets, data):  # type: ignore[no-untyped-def]
    """Dates and times written as text, as microseconds since 1970 UTC; MISSING for anything else."""
    n = len(offsets) - 1
    out = np.empty(n, np.int64)
    for i in range(n):
        out[i] = _instant(data, offsets[i], offsets[i + 1])
    return out


@compiled
def epochs(values):  # type: ignore[no-untyped-def]
    """Epoch seconds, milliseconds or microseconds between 1990 and 2100 as microseconds; MISSING for anything else."""
    n = len(values)
    out = np.full(n, MISSING)
    for i in range(n):
        value = values[i]
        for factor in (1_000_000, 1_000, 1):
            if _YEAR_1990 * (1_000_000 // factor) <= value < _YEAR_2100 * (1_000_000 // factor):
                out[i] = value * factor
                break
    return out


@compiled
def keyed_hashes(offsets, data, key0, key1):  # type: ignore[no-untyped-def]
    """A keyed 64-bit hash of each value (SipHash-1-3, Aumasson & Bernstein 2012); 0 never occurs, it marks "no value".

    ASCII letters count as upper case and blanks, hyphens, dots are skipped, so that one person's identifier is one
    however it is written.
    """
    n = len(offsets) - 1
    out = np.empty(n, np.uint64)
    for i in range(n):
        out[i] = _siphash(data, offsets[i], offsets[i + 1], key0, key1)
    return out


@inlined
def _rotl(x, b):  # type: ignore[no-untyped-def]
    return (x << np.uint64(b)) | (x >> np.uint64(64 - b))


@compiled
def _siphash(data, at, end, key0, key1):  # type: ignore[no-untyped-def]
    v0 = key0 ^ np.uint64(0x736F6D6570736575)
    v1 = key1 ^ np.uint64(0x646F72616E646F6D)
    v2 = key0 ^ np.uint64(0x6C7967656E657261)
    v3 = key1 ^ np.uint64(0x7465646279746573)
    word, k, length = np.uint64(0), 0, 0
    for j in range(at, end):
        c = data[j]
        if c == 32 or c == 45 or c == 46:
            continue
        if 97 <= c <= 122:
            c -= 32
        word |= np.uint64(c) << np.uint64(8 * k)
        k += 1
        length += 1
        if k == 8:
            v3 ^= word
            v0 += v1
            v1 = _rotl(v1, 13) ^ v0
            v0 = _rotl(v0, 32)
            v2 += v3
            v3 = _rotl(v3, 16) ^ v2
            v0 += v3
            v3 = _rotl(v3, 21) ^ v0
            v2 += v1
            v1 = _rotl(v1, 17) ^ v2
            v2 = _rotl(v2, 32)
            v0 ^= word
            word, k = np.uint64(0), 0
    word |= np.uint64(length & 255) << np.uint64(56)
    v3 ^= word
    for r in range(4):
        v0 += v1
        v1 = _rotl(v1, 13) ^ v0
        v0 = _rotl(v0, 32)
        v2 += v3
        v3 = _rotl(v3, 16) ^ v2
        v0 += v3
        v3 = _rotl(v3, 21) ^ v0
        v2 += v1
        v1 = _rotl(v1, 17) ^ v2
        v2 = _rotl(v2, 32)
        if r == 0:
            v0 ^= word
            v2 ^= np.uint64(0xFF)
    out = v0 ^ v1 ^ v2 ^ v3
    return out if out else np.uint64(1)


@compiled
def keyed_numbers(values, key0, key1):  # type: ignore[no-untyped-def]
    """Like :func:`keyed_hashes` for ``int64``; equals the hash of the decimal text, so that 7 and "7" are one."""
    n = len(values)
    out = np.empty(n, np.uint64)
    digits = np.empty(20, np.uint8)
    for i in range(n):
        value = values[i]
        minus = value < 0
        rest = np.uint64(-value) if minus else np.uint64(value)
        at = 20
        while True:
            at -= 1
            digits[at] = np.uint8(48 + rest % np.uint64(10))
            rest //= np.uint64(10)
            if rest == 0:
                break
        out[i] = _siphash(digits, at, 20, key0, key1)
        if minus:
            out[i] ^= np.uint64(0x9E3779B97F4A7C15)
    return out
