"""Batches are held to what may be read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nightlatch.stores import Batch, Column, Reading


def within(batches: Iterator[Batch], reading: Reading) -> Iterator[Batch]:
    """*batches* up to the bounds of *reading*; the last one is cut to fit."""
    until = None if reading.seconds is None else time.monotonic() + reading.seconds
    records, length = reading.records, reading.bytes
    for batch in batches:
        if batch.records > records:
            batch = first(batch, records)
        if batch.records or batch.bytes:
            yield batch
        records -= batch.records
        length = None if length is None else length - batch.bytes
        if records <= 0 or (length is not None and length <= 0) or (until is not None and time.monotonic() > until):
            return


def first(batch: Batch, records: int) -> Batch:
    """The first *records* of *batch*."""
    columns = tuple(_first(column, records) for column in batch.columns)
    length = batch.bytes * records // max(1, batch.records)
    return replace(batch, records=records, columns=columns, bytes=length, undecodable=min(batch.undecodable, records))


def _first(column: Column, records: int) -> Column:
    if column.rows is None:
        return replace(column, array=column.array[:records])
    kept = int(np.searchsorted(column.rows, records))
    return replace(column, array=column.array[:kept], rows=column.rows[:kept])
