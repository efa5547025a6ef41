"""Loops over BSON (bsonspec.org 1.1), compiled by numba and run without the interpreter's lock.

One walk over the documents of a reply finds every value and the path it lies at; a second loop puts the values of
each path and type side by side (:mod:`nightlatch.stores._mongodb_values`). No Python object is made for a value, and
none is kept.

The bytes come from unknown servers. Every length is held to the end of the document that it is in before it is used;
depth is held to ``DEPTH``; a document that breaks a rule is undone and counted, and the walk goes on behind it.
"""

# mypy: disable-error-code="no-untyped-def, assignment, arg-type"
# numba infers the types of kernels, for the types of array that they are called with

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nightlatch.compiled import compiled, inlined
from nightlatch.stores._mongodb_values import AT, ROW, SIZE, SLOT, TEXT, i32, measure

DEPTH = 100  # what genuine servers allow
NODES = 4096  # distinct paths of one collection; the rest is counted under "*"
DISTINCT, MOST_DISTINCT = 256, 1024  # keys of one object: from here on they may be, from there on they are, data
POOL = NODES * 64
TABLE = NODES * 4
LONG_KEY = 65  # characters; a longer key is data

# kinds of nodes
KEY, ARRAY, STAR, KEYS = range(4)
ROOT, OVERFLOW = 0, 1
# how a walk or a document ended
DONE, FULL, COLLAPSE, BROKEN = 0, -1, -2, -3

_MASK = np.uint64(TABLE - 1)
_PRIME = np.uint64(0x100000001B3)


# columns of Tree.nodes
PARENT = 0
KIND = 1
KEY_AT, KEY_LEN = 2, 3  # in the pool
HEAD = 4  # the child that came first in the last object here
NEXT = 5  # the sibling that came after this one last time
ELEMENT = 6  # the child for elements of an array, 0 if none yet
STARRED = 7  # the child for values under keys that are data
NAMES = 8  # the child for those keys themselves
CHILDREN = 9  # distinct keys
OBJECTS, MEMBERS = 10, 11  # objects met here, and keys in them
IS_MAP = 12  # every key here is data
# places of Tree.meta
NUMBER, POOL_USED, SEED, MAY_COLLAPSE, TO_COLLAPSE = range(5)


class Tree(NamedTuple):
    """The paths of one collection: a row of *nodes* each, found again by (parent, key)."""

    nodes: Any  # int64[NODES, 16]: two cache lines a node
    pool: Any  # uint8: keys
    table: Any  # int32, open addressing, 0 is empty
    meta: Any  # int64


def new_tree(seed: int) -> Tree:
    """A tree with nothing but its root and the place for what does not fit."""
    nodes = np.zeros((NODES, 16), np.int64)
    nodes[OVERFLOW, KIND] = STAR
    meta = np.array([2, 0, seed, 1, 0], np.int64)
    return Tree(nodes=nodes, pool=np.zeros(POOL, np.uint8), table=np.zeros(TABLE, np.int32), meta=meta)


@inlined
def _same(one, at, other, base, size):
    """Are ``one[at:at + size]`` and ``other[base:base + size]`` the same bytes?"""
    u, v, k = np.uint64(at), np.uint64(base), np.uint64(0)
    n = np.uint64(size)
    while k < n and one[u + k] == other[v + k]:
        k += np.uint64(1)
    return k == n


@compiled
def _hash(seed, parent, data, at, end):
    """FNV-1a with a seed that no server knows, so that none can make all its keys collide."""
    h = np.uint64(seed) ^ (np.uint64(parent) * np.uint64(0x9E3779B97F4A7C15))
    for j in range(at, end):
        h = (h ^ np.uint64(data[j])) * _PRIME
    return h ^ (h >> np.uint64(29))


@compiled
def _is_hex(c):
    return 48 <= c <= 57 or 97 <= c <= 102 or 65 <= c <= 70


