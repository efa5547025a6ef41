"""What table files draw their values from: small functions that make a draw, and ones that spoil the values of another.

A draw gets a random generator and a number of rows, and returns that many values.
"""

from __future__ import annotations

import base64
import hashlib
import json
import string
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import quote

from tests.accuracy.hardtable import Cell, Draw

_DIGITS = string.digits
_UPPER = string.ascii_uppercase
_WIDE = str.maketrans(_DIGITS, "０１２３４５６７８９")
_ARABIC = str.maketrans(_DIGITS, "٠١٢٣٤٥٦٧٨٩")


def each(make: Callable[[Random], Any]) -> Draw:
    """Every value by itself."""
    return lambda rng, rows: [make(rng) for _ in range(rows)]


def pick(*words: Any, weights: Sequence[float] | None = None) -> Draw:
    """Of a vocabulary."""
    return lambda rng, rows: rng.choices(words, weights, k=rows)


def words(text: str, separator: str = ";") -> Draw:
    """Of a vocabulary written as one text."""
    return pick(*(word.strip() for word in text.split(separator) if word.strip()))


def like(pattern: str) -> Draw:
    """By a picture: ``#`` a digit, ``@`` a capital, ``^`` a small letter, ``%`` a hex digit, all else itself."""
    kinds = {"#": _DIGITS, "@": _UPPER, "^": string.ascii_lowercase, "%": "0123456789abcdef"}
    return each(lambda rng: "".join(rng.choice(kinds[sign]) if sign in kinds else sign for sign in pattern))


def serial(start: int, form: str = "", step: int = 1) -> Draw:
    """Counted up from *start*; a number, or a text where *form* is given."""
    return lambda rng, rows: [form.format(start + at * step) if form else start + at * step for at in range(rows)]


def integers(low: int, high: int) -> Draw:
    return each(lambda rng: rng.randint(low, high))


def floats(low: float, high: float, places: int = 2) -> Draw:
    return each(lambda rng: round(rng.uniform(low, high), places))


def normal(mean: float, spread: float, places: int = 2) -> Draw:
    return each(lambda rng: round(rng.gauss(mean, spread), places))


def dates(first: int, last: int, form: str = "%Y-%m-%d") -> Draw:
    """Days of the years *first* to *last*."""
    start, days = date(first, 1, 1), (date(last, 12, 31) - date(first, 1, 1)).days
    return each(lambda rng: (start + timedelta(days=rng.randint(0, days))).strftime(form))


def instants(first: int, last: int, form: str = "%Y-%m-%dT%H:%M:%SZ") -> Draw:
    start, span = datetime(first, 1, 1, tzinfo=UTC), (last - first + 1) * 365 * 86400
    return each(lambda rng: (start + timedelta(seconds=rng.randint(0, span))).strftime(form))


def epochs(scale: int = 1, since: int = 1_600_000_000, span: int = 100_000_000) -> Draw:
    """Seconds since 1970, times *scale* with the rest filled up."""
    return each(lambda rng: rng.randint(since, since + span) * scale + rng.randrange(scale))


def hexes(digits: int) -> Draw:
    return each(lambda rng: f"{rng.getrandbits(4 * digits):0{digits}x}")


def uuids() -> Draw:
    return each(lambda rng: str(uuid.UUID(int=rng.getrandbits(128), version=4)))


def joined(form: str, *parts: Draw) -> Draw:
    """Values of several draws put into one text."""

    def draw(rng: Random, rows: int) -> list[Any]:
        return [form.format(*row) for row in zip(*(part(rng, rows) for part in parts), strict=True)]

    return draw


def mapped(source: Draw, change: Callable[[Any], Any]) -> Draw:
    """Every value changed; what a cell is of stays."""

    def one(value: Any) -> Any:
        if isinstance(value, Cell):
            return Cell(None if value.value is None else change(value.value), value.categories)
        return None if value is None else change(value)

    return lambda rng, rows: [one(value) for value in source(rng, rows)]


def upper(source: Draw) -> Draw:
    return mapped(source, lambda value: str(value).upper())


def full_width(source: Draw) -> Draw:
    return mapped(source, lambda value: str(value).translate(_WIDE))


def eastern_arabic(source: Draw) -> Draw:
    return mapped(source, lambda value: str(value).translate(_ARABIC))


def as_integer(source: Draw) -> Draw:
    """Digits stored as a number: zeros in front are lost."""
    return mapped(source, lambda value: int("".join(sign for sign in str(value) if sign.isdigit())))


def as_float(source: Draw) -> Draw:
    return mapped(as_integer(source), float)


def base64_of(source: Draw) -> Draw:
    return mapped(source, lambda value: base64.b64encode(str(value).encode()).decode())


