"""Precision, recall and F1 of what was said of columns and values, by category and over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.accuracy.hardtable import Column

# What says nothing of a person by itself is neither asked for nor wrong.
TECHNICAL = ("record-id", "timestamp", "technical-text", "organisation-name", "organisation-id", "public-work", "vin")
# Where the narrower id depends on taste, the family counts; a number of an identity document must be of its country.
# Everywhere else a narrower id than was asked for is right, a wider one is not.
_BY_FAMILY = ("password-hash", "api-key")
# Said in addition to what was asked for, these are right.
_BESIDE = {"date-of-birth": {"child"}, "age": {"child"}, "geo-point": {"geo-trail"}}


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float | None:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        whole = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / whole if whole else None

    def __iadd__(self, other: Counts) -> Counts:
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn
        return self


@dataclass(slots=True)
class Score:
    """Counts by category; of a question with alternatives the first names it."""

    by_category: dict[str, Counts] = field(default_factory=dict)
    negatives: int = 0
    flagged: int = 0

    def of(self, category: str) -> Counts:
        return self.by_category.setdefault(category, Counts())

    @property
    def micro(self) -> Counts:
        whole = Counts()
        for counts in self.by_category.values():
            whole += counts
        return whole

    def __iadd__(self, other: Score) -> Score:
        for category, counts in other.by_category.items():
            self.of(category).__iadd__(counts)
        self.negatives, self.flagged = self.negatives + other.negatives, self.flagged + other.flagged
        return self


def family(category: str) -> str:
    """The id without its narrowing where the family is enough."""
    head = category.partition(".")[0]
    return head if head in _BY_FAMILY else category


def names(question: str) -> tuple[str, ...]:
    """The categories any of which answers *question*."""
    return tuple(family(one) for one in question.split("|"))


def is_of(said: str, name: str) -> bool:
    """Is *said* the category *name*, or a narrower one?"""
    return said == name or said.startswith(f"{name}.")


def is_answered(question: str, said: Iterable[str]) -> bool:
    """Does one of what was *said* answer *question*?"""
    return any(is_of(family(one), name) for one in said for name in names(question))


def judge(one: Column, said: Iterable[str]) -> tuple[Score, list[str], list[str]]:
    """The score of one column, the questions that nothing answered, and what was said wrongly."""
    told = {family(category) for category in said}
    score = Score(negatives=int(one.is_negative))
    missed = [question for question in one.categories if not is_answered(question, told)]
    for question in one.categories:
        counts = score.of(names(question)[0])
        counts.fn += question in missed
        counts.tp += question not in missed
    wrong = sorted(each for each in told if not is_right(one, each))
    for category in wrong:
        score.of(category).fp += 1
    score.flagged = int(one.is_negative and bool(wrong))
    return score, missed, wrong


def is_right(one: Column, said: str) -> bool:
    """May this be said of that column?"""
    asked = [name for question in one.categories for name in names(question)]
    beside = [extra for name in asked for extra in _BESIDE.get(name, ())]
    allowed = (*asked, *beside, *map(family, one.accepts))
    return any(is_of(said, name) for name in (*TECHNICAL, *allowed))


def belongs(path: str, declared: Iterable[str]) -> str | None:
    """The declared column that *path* is, or is inside of: JSON in a text, the entries of a list."""
    fitting = [one for one in declared if path == one or path.startswith((f"{one}.", f"{one}[", f"{one}{{"))]
    return max(fitting, key=len, default=None)


def by_column(found: Mapping[str, Iterable[str]], declared: Iterable[str]) -> dict[str, set[str]]:
    """What was said of paths, gathered by declared column."""
    columns = list(declared)
    said: dict[str, set[str]] = {one: set() for one in columns}
    for path, categories in found.items():
        column = belongs(path, columns)
        if column is not None:
            said[column] |= set(categories)
    return said
