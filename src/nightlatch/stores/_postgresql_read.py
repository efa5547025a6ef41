"""Reads tables: which columns in which form, how a sample is spread, and what becomes of values that do not fit.

Sends SELECTs that the driver, or for the whole of a large table `_postgresql_copy`, puts inside COPY (...) TO STDOUT.
Types that Arrow has go as they are; of a bytea its
first 64 bytes; the rest as the text that the server would print, by format(), which unlike a cast to text runs no
function that somebody defined in the database.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores._postgresql_catalog import Attribute, Table
from nightlatch.stores._postgresql_copy import FORMS, TEXT, Form, copied
from nightlatch.stores._postgresql_link import Link, Refused, quoted
from nightlatch.stores._postgresql_wire import failed
from nightlatch.stores._texts import texts
from nightlatch.survey.flatten import columns_of, expand_json

if TYPE_CHECKING:
    from nightlatch.dial import Line

_SIMPLE = frozenset({"bool", "int2", "int4", "int8", "float4", "float8", "numeric", "date", "timestamp", "timestamptz"})
_TEXT = frozenset({"text", "varchar", "bpchar", "name", "char", "citext"})
_JSON = frozenset({"json", "jsonb"})
_SHAPES = frozenset({"geometry", "geography"})  # of PostGIS; what it sends is extended WKB
_IMAGE_BYTES = 64  # enough to tell what a file is
_LONGEST = 64 << 10  # characters of a text that may be long
_LONGEST_JSON = 1 << 20
_SMALL_PAGES = 64
_AIM = 0.9  # of the records asked for: pages vary, and a sample that is cut short leaves out the end of the table
_PAGE = 8192
_NO_TEXT = "22021"  # character_not_in_repertoire
_LARGE_BYTES = 32 << 20  # of a table; below, one more connection is not worth it


def expression(one: Attribute, has_toast: bool) -> str:
    """How to ask for one column; texts are cut only in tables where long ones exist."""
    name = quoted(one.name)
    if one.is_built_in and (one.type in _SIMPLE or one.element in _SIMPLE):
        return name
    if one.is_built_in and one.element in _TEXT:
        return name
    if one.is_built_in and one.type in _TEXT - {"name", "char"}:
        return f"left({name}, {_LONGEST}) AS {name}" if has_toast else name
    if one.is_built_in and one.type in ("name", "char"):
        return name
    if one.is_built_in and one.type in _JSON:
        return f"left({name}::text, {_LONGEST_JSON}) AS {name}" if has_toast else name
    if one.is_built_in and one.type == "bytea":
        return f"substring({name} from 1 for {_IMAGE_BYTES}) AS {name}"
    if one.type in _SHAPES:
        return name
    return as_text(one)


def as_text(one: Attribute) -> str:
    """What the server would print, whatever the type."""
    name = quoted(one.name)
    return f"CASE WHEN {name} IS NULL THEN NULL ELSE left(format('%s', {name}), {_LONGEST}) END AS {name}"


def form(one: Attribute, has_toast: bool) -> tuple[str, Form] | None:
    """How to ask for one column where we read the answer ourselves, and what comes; None: the driver has to."""
    if one.element in _SIMPLE | _TEXT or one.type in _SHAPES or (one.is_built_in and one.type == "char"):
        return None
    if not one.is_built_in or one.type not in FORMS:
        return as_text(one), TEXT
    if one.type == "jsonb" and not has_toast:
        return f"{quoted(one.name)}::text", TEXT
    return expression(one, has_toast), FORMS[one.type]


def source(table: Table) -> str:
    """The table alone, without tables that inherit from it; a partitioned one with its parts."""
    only = "" if table.kind == "p" else "ONLY "
    return f"{only}{quoted(table.schema)}.{quoted(table.name)}"


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of one table."""

    link: Link
    table: Table
    attributes: tuple[Attribute, ...]
    reading: Reading
    estimate: int | None
    until: float | None = None  # on the monotonic clock
    is_raw: bool = False  # the server passes bytes on as they are
    read: int = 0
    _bytes: int = 0

    def batches(self, *, is_text: bool = False) -> Iterator[Batch]:
        """Columns of what is read. Errors: :class:`Refused`, ``Failed``; call again with *is_text* to go on."""
        json_fields = frozenset(one.name for one in self.attributes if one.is_built_in and one.type in _JSON)
        line, source = self._source(is_text)
        received = line.received
        for batch in source:
            if room := self._room(batch.num_rows):
                batch = self._named(batch.slice(0, room))
                now = line.received
                self.read += batch.num_rows
                self._bytes += now - received
                yield Batch(records=batch.num_rows, columns=self._columns(batch, json_fields), bytes=now - received)
                received = now
            if self.is_over:
                return

    def _source(self, is_text: bool) -> tuple[Line, Iterator[pa.RecordBatch]]:
        is_large = self.reading.full and (self.table.heap_bytes or 0) >= _LARGE_BYTES
        forms = [form(one, self.table.has_toast) for one in self.attributes]
        if is_large and not (is_text or self.is_raw) and all(forms):
            asked = [one for one in forms if one]
            names = [one.name for one in self.attributes]
            columns = tuple((name, made) for name, (_, made) in zip(names, asked, strict=True))
            found = copied(self.link, self._select([words for words, _ in asked]), columns, self.reading)
            if found is not None:
                return found
        return self.link.line, self.link.batches(self._statement(is_text))

    def _columns(self, batch: pa.RecordBatch, json_fields: frozenset[str]) -> tuple[Column, ...]:
        found: list[Column] = []
        for column in columns_of(_sound(batch), json_fields if not self.is_raw else frozenset()):
            if not self.is_raw or not pa.types.is_string(column.array.type):
                found.append(column)
                continue
            for text in _texts(column.path, column.array.cast(pa.large_binary()), column.rows):
                is_json = text.path in json_fields and pa.types.is_large_string(text.array.type)
                found += expand_json(text.path, text.array, text.rows) if is_json else [text]
        return tuple(found)

    def _named(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """*batch* under the names that we asked for, whatever they are called. Errors: ``Failed``, `Refused`."""
        names = [one.name for one in self.attributes]
        if batch.num_columns == len(names):
            try:
                named = pa.RecordBatch.from_arrays(batch.columns, names=names)
                named.validate(full=not self.is_raw)  # what is asked for as it is may be any bytes
                return named
            except UnicodeDecodeError:  # a type's own names
                pass
            except pa.ArrowInvalid:  # text that is no UTF-8, of a server that said it was; 22: asked for as it is
                raise Refused(_NO_TEXT) from None
        raise failed("hostile", self.link.way.endpoint, "answers with other columns than it was asked for")

    def _room(self, rows: int) -> int:
        return min(rows, self.reading.records - self.read)

    @property
    def is_over(self) -> bool:
        """Is a bound of the reading reached?"""
        bytes_ = self.reading.bytes
        return (
            self.read >= self.reading.records
            or (bytes_ is not None and self._bytes >= bytes_)
            or (self.until is not None and time.monotonic() > self.until)
        )

    def _statement(self, is_text: bool) -> str:
        names = [as_text(one) if is_text else expression(one, self.table.has_toast) for one in self.attributes]
        return self._select(names)

    def _select(self, words: list[str]) -> str:
        select = f"SELECT {', '.join(words)} FROM {source(self.table)}"  # noqa: S608 - identifiers are quoted
        if not self.reading.full:
            select += f"{self._sample()} LIMIT {self.reading.records - self.read}"
        return select + (f" OFFSET {self.read}" if self.read else "")

    def _sample(self) -> str:
        """Whole pages by chance, so many that they hold the records asked for; small tables and views of data: all."""
        share = self._share()
        return "" if share >= 1 else f" TABLESAMPLE SYSTEM ({100 * share:.6f}) REPEATABLE ({self.reading.seed})"

    def _share(self) -> float:
        pages = (self.table.heap_bytes or 0) // _PAGE
        if pages <= _SMALL_PAGES or not self.estimate or self.table.kind not in "rpm":
            return 1.0
        share = _AIM * self.reading.records / self.estimate
        if self.reading.bytes is not None:
            share = min(share, self.reading.bytes / (pages * _PAGE))
        return max(share, _SMALL_PAGES / pages)


def _texts(path: str, binary: pa.Array, rows: np.ndarray[tuple[int], np.dtype[np.int32]] | None) -> list[Column]:
    if binary.null_count:
        there = np.asarray(binary.is_valid())
        owners = np.arange(len(binary), dtype=np.int32) if rows is None else rows
        binary, rows = binary.drop_null(), owners[there]
    return texts(path, binary, rows)


def _sound(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Without dates beyond the years 1 to 9999, "infinity" among them: the driver passes them on as numbers that
    overflow in whoever reads them."""
    arrays = [_dated(array) for array in batch.columns]
    if all(new is old for new, old in zip(arrays, batch.columns, strict=True)):
        return batch
    return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


_FIRST_DAY, _LAST_DAY = -719162, 2932896  # 0001-01-01 and 9999-12-31
_DAY = 86_400_000_000  # microseconds


def _dated(array: pa.Array) -> pa.Array:
    kind = array.type
    if pa.types.is_list(kind) and (pa.types.is_date32(kind.value_type) or pa.types.is_timestamp(kind.value_type)):
        values = array.values
        inner = _dated(values)
        if inner is values:
            return array
        return pa.ListArray.from_arrays(array.offsets, inner, mask=array.is_null() if array.null_count else None)
    if pa.types.is_date32(kind):
        numbers, low, high = array.view(pa.int32()), _FIRST_DAY, _LAST_DAY
    elif pa.types.is_timestamp(kind) and kind.unit == "us":
        numbers, low, high = array.view(pa.int64()), _FIRST_DAY * _DAY, (_LAST_DAY + 1) * _DAY - 1
    else:
        return array
    ends = pc.min_max(numbers)
    least, most = ends["min"].as_py(), ends["max"].as_py()
    if least is None or (least >= low and most <= high):
        return array
    is_in = pc.and_(pc.greater_equal(numbers, low), pc.less_equal(numbers, high))
    return pc.if_else(is_in, array, pa.scalar(None, kind))
