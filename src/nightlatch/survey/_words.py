"""Sets of phrases that folded values are looked up in: by 64-bit hash, since Arrow builds its table anew at each call.

Hashes live as long as the values that they were made of, in memory only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled

_FNV, _PRIME = 0xCBF29CE484222325, 0x100000001B3


class Words:
    """Phrases in lower case. Memory: 16 to 32 bytes each."""

    __slots__ = ("table",)

    def __init__(self, phrases: Any) -> None:
        """*phrases*: any iterable of text, each compared whole."""
        encoded = [phrase.encode() for phrase in phrases]
        offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        data = np.frombuffer(b"".join(encoded), np.uint8) if offsets[-1] else np.zeros(0, np.uint8)
        self.table: NDArray[np.uint64] = _table(hashed(offsets, data))

    def has(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which *hashes* (see :func:`hashed`) are those of a phrase."""
        return np.asarray(_has(hashes, self.table))


@compiled
def hashed(offsets: Any, data: Any) -> Any:
    """``uint64[n]``: FNV-1a of each value's bytes, mixed; never 0, which marks a free place."""
    out = np.empty(len(offsets) - 1, np.uint64)
    for i in range(len(out)):
        value = np.uint64(_FNV)
        for at in range(offsets[i], offsets[i + 1]):
            value = (value ^ np.uint64(data[at])) * np.uint64(_PRIME)
        value ^= value >> np.uint64(32)
        out[i] = value * np.uint64(_PRIME) | np.uint64(1)
    return out


@compiled
def _table(hashes: Any) -> Any:
    """Open addressing, at most half full."""
    size = 2
    while size < 2 * len(hashes) + 2:
        size *= 2
    table = np.zeros(size, np.uint64)
    for value in hashes:
        at = (value >> np.uint64(8)) & np.uint64(size - 1)
        while table[at] and table[at] != value:
            at = (at + np.uint64(1)) & np.uint64(size - 1)
        table[at] = value
    return table


@compiled
def _has(hashes: Any, table: Any) -> Any:
    out, mask = np.zeros(len(hashes), np.bool_), np.uint64(len(table) - 1)
    for i in range(len(hashes)):
        at = (hashes[i] >> np.uint64(8)) & mask
        while table[at]:
            if table[at] == hashes[i]:
                out[i] = True
                break
            at = (at + np.uint64(1)) & mask
    return out
