"""Cells of text become columns: as UTF-8 where they are, as Windows-1252 and counted where not; JSON in them opened."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.stores import Column
from nightlatch.survey.flatten import expand_json
from nightlatch.survey.values import buffers_of

Rows = NDArray[np.int32] | None


def text_of(binary: pa.Array) -> tuple[pa.Array, int]:
    """*binary* as a LargeString array, and how many values are no UTF-8: those are read as Windows-1252."""
    try:
        return binary.cast(pa.large_string()), 0
    except pa.ArrowInvalid:
        values = [_decoded(one) for one in binary.to_pylist()]
        damaged = sum(is_damaged for _, is_damaged in values)
        return pa.array([text for text, _ in values], pa.large_string()), damaged


def _decoded(value: bytes | None) -> tuple[str | None, bool]:
    if value is None:
        return None, False
    try:
        return value.decode(), False
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace"), True


def columns_of(path: str, text: pa.Array, rows: Rows) -> Iterator[Column]:
    """The column that *text* is, without its nulls; JSON objects and lists in it become columns of their own."""
    if text.null_count:
        valid = np.flatnonzero(np.asarray(text.is_valid())).astype(np.int32)
        text, rows = text.drop_null(), valid if rows is None else rows[valid]
    if not len(text):
        return
    if _has_json(*buffers_of(text)):
        yield from expand_json(path, text, rows)
    else:
        yield Column(path=path, array=text, rows=rows)


@compiled
def _has_json(offsets, data):  # type: ignore[no-untyped-def]
    """Does any text begin like a JSON object or list, and end like one?"""
    for i in range(len(offsets) - 1):
        at, end = offsets[i], offsets[i + 1]
        while at < end and (data[at] == 0x20 or 9 <= data[at] <= 13):
            at += 1
        while end > at and (data[end - 1] == 0x20 or 9 <= data[end - 1] <= 13):
            end -= 1
        if end - at >= 2:
            if data[at] == 0x7B and data[end - 1] == 0x7D:
                return True
            if data[at] == 0x5B and data[end - 1] == 0x5D:
                return True
    return False
