"""How a table in text is written: its delimiter, whether it quotes, and whether its first row names the fields."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

DELIMITERS = ",\t;|"
_LOOKED = 50  # rows that show whether a text is a table
_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADING = re.compile(r"[^\W\d][\w .\-/()#:%]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """*names* are those of the fields, invented where the first row has none."""

    delimiter: str
    names: tuple[str, ...]
    has_heading: bool


def dialect_of(head: str, *, is_surely: bool = False) -> Dialect | None:
    """The dialect of a text that begins with *head*; None where it is no table. *is_surely*: its name says it is."""
    widths = {one: _width(head, one) for one in DELIMITERS}
    delimiter = max(widths, key=lambda one: widths[one])
    if widths[delimiter] < 2:
        if not is_surely:
            return None
        line = head.partition("\n")[0]
        delimiter = max(DELIMITERS, key=line.count)
    rows = _rows(head, delimiter)
    if not rows:
        return None
    first = [cell.strip() for cell in rows[0]]
    has_heading = is_heading(first, rows[1:], is_surely=is_surely)
    names = _distinct(first) if has_heading else tuple(f"column{at + 1}" for at in range(len(first)))
    return Dialect(delimiter=delimiter, names=names, has_heading=has_heading)


def is_heading(first: Sequence[str], below: Sequence[Sequence[str]], *, is_surely: bool = False) -> bool:
    """Does the first row name fields? Words only, each another, and a field below that holds no such words.

    Where all below are words as well, it does if half of it is what fields are called.
    """
    if not all(not one or _HEADING.fullmatch(one) for one in first) or not any(first):
        return False
    named = [one for one in first if one]
    if (len(set(named)) < len(named) and not is_surely) or len(named) * 2 < len(first):
        return False
    for at in range(len(first)):
        cells = [row[at] for row in below if len(row) > at and row[at]]
        if cells and sum(not _HEADING.fullmatch(cell) for cell in cells) * 2 > len(cells):
            return True
    return (is_surely and not below) or sum(map(_is_known, named)) * 2 >= len(named)


def _is_known(name: str) -> bool:
    """Is it what fields of a kind of data are called?"""
    return " ".join(_WORDS.findall(_CAMEL.sub(" ", name))).lower() in _known_names()


@cache
def _known_names() -> frozenset[str]:
    from nightlatch.categories import all_categories  # late: only a table of nothing but words needs them

    return frozenset(name for one in all_categories() for name in one.names)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once: a second one of the same name, or one without, gets its number."""
    found: dict[str, None] = {}
    for at, name in enumerate(names):
        found[name if name and name not in found else f"{name or 'column'}_{at + 1}"] = None
    return tuple(found) if len(found) == len(names) else tuple(f"column{at + 1}" for at in range(len(names)))


def _rows(head: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if row:
                found.append(row)
            if len(found) > _LOOKED:
                break
    except csv.Error:
        pass
    return found


def _width(head: str, delimiter: str) -> int:
    """Cells of a row, where nearly all rows have as many; else 0."""
    found = [len(row) for row in _rows(head, delimiter)]
    if len(found) < 2:
        return 0
    first = found[0]
    return first if sum(one == first for one in found) * 10 >= 9 * len(found) else 0
