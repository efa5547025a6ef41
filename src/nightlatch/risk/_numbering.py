"""Numbers for 64-bit keys, from 0 on without gaps, in little more memory than the numbers take. Keeps nothing.

Keys come in pieces that can be had again, so that a share of them at a time has a table that caches hold. What came
once needs no number for most questions: a filter tells nearly all of it, in one bit, for less than a table costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled, inlined
from nightlatch.risk._traces import ALONE, mixed

_FIRST_SLOTS = 1 << 16
_PARTS = 16
_BITS = 8  # a key, to tell those that come once
_EVERY = np.full(1, ~np.uint64(0))  # any key may come more than once


def numbered(
    pieces: Callable[[], Iterable[NDArray[np.uint64]]], count: int
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """``(id of each key, key of each id)`` of *count* keys; *pieces* are asked for several times, for a share of the
    keys each time.

    Memory: 4 bytes a key, 8 a distinct one, a piece of keys, and a table of about two million of them, 50 MB at most.
    """
    ids, keys, known = np.zeros(count, np.int32), np.empty(count, np.uint64), 0  # what is not written takes no memory
    for part, parts in _shares(count):
        found = _numbered(pieces(), ids, known, part, parts)
        keys[known : known + len(found)] = found
        known += len(found)
    return ids, keys[:known]


def parted(
    pieces: Callable[[], Iterable[NDArray[np.uint64]]], count: int, alone: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int32], int]:
    """``(id of each key, how many ids)``: :data:`ALONE` for most of the keys that came once, which need no id.

    *alone*: keys of which that is known. Memory: as :func:`numbered`, without the 8 bytes a distinct key, and 2 to 4
    bytes a key for a moment.
    """
    ids, known = np.zeros(count, np.int32), 0
    if alone is not None:
        ids[alone] = ALONE
    often, repeats = _often(pieces(), ids)
    for part, parts in _shares(repeats):
        known += len(_numbered(pieces(), ids, known, part, parts, often))
    return ids, known


def apart(pieces: Callable[[], Iterable[NDArray[np.uint64]]], count: int) -> NDArray[np.bool_]:
    """Of each key whether it came once; of a few that did it is not told."""
    often, _ = _often(pieces(), np.zeros(count, np.int32))
    found, at = np.empty(count, np.bool_), 0
    for keys in pieces():
        _tell(keys, often, found[at : at + len(keys)])
        at += len(keys)
    return found


def _often(pieces: Iterable[NDArray[np.uint64]], ids: NDArray[np.int32]) -> tuple[NDArray[np.uint64], int]:
    """Bits of which that of a key is set if it came twice, or another one of the same bit did; how often one was met
    again. Keys whose id is :data:`ALONE` are left out."""
    words = 1 << (len(ids) * _BITS // 64).bit_length()
    once, often = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    at = again = 0
    for keys in pieces:
        again += _meet(keys, ids[at : at + len(keys)], once, often)
        at += len(keys)
    return often, again


def dense(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """The same as :func:`numbered` of keys in one piece."""
    return numbered(lambda: (keys,), len(keys))


def _shares(count: int) -> list[tuple[int, int]]:
    parts = min(_PARTS, 1 << (count >> 21).bit_length())  # each look at the keys costs more than a larger table
    return [(part, parts) for part in range(parts)]


def _numbered(
    pieces: Iterable[NDArray[np.uint64]], ids: NDArray[np.int32], first: int, part: int, parts: int,
    often: NDArray[np.uint64] = _EVERY,
) -> NDArray[np.uint64]:  # fmt: skip
    """Number one *part* of the keys from *first* on; the keys by id. Errors: ``ValueError`` for more or fewer than ids.

    Those whose bit *often* is not set are :data:`ALONE`. Compiled loops check no bounds: what would be written past the
    end is refused here.
    """
    if first + len(ids) > np.iinfo(np.int32).max:
        raise ValueError(f"{len(ids):,} keys are more than can be numbered")
    size, used, at = _FIRST_SLOTS, 0, 0
    slots, seen = np.zeros(size, np.int32), np.empty(size // 2, np.uint64)
    for keys in pieces:
        done = 0
        if at + len(keys) > len(ids):
            raise ValueError("more keys came than were counted")
        while done < len(keys):
            some, used = _number(keys[done:], ids[at:], slots, seen, used, first, part, parts, often)
            done, at = done + some, at + some
            if done < len(keys):  # the table is half full; it goes before there is a larger one
                del slots
                size *= 2
                more = np.empty(size // 2, np.uint64)
                more[:used] = seen[:used]
                seen = more
                del more
                slots = np.zeros(size, np.int32)
                _refill(slots, seen, used)
    if at < len(ids):
        raise ValueError("fewer keys came than were counted")
    return seen[:used]


@inlined
def _bit(hashed, words):  # type: ignore[no-untyped-def]
    """``(word, bit)`` of a key: of its hash some that the table of keys does not go by."""
    place = (hashed >> np.uint64(20)) & np.uint64(len(words) * 64 - 1)
    return place >> np.uint64(6), np.uint64(1) << (place & np.uint64(63))


@compiled
def _meet(keys, ids, once, often):  # type: ignore[no-untyped-def]
    """Set the bits of *keys* in *once*, in *often* of those that are there already, and count these."""
    again = 0
    for i in range(len(keys)):
        if ids[i] == ALONE:
            continue
        word, bit = _bit(mixed(keys[i]), once)
        if once[word] & bit:
            often[word] |= bit
            again += 1
        once[word] |= bit
    return again


@compiled
def _tell(keys, often, found):  # type: ignore[no-untyped-def]
    for i in range(len(keys)):
        word, bit = _bit(mixed(keys[i]), often)
        found[i] = not often[word] & bit


@compiled
def _number(keys, ids, slots, seen, used, first, part, parts, often):  # type: ignore[no-untyped-def]
    """Number *keys* while there is room: ``(how many, used)``. *slots*: id and one, 0 for none; *seen*: known keys."""
    mask, ours, others = np.uint64(len(slots) - 1), np.uint64(part), np.uint64(parts - 1)
    for i in range(len(keys)):
        at = mixed(keys[i])
        if ids[i] == ALONE or (at >> np.uint64(56)) & others != ours:
            continue
        word, bit = _bit(at, often)
        if not often[word] & bit:
            ids[i] = ALONE
            continue
        at &= mask
        while slots[at] and seen[slots[at] - 1] != keys[i]:
            at = (at + np.uint64(1)) & mask
        if not slots[at]:
            if used == len(seen):
                return i, used
            seen[used] = keys[i]
            used += 1
            slots[at] = used
        ids[i] = first + slots[at] - 1
    return len(keys), used


@compiled
def _refill(slots, seen, used):  # type: ignore[no-untyped-def]
    """Put the first *used* of *seen* into empty *slots*."""
    mask = np.uint64(len(slots) - 1)
    for one in range(used):
        at = mixed(seen[one]) & mask
        while slots[at]:
            at = (at + np.uint64(1)) & mask
        slots[at] = one + 1
