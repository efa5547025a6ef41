"""What a label of a place tells of those who are there: religion, health, trade union and so on; mostly nothing.

Labels only: from bare coordinates nothing is inferred, and no list of places is shipped. A label is taken apart at
commas, brackets and slashes; what names a street, a stop or a business is left out ("Church Street 12", "Kirchstraße",
教堂路), and the words of ``places.toml`` are looked for in the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.risk._wording import Part, Words, parts_of

_RULES = "streets"
_BY_VENUE = frozenset({"sexual-orientation", "shelter"})  # where the venue itself is what tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A category that labels tell; *article* of the GDPR that protects it, "" where none does."""

    name: str
    article: str
    languages: tuple[str, ...]


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    raw = files("nightlatch.risk").joinpath("places.toml").read_bytes()
    return msgspec.toml.decode(raw, type=dict[str, dict[str, str]])


KINDS: tuple[Kind, ...] = tuple(
    Kind(name=name, article=rows["article"], languages=tuple(key for key in rows if len(key) == 2))
    for name, rows in _lexicon().items()
    if name != _RULES
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    before: Words
    after: Words
    venues: Words
    kinds: tuple[tuple[Words, Words], ...]  # what tells each, and what unsays it


@cache
def _rules() -> _Rules:
    lexicon = _lexicon()
    streets = {name: Words(text) for name, text in lexicon[_RULES].items()}
    kinds = tuple(
        (
            Words(", ".join(lexicon[kind.name][language] for language in kind.languages)),
            Words(lexicon[kind.name].get("not", "")),
        )
        for kind in KINDS
    )
    return _Rules(before=streets["before"], after=streets["after"], venues=streets["venues"], kinds=kinds)


def kinds(labels: pa.Array) -> NDArray[np.uint8]:
    """What each label tells: 0 nothing, else 1 + the place in :data:`KINDS`; of several the first.

    Time: some 20 microseconds a label.
    """
    return np.array([_kind(label) for label in labels.to_pylist()], np.uint8)


def _kind(label: str) -> int:
    rules = _rules()
    parts = [_without_streets(part, rules) for part in parts_of(label)]
    plain = [part for part in parts if not rules.venues.are_in(part)]
    for at, (words, vetoes) in enumerate(rules.kinds, 1):
        for part in parts if KINDS[at - 1].name in _BY_VENUE else plain:
            if words.are_in(part) and not vetoes.are_in(part):
                return at
    return 0


def _without_streets(part: Part, rules: _Rules) -> Part:
    """What is left of "Church Street Mosque" is the mosque; of "rue de la Mosquée" nothing."""
    part = part.from_place(rules.before.last_end(part))
    return part.up_to(rules.after.first_start(part))
