"""How often a random string of an identifier's outward shape passes its check.

``python -m tests.categories.chance`` prints the measured chance of every national number beside the stated one.

The share of strings that fit the pattern is exact (per place: letters among 26, digits among 10, a place that may hold
either among what it may hold); the share of those that pass the tests is sampled.
"""

from __future__ import annotations

import numpy as np

from nightlatch.categories import Category, all_categories
from nightlatch.survey.checkdigits import AnyOf, Number, Rows

_DIGITS, _LETTERS = slice(48, 58), slice(65, 91)


def national() -> list[Category]:
    """The categories that are numbers of a country (``id.country``) and built from patterns."""
    return [c for c in all_categories() if isinstance(c.check, Number | AnyOf) and "." in c.id]


def numbers_of(category: Category) -> tuple[Number, ...]:
    """The one or several forms of a category."""
    check = category.check
    if isinstance(check, AnyOf):
        return check.numbers
    assert isinstance(check, Number)
    return (check,)


def shaped(number: Number, count: int, seed: int) -> np.ndarray:
    """``uint8[count, width]`` random strings that fit the pattern of *number*."""
    random = np.random.default_rng(seed)
    columns = [random.choice(np.flatnonzero(row).astype(np.uint8), count) for row in number.allowed]
    return np.ascontiguousarray(np.stack(columns, axis=1))


def as_text(rows: np.ndarray) -> list[str]:
    """Byte rows as strings."""
    return [bytes(row).decode() for row in rows]


def passing(number: Number, count: int, seed: int) -> np.ndarray:
    """The rows of :func:`shaped` that pass: valid numbers, made by brute force."""
    rows = shaped(number, count, seed)
    return rows[number._passes(Rows(rows))]


def chance_of(number: Number, count: int = 2_000_000, seed: int = 1) -> float:
    """The measured chance."""
    share = 1.0
    for row in number.allowed:
        digits, letters = int(row[_DIGITS].sum()), int(row[_LETTERS].sum())
        share *= 1.0 if digits and letters else digits / 10 if digits else letters / 26
    return share * len(passing(number, count, seed)) / count if number.tests else share


def measured(category: Category, count: int = 2_000_000) -> float:
    """The chance of the form that passes most easily."""
    return max(chance_of(number, count) for number in numbers_of(category))


if __name__ == "__main__":
    for category in national():
        found = measured(category)
        print(f"{category.id:24} stated {category.chance:<9.2g} measured {found:<9.2g} weight {category.weight}")
