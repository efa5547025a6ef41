"""Replies of Redis become columns: hash fields by name, JSON inside strings expanded, lists and sets as ``value[]``.

Sends nothing. Values are copied once, from where the reply lies into an Arrow buffer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.stores import Column
from nightlatch.stores._redis_tokens import ARRAY, BULK, ERROR, NIL
from nightlatch.stores._redis_wire import Tokens
from nightlatch.stores._texts import strings_at, texts
from nightlatch.survey.flatten import MAX_KEYS, expand_json, is_data_key

Rows = NDArray[np.int32]
_GEO_NAME = re.compile(r"geo|loc|pos|coord|place|point|gps|track|lat", re.I)
_TEXT = pa.large_string()


@dataclass(slots=True)
class Page:
    """Columns of some replies; *whole* says of each reply whether nothing of its value is left to fetch."""

    columns: list[Column] = field(default_factory=list)
    undecodable: int = 0
    unfinished: list[int] = field(default_factory=list)  # replies whose value goes on


def strings(tokens: Tokens, rows: Rows) -> Page:
    """GETRANGE: one string each; JSON objects among them become columns of their own."""
    top = tokens.depth == 0
    chosen = top & (tokens.kind == BULK)
    return Page(
        columns=_expanded("value", "", tokens, np.flatnonzero(chosen), rows),
        undecodable=int(np.count_nonzero(top & (tokens.kind == ERROR))),
    )


def hashes(tokens: Tokens, rows: Rows) -> Page:
    """HSCAN: field and value in turn; names that are data (or more than 256) become ``{key}`` and ``*``."""
    inner = np.flatnonzero((tokens.depth == 2) & (tokens.kind == BULK))
    inner = inner[_whole_pairs(tokens, inner)]
    names, values = inner[::2], inner[1::2]
    found = Page(undecodable=_errors(tokens), unfinished=_open_cursors(tokens))
    coded = gather(tokens, names).dictionary_encode()
    codes = np.asarray(coded.indices)
    words = [_name(one) for one in coded.dictionary.to_pylist()]
    plain = {code for code, word in enumerate(words) if word is not None and not is_data_key(word)}
    if len(plain) > MAX_KEYS:
        plain = set()
    for code in sorted(plain):
        found.columns += _expanded(words[code] or "", words[code] or "", tokens, values[codes == code], rows)
    data = ~np.isin(codes, list(plain))
    if data.any():
        found.columns += texts("{key}", gather(tokens, names[data]), rows[tokens.reply[names[data]]])
        found.columns += _expanded("*", "*", tokens, values[data], rows)
    return found


def _name(word: bytes) -> str | None:
    try:
        return word.decode() or None
    except UnicodeDecodeError:
        return None


def lists(tokens: Tokens, rows: Rows, page: int) -> Page:
    """LRANGE: elements."""
    where = np.flatnonzero((tokens.depth == 1) & (tokens.kind == BULK))
    return Page(
        columns=_expanded("value[]", "value[]", tokens, where, rows),
        undecodable=_errors(tokens),
        unfinished=_full(tokens, page),
    )


def sets(tokens: Tokens, rows: Rows) -> Page:
    """SSCAN: members."""
    where = np.flatnonzero((tokens.depth == 2) & (tokens.kind == BULK))
    return Page(
        columns=_expanded("value[]", "value[]", tokens, where, rows),
        undecodable=_errors(tokens),
        unfinished=_open_cursors(tokens),
    )


def sorted_sets(tokens: Tokens, rows: Rows, page: int, name: str, now: float) -> Page:
    """ZRANGE WITHSCORES: members and scores; scores that GEOADD made become ``lat`` and ``lon``."""
    inner = np.flatnonzero((tokens.depth == 1) & (tokens.kind == BULK))
    inner = inner[_whole_pairs(tokens, inner)]
    members, scores = inner[::2], inner[1::2]
    found = Page(undecodable=_errors(tokens), unfinished=_full(tokens, 2 * page))
    found.columns += _expanded("value[].member", "value[].member", tokens, members, rows)
    if len(scores):
        numbers = _numbers(gather(tokens, scores))
        owners = rows[tokens.reply[scores]]
        if is_geo(numbers, name, now):
            lat, lon = geo(numbers.astype(np.int64))
            found.columns += [
                Column(path="value[].lat", array=pa.array(lat), rows=owners),
                Column(path="value[].lon", array=pa.array(lon), rows=owners),
            ]
        else:
            found.columns.append(Column(path="value[].score", array=pa.array(numbers, from_pandas=True), rows=owners))
    return found


def streams(tokens: Tokens, rows: Rows, page: int) -> Page:
    """XRANGE: the time in each entry's id, and its fields."""
    ids = np.flatnonzero((tokens.depth == 2) & (tokens.kind == BULK))
    inner = np.flatnonzero((tokens.depth == 3) & (tokens.kind == BULK))
    inner = inner[_whole_pairs(tokens, inner)]
    found = Page(undecodable=_errors(tokens), unfinished=_full(tokens, page))
    if len(ids):
        stamps = pc.replace_substring_regex(gather(tokens, ids).cast(_TEXT, safe=False), "-.*", "")
        array = pa.array(np.nan_to_num(_numbers(stamps)).astype(np.int64)).cast(pa.timestamp("ms"), safe=False)
        found.columns.append(Column(path="value[].time", array=array, rows=rows[tokens.reply[ids]]))
    names, values = inner[::2], inner[1::2]
    coded = gather(tokens, names).dictionary_encode()
    for code, word in enumerate(coded.dictionary.to_pylist()[:MAX_KEYS]):
        path = f"value[].{_name(word) or '*'}"
        found.columns += _expanded(path, path, tokens, values[np.asarray(coded.indices) == code], rows)
    return found


