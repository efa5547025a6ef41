"""Keys and their values as columns: shared by the kinds that hold strings under keys. Sends nothing.

What varies in the names of keys is data, and becomes the field ``key``; a value that is a JSON object becomes its
fields, any other text the field ``value``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.stores import Batch, Column
from nightlatch.stores._kept import KEPT
from nightlatch.stores._redis_keys import Shape, varying
from nightlatch.stores._texts import texts
from nightlatch.survey.flatten import expand_json

_JSON = re.compile(rb"\s*[\[{]")


def batch_of(keys: Sequence[bytes], values: Sequence[bytes | None], shape: Shape) -> Batch:
    """One record per key; a value of None could not be read and is counted as undecodable."""
    return batch_with(key_columns(keys, shape), values, sum(map(len, keys)))


def batch_with(columns: Sequence[Column], values: Sequence[bytes | None], length: int = 0) -> Batch:
    """One record per value, beside what is already in *columns*, which took *length* bytes."""
    there = [i for i, value in enumerate(values) if value is not None]
    cut = [_kept(value) for value in values if value is not None]
    return Batch(
        records=len(values),
        columns=(*columns, *value_columns(cut, np.asarray(there, np.int32))),
        bytes=sum(map(len, cut)) + length,
        undecodable=len(values) - len(there),
    )


def key_columns(keys: Sequence[bytes], shape: Shape) -> list[Column]:
    """``key``, or ``key[1]``, ``key[2]`` ... where several parts of the names vary."""
    parts = [varying(key, shape) for key in keys]
    width = max(map(len, parts), default=0)
    found: list[Column] = []
    for place in range(width):
        rows = np.fromiter((i for i, one in enumerate(parts) if len(one) > place), np.int32)
        array = pa.array([one[place] for one in parts if len(one) > place], pa.large_binary())
        found += texts("key" if width == 1 else f"key[{place + 1}]", array, rows)
    return found


def name_columns(names: Sequence[bytes | None]) -> list[Column]:
    """The field ``key`` of records whose names are known to be data; None where a record has no name."""
    rows = np.fromiter((i for i, name in enumerate(names) if name), np.int32)
    return texts("key", pa.array([name for name in names if name], pa.large_binary()), rows)


def value_columns(values: Sequence[bytes], rows: NDArray[np.int32]) -> list[Column]:
    """Columns of *values*, which belong to *rows*."""
    return columns_of(pa.array(values, pa.large_binary()), rows)


def columns_of(values: pa.Array, rows: NDArray[np.int32]) -> list[Column]:
    """The field ``value``, and the fields of those values that are JSON; bytes where they are no text."""
    found: list[Column] = []
    for column in texts("value", values, rows):
        if not pa.types.is_large_string(column.array.type):
            found.append(column)
            continue
        for one in expand_json("", column.array, column.rows):
            path = one.path.removeprefix(".") if not one.path.startswith("[]") else f"value{one.path}"
            found.append(Column(path=path or "value", array=one.array, rows=one.rows))
    return found


def _kept(value: bytes) -> bytes:
    """At most 64 KiB of a text; a JSON document is of no use when cut, and is at most as long as a store lets it be."""
    return value if len(value) <= KEPT or _JSON.match(value[:64]) else value[:KEPT]
