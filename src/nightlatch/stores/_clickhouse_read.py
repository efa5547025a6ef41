"""Rows of one table of ClickHouse, as JSON lines (FORMAT JSONEachRow), within the bounds of a reading.

Only tables of the server's own engines are read: others would fetch from somewhere else, or consume what they hand out
(Kafka, RabbitMQ, NATS, FileLog, S3Queue). A sample of a large table is a random share of its rows; of a very large one
the beginnings of many of its parts, so that it is not read through.
"""

# ruff: noqa: S608 - names are quoted, and the wire refuses whatever is not of a declared form
from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import pyarrow as pa

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Column, Reading
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http
from nightlatch.survey.flatten import expand_json

OWN_ENGINES = re.compile(r"(?:Replicated|Shared)?\w*MergeTree|TinyLog|StripeLog|Log|Memory")
_LARGE = 20_000_000  # rows; a larger table is not read through for a sample
_PARTS = 40
_STATEMENT = 6_000  # bytes; before 20 a URL may be 16 KiB long, and it is percent-encoded
_DENIED = frozenset({497, 291, 164})  # not granted, not in this database
_SETTING = frozenset({164, 452, 115})  # a setting may not be changed


class _Part(msgspec.Struct):
    name: str
    rows: int = 0


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of one table of about *total* rows; *columns* empty for all of them."""

    http: Http
    database: str
    table: str
    columns: list[str]
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
        for batch in batches_of(self._rows()):
            yield _with_json(batch)

    def _rows(self) -> Iterator[bytes]:
        for statement in self._statements():
            for line in self._lines(statement):
                yield line
                self._read, self._bytes = self._read + 1, self._bytes + len(line)
                if self._is_over():
                    return

    def _is_over(self) -> bool:
        most = self.reading.bytes
        is_enough = not self.reading.full and self._read >= self.reading.records
        return is_enough or (most is not None and self._bytes >= most) or time.monotonic() > self._until

    def _lines(self, statement: str) -> Iterator[bytes]:
        settings = self._settings()
        seconds = max(1.0, min(self._until - time.monotonic(), 1e7)) + self.statement_seconds
        try:
            try:
                yield from wire.lines(self.http, statement, settings, seconds)
            except wire.Refused as refused:
                if not settings or refused.code not in _SETTING:
                    raise
                self.is_fixed = True
                yield from wire.lines(self.http, statement, {}, seconds)
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

    def _statements(self) -> Iterator[str]:
        wanted = ", ".join(map(wire.quoted, self.columns))
        wanted = wanted if wanted and len(wanted) < _STATEMENT else "*"
        select = f"SELECT {wanted} FROM {wire.quoted(self.database)}.{wire.quoted(self.table)}"
        rows = self.reading.records
        if self.reading.full:
            yield f"{select} FORMAT JSONEachRow"
        elif self.total is None or self.total <= rows * 5 // 4:
            yield f"{select} LIMIT {rows} FORMAT JSONEachRow"
        elif self.total > _LARGE and (parts := self._parts()):
            for part in parts:
                each = -(-rows // len(parts))
                yield f"{select} WHERE _part = {wire.text(part.name)} LIMIT {each} FORMAT JSONEachRow"
        else:
            share = max(1, self.total * 5 // (rows * 6))
            yield f"{select} WHERE rand() % {share} = 0 LIMIT {rows} FORMAT JSONEachRow"

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


def _with_json(batch: Batch) -> Batch:
    """Texts that are JSON documents become their fields."""
    columns: list[Column] = []
    for one in batch.columns:
        is_text = pa.types.is_string(one.array.type) or pa.types.is_large_string(one.array.type)
        columns += expand_json(one.path, one.array, one.rows) if is_text else [one]
    return Batch(records=batch.records, columns=tuple(columns), bytes=batch.bytes, undecodable=batch.undecodable)
