"""RE2 patterns as places and what follows what: Glushkov's construction (V. M. Glushkov, 1961).

Of letters of other scripts than ASCII's those are told that the pattern names, of all others only the kind; a pattern
that wants to know more, or that has what is not spoken here (flags in the middle, more than :data:`PLACES` places), has
no automaton, and Arrow has to compile it. A word boundary is a condition on the two places beside it: so each place of
such a pattern is of a word or between words, never both, and one more place in front and one behind say what a match
stands beside. An anchor inside is a place that takes nothing.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from operator import or_
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nightlatch.survey._patterns import spelled

PLACES = 2400
OTHER, LETTER, MARK, NUMBER = 128, 129, 130, 131  # how a character beyond ASCII is told, by its kind
SYMBOLS = 132
KINDS = {"L": LETTER, "M": MARK, "N": NUMBER}
_PARSER = importlib.import_module("re._parser")  # the stdlib's own
_FLAG = re.compile(r"^\^?(?:\\s\*)?\(\?i\)")  # in front of all that has letters
_PROPERTY = re.compile(r"\\p\{(L|M|N)\}|\\p(L|M|N)(?!\w)")
_STAND_IN = {"L": "\ue001", "M": "\ue002", "N": "\ue003"}


class NotSpokenError(Exception):
    """The pattern has something that an automaton here cannot say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Automaton:
    """Sets of places as the bits of integers: of each place the *symbols* that it takes, and what may *follow* it.

    ``begins[0]``: places where a match begins with the value, ``begins[1]`` where it begins anywhere; ``ends[0]`` where
    it ends with the value, ``ends[1]`` where it ends anywhere. *codes*: characters beyond ASCII that the pattern names,
    ascending; they are the symbols behind all others. *is_ascii*: told only of values in ASCII.
    """

    symbols: tuple[int, ...]
    follow: tuple[int, ...]
    begins: tuple[int, int]
    ends: tuple[int, int]
    codes: tuple[int, ...]
    is_ascii: bool


@lru_cache(maxsize=4096)
def automaton(pattern: str) -> Automaton | None:
    """The automaton of the RE2 *pattern*; None where it has none."""
    try:
        return _Builder(pattern).built()
    except (NotSpokenError, re.error, OverflowError, RecursionError, ValueError):
        return None


class _Part(NamedTuple):
    """Places that a part begins and ends with, at once and across a word boundary; and whether it may be nothing."""

    first: int = 0
    last: int = 0
    first_across: int = 0
    last_across: int = 0
    may_be_none: bool = False
    may_be_boundary: bool = False


_NOTHING = _Part(may_be_none=True)
_BOUNDARY = _Part(may_be_boundary=True)


