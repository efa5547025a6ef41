"""What labels of places tell of the people who were there: how many, and how many come back; never who.

A visit is one hour in which a person was seen at places of a category. Nothing is inferred from bare coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.model import Count, Reveal
from nightlatch.risk import places
from nightlatch.risk.disclosure import rounded, tellable

OFTEN = 3  # visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Points sorted by person, and what the label of each tells (0: nothing); *labels*: distinct ones by category."""

    starts: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    minutes: NDArray[np.int32]
    labels: NDArray[np.int64]


def reveals(visits: Visits, people: int, *, is_sample: bool = False) -> tuple[Reveal, ...]:
    """By category the people with a visit and with three or more, of *people* in all; few ones, and few others, hidden.

    *is_sample*: not all points were read, so that counts are of those read, and there may be more.
    """
    once, often, points = _counted(visits.starts, visits.kinds, visits.minutes, len(places.KINDS) + 1, OFTEN)
    told = []
    for at, kind in enumerate(places.KINDS, 1):
        if not points[at]:
            continue
        visitors = tellable(int(once[at]), people)
        again = tellable(int(often[at]), int(once[at])) if visitors else None
        told.append(Reveal(
            category=kind.name, article=kind.article, labels=int(visits.labels[at]),
            points=_at_least(rounded(int(points[at])), is_sample), people=visitors and _at_least(visitors, is_sample),
            often=again and _at_least(again, is_sample),
        ))  # fmt: skip
    return tuple(told)


def _at_least(count: Count, is_sample: bool) -> Count:
    """Of points that were not read nothing is known: there may be more."""
    return replace(count, high=None, method=f"among the points read, {count.method}") if is_sample else count


@compiled
def _counted(starts, kinds, minutes, count, enough):  # type: ignore[no-untyped-def]
    """People with one visit or more, with *enough* or more, and points, by kind."""
    once, often, points = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    seen = np.zeros((count, enough), np.int64)
    number = np.zeros(count, np.int64)
    for person in range(len(starts) - 1):
        number[:] = 0
        for i in range(starts[person], starts[person + 1]):
            kind = kinds[i]
            if not kind:
                continue
            hour = minutes[i] // 60
            points[kind] += 1
            is_new = number[kind] < enough
            for j in range(number[kind]):
                if seen[kind, j] == hour:
                    is_new = False
            if is_new:
                seen[kind, number[kind]] = hour
                number[kind] += 1
        for kind in range(count):
            once[kind] += number[kind] > 0
            often[kind] += number[kind] >= enough
    return once, often, points
