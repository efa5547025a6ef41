"""Points of one measurement of InfluxDB as CSV, which becomes columns without a Python object per value.

Everything is read policy after policy in the order of time; a sample is taken in windows of time spread from the first
point to the last one. Sends SELECT * of the forms that `_influxdb_wire` declares.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores import _influxdb_wire as wire
from nightlatch.stores._csv_rows import Source, blocks, columns
from nightlatch.stores._http import Http

_WINDOWS = 32


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of one measurement; *types* of its fields where they have one only."""

    http: Http
    database: str
    measurement: str
    policies: list[str]
    types: Mapping[str, str]
    total: int | None
    reading: Reading
    statement_seconds: float
    _read: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)
    _until: float = field(default=0.0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        self._until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        for policy in self.policies:
            table = ".".join(map(wire.quoted, (self.database, policy, self.measurement)))
            for statement in self._statements(f"SELECT * FROM {table}"):  # noqa: S608 - quoted, and held to a form
                yield from self._answer(statement)
                if self._is_over():
                    return

    def _is_over(self) -> bool:
        most = self.reading.bytes
        is_enough = not self.reading.full and self._read >= self.reading.records
        return is_enough or (most is not None and self._bytes >= most) or time.monotonic() > self._until

    def _statements(self, select: str) -> Iterator[str]:
        rows = self.reading.records
        if self.reading.full:
            yield select
            return
        ends = None if self.total is not None and self.total * 5 // 4 <= rows else self._ends(select)
        if ends is None or ends[1] - ends[0] < _WINDOWS:
            yield f"{select} LIMIT {rows}"
            return
        draw = random.Random(self.reading.seed)  # noqa: S311 - a sample, not a secret
        step = (ends[1] - ends[0] + 1) / _WINDOWS
        for at in range(_WINDOWS):
            start = ends[0] + int(at * step)
            inside = start + int(draw.random() * step / 2) * bool(at)
            end = ends[0] + int((at + 1) * step)
            yield f"{select} WHERE time >= {inside} AND time < {max(end, inside + 1)} LIMIT {-(-rows // _WINDOWS)}"

    def _ends(self, select: str) -> tuple[int, int] | None:
        """Times of the first and the last point, in nanoseconds."""
        found = [self._time(f"{select} LIMIT 1"), self._time(f"{select} ORDER BY time DESC LIMIT 1")]
        return (found[0], found[1]) if found[0] is not None and found[1] is not None else None

    def _time(self, statement: str) -> int | None:
        for batch in self._answer(statement, is_counted=False):
            for column in batch.columns:
                if column.path == "time" and pa.types.is_timestamp(column.array.type):
                    return int(column.array.cast(pa.int64())[0].as_py()) * 1000
        return None

    def _answer(self, statement: str, *, is_counted: bool = True) -> Iterator[Batch]:
        seconds = max(1.0, min(self._until - time.monotonic(), 1e7)) + self.statement_seconds
        try:
            source = Source(wire.select(self.http, statement, seconds=seconds))
        except wire.Refused as refused:
            kind = "wrong-credentials" if refused.status in (401, 403) else "timeout"
            what = "may not be read by us" if kind == "wrong-credentials" else f"answers with {refused.status}"
            raise Failed(Failure(kind=kind, target=self.http.target.url, what=what)) from None  # type: ignore[arg-type]
        try:
            head = source.head()
            if head and head[:3] != ["name", "tags", "time"]:
                raise pa.ArrowInvalid("another head")
            yield from self._blocks(source, head, is_counted) if head else ()
        except pa.ArrowInvalid:
            what = "its CSV is broken, or a row of it has no end"
            raise Failed(Failure(kind="hostile", target=self.http.target.url, what=what)) from None

    def _blocks(self, source: Source, head: list[str], is_counted: bool) -> Iterator[Batch]:
        names = [None, None, *head[2:]]  # of which measurement, and by which tags grouped: known
        types = {**self.types, "time": "nanoseconds"}
        before = 0
        for block in blocks(source, len(head), ""):
            came, before = source.bytes - before, source.bytes
            if is_counted:
                self._read, self._bytes = self._read + block.num_rows, self._bytes + came
            yield Batch(records=block.num_rows, columns=tuple(columns(block, names, types)), bytes=came)
            if is_counted and self._is_over():
                return
