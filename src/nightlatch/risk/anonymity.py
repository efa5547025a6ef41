"""k-anonymity and l-diversity: how large the groups are of records that look alike in what describes people.

k is the smallest group (Sweeney 2002), l the smallest number of distinct sensitive values in one (Machanavajjhala and
others 2007). Works on keyed hashes of combinations of values, and keeps nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEW = 5  # records, below which a group is small
_SHARES_OF = 100_000  # records: of more, a share of the groups is looked at at a time
_MOST_SHARES = 16

Pieces = Sequence[NDArray[np.uint64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """*unique*: the share of records alone in their group; *few*: in groups below five."""

    records: int
    k: int
    unique: float
    few: float
    diversity: int | None


def measure(combined: Pieces, sensitive: Pieces | None = None) -> Groups | None:
    """Of each record the hash of its combination and of its sensitive value; None where there are no records.

    Memory: 2 to 4 bytes a record more. Time: 2.5 million records in about half a second.
    """
    if not (records := sum(map(len, combined))):
        return None
    alone = few = 0
    smallest, diversities = [], []
    for keys, values in _shares(combined, sensitive, records):
        order = np.argsort(keys) if values is None else np.lexsort((values, keys))
        keys = keys[order]
        is_new = np.append(True, keys[1:] != keys[:-1])
        heads = np.flatnonzero(is_new)
        sizes = np.diff(heads, append=len(keys))
        smallest.append(int(sizes.min()))
        alone += int(np.count_nonzero(sizes == 1))
        few += int(sizes[sizes < FEW].sum())
        if values is not None:
            values = values[order]
            is_new[1:] |= values[1:] != values[:-1]
            diversities.append(int(np.add.reduceat(is_new, heads, dtype=np.int64).min()))
    return Groups(
        records=records, k=min(smallest), unique=alone / records, few=few / records,
        diversity=min(diversities, default=None),
    )  # fmt: skip


def _shares(
    combined: Pieces, sensitive: Pieces | None, records: int
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64] | None]]:
    """Whole groups with their sensitive values, some at a time."""
    shares = min(_MOST_SHARES, 1 << (records // _SHARES_OF).bit_length())
    for share in range(shares):
        chosen = [piece & np.uint64(shares - 1) == share for piece in combined]
        keys = _chosen(combined, chosen)
        if len(keys):
            yield keys, None if sensitive is None else _chosen(sensitive, chosen)


def _chosen(pieces: Pieces, chosen: Sequence[NDArray[np.bool_]]) -> NDArray[np.uint64]:
    return np.concatenate([piece[here] for piece, here in zip(pieces, chosen, strict=True)])
