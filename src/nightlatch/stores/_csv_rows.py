"""CSV that comes over a wire, as columns without a Python object per value: shared by the kinds that hand it out.

Rows are bounded by the block that they are read in; text is taken as bytes and becomes what its column is known to be,
or stays text where a value is of another type. Sends nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from nightlatch.stores import Column
from nightlatch.stores._texts import texts
from nightlatch.survey.flatten import expand_json

_BLOCK = 4 << 20  # a row is shorter, or lies across two
_HEAD = 1 << 20
_TYPES: Mapping[str, pa.DataType] = {
    "integer": pa.int64(), "float": pa.float64(), "unsigned": pa.uint64(), "boolean": pa.bool_(),
    "date": pa.date32(), "datetime": pa.timestamp("us"),
}  # fmt: skip


class Source(io.RawIOBase):
    """Pieces of an answer as a file, whose first line was taken off already."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._left, self.bytes = pieces, b"", 0

    def head(self) -> list[str]:
        """Names of the columns; [] where nothing came. Errors: ArrowInvalid, as what reads the rest has it."""
        while b"\n" not in self._left and len(self._left) < _HEAD and (piece := next(filter(None, self._pieces), b"")):
            self._left += piece
        line, _, self._left = self._left.partition(b"\n")
        try:
            return next(csv.reader([line.decode("utf-8", "replace")]), [])
        except csv.Error:
            raise pa.ArrowInvalid("a head that is no CSV") from None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what pyarrow hands over
        # Filled whole: a reader of CSV takes a short block for one, and a row may lie across two blocks only
        filled = 0
        while filled < len(buffer):
            self._left = self._left or next(filter(None, self._pieces), b"")
            if not self._left:
                break
            taken = self._left[: len(buffer) - filled]
            buffer[filled : filled + len(taken)], self._left = taken, self._left[len(taken) :]
            filled += len(taken)
        self.bytes += filled
        return filled


def blocks(source: Source, width: int, null: str, *, is_lenient: bool = False) -> Iterator[pa.RecordBatch]:
    """Rows of *width* columns, all binary; *null* unquoted is none. *is_lenient* leaves out rows of another width.

    Errors: ArrowInvalid where the CSV is broken, or a row is longer than a block.
    """
    names = [str(at) for at in range(width)]
    leave_out: Any = (lambda row: "skip") if is_lenient else None
    try:
        reader = pyarrow.csv.open_csv(
            pa.PythonFile(source, mode="r"),
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=leave_out),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_binary()), strings_can_be_null=True, null_values=[null],
                quoted_strings_can_be_null=False,
            ),
        )  # fmt: skip
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):  # a head and no row
            return
        raise
    yield from reader


def columns(block: pa.RecordBatch, names: Sequence[str | None], types: Mapping[str, str]) -> Iterator[Column]:
    """Columns by *names*, None for those that are left out; *types* are words such as ``integer``, else text."""
    for at, name in enumerate(names):
        array = block.column(at)
        if name is None or array.null_count == len(array):
            continue
        rows = None if not array.null_count else np.flatnonzero(np.asarray(array.is_valid())).astype(np.int32)
        yield from _typed(name, array.drop_null(), rows, types.get(name, ""))


def _typed(path: str, array: pa.Array, rows: Any, kind: str) -> Iterator[Column]:
    for column in texts(path, array, rows):
        try:
            if kind == "nanoseconds":
                yield Column(path=path, array=_moments(column.array), rows=column.rows)
            elif kind in _TYPES:
                yield Column(path=path, array=column.array.cast(_TYPES[kind]), rows=column.rows)
            elif pa.types.is_large_string(column.array.type):
                yield from expand_json(path, column.array, column.rows)
            else:
                yield column
        except pa.ArrowInvalid:  # a value of another type than the catalogue has it
            yield column


def _moments(nanoseconds: pa.Array) -> pa.Array:
    """As microseconds, which is what a Python object can hold."""
    return pc.divide(nanoseconds.cast(pa.int64()), 1000).cast(pa.timestamp("us"))
