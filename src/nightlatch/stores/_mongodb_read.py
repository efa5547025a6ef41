"""Contents of a collection as columns: a sample spread by the server, or everything.

Sends find without a filter, aggregate with nothing but $sample (never with leave to write temporary files), getMore
and killCursors. A sample that would be the whole collection is read as such.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from nightlatch.model import Container, Failed
from nightlatch.stores import Ask, Batch, Reading
from nightlatch.stores._mongodb_columns import Walker
from nightlatch.stores._mongodb_cursor import Cursor
from nightlatch.stores._mongodb_wire import Refused, Wire, Words

_FIRST = 1_000  # documents of a first reply, before their size is known
_FULL_SECONDS = 24 * 3600.0
_GROWTH, _SLACK = 4, 10_000_000  # a collection may grow while it is read, but not without an end


@dataclass(slots=True)
class _Left:
    """What may still be read."""

    records: float
    bytes: float
    ends: float

    def take(self, batch: Batch) -> bool:
        """Count *batch*; is there any left?"""
        self.records -= batch.records + batch.undecodable
        self.bytes -= batch.bytes
        return self.records > 0 and self.bytes > 0 and time.monotonic() < self.ends


def read(wire: Wire, container: Container, reading: Reading, ask: Ask) -> Iterator[Batch]:
    """Documents of *container* within the bounds of *reading*.

    Memory: three replies and one batch, about 50 MB; 100 MB where documents are very large.
    Errors: ``Failed`` with wrong-credentials (it may not be read), hostile, timeout, over-budget, interrupted.
    """
    known = container.records.value
    is_whole = reading.full or (known is not None and known <= reading.records)
    most = _most(known) if is_whole else float(reading.records)
    ends = time.monotonic() + (reading.seconds if reading.seconds is not None else _FULL_SECONDS)
    left = _Left(records=most, bytes=float(reading.bytes or "inf"), ends=ends)
    with closing(_open(wire, container, reading, ask, is_whole=is_whole)) as cursor:
        walker = Walker()
        for reply in cursor.replies():
            batches = list(walker.batches(np.frombuffer(reply.buffer, np.uint8), reply.start, reply.end))
            cursor.reuse(reply.buffer)  # before the batches are handed on: the server works while they are looked at
            for batch in batches:
                yield batch
                if not left.take(batch):
                    if is_whole and left.records <= 0:
                        raise wire.failed("hostile", "sends far more documents than it says it has")
                    return


def _most(known: int | None) -> float:
    return float("inf") if known is None else float(_GROWTH * known + _SLACK)


def _open(wire: Wire, container: Container, reading: Reading, ask: Ask, *, is_whole: bool) -> Cursor:
    database, name = container.key
    seconds = ask.statement_seconds
    if not is_whole:
        try:
            return Cursor(wire, database, _sample(name, reading.records, seconds), seconds=seconds)
        except Refused as refusal:
            if refusal.is_unauthorized:
                raise _unreadable(wire, refusal) from None
    else:
        seconds = reading.seconds or _FULL_SECONDS
    words: Words = {"find": name, "batchSize": _FIRST, "maxTimeMS": int(seconds * 1000)}
    try:
        limit = {} if is_whole else {"limit": reading.records}
        return Cursor(wire, database, words | limit, seconds=ask.statement_seconds)
    except Refused as refusal:
        raise _unreadable(wire, refusal) from None


def _sample(name: str, records: int, seconds: float) -> Words:
    """Up to a twentieth of a collection the server takes by random cursor; above it sorts in memory, never on disk."""
    return {
        "aggregate": name,
        "pipeline": [{"$sample": {"size": records}}],
        "cursor": {"batchSize": _FIRST},
        "allowDiskUse": False,
        "maxTimeMS": int(seconds * 1000),
    }


def _unreadable(wire: Wire, refusal: Refused) -> Failed:
    if refusal.is_unauthorized:
        return wire.failed("wrong-credentials", "may not be read (code 13)")
    if refusal.code == 50:
        return wire.failed("over-budget", "needs longer than the time allowed for one query (code 50)")
    return wire.failed("unsupported-version", f"does not let it be read (code {refusal.code})")
