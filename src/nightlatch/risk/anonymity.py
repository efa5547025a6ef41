"""k-anonymity and l-diversity: how large the groups are of records that look alike in what describes people.

k is the smallest group (Sweeney 2002), l the smallest number of distinct sensitive values in one (Machanavajjhala and
others 2007). Works on keyed hashes of combinations of values, and keeps nothing of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nightlatch.risk import _numbering, _traces

FEW = 5  # records, below which a group is small

Pieces = Sequence[NDArray[np.uint64]]
Short = Sequence[NDArray[np.uint32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """*unique*: the share of records alone in their group; *few*: in groups below five."""

    records: int
    k: int
    unique: float
    few: float
    diversity: int | None


def measure(combined: Pieces, sensitive: Short | None = None) -> Groups | None:
    """Of each record the hash of its combination and of its sensitive value; None where there are no records.

    Memory: 8 bytes a record more, and 16 a group. Time: 2.5 million records in 0.1 to 0.3 s.
    """
    if not (records := sum(map(len, combined))):
        return None
    ids, count = _numbering.parted(lambda: combined, records)
    grouped = ids[ids != _traces.ALONE]
    sizes = np.bincount(grouped, minlength=count)
    alone = records - len(grouped) + int(np.count_nonzero(sizes == 1))
    few = records - len(grouped) + int(sizes[sizes < FEW].sum())
    k = 1 if alone else int(sizes.min())
    return Groups(
        records=records, k=k, unique=alone / records, few=few / records,
        diversity=None if sensitive is None else 1 if alone else _diversity(ids, count, sensitive),
    )  # fmt: skip


def _diversity(ids: NDArray[np.int32], count: int, sensitive: Short) -> int:
    """The fewest distinct sensitive values in a group, where nobody is alone."""
    values, _ = _numbering.numbered(lambda: (piece.astype(np.uint64) for piece in sensitive), len(ids))
    starts, order = _traces.grouped(ids, count)
    starts, _ = _traces.distinct(starts, _traces.ordered(values, order))
    return int(np.diff(starts).min())