def _errors(tokens: Tokens) -> int:
    return int(np.count_nonzero((tokens.depth == 0) & np.isin(tokens.kind, (ERROR, NIL))))


def _open_cursors(tokens: Tokens) -> list[int]:
    cursors = np.flatnonzero((tokens.depth == 1) & (tokens.kind == BULK))
    is_zero = (tokens.length[cursors] == 1) & (tokens.data[tokens.start[cursors]] == ord("0"))
    return tokens.reply[cursors[~is_zero]].tolist()  # type: ignore[no-any-return]


def _full(tokens: Tokens, count: int) -> list[int]:
    chosen = (tokens.depth == 0) & (tokens.kind == ARRAY) & (tokens.length >= count)
    return tokens.reply[chosen].tolist()  # type: ignore[no-any-return]


def _whole_pairs(tokens: Tokens, inner: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Leave out replies with an odd number of elements: a name without its value would shift all that follow."""
    owners = tokens.reply[inner]
    return (np.bincount(owners, minlength=1) % 2 == 0)[owners] if len(inner) else np.zeros(0, np.bool_)


def _expanded(path: str, prefix: str, tokens: Tokens, where: NDArray[np.int64], rows: Rows) -> list[Column]:
    found: list[Column] = []
    for column in texts(path, gather(tokens, where), rows[tokens.reply[where]]):
        if not pa.types.is_large_string(column.array.type):
            found.append(column)
            continue
        for one in expand_json(prefix, column.array, column.rows):
            found.append(Column(path=_joined(path, one.path), array=one.array, rows=one.rows))
    return found


def _joined(path: str, expanded: str) -> str:
    if not expanded:
        return path
    return path + expanded if expanded.startswith("[]") else expanded.removeprefix(".")


def gather(tokens: Tokens, where: NDArray[np.int64]) -> pa.Array:
    """The strings at *where* as a LargeBinary array."""
    return strings_at(tokens.data, tokens.start[where], tokens.length[where])


def _numbers(text: pa.Array) -> NDArray[np.float64]:
    try:
        return np.asarray(text.cast(_TEXT).cast(pa.float64()).to_numpy(zero_copy_only=False))
    except pa.ArrowInvalid:  # its message quotes the value; a genuine server sends only numbers here
        return np.full(len(text), np.nan)


def is_geo(scores: NDArray[np.float64], name: str, now: float) -> bool:
    """Were these scores made by GEOADD? They are 52-bit integers; so are times in microseconds: the name decides."""
    if not len(scores) or not np.all((scores == np.floor(scores)) & (scores > 2**40) & (scores < 2**52)):
        return False
    middle = float(np.median(scores))
    is_time = 8e14 < middle < (now + 63e6) * 1e6 or 8e11 < middle < (now + 63e6) * 1e3
    return not is_time or bool(_GEO_NAME.search(name))


def geo(codes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """``(lat, lon)`` of Redis's 52-bit geohashes (EPSG:3857's latitudes, the middle of each cell)."""
    lat, lon = _even_bits(codes), _even_bits(codes >> 1)
    south = 85.05112878
    return -south + (lat + 0.5) / (1 << 26) * 2 * south, -180 + (lon + 0.5) / (1 << 26) * 360


def _even_bits(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    found = codes & 0x5555555555555555
    masks = (0x3333333333333333, 0x0F0F0F0F0F0F0F0F, 0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF, 0x00000000FFFFFFFF)
    for step, mask in enumerate(masks):
        found = (found | (found >> (1 << step))) & mask
    return found


def merged(pages: list[list[Column]]) -> Iterator[Column]:
    """One column per path and type out of those of several pages, rows ascending."""
    parts: dict[tuple[str, Any], list[Column]] = {}
    for column in (one for page in pages for one in page):
        parts.setdefault((column.path, column.array.type), []).append(column)
    for (path, _), found in parts.items():
        rows = np.concatenate([one.rows for one in found if one.rows is not None])
        array = pa.concat_arrays([one.array for one in found])
        if np.any(np.diff(rows) < 0):
            order = np.argsort(rows, kind="stable")
            rows, array = rows[order], array.take(pa.array(order))
        yield Column(path=path, array=array, rows=rows)
