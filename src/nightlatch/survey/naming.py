"""Names of containers, fields and tags can be values too: what is one is replaced by its category, ``<email>``."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from nightlatch.categories import Category, all_categories
from nightlatch.inert import candidates, mask_name, printable
from nightlatch.survey.values import Values

# With a single value there is no column to weigh, and a value that is printed cannot be taken back: better a harmless
# name masked than a person's value told. A check may speak if it seldom errs, whatever the value; and any check of
# numbers that people are known by, if the value has more digits than dates, versions and counters have.
_SELDOM, _WEIGHTY = (0.005, 5.0), (0.05, 6.0)  # (most by chance, least weight): either will do
_LONG_NUMBER = 9  # digits
_LEAST_WEIGHT = 3.0
_NUMBERS = frozenset({"government-id", "contact", "financial"})


class Names:
    """Turns what a server called things into what may be printed; remembers categories, never what it was shown."""

    def __init__(self) -> None:
        text = [one for one in all_categories() if one.is_personal and "text" in one.kinds and not one.parts]
        self._certain = tuple(one for one in text if _is_certain(one))
        self._numbers = tuple(
            one for one in text if one.identifies and one.group in _NUMBERS and one.weight > _LEAST_WEIGHT
        )

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
        found = _claimed(texts, self._certain)
        numbers = [text for text in texts if text not in found and sum(map(str.isdigit, text)) >= _LONG_NUMBER]
        return found | _claimed(numbers, self._numbers)


def _is_certain(category: Category) -> bool:
    seldom, weighty = category.chance <= _SELDOM[0], category.chance <= _WEIGHTY[0]
    return (seldom and category.weight > _SELDOM[1]) or (weighty and category.weight >= _WEIGHTY[1])


def _claimed(texts: list[str], categories: tuple[Category, ...]) -> dict[str, str]:
    """The first category that claims each of *texts*."""
    values = Values(pa.array([text.encode(errors="replace").decode() for text in texts], pa.large_string()))
    found: dict[str, str] = {}
    for category in categories if texts else ():
        for at in np.flatnonzero(category.check(values)):
            found.setdefault(texts[at], category.id)
    return found
