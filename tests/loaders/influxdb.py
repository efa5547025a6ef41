"""Load the synthetic leak into InfluxDB 1 by line protocol; make databases and users."""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa

from nightlatch.demo.leak import Leak
from nightlatch.model import Login
from tests.loaders.elastic import plain

_START = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())


def load(port: int, leak: Leak, login: Login | None = None) -> None:
    """Fill the measurements ``people`` and ``sightings`` of the database ``city``."""
    run(port, "CREATE DATABASE city", login)
    fill(port, "people", leak.people_batches(2_000), login)
    fill(port, "sightings", leak.point_batches(2_000), login)


def fill(port: int, measurement: str, batches: Iterable[pa.RecordBatch], login: Login | None = None) -> None:
    """One point per row, a second apart, all columns as fields."""
    number = 0
    for batch in batches:
        lines = []
        for row in batch.to_pylist():
            number += 1
            fields = ",".join(f"{_key(name)}={_value(one)}" for name, one in plain(row).items())
            lines.append(f"{measurement} {fields} {(_START + number) * 10**9}")
        send(port, "/write", {"db": "city"}, "\n".join(lines).encode(), login)


def run(port: int, statement: str, login: Login | None = None) -> bytes:
    """One statement of a loader."""
    return send(port, "/query", {"q": statement}, b"", login)


def send(port: int, path: str, query: dict[str, str], body: bytes, login: Login | None) -> bytes:
    """One POST; raises for what the server does not take."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    pair = base64.b64encode(f"{login.user}:{login.password}".encode()).decode() if login else ""
    link.request("POST", f"{path}?{urlencode(query)}", body, {"authorization": f"Basic {pair}"} if pair else {})
    reply = link.getresponse()
    said = reply.read()
    link.close()
    if reply.status >= 300 or b'"error"' in said:
        raise RuntimeError(f"{path}: {reply.status} {said[:200]!r}")
    return said


def _key(name: str) -> str:
    return name.replace(" ", "\\ ").replace(",", "\\,").replace("=", "\\=")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value}i"
    if isinstance(value, float):
        return repr(value)
    text = value if isinstance(value, str) else json.dumps(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
