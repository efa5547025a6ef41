"""What a sample says of the whole, with 95 % intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nightlatch.model import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """Of one domain: *read* identifying values in the sample, *distinct* among them, *total* of them in the store."""

    read: int
    distinct: int
    total: Count


def people(keyed: Keyed) -> Count:
    """Distinct people behind *total* values, from how often a person comes twice in the sample.

    With *k* records a person, two records drawn at random are the same person's with chance ``(k - 1) / (total - 1)``,
    so that ``c`` pairs among the ``n (n - 1) / 2`` of the sample say what *k* is; the interval is that of a Poisson
    count. Assumes that the sample is spread over the records and that people have about as many records each.
    """
    total = keyed.total
    if total.value is None:
        return Count(value=None, low=keyed.distinct, method="at least those read")
    if total.exact and total.value <= keyed.read:
        return Count.of(keyed.distinct)
    pairs = keyed.read * (keyed.read - 1) / 2
    twice = keyed.read - keyed.distinct
    few, many = poisson(twice)
    value = _behind(total.value, twice, pairs)
    low = max(keyed.distinct, round(_behind(total.low, many, pairs)))
    high = None if total.high is None else max(low, round(_behind(total.high, few, pairs)))
    value = min(max(round(value), low), high if high is not None else round(value))
    return Count(value=value, low=low, high=high, method="estimated from repeats in a sample")


def _behind(total: float, twice: float, pairs: float) -> float:
    return total / (1 + twice * max(total - 1, 0) / pairs) if pairs else total


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
