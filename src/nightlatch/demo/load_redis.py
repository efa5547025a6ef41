"""Load the synthetic leak into Redis: a hash per person (``person:17``) and per sighting (``sighting:42``).

Sends DBSIZE and HSET, in pipelines. Numbers, dates and instants are text, as Redis knows nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc
from redis import Redis

from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import Progress, Server, only_empty, only_ours, told

_ROWS = 5_000  # commands in one pipeline: about 3 MB


def load(server: Server, leak: Leak, progress: Progress) -> None:
    """Fill database 0 with ``person:<id>`` and ``sighting:<number>``."""
    only_ours(server)
    with Redis(server.host, server.port, protocol=2) as client:
        only_empty([] if client.dbsize() == 0 else ["a key"])
        _fill(client, "person", told(leak.people_batches(_ROWS), progress))
        _fill(client, "sighting", told(leak.point_batches(_ROWS), progress))


def _fill(client: Redis, prefix: str, batches: Iterable[pa.RecordBatch]) -> None:
    number = 0
    for batch in batches:
        names = batch.schema.names
        pipeline = client.pipeline(transaction=False)
        for values in zip(*(_texts(column) for column in batch.columns), strict=True):
            number += 1
            row = [part for pair in zip(names, values, strict=True) if pair[1] is not None for part in pair]
            pipeline.execute_command("HSET", f"{prefix}:{number}", *row)
        pipeline.execute()


def _texts(column: pa.Array) -> list[str | None]:
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, "%Y-%m-%dT%H:%M:%SZ")  # seconds come with their milliseconds
    return list(column.cast(pa.string()).to_pylist())


LOAD = load
