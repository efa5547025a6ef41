"""JSON lines that all look like their first one, as columns: several times as fast as a reader of any JSON.

Each value keeps its own type, so that a field which mixes them is several columns. Lines that look otherwise are
returned for a slower way, if they are few; if they are many, this is not the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.readers import _lines_kernels as kernels
from nightlatch.readers._texts import columns_of, text_of
from nightlatch.stores import Column
from nightlatch.survey.flatten import is_data_key
from nightlatch.survey.jsonshape import MAX_DEPTH

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_MOST_LEAVES = 512
_MOST_ODD = 0.02  # of the lines
_MOST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Alike:
    """So many *lines*: the columns of those that are alike, the *odd* ones with their numbers, and damaged values."""

    lines: int
    columns: tuple[Column, ...]
    odd: NDArray[np.int32]
    odd_lines: NDArray[np.int32]
    damaged: int


def alike(block: bytes, data: NDArray[np.uint8]) -> Alike | None:
    """The lines of *block* that are not blank; None where they do not look alike."""
    first = block[: block.find(b"\n")].strip() if b"\n" in block else block.strip()
    template = _template(first) if len(first) <= _MOST_LINE else None
    if template is None:
        return None
    paths, literals = template
    edges = np.cumsum([0, *map(len, literals)], dtype=np.int64)
    joined = np.frombuffer(b"".join(literals), np.uint8)
    *found, row_lines, odd, odd_lines = kernels.cells(data, joined, edges, block.count(b"\n") + 1)
    if len(odd) > len(row_lines) * _MOST_ODD:
        return None
    columns: list[Column] = []
    damaged = 0
    rows = row_lines if len(odd) else None
    for path, *cells in zip(paths, *found, strict=True):
        damaged = max(damaged, _columns(columns, path, data, cells, rows))
    return Alike(len(row_lines) + len(odd), tuple(columns), odd, odd_lines, damaged)


def _columns(
    columns: list[Column], path: str, data: NDArray[np.uint8], cells: list[NDArray[Any]], rows: NDArray[np.int32] | None
) -> int:
    """Adds the columns of one path, one for each type that comes; returns how many values are damaged."""
    starts, lengths, kinds = cells
    damaged = 0
    came = np.bincount(kinds, minlength=8)
    for wanted, make in _MAKERS:
        count = int(came[list(wanted)].sum())
        if not count:
            continue
        if count == len(kinds):
            picked, owners = (starts, lengths, kinds), rows
        else:
            at = np.flatnonzero(np.isin(kinds, wanted))
            picked, owners = (starts[at], lengths[at], kinds[at]), at.astype(np.int32) if rows is None else rows[at]
        if make is not None:
            columns.append(Column(path=path, array=make(data, *picked), rows=owners))
            continue
        text, wrong = text_of(_binary(data, *picked))
        damaged += wrong
        columns.extend(columns_of(path, text, owners))
    return damaged


def _binary(
    data: NDArray[np.uint8], starts: NDArray[np.int32], lengths: NDArray[np.int32], kinds: NDArray[np.uint8]
) -> pa.Array:
    offsets, out = kernels.texts(data, starts, lengths, kinds)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(out)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(starts), buffers)


def _numbers(
    data: NDArray[np.uint8], starts: NDArray[np.int32], lengths: NDArray[np.int32], kinds: NDArray[np.uint8]
) -> pa.Array:
    text = _binary(data, starts, lengths, np.full(len(starts), kernels.TEXT, np.uint8)).cast(pa.large_string())
    try:
        return text.cast(pa.float64())
    except pa.ArrowInvalid:
        return text


_MAKERS: tuple[tuple[tuple[int, ...], Any], ...] = (
    ((kernels.TEXT, kernels.ESCAPED), None),
    ((kernels.WHOLE,), lambda data, starts, lengths, kinds: pa.array(kernels.wholes(data, starts, lengths))),
    ((kernels.DECIMAL,), lambda data, starts, lengths, kinds: pa.array(kernels.decimals(data, starts, lengths))),
    ((kernels.NUMBER,), _numbers),
    ((kernels.TRUE, kernels.FALSE), lambda data, starts, lengths, kinds: pa.array(kinds == kernels.TRUE)),
)


def _template(line: bytes) -> tuple[tuple[str, ...], list[bytes]] | None:
    """The paths of the values in *line*, and what lies before, between and after them."""
    paths: list[str] = []
    literals: list[bytes] = []
    end = 0
    for path, start, stop in _leaves(line):
        if not path or len(paths) >= _MOST_LEAVES:
            return None
        paths.append(path)
        literals.append(line[end:start])
        end = stop
    if not paths or len(set(paths)) < len(paths) or not line.endswith(b"}") or not _is_object(line):
        return None
    return tuple(paths), [*literals, line[end:]]


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False


def _leaves(line: bytes) -> Iterator[tuple[str, int, int]]:
    """``(path, start, end)`` of each scalar; an empty path where there is a list, an empty object, or a key is data."""
    keys: list[str] = []
    key, is_value, before = "", False, b""
    for token in _TOKEN.finditer(line):
        text = token[0]
        if text == b"{":
            keys.append(key)
            is_value = False
        elif text == b"}":
            if before == b"{" or len(keys) > MAX_DEPTH:
                yield "", 0, 0
            del keys[-1:]
        elif text == b",":
            is_value = False
        elif text == b":":
            is_value = True
        elif text in (b"[", b"]"):
            yield "", 0, 0
        elif is_value:
            yield ".".join((*keys[1:], key)), *token.span()
        else:
            key = _key(text)
            if not key:
                yield "", 0, 0
        before = text


def _key(text: bytes) -> str:
    try:
        key = msgspec.json.decode(text, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return "" if is_data_key(key) else key
