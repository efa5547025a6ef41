"""Kinds of personal data. One file per category, or per country for its numbers; each binds ``CATEGORY``.

``CATEGORY`` is one :class:`Category` or a tuple of them. A category says how its values are checked (one vectorised
function over a whole column), how often a value that merely looks alike passes (*chance*), how much the values alone
may prove (*weight*) and which words in a field's name speak for it. How these are weighed against each other is in
:mod:`nightlatch.survey.evidence`, for all categories in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nightlatch import registry
from nightlatch.model import Tier
from nightlatch.survey.values import Kind, Values

Check = Callable[[Values], NDArray[np.bool_]]
Group = Literal[
    "identity", "government-id", "contact", "online", "financial", "health", "biometric", "location", "employment",
    "special", "criminal", "child", "credential", "content", "technical",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One of several sibling fields that make up a category together (latitude beside longitude).

    *check* decides whether a field is this part; *counts*, which may be wider, which of its values count once it is.
    """

    names: tuple[str, ...]
    check: Check
    counts: Check


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Category:
    """One kind of personal data, and everything needed to tell it in a column.

    *check* gets the non-null values of one field and returns one bool each; it must not raise on any input.
    *chance*: the share of values of the same outward shape (same length and alphabet) that pass by accident.
    *weight*: the most that passing values alone may add, in log odds: above 6 they stand without a field name;
    below 4 a field name must agree.
    *names*: words of field names in lower case, in the languages people use ("id card", "身份证"); compared as whole
    words after camelCase, snake_case and so on are taken apart, and run together ("idcard"); CJK as substrings.
    *label*: plural words for the headline ("ID card numbers").
    *identifies*: rank as an identifier of a person (1 best); None if it does not single out a person.
    *tier*: what passing values are told by: "proved" only where a check digit or a vendor's own form decides.
    *find*: an RE2 pattern of a candidate inside running text; each match must pass *check* by itself. "" where prose
    tells nothing.
    *needs_word*: whether what is found in a text needs one of *names* beside it; None: where *chance* is above 0.01.
    *own_names*: the words that count there, where *names* has some that fit other countries' numbers as well.
    *is_within*: it is of texts that contain one (see :func:`nightlatch.survey.prose.containing`), not of what is one.
    """

    id: str
    label: str
    group: Group
    check: Check
    chance: float
    weight: float
    names: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset({"text"})
    identifies: int | None = None
    parts: tuple[Part, ...] = ()
    is_personal: bool = True
    tier: Tier = "pattern"
    find: str = ""
    needs_word: bool | None = None
    own_names: tuple[str, ...] = ()
    is_within: bool = False


@cache
def all_categories() -> tuple[Category, ...]:
    """Every category of the registry, sorted by id; several may share one id (two ways to tell the same thing)."""
    found: list[Category] = []
    for bound in registry.load("nightlatch.categories", "CATEGORY").values():
        found.extend(bound if isinstance(bound, tuple) else (bound,))
    return tuple(sorted(found, key=lambda category: category.id))


@cache
def labels() -> dict[str, str]:
    """``{category id: plural words}``."""
    return {category.id: category.label for category in all_categories()}
