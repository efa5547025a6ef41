"""The loop of :mod:`nightlatch.stores._redis_tokens`, compiled: for answers of many elements, and pages of values."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.stores._redis_tokens import Walk, tokenize

_TOKENS = 8 << 20  # of one answer
_KINDS = (np.uint8, np.int64, np.int64, np.int32, np.uint8)

_tokenize = compiled(tokenize)


class FastWalk:
    """One answer's elements as arrays; goes on from where *walk* came to."""

    def __init__(self, walk: Walk) -> None:
        self.state = np.array(walk.state, np.int64)
        self.stack = np.array(walk.stack, np.int64)
        self.out: tuple[NDArray[Any], ...] = tuple(
            np.array(one, kind) for one, kind in zip(walk.out, _KINDS, strict=True)
        )

    def __call__(self, buffer: bytearray, replies: int, kept: int) -> int:
        data = np.frombuffer(buffer, np.uint8)
        return int(_tokenize(data, len(data), replies, kept, self.state, self.stack, *self.out))

    def listed(self) -> list[list[int]]:
        """Kinds, starts and lengths."""
        return [one[: self.state[3]].tolist() for one in self.out[:3]]

    def grow(self) -> bool:
        """Make room for more; False if these are as many as one answer may have."""
        if len(self.out[0]) >= _TOKENS:
            return False
        self.out = tuple(np.concatenate([one, np.zeros_like(one)]) for one in self.out)
        return True
