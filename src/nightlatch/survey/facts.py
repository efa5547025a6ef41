"""What a data protection officer asks of the people in a store: how many are minors, and of which countries.

Both are counted, for people whom an identifier tells apart, from what their records say: a birth date, or an identity
number that holds one; a country's identity number, or a telephone number written internationally. Nobody's age or
country is inferred from a name, a language or a place. What would single out fewer than ten people is not told.
Birth dates of people whom nothing tells apart are records, as many as which may be minors more; and so are those of the
children in a list that numbers their parents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.model import Count, Land
from nightlatch.survey import births, callingcodes, estimate, kernels
from nightlatch.survey.checks import instants
from nightlatch.survey.keyset import KeySet
from nightlatch.survey.trails import FEWEST, hide_small
from nightlatch.survey.values import Values

_DAY = 86_400_000_000
_SEVERAL = 1.1  # birth dates for each person, in records that are of somebody else
ADULT_YEARS = 18  # Convention on the Rights of the Child, Art. 1
_NUMBERS = frozenset({"national-id", "passport", "tax-id", "social-security", "driving-licence", "residence-permit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Values of one field in one batch: which *pass* as *category*, and the record (*rows*) of each."""

    category: str
    values: Values
    rows: NDArray[np.int32]
    passing: NDArray[np.bool_]


def tells(category: str) -> bool:
    """Do values of *category* tell an age or a country?"""
    return category in ("date-of-birth", "phone") or category.partition(".")[0] in _NUMBERS


