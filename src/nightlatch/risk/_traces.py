"""Loops over traces, compiled by numba and run without the interpreter's lock. A trace is one person's run of keys."""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled, inlined

MATCHES = 6  # counted no further: whether it is one person, or at most five, is known by then
ALONE = np.int32(np.iinfo(np.int32).min)  # instead of an id; no day is as early
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
