"""The synthetic leak: a city that does not exist and people who do not, in the shape of the store found open in 2019.

Speaks to nothing. Every value that could point at a person is one that nobody can have: see `words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from nightlatch.demo import leak_facts, leak_people, leak_points

PEOPLE_SCHEMA = leak_people.SCHEMA
POINTS_SCHEMA = leak_points.SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """*people* people and *points* sightings of them in the 24 hours up to *ending*.

    Shape: record batches of PEOPLE_SCHEMA and POINTS_SCHEMA; the same arguments give the same rows, however cut.
    Memory: one batch.
    Errors: ValueError where there are points but nobody to be seen, more people than id numbers, or no time zone.
    """

    people: int
    points: int
    seed: int
    ending: datetime

    def __post_init__(self) -> None:
        if not 0 <= self.people <= leak_people.CAPACITY:
            raise ValueError(f"the number of people is not between 0 and {leak_people.CAPACITY:,}")
        if self.points < 0 or (self.points and not self.people):
            raise ValueError("the number of points is negative, or there is nobody to be seen")
        if self.ending.utcoffset() is None:
            raise ValueError("the ending has no time zone")

    def people_batches(self, rows: int = 50_000) -> Iterator[pa.RecordBatch]:
        """Yield everybody, by `person_id`."""
        for numbers in _numbers(self.people, rows):
            yield leak_people.people(self.seed, self.ending.date(), numbers)

    def point_batches(self, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """Yield every sighting, by time."""
        for numbers in _numbers(self.points, rows):
            yield leak_points.points(self.seed, self.ending, self.points, self.people, numbers)

    def facts(self) -> leak_facts.Facts:
        """Return what a full survey has to find."""
        return leak_facts.count(self.people, self.point_batches())


def _numbers(many: int, rows: int) -> Iterator[np.typing.NDArray[np.int64]]:
    for start in range(0, many, rows):
        yield np.arange(start, min(start + rows, many), dtype=np.int64)
