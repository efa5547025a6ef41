"""Batches and plans for tests of the survey, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from nightlatch.stores import Batch
from nightlatch.survey.flatten import columns_of
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.people import People
from nightlatch.survey.plan import plan
from nightlatch.survey.planned import ContainerPlan
from nightlatch.survey.tally import Sums, Tally

AREA = "659999"  # no such county: valid check digits, nobody's number


def id_number(number: int) -> str:
    """A Chinese ID card number with a valid check character, of an area that does not exist."""
    body = f"{AREA}{1950 + number // 997 % 50}{number % 12 + 1:02}{number % 28 + 1:02}{number % 997 + 1:03}"
    weights = [2**power % 11 for power in range(17, 0, -1)]
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]


def mail(number: int) -> str:
    return f"p{number}@example.org"


def batch(rows: dict[str, Sequence[Any]]) -> Batch:
    """One batch of flat or nested columns."""
    made = pa.RecordBatch.from_pydict({name: pa.array(values) for name, values in rows.items()})
    return Batch(records=made.num_rows, columns=columns_of(made), bytes=made.nbytes)


def cut(rows: dict[str, Sequence[Any]], ends: Sequence[int]) -> list[Batch]:
    """The same rows as several batches."""
    size = len(next(iter(rows.values())))
    edges = sorted({0, size, *(end % (size + 1) for end in ends)})
    return [batch({name: values[start:end] for name, values in rows.items()}) for start, end in pairwise(edges)]


class Store:
    """Containers counted together, as a survey of one store would."""

    def __init__(self, key: RunKey | None = None, **people: Any) -> None:
        self.key, self.sums = key or RunKey(), Sums(people=People(**people))
        self.people, self.paths = self.sums.people, self.sums.paths

    def planned(self, name: str, rows: dict[str, Sequence[Any]]) -> ContainerPlan:
        return plan(name, "store 1", [batch(rows)])

    def add(self, name: str, rows: dict[str, Sequence[Any]], *ends: int, made: ContainerPlan | None = None) -> Tally:
        tally = Tally(made or self.planned(name, rows), self.sums, self.key)
        for one in cut(rows, ends):
            tally.add(one)
        return tally


def sightings(people: Sequence[int], seconds: Sequence[int] | None = None, tags: Sequence[str] | None = None) -> Any:
    """Points of *people*: a pair of coordinates, a time and, if given, a tag each."""
    rng = np.random.default_rng(3)
    times = 1_700_000_000 + np.arange(len(people)) if seconds is None else np.asarray(seconds)
    rows: dict[str, Any] = {
        "person_id": [int(person) for person in people],
        "latitude": rng.uniform(40, 41, len(people)).tolist(),
        "longitude": rng.uniform(80, 81, len(people)).tolist(),
        "seen_at": pa.array(times * 1_000_000, pa.timestamp("us", "UTC")),
    }
    if tags is not None:
        rows["place"] = list(tags)
    return rows
