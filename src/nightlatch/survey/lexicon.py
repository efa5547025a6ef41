"""Which words, beginnings and endings of words a text holds: of every list that asked, in one walk over the text.

Lists ask when their category is imported; all of them share one hash table, and a value is walked once whatever their
number. Words are compared in lower case, signs as blanks; scripts that set no blanks between words (Han, Kana, Thai)
and those that join articles on (Arabic, Hebrew) are looked into at every letter.
Measured on one core of a shared 2-core EPYC: 60 to 120 MB/s for all lists together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.survey import wordkernel as w
from nightlatch.survey.values import Values
from nightlatch.survey.wordkernel import DIGIT, FIRST_SIGN, FNV, JOINER, PRIME

Bools = NDArray[np.bool_]
Check = Callable[[Values], Bools]
READ = 400  # code points of a value that are looked at
_PREFIXES = 1 << 18
_DENSE = w.HAN | w.KANA | w.HANGUL | w.THAI | w.INDIC | w.ARABIC | w.HEBREW | w.OTHER
_WORDS: list[tuple[str, ...]] = []
_ENDINGS: list[tuple[str, ...]] = []
_BEGINNINGS: list[tuple[str, ...]] = []
_MOST = 63  # lists of one kind: a bit each


def beginnings(text: str) -> Check:
    """Values with a word or phrase that begins with one of the comma-separated *text*."""
    return _asked(_BEGINNINGS, text, 0)


def words(text: str) -> Check:
    """Values with one of the comma-separated words or phrases of *text*, whole."""
    return _asked(_WORDS, text, 1)


def endings(text: str) -> Check:
    """Values with a word that ends in one of the comma-separated *text*, two letters or more before it."""
    return _asked(_ENDINGS, text, 2)


def _asked(lists: list[tuple[str, ...]], text: str, kind: int) -> Check:
    if len(lists) == _MOST:
        raise ValueError(f"more than {_MOST} lists of words of one kind")
    lists.append(tuple(part for part in (_plain(piece) for piece in text.split(",")) if part))
    bit = np.uint64(1 << (len(lists) - 1))
    return lambda values: np.asarray((_seen(values)[kind] & bit) != 0)


def _seen(values: Values) -> tuple[NDArray[np.uint64], ...]:
    found = values.memo.get("lexicon")
    if found is None:
        table = _table(len(_WORDS), len(_ENDINGS), len(_BEGINNINGS))
        found = values.memo["lexicon"] = walk(*values.utf8, *table)
    return cast("tuple[NDArray[np.uint64], ...]", found)


def _plain(text: str) -> str:
    """*text* as the walk sees it: lower case, a blank for every run of signs."""
    kinds, lower = _characters()
    letters = (
        chr(lower[ord(char)]) if kinds[ord(char)] < FIRST_SIGN else char if kinds[ord(char)] in (DIGIT, JOINER) else " "
        for char in text
        if ord(char) < 0x10000
    )
    return " ".join("".join(letters).split())


@cache
def _characters() -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    kinds, lower = w.characters()
    return kinds, lower


@cache
def _table(*_asked_for: int) -> tuple[NDArray[Any], ...]:
    """The hash tables of all lists so far: of what stands at a word's beginning, and of endings, read backwards."""
    fronts: dict[str, list[int]] = {}
    for kind, lists in enumerate((_BEGINNINGS, _WORDS)):
        for at, entries in enumerate(lists):
            for entry in entries:
                fronts.setdefault(entry, [0, 0])[kind] |= 1 << at
    backs: dict[str, list[int]] = {}
    for at, entries in enumerate(_ENDINGS):
        for entry in entries:
            backs.setdefault(entry[::-1], [0, 0])[0] |= 1 << at
    return (*_hashed(fronts), *_hashed(backs), *_characters())


