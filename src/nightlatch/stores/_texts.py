"""Byte strings that lie in a received buffer become Arrow arrays; shared by the stores that read their own wire.

Sends nothing.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.stores import Column
from nightlatch.stores._kept import CUTS


def strings_at(data: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> pa.Array:
    """A LargeBinary array of the strings at *starts*; one copy, no Python object per string."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    out = np.empty(int(offsets[-1]), np.uint8)
    _copy(data, np.ascontiguousarray(starts), offsets, out)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(out)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(lengths), buffers)


@compiled
def _copy(data, starts, offsets, out):  # type: ignore[no-untyped-def]
    for i in range(len(starts)):
        for j in range(offsets[i + 1] - offsets[i]):
            out[offsets[i] + j] = data[starts[i] + j]


def texts(path: str, binary: pa.Array, rows: NDArray[np.int32] | None) -> list[Column]:
    """As text where the bytes are UTF-8, as binary where they are not."""
    if not len(binary):
        return []
    try:
        return [Column(path=path, array=binary.cast(pa.large_string()), rows=rows)]
    except pa.ArrowInvalid:
        binary = pa.array([_uncut(one) for one in binary.to_pylist()], pa.large_binary())
        is_text = np.fromiter((_is_utf8(one) for one in binary.to_pylist()), np.bool_, len(binary))
    owners = np.arange(len(binary), dtype=np.int32) if rows is None else rows
    parts = ((is_text, pa.large_string()), (~is_text, pa.large_binary()))
    return [
        Column(path=path, array=binary.filter(pa.array(mask)).cast(kind), rows=owners[mask])
        for mask, kind in parts
        if mask.any()
    ]


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _uncut(value: bytes) -> bytes:
    """Without the half of a character that a cut at the longest length may have left."""
    if len(value) not in CUTS:
        return value
    return next((value[: len(value) - cut] for cut in range(4) if _is_utf8(value[: len(value) - cut])), value)
