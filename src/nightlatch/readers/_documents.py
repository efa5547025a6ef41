"""Blocks of JSON, a document a line, become columns: at once where a block is regular, line by line where it is not.

Where all lines look alike, `_alike` reads them; else Arrow does, which takes a block of one shape and refuses all else
(mixed types, broken lines, keys twice), and is brought down by deep nesting. So the shape of a block is told first; a
block that Arrow refuses is halved, so that one bad line costs little, and what is left over goes one text at a time.
What is no JSON is counted, and kept as the text it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.json
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.readers import Source
from nightlatch.readers._alike import Alike, alike
from nightlatch.readers._bounds import Readable
from nightlatch.readers._lines import blocks
from nightlatch.readers._texts import text_of
from nightlatch.stores import Batch, Column
from nightlatch.stores._texts import strings_at
from nightlatch.survey.flatten import expand_json, flat, is_data_key
from nightlatch.survey.jsonshape import MAX_DEPTH, shape

_MOST_LEAVES, _MOST_CELLS = 512, 1 << 24  # as `survey.flatten` has them
_SMALL = 32 << 10  # bytes; a block that Arrow refuses is not halved below this
ODD = "line"  # the field of what is no JSON


def batches(stream: Readable, source: Source) -> Iterator[Batch]:
    """Records of a stream of lines."""
    for block, passed in blocks(stream, is_whole=source.is_whole):
        if passed:
            yield Batch(records=passed, columns=(), undecodable=passed)
        if block:
            yield from of_block(block)


def of_block(block: bytes) -> Iterator[Batch]:
    """Whole lines of JSON as batches, in their order."""
    data = np.frombuffer(block, np.uint8)
    if (found := alike(block, data)) is not None:
        yield _joined(found, block, data)
        return
    lines = int(filled(data))
    if not lines:
        return
    if (columns := _at_once(block, data, lines)) is not None:
        yield Batch(records=lines, columns=columns, bytes=len(block))
    elif len(block) > _SMALL and (cut := block.find(b"\n", len(block) // 2) + 1) and cut < len(block):
        yield from of_block(block[:cut])
        yield from of_block(block[cut:])
    else:
        yield _one_by_one(block, data, lines)


def _at_once(block: bytes, data: NDArray[np.uint8], lines: int) -> tuple[Column, ...] | None:
    levels, paths = shape(np.array((0, len(block)), np.int64), data)
    if levels[0] > MAX_DEPTH or paths > _MOST_LEAVES or lines * paths > _MOST_CELLS:
        return None
    if block.lstrip()[:1] != b"{":  # where the first text is null, Arrow 26 reads a row that is not there, and crashes
        return None
    how = pyarrow.json.ReadOptions(block_size=len(block) + 1, use_threads=False)
    try:
        table = pyarrow.json.read_json(pa.BufferReader(block), how)
        # a list that starts with null comes out of Arrow with too few values (apache/arrow#51305): memory beyond them
        table.validate(full=True)
        names = table.column_names  # which Arrow does not hold to UTF-8
        if len(table) != lines or len(set(names)) < len(names) or not names or any(map(_is_data, table.schema)):
            return None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeDecodeError):
        return None
    return tuple(column for name in names for column in flat(name, table.column(name).combine_chunks()))


def _is_data(field: pa.Field) -> bool:
    """Is the name, or one below it, rather a value?"""
    kind = field.type
    if pa.types.is_list(kind):
        return is_data_key(field.name) or _is_data(kind.value_field)
    inner = any(map(_is_data, kind)) if pa.types.is_struct(kind) else False
    return inner or is_data_key(field.name)


def _joined(found: Alike, block: bytes, data: NDArray[np.uint8]) -> Batch:
    """The lines that are alike, and those that are not, each where it stood."""
    columns, undecodable, lines = list(found.columns), found.damaged, found.lines
    if len(found.odd):
        starts = found.odd[:, 0].astype(np.int64)
        odd, wrong = _odd(data, starts, found.odd[:, 1] - starts, found.odd_lines)
        columns += odd
        undecodable += wrong
    return Batch(records=lines, columns=tuple(columns), bytes=len(block), undecodable=min(lines, undecodable))


def _one_by_one(block: bytes, data: NDArray[np.uint8], lines: int) -> Batch:
    starts, lengths = spans(data, lines)
    columns, undecodable = _odd(data, starts, lengths, np.arange(lines, dtype=np.int32))
    return Batch(records=lines, columns=columns, bytes=len(block), undecodable=min(lines, undecodable))


def _odd(
    data: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64], rows: NDArray[np.int32]
) -> tuple[tuple[Column, ...], int]:
    """Columns of any lines, and how many of them are no JSON, or damaged."""
    text, damaged = text_of(strings_at(data, starts, lengths))
    columns = expand_json("", text, rows)
    return tuple(map(_named, columns)), damaged + sum(len(one.array) for one in columns if not one.path)


def _named(column: Column) -> Column:
    path = column.path
    if not path:
        return replace(column, path=ODD)
    return replace(column, path=f"value{path}" if path.startswith("[]") else path.removeprefix("."))


@compiled
def filled(data):  # type: ignore[no-untyped-def]
    """How many lines are not blank."""
    count, is_blank = 0, True
    for byte in data:
        if byte == 0x0A:
            count += not is_blank
            is_blank = True
        elif byte != 0x20 and byte != 0x0D and byte != 0x09:
            is_blank = False
    return count + (not is_blank)


@compiled
def spans(data, lines):  # type: ignore[no-untyped-def]
    """``(starts, lengths)`` of the lines that are not blank, without what ends them."""
    starts, lengths = np.empty(lines, np.int64), np.empty(lines, np.int64)
    at, start, is_blank = 0, 0, True
    for i in range(len(data) + 1):
        if i == len(data) or data[i] == 0x0A:
            if not is_blank:
                starts[at], lengths[at] = start, i - start - (data[i - 1] == 0x0D)
                at += 1
            start, is_blank = i + 1, True
        elif data[i] != 0x20 and data[i] != 0x0D and data[i] != 0x09:
            is_blank = False
    return starts, lengths
