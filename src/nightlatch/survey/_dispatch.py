"""Which checks are worth running on a column: told from the widths and letters of its values, for all checks at once.

Most checks are of numbers with one or two widths, and most columns hold nothing of these; so hundreds of them cost one
product of a matrix.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from nightlatch.categories import Category, Check, Part
from nightlatch.survey.checkdigits import AnyOf, Number
from nightlatch.survey.values import WIDTH, Kind, Values

STRONG = 1e-3  # a check that passes by chance at most this often is evidence even where few values pass it
_LOST_ZEROS = 2  # leading zeros that integers may have lost
_DIGITS, _LETTERS = slice(48, 58), slice(65, 91)
Entry = tuple[Category | Part, Check, bool]  # what, its check, and whether few hits say something


class Dispatch:
    """The checks of *categories* that take values of *kind*."""

    def __init__(self, kind: Kind, categories: tuple[Category, ...]) -> None:
        fit = [category for category in categories if kind in category.kinds]
        whole = [(category, category.check, category.chance <= STRONG) for category in fit if not category.parts]
        self.entries: list[Entry] = [*whole, *((part, part.check, False) for one in fit for part in one.parts)]
        self._widths = np.zeros((len(self.entries), WIDTH + 1), np.bool_)
        self._lettered = np.zeros(len(self.entries), np.bool_)
        self._numeric = np.zeros(len(self.entries), np.bool_)
        for at, (_, check, _) in enumerate(self.entries):
            numbers = numbers_of(check)
            for number in numbers:
                self._widths[at, len(number.allowed)] = True
            self._widths[at] |= not numbers
            self._lettered[at] = bool(numbers) and all(_must_have(number, _LETTERS) for number in numbers)
            self._numeric[at] = bool(numbers) and all(_must_have(number, _DIGITS) for number in numbers)

    def likely(self, values: Values) -> list[Entry]:
        """Those that may pass some of *values*."""
        if values.kind not in ("text", "integer"):
            return self.entries
        there = np.zeros(WIDTH + 1, np.bool_)
        widths = np.unique(values.widths)
        there[widths[widths <= WIDTH]] = True
        if values.kind == "integer":
            for lost in range(1, _LOST_ZEROS + 1):
                there[lost:] |= there[:-lost]
        may = (self._widths & there).any(axis=1) | self._widths.all(axis=1)
        letters = values.alphabet[65:91].any() or values.alphabet[97:123].any()
        may &= ~self._lettered | bool(letters)
        may &= ~self._numeric | bool(values.alphabet[_DIGITS].any())
        return [self.entries[at] for at in np.flatnonzero(may)]


@lru_cache(maxsize=64)
def dispatch(kind: Kind, categories: tuple[Category, ...]) -> Dispatch:
    """The :class:`Dispatch` of *kind* and *categories*, made once."""
    return Dispatch(kind, categories)


def numbers_of(check: Check) -> tuple[Number, ...]:
    """The numbers that *check* is made of; none if it is of another make."""
    if type(check) is AnyOf:  # not those made of them, which take what these do not
        return check.numbers
    return (check,) if type(check) is Number else ()


def _must_have(number: Number, letters: slice) -> bool:
    """Is there a place where nothing but one of *letters* may stand?"""
    others = number.allowed.copy()
    others[:, letters] = False
    return bool((~others.any(axis=1)).any())