def _hashed(entries: dict[str, list[int]]) -> tuple[NDArray[Any], ...]:
    size = 1 << max(4, (2 * len(entries)).bit_length())
    keys, flags = np.zeros(size, np.uint64), np.zeros((size, 2), np.uint64)
    prefixes = np.zeros(_PREFIXES, np.bool_)
    for entry, (first, second) in entries.items():
        value = FNV
        for char in entry:
            value = (value ^ ord(char)) * PRIME & 0xFFFFFFFFFFFFFFFF
            prefixes[value & (_PREFIXES - 1)] = True
        at = value & (size - 1)
        while keys[at]:
            at = (at + 1) & (size - 1)
        keys[at], flags[at] = value, (first, second)
    return keys, flags, prefixes


@compiled
def walk(
    offsets: Any, data: Any, keys: Any, flags: Any, prefixes: Any, tails: Any, tail_flags: Any, suffixes: Any,
    kinds: Any, lower: Any,
) -> Any:  # fmt: skip
    """``(uint64[n], uint64[n], uint64[n])``: the lists of beginnings, of words and of endings that each value meets."""
    n = len(offsets) - 1
    begun, whole, ended = np.zeros(n, np.uint64), np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    text, is_start, dense = np.zeros(READ + 1, np.int64), np.zeros(READ + 1, np.bool_), np.zeros(READ + 1, np.bool_)
    mask, tail_mask, few = np.uint64(len(keys) - 1), np.uint64(len(tails) - 1), np.uint64(len(prefixes) - 1)
    for i in range(n):
        size = _letters(data, offsets[i], offsets[i + 1], kinds, lower, text, is_start, dense)
        for start in range(size):
            if not is_start[start]:
                continue
            value, at = np.uint64(FNV), start
            while at < size:
                value = (value ^ np.uint64(text[at])) * np.uint64(PRIME)
                if not prefixes[value & few]:
                    break
                at += 1
                slot = value & mask
                while keys[slot] != np.uint64(0):
                    if keys[slot] == value:
                        begun[i] |= flags[slot, 0]
                        if at == size or text[at] == 32 or dense[at]:
                            whole[i] |= flags[slot, 1]
                        break
                    slot = (slot + np.uint64(1)) & mask
        for last in range(1, size):
            if text[last] == 32 or (last + 1 < size and text[last + 1] != 32):
                continue
            value, at = np.uint64(FNV), last
            while at >= 0 and text[at] != 32:
                value = (value ^ np.uint64(text[at])) * np.uint64(PRIME)
                if not suffixes[value & few]:
                    break
                at -= 1
                slot = value & tail_mask
                while tails[slot] != np.uint64(0):
                    if tails[slot] == value:
                        if at >= 1 and text[at] != 32 and text[at - 1] != 32:
                            ended[i] |= tail_flags[slot, 0]
                        break
                    slot = (slot + np.uint64(1)) & tail_mask
    return begun, whole, ended


@compiled
def _letters(
    data: Any, at: Any, end: Any, kinds: Any, lower: Any, text: Any, is_start: Any, dense: Any
) -> Any:  # fmt: skip
    """Decode a value: lower-case letters, digits and single blanks; at most :data:`READ`. Returns how many."""
    size, after_blank = 0, True
    while at < end and size < READ:
        c = np.int64(data[at])
        at += 1
        if c >= 0x80:
            more = 1 if c < 0xE0 else (2 if c < 0xF0 else 3)
            c = c & (0x1F if more == 1 else (0x0F if more == 2 else 0x07))
            for _ in range(more):
                if at < end:
                    c = (c << 6) | np.int64(data[at] & 0x3F)
                    at += 1
        kind = np.int64(kinds[c]) if c < 0x10000 else FIRST_SIGN
        if kind < FIRST_SIGN:
            is_dense = ((1 << kind) & _DENSE) != 0
            text[size], dense[size] = np.int64(lower[c]), is_dense
            is_start[size] = after_blank or is_dense
            size, after_blank = size + 1, False
        elif kind == DIGIT or (kind == JOINER and not after_blank):
            text[size], dense[size], is_start[size] = c, False, after_blank
            size, after_blank = size + 1, False
        elif not after_blank:
            text[size], dense[size], is_start[size] = 32, False, False
            size, after_blank = size + 1, True
    return size - 1 if size and text[size - 1] == 32 else size
