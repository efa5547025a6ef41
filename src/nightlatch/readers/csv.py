"""CSV and TSV (RFC 4180), also with ``;`` and ``|``; delimiter, quoting and heading are told by the first rows.

All cells are text: a number would lose its zeros. A row of another width is counted as undecodable, and kept as the
text that it is; so is a quotation that never ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from nightlatch.readers import HEAD_BYTES, NO, SHAPE, Opened, Source, Table
from nightlatch.readers._csv_kernels import whole_rows
from nightlatch.readers._dialect import Dialect, dialect_of
from nightlatch.readers._documents import ODD
from nightlatch.readers._lines import BLOCK, LONGEST, estimate
from nightlatch.readers._texts import columns_of, text_of
from nightlatch.readers._within import within
from nightlatch.stores import Batch, Column

_NULLS = ["", "NULL", "\\N"]
_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")


class Csv:
    """See :class:`nightlatch.readers.Reader`."""

    name = "csv"
    description = "CSV, TSV and the like, with a heading or without"
    suffixes = _SUFFIXES

    def certainty(self, head: bytes) -> int:
        """Its first rows have as many cells each, at least two."""
        return SHAPE if dialect_of(_text(head)) is not None else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """One table."""
        yield Table(read=lambda reading: within(_read(source), reading), records=estimate(source), bytes=source.bytes)


def _text(head: bytes) -> str:
    """Whole lines of *head*, where it has any."""
    text = head.decode("utf-8", "replace")
    return text[: text.rfind("\n") + 1] or text if len(head) >= HEAD_BYTES else text


def _read(source: Source) -> Iterator[Batch]:
    with source.open() as stream:
        held = stream.read(BLOCK)
        dialect = _dialect(held, source.name)
        is_first = True
        while held:
            end, _, is_quoted = whole_rows(np.frombuffer(held, np.uint8), ord(dialect.delimiter))
            if end:
                yield _rows(held[:end], dialect, is_heading=is_first and dialect.has_heading)
                is_first, held = False, held[end:] or stream.read(BLOCK)
            elif len(held) < LONGEST and (piece := stream.read(BLOCK)):
                held += piece
            elif not (source.is_whole or is_first):  # the last row is cut
                return
            elif is_quoted or len(held) >= LONGEST:  # a quotation that never ends is none
                end = held.find(b"\n") + 1 or len(held)
                yield _as_text(held[:end])
                is_first, held = False, held[end:] or stream.read(BLOCK)
            else:  # the last row, without an end
                yield _rows(held, dialect, is_heading=is_first and dialect.has_heading)
                return


def _dialect(head: bytes, name: str) -> Dialect:
    """Of the first rows, however long they are."""
    end = 0
    for _ in range(3):
        end = head.find(b"\n", end) + 1 or len(head)
    found = dialect_of(_text(head[: max(end, HEAD_BYTES)]), is_surely=name.lower().endswith(_SUFFIXES))
    return found or Dialect(delimiter=",", names=("column1",), has_heading=False)


def _rows(block: bytes, dialect: Dialect, *, is_heading: bool) -> Batch:
    odd: list[str] = []

    def leave_out(row: Any) -> str:
        odd.append(row.text)
        return "skip"

    names = [str(at) for at in range(len(dialect.names))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(block),
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, block_size=len(block) + 1, use_threads=False, skip_rows_after_names=int(is_heading)
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=dialect.delimiter, newlines_in_values=True, invalid_row_handler=leave_out
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_binary()), strings_can_be_null=True, null_values=_NULLS,
            ),
        )  # fmt: skip
    except pa.ArrowInvalid:
        return _as_text(block)
    columns: list[Column] = []
    damaged = 0
    for name, cells in zip(dialect.names, table.columns, strict=True):
        text, wrong = text_of(cells.combine_chunks())
        columns.extend(columns_of(name, text, None))
        damaged = max(damaged, wrong)
    if odd:
        rows = np.arange(len(table), len(table) + len(odd), dtype=np.int32)
        columns.append(Column(path=ODD, array=pa.array(odd, pa.large_string()), rows=rows))
    return Batch(
        records=len(table) + len(odd), columns=tuple(columns), bytes=len(block), undecodable=len(odd) + damaged
    )


def _as_text(block: bytes) -> Batch:
    """What is no table after all: its lines."""
    lines = [line for line in block.decode("utf-8", "replace").splitlines() if line.strip()]
    columns = (Column(path=ODD, array=pa.array(lines, pa.large_string())),) if lines else ()
    return Batch(records=len(lines), columns=columns, bytes=len(block), undecodable=len(lines))


READER = Csv()
