"""What a survey of the synthetic leak has to find: counted from its rows, by other means than a survey's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Exact numbers; *points_by_hour* has the start of each UTC hour, *people_seen* those with at least one point."""

    people: int
    points: int
    first: datetime | None
    last: datetime | None
    people_seen: int
    points_by_tag: dict[str, int] = field(default_factory=dict)
    people_by_tag: dict[str, int] = field(default_factory=dict)
    points_by_hour: dict[datetime, int] = field(default_factory=dict)


def count(people: int, batches: Iterable[pa.RecordBatch]) -> Facts:
    """Count the points in *batches*, of persons 1 to *people*.

    Memory: a byte per person and tag.
    """
    seen: dict[str, NDArray[np.bool_]] = {}
    tags: Counter[str] = Counter()
    hours: Counter[int] = Counter()
    ends: list[int] = []
    for batch in batches:
        person = batch["person_id"].to_numpy()
        times = batch["seen_at"].to_numpy(zero_copy_only=False).astype("datetime64[ms]").astype(np.int64)
        ends = [min([*ends, int(times.min())]), max([*ends, int(times.max())])]
        for hour, many in zip(*np.unique(times // 3_600_000, return_counts=True), strict=True):
            hours[int(hour)] += int(many)
        encoded = batch["place"].dictionary_encode()
        codes = encoded.indices.to_numpy()
        for code, tag in enumerate(encoded.dictionary.to_pylist()):
            tags[tag] += int(np.count_nonzero(codes == code))
            seen.setdefault(tag, np.zeros(people, np.bool_))[person[codes == code] - 1] = True
    anywhere = np.logical_or.reduce(list(seen.values())) if seen else np.zeros(0, np.bool_)
    return Facts(
        people=people,
        points=tags.total(),
        first=datetime.fromtimestamp(ends[0] / 1000, UTC) if ends else None,
        last=datetime.fromtimestamp(ends[1] / 1000, UTC) if ends else None,
        people_seen=int(anywhere.sum()),
        points_by_tag=dict(tags.most_common()),
        people_by_tag={tag: int(seen[tag].sum()) for tag, _ in tags.most_common()},
        points_by_hour={datetime.fromtimestamp(hour * 3600, UTC): many for hour, many in sorted(hours.items())},
    )
