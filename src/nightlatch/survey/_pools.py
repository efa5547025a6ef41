"""Samples of several fields as one column, so that a check is called once for all of them.

Most checks fail on most fields, and a call costs more than the work on a few hundred values. Fields of much the same
outward shape are put together, so that what rules a check out for one of them mostly does for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.survey.values import Values

POOL_BYTES = 1 << 19  # of text in one pool: more than twice that is no longer looked at as a sample is
_POOL_VALUES = 1 << 16
FIRST = 200  # values of a field by which checks are tried that few hits say nothing of

Ints = NDArray[np.int64]


class Pool:
    """The values of *fields*, one after the other."""

    __slots__ = ("_starts", "fields", "values")

    def __init__(self, fields: Sequence[Values]) -> None:
        """*fields*: of one Arrow type, none of them empty."""
        self.fields = fields
        self._starts = np.cumsum([0, *(len(field) for field in fields[:-1])])
        self.values = _together(fields)
        for field, start in zip(fields, self._starts.tolist(), strict=True):
            if field.within is None and field is not self.values:
                field.join(self.values, start)

    def counts(self, passed: NDArray[np.bool_]) -> Ints:
        """How many values of each field *passed*."""
        return np.add.reduceat(passed, self._starts, dtype=np.int64)

    def part(self, places: Sequence[int]) -> Pool:
        """The fields at *places* alone."""
        return self if len(places) == len(self.fields) else Pool([self.fields[at] for at in places])


def _together(fields: Sequence[Values]) -> Values:
    """All values of *fields*; of those of a whole pool the ones that were put together before."""
    if len(fields) == 1:
        return fields[0].as_sample()
    known = fields[0].within[0] if fields[0].within else None
    if known and len(known) == sum(map(len, fields)) and all(one.within and one.within[0] is known for one in fields):
        return known
    return Values(pa.concat_arrays([field.array for field in fields])).as_sample()


def pools(fields: Sequence[Values]) -> Iterator[list[int]]:
    """Places of those *fields* that make a good pool, each place once; empty fields are left out."""
    shapes: dict[tuple[object, ...], list[int]] = {}
    for at, field in enumerate(fields):
        if len(field):
            shapes.setdefault(_shape(field), []).append(at)
    for places in shapes.values():
        some: list[int] = []
        size = values = 0
        for at in places:
            field = fields[at]
            more = int(field.utf8[0][-1] - field.utf8[0][0]) if field.kind == "text" else 0
            if some and (size + more > POOL_BYTES or values + len(field) > _POOL_VALUES):
                yield some
                some, size, values = [], 0, 0
            some.append(at)
            size, values = size + more, values + len(field)
        yield some


def _shape(field: Values) -> tuple[object, ...]:
    """The type, and of texts how long the longest is and of which kinds of characters they are, roughly.

    Of integers the widths that occur: where one has all its digits, others may have lost leading zeros.
    """
    if field.kind == "integer":
        return (str(field.array.type), np.unique(field.widths).tobytes(), np.unique(field.widths[:FIRST]).tobytes())
    if field.kind != "text":
        return (str(field.array.type),)
    there = field.alphabet
    kinds = (there[48:58].any(), there[65:91].any() or there[97:123].any(), there[128:].any(), there[32])
    return (str(field.array.type), *map(bool, kinds), field.extent[1].bit_length() // 2)
