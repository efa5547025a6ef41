"""Reads a table of SQL Server: which statement, and how its rows become columns.

Sends SELECT, with values made texts or binaries of at most 8000 bytes by the server, of pages drawn by TABLESAMPLE.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.model import Failed
from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores._mssql_batches import quoted
from nightlatch.stores._mssql_tokens import Row
from nightlatch.survey.flatten import expand_json

_TEXT, _LONG_TEXT = "CONVERT(nvarchar(4000), {})", "CONVERT(nvarchar(4000), CONVERT(nvarchar(max), {}))"
_BYTES, _LONG_BYTES = "CONVERT(varbinary(8000), {})", "CONVERT(varbinary(8000), CONVERT(varbinary(max), {}))"
_SHAPE, _ISO = "CONVERT(varbinary(8000), {}.STAsBinary())", "CONVERT(nvarchar(40), {}, 126)"
_FORMS = {
    **dict.fromkeys(("char", "varchar", "nchar", "nvarchar"), _LONG_TEXT),
    **dict.fromkeys(("text", "ntext", "xml", "json", "sql_variant", "hierarchyid"), _LONG_TEXT),
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint", "bit", "decimal", "numeric", "uniqueidentifier"), _TEXT),
    **dict.fromkeys(("float", "real", "money", "smallmoney"), "CONVERT(nvarchar(40), {}, 2)"),
    **dict.fromkeys(("date", "time", "datetime", "datetime2", "smalldatetime", "datetimeoffset"), _ISO),
    **dict.fromkeys(("binary", "varbinary"), _BYTES),
    "image": _LONG_BYTES,
    **dict.fromkeys(("geometry", "geography"), _SHAPE),
}
_KINDS = {
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint", "bit"), pa.int64()),
    **dict.fromkeys(("float", "real"), pa.float64()),
    "date": pa.date32(),
    **dict.fromkeys(("datetime", "datetime2", "smalldatetime"), pa.timestamp("us")),
}
_JSON = frozenset({"varchar", "nvarchar", "text", "ntext", "json"})
_BINARY = frozenset({_BYTES, _LONG_BYTES, _SHAPE})
_MICROSECONDS = 26  # characters of a time, of which datetime2 writes one more
_BLOCK_ROWS, _BLOCK_BYTES = 5_000, 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column as the catalogue describes it; *is_sealed*: what is in it, only its owners' clients can tell."""

    name: str
    type: str
    is_readable: bool = True
    is_sealed: bool = False

    @property
    def is_told(self) -> bool:
        """Is it one that can be read? Types of somebody's own, row versions and vectors are not."""
        return self.is_readable and not self.is_sealed and self.type in _FORMS


def statements(table: tuple[str, str], fields: list[Field], estimate: int | None, reading: Reading) -> Iterator[str]:
    """What to run, one after the other until there are rows: a sample of pages can hold none of them."""
    what = ", ".join(_FORMS[one.type].format(quoted(one.name)) for one in fields)
    place = f"{quoted(table[0])}.{quoted(table[1])}"
    if reading.full:
        yield f"SELECT {what} FROM {place}"  # noqa: S608 - identifiers are quoted
        return
    rows = max(1, reading.records)
    if estimate is not None and estimate > rows * 5 // 4:
        share = min(100.0, 120 * rows / estimate)
        seed = reading.seed % (1 << 31)
        yield f"SELECT TOP ({rows}) {what} FROM {place} TABLESAMPLE SYSTEM ({share:.6f} PERCENT) REPEATABLE ({seed})"  # noqa: S608
    yield f"SELECT TOP ({rows}) {what} FROM {place}"  # noqa: S608


def batches(rows: Iterable[Row], fields: list[Field], reading: Reading, until: float) -> Iterator[Batch]:
    """*rows* as columns, within the bounds of *reading*; where they break off, what came before that."""
    total = 0
    for block, is_last in _blocks(rows, None if reading.full else reading.records, until):
        length = sum(len(value) for row in block for value in row if value is not None)
        yield _batch(block, fields, length)
        total += length
        if is_last or (reading.bytes is not None and total >= reading.bytes):
            return


def _blocks(rows: Iterable[Row], most: int | None, until: float) -> Iterator[tuple[list[Row], bool]]:
    """Rows in blocks, and whether no more are wanted."""
    block: list[Row] = []
    length = 0
    try:
        for number, row in enumerate(rows, 1):
            block.append(row)
            length += sum(len(value) for value in row if value is not None)
            is_last = number == most or time.monotonic() > until
            if is_last or len(block) >= _BLOCK_ROWS or length >= _BLOCK_BYTES:
                yield block, is_last
                block, length = [], 0
    except Failed:
        if block:
            yield block, False
        raise
    if block:
        yield block, True


def _batch(block: list[Row], fields: list[Field], length: int) -> Batch:
    columns = [column for place, field in enumerate(fields) for column in _columns(field, block, place)]
    return Batch(records=len(block), columns=tuple(columns), bytes=length)


def _columns(field: Field, block: list[Row], place: int) -> list[Column]:
    values = [row[place] for row in block]
    is_there = np.fromiter((value is not None for value in values), np.bool_, len(values))
    if not is_there.any():
        return []
    rows = None if is_there.all() else np.flatnonzero(is_there).astype(np.int32)
    held = [value for value in values if value is not None]
    if _FORMS[field.type] in _BINARY:
        return [Column(path=field.name, array=pa.array(held, pa.large_binary()), rows=rows)]
    array = pa.array([one.decode("utf-16-le", "replace") for one in held], pa.large_string())
    if field.type in _JSON:
        return expand_json(field.name, array, rows)
    return [Column(path=field.name, array=_cast(field, array), rows=rows)]


def _cast(field: Field, array: pa.Array) -> pa.Array:
    """Numbers and times as such; text where a value does not fit (the error would quote it, and is dropped)."""
    kind = _KINDS.get(field.type)
    if kind is None:
        return array
    try:
        return pc.utf8_slice_codeunits(array, 0, _MICROSECONDS).cast(kind)
    except pa.ArrowInvalid:
        return array
