"""An order without memory: a seeded permutation of ``range(n)``, of which any part can be worked out by itself.

A Feistel network over the next power of two, walked until it lands below *n* (cycle walking; Black and Rogaway,
"Ciphers with Arbitrary Finite Domains", 2002). It shuffles; it hides nothing. Sends nothing.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_ROUNDS = 6  # with unequal halves two more than the four that Luby and Rackoff need
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads low bits into high ones
_HIGH = np.uint64(29)


class Order:
    """A permutation of ``range(count)`` that *seed* decides. Memory: a few numbers, whatever *count* is."""

    __slots__ = ("_keys", "_low_bits", "_masks", "count")

    def __init__(self, count: int, seed: int) -> None:
        bits = max(2, (count - 1).bit_length())
        low = bits // 2
        self.count = count
        self._low_bits = np.uint64(low)
        self._masks = (np.uint64((1 << low) - 1), np.uint64((1 << (bits - low)) - 1))
        drawn = random.Random(seed)  # noqa: S311 - an order, not a secret
        self._keys = tuple(np.uint64(drawn.getrandbits(64)) for _ in range(_ROUNDS))

    def at(self, positions: Numbers) -> Numbers:
        """What stands at *positions*, each of which is in ``range(count)``."""
        found = self._once(positions.astype(np.uint64))
        while (outside := np.flatnonzero(found >= np.uint64(self.count))).size:
            found[outside] = self._once(found[outside])
        return found.astype(np.int64)

    def _once(self, numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        low_mask, high_mask = self._masks
        low, high = numbers & low_mask, numbers >> self._low_bits
        for turn, key in enumerate(self._keys):
            if turn % 2:
                high ^= _mixed(low, key) & high_mask
            else:
                low ^= _mixed(high, key) & low_mask
        return (high << self._low_bits) | low


def _mixed(numbers: NDArray[np.uint64], key: np.uint64) -> NDArray[np.uint64]:
    mixed = (numbers ^ key) * _ODD
    mixed ^= mixed >> _HIGH
    return (mixed * _ODD) >> _HIGH
