"""How many distinct people: each counted once over containers and stores, by the best identifier there is.

An identifier belongs to a *domain*: all Chinese ID card numbers are one, all e-mail addresses, and per store the
account numbers of one entity (``person_id`` here and there, or ``_id`` in a collection called ``persons``). Records
that carry two identifiers link their domains, so that a person who is listed by card number in one table and by
account number in another is one. Where records do not link all that is known, one person may stand behind several
identifiers, and behind records that name somebody without one: the interval says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.categories import labels
from nightlatch.model import Count
from nightlatch.survey import estimate, fieldnames, kernels
from nightlatch.survey.keyset import EXACT_LIMIT, KeySet, RunKey
from nightlatch.survey.values import Values

_APART = ""  # instead of a domain: of records that are surely other people's
_ID_WORDS = frozenset({"id", "ids", "no", "nr", "number", "num", "key", "ref", "uid", "uuid", "code", "_id"})
_ALIASES = {"cust": "customer", "usr": "user", "uid": "user", "emp": "employee", "people": "person"}
# numbers that one organisation gives out: another's are of other people
_ISSUED = {"employee-id": "employee", "student-id": "student", "health-record-id": "patient"}
_HEX = np.frombuffer(b"0123456789ABCDEF", np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A field that identifies people: *rank* 1 is best; *domain* is what it may be compared with."""

    domain: str
    path: str
    category: str
    rank: int

    @property
    def is_issued(self) -> bool:
        """Is it a number that one organisation gives out?"""
        return self.category in _ISSUED or self.category == "customer-id"


def domain(category: str, path: str, container: str, store: str) -> str:
    """What values of a field may be compared with: the category, or for numbers given out locally whom they number.

    *container*: what its records are about, for fields that are only called ``id``.
    """
    if category in _ISSUED:
        return f"{store} {_ISSUED[category]}"
    if category != "customer-id":
        return category
    words = [word for word in fieldnames.words_of(path.rpartition(".")[2].strip("[]")) if word not in _ID_WORDS]
    entity = " ".join(words) or _singular(container)
    return f"{store} {_ALIASES.get(entity, entity)}"


def _singular(word: str) -> str:
    word = word.lower()
    if word in _ALIASES:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def hashes(values: Values, key: RunKey) -> NDArray[np.uint64]:
    """A keyed hash of each value; the same for 7 and "7", for an ObjectId and its hex digits."""
    if values.kind == "integer":
        return kernels.keyed_numbers(np.asarray(values.array.cast(pa.int64(), safe=False)), *key.halves)  # type: ignore[no-any-return]
    if values.kind == "binary" and pa.types.is_fixed_size_binary(values.array.type):
        return kernels.keyed_hashes(*_hex(values.array), *key.halves)  # type: ignore[no-any-return]
    return kernels.keyed_hashes(*values.utf8, *key.halves)  # type: ignore[no-any-return]


