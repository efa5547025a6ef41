"""Nested records become columns: structs by ``parent.child``, arrays by ``field[]``, JSON inside text likewise.

Objects whose keys are data (an id or an e-mail address as a key) collapse to ``parent.*``, with the keys themselves
as values of ``parent.{key}``, so that the list of fields stays small and what hides in the keys is still found.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json
from numpy.typing import NDArray

from nightlatch.stores import Column
from nightlatch.survey.jsonshape import MAX_DEPTH, shape
from nightlatch.survey.values import buffers_of

MAX_KEYS = 256  # of one object, over all records of a batch; more are data
_MAX_LEAVES = 512
_MAX_CELLS = 1 << 24  # fields times records that are laid out as a table at once
_DATA_KEY = re.compile(
    r"^\d+$|^[0-9a-f]{12,}$|@|^[0-9a-f]{8}-[0-9a-f]{4}-|^\d{4}-\d\d|^\+?\d[\d ()-]{5,}$|^.{65,}$", re.I
)


def columns_of(batch: pa.RecordBatch, json_fields: frozenset[str] = frozenset()) -> tuple[Column, ...]:
    """Flatten a record batch; text in *json_fields* is parsed as JSON first.

    Memory: views of the batch, but for parsed JSON. Errors: none; what does not parse stays text.
    """
    found: list[Column] = []
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        found.extend(expand_json(name, array) if name in json_fields else flat(name, array))
    return tuple(found)


def flat(path: str, array: pa.Array, rows: NDArray[np.int32] | None = None, depth: int = 0) -> Iterator[Column]:
    """One Arrow array of any type as columns of primitive ones."""
    kind = array.type
    if pa.types.is_null(kind) or depth > MAX_DEPTH:
        return
    if pa.types.is_dictionary(kind):
        yield from flat(path, array.dictionary_decode(), rows, depth)
    elif isinstance(kind, pa.BaseExtensionType):
        yield from flat(path, array.storage, rows, depth)
    elif pa.types.is_struct(kind):
        for field, child in zip(kind, array.flatten(), strict=True):
            yield from flat(f"{path}.{field.name}" if path else field.name, child, rows, depth + 1)
    elif pa.types.is_map(kind):
        yield from _mapped(path, array, rows, depth)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        yield from flat(f"{path}[]", array.flatten(), _repeated(array, rows), depth + 1)
    else:
        yield Column(path=path, array=array, rows=rows)


def _mapped(path: str, array: pa.Array, rows: NDArray[np.int32] | None, depth: int) -> Iterator[Column]:
    inner = _repeated(array, rows)
    offsets = np.asarray(array.offsets)  # of a slice: its keys and items are those of the whole
    here = slice(int(offsets[0]), int(offsets[-1]))
    yield from flat(f"{path}.{{key}}", array.keys[here], inner, depth + 1)
    yield from flat(f"{path}.*", array.items[here], inner, depth + 1)


def _repeated(array: pa.Array, rows: NDArray[np.int32] | None) -> NDArray[np.int32]:
    if pa.types.is_map(array.type):
        lengths = np.diff(np.asarray(array.offsets))
    else:
        lengths = np.asarray(pc.fill_null(pc.list_value_length(array), 0))
    owners = np.arange(len(array), dtype=np.int32) if rows is None else rows
    return np.repeat(owners, lengths)


def expand_json(path: str, array: pa.Array, rows: NDArray[np.int32] | None = None) -> list[Column]:
    """Columns of JSON texts in *array*; text that is no JSON object or array, or nested too deep, stays a column.

    Memory: fields times records, both bounded; a text whose keys are data becomes few fields.
    """
    text = array.cast(pa.large_string())
    is_json = pc.fill_null(pc.match_substring_regex(text, r"^\s*[\[{]"), False)
    owners = np.arange(len(array), dtype=np.int32) if rows is None else rows
    mask = np.array(is_json.to_numpy(zero_copy_only=False), dtype=np.bool_)
    levels, paths = shape(*buffers_of(text.filter(is_json)))
    mask[np.flatnonzero(mask)] = levels <= MAX_DEPTH
    found: list[Column] = []
    if not mask.all():
        rest = text.filter(pa.array(~mask))
        if rest.null_count < len(rest):
            found.append(Column(path=path, array=rest, rows=owners[~mask]))
    if mask.any():
        found.extend(_parsed(path, text.filter(pa.array(mask)), owners[mask], paths))
    return found


def _parsed(path: str, text: pa.Array, rows: NDArray[np.int32], paths: int) -> list[Column]:
    if paths <= _MAX_LEAVES and len(text) * paths <= _MAX_CELLS:
        table = _table(text)
        if table is not None and _leaves(table.schema.field("v").type) <= _MAX_LEAVES:
            return list(flat(path, table.column("v").chunk(0), rows))
    elif paths <= _MAX_LEAVES:
        half = len(text) // 2
        return [*_parsed(path, text[:half], rows[:half], paths), *_parsed(path, text[half:], rows[half:], paths)]
    return _objects_from_text(path, text, rows)


def _table(text: pa.Array) -> pa.Table | None:
    """The texts as Arrow reads them at once; None for mixed types, double keys, broken JSON or keys that are data."""
    lines = pc.replace_substring_regex(text, r"[\r\n]", " ").to_pylist()
    source = io.BytesIO("".join(f'{{"v":{line}}}\n' for line in lines).encode())
    try:
        table = pyarrow.json.read_json(
            source, pyarrow.json.ReadOptions(block_size=max(1 << 20, source.getbuffer().nbytes))
        )
        # a list that starts with null comes out of Arrow with too few values (apache/arrow#51305): memory beyond them
        table.validate(full=True)
        is_sound = table.schema.names == ["v"] and len(table) == len(text) and table.column("v").num_chunks == 1
        return table if is_sound and not _has_data_keys(table.schema.field("v").type) else None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None  # the slower way copes with each text by itself


def _has_data_keys(kind: Any) -> bool:
    if pa.types.is_struct(kind):
        return any(is_data_key(field.name) or _has_data_keys(field.type) for field in kind)
    return pa.types.is_list(kind) and _has_data_keys(kind.value_type)


def _leaves(kind: Any) -> int:
    if pa.types.is_struct(kind):
        return sum(_leaves(field.type) for field in kind)
    return _leaves(kind.value_type) if pa.types.is_list(kind) else 1


def _objects_from_text(path: str, text: pa.Array, rows: NDArray[np.int32]) -> list[Column]:
    objects: list[tuple[int, Any]] = []
    plain: list[tuple[int, str]] = []
    for row, value in zip(rows.tolist(), text.to_pylist(), strict=True):
        try:
            objects.append((row, json.loads(value)))
        except (ValueError, RecursionError):
            plain.append((row, value))
    found = columns_of_objects(path, objects)
    if plain:
        found.append(_column(path, plain, pa.large_string()))
    return found


def columns_of_objects(path: str, objects: list[tuple[int, Any]]) -> list[Column]:
    """Columns of Python objects (dicts, lists, scalars), each with its record; data-like keys collapse."""
    leaves: dict[tuple[str, str], list[tuple[int, Any]]] = {}
    keys: dict[str, set[str]] = {}
    for row, value in objects:
        _walk(path, row, value, leaves, keys, 0)
    return [_column(where, found, _ARROW[kind]) for (where, kind), found in sorted(leaves.items())]


_ARROW = {"text": pa.large_string(), "integer": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


def _walk(
    path: str, row: int, value: Any, leaves: dict[tuple[str, str], list[tuple[int, Any]]], keys: dict[str, set[str]],
    depth: int,
) -> None:  # fmt: skip
    if value is None or depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        for given, child in value.items():
            key = _scalar(str(given))[1]
            name = _name(path, key, keys)
            if name == "*":
                leaves.setdefault((f"{path}.{{key}}", "text"), []).append((row, key))
            _walk(f"{path}.{name}" if path else name, row, child, leaves, keys, depth + 1)
    elif isinstance(value, list):
        for child in value:
            _walk(f"{path}[]", row, child, leaves, keys, depth + 1)
    else:
        kind, stored = _scalar(value)
        leaves.setdefault((path, kind), []).append((row, stored))


def _name(path: str, key: str, keys: dict[str, set[str]]) -> str:
    if is_data_key(key):
        return "*"
    seen = keys.setdefault(path, set())
    if key in seen:
        return key
    if len(seen) >= MAX_KEYS:
        return "*"
    seen.add(key)
    return key


def is_data_key(key: str) -> bool:
    """Does *key* look like a value (a number, a hex digest, a UUID, a date, an address) rather than a field's name?"""
    return bool(_DATA_KEY.search(key))


def _scalar(value: Any) -> tuple[str, Any]:
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int):
        return ("integer", value) if -(1 << 63) <= value < 1 << 63 else ("text", str(value))
    if isinstance(value, float):
        return "float", value
    return "text", str(value).encode("utf-8", "replace").decode()


def _column(path: str, found: list[tuple[int, Any]], kind: Any) -> Column:
    rows = np.fromiter((row for row, _ in found), np.int32, len(found))
    return Column(path=path, array=pa.array([value for _, value in found], kind), rows=rows)
