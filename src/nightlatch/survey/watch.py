"""What a sample could not know: a single number among a million texts, and a field that changes its nature later.

*Rare*: every text that a sample did not settle is looked at by one loop for what could be a number, an address or a
secret at all; the few that could be pass the checks that hardly anything passes by chance. Exact, and a monoid: counts
of hits and of look-alikes, by field and category. Where look-alikes are many, texts are taken at random up to a bound.

*Trickle*: of every batch some values of some fields, in turn, pass all checks, as a sample does; and at once where
their outward form is one that the sample did not have. What is found so is counted from then on.

Keeps counts and outward forms, never values. Measured: the loop reads 1 GB/s; turns take 5 % of the time at most.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.categories import Category, all_categories
from nightlatch.compiled import compiled
from nightlatch.survey import prose
from nightlatch.survey._dispatch import STRONG, dispatch
from nightlatch.survey.profiles import alike_of
from nightlatch.survey.values import Values

TRICKLE = 256  # values of a field that pass all checks when it is its turn
TURNS = 1  # fields of a batch whose turn it is
SHARE = 0.05  # of the time, that turns may take
_TEXT_BYTES = 1 << 18  # of one field and batch that are searched for what stands inside
_WHOLE = 40  # bytes of the longest number
_NEW_FORMS = 0.1  # so many values of forms that the sample did not have make a field's turn come at once
NOTHING, MAYBE_WHOLE, MAYBE_INSIDE = range(3)


@dataclass(slots=True, kw_only=True)
class Rare:
    """Of one field and category: how many values passed or contain one, of how many that looked alike."""

    hits: int = 0
    alike: int = 0

    def __add__(self, other: Rare) -> Rare:
        return Rare(hits=self.hits + other.hits, alike=self.alike + other.alike)


@dataclass(slots=True)
class Turns:
    """Whose turn it is, and what is drawn for it, by a seed of the run's own."""

    seed: int = field(default_factory=lambda: secrets.randbits(64))
    _places: dict[int, pa.Array] = field(default_factory=dict)  # drawn for this batch, by how many there are
    _next: int = 0
    _due: float = 0.0

    def draw(self, *about: int) -> np.random.Generator:
        """Random numbers for one batch and field; a generator of its own, since fields are counted side by side."""
        return np.random.default_rng((self.seed, *about))

    def spend(self, seconds: float) -> None:
        """A turn took so long: the next is due once all else took twenty times as long."""
        self._due = time.monotonic() + seconds / SHARE

    def of(self, paths: list[str]) -> set[str]:
        """The fields of a batch whose turn it is now, none if none is due; in the next batch others."""
        self._places.clear()
        if not paths or time.monotonic() < self._due:
            return set()
        chosen = {paths[(self._next + at) % len(paths)] for at in range(min(TURNS, len(paths)))}
        self._next += TURNS
        return chosen

    def some(self, values: Values, count: int = TRICKLE) -> Values:
        """At most *count* of *values*, at random; for fields of one batch that are as long, of the same records."""
        size = len(values)
        if size <= count:
            return values
        if size not in self._places:
            self._places[size] = pa.array(np.sort(self.draw(self._next, size).integers(0, size, count)))
        return Values(values.array.take(self._places[size]))


def rare(values: Values, turns: Turns) -> dict[Category, Rare]:
    """Numbers, addresses and secrets in texts that are, as far as a sample told, something else."""
    if values.kind != "text":
        return {}
    marks = np.asarray(_marks(*values.utf8))
    found: dict[Category, Rare] = {}
    whole = np.flatnonzero(marks == MAYBE_WHOLE)
    if len(whole):
        some = Values(values.text.take(pa.array(whole)))
        for category, check, _ in dispatch("text", _strong()).likely(some):
            hits = int(np.count_nonzero(check(some)))
            if hits and isinstance(category, Category):
                found[category] = Rare(hits=hits, alike=max(hits, alike_of(check, some)))
    inside = np.flatnonzero(marks == MAYBE_INSIDE)
    if len(inside):
        text = Values(values.text.take(pa.array(_bounded(inside, values.lengths, turns))))
        for category, one in prose.look(text, _strong()).items():
            hits = int(np.count_nonzero(one.hits))
            if hits:
                found[prose.containing(category)] = Rare(hits=hits, alike=one.alike)
    return found


