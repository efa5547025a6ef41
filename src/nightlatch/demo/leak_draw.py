"""Random draws by position: the value of a row depends on seed, purpose and row number, and on nothing else.

So batches of any size, in any order, hold identical rows, and no generator's stream has to stay the same across
versions of a library. The mixer is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); it is no cipher and need not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Indices = NDArray[np.int64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_HALF = np.uint64(32)


def draw(seed: int, purpose: str, rows: Indices) -> Bits:
    """Return 64 random bits per row number of *rows*."""
    key = int.from_bytes(blake2b(f"{seed}/{purpose}".encode(), digest_size=8).digest(), "little")
    bits = rows.astype(np.uint64)
    bits *= _GOLDEN
    bits += np.uint64(key)
    for shift, factor in _MIX:
        bits ^= bits >> shift
        bits *= factor
    bits ^= bits >> np.uint64(31)
    return bits


def below(bits: Bits, limit: int | Indices) -> Indices:
    """Return integers from 0 to *limit* - 1, of the upper half of *bits*; *limit* is under 2**32."""
    return (((bits >> _HALF) * np.asarray(limit, np.uint64)) >> _HALF).astype(np.int64)


def lower(bits: Bits) -> Bits:
    """Return the lower half of *bits* as an upper one: a second draw where 32 bits each are enough."""
    return bits << _HALF


def table(weights: Sequence[int]) -> Indices:
    """Return a table in which entry *i* stands ``weights[i]`` times: a weighted choice is one look-up."""
    return np.repeat(np.arange(len(weights), dtype=np.int64), weights)


class Pool:
    """Groups of words, from which each row takes one of its own group."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.words = [word for group in groups for word in group]
        self.sizes = np.array([len(group) for group in groups], np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes

    @cached_property
    def array(self) -> pa.Array:
        """All words, group by group."""
        return pa.array(self.words, pa.string())

    def take(self, group: Indices, bits: Bits) -> pa.Array:
        """Return a word of each row's *group*."""
        return self.array.take(pa.array(self.starts[group] + below(bits, self.sizes[group])))


def strings(matrix: NDArray[np.uint8]) -> pa.Array:
    """Return the rows of an ASCII matrix as strings, without copying them."""
    matrix = np.ascontiguousarray(matrix)
    rows, width = matrix.shape
    offsets = np.arange(rows + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(matrix))
