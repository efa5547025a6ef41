"""Base64 (RFC 4648, both alphabets) and percent-encoding (RFC 3986) undone over whole columns.

Work: linear in the bytes; what is not well-formed, or is no printable UTF-8 once decoded, comes out marked as such.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled

Decoded = tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.bool_]]  # offsets, bytes, which are sound
_BAD = np.uint8(255)


def _digits() -> NDArray[np.uint8]:
    table = np.full(256, _BAD, np.uint8)
    for value, letter in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"):
        table[letter] = value
    table[ord("-")], table[ord("_")] = 62, 63
    return table


def _hexadecimal() -> NDArray[np.uint8]:
    table = np.full(256, _BAD, np.uint8)
    for value, (lower, upper) in enumerate(zip(b"0123456789abcdef", b"0123456789ABCDEF", strict=True)):
        table[lower] = table[upper] = value
    return table


_SIXTY_FOUR, _SIXTEEN = _digits(), _hexadecimal()


def base64(offsets: Any, data: Any) -> Decoded:
    """Each value decoded; one that is none is empty and not sound."""
    found: Decoded = _base64(offsets, data, _SIXTY_FOUR)
    return found


def percent(offsets: Any, data: Any) -> Decoded:
    """``%41`` is A and ``+`` a blank; a value without any ``%`` is sound as it is."""
    found: Decoded = _percent(offsets, data, _SIXTEEN)
    return found


@compiled
def _base64(offsets: Any, data: Any, table: Any) -> Any:
    n = len(offsets) - 1
    places, sound = np.zeros(n + 1, np.int64), np.zeros(n, np.bool_)
    out, made = np.empty((offsets[-1] - offsets[0]) // 4 * 3 + 3 * n + 3, np.uint8), 0
    for i in range(n):
        at, end, start, bits, good = offsets[i], offsets[i + 1], made, 0, True
        held: Any = 0
        while end > at and (data[end - 1] == 61 or data[end - 1] <= 32):
            end -= 1
        while at < end:
            value = table[data[at]]
            if value == _BAD:
                good = False
                break
            held, bits = (held << 6 | np.int64(value)) & 0xFFFF, bits + 6
            if bits >= 8:
                bits -= 8
                out[made] = held >> bits & 255
                made += 1
            at += 1
        good = good and (end - offsets[i]) % 4 != 1 and made > start and _is_text(out, start, made)
        made = made if good else start
        places[i + 1], sound[i] = made, good
    return places, out[:made], sound


@compiled
def _percent(offsets: Any, data: Any, table: Any) -> Any:
    n = len(offsets) - 1
    places, sound = np.zeros(n + 1, np.int64), np.zeros(n, np.bool_)
    out, made = np.empty(offsets[-1] - offsets[0], np.uint8), 0
    for i in range(n):
        at, end, start, good = offsets[i], offsets[i + 1], made, True
        while at < end:
            c = data[at]
            if c == 37:
                if at + 2 >= end or table[data[at + 1]] == _BAD or table[data[at + 2]] == _BAD:
                    good = False
                    break
                c = np.uint8(table[data[at + 1]] * 16 + table[data[at + 2]])
                at += 2
            elif c == 43:
                c = np.uint8(32)
            out[made] = c
            made, at = made + 1, at + 1
        good = good and _is_text(out, start, made)
        made = made if good else start
        places[i + 1], sound[i] = made, good
    return places, out[:made], sound


@compiled
def _is_text(data: Any, at: Any, end: Any) -> Any:
    """UTF-8 (RFC 3629) without control characters but tab and line ends."""
    while at < end:
        c = np.int64(data[at])
        if c < 0x80:
            if c == 127 or (c < 32 and c != 9 and c != 10 and c != 13):
                return False
            at += 1
            continue
        more = 1 if 0xC2 <= c < 0xE0 else (2 if 0xE0 <= c < 0xF0 else (3 if 0xF0 <= c < 0xF5 else 0))
        if more == 0 or at + more >= end:
            return False
        second = np.int64(data[at + 1])
        if (c == 0xE0 and second < 0xA0) or (c == 0xED and second > 0x9F):
            return False
        if (c == 0xF0 and second < 0x90) or (c == 0xF4 and second > 0x8F):
            return False
        for k in range(1, more + 1):
            if data[at + k] & 0xC0 != 0x80:
                return False
        at += more + 1
    return True
