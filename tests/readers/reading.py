"""What the tests of readers share: a source of bytes, and the values that come out of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from nightlatch.readers import Left, Source, Table
from nightlatch.readers._bounds import Bounds
from nightlatch.readers._opening import tables
from nightlatch.stores import Batch, Reading

ALL = Reading(full=True, records=1 << 60, bytes=None, seconds=None)


def held(name: str, content: bytes, *, is_whole: bool = True) -> Source:
    """A file in memory that can only be read onwards, as what comes out of compression can."""

    class Onwards(io.BytesIO):
        def seekable(self) -> bool:
            return False

    bounds = Bounds(size=len(content))
    return Source(name=name, open=lambda: Onwards(content), bytes=len(content), is_whole=is_whole, bounds=bounds)


def at(path: Path) -> Source:
    """A file on disk."""
    size = path.stat().st_size
    return Source(
        name=path.name, open=lambda: path.open("rb", buffering=0), bytes=size, path=str(path), bounds=Bounds(size=size)
    )  # fmt: skip


def opened(source: Source) -> tuple[dict[str, Table], list[Left]]:
    """Its tables by name, and what was left."""
    found = list(tables(source))
    left = [one for one in found if isinstance(one, Left)]
    return {one.name: one for one in found if isinstance(one, Table)}, left


def batches(source: Source, reading: Reading = ALL) -> list[Batch]:
    """All batches of all tables."""
    return [batch for table in opened(source)[0].values() for batch in table.read(reading)]


def records(source: Source, reading: Reading = ALL) -> list[dict[str, Any]]:
    """Its records, each with the fields that it has; of several values of one field the last."""
    found: list[dict[str, Any]] = []
    for batch in batches(source, reading):
        rows: list[dict[str, Any]] = [{} for _ in range(batch.records)]
        for column in batch.columns:
            owners = range(len(column.array)) if column.rows is None else column.rows.tolist()
            for row, value in zip(owners, column.array.to_pylist(), strict=True):
                if value is not None:
                    rows[row][column.path] = value
        found += rows
    return found


def undecodable(source: Source) -> int:
    """How many records could not be told apart into fields."""
    return sum(batch.undecodable for batch in batches(source))
