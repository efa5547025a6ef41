"""Names of containers, fields and tags can be values too: what is one is replaced by its category, ``<email>``."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from nightlatch.categories import Category, all_categories
from nightlatch.inert import candidates, mask_name, printable
from nightlatch.survey.values import Values

_MOST_BY_CHANCE = 5e-3  # with a single value there is no column to weigh: only checks that hardly err may speak
_LEAST_WEIGHT = 6.0


class Names:
    """Turns what a server called things into what may be printed; remembers categories, never what it was shown."""

    def __init__(self) -> None:
        self._certain = tuple(
            category
            for category in all_categories()
            if category.is_personal and category.chance <= _MOST_BY_CHANCE and category.weight > _LEAST_WEIGHT
            and "text" in category.kinds and not category.parts
        )  # fmt: skip

    def printable(self, names: Iterable[str]) -> list[str]:
        """Each of *names*, masked and inert, in order. All are classified in one pass."""
        given = list(names)
        texts = sorted({text for name in given for text in candidates(name)})
        found = self._values_among(texts)
        return [printable(mask_name(name, found.get)) for name in given]

    def is_value(self, text: str) -> bool:
        """Is *text* by itself somebody's value?"""
        return bool(self._values_among([text]))

    def _values_among(self, texts: list[str]) -> dict[str, str]:
        values = Values(pa.array(texts, pa.large_string()))
        found: dict[str, str] = {}
        for category in self._certain if texts else ():
            for at in np.flatnonzero(_passes(category, values)):
                found.setdefault(texts[at], category.id)
        return found


def _passes(category: Category, values: Values) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return category.check(values)
