"""Kindness to a server in use: when it answers far slower than before, reading it stops."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch

FACTOR = 20  # times slower than at its best
SECONDS = 1.0  # a batch that came sooner is never slow
SLOW_BATCHES = 3  # in a row, before reading stops
_LEAST_BYTES = 1 << 16  # smaller batches say nothing of a server's best


def paced(batches: Iterator[Batch], target: str, clock: Callable[[], float] = time.monotonic) -> Iterator[Batch]:
    """*batches*, until several in a row take :data:`FACTOR` times as long a byte as the best did.

    The time measured is the server's: what happens between two batches on our side does not count.
    Errors: ``Failed`` with over-budget, when the server has slowed down.
    """
    best, slow = 0.0, 0
    while True:
        begun = clock()
        if (batch := next(batches, None)) is None:
            return
        seconds = max(clock() - begun, 1e-6)
        rate = batch.bytes / seconds
        is_slow = seconds > SECONDS and rate * FACTOR < best
        best = max(best, rate if batch.bytes >= _LEAST_BYTES else 0.0)
        slow = slow + 1 if is_slow else 0
        yield batch
        if slow == SLOW_BATCHES:
            raise Failed(
                Failure(
                    kind="over-budget",
                    target=target,
                    what=f"answers {FACTOR} times slower than before: reading stopped for its sake",
                    hint="try again when it is less busy, or name a replica",
                )
            )