def _hex(array: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    width = array.type.byte_width
    raw = np.frombuffer(array.buffers()[1], np.uint8)[array.offset * width : (array.offset + len(array)) * width]
    digits = np.stack([_HEX[raw >> 4], _HEX[raw & 15]], axis=1).reshape(-1)
    return np.arange(len(array) + 1, dtype=np.int64) * 2 * width, digits


class People:
    """Distinct identifiers by domain: those that lead their records, and those beside a better one, apart by which.

    Memory: one :class:`KeySet` a domain, 8 to 20 bytes an identifier, exact up to *limit* identifiers each.
    ``merge`` is associative and commutative.
    """

    def __init__(self, limit: int = EXACT_LIMIT, repeats: bool = False) -> None:
        self._limit, self._repeats = limit, repeats
        self._ranks: dict[str, int] = {}
        self._sets: dict[tuple[str, str], KeySet] = {}  # (domain, domain that leads its records, or _APART)
        self._expected: dict[tuple[str, str], int] = {}
        self.unnumbered = 0  # records that name somebody, without an identifier

    def add(self, key: Key, best: Key, found: NDArray[np.uint64], *, is_apart: bool = False) -> None:
        """Identifiers of *key* from records whose best identifier is *best*.

        *is_apart*: they lead records that lack a better one, in a container where each record is another person's.
        """
        self._ranks[key.domain] = key.rank
        self._set(key.domain, _APART if is_apart and not self._repeats else best.domain).add(found)

    def _set(self, domain: str, best: str) -> KeySet:
        if (domain, best) not in self._sets:
            self._sets[domain, best] = KeySet(limit=self._limit, repeats=self._repeats)
            self._sets[domain, best].reserve(self._expected.get((domain, best), 0))
        return self._sets[domain, best]

    def expect(self, key: Key, best: Key, most: int, *, are_distinct: bool) -> None:
        """At most so many identifiers are to come; no count depends on it, but room is made for them at once."""
        held = self.held(key.domain)
        self._expected[key.domain, best.domain] = min(most, held) if held else most if are_distinct else 0

    def pack(self) -> None:
        """No more are to come for now: the sets keep no room for more."""
        for keys in self._sets.values():
            keys.pack()

    def rest(self) -> None:
        """A container is done, and perhaps more will come."""
        for keys in self._sets.values():
            keys.rest()

    def held(self, name: str) -> int:
        """The most distinct identifiers of the domain *name* in any one set."""
        return max((keys.used for (domain, _), keys in self._sets.items() if domain == name), default=0)

    def merge(self, other: People) -> People:
        """Add all that *other* counted."""
        self._ranks |= other._ranks
        self.unnumbered += other.unnumbered
        for (name, best), keys in other._sets.items():
            if (name, best) in self._sets:
                self._sets[name, best].merge(keys)
            else:
                self._sets[name, best] = keys
        return self

    def distinct(self, name: str) -> int:
        """Distinct identifiers of the domain *name* in containers where it is the best."""
        return (self._sets[name, name].count().value or 0) if (name, name) in self._sets else 0

    def once(self, name: str) -> int | None:
        """Of the same, those that came exactly once; None where repeats were not watched."""
        return self._sets[name, name].once if (name, name) in self._sets else None

    def count(self) -> Count:
        """Distinct people, or a value of None where nothing identifies anyone."""
        leading = {name for name, best in self._sets if best in (name, _APART)}
        if not leading:
            return estimate.NOBODY
        order = sorted(leading, key=lambda name: (self._ranks[name], -self.held(name)))
        total = Count.of(0)
        for at, name in enumerate(order):
            total = self._with(total, name, order[:at])
        ways = self._method(order, total)
        high = None if total.high is None else total.high + self.unnumbered
        return replace(total, high=high, exact=total.exact and not self.unnumbered, method=ways)

    def _with(self, total: Count, name: str, better: list[str]) -> Count:
        """*total* and those known by *name* who are not yet among them.

        As many of them may be people so far as are not known by *name*, if nothing links them: so far the lower bound
        is one. Those who stand apart are surely others.
        """
        linked = self._together([(name, best) for best in better])
        every = _beyond(self._together([(name, name), (name, _APART)]), linked)
        apart = _beyond(self._together([(name, _APART)]), linked).value or 0
        known, new = total.value or 0, every.value or 0
        room = max(0, known - (linked.count().value or 0 if linked else 0))
        certain = apart + max(0, new - apart - room)
        return Count(
            value=known + new,
            low=total.low + max(0, certain - (new - every.low)),
            high=None if total.high is None or every.high is None else total.high + every.high,
            exact=total.exact and every.exact and certain == new,
        )

    def _together(self, pairs: list[tuple[str, str]]) -> KeySet | None:
        """What is in any of these sets."""
        held = [self._sets[pair] for pair in pairs if pair in self._sets]
        if len(held) < 2:
            return held[0] if held else None
        both = KeySet(limit=self._limit)
        for keys in held:
            both.merge(keys)
        return both

    def _method(self, order: list[str], total: Count) -> str:
        ways = ", then ".join(dict.fromkeys(_plain(name) for name in order))
        told = [f"distinct {ways}"]
        if not all(keys.is_exact for keys in self._sets.values()):
            told.append("sketched (HyperLogLog, 95 % interval)")
        elif total.exact:
            told.append("counted" if self.unnumbered else "exact")
        else:
            told.append("counted; some may be the same people, no record links all of them")
        if self.unnumbered:
            told.append(f"{self.unnumbered:,} records name somebody without one")
        return "; ".join(told)


def _plain(name: str) -> str:
    return labels().get(name) or f"{name.rpartition(' ')[2]} numbers"


def _beyond(keys: KeySet | None, known: KeySet | None) -> Count:
    if keys is None:
        return Count.of(0)
    return keys.beyond(known) if known else keys.count()
