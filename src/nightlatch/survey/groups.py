"""Records by the combination of what describes people in them, as keyed hashes, for k-anonymity and l-diversity.

Memory: 8 bytes a record for each combination and 4 for the sensitive value, up to ``MOST`` records; with more nothing
is kept and nothing is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.model import Anonymity, Count
from nightlatch.risk import _traces, anonymity
from nightlatch.risk.disclosure import FEWEST
from nightlatch.survey import kernels
from nightlatch.survey._blocks import Blocks
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.people import hashes
from nightlatch.survey.planned import ContainerPlan
from nightlatch.survey.values import Values, buffers_of

MOST = 40_000_000  # records
# Best first; of those in one line the first that is there. What the literature finds nearly everybody unique by (birth
# date, sex, postcode: Sweeney 2000) is measured by itself; with the others, everything that is there.
_CORE = (("date-of-birth", "age"), ("sex",), ("postcode", "city"))
_FURTHER = (("nationality",), ("employer",), ("job-title",), ("education",))
_SENSITIVE = (
    "diagnosis", "medication", "disability", "religion", "ethnicity", "political-opinion", "trade-union",
    "sexual-orientation", "sex-life", "criminal-record", "salary", "credit-score",
)  # fmt: skip

Cells = Sequence[tuple[Values, NDArray[np.int32]]]  # values of a field, and the record of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Quasi:
    """Fields by path: the combinations that are measured, and the sensitive one; *categories* by path."""

    combinations: tuple[tuple[str, ...], ...] = ()
    sensitive: str | None = None
    categories: Mapping[str, str]


def quasi_of(plan: ContainerPlan) -> Quasi:
    """What describes people in a container, one value a record; a single field is no combination."""
    found = _fields(plan)
    core, further = ([path for line in lines if (path := _first(found, line))] for lines in (_CORE, _FURTHER))
    combinations = [tuple(one) for one in dict.fromkeys((tuple(core), tuple(core + further))) if len(one) > 1]
    sensitive = _first(found, _SENSITIVE)
    return Quasi(
        combinations=tuple(combinations), sensitive=sensitive,
        categories={path: category for category, path in found.items()},
    )  # fmt: skip


def _fields(plan: ContainerPlan) -> dict[str, str]:
    """The best path of each category: told by most values, and not inside a list."""
    found: dict[str, tuple[float, str]] = {}
    for path, claims in plan.claims.items():
        for claim in claims:
            entry = (-claim.verdict.share, path)
            if claim.verdict.share > 0.5 and "[]" not in path:
                found[claim.verdict.category.id] = min(found.get(claim.verdict.category.id, entry), entry)
    return {category: path for category, (_, path) in found.items()}


def _first(found: Mapping[str, str], categories: Sequence[str]) -> str | None:
    return next((found[one] for one in categories if one in found), None)


class Groups:
    """Of each record its combinations, hashed. ``merge`` is associative and commutative but for the order."""

    def __init__(self, quasi: Quasi) -> None:
        self.quasi = quasi
        paths = {path for one in quasi.combinations for path in one}
        if quasi.sensitive and paths:
            paths.add(quasi.sensitive)
        self.paths = tuple(sorted(paths))
        self.records = 0
        self._combined = [Blocks(np.uint64) for _ in quasi.combinations]
        self._sensitive = Blocks(np.uint32)  # few values are in one group, and there they have to differ
        self._found: tuple[anonymity.Groups | None, ...] | None = None

    def add(self, cells: Mapping[str, Cells], records: int, key: RunKey) -> None:
        """One batch: for each of :attr:`paths` its values; records that have none of a combination's are left out."""
        if not self.paths or not self._has_room(records):
            return
        columns = {path: _column(cells.get(path, ()), records, key) for path in self.paths}
        has_any = np.zeros(records, np.bool_)
        for path in self.quasi.combinations[-1]:
            has_any |= columns[path] != 0
        for at, paths in enumerate(self.quasi.combinations):
            combined = np.zeros(records, np.uint64)
            for path in paths:
                _combine(combined, columns[path])
            self._combined[at].add(combined[has_any])
        if self.quasi.sensitive:
            self._sensitive.add((columns[self.quasi.sensitive] >> np.uint64(32))[has_any])

    def _has_room(self, more: int) -> bool:
        self.records += more
        if self.records > MOST:
            self._clear()
        return self.records <= MOST

    def merge(self, other: Groups) -> Groups:
        """Add all that *other* holds; both follow the same plan."""
        if self._has_room(other.records):
            for mine, theirs in zip(self._combined, other._combined, strict=True):
                mine.extend(theirs)
            self._sensitive.extend(other._sensitive)
        return self

    def close(self) -> None:
        """Measure, and let go of the hashes: no more records are to come."""
        if self._found is not None:
            return
        sensitive = tuple(self._sensitive.pieces()) if self.quasi.sensitive else None
        self._found = tuple(anonymity.measure(tuple(one.drain()), sensitive) for one in self._combined)
        self._clear()

    def _clear(self) -> None:
        for column in (*self._combined, self._sensitive):
            column.clear()

    def told(
        self, container: str, printed: Mapping[str, str], *, is_sample: bool = False
    ) -> Iterator[Anonymity]:  # fmt: skip
        """What may be printed: how large groups are, never what they have in common; *printed*: paths as shown."""
        self.close()
        own = self.quasi.sensitive
        for paths, found in zip(self.quasi.combinations, self._found or (), strict=True):
            if found is not None and found.records >= FEWEST:
                yield Anonymity(
                    container=container, fields=tuple(printed.get(path, "*") for path in paths),
                    categories=tuple(self.quasi.categories[path] for path in paths), records=Count.of(found.records),
                    k=found.k, unique=round(found.unique, 6), few=round(found.few, 6), diversity=found.diversity,
                    sensitive=printed.get(own, "*") if own else "", basis="upper-bound" if is_sample else "full",
                )  # fmt: skip


def _column(cells: Cells, records: int, key: RunKey) -> NDArray[np.uint64]:
    """A hash a record; 0 where there is no value."""
    column = np.zeros(records, np.uint64)
    for values, rows in cells:
        if values.kind in ("date", "time"):
            column[rows] = kernels.keyed_numbers(values.instants, *key.halves)
        elif values.few is not None:
            words = kernels.keyed_hashes(*buffers_of(values.few.dictionary), *key.halves)
            column[rows] = words[np.asarray(values.few.indices)]
        else:
            column[rows] = hashes(values, key)
    return column


@compiled
def _combine(combined, column):  # type: ignore[no-untyped-def]
    for i in range(len(combined)):
        combined[i] = _traces.mixed(combined[i]) + _traces.mixed(column[i] + np.uint64(1))