@compiled
def is_data(data, at, end):
    """Does a key look like a value? The rule of ``survey.flatten.is_data_key``."""
    n, chars, digits, hexes, phone, lead = end - at, 0, 0, 0, 0, 0
    for j in range(at, end):
        c = data[j]
        if c == 64:  # @
            return True
        chars += (c & 0xC0) != 0x80
        is_digit = 48 <= c <= 57
        digits += is_digit
        hexes += _is_hex(c)
        phone += is_digit or c == 32 or c == 40 or c == 41 or c == 45
        if j < at + 4:
            lead += is_digit
    if n == 0:
        return False
    if digits == n or chars >= LONG_KEY or (hexes == n and n >= 12):
        return True
    if n >= 14 and data[at + 8] == 45 and data[at + 13] == 45:  # a UUID begins so
        count = 0
        for j in range(at, at + 13):
            count += _is_hex(data[j])
        if count == 12:
            return True
    if n >= 7 and lead == 4 and data[at + 4] == 45 and 48 <= data[at + 5] <= 57 and 48 <= data[at + 6] <= 57:
        return True
    plus = data[at] == 43
    return n - plus >= 6 and phone == n - plus and 48 <= data[at + plus] <= 57


@compiled
def _add(nodes, meta, parent, kind):
    """A new node, or the overflow if there is no room."""
    node = meta[NUMBER]
    if node == NODES:
        return OVERFLOW
    meta[NUMBER] = node + 1
    nodes[node, PARENT] = parent
    nodes[node, KIND] = kind
    return node


@compiled
def _find(nodes, pool, table, meta, parent, data, at, end):
    """The node of key ``data[at:end]`` below *parent*; OVERFLOW, or 0 where the key is data, or COLLAPSE."""
    if parent == OVERFLOW:
        return OVERFLOW
    if nodes[parent, IS_MAP]:
        return 0
    h = _hash(meta[SEED], parent, data, at, end)
    size = end - at
    while True:
        slot = h & _MASK
        node = table[slot]
        if node == 0:
            break
        is_sibling = nodes[node, PARENT] == parent and nodes[node, KEY_LEN] == size
        if is_sibling and _same(data, at, pool, nodes[node, KEY_AT], size):
            return np.int64(node)
        h += np.uint64(1)
    if is_data(data, at, end):
        return 0
    many = nodes[parent, CHILDREN] + 1
    if many > MOST_DISTINCT or (many > DISTINCT and many * nodes[parent, OBJECTS] > 4 * nodes[parent, MEMBERS]):
        if meta[MAY_COLLAPSE]:
            meta[TO_COLLAPSE] = parent
            return COLLAPSE
        nodes[parent, IS_MAP] = 1
        return 0
    base = meta[POOL_USED]
    if base + size > POOL:
        return OVERFLOW
    node = _add(nodes, meta, parent, KEY)
    if node == OVERFLOW:
        return OVERFLOW
    for j in range(size):
        pool[base + j] = data[at + j]
    nodes[node, KEY_AT], nodes[node, KEY_LEN] = base, size
    meta[POOL_USED] = base + size
    nodes[parent, CHILDREN] = many
    table[h & _MASK] = node
    return node


@compiled
def rehash(nodes, pool, table, meta):
    """Fill the table anew from the nodes."""
    table[:] = 0
    for node in range(2, meta[NUMBER]):
        if nodes[node, KIND] == KEY:
            base = nodes[node, KEY_AT]
            h = _hash(meta[SEED], nodes[node, PARENT], pool, base, base + nodes[node, KEY_LEN])
            while table[h & _MASK]:
                h += np.uint64(1)
            table[h & _MASK] = node


@compiled
def _child(nodes, meta, node, link, kind):
    """The one child of *node* that column *link* (ELEMENT, STARRED or NAMES) holds."""
    if node == OVERFLOW:
        return OVERFLOW
    child = nodes[node, link]
    if child == 0:
        child = _add(nodes, meta, node, kind)
        nodes[node, link] = child
    return child


@inlined
def _put(found, n, slot, row, at, size):
    found[n, SLOT], found[n, ROW], found[n, AT], found[n, SIZE] = slot, row, at, size


