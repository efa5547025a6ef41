"""What stands inside running text: numbers, addresses, cards, secrets between words, found without reading the words.

A category says how a candidate looks (``Category.find``); what is found must pass the category's own check. Where
many a number passes by chance, one of the category's names must stand beside it as well ("card 4111 ..."), unless
nearly all numbers of that form pass.
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
from nightlatch.survey._dispatch import numbers_of
from nightlatch.survey._patterns import need
from nightlatch.survey._spans import Spans, makeup, pieces, spans
from nightlatch.survey.digitkernels import select
from nightlatch.survey.values import Values

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
WITNESSED = 0.01  # checks that pass by chance more often need a word beside the match
SAMPLE_BYTES = 1 << 20  # of a sample: more would be looked at for long, by many patterns
_WORDED = 3  # letters of a text that holds a number; with fewer it is a number, whole, and checked as one
_TELLING = 0.05  # chance up to which many that pass a check digit tell something without a word
_SHORT = 4  # letters of a word that longer ones may begin with
_PARTED = re.compile("[A-Za-z\u00c0-\u058f]")  # letters of Europe, parted by blanks
_ALIKE = ("هة", "اأإآ", "يى", "её")  # written one for another
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


def is_witnessed(category: Category) -> bool:
    """Must one of its names stand beside what is found in a text?"""
    return category.chance > WITNESSED if category.needs_word is None else category.needs_word


@cache
def ways(category: Category) -> tuple[Category, ...]:
    """*category* with a word beside it and without: few may have one, or nearly all look-alikes pass, word or not."""
    tells = category.chance <= (_TELLING if category.tier == "proved" else WITNESSED)
    if not category.names or not tells or category.needs_word is not None:
        return (category,)
    return (category, replace(category, needs_word=not is_witnessed(category)))


def _rank(category: Category) -> tuple[int, float]:
    """Whose a match is first: a check that proves it, a word beside it, last what may well have passed by chance."""
    return 1 if is_witnessed(category) else 2 * (category.chance > WITNESSED), category.chance


def look(values: Values, categories: Iterable[Category]) -> dict[Category, Contained]:
    """What *values* contain of those of *categories* that can be told inside text; each match counts for one of them.

    Where several take one match, the one counts that a match proves best (the least chance).
    """
    by_pattern: dict[str, list[Category]] = {}
    found: dict[Category, Contained] = {}
    for category in sorted(categories, key=_rank):
        if category.find:
            by_pattern.setdefault(category.find, []).append(category)
            found[category] = Contained(
                hits=np.zeros(len(values), np.bool_), candidates=np.zeros(len(values), np.bool_)
            )
    if values.kind != "text" or not len(values):
        return found
    text, rows = pieces(values.text)
    whole = values if len(text) == len(values) else Values(text)
    digits, letters = makeup(text)
    for pattern, group in by_pattern.items():
        if not values.may_match(pattern):
            continue
        least = need(pattern).digits
        worth = (digits >= least) & (letters >= _WORDED) if least else np.ones(len(text), np.bool_)
        if worth.any() and whole.is_small:  # whether it matches is told sooner than where
            worth &= whole.matches(pattern)
        places = np.flatnonzero(worth)
        if len(places):
            some = text if len(places) == len(text) else text.take(pa.array(places))
            found.update(_told(spans(some, rows[places], pattern), group, len(values)))
    return found


def _told(matches: Spans, group: list[Category], size: int) -> dict[Category, Contained]:
    made = {}
    values, beside = Values(matches.texts), Values(matches.beside)
    free, known = np.ones(len(values), np.bool_), {}
    for category in group if len(values) else ():
        key = category.id, category.check
        if key not in known:
            known[key] = [category.check(values), np.zeros(len(values), np.bool_)]
        passing, taken = known[key]
        passed = passing & (free | taken)
        may = np.ones_like(passed)  # of any form: a number is tried as many things
        if is_witnessed(category):  # words are looked for last: their pattern is the dearest
            may = _alike(category, values) if passed.any() else np.zeros_like(passed)
            may &= beside.matches(_words(category.own_names or category.names)) if may.any() else may
            passed &= may
        free &= ~passed
        taken |= passed
        hits, candidates = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        hits[matches.rows[passed]] = True
        candidates[matches.rows[may]] = True
        made[category] = Contained(hits=hits, candidates=candidates)
    return made


def _alike(category: Category, values: Values) -> Bools:
    """Which of *values* have the places that *category* asks for, whatever its check digit."""
    numbers = numbers_of(category.check)
    may = np.full(len(values), not numbers)
    for number in numbers:
        may[select(values.compact, values.widths, number.allowed, 0)[0]] = True
    return may


@cache
def _words(names: tuple[str, ...]) -> str:
    """One pattern of all *names*, in whatever case they are inflected; two letters say nothing.

    Whole words in ASCII; words that begin so where other letters are parted by blanks too (short ones whole); anywhere
    in scripts that are written without blanks, or with an article in front.
    """
    plain: list[str] = []
    begun: list[str] = []
    short: list[str] = []
    joined: list[str] = []
    for name in names:
        written = r"[ _-]?".join(_either_way(word) for word in name.split())
        if len(name) < (2 if _PARTED.search(name) is None else 3):
            continue
        if name.isascii():
            plain.append(written)
        elif _PARTED.search(name) is None:
            joined.append(written)
        else:
            (begun if len(name) > _SHORT else short).append(written)
    ways = [rf"(?:\b|_)(?:{'|'.join(plain)})(?:\b|_|[0-9])"] if plain else []
    ways += [rf"(?:^|[^\p{{L}}])(?:{'|'.join(begun)})"] if begun else []
    ways += [rf"(?:^|[^\p{{L}}])(?:{'|'.join(short)})(?:$|[^\p{{L}}])"] if short else []
    ways += joined
    return f"(?i)(?:{'|'.join(ways)})" if ways else "[^\\x00-\\x{10FFFF}]"


def _either_way(word: str) -> str:
    return "".join(next((f"[{letters}]" for letters in _ALIKE if sign in letters), re.escape(sign)) for sign in word)


def sampled(values: Values) -> Values:
    """At most :data:`SAMPLE_BYTES` of *values*, evenly chosen; a single longer one is kept."""
    total = int(values.utf8[0][-1] - values.utf8[0][0])
    if total <= SAMPLE_BYTES:
        return values
    kept = max(1, len(values) * SAMPLE_BYTES // total)
    places = np.linspace(0, len(values) - 1, kept).astype(np.int64)
    return Values(pc.take(values.array, pa.array(places)))
