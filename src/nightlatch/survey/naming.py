"""Names of containers, fields, keys and tags can be values too: what is one is replaced, by ``<email>`` or ``<name>``.

Judged twice: numbers and addresses by the checks of their categories, words by whether people are called so. Names are
read as a person reads them: full-width letters and digits, percent signs and invisible characters make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa

from nightlatch.categories import Category, all_categories
from nightlatch.inert import printable
from nightlatch.survey._naming_atoms import Families, Reader, joined, mark
from nightlatch.survey._naming_parts import Told, as_read, is_long_number, without_values, worth_checking
from nightlatch.survey._naming_people import flags_of
from nightlatch.survey.values import Values

# With a single value there is no column to weigh, and a value that is printed cannot be taken back: better a harmless
# name masked than a person's value told. A check may speak if it seldom errs, whatever the value; and any check of
# numbers that people are known by, if the value has more digits than dates, versions and counters have.
_SELDOM, _WEIGHTY = (0.005, 5.0), (0.05, 6.0)  # (most by chance, least weight): either will do
_LEAST_WEIGHT = 3.0
_NUMBERS = frozenset({"government-id", "contact", "financial"})

# Of one name alone its words tell more than its shape; and "women" or "ms" is nobody's value where it stands alone.
_NOT_ALONE = frozenset({"person-name", "sex"})


class Names:
    """Turns what a server called things into what may be printed; remembers categories, never what it was shown."""

    def __init__(self) -> None:
        text = [one for one in all_categories() if one.is_personal and "text" in one.kinds and not one.parts]
        text = [one for one in text if one.id not in _NOT_ALONE]
        self._certain = tuple(one for one in text if _is_certain(one))
        self._numbers = tuple(
            one for one in text if one.identifies and one.group in _NUMBERS and one.weight > _LEAST_WEIGHT
        )

    def printable(self, names: Iterable[str]) -> list[str]:
        """Each of *names*, masked and inert, in order. They are judged together: one may tell what another is."""
        given = list(names)
        read = [as_read(name) for name in given]
        worth = {name: worth_checking(name) for name in read}
        found = self._values_among(sorted({text for texts in worth.values() for text in texts}))
        masked = _without_people({name: without_values(name, texts, found) for name, texts in worth.items()})
        return [printable(masked.get(plain, name)) for name, plain in zip(given, read, strict=True)]

    def is_value(self, text: str) -> bool:
        """Is *text* by itself somebody's value, or name?"""
        plain = as_read(text)
        if self._values_among([plain]):
            return True
        atoms = Reader(flags_of).atoms([(plain, "free")])
        return mark(atoms) and all(atom.is_marked for atom in atoms if atom.kind == "word")

    def _values_among(self, texts: list[str]) -> dict[str, str]:
        found = _claimed(texts, self._certain)
        numbers = [text for text in texts if text not in found and is_long_number(text)]
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


def _without_people(told: Mapping[str, Told]) -> dict[str, str]:
    """The masked form of those names that have something to mask."""
    reader, families = Reader(flags_of), Families()
    lively = {name: reader.atoms(parts) for name, parts in told.items() if reader.may_name(parts)}
    marked = {name: atoms for name, atoms in lively.items() if mark(atoms)}
    for atoms in marked.values():
        families.add(atoms)
    if families:
        everything = {name: lively.get(name) or reader.atoms(parts) for name, parts in told.items()}
        for atoms in everything.values():
            families.measure(atoms)
        marked |= {name: atoms for name, atoms in everything.items() if families.mark(atoms)}
    return {
        name: _written(joined(marked[name]) if name in marked else parts)
        for name, parts in told.items()
        if name in marked or any(state == "masked" for _, state in parts)
    }


def _written(told: Told) -> str:
    return "".join(f"<{text}>" if state == "masked" else text for text, state in told)
