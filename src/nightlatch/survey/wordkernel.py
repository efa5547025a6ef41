"""The one loop over text that :mod:`nightlatch.survey.wording` is made of, and the bits it speaks in.

Bounds-checks what it reads, looks at no more than 400 bytes of a value, keeps nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nightlatch.compiled import compiled, inlined

# Cues: what a word (or two neighbouring Han characters, or a word's ending) speaks for.
GIVEN, SURNAME, PARTICLE, TITLE, STREET, PLACE, COMPANY, ORGANISATION, STOP, COUNTRY, CITY, JOB = (
    1 << bit for bit in range(12)
)
# Scripts seen
LATIN, CYRILLIC, GREEK, HAN, KANA, HANGUL, ARABIC, HEBREW, THAI, INDIC, OTHER = (1 << bit for bit in range(11))
# Signs seen
COMMA, DOT, AT, SLASH, COLON, UNDERSCORE, PAREN, AMPERSAND, SIGN, HYPHEN, BLANK, MIDDOT, NEWLINE = (
    1 << bit for bit in range(13)
)
FNV, PRIME = 0xCBF29CE484222325, 0x100000001B3
ENDING = 0x9E3779B97F4A7C15  # salt of endings, so that "str" as a word and "-str" as an ending are two cues
PAIR = 0xC2B2AE3D27D4EB4F  # salt of Han pairs


@compiled
def _lower(c: Any) -> Any:
    """Lower case of one code point of Latin, Greek, Cyrillic or Armenian; Arabic letters without hamza and the like."""
    if c < 0x80:
        return c + 32 if 65 <= c <= 90 else c
    if c < 0x100:
        return c + 32 if 0xC0 <= c <= 0xDE and c != 0xD7 else c
    if c < 0x180:
        if c == 0x130:
            return 105
        if c == 0x131:
            return 105
        if c == 0x178:
            return 0xFF
        if 0x139 <= c <= 0x148 or 0x179 <= c <= 0x17E:
            return c + 1 if c & 1 else c
        if c <= 0x137 or 0x14A <= c <= 0x177:
            return c + 1 if not c & 1 else c
        return c
    if 0x391 <= c <= 0x3A9:
        return c + 32
    if 0x410 <= c <= 0x42F:
        return c + 32
    if 0x400 <= c <= 0x40F:
        return 0x435 if c == 0x401 else c + 80
    if c == 0x451:
        return 0x435
    if 0x531 <= c <= 0x556:
        return c + 48
    if 0x1E00 <= c <= 0x1EFF:
        return c + 1 if not c & 1 else c
    if c == 0x622 or c == 0x623 or c == 0x625:
        return 0x627
    if c == 0x649:
        return 0x64A
    return 0x647 if c == 0x629 else c


@compiled
def _script(c: Any) -> Any:
    """Script bit of a letter, 0 for what is none."""
    if c < 0x80:
        return LATIN if 65 <= c <= 90 or 97 <= c <= 122 else 0
    if c < 0x250:
        return LATIN if c >= 0xC0 and c != 0xD7 and c != 0xF7 else 0
    if 0x300 <= c <= 0x36F:
        return LATIN
    if 0x370 <= c <= 0x3FF:
        return GREEK
    if 0x400 <= c <= 0x52F:
        return CYRILLIC
    if 0x590 <= c <= 0x5FF:
        return HEBREW
    if 0x600 <= c <= 0x6FF or 0x750 <= c <= 0x77F or 0xFB50 <= c <= 0xFEFC:
        return 0 if c == 0x60C or c == 0x61B or c == 0x61F or 0x660 <= c <= 0x669 else ARABIC
    if 0x900 <= c <= 0xDFF:
        return INDIC
    if 0xE00 <= c <= 0xE7F:
        return THAI
    if 0x1E00 <= c <= 0x1EFF:
        return LATIN
    if 0x3041 <= c <= 0x30FF:
        return 0 if c == 0x30FB else KANA
    if 0x3400 <= c <= 0x9FFF or c == 0x3005 or 0x20000 <= c <= 0x3FFFF:
        return HAN
    if 0xAC00 <= c <= 0xD7A3 or 0x1100 <= c <= 0x11FF:
        return HANGUL
    if 0x530 <= c <= 0x58F or 0x10A0 <= c <= 0x10FF or 0x1000 <= c <= 0x109F or 0x1200 <= c <= 0x17FF:
        return OTHER
    return 0


@compiled
def _sign(c: Any) -> Any:
    if c == 32 or c == 9 or c == 0xA0 or c == 0x3000:
        return BLANK
    if c == 44 or c == 0xFF0C or c == 0x3001 or c == 0x60C:
        return COMMA
    if c == 45 or c == 0x2010 or c == 0x2011 or c == 0x2013:
        return HYPHEN
    if c == 46:
        return DOT
    if c == 10 or c == 13:
        return NEWLINE
    if c == 64:
        return AT
    if c == 47:
        return SLASH
    if c == 58:
        return COLON
    if c == 95:
        return UNDERSCORE
    if c == 40 or c == 41 or c == 0xFF08 or c == 0xFF09:
        return PAREN
    if c == 38:
        return AMPERSAND
    if c == 0xB7 or c == 0x30FB or c == 0x2022:
        return MIDDOT
    return SIGN


DIGIT, JOINER, FIRST_SIGN = 40, 41, 16


@compiled
def characters() -> Any:
    """``(uint8[65536], uint16[65536])``: class (script, sign, digit) and lower case of every character of the BMP."""
    kinds, lower = np.zeros(0x10000, np.uint8), np.zeros(0x10000, np.uint16)
    for c in range(0x10000):
        bit = _script(c)
        sign = _sign(c)
        if 48 <= c <= 57 or 0xFF10 <= c <= 0xFF19 or 0x660 <= c <= 0x669 or 0x966 <= c <= 0x96F:
            kinds[c] = DIGIT
        elif c == 39 or c == 0x2019 or c == 0x60:  # O'Brien is one word
            kinds[c] = JOINER
        else:
            while bit > 1:
                kinds[c] += 1
                bit >>= 1
            if not _script(c):
                kinds[c] = FIRST_SIGN
                while sign > 1:
                    kinds[c] += 1
                    sign >>= 1
        lower[c] = _lower(c)
    return kinds, lower


@inlined
def _find(key: Any, keys: Any, flags: Any) -> Any:
    mask = np.uint64(len(keys) - 1)
    at = key & mask
    while True:
        there = keys[at]
        if there == key:
            return flags[at]
        if there == np.uint64(0):
            return np.uint16(0)
        at = (at + np.uint64(1)) & mask


@compiled
def _endings(word: Any, size: Any, keys: Any, flags: Any, tails: Any) -> Any:
    """Cues of the last 2 to 8 letters of ``word[:size]``, which must leave at least two letters before them."""
    found = np.uint16(0)
    if not tails[(word[size - 1] * 31 + word[size - 2]) & 4095]:  # no ending ends in these two letters
        return found
    value = np.uint64(FNV)
    for back in range(1, min(9, size - 1)):
        value = (value ^ np.uint64(word[size - back])) * np.uint64(PRIME)
        if back >= 2:
            found |= _find(value ^ np.uint64(ENDING), keys, flags)
    return found


@compiled
def walk(
    offsets: Any, data: Any, keys: Any, flags: Any, marks: Any, tails: Any, bases: Any, kinds: Any, lower: Any
) -> Any:
    """What :class:`nightlatch.survey.wording.Wording` holds, field by field."""
    n = len(offsets) - 1
    cues, last, first = np.zeros(n, np.uint16), np.zeros(n, np.uint16), np.zeros(n, np.uint16)
    scripts, signs = np.zeros(n, np.uint16), np.zeros(n, np.uint16)
    units, capital, shouted = np.zeros(n, np.uint8), np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    joined, initials, numbers = np.zeros(n, np.uint8), np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    mixed, letters, longest = np.zeros(n, np.uint8), np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    head, admin, street = np.zeros(n, np.uint32), np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    word = np.zeros(24, np.uint32)
    for i in range(n):
        at, end = offsets[i], min(offsets[i + 1], offsets[i] + 400)  # an address is shorter; a novel is not read
        size, digits, upper, unit_letters, fnv = 0, 0, 0, 0, np.uint64(FNV)
        is_first_upper, is_first_digit, starts_unit, before, total, dots = False, False, True, 0, 0, 0
        unit_count, letter_count, all_cues = 0, 0, np.uint16(0)
        script_bits, sign_bits = np.int64(0), np.int64(0)
        c: Any = 0
        while at <= end:
            if at == end:
                c, at = 32, at + 1  # a blank closes the last word
                closes = True
            else:
                closes = False
                c = np.int64(data[at])
                at += 1
                if c >= 0x80:
                    more = 1 if c < 0xE0 else (2 if c < 0xF0 else 3)
                    c = c & (0x1F if more == 1 else (0x0F if more == 2 else 0x07))
                    for _ in range(more):
                        if at < end:
                            c = (c << 6) | np.int64(data[at] & 0x3F)
                            at += 1
                if total < 2 and c < 0x10000:
                    head[i] |= np.uint32(c) << np.uint32(16 * (1 - total))
                total += 1
            kind = kinds[c] if c < 0x10000 else np.uint8(3 if 0x20000 <= c < 0x40000 else FIRST_SIGN + 8)
            if kind < FIRST_SIGN:
                bit = 1 << np.int64(kind)
                script_bits |= bit
                letter_count += 1
                low = np.int64(lower[c]) if c < 0x10000 else c
                if bit == HAN and c < 0x10000:
                    mark = marks[c]
                    if mark & 1 and admin[i] < 255:
                        admin[i] += 1
                    if mark & 2 and street[i] < 255:
                        street[i] += 1
                    if before:
                        pair = np.uint64((before << 20) | c) * np.uint64(PAIR)
                        all_cues |= _find(pair, keys, flags)
                    before = c
                elif low != c and bit != ARABIC:
                    upper += 1
                    if size == 0:
                        is_first_upper = True
                if low < 0x10000:
                    low = np.int64(bases[low])
                if size < 24:
                    word[size] = low
                size += 1
                unit_letters += 1
                fnv = (fnv ^ np.uint64(low)) * np.uint64(PRIME)
                continue
            if kind == DIGIT:
                if size == 0 and digits == 0:
                    is_first_digit = True
                digits += 1
                before = 0
                continue
            if kind == JOINER and size:
                continue
            if c == 46 and size == dots + 1 and at < end and (65 <= data[at] <= 122 or data[at] >= 0xC3):
                dots += 1  # "S.A." and "B.V." are one word
                continue
            if size or digits:
                cue = np.uint16(0)
                if size:
                    cue = _find(fnv, keys, flags)
                    if size >= 5 and not digits and size <= 24:
                        cue |= _endings(word, size, keys, flags, tails)
                    if script_bits & HANGUL and 0xAC00 <= word[min(size, 24) - 1] <= 0xD7A3:
                        mark = marks[word[min(size, 24) - 1]]
                        if size >= 2 and mark & 1:
                            admin[i] = min(admin[i] + 1, 255)
                        if size >= 2 and mark & 2:
                            street[i] = min(street[i] + 1, 255)
                    if unit_count == 0 and starts_unit:
                        if cue & TITLE:  # "Dr." in front is no drive
                            cue &= ~np.uint16(STREET | PLACE | COMPANY)
                        first[i] = cue
                    last[i] = cue
                    all_cues |= cue
                if starts_unit:
                    unit_count += 1
                    if is_first_digit:
                        numbers[i] = min(numbers[i] + 1, 255)
                    elif cue & (PARTICLE | TITLE):
                        joined[i] = min(joined[i] + 1, 255)
                    elif size == 1 and is_first_upper and not digits:
                        initials[i] = min(initials[i] + 1, 255)
                    elif is_first_upper:
                        capital[i] = min(capital[i] + 1, 255)
                        if upper == size and size >= 2:
                            shouted[i] = min(shouted[i] + 1, 255)
                if size and digits:
                    mixed[i] = min(mixed[i] + 1, 255)
                longest[i] = max(longest[i], min(unit_letters, 255))
            sign = np.int64(1) << np.int64(kind - FIRST_SIGN if kind != JOINER else 8)
            if not closes:
                sign_bits |= sign
            if sign != HYPHEN and sign != MIDDOT:
                starts_unit, unit_letters = True, 0
            elif size or digits:
                starts_unit = False
            dots = 0
            size, digits, upper, fnv, before = 0, 0, 0, np.uint64(FNV), 0
            is_first_upper, is_first_digit = False, False
        cues[i], scripts[i], signs[i] = all_cues, script_bits, sign_bits
        units[i], letters[i] = min(unit_count, 255), min(letter_count, 255)
    return (cues, last, first, scripts, signs, units, capital, shouted, joined, initials, numbers, mixed, letters,
            head, admin, street, longest)  # fmt: skip
