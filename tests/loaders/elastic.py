"""Load the synthetic leak into Elasticsearch or OpenSearch: PUT of two indices, POST _bulk, and a refresh."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from nightlatch.demo.leak import Leak

_ROWS = 2_000


def load(port: int, leak: Leak, shards: int = 1) -> None:
    """Fill ``people`` and ``sightings``."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    fill(link, "people", leak.people_batches(_ROWS), shards)
    fill(link, "sightings", leak.point_batches(_ROWS), shards)
    link.close()


def fill(link: http.client.HTTPConnection, index: str, batches: Iterable[pa.RecordBatch], shards: int = 1) -> None:
    """Make *index* and put every row of *batches* into it."""
    send(link, "PUT", f"/{index}", {"settings": {"number_of_shards": shards, "number_of_replicas": 0}})
    number = 0
    for batch in batches:
        lines = []
        for row in batch.to_pylist():
            number += 1
            lines += [json.dumps({"index": {"_id": str(number)}}), json.dumps(plain(row), ensure_ascii=False)]
        send(link, "POST", f"/{index}/_bulk", "\n".join([*lines, ""]).encode())
    send(link, "POST", f"/{index}/_refresh")


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """*row* as JSON has it; without what is not there."""
    told = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
    return {name: value for name, value in told.items() if value is not None}


def send(link: http.client.HTTPConnection, method: str, path: str, body: Any = None) -> bytes:
    """One request of a loader; raises for what the server does not take."""
    content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    link.request(method, path, content, {"content-type": "application/json"} if content else {})
    reply = link.getresponse()
    said = reply.read()
    if reply.status >= 300:
        raise RuntimeError(f"{method} {path}: {reply.status} {said[:200]!r}")
    return said
