"""Which patterns are asked together, and of which an automaton is made at all.

What a sample is asked as a matter of course is told beforehand (:func:`expect`), so that one walk answers dozens of
patterns; any other has to be asked often enough to be worth an automaton of its own.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np

from nightlatch.survey._automata import MOST, Walk
from nightlatch.survey._glushkov import Automaton, automaton

_WORTH = 8  # times that Arrow compiles a pattern before it costs as much as making an automaton
_PLACES = 6144  # of the patterns of one walk
_FEW = 128  # sets of places that are kept of a pattern that is asked alone


class Asked(NamedTuple):
    """Where the answer for a pattern is: which bit of which walk; *is_ascii*: of values in ASCII alone."""

    walk: Walk
    bit: np.uint64
    is_ascii: bool


_LOCK = Lock()
_waiting: list[str] = []
_together: dict[str, Asked | None] = {}
_asked: Counter[str] = Counter()


def expect(*patterns: str) -> None:
    """Samples will be asked for *patterns*: they are put together before the next one is."""
    _waiting.extend(pattern for pattern in patterns if pattern not in _together)


def together(pattern: str) -> Asked | None:
    """The walk that tells of *pattern* among others; None if nobody told of it, or if it has no automaton."""
    if _waiting:
        with _LOCK:
            _group()
    return _together.get(pattern)


def alone(pattern: str) -> Asked | None:
    """A walk for *pattern* only, once it was asked for often enough to be worth making one; None before."""
    if _asked[pattern] < _WORTH:
        _asked[pattern] += 1
        return None
    return _alone(pattern)


@cache
def _alone(pattern: str) -> Asked | None:
    made = automaton(pattern)
    return Asked(Walk([made], _FEW), np.uint64(1), made.is_ascii) if made else None


def _group() -> None:
    """Those that begin alike share sets of places: anchored ones are apart from those that begin anywhere."""
    fresh = {pattern: automaton(pattern) for pattern in dict.fromkeys(_waiting) if pattern not in _together}
    _waiting.clear()
    _together.update({pattern: None for pattern, made in fresh.items() if not made})
    for is_loose in (False, True):
        some: list[tuple[str, Automaton]] = []
        for pattern, made in sorted(fresh.items()):
            if made is None or bool(made.begins[1]) is not is_loose:
                continue
            if len(some) == MOST or sum(len(one.symbols) for _, one in some) + len(made.symbols) > _PLACES:
                _settle(some)
                some = []
            some.append((pattern, made))
        _settle(some)


def _settle(some: list[tuple[str, Automaton]]) -> None:
    if some:
        walk = Walk([made for _, made in some])
        for at, (pattern, made) in enumerate(some):
            _together[pattern] = Asked(walk, np.uint64(1 << at), made.is_ascii)
