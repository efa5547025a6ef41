"""Reads a table of MySQL or MariaDB: which statement, and how its rows become columns.

Sends SELECT, with values cut to 64 KiB by the server, over the part of the table that a reading allows.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.model import Failed
from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores._kept import KEPT
from nightlatch.stores._mysql_wire import Block, Refused, Wire
from nightlatch.stores._texts import strings_at, texts
from nightlatch.survey.flatten import expand_json

_INTEGERS = frozenset({"tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year"})
_FLOATS = frozenset({"float", "double", "real"})
_SHAPES = frozenset(
    {"geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon"}
    | {"geometrycollection", "geomcollection"}
)
_BINARY = frozenset({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit"})
_LONG = frozenset({"text", "mediumtext", "longtext", "blob", "mediumblob", "longblob", "json", "vector"})
_JSON = frozenset({"json", "text", "mediumtext", "longtext"})
_NO_DAY = r"^0000|^\d{4}-00|^\d{4}-\d\d-00"  # MySQL lets these be dates
_STRATA = 64  # places of a table at which a sample looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column as the catalogue describes it."""

    name: str
    type: str  # "varchar"
    is_key: bool = False  # the only column of the primary key
    is_readable: bool = True


def quoted(name: str) -> str:
    """*name* as an identifier."""
    return "`" + name.replace("`", "``") + "`"


def expression(field: Field) -> str:
    """What is selected for *field*: at most 64 KiB of it."""
    name = quoted(field.name)
    if field.type in _SHAPES:
        return f"IF(LENGTH({name}) > {KEPT}, NULL, {name})"
    return (
        f"LEFT({name}, {KEPT if field.type in _BINARY | _LONG - _JSON else KEPT // 4})" if field.type in _LONG else name
    )


def batches(wire: Wire, table: tuple[str, str], fields: list[Field], estimate: int | None, reading: Reading
            ) -> Iterator[Batch]:  # fmt: skip
    """Contents of one table within the bounds of *reading*; where the server's time limit ends a statement, so far."""
    until = None if reading.seconds is None else time.monotonic() + reading.seconds
    records = total = 0
    for statement in _statements(wire, table, fields, estimate, reading):
        try:
            for block in wire.blocks(statement, until):
                batch = _batch(block, fields)
                records, total = records + batch.records, total + batch.bytes
                yield batch
                if _is_over(reading, records, total, until):
                    return
        except Failed as failed:
            if failed.failure.kind == "timeout" and until is not None and time.monotonic() >= until:
                return
            raise
        except Refused as refused:
            if records or refused.code in _OUT_OF_TIME:
                return
            raise


_OUT_OF_TIME = {1969, 3024, 1317, 1028}  # max_statement_time, max_execution_time, interrupted, sort aborted


def _is_over(reading: Reading, records: int, total: int, until: float | None) -> bool:
    return (
        (not reading.full and records >= reading.records)
        or (reading.bytes is not None and total >= reading.bytes)
        or (until is not None and time.monotonic() > until)
    )


def _statements(wire: Wire, table: tuple[str, str], fields: list[Field], estimate: int | None, reading: Reading
                ) -> Iterator[str]:  # fmt: skip
    """One SELECT for all of a small table; for a sample of a large one, one per stretch of its primary key."""
    what = ", ".join(expression(field) for field in fields)
    select = f"SELECT {what} FROM {quoted(table[0])}.{quoted(table[1])}"  # noqa: S608 - identifiers are quoted
    if reading.full:
        yield select
        return
    rows = reading.records
    if estimate is None or estimate <= rows * 5 // 4:
        yield f"{select} LIMIT {rows}"
        return
    key = next((field for field in fields if field.is_key and field.type in _INTEGERS), None)
    ends = _ends(wire, table, key) if key else None
    if key is None or ends is None or ends[1] - ends[0] < rows:
        share = min(1.0, 1.2 * rows / estimate)
        yield f"{select} WHERE RAND({reading.seed}) < {share:.9f} LIMIT {rows}"
        return
    places = _places(ends, min(_STRATA, max(1, rows // 50)), reading.seed)
    name, each = quoted(key.name), max(1, rows // len(places))
    for start, end in zip(places, [*places[1:], ends[1] + 1], strict=True):
        yield f"{select} WHERE {name} >= {start} AND {name} < {end} ORDER BY {name} LIMIT {each}"


def _ends(wire: Wire, table: tuple[str, str], key: Field) -> tuple[int, int] | None:
    name = quoted(key.name)
    rows = wire.rows(f"SELECT MIN({name}), MAX({name}) FROM {quoted(table[0])}.{quoted(table[1])}")  # noqa: S608
    low, high = rows[0] if rows and len(rows[0]) == 2 else (None, None)
    is_number = all(one is not None and re.fullmatch(rb"-?\d{1,20}", one) for one in (low, high))
    return (int(low or b""), int(high or b"")) if is_number else None


def _places(ends: tuple[int, int], count: int, seed: int) -> list[int]:
    """Where each stretch begins: evenly spread, each moved by chance within its own stretch but the first."""
    low, step = ends[0], (ends[1] - ends[0] + 1) / count
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return [low] + [low + int((i + 0.9 * draw.random()) * step) for i in range(1, count)]


def _batch(block: Block, fields: list[Field]) -> Batch:
    columns: list[Column] = []
    for place, field in enumerate(fields):
        columns += _columns(field, block, place)
    return Batch(records=len(block.start), columns=tuple(columns), bytes=len(block.data))


def _columns(field: Field, block: Block, place: int) -> list[Column]:
    lengths = block.length[:, place]
    is_there = lengths >= 0
    rows = None if is_there.all() else np.flatnonzero(is_there).astype(np.int32)
    starts = block.start[:, place]
    if rows is not None:
        starts, lengths = starts[rows], lengths[rows]
    if not len(lengths):
        return []
    if field.type in _SHAPES:  # the server's own form: four bytes of SRID, then WKB
        return [
            Column(path=field.name, array=strings_at(block.data, starts + 4, np.maximum(lengths - 4, 0)), rows=rows)
        ]
    return _typed(field, strings_at(block.data, starts, lengths), rows)


def _typed(field: Field, binary: pa.Array, rows: np.ndarray[tuple[int], np.dtype[np.int32]] | None) -> list[Column]:
    if field.type in _BINARY:
        return [Column(path=field.name, array=binary, rows=rows)]
    found: list[Column] = []
    for column in texts(field.name, binary, rows):
        if not pa.types.is_large_string(column.array.type):
            found.append(column)
        elif field.type in _JSON:
            found += expand_json(field.name, column.array, column.rows)
        else:
            found.append(_cast(field, column))
    return found


def _cast(field: Field, column: Column) -> Column:
    """Numbers and times as such; text where a value does not fit (the error would quote it, and is dropped)."""
    try:
        if field.type in _INTEGERS:
            return _with(column, column.array.cast(pa.int64()))
        if field.type in _FLOATS:
            return _with(column, column.array.cast(pa.float64()))
        if field.type in ("date", "datetime", "timestamp"):
            kind = pa.date32() if field.type == "date" else pa.timestamp("us")
            is_zero = pc.match_substring_regex(
                column.array, r"^0000|^\d{4}-00|^\d{4}-\d\d-00"
            )  # what MySQL lets be a date
            return _with(column, pc.if_else(is_zero, None, column.array).cast(kind))
    except pa.ArrowInvalid:
        pass
    return column


def _with(column: Column, array: pa.Array) -> Column:
    return Column(path=column.path, array=array, rows=column.rows)
