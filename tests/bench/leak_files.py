"""The synthetic leak as files, for measurements: JSON lines, CSV and Parquet of the same rows.

python -m tests.bench.leak_files FOLDER [--people N] [--points N]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from nightlatch.demo.leak import PEOPLE_SCHEMA, POINTS_SCHEMA, Leak

FULL = (2_565_724, 6_680_348)
ENDING = datetime(2026, 11, 23, 4, tzinfo=UTC)
_ENCODER = msgspec.json.Encoder()


def write(folder: Path, leak: Leak) -> None:
    """``people.*`` and ``points.*`` in *folder*. Memory: a batch."""
    for name, schema, batches in (
        ("people", PEOPLE_SCHEMA, leak.people_batches()),
        ("points", POINTS_SCHEMA, leak.point_batches()),
    ):
        _write(folder / name, schema, batches)


def _write(path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with (
        path.with_suffix(".jsonl").open("wb") as lines,
        pyarrow.csv.CSVWriter(str(path.with_suffix(".csv")), schema) as table,
        pyarrow.parquet.ParquetWriter(str(path.with_suffix(".parquet")), schema) as columns,
    ):
        for batch in batches:
            lines.write(_ENCODER.encode_lines(batch.to_pylist()))
            table.write_batch(batch)
            columns.write_batch(batch)


def main() -> None:
    """Write the files that were asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--people", type=int, default=FULL[0] // 4)
    asked.add_argument("--points", type=int, default=FULL[1] // 4)
    given = asked.parse_args()
    write(given.folder, Leak(people=given.people, points=given.points, seed=1, ending=ENDING))


if __name__ == "__main__":
    main()
