"""Small vectorised building blocks of which categories make their checks; none raises, none keeps a value.

A check is ``Callable[[Values], NDArray[bool]]``, one answer a value. The kernels behind them are in
:mod:`nightlatch.survey.scanners`; text is looked at word by word in :mod:`nightlatch.survey.wording`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.categories import Check
from nightlatch.survey import kernels, scanners
from nightlatch.survey._walks import expect
from nightlatch.survey._words import Words
from nightlatch.survey.values import Values, buffers_of

Bools = NDArray[np.bool_]
_DAY = 86_400_000_000
_FIRST = 256  # values by which it is decided of which kind a column is
_YEAR = 365.2425 * _DAY


class Pattern:
    """The check that :func:`regex` makes; what it asks for is open, so that it need not be run to fail."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        expect(pattern)

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        return values.matches(self.pattern)


class Both:
    """The check that :func:`both` makes."""

    __slots__ = ("checks",)

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = checks

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        passed = self.checks[0](values)
        for other in self.checks[1:]:
            if not passed.any():
                break
            passed = passed & other(values)
        return passed


class Either:
    """The check that :func:`either` makes."""

    __slots__ = ("checks",)

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = checks

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        return np.asarray(np.logical_or.reduce([check(values) for check in self.checks]))


class Together:
    """A check that says of a value what it does because of those beside it: a spread, a share of all of them.

    All other checks say the same of a value whatever stands beside it, so that fields may be checked several at once.
    """

    __slots__ = ("check",)

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        return self.check(values)


class Negated:
    """The check that *check* fails."""

    __slots__ = ("check",)

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        return ~self.check(values)


def is_together(check: Check) -> bool:
    """Is *check*, or one that it is made of, a :class:`Together`?"""
    match check:
        case Together():
            return True
        case Negated():
            return is_together(check.check)
        case Both() | Either():
            return any(map(is_together, check.checks))
    return False


class Placed:
    """Values to which *source* gives *place*: one look at the values tells it for many checks."""

    __slots__ = ("place", "source")

    def __init__(self, source: Callable[[Values], NDArray[np.int16]], place: int) -> None:
        self.source = source
        self.place = place

    def __call__(self, values: Values) -> Bools:
        """One bool each."""
        return np.asarray(self.source(values) == self.place)


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a comma-separated list, line breaks ignored."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))


def never(values: Values) -> Bools:
    """No value: for categories that only sibling fields make up together."""
    return np.zeros(len(values), np.bool_)


def always(values: Values) -> Bools:
    """Any value: for categories that only the field name tells."""
    return np.ones(len(values), np.bool_)


def regex(pattern: str) -> Check:
    """Values that contain the RE2 *pattern* (about 8 M/s)."""
    return Pattern(pattern)


def vocabulary(text: str) -> Check:
    """Values that, in lower case and trimmed, are one of the comma-separated phrases (about 20 M/s)."""
    known = sorted({phrase.lower() for phrase in phrases(text)})
    words = Words(known)
    may_be_dates = any(word[0] in "-0123456789" for word in known)

    def check(values: Values) -> Bools:
        if values.kind in ("time", "date") and not may_be_dates:  # as text all of them begin with a year
            return np.zeros(len(values), np.bool_)
        return values.is_in(words)

    return check


def both(*checks: Check) -> Check:
    """Values that pass all of *checks*; those behind one that nothing passes are not tried."""
    return Both(checks)


def either(*checks: Check) -> Check:
    """Values that pass any of *checks*."""
    return Either(checks)


def without(check: Check, *others: Check) -> Check:
    """Values that pass *check* and none of *others*."""
    return both(check, *(Negated(other) for other in others))


def one_of(checks: Sequence[Check], least: float = 0.75) -> Check:
    """Values that pass the one of *checks* that most of the first values pass; none if fewer than *least* of these do.

    For forms that differ by country: a column is mostly of one, where any single value might be of several.
    """

    @Together
    def check(values: Values) -> Bools:
        first = values.first(_FIRST)
        shares = [np.count_nonzero(one(first)) / max(len(first), 1) for one in checks]
        best = int(np.argmax(shares))
        return checks[best](values) if shares[best] >= least else np.zeros(len(values), np.bool_)

    return check


def length_between(low: int, high: int) -> Check:
    """Values of *low* to *high* bytes as text."""
    return lambda values: np.asarray((values.lengths >= low) & (values.lengths <= high))


def instants(values: Values) -> NDArray[np.int64]:
    """Microseconds since 1970, as :attr:`Values.instants`."""
    return values.instants


def instant_between(first_year: int, last_year: int | None) -> Check:
    """Dates and times from *first_year* until the end of *last_year* (None: until now)."""
    low = (datetime(first_year, 1, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days * _DAY

    def check(values: Values) -> Bools:
        high = now() + _DAY if last_year is None else int((last_year + 1 - 1970) * _YEAR)
        found = instants(values)
        return np.asarray((found >= low) & (found <= high))

    return check


def now() -> int:
    """Microseconds since 1970."""
    return int(datetime.now(UTC).timestamp() * 1_000_000)


def spread_years(found: NDArray[np.int64]) -> float:
    """Years between the 5th and the 95th percentile of *found*; 0 for fewer than 20 instants."""
    known = found[found != kernels.MISSING]
    if len(known) < 20:
        return 0.0
    low, high = np.quantile(known[:4096], (0.05, 0.95))
    return float((high - low) / _YEAR)


def mail(values: Values) -> Bools:
    """Mail addresses."""
    return np.asarray(scanners.mails(*values.utf8))


def phone_form(*forms: int) -> Check:
    """Telephone numbers written in one of *forms* (see :func:`scanners.phones`)."""
    wanted = np.array(forms, np.uint8)
    return lambda values: np.isin(scanners.phones(*values.utf8), wanted)


def starts_with(*prefixes: str | bytes, least: int = 0) -> Check:
    """Text or binary that starts with one of *prefixes*, byte for byte, and has at least *least* bytes."""
    table, sizes = _rows(prefixes)
    return lambda values: np.asarray(scanners.starts(*_bytes(values), table, sizes, least))


def ends_with(*suffixes: str) -> Check:
    """Text that ends with one of *suffixes* (given in lower case), before any ``?`` or ``#``."""
    table, sizes = _rows(suffixes)
    return lambda values: np.asarray(scanners.ends(*values.utf8, table, sizes))


def url(*schemes: str) -> Check:
    """Text that is one of *schemes* (given in lower case), ``://`` and no blank to its end."""
    table, sizes = _rows(schemes)
    return lambda values: np.asarray(scanners.urls(*values.utf8, table, sizes))


@lru_cache(maxsize=256)
def _rows(words: tuple[str | bytes, ...]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    encoded = [word.encode() if isinstance(word, str) else word for word in words]
    table = np.zeros((len(encoded), max(map(len, encoded))), np.uint8)
    for row, word in zip(table, encoded, strict=True):
        row[: len(word)] = np.frombuffer(word, np.uint8)
    return table, np.array([len(word) for word in encoded], np.int64)


def _bytes(values: Values) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    if values.kind != "binary":
        return values.utf8
    return buffers_of(pc.cast(values.array, pa.large_binary()))