class _Builder:
    """Places are numbered as they come; sets of them are integers, a bit a place."""

    def __init__(self, pattern: str) -> None:
        flag = _FLAG.match(pattern)
        self._folds = flag is not None
        bare = spelled(pattern.replace("(?i)", "", 1) if flag else pattern)
        bare = _PROPERTY.sub(lambda found: _STAND_IN[found[1] or found[2]], bare)
        if "\\p" in bare or "\\P" in bare:
            raise NotSpokenError
        self._tree = _PARSER.parse(bare.replace(r"\z", r"\Z"))
        if self._tree.state.flags & ~re.UNICODE:
            raise NotSpokenError
        self._parts_words = r"\b" in bare
        self._codes = sorted({ord(sign) for sign in bare if not sign.isascii()} - set(map(ord, _STAND_IN.values())))
        self._of_kind = dict.fromkeys((OTHER, LETTER, MARK, NUMBER), 0)  # the symbols of what the pattern names
        for at, code in enumerate(self._codes):
            self._of_kind[KINDS.get(unicodedata.category(chr(code))[0], OTHER)] |= 1 << (SYMBOLS + at)
        self._every = (1 << (SYMBOLS + len(self._codes))) - 1
        self._word = self._wide(_CATEGORIES["CATEGORY_WORD"])
        self._symbols: list[int] = []
        self._follow: list[int] = []
        self._words = 0  # places within words
        self._starts, self._stops = 0, 0  # places of anchors
        self._known: dict[int, int] = {}
        self._is_ascii = False

    def built(self) -> Automaton:
        begins, ends = [0, 0], [0, 0]
        for items in self._ways():
            is_first = bool(items) and _at(items[0]) == "AT_BEGINNING"
            is_last = len(items) > is_first and _at(items[-1]) in ("AT_END", "AT_END_STRING")
            part = self._sequence(items[is_first : len(items) - is_last])
            if part.may_be_none or part.may_be_boundary or self._is_odd(part):
                raise NotSpokenError
            begins[not is_first] |= part.first
            ends[not is_last] |= part.last
            self._begin_across(part.first_across, begins, is_anchored=is_first)
            self._end_across(part.last_across, ends, is_anchored=is_last)
        self._anchor(begins, ends)
        return Automaton(
            symbols=tuple(self._symbols),
            follow=tuple(self._follow),
            begins=(begins[0], begins[1]),
            ends=(ends[0], ends[1]),
            codes=tuple(self._codes),
            is_ascii=self._is_ascii,
        )

    def _is_odd(self, part: _Part) -> bool:
        """Has it an anchor with nothing beside it, or with a boundary on the wrong side?"""
        empty = part.first & self._stops or part.last & self._starts
        return bool(empty or part.first_across & self._starts or part.last_across & self._stops)

    def _anchor(self, begins: list[int], ends: list[int]) -> None:
        """What follows the beginning of the value begins there, and what the end of the value follows ends there."""
        reached, ending = begins[0] | begins[1], (ends[0] | ends[1]) & self._stops
        for place, follow in enumerate(self._follow):
            if follow & self._starts or (follow and self._stops >> place & 1):  # an anchor in the middle
                raise NotSpokenError
            if (reached & self._starts) >> place & 1:
                begins[0] |= follow
            if follow & ending:
                ends[0] |= 1 << place
        if begins[0] & self._stops:
            raise NotSpokenError

    def _begin_across(self, first: int, begins: list[int], *, is_anchored: bool) -> None:
        """A match begins at a boundary: of a word with the value or behind what is no word, and the other way round."""
        begins[0] |= first & self._words
        for inside, before in ((first & self._words, self._every & ~self._word), (first & ~self._words, self._word)):
            if inside and not is_anchored:
                place = self._placed(before)
                begins[1] |= place
                self._link(place, inside)

    def _end_across(self, last: int, ends: list[int], *, is_anchored: bool) -> None:
        ends[0] |= last & self._words
        for inside, behind in ((last & self._words, self._every & ~self._word), (last & ~self._words, self._word)):
            if inside and not is_anchored:
                place = self._placed(behind)
                ends[1] |= place
                self._link(inside, place)

    def _ways(self) -> list[list[Any]]:
        """The alternatives of the whole pattern, each of which may have anchors of its own."""
        items = list(self._tree)
        if len(items) == 1 and str(items[0][0]) == "BRANCH":
            return [list(way) for way in items[0][1][1]]
        return [items]

    def _sequence(self, items: Any) -> _Part:
        part = _NOTHING
        for item in items:
            part = self._joined(part, self._item(item))
        return part

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._link(one.last, other.first)
        for last, first in ((one.last | one.last_across, other.first_across), (one.last_across, other.first)):
            if last and first:
                if last & self._stops or first & self._starts:
                    raise NotSpokenError
                self._link(last & self._words, first & ~self._words)
                self._link(last & ~self._words, first & self._words)
        first, first_across, last, last_across = one.first, one.first_across, other.last, other.last_across
        if one.may_be_none:
            first, first_across = first | other.first, first_across | other.first_across
        if one.may_be_boundary:
            first_across |= other.first | other.first_across
        if other.may_be_none:
            last, last_across = last | one.last, last_across | one.last_across
        if other.may_be_boundary:
            last_across |= one.last | one.last_across
        either = (one.may_be_none or one.may_be_boundary) and (other.may_be_none or other.may_be_boundary)
        across = either and (one.may_be_boundary or other.may_be_boundary)
        return _Part(first, last, first_across, last_across, one.may_be_none and other.may_be_none, across)

    def _link(self, last: int, first: int) -> None:
        while last and first:
            low = last & -last
            self._follow[low.bit_length() - 1] |= first
            last ^= low

    def _item(self, item: Any) -> _Part:
        operation, argument = str(item[0]), item[1]
        if operation == "SUBPATTERN":
            return self._group(*argument[1:])
        if operation == "BRANCH":
            return _any_of([self._sequence(way) for way in argument[1]])
        if operation in ("MAX_REPEAT", "MIN_REPEAT"):
            return self._repeated(*argument)
        if _at(item) == "AT_BOUNDARY":
            return _BOUNDARY
        if operation == "AT":
            return self._anchored(_at(item))
        if id(item) not in self._known:
            self._known[id(item)] = self._symbols_of(operation, argument)
        return self._place(self._known[id(item)])

    def _anchored(self, kind: str) -> _Part:
        place = self._placed(0)
        if kind == "AT_BEGINNING":
            self._starts |= place
        elif kind in ("AT_END", "AT_END_STRING"):
            self._stops |= place
        else:
            raise NotSpokenError
        return _Part(place, place)

    def _group(self, added: int, removed: int, items: Any) -> _Part:
        if removed or added & ~re.IGNORECASE:
            raise NotSpokenError
        folded, self._folds = self._folds, self._folds or bool(added)
        part = self._sequence(items)
        self._folds = folded
        return part

    def _repeated(self, low: int, high: int, items: Any) -> _Part:
        made = _NOTHING
        for _ in range(low):
            made = self._joined(made, self._sequence(items))
        if high == _PARSER.MAXREPEAT:
            part = self._sequence(items)
            if part.may_be_boundary:
                raise NotSpokenError
            again = part._replace(may_be_none=True)
            self._joined(part, part)
            return self._joined(made, again)
        for _ in range(int(high) - low):  # a(a(a)?)? and a?a?a? match alike
            made = self._joined(made, self._sequence(items)._replace(may_be_none=True))
        return made

    def _place(self, symbols: int) -> _Part:
        """A place; two where boundaries count and it takes letters of words and others."""
        if not self._parts_words:
            place = self._placed(symbols)
            return _Part(place, place)
        inside = self._placed(symbols & self._word) if symbols & self._word else 0
        self._words |= inside
        places = inside | (self._placed(symbols & ~self._word) if symbols & ~self._word else 0)
        return _Part(places, places)

    def _placed(self, symbols: int) -> int:
        if len(self._symbols) >= PLACES:
            raise NotSpokenError
        self._symbols.append(symbols)
        self._follow.append(0)
        return 1 << (len(self._symbols) - 1)

    def _symbols_of(self, operation: str, argument: Any) -> int:
        if operation == "ANY":
            return self._every & ~_of("\n")
        if operation == "NOT_LITERAL":
            return self._every & ~self._literal(argument, argument)
        if operation == "LITERAL":
            return self._literal(argument, argument)
        if operation != "IN":
            raise NotSpokenError
        made, is_negated = 0, False
        for name, value in argument:
            match str(name):
                case "NEGATE":
                    is_negated = True
                case "LITERAL":
                    made |= self._literal(value, value)
                case "RANGE":
                    made |= self._literal(*value)
                case "CATEGORY":
                    made |= self._wide(_CATEGORIES[str(value)])
                case _:
                    raise NotSpokenError
        return self._every & ~made if is_negated else made

    def _wide(self, symbols: int) -> int:
        """*symbols*, with those characters that the pattern names taken for what their kind is."""
        for kind, named in self._of_kind.items():
            if symbols >> kind & 1:
                symbols |= named
        return symbols

    def _literal(self, low: int, high: int) -> int:
        if 0xE001 <= low <= 0xE003:
            return self._wide(_PROPERTIES[low - 0xE001])
        made = (1 << (min(high, 127) + 1)) - (1 << low) if low < 128 else 0
        if low == high and low > 127:
            made |= 1 << (SYMBOLS + self._codes.index(low))
            self._is_ascii |= self._folds and chr(low).lower() != chr(low).upper()  # capitals are known of ASCII only
        elif high > 127:
            self._is_ascii = True
        return made | (made & _SMALL) >> 32 | (made & _CAPITAL) << 32 if self._folds else made


