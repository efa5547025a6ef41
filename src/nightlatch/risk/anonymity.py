"""k-anonymity and l-diversity: how large the groups are of records that look alike in what describes people.

k is the smallest group (Sweeney 2002), l the smallest number of distinct sensitive values in one (Machanavajjhala and
others 2007). Works on keyed hashes of combinations of values, and keeps nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nightlatch.risk import _traces

FEW = 5  # records, below which a group is small


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """*unique*: the share of records alone in their group; *few*: in groups below five."""

    records: int
    k: int
    unique: float
    few: float
    diversity: int | None


def measure(combined: NDArray[np.uint64], sensitive: NDArray[np.uint64] | None = None) -> Groups | None:
    """Of each record the hash of its combination and of its sensitive value; None where there are no records.

    Memory: about 24 bytes a record more. Time: 2.5 million records in about a second.
    """
    if not len(combined):
        return None
    ids, known = _traces.dense(combined)
    sizes = np.bincount(ids, minlength=len(known))
    diversity = None
    if sensitive is not None:
        starts, order = _traces.grouped(ids, len(known))
        values, _ = _traces.dense(sensitive[order])
        diversity = int(np.diff(_traces.distinct(starts, values)[0]).min())
    return Groups(
        records=len(combined), k=int(sizes.min()), unique=int(np.count_nonzero(sizes == 1)) / len(combined),
        few=int(sizes[sizes < FEW].sum()) / len(combined), diversity=diversity,
    )  # fmt: skip
