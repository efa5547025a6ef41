"""What stands inside running text: numbers, addresses, cards, secrets between words, found without reading the words.

A category says how a candidate looks (``Category.find``); what is found must pass the category's own check. Where
many a number passes by chance, one of the category's names must stand beside it as well ("card 4111 ...").
A text is counted once for each category it contains. Names of people are not looked for.

Memory: the candidates of one batch. Work: linear in the bytes of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.categories import Category
from nightlatch.survey._patterns import need
from nightlatch.survey._spans import Spans, makeup, pieces, spans
from nightlatch.survey.values import Values

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
WITNESSED = 0.01  # checks that pass by chance more often need a word beside the match
SAMPLE_BYTES = 1 << 20  # of a sample: more would be looked at for long, by many patterns
_WORDED = 4  # letters of a text that holds a number; with fewer it is a number, whole, and checked as one
_LEAST_WEIGHT = 8.0  # what a text that contains one may prove: a check passed, and its form or a word for it agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """Of one category: which texts contain one, and which hold a candidate that might have passed."""

    hits: Bools
    candidates: Bools

    @property
    def alike(self) -> int:
        """How many texts hold a candidate."""
        return int(np.count_nonzero(self.candidates))


@cache
def containing(category: Category) -> Category:
    """*category* as the texts that contain one: the same id, another check; such a text identifies nobody by itself."""
    return replace(
        category,
        check=lambda values: look(values, (category,))[category].hits,
        kinds=frozenset({"text"}),
        weight=max(category.weight, _LEAST_WEIGHT),
        identifies=None,
        parts=(),
        is_within=True,
    )


def look(values: Values, categories: Iterable[Category]) -> dict[Category, Contained]:
    """What *values* contain of those of *categories* that can be told inside text; each match counts for one of them.

    Where several take one match, the one counts that a match proves best (the least chance).
    """
    by_pattern: dict[str, list[Category]] = {}
    found: dict[Category, Contained] = {}
    for category in sorted(categories, key=lambda one: one.chance):
        if category.find:
            by_pattern.setdefault(category.find, []).append(category)
            found[category] = Contained(
                hits=np.zeros(len(values), np.bool_), candidates=np.zeros(len(values), np.bool_)
            )
    if values.kind != "text" or not len(values):
        return found
    text, rows = pieces(values.text)
    digits, letters = makeup(text)
    worth: dict[int, tuple[Ints, Values]] = {}  # by the digits that a match has at least
    for pattern, group in by_pattern.items():
        if not values.may_match(pattern):
            continue
        least = need(pattern).digits
        if least not in worth:
            worth[least] = _likely(text, (digits >= least) & (letters >= _WORDED) if least else None)
        places, some = worth[least]
        if len(places) and values.is_small:  # whether it matches is told sooner than where
            matching = np.flatnonzero(some.matches(pattern))
            places, some = places[matching], some if len(matching) == len(some) else _taken(some.array, matching)
        if len(places):
            found.update(_told(spans(some.array, rows[places], pattern), group, len(values)))
    return found


def _likely(text: pa.Array, which: Bools | None) -> tuple[Ints, Values]:
    """The places of *which* in *text* (of all without it), and what stands there."""
    if which is None or which.all():
        return np.arange(len(text)), Values(text)
    places = np.flatnonzero(which)
    return places, _taken(text, places)


def _taken(text: pa.Array, places: Ints) -> Values:
    return Values(text.take(pa.array(places)))


def _told(matches: Spans, group: list[Category], size: int) -> dict[Category, Contained]:
    made = {}
    values, beside = Values(matches.texts), Values(matches.beside)
    free = np.ones(len(values), np.bool_)
    for category in group if len(values) else ():
        passed, may = free & category.check(values), np.ones(len(values), np.bool_)
        if category.chance > WITNESSED:  # words are looked for last: their pattern is the dearest
            is_worth = bool(category.names) and bool(passed.any())
            may = beside.matches(_words(category.names)) if is_worth else np.zeros_like(may)
            passed &= may
        free &= ~passed
        hits, candidates = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        hits[matches.rows[passed]] = True
        candidates[matches.rows[may]] = True
        made[category] = Contained(hits=hits, candidates=candidates)
    return made


@cache
def _words(names: tuple[str, ...]) -> str:
    """One pattern of all *names*: whole words where blanks part words, else as they are; two letters say nothing."""
    plain, joined = [], []
    for name in names:
        escaped = r"[ _-]?".join(re.escape(word) for word in name.split())
        if name.isascii():
            if len(name) > 2:
                plain.append(escaped)
        elif len(name) > 1:
            joined.append(escaped)
    ways = ([rf"(?:\b|_)(?:{'|'.join(plain)})(?:\b|_|[0-9])"] if plain else []) + joined
    return f"(?i)(?:{'|'.join(ways)})" if ways else "[^\\x00-\\x{10FFFF}]"


def sampled(values: Values) -> Values:
    """At most :data:`SAMPLE_BYTES` of *values*, evenly chosen; a single longer one is kept."""
    total = int(values.utf8[0][-1] - values.utf8[0][0])
    if total <= SAMPLE_BYTES:
        return values
    kept = max(1, len(values) * SAMPLE_BYTES // total)
    places = np.linspace(0, len(values) - 1, kept).astype(np.int64)
    return Values(pc.take(values.array, pa.array(places)))
