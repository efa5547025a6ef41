"""Checks of identifiers with check digits, built from a pattern and vectorised tests.

    CHECK = Number("[1-9]9{16}[0-9X]", lambda row: row.weighted(WEIGHTS) % 11 == row.alnum(17))

A pattern says which byte may stand where in the compacted value (upper case, no separators); only rows that fit it
reach the tests, so that a test may take digits for granted. Tests work on all rows at once and never raise.
Systems: Luhn (ISO/IEC 7812-1), Verhoeff, ISO/IEC 7064:2003, weighted sums, and dates inside numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nightlatch.survey import digitkernels as kernels
from nightlatch.survey.values import Values

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Mask = Any  # bool[m]: numpy types == between arrays as Any, and every test would need a cast
Test = Callable[["Rows"], Mask]

LATEST_YEAR = 2099
NOT_COMPACT = 255  # what ``Values.widths`` says of a value that has no compact form
_LOST_ZEROS = 2  # leading zeros that an integer column may have lost; more would make any short number fit
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CLASSES = {"9": _DIGITS, "A": _LETTERS, "N": _DIGITS + _LETTERS}
_TOKEN = re.compile(r"(\[[^\]]+\]|[9AN])(?:\{(\d+)\})?")


def table(alphabet: str, *, default: int = 0) -> Ints:
    """``int64[256]``: the place of each byte in *alphabet*, *default* for all others."""
    out = np.full(256, default, np.int64)
    for value, letter in enumerate(alphabet):
        out[ord(letter)] = value
    return out


def places(alphabet: str, rule: Callable[[str], int]) -> Ints:
    """``int64[256]``: ``rule(letter)`` for each letter of *alphabet*, 0 for all others."""
    out = np.zeros(256, np.int64)
    for letter in alphabet:
        out[ord(letter)] = rule(letter)
    return out


ALNUM = table(_DIGITS + _LETTERS)  # 0-9, then A=10 ... Z=35, as ISO/IEC 7064 and ICAO 9303 count


class Rows:
    """Compacted values that fit one pattern: ``bytes`` is ``uint8[m, width]``. Slices are as in Python."""

    __slots__ = ("bytes",)

    def __init__(self, rows: NDArray[np.uint8]) -> None:
        self.bytes = rows

    def number(self, start: int, stop: int) -> Ints:
        """The digits from *start* to *stop* as integers; exact up to 18 digits."""
        return np.asarray(kernels.number(self.bytes, start, stop))

    def digit(self, at: int) -> Ints:
        """The digit at *at*."""
        return self.bytes[:, at].astype(np.int64) - ord("0")

    def alnum(self, at: int, values: Ints = ALNUM) -> Ints:
        """The byte at *at* through a table; by default 0-9, A=10 ... Z=35."""
        return values[self.bytes[:, at]]

    def weighted(self, weights: Sequence[int], start: int = 0, values: Ints = ALNUM) -> Ints:
        """The weighted sum of the bytes from *start* on."""
        return np.asarray(kernels.weighted(self.bytes, start, np.array(weights, np.int64), values))

    def is_at(self, at: int, letters: str) -> Bools:
        """Whether the byte at *at* is one of *letters*."""
        return np.isin(self.bytes[:, at], np.frombuffer(letters.encode(), np.uint8))

    def is_from(self, at: int, letters: str, index: Ints) -> Bools:
        """Whether the byte at *at* is the one of *letters* that *index* points to, row by row."""
        return np.asarray(self.bytes[:, at] == np.frombuffer(letters.encode(), np.uint8)[index])

    def has_date(self, form: str, at: int = 0, *, earliest: int = 1800) -> Bools:
        """Whether a date in *form* (``yyyymmdd``, ``yymmdd``, ``ddmmyy``, ``ddmmyyyy``) starts at *at*.

        Two digits of a year may mean any century, so that 29 February passes in every fourth.
        """
        year = self.number(at + form.index("y"), at + form.rindex("y") + 1)
        year, first = (year, earliest) if form.count("y") == 4 else (year + 2000, 2000)
        month, day = at + form.index("m"), at + form.index("d")
        return are_days(year, self.number(month, month + 2), self.number(day, day + 2), earliest=first)


class Number:
    """A check of identifiers of one width: the pattern, then every test.

    *pattern*: ``9`` digit, ``A`` letter, ``N`` either, ``[1-9X]`` any of these, ``{n}`` repeats the item before it.
    Only text and integers can pass. An integer that is up to two digits short has lost leading zeros, where any other
    value is as long as the number.
    """

    __slots__ = ("allowed", "tests")

    def __init__(self, pattern: str, *tests: Test) -> None:
        self.allowed = _allowed(pattern)
        self.tests = tests

    @property
    def can_be_integer(self) -> bool:
        """Whether digits alone can fit the pattern, so that a column of integers may hold such numbers."""
        return bool(self.allowed[:, ord("0") : ord("9") + 1].any(axis=1).all())

    @property
    def is_lettered(self) -> bool:
        """Whether a letter may stand before the last place: "AB123456", and not "12345678Z"."""
        return bool(self.allowed[:-1, ord("A") : ord("Z") + 1].any())

    def __call__(self, values: Values) -> Bools:
        """One bool each; shape as *values*."""
        passed = np.zeros(len(values), np.bool_)
        if not len(values) or values.kind not in ("text", "integer"):
            return passed
        width, counts = len(self.allowed), _widths_of(values)
        lost = _LOST_ZEROS if values.kind == "integer" and counts[width] else 0  # others kept theirs
        if not counts[width - lost : width + 1].any():  # most columns hold nothing of that length
            return passed
        at, compact, widths = _so_wide(values, width, lost)
        picked, rows = kernels.select(compact, widths, self.allowed, lost)
        if len(picked):
            passed[at[picked]] = self._passes(Rows(rows))
        if values.kind == "integer":  # compacting drops the sign as if it were a hyphen
            passed &= values.numbers >= 0
        return passed

    def _passes(self, rows: Rows) -> Bools:
        passes = np.ones(len(rows.bytes), np.bool_)
        for test in self.tests:
            passes &= test(rows)
            if not passes.any():
                break
        return passes


class AnyOf:
    """A check that passes what any of several numbers lets pass (two lengths, an old and a new form)."""

    __slots__ = ("numbers",)

    def __init__(self, *numbers: Number) -> None:
        self.numbers = numbers

    @property
    def can_be_integer(self) -> bool:
        """Whether any of the forms consists of digits."""
        return any(number.can_be_integer for number in self.numbers)

    def __call__(self, values: Values) -> Bools:
        """One bool each; shape as *values*."""
        passed = np.zeros(len(values), np.bool_)
        for number in self.numbers:
            passed |= number(values)
        return passed


def _widths_of(values: Values) -> Ints:
    """How many compacted values have each width, counted once for all checks."""
    counts = values.memo.get("widths")
    if counts is None:
        counts = values.memo["widths"] = np.bincount(values.widths, minlength=NOT_COMPACT + 1)
    return cast(Ints, counts)


def _so_wide(values: Values, width: int, lost: int) -> tuple[Ints, NDArray[np.uint8], NDArray[np.uint8]]:
    """Places, compact forms and widths of those that are *width* wide or up to *lost* less; kept with the values."""
    key = f"{width} wide, {lost} lost"
    found = values.memo.get(key)
    if found is None:
        widths = values.widths
        at = np.flatnonzero((widths <= width) & (widths >= width - lost))
        found = values.memo[key] = (at, values.compact[at], widths[at])
    return cast("tuple[Ints, NDArray[np.uint8], NDArray[np.uint8]]", found)


def _allowed(pattern: str) -> Bools:
    rows: list[Bools] = []
    end = 0
    for token in _TOKEN.finditer(pattern):
        if token.start() != end:
            break
        row = np.zeros(256, np.bool_)
        row[[ord(letter) for letter in _letters(token[1])]] = True
        rows.extend([row] * int(token[2] or 1))
        end = token.end()
    if end != len(pattern) or not rows:
        raise ValueError(f"pattern {pattern!r} is malformed at {end}")
    return np.array(rows)


def _letters(item: str) -> str:
    if item in _CLASSES:
        return _CLASSES[item]
    spans = re.findall(r"(.)-(.)|(.)", item[1:-1])
    return "".join(one or "".join(map(chr, range(ord(low), ord(high) + 1))) for low, high, one in spans)


def are_days(year: Ints, month: Ints, day: Ints, *, earliest: int = 1800) -> Bools:
    """Which triples are days of the calendar from *earliest* to :data:`LATEST_YEAR`."""
    return np.asarray(kernels.are_days(year, month, day, earliest, LATEST_YEAR))


def cross(numbers: Ints) -> Ints:
    """The sum of the two digits of numbers below 100."""
    return np.asarray(numbers // 10 + numbers % 10)


def one_of(numbers: Ints, codes: Bools) -> Bools:
    """Which *numbers* are among the *codes* (see :func:`code_set`)."""
    return np.asarray(codes[np.minimum(numbers, len(codes) - 1)])


def code_set(*spans: int | range) -> Bools:
    """Codes (of a province, a county) as a table to look numbers up in; its last place is always False."""
    codes = [code for span in spans for code in ([span] if isinstance(span, int) else span)]
    known = np.zeros(max(codes) + 2, np.bool_)
    known[codes] = True
    return known


def luhn(rows: Rows, start: int = 0, stop: int | None = None, values: Ints = ALNUM) -> Bools:
    """Luhn, the check digit last; letters through *values*."""
    sums = kernels.luhn(rows.bytes, start, rows.bytes.shape[1] if stop is None else stop, values)
    return np.asarray(sums == 0)


def _dihedral_group() -> tuple[Ints, Ints]:
    """The multiplication table of the symmetries of a pentagon, and the powers of Verhoeff's permutation."""
    a, b = np.meshgrid(np.arange(10), np.arange(10), indexing="ij")
    turned = np.where(a < 5, a + b % 5, a - b % 5) % 5
    times = turned + 5 * ((a >= 5) ^ (b >= 5))
    powers = [np.arange(10)]
    step = np.array([1, 5, 7, 6, 2, 8, 3, 0, 9, 4])
    for _ in range(7):
        powers.append(step[powers[-1]])
    return times.astype(np.int64), np.array(powers, np.int64)


