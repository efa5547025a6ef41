"""Categories that a vocabulary tells: the words themselves, and any short text where the field's name says it.

Words prove by their share of the column; under a telling name any text or code counts, for no list is complete.
"""

from __future__ import annotations

import numpy as np

from nightlatch.categories import Category, Check, Group
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools, vocabulary
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_LONGEST = 240  # bytes


def short_text(values: Values) -> Bools:
    """A few words that begin with a letter: no address of the net, no line breaks, no bare number."""
    seen = wording(values)
    plain = (seen.signs & (w.AT | w.UNDERSCORE | w.NEWLINE)) == 0
    return np.asarray(plain & (seen.letters >= 1) & (values.lengths <= _LONGEST) & (seen.numbers < seen.units))


def worded(
    id: str,
    label: str,
    group: Group,
    *,
    names: str,
    words: str | Check,
    chance: float,
    weight: float,
    under_name: Check = short_text,
    also: str = "",
) -> tuple[Category, ...]:
    """One category by its *words*, one by its *names* alone: the latter never proves more than the name does.

    *also*: names that say too little by themselves ("party", "union"), and agree with the words.
    """
    known = vocabulary(words) if isinstance(words, str) else words
    spoken = named(id, names)
    wide = named(id, f"{names}, {also}")
    return (
        Category(
            id=id, label=label, group=group, check=known, chance=chance, weight=weight, names=wide,
            tier="vocabulary",
        ),
        Category(
            id=id, label=label, group=group, check=under_name, chance=0.5, weight=0.3, names=spoken, tier="name",
        ),
    )  # fmt: skip