def forms(values: Values) -> frozenset[int]:
    """The outward forms of *values*: kind, length and kinds of characters, roughly."""
    if values.kind != "text":
        return frozenset({-1 - sum(values.kind.encode())})
    return frozenset(np.unique(_forms(*values.utf8)).tolist())


def is_new(values: Values, known: frozenset[int]) -> bool:
    """Have too many of *values* a form that is not *known*?"""
    if values.kind != "text":
        return not forms(values) <= known
    met, counts = np.unique(_forms(*values.utf8), return_counts=True)
    new = sum(count for form, count in zip(met.tolist(), counts.tolist(), strict=True) if form not in known)
    return bool(new > _NEW_FORMS * len(values))


@lru_cache(maxsize=1)
def _strong() -> tuple[Category, ...]:
    """What one hit may prove: told by a check or a form that hardly anything else has."""
    return tuple(
        category
        for category in all_categories()
        if category.tier == "proved" and category.chance <= STRONG and "text" in category.kinds
        and category.is_personal and not category.parts
    )  # fmt: skip


def _bounded(rows: NDArray[np.int64], lengths: NDArray[np.int64], turns: Turns) -> NDArray[np.int64]:
    """Some of *rows*, at random, of so many bytes; all of them if they are not more."""
    total = int(lengths[rows].sum())
    if total <= _TEXT_BYTES:
        return rows
    drawn = turns.draw(len(rows), total).permutation(rows)
    within = np.cumsum(lengths[drawn]) <= _TEXT_BYTES
    within[0] = True
    return np.sort(drawn[within])


@compiled
def _marks(offsets: Any, data: Any) -> Any:
    """Whether each text may be a number, may hold something, or neither.

    Something: an ``@``; a run of at least 8 digits with at most one sign between them and no letter beside; a run of
    capitals and digits with at least 5 of these; a token of 20 with small letters, capitals and digits.
    """
    out = np.zeros(len(offsets) - 1, np.uint8)
    for i in range(len(out)):
        start, end = offsets[i], offsets[i + 1]
        letters: Any = 0
        others: Any = 0
        numeral: Any = 0
        is_open, is_something, separated = True, False, False
        small: Any = 0
        capital: Any = 0
        digit: Any = 0
        for at in range(start, end + 1):
            c = data[at] if at < end else np.uint8(10)
            is_digit, is_small, is_capital = 48 <= c <= 57, 97 <= c <= 122 or c == 95, 65 <= c <= 90
            if is_digit or is_small or is_capital:
                letters += is_small or is_capital
                small, capital, digit = small + is_small, capital + is_capital, digit + is_digit
                if is_digit:
                    numeral, separated = numeral + is_open, False
                else:
                    if numeral >= 8 and separated:
                        is_something = True
                    numeral, is_open = 0, False
                continue
            if small == 0 and digit >= 5 and digit + capital >= 8:
                is_something = True
            if digit and small and capital and digit + small + capital >= 20:
                is_something = True
            small, capital, digit = 0, 0, 0
            is_mark = bool(c == 32 or 45 <= c <= 47)
            others += at < end
            if not is_mark or separated or not is_open:
                if numeral >= 8:
                    is_something = True
                numeral = 0
            is_open, separated = True, is_mark
            if c >= 0x80:
                letters += 1
            elif c == 64:
                is_something = True
        if is_something:
            is_whole = end - start <= _WHOLE and (letters <= 4 or others == 0)
            out[i] = MAYBE_WHOLE if is_whole else MAYBE_INSIDE
    return out


@compiled
def _forms(offsets: Any, data: Any) -> Any:
    """``int64[n]``: length in steps that grow, and which kinds of characters there are."""
    out = np.zeros(len(offsets) - 1, np.int64)
    for i in range(len(out)):
        size: Any = offsets[i + 1] - offsets[i]
        kinds = 0
        for at in range(offsets[i], min(offsets[i + 1], offsets[i] + 64)):
            c = data[at]
            if 48 <= c <= 57:
                kinds |= 1
            elif 97 <= c <= 122:
                kinds |= 2
            elif 65 <= c <= 90:
                kinds |= 4
            elif c >= 0x80:
                kinds |= 8
            elif c == 32:
                kinds |= 16
            elif c == 64:
                kinds |= 32
            elif c == 45 or c == 46 or c == 47 or c == 58:
                kinds |= 64
            else:
                kinds |= 128
        step = size if size <= 12 else 12
        while size > 12:
            size, step = size * 2 // 3, step + 1
        out[i] = step * 256 + kinds
    return out
