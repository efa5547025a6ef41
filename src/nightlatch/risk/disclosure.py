"""What may be told of few people: nothing below ten, no complement below ten, and tens instead of ones.

A count of people by an attribute is rounded down to tens, so that a second run, or the difference of two, tells of
nobody in particular: a step from 20 to 30 may be anything from one person to nineteen.
"""

from __future__ import annotations

from nightlatch.model import Count

FEWEST = 10  # of people, below which no breakdown is printed (invariant 1 of docs/design.md)
STEP = 10


def rounded(count: int) -> Count:
    """*count* in tens: from its value to nine more."""
    low = count - count % STEP
    return Count(value=low, low=low, high=low + STEP - 1, method="rounded down to tens")


def tellable(count: int, of: int) -> Count | None:
    """*count* of *of* people, in tens; None where they, or all the others, are one to nine."""
    if count < FEWEST or 0 < of - count < FEWEST:
        return None
    return rounded(count)
