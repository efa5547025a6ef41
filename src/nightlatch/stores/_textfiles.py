"""Files of text as records: rows of CSV, objects of JSON, lines of anything else. Sends nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import msgspec
import pyarrow as pa
import pyarrow.csv as pa_csv

from nightlatch.stores import Batch, Column
from nightlatch.stores._documents import batches_of
from nightlatch.stores._texts import texts

_TABLES = (".csv", ".tsv", ".tab")
_LINES = (".jsonl", ".ndjson")
_JSON = (".json", ".geojson", ".ipynb")
_PLAIN = (".txt", ".md", ".log", ".sql", ".py", ".r", ".xml", ".yml", ".yaml", ".ini", ".conf", ".cfg", ".env", ".vcf")
_MANY_LINES = 1_000_000
_LONGEST_LINE = 64 << 10


def is_text(name: str) -> bool:
    """Is a file of this name one that can be read?"""
    return name.lower().endswith((*_TABLES, *_LINES, *_JSON, *_PLAIN))


def records(name: str, content: bytes, most: int) -> Iterator[Batch]:
    """At most *most* records of the file *name*; what is no well-formed file of its kind is read line by line."""
    low = name.lower()
    if low.endswith(_TABLES):
        batch = _rows(content, most)
    elif low.endswith(_LINES) or (low.endswith(_JSON) and not low.endswith(".ipynb")):
        found = _objects(content, is_lines=low.endswith(_LINES))
        if found is not None:
            yield from batches_of(found[:most])
            return
        batch = None
    else:
        batch = None
    yield batch if batch is not None else _lines(content, most)


def _rows(content: bytes, most: int) -> Batch | None:
    """Columns by the names in the first row, all as text: a number would lose its zeros."""
    head = content.split(b"\n", 1)[0]
    delimiter = max((",", ";", "\t", "|"), key=lambda one: head.count(one.encode()))
    dropped = 0

    def drop(row: object) -> str:
        nonlocal dropped
        dropped += 1
        return "skip"

    how = pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=drop)
    try:
        names = pa_csv.open_csv(io.BytesIO(content), parse_options=how).schema.names
        kinds = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True)
        dropped = 0
        table = pa_csv.read_csv(io.BytesIO(content), parse_options=how, convert_options=kinds)
    except (pa.ArrowException, ValueError, KeyError, UnicodeDecodeError):
        return None
    if len(set(table.column_names)) != len(table.column_names):
        return None
    table = table.slice(0, most).combine_chunks()
    columns = tuple(
        Column(path=name, array=_one(table.column(name)).cast(pa.large_string())) for name in table.column_names
    )
    return Batch(records=table.num_rows + dropped, columns=columns, bytes=len(content), undecodable=dropped)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [pa.array([], pa.string())])


def _objects(content: bytes, *, is_lines: bool) -> list[bytes] | None:
    """The objects of a list, of lines, or the one that the file is; None where it is none of these."""
    try:
        if is_lines:
            return [line for line in content.splitlines() if line.strip()]
        raw = msgspec.json.decode(content, type=msgspec.Raw)
        if bytes(raw).lstrip()[:1] == b"[":
            return [bytes(one) for one in msgspec.json.decode(content, type=list[msgspec.Raw])]
        return [bytes(raw)] if bytes(raw).lstrip()[:1] == b"{" else None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _lines(content: bytes, most: int) -> Batch:
    found = [line[:_LONGEST_LINE] for line in re.split(rb"\r?\n", content) if line.strip()][: min(most, _MANY_LINES)]
    columns = texts("line", pa.array(found, pa.large_binary()), None)
    return Batch(records=len(found), columns=tuple(columns), bytes=len(content))