_TIMES, _PERMUTE = _dihedral_group()


def verhoeff(rows: Rows, start: int = 0, stop: int | None = None) -> Bools:
    """Verhoeff, the check digit last."""
    last = rows.bytes.shape[1] if stop is None else stop
    return np.asarray(kernels.dihedral(rows.bytes, start, last, _TIMES, _PERMUTE) == 0)


def verhoeff_digit(rows: Rows, start: int, stop: int) -> Ints:
    """The Verhoeff check digit that belongs behind ``[start, stop)``."""
    padded = np.concatenate([rows.bytes[:, start:stop], np.full((len(rows.bytes), 1), ord("0"), np.uint8)], axis=1)
    state = kernels.dihedral(padded, 0, stop - start + 1, _TIMES, _PERMUTE)
    return np.asarray(np.argmax(_TIMES == 0, axis=1)[state])  # the inverse in the group


def mod_11_2(rows: Rows, start: int = 0, stop: int | None = None) -> Bools:
    """ISO/IEC 7064 MOD 11-2: the last character may be X for ten."""
    last = rows.bytes.shape[1] if stop is None else stop
    weights = [pow(2, last - 1 - at, 11) for at in range(start, last)]
    return np.asarray(rows.weighted(weights, start, _ELEVEN) % 11 == 1)


def mod_97_10(rows: Rows, start: int = 0, stop: int | None = None) -> Bools:
    """ISO/IEC 7064 MOD 97-10: two check digits, letters counting 10 to 35."""
    last = rows.bytes.shape[1] if stop is None else stop
    return np.asarray(kernels.remainder(rows.bytes, start, last, 97, ALNUM) == 1)


def mod_11_10(rows: Rows, start: int = 0, stop: int | None = None) -> Bools:
    """ISO/IEC 7064 MOD 11,10 (hybrid), digits only."""
    last = rows.bytes.shape[1] if stop is None else stop
    return np.asarray(kernels.hybrid(rows.bytes, start, last, 10, ALNUM) == 1)


_ELEVEN = table("0123456789X")
