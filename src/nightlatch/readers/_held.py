"""The records of a file whose bytes are held in memory, whatever it is: what a bucket, share or server handed out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from nightlatch.model import Failed
from nightlatch.readers import Left, Source, Table
from nightlatch.readers._bounds import Bounds
from nightlatch.readers._opening import tables
from nightlatch.stores import Batch, Column, Reading

_FREE_BYTES = 256 << 20  # that may come out of compression


def records(name: str, content: bytes, most: int, *, is_whole: bool = True) -> Iterator[Batch]:
    """At most *most* records of each table of the file *name*; nothing of one that is broken, or of no known format.

    Several tables have their fields by ``table.field``. *is_whole* False: *content* is the beginning of the file.
    Memory: blocks of it beside *content*.
    """
    bounds = Bounds(size=len(content), free=_FREE_BYTES, ratio=0)
    source = Source(
        name=name, open=lambda: io.BytesIO(content), bytes=len(content), is_whole=is_whole, bounds=bounds
    )  # fmt: skip
    reading = Reading(full=True, records=most, bytes=None, seconds=None)
    try:
        found = list(tables(source))
        held = [one for one in found if isinstance(one, Table)]
        for one in held:
            for batch in one.read(reading):
                yield batch if len(held) == 1 else _below(one.name, batch)
        if held and (left := sum(isinstance(one, Left) for one in found)):
            yield Batch(records=left, columns=(), undecodable=left)
    except Failed:
        return
    finally:
        bounds.held.close()


def _below(table: str, batch: Batch) -> Batch:
    columns = tuple(Column(path=f"{table}.{one.path}", array=one.array, rows=one.rows) for one in batch.columns)
    return replace(batch, columns=columns)
