"""Many RE2 patterns in one walk over a sample, where Arrow compiles one pattern at every call and walks for each.

All states of a value are moved on at once as bits, and what such a set leads to is kept from one sample to the next;
so a byte costs one look into a table, however many patterns there are. No input is slow: where texts lead to ever new
sets the walk is given up, and each pattern is asked by itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.survey._glushkov import KINDS, OTHER, Automaton, tables

MOST = 62  # patterns in one walk
_STATES = 2048  # sets of places that are kept, unless told otherwise
_OVER = 1 << 63  # told of a set that nothing can come of
_TOLD = 0x20000  # code points whose kinds are in a table; the two planes behind are ideographs


class Walk:
    """Some automata, asked together. Memory: their tables and, for each thread that asks, the sets that were met."""

    def __init__(self, automata: list[Automaton], states: int = _STATES) -> None:
        table, self._codes = tables(automata)
        words = (table.shape[1] + 63) // 64
        packed = np.packbits(np.pad(table, ((0, 0), (0, 64 * words - table.shape[1]))), axis=1, bitorder="little")
        masks, classes = np.unique(packed.view(np.uint64), axis=0, return_inverse=True)
        self._masks, self._classes = masks, classes.reshape(-1).astype(np.int16)
        starts = np.cumsum([0, *(len(one.symbols) for one in automata)]).tolist()
        self._follow = _bits([f << at for one, at in zip(automata, starts, strict=False) for f in one.follow], words)
        both = [[getattr(one, name)[way] << at for one, at in zip(automata, starts, strict=False)]
                for name in ("begins", "ends") for way in (0, 1)]  # fmt: skip
        self._begins = _bits([sum(both[0]), sum(both[1])], words)
        self._ends = _bits([sum(both[2]), sum(both[3])], words)
        self._owner = np.repeat(1 << np.arange(len(automata), dtype=np.uint64), [len(one.symbols) for one in automata])
        self._all = np.uint64((1 << len(automata)) - 1)
        self._states = states
        self._met: list[_Met] = []

    def found(
        self, offsets: NDArray[np.int64], data: NDArray[np.uint8], *, is_ascii: bool, patience: int | None = None
    ) -> NDArray[np.uint64] | None:
        """By value, which automata find a match in it, as bits; *is_ascii*: they are known to have no byte beyond it.

        None where more than *patience* new sets of places were met.
        """
        met = self._met.pop() if self._met else _Met(self._states, self._masks.shape)
        out = np.zeros(len(offsets) - 1, np.uint64)
        kinds = _NO_KINDS if is_ascii else _kinds()
        fixed = (self._classes, self._codes, kinds, self._masks, self._follow, self._begins, self._ends, self._owner)
        most = -1 if patience is None else patience
        is_done = _run(out, offsets, data, fixed, met.arrays, self._all, most)
        self._met.append(met)
        return out if is_done else None


class _Met:
    """The sets of places that were met so far, and where each class of symbols led from them."""

    def __init__(self, states: int, shape: tuple[int, int]) -> None:
        self.arrays = (
            np.zeros((states, shape[1]), np.uint64),  # set 0 is the beginning of a value
            np.zeros(states, np.uint64),  # what is found where it is met
            np.zeros(states, np.uint64),  # what is found there if the value ends
            np.full((states, shape[0]), -1, np.int16),
            np.zeros(4 * states, np.int16),  # places of sets by their hash
            np.ones(1, np.int64),  # how many
        )


def _bits(sets: list[int], words: int) -> NDArray[np.uint64]:
    packed = b"".join(places.to_bytes(8 * words, "little") for places in sets)
    return np.frombuffer(packed, np.uint64).reshape(len(sets), words)


_NO_KINDS = np.full(1, OTHER, np.uint8)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of each character of the first planes."""
    return np.array([KINDS.get(unicodedata.category(chr(code))[0], OTHER) for code in range(_TOLD)], np.uint8)


_DE_BRUIJN = 0x03F79D71B4CB0A89  # tells which bit stands alone, by a multiplication
_LOWEST = np.zeros(64, np.int64)
for _place in range(64):
    _LOWEST[((1 << _place) * _DE_BRUIJN & (2**64 - 1)) >> 58] = _place


