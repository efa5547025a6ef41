"""Rows of one table of ClickHouse within the bounds of a reading: as CSV, or as JSON lines where columns are nested.

Only tables of the server's own engines are read: others would fetch from somewhere else, or consume what they hand out
(Kafka, RabbitMQ, NATS, FileLog, S3Queue). A sample of a large table is a random share of its rows; of a very large one
the beginnings of many of its parts, so that it is not read through.
"""

# ruff: noqa: S608 - names are quoted, and the wire refuses whatever is not of a declared form
from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
import pyarrow as pa

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores._csv_rows import Source, blocks, columns
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http
from nightlatch.survey.flatten import expand_json

_LARGE = 20_000_000  # rows; a larger table is not read through for a sample
_PARTS = 40
_STATEMENT = 6_000  # bytes; before 20 a URL may be 16 KiB long, and it is percent-encoded
_DENIED = frozenset({497, 291, 164})  # not granted, not in this database
_NESTED = re.compile(r"Array|Tuple|Map|Nested|JSON|Object|Variant|Dynamic|AggregateFunction|Point|Ring|Polygon")
_WRAPPED = re.compile(r"(?:LowCardinality|Nullable)\((.*)\)")
_KINDS = (
    (re.compile(r"Int(?:8|16|32|64)|UInt(?:8|16|32)"), "integer"), (re.compile(r"UInt64"), "unsigned"),
    (re.compile(r"Float(?:32|64)"), "float"), (re.compile(r"Date(?:32)?"), "date"), (re.compile(r"Bool"), "boolean"),
    (re.compile(r"DateTime(?:64)?(?:\(.*\))?"), "datetime"),
)  # fmt: skip
_SETTING = frozenset({164, 452, 115})  # a setting may not be changed


class _Part(msgspec.Struct):
    name: str
    rows: int = 0


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of one table of about *total* rows; *columns* with their types, none for all of them."""

    http: Http
    database: str
    table: str
    columns: Mapping[str, str]
    engine: str
    total: int | None
    reading: Reading
    is_fixed: bool
    statement_seconds: float
    _read: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)
    _until: float = field(default=0.0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        self._until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        is_flat = bool(self.columns) and not any(map(_NESTED.search, self.columns.values()))
        for statement in self._statements("CSVWithNames" if is_flat else "JSONEachRow"):
            for batch in self._flat(statement) if is_flat else self._nested(statement):
                yield batch
                self._read, self._bytes = self._read + batch.records, self._bytes + batch.bytes
                if self._is_over():
                    return

    def _is_over(self) -> bool:
        most = self.reading.bytes
        is_enough = not self.reading.full and self._read >= self.reading.records
        return is_enough or (most is not None and self._bytes >= most) or time.monotonic() > self._until

    def _flat(self, statement: str) -> Iterator[Batch]:
        """Rows as CSV: no Python object per value."""
        source = Source(self._pieces(statement))
        kinds = {name: kind_of(one) for name, one in self.columns.items()}
        before = 0
        try:
            names = source.head()
            for block in blocks(source, len(names), "\\N", is_lenient=True) if names else ():
                came, before = source.bytes - before, source.bytes
                yield Batch(records=block.num_rows, columns=tuple(columns(block, names, kinds)), bytes=came)
        except pa.ArrowInvalid:
            what = "its CSV is broken, or a row of it has no end"
            raise Failed(Failure(kind="hostile", target=self.http.target.url, what=what)) from None

    def _nested(self, statement: str) -> Iterator[Batch]:
        """Rows as JSON, where a column holds lists, maps or documents."""
        left = None if self.reading.bytes is None else self.reading.bytes - self._bytes
        for batch in batches_of(_bounded(wire.lines_of(self._pieces(statement), self.http.target.url), left)):
            yield _with_json(batch)

    def _pieces(self, statement: str) -> Iterator[bytes]:
        settings = self._settings()
        seconds = max(1.0, min(self._until - time.monotonic(), 1e7)) + self.statement_seconds
        try:
            try:
                return wire.pieces_of(self.http, statement, settings, seconds)
            except wire.Refused as refused:
                if not settings or refused.code not in _SETTING:
                    raise
                self.is_fixed = True
                return wire.pieces_of(self.http, statement, {}, seconds)
        except wire.Refused as refused:
            raise self._failed(refused) from None

    def _settings(self) -> dict[str, str]:
        if self.is_fixed:
            return {}
        told = {"output_format_json_quote_64bit_integers": "0"}
        if not self.reading.full:
            seconds = max(1, int(min(self._until - time.monotonic(), self.statement_seconds)))
            told |= {"max_execution_time": str(seconds), "timeout_overflow_mode": "break"}
        return told

    def _failed(self, refused: wire.Refused) -> Failed:
        if refused.code in _DENIED:
            what = f"may not be read by us (code {refused.code})"
            return Failed(Failure(kind="wrong-credentials", target=self.http.target.url, what=what))
        what = f"refuses its rows (code {refused.code or refused.args[1]})"
        return Failed(Failure(kind="timeout", target=self.http.target.url, what=what))

    def _statements(self, form: str) -> Iterator[str]:
        wanted = ", ".join(map(wire.quoted, self.columns))
        wanted = wanted if wanted and len(wanted) < _STATEMENT else "*"
        select = f"SELECT {wanted} FROM {wire.quoted(self.database)}.{wire.quoted(self.table)}"
        rows = self.reading.records
        if self.reading.full:
            yield f"{select} FORMAT {form}"
        elif self.total is None or self.total <= rows * 5 // 4:
            yield f"{select} LIMIT {rows} FORMAT {form}"
        elif self.total > _LARGE and (parts := self._parts()):
            for part in parts:
                each = -(-rows // len(parts))
                yield f"{select} WHERE _part = {wire.text(part.name)} LIMIT {each} FORMAT {form}"
        else:
            share = max(1, self.total * 5 // (rows * 6))
            yield f"{select} WHERE rand() % {share} = 0 LIMIT {rows} FORMAT {form}"

    def _parts(self) -> list[_Part]:
        """At most 40 parts of the table, drawn; none where the server does not list them."""
        if not self.engine.endswith("MergeTree"):
            return []
        where = f"database = {wire.text(self.database)} AND table = {wire.text(self.table)}"
        statement = (
            f"SELECT name, rows FROM system.parts WHERE active AND {where} ORDER BY name LIMIT 10000 FORMAT JSONEachRow"
        )
        try:
            found = [one for one in wire.rows(self.http, statement, _Part) if one.rows]
        except wire.Refused:
            return []
        draw = random.Random(self.reading.seed)  # noqa: S311 - a sample, not a secret
        return found if len(found) <= _PARTS else draw.sample(found, _PARTS)


def kind_of(type_name: str) -> str:
    """What a column of that type becomes; "" is text, in which documents are looked for."""
    while (inner := _WRAPPED.fullmatch(type_name)) is not None:
        type_name = inner[1]
    return next((kind for form, kind in _KINDS if form.fullmatch(type_name)), "")


def _bounded(texts: Iterator[bytes], most: int | None) -> Iterator[bytes]:
    came = 0
    for text in texts:
        yield text
        came += len(text)
        if most is not None and came >= most:
            return


def _with_json(batch: Batch) -> Batch:
    """Texts that are JSON documents become their fields."""
    columns: list[Column] = []
    for one in batch.columns:
        is_text = pa.types.is_string(one.array.type) or pa.types.is_large_string(one.array.type)
        columns += expand_json(one.path, one.array, one.rows) if is_text else [one]
    return Batch(records=batch.records, columns=tuple(columns), bytes=batch.bytes, undecodable=batch.undecodable)
