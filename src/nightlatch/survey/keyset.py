"""Sets of keyed 64-bit hashes: exact up to a stated bound, a HyperLogLog sketch above it.

The key is random, lives as long as the run and is never written: identifiers can be enumerated, so an unkeyed hash
on disk would let anyone test whether a given person is in it. Sets are never persisted either.
"""

from __future__ import annotations

import math
import secrets
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled, inlined
from nightlatch.model import Count

EXACT_LIMIT = 20_000_000  # keys; 8 bytes a slot at a load of at most 0.8
_FIRST_SLOTS = 1 << 10
_PRECISION = 14  # 16 KiB of registers, standard error 0.81 %
_LOAD = 0.8
_RESERVED = 1 << 22  # slots that a guess may claim: 32 MiB, 64 MiB with marks
_GROWS_FAST = 1 << 20  # slots below which a set grows fourfold, to move its keys less often
_CHUNK = 1 << 16


class RunKey:
    """The two halves of this run's hash key."""

    def __init__(self) -> None:
        self.halves = (np.uint64(secrets.randbits(64)), np.uint64(secrets.randbits(64)))


class KeySet:
    """Distinct hashes. ``merge`` is associative and commutative; 0 is not a key (the kernels never make it).

    Memory: at most ``8 / 0.4`` bytes a key while exact (twice that for a moment while it grows), 16 KiB after.
    *marks* adds 64 flags a key (8 bytes more): which of up to 64 labels were seen together with it. Above the limit
    labels are no longer counted, so that ``mark_counts`` are lower bounds then. *repeats* also keeps the keys that
    came more than once: what a sample says of the whole depends on them.
    """

    def __init__(self, *, limit: int = EXACT_LIMIT, marks: bool = False, repeats: bool = False) -> None:
        self.limit = limit
        self.again: KeySet | None = KeySet(limit=limit) if repeats else None
        self._slots: NDArray[np.uint64] | None = np.zeros(_FIRST_SLOTS, np.uint64)
        self._packed: NDArray[np.uint64] | None = None
        self._rested = 0  # keys when it was last packed to rest
        self.marks: NDArray[np.uint64] | None = np.zeros(_FIRST_SLOTS, np.uint64) if marks else None
        self.mark_counts = np.zeros(64, np.int64)
        self.used = 0
        self.registers = np.zeros(1 << _PRECISION, np.uint8)

    @property
    def slots(self) -> NDArray[np.uint64] | None:
        """The table of keys, 0 where there is none; None once keys are only sketched."""
        if self._packed is not None:
            packed, self._packed = self._packed, None
            self._slots = np.zeros(1 << math.ceil(len(packed) / _LOAD).bit_length(), np.uint64)
            _insert(self._slots, packed)
        return self._slots

    @slots.setter
    def slots(self, slots: NDArray[np.uint64] | None) -> None:
        self._slots, self._packed = slots, None

    @property
    def is_exact(self) -> bool:
        return self._slots is not None or self._packed is not None

    def pack(self) -> None:
        """Keep the keys without room for more, which is made again where it is needed; with marks nothing is done."""
        if self._slots is not None and self.marks is None and self.used > _FIRST_SLOTS:
            packed = self._slots[self._slots != 0]
            self._slots, self._packed = None, packed

    def rest(self) -> None:
        """The same where it is not known whether more will come: only of a set that has doubled since, so that what
        many containers add to costs no more than it did to make."""
        if self.used >= 2 * self._rested:
            self._rested = self.used
            self.pack()

    def add(self, hashes: NDArray[np.uint64], labels: NDArray[np.uint8] | None = None) -> None:
        """Insert *hashes*; *labels* (64 and above: none) are set on each key's marks, and counted once a key."""
        for at in range(0, len(hashes), _CHUNK):
            self._add(hashes[at : at + _CHUNK], None if labels is None else labels[at : at + _CHUNK])

    def _add(self, hashes: NDArray[np.uint64], labels: NDArray[np.uint8] | None) -> None:
        if self.slots is None:
            _sketch(self.registers, hashes, _PRECISION)
            return
        self._make_room(len(hashes))
        if self.again is not None:
            self.again.add(hashes[_known(self.slots, hashes)])
        if self.marks is not None:
            given = np.full(len(hashes), 255, np.uint8) if labels is None else labels
            self.used += _insert_marked(self.slots, self.marks, hashes, given, self.mark_counts)
        else:
            self.used += _insert(self.slots, hashes)
        if self.used > self.limit:  # decided by the keys alone, so that the order of merges changes nothing
            self._give_up()

    def reserve(self, keys: int) -> None:
        """Expect about so many *keys*: moving them each time that the set grows is spared. A guess changes no count."""
        if self.slots is None or self.used:
            return
        size = min(1 << math.ceil(keys / _LOAD).bit_length(), _RESERVED)
        if size > len(self.slots):
            self.slots = np.zeros(size, np.uint64)
            self.marks = None if self.marks is None else np.zeros(size, np.uint64)

    def _make_room(self, more: int) -> None:
        assert self.slots is not None  # noqa: S101 - for the type checker
        if self.used + more <= _LOAD * len(self.slots):
            return
        slots = np.zeros(len(self.slots) * (4 if len(self.slots) < _GROWS_FAST else 2), np.uint64)
        if self.marks is not None:
            marks = np.zeros(len(slots), np.uint64)
            _rehash_marked(self.slots, self.marks, slots, marks)
            self.marks = marks
        else:
            _insert(slots, self.slots)
        self.slots = slots
        self._make_room(more)

    def _give_up(self) -> None:
        assert self.slots is not None  # noqa: S101 - for the type checker
        _sketch(self.registers, self.slots, _PRECISION)
        self.slots = self.marks = None

    def merge(self, other: KeySet) -> Self:
        """Add all that *other* holds; marks are kept only where both sets have them."""
        if self.again is not None and other.again is not None:
            self._merge_repeats(other, other.again)
        elif other.marks is not None and self.marks is not None:
            self._merge_marks(other)
        elif (held := other.slots if other._packed is None else other._packed) is not None:
            for at in range(0, len(held), _CHUNK):
                piece = held[at : at + _CHUNK]
                self.add(piece[piece != 0])
        else:
            if self.slots is not None:
                self._give_up()
            np.maximum(self.registers, other.registers, out=self.registers)
        return self

    def _merge_repeats(self, other: KeySet, again: KeySet) -> None:
        """What both sets have came more than once, and so did what either had more than once."""
        mine, self.again = self.again, None
        assert mine is not None  # noqa: S101 - for the type checker
        if self.slots is not None and other.slots is not None:
            mine.add(other.slots[self.has(other.slots)])
        self.merge(other)
        self.again = mine.merge(again)

    def _merge_marks(self, other: KeySet) -> None:
        assert other.slots is not None and other.marks is not None  # noqa: S101 - for the type checker
        keep = other.slots != 0
        keys, marks = other.slots[keep], other.marks[keep]
        self.add(keys)
        for label in np.flatnonzero(other.mark_counts):
            held = (marks >> np.uint64(label)) & np.uint64(1) == 1
            self.add(keys[held], np.full(int(held.sum()), label, np.uint8))

    def has(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of *hashes* are in the set; only while it is exact."""
        if self.slots is None:
            raise ValueError("a sketch cannot tell members")
        return _contains(self.slots, hashes)  # type: ignore[no-any-return]

    @property
    def once(self) -> int | None:
        """How many keys came exactly once; None where that was not watched or is no longer exact."""
        is_known = self.again is not None and self.is_exact and self.again.is_exact
        return self.used - self.again.used if is_known and self.again is not None else None

    def count(self) -> Count:
        """How many distinct keys: exact, or estimated with its 95 % interval (1.96 x 0.81 %)."""
        if self.is_exact:
            return Count.of(self.used, "exact set")
        value = _estimate(self.registers)
        error = 1.96 * 1.04 / np.sqrt(len(self.registers))
        return Count(
            value=round(value), low=round(value * (1 - error)), high=round(value * (1 + error)), method="HyperLogLog"
        )

    def beyond(self, other: KeySet) -> Count:
        """How many keys of this set are not in *other*."""
        held = self.slots if self._packed is None else self._packed
        if held is not None and other.slots is not None:
            return Count.of(int(_count_missing(held, other.slots)), "exact set")
        both = KeySet(limit=min(self.limit, other.limit)).merge(self).merge(other).count()
        theirs = other.count()
        assert both.value is not None and theirs.value is not None  # noqa: S101 - sets always count
        error = both.value * 2 * 0.0081 * 1.96
        mine = self.count()
        most = mine.high or 0  # the difference of two large sketches may say more than there are
        value = min(max(0, both.value - theirs.value), mine.value or 0)
        low, high = max(0, round(value - error)), min(round(value + error), most)
        return Count(value=value, low=min(low, value), high=high, method="HyperLogLog, by union")


def _estimate(registers: NDArray[np.uint8]) -> float:
    """Of registers of a HyperLogLog: the estimator of Ertl (2017, algorithm 6), without bias at any size."""
    m, most = len(registers), 64 - _PRECISION
    counts = np.bincount(registers, minlength=most + 2) / m
    z = _tau(1 - counts[most + 1])
    for rank in range(most, 0, -1):
        z = (z + counts[rank]) / 2
    z += _sigma(counts[0])
    return 0.0 if math.isinf(z) else m / (2 * math.log(2) * z)


def _sigma(x: float) -> float:
    if x == 1:
        return math.inf
    total, before, power = x, -1.0, 1.0
    while total != before:
        x, before = x * x, total
        total += x * power
        power *= 2
    return total


def _tau(x: float) -> float:
    if x in (0.0, 1.0):
        return 0.0
    total, before, power = 1 - x, -1.0, 1.0
    while total != before:
        x, before = math.sqrt(x), total
        power /= 2
        total -= (1 - x) ** 2 * power
    return total / 3


@inlined
def _slot(slots, key):  # type: ignore[no-untyped-def]
    mask = np.uint64(len(slots) - 1)
    at = key & mask
    while slots[at] != 0 and slots[at] != key:
        at = (at + np.uint64(1)) & mask
    return at


@compiled
def _insert(slots, hashes):  # type: ignore[no-untyped-def]
    new = 0
    for key in hashes:
        if key:
            at = _slot(slots, key)
            if slots[at] == 0:
                slots[at] = key
                new += 1
    return new


@compiled
def _known(slots, hashes):  # type: ignore[no-untyped-def]
    """Which of *hashes* are in *slots* or came before in *hashes* themselves."""
    known = np.zeros(len(hashes), np.bool_)
    own = np.zeros(2 * _CHUNK, np.uint64)
    for i in range(len(hashes)):
        if hashes[i]:
            at = _slot(own, hashes[i])
            known[i] = own[at] != 0 or slots[_slot(slots, hashes[i])] != 0
            own[at] = hashes[i]
    return known


@compiled
def _insert_marked(slots, marks, hashes, labels, counts):  # type: ignore[no-untyped-def]
    new = 0
    for i in range(len(hashes)):
        key = hashes[i]
        if key == 0:
            continue
        at = _slot(slots, key)
        if slots[at] == 0:
            slots[at] = key
            new += 1
        if labels[i] < 64:
            bit = np.uint64(1) << np.uint64(labels[i])
            if not marks[at] & bit:
                marks[at] |= bit
                counts[labels[i]] += 1
    return new


@compiled
def _rehash_marked(slots, marks, new_slots, new_marks):  # type: ignore[no-untyped-def]
    for i in range(len(slots)):
        if slots[i]:
            at = _slot(new_slots, slots[i])
            new_slots[at] = slots[i]
            new_marks[at] = marks[i]


@compiled
def _contains(slots, hashes):  # type: ignore[no-untyped-def]
    out = np.zeros(len(hashes), np.bool_)
    for i in range(len(hashes)):
        out[i] = hashes[i] != 0 and slots[_slot(slots, hashes[i])] != 0
    return out


@compiled
def _count_missing(slots, others):  # type: ignore[no-untyped-def]
    missing = 0
    for key in slots:
        if key and others[_slot(others, key)] == 0:
            missing += 1
    return missing


@compiled
def _sketch(registers, hashes, precision):  # type: ignore[no-untyped-def]
    for key in hashes:
        if key == 0:
            continue
        bucket = key >> np.uint64(64 - precision)
        rest = key << np.uint64(precision)
        rank = 1
        while rank <= 64 - precision and not rest >> np.uint64(63):
            rank += 1
            rest <<= np.uint64(1)
        if rank > registers[bucket]:
            registers[bucket] = rank
