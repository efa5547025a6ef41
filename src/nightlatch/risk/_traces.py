"""Loops over traces, compiled by numba and run without the interpreter's lock. A trace is one person's run of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled, inlined

MATCHES = 6  # counted no further: whether it is one person, or at most five, is known by then
_FIRST_SLOTS = 1 << 16
_PARTS = 16
_BITS = 8  # a key, to tell those that come once
_EVERY = np.full(1, ~np.uint64(0))  # any key may come more than once
ALONE = np.int32(-1)  # instead of an id
_WEST, _SIDE = 18_000, 36_001  # hundredths of a degree from -360 to -180, and from there to 180


@inlined
def mixed(key):  # type: ignore[no-untyped-def]
    """The finaliser of SplitMix64 (Steele et al. 2014): every bit depends on every bit."""
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))


@compiled
def placed(places, minutes, step):  # type: ignore[no-untyped-def]
    """One number of each place and time, times in steps of so many minutes."""
    out = np.empty(len(places), np.uint64)
    for i in range(len(places)):
        out[i] = (np.uint64(places[i]) << np.uint64(32)) | np.uint64(np.uint32(minutes[i] // step))
    return out


@compiled
def coarse(rows, columns):  # type: ignore[no-untyped-def]
    """Cells ten times as large in one number each, -1 of those without one; what is off the globe is at its edge."""
    out = np.empty(len(rows), np.uint32)
    for i in range(len(rows)):
        row = min(max(rows[i] // 10 - _WEST, 0), _SIDE - 1)
        column = min(max(columns[i] // 10 - _WEST, 0), _SIDE - 1)
        out[i] = np.uint32(0xFFFFFFFF) if rows[i] < 0 else np.uint32(row * _SIDE + column)
    return out


@compiled
def celled(rows, columns, size, minutes, step):  # type: ignore[no-untyped-def]
    """The same of cells of so many rows and columns; cell and time together may have more than 64 bits: mixed."""
    out = np.empty(len(rows), np.uint64)
    for i in range(len(rows)):
        cell = np.uint64(rows[i] // size) * np.uint64(1 << 20) + np.uint64(columns[i] // size)
        out[i] = mixed(cell) + np.uint64(np.uint32(minutes[i] // step))
    return out


def numbered(
    pieces: Callable[[], Iterable[NDArray[np.uint64]]], count: int
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """``(id of each key, key of each id)`` of *count* keys; *pieces* are asked for several times, for a share of the
    keys each time.

    Memory: 4 bytes a key, 8 a distinct one, a piece of keys, and a table of about two million of them, 50 MB at most.
    """
    ids, keys, known = np.empty(count, np.int32), np.empty(count, np.uint64), 0  # what is not written takes no memory
    for part, parts in _shares(count):
        found = _numbered(pieces(), ids, known, part, parts)
        keys[known : known + len(found)] = found
        known += len(found)
    return ids, keys[:known]


def parted(pieces: Callable[[], Iterable[NDArray[np.uint64]]], count: int) -> tuple[NDArray[np.int32], int]:
    """``(id of each key, how many ids)``: :data:`ALONE` for most of the keys that came once, which need no id.

    Memory: as :func:`numbered`, without the 8 bytes a distinct key, and 2 to 4 bytes a key for a moment.
    """
    ids, known = np.empty(count, np.int32), 0
    often, repeats = _often(pieces(), count)
    for part, parts in _shares(repeats):
        known += len(_numbered(pieces(), ids, known, part, parts, often))
    return ids, known


def _often(pieces: Iterable[NDArray[np.uint64]], count: int) -> tuple[NDArray[np.uint64], int]:
    """Bits of which that of a key is set if it came twice, or another one of the same bit did; how often one was met
    again."""
    words = 1 << (count * _BITS // 64).bit_length()
    once, often = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    return often, sum(_meet(keys, once, often) for keys in pieces)


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
def _meet(keys, once, often):  # type: ignore[no-untyped-def]
    """Set the bits of *keys* in *once*, in *often* of those that are there already, and count these."""
    again = 0
    for key in keys:
        word, bit = _bit(mixed(key), once)
        if once[word] & bit:
            often[word] |= bit
            again += 1
        once[word] |= bit
    return again


@compiled
def _number(keys, ids, slots, seen, used, first, part, parts, often):  # type: ignore[no-untyped-def]
    """Number *keys* while there is room: ``(how many, used)``. *slots*: id and one, 0 for none; *seen*: known keys."""
    mask, ours, others = np.uint64(len(slots) - 1), np.uint64(part), np.uint64(parts - 1)
    for i in range(len(keys)):
        at = mixed(keys[i])
        if (at >> np.uint64(56)) & others != ours:
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


@compiled
def grouped(ids, groups):  # type: ignore[no-untyped-def]
    """``(starts, order)``: ``order[starts[g]:starts[g + 1]]`` are the places of id *g*, in their order."""
    starts = np.zeros(groups + 1, np.int32)
    for one in ids:
        starts[one + 1] += 1
    for group in range(groups):
        starts[group + 1] += starts[group]
    order = np.empty(len(ids), np.int32)
    at = starts[:-1].copy()
    for i in range(len(ids)):
        order[at[ids[i]]] = i
        at[ids[i]] += 1
    return starts, order


@compiled
def ordered(column, order):  # type: ignore[no-untyped-def]
    """*column* in this *order*; numpy would make 8 bytes of each number of *order* first."""
    out = np.empty_like(column)
    for i in range(len(order)):
        out[i] = column[order[i]]
    return out


@compiled
def _sort(keys, first, end):  # type: ignore[no-untyped-def]
    """Shell's sort: most runs are of a few keys, and numba's own takes three seconds to compile."""
    gap = 1
    while gap * 9 < (end - first) * 4:
        gap = gap * 9 // 4 + 1
    while gap:
        for i in range(first + gap, end):
            key, j = keys[i], i - gap
            while j >= first and keys[j] > key:
                keys[j + gap] = keys[j]
                j -= gap
            keys[j + gap] = key
        gap = gap * 4 // 9


@compiled
def distinct(starts, keys):  # type: ignore[no-untyped-def]
    """The keys of each group, sorted and once each, but for :data:`ALONE`: ``(starts, keys)``; *keys* is used up."""
    out = np.zeros(len(starts), np.int32)
    used = 0
    for group in range(len(starts) - 1):
        _sort(keys, starts[group], starts[group + 1])
        own = used
        for i in range(starts[group], starts[group + 1]):
            if used == own or keys[used - 1] != keys[i] or keys[i] == ALONE:
                keys[used] = keys[i]
                used += 1
        out[group + 1] = used
    return out, keys[:used]


@compiled
def postings(starts, keys, count):  # type: ignore[no-untyped-def]
    """``(heads, people)``: ``people[heads[k]:heads[k + 1]]`` have the key *k*, in rising order."""
    heads = np.zeros(count + 1, np.int32)
    for key in keys:
        if key != ALONE:
            heads[key + 1] += 1
    for key in range(count):
        heads[key + 1] += heads[key]
    people = np.empty(heads[count], np.int32)
    for person in range(len(starts) - 1):  # each head moves to where the next key's run begins
        for i in range(starts[person], starts[person + 1]):
            if keys[i] != ALONE:
                people[heads[keys[i]]] = person
                heads[keys[i]] += 1
    for key in range(count, 0, -1):
        heads[key] = heads[key - 1]
    heads[0] = 0
    return heads, people


@compiled
def by_one(starts, keys, heads):  # type: ignore[no-untyped-def]
    """Of all people with a key, the sums of the shares of their keys that nobody, and at most four others, have."""
    alone, few, eligible = 0.0, 0.0, 0
    for person in range(len(starts) - 1):
        first, end = starts[person], starts[person + 1]
        if first == end:
            continue
        eligible += 1
        ones, fives = 0, 0
        for i in range(first, end):
            size = 1 if keys[i] == ALONE else heads[keys[i] + 1] - heads[keys[i]]
            ones += size == 1
            fives += size < MATCHES
        alone += ones / (end - first)
        few += fives / (end - first)
    return alone, few, eligible


@inlined
def _onward(people, low, end, person):  # type: ignore[no-untyped-def]
    """From *low* on the first place whose person is *person* or a later one: in steps that double, then halve."""
    step = 1
    while low + step < end and people[low + step] < person:
        low, step = low + step, step * 2
    if low < end and people[low] < person:
        high = min(low + step, end)
        low += 1
        while low < high:
            middle = (low + high) // 2
            if people[middle] < person:
                low = middle + 1
            else:
                high = middle
    return low


@compiled
def _matching(heads, people, picked):  # type: ignore[no-untyped-def]
    """``(people who have all of *picked*, people looked at)``; counted up to MATCHES. *picked* is not changed."""
    rarest = picked[0]
    for key in picked:
        if key == ALONE:
            return 1, 1
        if heads[key + 1] - heads[key] < heads[rarest + 1] - heads[rarest]:
            rarest = key
    found, looked = 0, 0
    at = heads[picked]
    for i in range(heads[rarest], heads[rarest + 1]):
        looked += 1
        all_of_them = True
        for j in range(len(picked)):
            end = heads[picked[j] + 1]
            at[j] = _onward(people, at[j], end, people[i])
            if at[j] == end or people[at[j]] != people[i]:
                all_of_them = False
                break
        if all_of_them:
            found += 1
            if found == MATCHES:
                break
    return found, looked


@compiled
def by_draw(starts, keys, heads, people, targets, seeds, size, budget):  # type: ignore[no-untyped-def]
    """One random set of *size* keys of each target, until *budget* people were looked at: ``(done, alone, few)``."""
    alone, few, spent = 0, 0, 0
    places, picked = np.empty(size, np.int64), np.empty(size, np.int32)
    for done in range(len(targets)):
        first = starts[targets[done]]
        length = starts[targets[done] + 1] - first
        state = seeds[done]
        for j in range(size):  # Floyd: each set is as likely as any other
            state += np.uint64(0x9E3779B97F4A7C15)
            limit = length - size + j
            chosen = np.int64(mixed(state) % np.uint64(limit + 1))
            for before in range(j):
                if places[before] == chosen:
                    chosen = limit
                    break
            places[j], picked[j] = chosen, keys[first + chosen]
        found, looked = _matching(heads, people, picked)
        alone += found == 1
        few += found < MATCHES
        spent += looked
        if spent > budget:
            return done + 1, alone, few
    return len(targets), alone, few


@compiled
def by_all(starts, keys, heads, people, targets, size):  # type: ignore[no-untyped-def]
    """Every set of *size* keys of each target: the sums over targets of the shares of sets ``(alone, few)``."""
    alone, few = 0.0, 0.0
    picked = np.empty(size, np.int32)
    at = np.empty(size, np.int64)
    for target in targets:
        first = starts[target]
        length = starts[target + 1] - first
        for j in range(size):
            at[j] = j
        sets, ones, fives = 0, 0, 0
        while True:
            for j in range(size):
                picked[j] = keys[first + at[j]]
            found, _ = _matching(heads, people, picked)
            sets += 1
            ones += found == 1
            fives += found < MATCHES
            moving = size - 1
            while moving >= 0 and at[moving] == length - size + moving:
                moving -= 1
            if moving < 0:
                break
            at[moving] += 1
            for j in range(moving + 1, size):
                at[j] = at[j - 1] + 1
        alone += ones / sets
        few += fives / sets
    return alone, few
