"""What a sample says of the whole, with 95 % intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nightlatch.model import Count

NOBODY = Count(value=None, method="no field identifies people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """Of one domain: *read* identifying values in the sample, *distinct* among them, *total* of them in the store.

    *once*: how many of the distinct ones came exactly once; None if that was not watched.
    """

    read: int
    distinct: int
    total: Count
    once: int | None = None


def people(keyed: Keyed) -> Count:
    """Distinct people behind *total* values, from how often people come again in the sample.

    The value takes it that all have equally many records, and is too low where they have not; the lower bound does
    too, and stays one, since uneven numbers repeat more. The upper bound takes nothing for granted: of the records not
    read, the share that is of people not yet seen is that of those seen exactly once (Good 1953), and each may be
    somebody else's.
    Assumes that the sample is spread over the records.
    """
    total = keyed.total
    if total.value is None:
        return Count(value=None, low=keyed.distinct, method="at least those read")
    if total.exact and total.value <= keyed.read:
        return Count.of(keyed.distinct)
    if not keyed.read:
        return Count(value=0, high=total.high, method="none among those read")
    again = keyed.read - keyed.distinct
    value = round(_behind(keyed.distinct, keyed.read, total.value))
    low = max(keyed.distinct, round(_behind(keyed.read - poisson(again)[1], keyed.read, total.low)))
    high = None if total.high is None else max(low, round(keyed.distinct + _unseen(keyed, again, total.high)))
    value = min(max(value, low), value if high is None else high)
    return Count(value=value, low=low, high=high, method="estimated from repeats in a sample")


def _behind(distinct: float, read: int, total: float) -> float:
    """Of how many people, with as many of *total* records each, *read* ones are of *distinct* (by bisection)."""
    low, high = max(distinct, 1.0), max(float(total), 1.0)
    left = high * math.log1p(-min(read / high, 1 - 1e-12))  # log of the chance that none of all records is read
    for _ in range(60):
        middle = (low + high) / 2
        if -middle * math.expm1(left / middle) < distinct:
            low = middle
        else:
            high = middle
    return high


def _unseen(keyed: Keyed, again: int, total: int) -> float:
    once = keyed.distinct if keyed.once is None else keyed.once
    share = (once + 1.96 * math.sqrt(once + 2 * again)) / keyed.read
    return max(0, total - keyed.read) * min(1.0, share)


def poisson(count: int) -> tuple[float, float]:
    """The 95 % interval of a Poisson count (Garwood 1936, in the Wilson-Hilferty approximation)."""
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + 1.96 / (3 * math.sqrt(count + 1))) ** 3
    low = 0.0 if not count else count * (1 - 1 / (9 * count) - 1.96 / (3 * math.sqrt(count))) ** 3
    return low, high


def share_of(total: Count, part: int, whole: int) -> Count:
    """How many of *total* records have what *part* of *whole* sampled records have (Wilson 1927)."""
    if total.value is None or not whole:
        return Count(value=None, low=part)
    if total.exact and total.value <= whole:
        return Count.of(part)
    share, z = part / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    high = None if total.high is None else round(min(1.0, middle + half) * total.high)
    return Count(
        value=round(share * total.value), low=max(part, round(max(0.0, middle - half) * total.low)), high=high,
        method="sample",
    )  # fmt: skip


def together(counts: list[Count]) -> Count:
    """People known by different identifiers that a sample cannot link: at least the most, at most the sum."""
    known = [count for count in counts if count.value is not None]
    if not known:
        return Count(value=None, method="no field identifies people")
    if len(known) == 1:
        return known[0]
    values = [count.value or 0 for count in known]
    highs = [count.high for count in known]
    high = None if None in highs else sum(one or 0 for one in highs)
    return Count(
        value=max(values), low=max(count.low for count in known), high=high,
        method="the largest of several groups that could overlap",
    )  # fmt: skip