class Facts:
    """Minors and countries among the people of one store. ``merge`` is associative and commutative.

    Memory: sets of keyed hashes, 8 to 20 bytes a person of each country, and as much a minor; of a sample (*is_part*)
    also those whose age is known at all.
    """

    def __init__(self, *, is_part: bool = False, now: datetime | None = None) -> None:
        today = now or datetime.now(UTC)
        self._today = today.year * 10_000 + today.month * 100 + today.day
        self._adult = self._today - ADULT_YEARS * 10_000
        self._is_part, self._knows_ages = is_part, False
        self._unowned = 0  # records of minors whom no identifier tells apart
        self._aged, self._minors = KeySet(), KeySet()
        self._lands: dict[str, KeySet] = {}
        self._expected = 0
        self._told_by: dict[str, set[str]] = {}

    def expect(self, records: int) -> None:
        """About so many are to come; no count depends on it, but room is made for them at once."""
        self._expected = records

    def rest(self) -> None:
        """A container is done, and perhaps more will come."""
        for keys in (self._aged, self._minors, *self._lands.values()):
            keys.rest()

    def clear(self) -> None:
        """All is told: the people are let go of."""
        self._aged, self._minors, self._lands = KeySet(), KeySet(), {}

    def add(self, told: Iterable[Told], owners: NDArray[np.uint64], *, is_register: bool = True) -> None:
        """One batch; *owners* are the person's hash by record, 0 for nobody.

        Not *is_register*: a person may have several records, and be the parent of whom they are of.
        """
        for one in told:
            people = np.where(one.passing, owners[one.rows], np.uint64(0))
            if people.any() or one.category == "date-of-birth":
                self._add_ages(one, people, is_register)
            if people.any():
                self._add_lands(one, people)

    def _add_ages(self, one: Told, people: NDArray[np.uint64], is_register: bool) -> None:
        is_date = one.category == "date-of-birth"
        days = _days(instants(one.values)) if is_date else births.born(one.category, one.values)
        if days is None:
            return
        known = one.passing & (days > 18_000_000) & (days <= self._today)
        self._knows_ages |= bool(known.any())
        young = known & (days > self._adult)
        if is_date and not is_register and _are_others(people[known], days[known]):
            people = np.zeros_like(people)
        self._minors.add(people[young])
        self._unowned += int(np.count_nonzero(people[young] == 0)) if is_date else 0
        if self._is_part:
            self._aged.add(people[known])

    def _add_lands(self, one: Told, people: NDArray[np.uint64]) -> None:
        family, _, land = one.category.partition(".")
        if family in _NUMBERS and len(land) == 2:
            self._add_land(land.upper(), one.category, people)
        elif one.category == "phone" and one.values.kind == "text":
            found = callingcodes.lands(*one.values.utf8)
            found = np.where(people != 0, found, callingcodes.NONE)
            for at in np.flatnonzero(np.bincount(found, minlength=256)[: callingcodes.NONE]):
                self._add_land(callingcodes.LANDS[at], one.category, people[found == at])

    def _add_land(self, land: str, category: str, people: NDArray[np.uint64]) -> None:
        if land not in self._lands:
            self._lands[land] = KeySet()
            self._lands[land].reserve(self._expected * int(np.count_nonzero(people)) // len(people))
        self._lands[land].add(people)
        self._told_by.setdefault(land, set()).add(category)

    def merge(self, other: Facts) -> Facts:
        """Add all that *other* counted."""
        self._knows_ages |= other._knows_ages
        self._unowned += other._unowned
        self._aged.merge(other._aged)
        self._minors.merge(other._minors)
        for land, people in other._lands.items():
            self._lands[land] = self._lands[land].merge(people) if land in self._lands else people
            self._told_by.setdefault(land, set()).update(other._told_by[land])
        return self

    def minors(self, people: Count, *, is_whole: bool = True) -> Count | None:
        """How many of *people* are under 18; None where no birth date is known. Not *is_whole*: reading was cut short.

        One to nine are told as "fewer than ten", and so are the others where they are that few.
        """
        if not self._knows_ages:
            return None
        young = self._of(self._minors.count(), people, self._aged.count().value or 0, is_whole)
        young = replace(young, method="by birth dates and by numbers that hold one")
        young = _suppressed(young, people)
        return self._with_unowned(young) if self._unowned else young

    def _with_unowned(self, young: Count) -> Count:
        """*young*, and at most as many more as records of minors tell nobody apart: in tens, up."""
        more = -(-self._unowned // FEWEST) * FEWEST
        high = None if young.high is None or self._is_part else young.high + more
        value = more if young.value == 0 else young.value
        method = f"{young.method}; some records of minors tell nobody apart"
        return replace(young, value=value, high=high, exact=False, method=method)

    def lands(self, people: Count, read: int, *, is_whole: bool = True) -> tuple[Land, ...]:
        """People by country, most first; those of fewer than ten are told together, without a number.

        *read*: how many of *people* are among those read.
        """
        counts = {land: keys.count() for land, keys in self._lands.items()}
        order = sorted(counts, key=lambda land: (-(counts[land].value or 0), land))
        hidden = hide_small([counts[land].value or 0 for land in order])
        shown = [land for land, hide in zip(order, hidden, strict=True) if not hide]
        told = [
            Land(country=land, people=self._of(counts[land], people, read, is_whole), told_by=self._ways(land))
            for land in shown
        ]
        rest = sorted({way for land in order if land not in shown for way in self._told_by[land]})
        return (*told, *([Land(country="", people=None, told_by=", ".join(rest))] if rest else ()))

    def _of(self, count: Count, people: Count, read: int, is_whole: bool) -> Count:
        """*count* of the *read* people as one of all *people*: at least itself, where reading was cut short."""
        if self._is_part:
            return estimate.share_of(people, count.value or 0, read)
        return count if is_whole else replace(count, high=None, exact=False)

    def _ways(self, land: str) -> str:
        return ", ".join(sorted(self._told_by[land]))


def _are_others(people: NDArray[np.uint64], days: NDArray[np.int64]) -> bool:
    """Have many of *people* several birth dates? Then these are their children's, or their guests'."""
    owned = people != 0
    pairs = people[owned] ^ (days[owned].astype(np.uint64) << np.uint64(32))  # of hashes: two of them are not alike
    return len(np.unique(pairs)) > _SEVERAL * len(np.unique(people[owned]))


def _suppressed(young: Count, people: Count) -> Count:
    if young.value and young.value < FEWEST:
        return Count(value=None, low=0, high=FEWEST - 1, method=f"{young.method}; fewer than {FEWEST}")
    others = (people.value or 0) - (young.value or 0)
    if young.value and 0 < others < FEWEST:
        low = (people.value or 0) - FEWEST + 1
        return Count(value=None, low=low, high=people.high, method=f"{young.method}; all but fewer than {FEWEST}")
    return young


@compiled
def _days(found):  # type: ignore[no-untyped-def]
    """Instants in microseconds as yyyymmdd; 0 for none.

    The calendar of Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years that begin in March.
    """
    out = np.zeros(len(found), np.int64)
    for i in range(len(found)):
        if found[i] == kernels.MISSING:
            continue
        days = found[i] // _DAY + 719_468  # since 1 March 0000
        era = days // 146_097
        day = days - era * 146_097
        year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
        day -= 365 * year + year // 4 - year // 100
        month = (5 * day + 2) // 153
        day -= (153 * month + 2) // 5 - 1
        month = month + 3 if month < 10 else month - 9
        out[i] = (year + era * 400 + (month <= 2)) * 10_000 + month * 100 + day
    return out
