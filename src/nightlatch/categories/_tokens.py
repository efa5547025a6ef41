"""Which vendor issued a token: one pass over a column for all vendors together.

A loop over the first bytes of each value finds the few that begin with a vendor's prefix; only those meet the
patterns. Most columns have none, so that a hundred vendors cost one pass (measured: 2,000 texts in 20 µs).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.categories._token_forms import MARKED, PREFIXED
from nightlatch.compiled import compiled
from nightlatch.survey.checks import Placed
from nightlatch.survey.values import Values

Bools = NDArray[np.bool_]
NO_VENDOR = -1
_MARKED_BYTES = (36, 130)  # shortest and longest token that has no prefix
_BASE62 = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How tokens of *vendor* look: literal *prefix*, RE2 *rest*."""

    vendor: str
    prefix: str
    rest: str

    @property
    def pattern(self) -> str:
        """The whole value, blanks around it allowed."""
        return rf"^\s*{quoted(self.prefix)}(?:{self.rest})\s*$"


def prefixed() -> tuple[Form, ...]:
    """The forms that begin with a prefix."""
    rows = (line.split(" ", 2) for line in PREFIXED.split("\n") if line)
    return tuple(Form(vendor=vendor, prefix=prefix, rest=rest) for vendor, prefix, rest in rows)


def marked() -> tuple[Form, ...]:
    """The forms that have their marks further inside."""
    rows = (line.split(" ", 1) for line in MARKED.split("\n") if line)
    return tuple(Form(vendor=vendor, prefix="", rest=rest) for vendor, rest in rows)


@cache
def vendors() -> tuple[str, ...]:
    """All of them, sorted; :func:`issuers` counts by their places."""
    return tuple(sorted({form.vendor for form in (*prefixed(), *marked())}))


def issued_by(vendor: str) -> Placed:
    """The values that are tokens of *vendor*."""
    return Placed(issuers, vendors().index(vendor))


def issuers(values: Values) -> NDArray[np.int16]:
    """The place in :func:`vendors` of each value's issuer, or ``NO_VENDOR``; made once for as long as they live."""
    found = values.memo.get("issuers")
    if found is None:
        found = values.memo["issuers"] = _issuers(values)
    return cast(NDArray[np.int16], found)


def _issuers(values: Values) -> NDArray[np.int16]:
    out = np.full(len(values), NO_VENDOR, np.int16)
    if values.kind != "text" or not len(values):
        return out
    table = _table()
    groups = leading(*values.utf8, table.prefixes, table.sizes, table.starts)
    for group in np.unique(groups[groups >= 0]):
        _decide(values, np.flatnonzero(groups == group), table.forms[group], out)
    low, high = _MARKED_BYTES
    rest = np.flatnonzero((out == NO_VENDOR) & (values.lengths >= low) & (values.lengths <= high))
    _decide(values, rest, marked(), out)
    return out


def _decide(values: Values, at: NDArray[np.int64], forms: tuple[Form, ...], out: NDArray[np.int16]) -> None:
    if not len(at):
        return
    picked = values if len(at) == len(values) else Values(values.text.take(pa.array(at)))
    for form in forms:
        passed = picked.matches(form.pattern)
        out[at[passed]] = vendors().index(form.vendor)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """*prefixes* sorted by first byte, longest first; *starts*: where each first byte begins; *forms* of each."""

    prefixes: NDArray[np.uint8]
    sizes: NDArray[np.int64]
    starts: NDArray[np.int64]
    forms: tuple[tuple[Form, ...], ...]


@cache
def _table() -> _Table:
    every = prefixed()
    known = sorted({form.prefix.encode() for form in every}, key=lambda prefix: (prefix[0], -len(prefix), prefix))
    rows = np.zeros((len(known), max(map(len, known))), np.uint8)
    for row, prefix in zip(rows, known, strict=True):
        row[: len(prefix)] = list(prefix)
    firsts = [prefix[0] for prefix in known]
    return _Table(
        prefixes=rows,
        sizes=np.array([len(prefix) for prefix in known], np.int64),
        starts=np.searchsorted(firsts, np.arange(257)).astype(np.int64),
        forms=tuple(tuple(f for f in every if prefix.startswith(f.prefix.encode())) for prefix in known),
    )


@compiled
def leading(offsets: Any, data: Any, prefixes: Any, sizes: Any, starts: Any) -> Any:
    """The longest prefix that each value begins with, as its place; -1 for none. Blanks in front do not count."""
    n = len(offsets) - 1
    out = np.full(n, -1, np.int16)
    for i in range(n):
        at, end = offsets[i], offsets[i + 1]
        while at < end and data[at] <= 32:
            at += 1
        if at == end:
            continue
        for p in range(starts[data[at]], starts[data[at] + 1]):
            same = end - at > sizes[p]
            k = 1
            while same and k < sizes[p]:
                same = data[at + k] == prefixes[p, k]
                k += 1
            if same:
                out[i] = p
                break
    return out


def has_checksum(values: Values) -> Bools:
    """Tokens ``xxx_`` + 30 + 6 characters of which the last six are the CRC-32 of the thirty in base 62.

    So GitHub describes its tokens (2021), and npm's have the same form.
    """
    out = np.zeros(len(values), np.bool_)
    at = np.flatnonzero(values.lengths == 40)
    if values.kind != "text" or not len(at):
        return out
    offsets, data = values.utf8
    rows = data[offsets[:-1][at][:, None] + np.arange(4, 40)]
    left = _crc32(rows[:, :30]).astype(np.int64)
    good = np.ones(len(at), np.bool_)
    for place in range(35, 29, -1):
        good &= rows[:, place] == _BASE62[left % 62]
        left //= 62
    out[at] = good
    return out


_CRC = np.array([zlib.crc32(bytes([byte]), 0xFFFFFFFF) ^ 0xFFFFFFFF for byte in range(256)], np.uint32)


def _crc32(rows: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """CRC-32 (ISO-HDLC) of each row."""
    state = np.full(len(rows), 0xFFFFFFFF, np.uint32)
    for column in rows.T:
        state = _CRC[(state ^ column) & 0xFF] ^ (state >> np.uint32(8))
    return state ^ np.uint32(0xFFFFFFFF)


def quoted(text: str) -> str:
    """*text* as an RE2 pattern that matches nothing else."""
    return "".join(letter if letter.isalnum() or letter in "_-/:" else rf"\{letter}" for letter in text)