def url_encoded(source: Draw) -> Draw:
    return mapped(source, lambda value: quote(str(value), safe=""))


def sha256_of(source: Draw) -> Draw:
    return mapped(source, lambda value: hashlib.sha256(str(value).encode()).hexdigest())


def grouped(source: Draw, size: int = 4, by: str = " ") -> Draw:
    """Cut into groups: 4111 1111 ..."""
    return mapped(source, lambda value: by.join(str(value)[at : at + size] for at in range(0, len(str(value)), size)))


def padded(source: Draw) -> Draw:
    """A blank in front here, one behind there."""
    return lambda rng, rows: [_around(rng, value) for value in source(rng, rows)]


def _around(rng: Random, value: Any) -> Any:
    return mapped(lambda r, n: [value], lambda text: rng.choice(("", " ")) + str(text) + rng.choice(("", " ", "\t")))(
        rng, 1
    )[0]


def some(rate: float, source: Draw, otherwise: Draw) -> Draw:
    """*source* for a share of rows (at least three of them), the rest from *otherwise*, which is of no category."""

    def draw(rng: Random, rows: int) -> list[Any]:
        count = max(3, round(rate * rows))
        chosen = set(rng.sample(range(rows), min(rows, count)))
        yes, no = iter(source(rng, len(chosen))), iter(otherwise(rng, rows - len(chosen)))
        return [next(yes) if at in chosen else _nothing(next(no)) for at in range(rows)]

    return draw


def dirty(source: Draw, rate: float = 0.05, dirt: Sequence[Any] = ("", "-", "n/a", "unknown", "0", "??")) -> Draw:
    """The share *rate* of values replaced by placeholders, which are of no category."""
    return some(1 - rate, source, pick(*dirt))


def mixed(*parts: Draw, weights: Sequence[float] | None = None) -> Draw:
    """Of several draws, row by row."""

    def draw(rng: Random, rows: int) -> list[Any]:
        drawn = [part(rng, rows) for part in parts]
        return [rng.choices(row, weights)[0] for row in zip(*drawn, strict=True)]

    return draw


def of(source: Draw, *categories: str) -> Draw:
    """Values that are of these categories, whatever their column is."""
    return lambda rng, rows: [
        value if isinstance(value, Cell) else Cell(value, frozenset(categories)) for value in source(rng, rows)
    ]


def nothing(source: Draw) -> Draw:
    """Values that are of no category, whatever their column is."""
    return lambda rng, rows: [_nothing(value) for value in source(rng, rows)]


def _nothing(value: Any) -> Cell:
    return Cell(value.value if isinstance(value, Cell) else value)


def several(source: Draw, low: int = 0, high: int = 3) -> Draw:
    """A list a row, for a path with ``[]``."""

    def draw(rng: Random, rows: int) -> list[Any]:
        return [source(rng, rng.randint(low, high)) for _ in range(rows)]

    return draw


def json_text(**fields: Draw) -> Draw:
    """A JSON object as text."""

    def draw(rng: Random, rows: int) -> list[Any]:
        columns = {name: source(rng, rows) for name, source in fields.items()}
        return [
            json.dumps({name: values[at] for name, values in columns.items()}, ensure_ascii=False) for at in range(rows)
        ]

    return draw


def prose(*forms: str, **parts: Draw) -> Draw:
    """Sentences with something in braces: ``please call {phone} after six``; one without braces is of no category."""

    def draw(rng: Random, rows: int) -> list[Any]:
        columns = {name: source(rng, rows) for name, source in parts.items()}
        made: list[Any] = []
        for at in range(rows):
            form = rng.choice(forms)
            text = form.format(**{name: values[at] for name, values in columns.items()})
            made.append(text if "{" in form else Cell(text))
        return made

    return draw


def vector(length: int, places: int = 6) -> Draw:
    """An embedding: numbers of a unit vector, as a list."""

    def one(rng: Random) -> list[float]:
        raw = [rng.gauss(0, 1) for _ in range(length)]
        size = sum(x * x for x in raw) ** 0.5
        return [round(x / size, places) for x in raw]

    return each(one)


def chained(parts: Iterable[Draw], by: str) -> Draw:
    """Several draws in one delimited text."""
    drawn = tuple(parts)
    return joined(by.join("{}" for _ in drawn), *drawn)


def tokens(prefix: str, length: int, alphabet: str = string.ascii_letters + _DIGITS) -> Draw:
    """*prefix* and *length* signs at random."""
    return each(lambda rng: prefix + "".join(rng.choices(alphabet, k=length)))


def begun(heads: str, rest: str) -> Draw:
    """One of the beginnings in *heads*, and what *rest* pictures behind it: a network's code and a number."""
    return joined("{}{}", pick(*heads.split()), like(rest))
