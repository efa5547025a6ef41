"""Structure inside text fields, laid open as further columns: JSON, pairs, lists, rows, Base64, percent-encoding.

What a field's texts are is told from a sample (:func:`form_of`); every batch is then laid open in the same way
(:func:`laid_open`). What is inside ``field`` goes by ``field{}``: ``field{}.email``, ``field{}[]``, and ``field{}.3``
for the third part where all texts have as many parts. Encoded JSON is laid open in two steps, at most :data:`LEVELS`
of them. Texts of another form than most are counted as text, under ``field``.

Memory: the opened columns of one batch. Work: linear in the bytes; JSON is bounded in depth and width by
:mod:`nightlatch.survey.flatten`, keys of pairs and parts of rows in number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.stores import Column
from nightlatch.survey import _decoding
from nightlatch.survey.flatten import expand_json, is_data_key
from nightlatch.survey.values import Values

Separator = Literal[";", "|", "\t", "\n", ","]
Form = Literal["json", "pairs", "lines", "base64", "percent", Separator, "row;", "row|", "row\t", "row\n", "row,"]
LEVELS = 3
INSIDE = "{}"
MAX_KEYS = 64  # of pairs, in one field of one batch; more are data
MAX_PARTS = 32  # of a row
_MOST = 0.6  # of a sample's values that must be of a form
_SAMPLE, _SAMPLE_BYTES = 400, 1 << 18
_KEY = r"[A-Za-z_][\w.\[\]-]{0,39}"
_JSON = r"(?s)^\s*(?:\{.*\}|\[.*\])\s*$"
_PAIRS = rf"^(?:[a-z]+://[^\s?]*\?|\?)?\s*{_KEY}=[^&;\n=]*(?:[&;]\s*{_KEY}=[^&;\n]*)+[;&]?\s*$"
_ONE_PAIR = rf"^(?:[a-z]+://[^\s?]*\?|\?)(?:{_KEY}=[^&;\n]*[;&]?)+$"
_LINES = rf"^\s*{_KEY}\s*[=:][^\n]*(?:\r?\n\s*{_KEY}\s*[=:][^\n]*)+\s*$"
_BASE64 = r"^[A-Za-z0-9+/_-]{8,}={0,2}$"
_PERCENT = r"^[^\s%]*(?:%[0-9A-Fa-f]{2}[^\s%]*)+$"
_LISTS: dict[Separator, str] = {
    ";": r"^[^;]{1,120}(?:;[^;]{0,120})+$",
    "|": r"^[^|]{1,120}(?:\|[^|]{0,120})+$",
    "\t": r"^[^\t\n]{1,120}(?:\t[^\t\n]{0,120})+$",
    "\n": r"^[^\n]{1,120}(?:\n[^\n]{0,120})+$",
    ",": r"^[^,\s]{1,120}(?:,[^,\s]{1,120})+$",  # "Street 5, Town" is one address
}
_ROWS: dict[Separator, Form] = {";": "row;", "|": "row|", "\t": "row\t", "\n": "row\n", ",": "row,"}
_AS_MANY = 0.95  # of a sample's rows that have the same number of parts
_PAIR = rf"(?s)^\s*(?P<key>{_KEY})\s*[=:]\s*(?P<value>.*)$"


def form_of(values: Values) -> Form | None:
    """What most of *values* are, if they are text with a structure."""
    if values.kind != "text" or values.extent[1] < 3:
        return None
    some = _sampled(values)
    if not len(some):
        return None
    if _share(some, _JSON) >= _MOST:
        return "json"
    if _share(some, _PAIRS) + _share(some, _ONE_PAIR) >= _MOST:
        return "pairs"
    if _share(some, _LINES) >= _MOST:
        return "lines"
    if _share(some, _PERCENT) >= _MOST / 2 and _decodes(some, "percent"):
        return "percent"
    if _share(some, _BASE64) >= 0.9 and _decodes(some, "base64"):
        return "base64"
    separator = next((one for one, pattern in _LISTS.items() if _share(some, pattern) >= _MOST), None)
    return _ROWS[separator] if separator and _are_rows(some, separator) else separator


def laid_open(column: Column, form: Form) -> list[Column]:
    """The columns inside of *column*, whose texts are of *form*; each value keeps its record."""
    values = Values(column.array)
    rows = np.arange(len(column.array), dtype=np.int32) if column.rows is None else column.rows
    if column.array.null_count:
        rows = rows[np.flatnonzero(np.asarray(column.array.is_valid()))]
    path = column.path if column.path.endswith(INSIDE) else column.path + INSIDE
    if values.kind != "text" or not len(values):
        return []
    if form == "json":
        return [one for one in expand_json(path, values.text, rows) if one.path != path]
    if form in ("base64", "percent"):
        return _decoded(path, values, rows, form)
    if form in ("pairs", "lines"):
        return list(_pairs(path, values.text, rows, form))
    if form.startswith("row"):
        return list(_rows(path, values.text, rows, form.removeprefix("row")))
    return _listed(path, values.text, rows, form)


def parts_of(path: str, form: Form) -> list[str]:
    """Where the parts of *path* may be, if its texts are lists or rows: nothing found there, and they stay texts."""
    inner = path.removesuffix(INSIDE) + INSIDE
    if form in _LISTS:
        return [f"{inner}[]"]
    return [f"{inner}.{at + 1}" for at in range(MAX_PARTS)] if form in _ROWS.values() else []


def opened(columns: Iterable[Column], forms: dict[str, Form]) -> list[Column]:
    """What is inside those of *columns* that have a form; one level of it."""
    return [one for column in columns if column.path in forms for one in laid_open(column, forms[column.path])]


def _sampled(values: Values) -> Values:
    count = min(len(values), _SAMPLE)
    places = np.linspace(0, len(values) - 1, count).astype(np.int64)
    sizes = values.lengths[places]
    text = values.text.take(pa.array(places[(sizes > 0) & (np.cumsum(sizes) <= max(_SAMPLE_BYTES, sizes[0]))]))
    return Values(text)


def _share(values: Values, pattern: str) -> float:
    return float(values.matches(pattern).mean())


def _decodes(values: Values, form: Form) -> bool:
    _, _, sound = _undo(values, form)
    return bool(sound.mean() >= _MOST)


def _undo(values: Values, form: Form) -> _decoding.Decoded:
    return _decoding.base64(*values.utf8) if form == "base64" else _decoding.percent(*values.utf8)


def _decoded(path: str, values: Values, rows: NDArray[np.int32], form: Form) -> list[Column]:
    offsets, data, sound = _undo(values, form)
    text = pa.LargeStringArray.from_buffers(len(values), pa.py_buffer(offsets), pa.py_buffer(data))
    return [Column(path=path, array=text.filter(pa.array(sound)), rows=rows[sound])] if sound.any() else []


def _listed(path: str, text: pa.Array, rows: NDArray[np.int32], separator: str) -> list[Column]:
    inner, owners = _parts(text, rows, pc.split_pattern(text, separator))
    return [Column(path=f"{path}[]", array=inner, rows=owners)] if len(inner) else []


def _are_rows(values: Values, separator: Separator) -> bool:
    """Have the texts at least three parts, and nearly all of them as many?"""
    counts = np.bincount(np.asarray(pc.count_substring(values.text, separator)))
    return bool(2 <= counts.argmax() < MAX_PARTS and counts.max() >= _AS_MANY * counts.sum())


def _rows(path: str, text: pa.Array, rows: NDArray[np.int32], separator: str) -> Iterator[Column]:
    lists = pc.split_pattern(text, separator, max_splits=MAX_PARTS - 1)
    sizes = np.asarray(pc.list_value_length(lists))
    parts = pc.utf8_trim_whitespace(lists.flatten())
    owners, starts = np.repeat(rows, sizes), np.cumsum(sizes) - sizes
    places = np.arange(len(parts)) - np.repeat(starts, sizes)
    there = np.asarray(pc.binary_length(parts)) > 0
    for at in range(int(sizes.max(initial=0))):
        mine = there & (places == at)
        if mine.any():
            yield Column(path=f"{path}.{at + 1}", array=parts.filter(pa.array(mine)), rows=owners[mine])


def _parts(text: pa.Array, rows: NDArray[np.int32], lists: Any) -> tuple[pa.Array, NDArray[np.int32]]:
    """The parts of all texts, trimmed, without empty ones, and the record of each."""
    owners = np.repeat(rows, np.asarray(pc.list_value_length(lists)))
    parts = pc.utf8_trim_whitespace(lists.flatten())
    kept = np.asarray(pc.binary_length(parts)) > 0
    return parts.filter(pa.array(kept)), owners[kept]


def _pairs(path: str, text: pa.Array, rows: NDArray[np.int32], form: Form) -> Iterator[Column]:
    query = pc.replace_substring_regex(text, r"^(?:[a-z]+://[^\s?]*\?|\?)", "")
    parts, owners = _parts(query, rows, pc.split_pattern_regex(query, r"[&;]" if form == "pairs" else r"\r?\n"))
    found = pc.extract_regex(parts, _PAIR)
    valid = np.asarray(found.is_valid())
    fields = found.filter(pa.array(valid))
    keys, values, owners = fields.field("key").dictionary_encode(), fields.field("value"), owners[valid]
    places = np.asarray(keys.indices)
    for at, key in enumerate(keys.dictionary.to_pylist()[: MAX_KEYS + 1]):
        mine = places >= at if at == MAX_KEYS else places == at
        name = "*" if at == MAX_KEYS or is_data_key(key) else key
        one = Column(path=f"{path}.{name}", array=values.filter(pa.array(mine)), rows=owners[mine])
        yield from _unescaped(one) if form == "pairs" else [one]


def _unescaped(column: Column) -> Iterator[Column]:
    rows = column.rows
    assert rows is not None  # noqa: S101 - for the type checker: pairs always have their records
    yield from _decoded(column.path, Values(column.array), rows, "percent")