@compiled
def _run(out: Any, offsets: Any, data: Any, fixed: Any, met: Any, every: Any, patience: Any) -> Any:
    """False where more than *patience* sets were new."""
    classes, codes, kinds, masks, follow, begins, ends, owner = fixed
    sets, told, last, steps, places, count = met
    fresh = 0
    for i in range(len(offsets) - 1):
        at, end = offsets[i], offsets[i + 1]
        state: Any = np.int64(0)
        found: Any = np.uint64(0)
        is_over = False
        while at < end:
            symbol: Any = np.int64(data[at])
            if symbol < 0x80:
                at += 1
            else:
                size = 2 if symbol < 0xE0 else 3 if symbol < 0xF0 else 4
                code: Any = symbol & (0x7F >> size)
                for k in range(at + 1, min(at + size, end)):
                    code = code << 6 | np.int64(data[k]) & 0x3F
                at = min(at + size, end)
                symbol = np.int64(kinds[code]) if code < len(kinds) else 129 if code < 0x40000 else 128
                for k in range(len(codes)):
                    if codes[k] >= code:
                        if codes[k] == code:
                            symbol = np.int64(132 + k)
                        break
            kind: Any = np.int64(classes[symbol])
            after: Any = np.int64(steps[state, kind])
            if after < 0:
                fresh += 1
                if patience >= 0 and fresh > patience:
                    return False
                if count[0] == len(sets):  # no room: all but the set that led here is forgotten
                    told[1], last[1] = told[state], last[state]
                    for word in range(sets.shape[1]):
                        sets[1, word] = sets[state, word]
                    steps[:], places[:] = -1, 0
                    _remembered(sets, places, 1)
                    state, count[0] = np.int64(state > 0), 2
                after = _stepped(sets, places, count, state, masks[kind], follow, begins)
                if after == count[0]:
                    _tell(sets[after], after, told, last, begins, ends, owner)
                    count[0] += 1
                steps[state, kind] = after
            state = after
            if told[state]:
                found |= told[state]
                is_over = found & every == every or told[state] >> np.uint64(63)
                if is_over:
                    break
        if at == end and not is_over:
            found |= last[state]
        out[i] = found & every
    return True


@compiled
def _stepped(sets: Any, places: Any, count: Any, state: Any, mask: Any, follow: Any, begins: Any) -> Any:
    """The number of the set that symbols of *mask* lead to; *count*, where it stands then, if it is a new one.

    Word by word: what numba makes of whole rows takes two seconds to compile.
    """
    nothing, one = np.uint64(0), np.uint64(1)
    new, words = count[0], sets.shape[1]
    for word in range(words):
        sets[new, word] = begins[1, word] | begins[0, word] if state == 0 else begins[1, word]
    for word in range(words):
        left = sets[state, word]
        while left != nothing:
            low = left & (~left + one)
            place = 64 * word + _LOWEST[(low * np.uint64(_DE_BRUIJN)) >> np.uint64(58)]
            for other in range(words):
                sets[new, other] |= follow[place, other]
            left ^= low
    for word in range(words):
        sets[new, word] &= mask[word]
    return _remembered(sets, places, new)


@compiled
def _remembered(sets: Any, places: Any, new: Any) -> Any:
    """The number of the set that is like *new*, which is kept if there was none."""
    value = np.uint64(0)
    for word in range(sets.shape[1]):
        value = (value ^ sets[new, word]) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(32)
    at = np.int64(value % np.uint64(len(places)))
    while places[at]:
        known = np.int64(places[at])
        is_same = True
        for word in range(sets.shape[1]):
            if sets[known, word] != sets[new, word]:
                is_same = False
                break
        if is_same:
            return known
        at = (at + 1) % len(places)
    places[at] = new
    return np.int64(new)


@compiled
def _tell(places: Any, state: Any, told: Any, last: Any, begins: Any, ends: Any, owner: Any) -> Any:
    """What is found in these *places*, what if the value ends here, and can nothing come any more?"""
    nothing, one = np.uint64(0), np.uint64(1)
    told[state], last[state] = nothing, nothing
    is_over = True
    for word in range(len(places)):
        is_over = is_over and places[word] == nothing and begins[1, word] == nothing
        left = places[word] & (ends[0, word] | ends[1, word])
        while left != nothing:
            low = left & (~left + one)
            place = 64 * word + _LOWEST[(low * np.uint64(_DE_BRUIJN)) >> np.uint64(58)]
            if ends[1, word] & low != nothing:
                told[state] |= owner[place]
            if ends[0, word] & low != nothing:
                last[state] |= owner[place]
            left ^= low
    if is_over:
        told[state] |= np.uint64(_OVER)