@compiled
def _document(data, at, end, row, n, nodes, pool, table, meta, found, frames):
    """Walk one document, appending to *found* from *n* on; the new *n*, or FULL, COLLAPSE, BROKEN."""
    depth, node, prev, in_array = 0, np.int64(ROOT), np.int64(-1), False
    most = len(found) - 2
    nodes[ROOT, OBJECTS] += 1
    while True:
        kind = data[np.uint64(at)]
        at += 1
        if kind == 0:
            if at != end:
                return BROKEN
            if depth == 0:
                return n
            depth -= 1
            node, prev = frames[depth, 0], frames[depth, 1]
            end, in_array = frames[depth, 2], frames[depth, 3] != 0
            continue
        child = np.int64(-1)
        if in_array:
            child = node
            while at < end and data[np.uint64(at)] != 0:
                at += 1
            at += 1
        else:
            nodes[node, MEMBERS] += 1
            guess = np.int64(nodes[node, HEAD] if prev < 0 else nodes[prev, NEXT])
            if guess > 0:  # documents mostly repeat the order of the one before
                size, base = np.int64(nodes[guess, KEY_LEN]), np.int64(nodes[guess, KEY_AT])
                if at + size < end and data[at + size] == 0 and _same(data, at, pool, base, size):
                    child = guess
                    at += size + 1
            if child < 0:
                start = at
                while at < end and data[at] != 0:
                    at += 1
                child = _find(nodes, pool, table, meta, node, data, start, at)
                if child == COLLAPSE:
                    return COLLAPSE
                if child > OVERFLOW:
                    if prev < 0:
                        nodes[node, HEAD] = child
                    elif prev > OVERFLOW:
                        nodes[prev, NEXT] = child
                elif child == 0:  # the key is data: it becomes a value, and the path goes on without it
                    if n >= most:
                        return FULL
                    keys = _child(nodes, meta, node, NAMES, KEYS)
                    _put(found, n, keys * 16 + TEXT, row, start, at - start)
                    n += 1
                    child = _child(nodes, meta, node, STARRED, STAR)
                at += 1
            prev = child
        if at >= end:
            return BROKEN
        if kind == 3 or kind == 4:
            size = i32(data, at) if at + 5 < end else np.int64(0)
            if size < 5 or size > end - 1 - at or depth == DEPTH - 1:
                return BROKEN
            frames[depth, 0], frames[depth, 1], frames[depth, 2], frames[depth, 3] = node, prev, end, in_array
            depth += 1
            in_array, prev, end = kind == 4, np.int64(-1), at + size
            node = _child(nodes, meta, child, ELEMENT, ARRAY) if in_array else child
            nodes[node, OBJECTS] += not in_array
            at += 4
            continue
        what, where, size, at = measure(data, kind, at, end)
        if at == 0:
            return BROKEN
        if what >= 0:
            if n >= most:
                return FULL
            _put(found, n, child * 16 + what, row, where, size)
            n += 1


@compiled
def walk(data, at, end, nodes, pool, table, meta, found, frames):
    """Walk the documents of a BSON array whose inside is ``data[at:end]``.

    Returns ``(status, where it stopped, elements, documents, broken documents)``: FULL at a document that no longer
    fits, COLLAPSE at one that shows keys to be data, BROKEN where not even the next document's length can be had.
    """
    n = row = broken = 0
    while at < end:
        begin = at
        if data[at] != 3:
            return BROKEN, at, n, row, broken
        while at < end and data[at] != 0:
            at += 1
        at += 1
        size = i32(data, at) if at + 5 <= end else np.int64(0)
        if size < 5 or size > end - at:
            return BROKEN, begin, n, row, broken
        many = _document(data, at + 4, at + size, row, n, nodes, pool, table, meta, found, frames)
        if many >= 0:
            n, row = many, row + 1
        elif many == BROKEN:
            broken += 1
        else:
            return many, begin, n, row, broken
        at += size
    return DONE, at, n, row, broken
