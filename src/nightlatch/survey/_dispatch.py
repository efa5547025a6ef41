"""Which checks are worth running on a column: told from the widths and letters of its values, for all checks at once.

Most checks are of numbers with one or two widths, and most columns hold nothing of these; so hundreds of them cost one
product of a matrix.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nightlatch.categories import Category, Check, Part
from nightlatch.survey._patterns import need
from nightlatch.survey.checkdigits import AnyOf, Number
from nightlatch.survey.checks import Both, Either, Pattern, Placed
from nightlatch.survey.values import WIDTH, Kind, Values

STRONG = 1e-3  # a check that passes by chance at most this often is evidence even where few values pass it
_ENDLESS = 1 << 40
_LOST_ZEROS = 2  # leading zeros that integers may have lost
_DIGITS, _LETTERS = slice(48, 58), slice(65, 91)
Ints = NDArray[np.int64]
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
        self._placed = _placed([check for _, check, _ in self.entries])
        self._asked = _Asked([check for _, check, _ in self.entries])

    def likely(self, values: Values) -> list[Entry]:
        """Those that may pass some of *values*."""
        if values.kind not in ("text", "integer"):
            return [self.entries[at] for at in np.flatnonzero(self._asked.may(values))]
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
        may &= self._asked.may(values)
        for source, (at, places) in self._placed.items():
            may[at] &= np.isin(places, np.unique(source(values)))
        return [self.entries[at] for at in np.flatnonzero(may)]


class _Asked:
    """What the patterns in *checks* ask for, as one table: of each clause of a check one pattern must match."""

    def __init__(self, checks: list[Check]) -> None:
        clauses = [(at, clause) for at, check in enumerate(checks) for clause in _clauses(check)]
        patterns = {pattern: at for at, pattern in enumerate(sorted({one for _, clause in clauses for one in clause}))}
        needs = [need(pattern) for pattern in patterns]
        self._count = len(checks)
        self._least = np.array([one.least for one in needs], np.int64)
        self._most = np.array([_ENDLESS if one.most is None else one.most for one in needs], np.int64)
        sets = [(at, wanted) for at, one in enumerate(needs) for wanted in one.sets]
        self._set_of = np.array([at for at, _ in sets], np.int64)
        self._sets = np.array([wanted for _, wanted in sets], np.float32).reshape(len(sets), 256)
        self._clause_of = np.array([at for at, _ in clauses], np.int64)
        self._members = np.array([patterns[one] for _, clause in clauses for one in clause], np.int64)
        sizes = [len(clause) for _, clause in clauses]
        self._starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, np.int64)

    def may(self, values: Values) -> NDArray[np.bool_]:
        """Which checks lengths and bytes of *values* leave open; all of them where it is a large batch."""
        if not len(self._starts) or not values.is_small:
            return np.ones(self._count, np.bool_)
        (shortest, longest), alphabet = values.extent, values.alphabet
        width = 4 if alphabet[128:].any() else 1
        open_ = (longest >= self._least) & (shortest <= self._most * width)
        missed = self._sets @ alphabet.astype(np.float32) == 0
        open_ &= np.bincount(self._set_of, missed, len(open_)) == 0
        failed = ~np.logical_or.reduceat(open_[self._members], self._starts)
        return np.asarray(np.bincount(self._clause_of, failed, self._count) == 0)


def _placed(checks: list[Check]) -> dict[Callable[[Values], NDArray[np.int16]], tuple[Ints, Ints]]:
    """By source, which of *checks* it decides, and the places that they ask of it."""
    found: dict[Callable[[Values], NDArray[np.int16]], list[tuple[int, int]]] = {}
    for at, check in enumerate(checks):
        first = check.checks[0] if isinstance(check, Both) else check
        if isinstance(first, Placed):
            found.setdefault(first.source, []).append((at, first.place))
    return {source: tuple(np.array(pairs, np.int64).T) for source, pairs in found.items()}


def _clauses(check: Check) -> tuple[tuple[str, ...], ...]:
    """Patterns of which one must match, for every value that *check* lets pass; several such groups, or none known."""
    match check:
        case Pattern():
            return ((check.pattern,),)
        case Both():
            return tuple(clause for part in check.checks for clause in _clauses(part))
        case Either():
            first = [_clauses(part)[:1] for part in check.checks]
            return (tuple(one for part in first for clause in part for one in clause),) if all(first) else ()
    return ()


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
