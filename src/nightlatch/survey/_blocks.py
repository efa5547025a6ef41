"""Numbers that come in many small arrays, kept in few large ones.

A reader makes and drops arrays all the time; a small one that is kept among them holds the memory around it for good.
Large ones come from the system when they are first written to, and go back to it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_FIRST, _LARGEST = 1 << 12, 1 << 21  # numbers in a block; each is as large as all before it, up to the largest


class Blocks:
    """One column. Memory: what its numbers take, and an unwritten part of the last block."""

    def __init__(self, dtype: DTypeLike) -> None:
        self.dtype = np.dtype(dtype)
        self._blocks: list[NDArray[Any]] = []
        self._used = 0  # of the last block

    def __len__(self) -> int:
        return sum(map(len, self.pieces()))

    def add(self, values: NDArray[Any]) -> None:
        """Take note of *values*, which are copied."""
        at = 0
        while at < len(values):
            if not self._blocks or self._used == len(self._blocks[-1]):
                self._blocks.append(np.empty(min(max(_FIRST, len(self)), _LARGEST), self.dtype))
                self._used = 0
            room = self._blocks[-1][self._used :]
            some = values[at : at + len(room)]
            room[: len(some)] = some
            at, self._used = at + len(some), self._used + len(some)

    def extend(self, other: Blocks) -> None:
        """Take note of all that *other* holds."""
        for piece in other.pieces():
            self.add(piece)

    def clear(self) -> None:
        """Let go of all."""
        self._blocks, self._used = [], 0

    def pieces(self) -> Iterator[NDArray[Any]]:
        """All numbers in their order, a block at a time."""
        for at, block in enumerate(self._blocks, 1):
            yield block if at < len(self._blocks) else block[: self._used]

    def drain(self) -> Iterator[NDArray[Any]]:
        """The same; each block is let go of before the next one."""
        whole, self._blocks = self._blocks[::-1], []
        while whole:
            block = whole.pop()
            yield block if whole else block[: self._used]

    def whole(self) -> NDArray[Any]:
        """All numbers in one array, in which they are kept from now on."""
        if len(self._blocks) != 1:
            joined, at = np.empty(len(self), self.dtype), 0
            for piece in self.drain():
                joined[at : at + len(piece)] = piece
                at += len(piece)
            self.put(joined)
        return self._blocks[0][: self._used]

    def put(self, values: NDArray[Any]) -> None:
        """Keep *values* instead, as they are."""
        self._blocks, self._used = [values], len(values)