def _any_of(parts: list[_Part]) -> _Part:
    made = _Part()
    for part in parts:
        made = _Part(*map(or_, made, part))
    return made


def _at(item: Any) -> str:
    return str(item[1]) if str(item[0]) == "AT" else ""


def _of(text: str) -> int:
    return sum(1 << ord(sign) for sign in text)


def _property(kind: str) -> int:
    ascii_ones = "".join(sign for sign in map(chr, range(128)) if unicodedata.category(sign)[0] == kind)
    return _of(ascii_ones) | 1 << KINDS[kind]


_DIGITS = "0123456789"
_SMALL, _CAPITAL = _of("abcdefghijklmnopqrstuvwxyz"), _of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD = _of(_DIGITS + "_") | _SMALL | _CAPITAL
_BLANK = _of(" \t\n\r\f")
_ALL = (1 << SYMBOLS) - 1
_CATEGORIES = {
    "CATEGORY_DIGIT": _of(_DIGITS), "CATEGORY_NOT_DIGIT": _ALL & ~_of(_DIGITS), "CATEGORY_SPACE": _BLANK,
    "CATEGORY_NOT_SPACE": _ALL & ~_BLANK, "CATEGORY_WORD": _WORD, "CATEGORY_NOT_WORD": _ALL & ~_WORD,
}  # fmt: skip
_PROPERTIES = (_property("L"), _property("M"), _property("N"))


def tables(automata: list[Automaton]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """``bool[symbols, places]`` of all *automata*, one behind the other, and the characters that any of them names."""
    codes = sorted({code for one in automata for code in one.codes})
    count = sum(len(one.symbols) for one in automata)
    made = np.zeros((SYMBOLS + len(codes), count), np.bool_)
    kinds = [KINDS.get(unicodedata.category(chr(code))[0], OTHER) for code in codes]
    start = 0
    for one in automata:
        size = (SYMBOLS + len(one.codes) + 7) // 8
        packed = b"".join(place.to_bytes(size, "little") for place in one.symbols)
        taken = np.unpackbits(np.frombuffer(packed, np.uint8).reshape(-1, size), axis=1, bitorder="little")
        rows = [*range(SYMBOLS), *(SYMBOLS + one.codes.index(code) if code in one.codes else kind
                                   for code, kind in zip(codes, kinds, strict=True))]  # fmt: skip
        made[:, start : start + len(one.symbols)] = taken[:, rows].T
        start += len(one.symbols)
    return made, np.array(codes, np.int64)
