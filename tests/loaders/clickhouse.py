"""Load the synthetic leak into ClickHouse: CREATE TABLE and INSERT over HTTP, by JSON lines."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable
from urllib.parse import urlencode

import pyarrow as pa

from nightlatch.demo.leak import Leak
from tests.loaders.elastic import plain

_TYPES = ((pa.types.is_integer, "Int64"), (pa.types.is_floating, "Float64"), (pa.types.is_date, "Date"))


def load(port: int, leak: Leak, user: str = "default", password: str = "") -> None:
    """Fill ``city.people`` and ``city.sightings``."""
    run(port, "CREATE DATABASE city", user=user, password=password)
    fill(port, "city.people", leak.people_batches(2_000), user, password)
    fill(port, "city.sightings", leak.point_batches(2_000), user, password)


def fill(port: int, table: str, batches: Iterable[pa.RecordBatch], user: str, password: str) -> None:
    """Make *table* and put every row of *batches* into it."""
    is_made = False
    for batch in batches:
        if not is_made:
            fields = ", ".join(f"`{one.name}` {_type(one.type)}" for one in batch.schema)
            statement = f"CREATE TABLE {table} ({fields}) ENGINE = MergeTree ORDER BY tuple()"
            run(port, statement, user=user, password=password)
            is_made = True
        rows = "\n".join(json.dumps(_flat(plain(row)), ensure_ascii=False) for row in batch.to_pylist())
        run(port, f"INSERT INTO {table} FORMAT JSONEachRow", rows.encode(), user=user, password=password)


def _type(kind: pa.DataType) -> str:
    return next((name for is_one, name in _TYPES if is_one(kind)), "String")


def _flat(row: dict[str, object]) -> dict[str, object]:
    return {name: json.dumps(one) if isinstance(one, dict | list) else one for name, one in row.items()}


def run(port: int, statement: str, body: bytes = b"", user: str = "default", password: str = "") -> bytes:
    """One statement of a loader; raises for what the server does not take."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"X-ClickHouse-User": user, "X-ClickHouse-Key": password, "content-length": str(len(body))}
    link.request("POST", "/?" + urlencode({"query": statement}), body, headers)
    reply = link.getresponse()
    said = reply.read()
    link.close()
    if reply.status != 200:
        raise RuntimeError(f"{statement[:80]}: {reply.status} {said[:200]!r}")
    return said
