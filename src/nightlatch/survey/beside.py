"""What was found beside a field speaks for what it holds: a town beside streets, a family name beside first names.

What is common in the world (capitalised words, five digits, dates) proves little by itself; in a record of which other
fields are surely about a person it is seldom anything else. Only categories that were found are looked at, no values.
"""

from __future__ import annotations

from dataclasses import dataclass

_NAMED = frozenset({"person-name", "given-name", "family-name"})
_PLACED = frozenset({"street", "postal-address", "postcode"})
_TELLING = _NAMED | _PLACED | {"national-id", "passport", "tax-id", "social-security", "date-of-birth", "email"}
_TOWN = frozenset({"city", "postal-address", "street"})
_BODY = frozenset({"sex", "age", "date-of-birth", "face-embedding", "fingerprint-template", "iris-template"})
_LISTED = ("family-name", "given-name")  # told by lists of words, of which none is whole
LEAST_LISTED = 0.6  # of a true column beside people that such a list has at least


@dataclass(frozen=True, slots=True)
class _Beside:
    """*odds* where one of *found* is beside the field, if its values have proved *least* by themselves."""

    found: frozenset[str]
    odds: float
    least: float = 0.0


_SUPPORT: dict[str, tuple[_Beside, ...]] = {
    "family-name": (_Beside(frozenset({"given-name"}), 2.0, 2.0),),
    "city": (_Beside(_PLACED, 1.5, 2.0), _Beside(_NAMED, 1.4, 2.0)),
    "postcode": (_Beside(_TOWN, 2.6, 1.6),),
    "phone": (_Beside(_NAMED, 0.8, 3.0),),
    "date-of-birth": (_Beside(_NAMED, 0.8, 2.8),),
    "sex": (_Beside(_NAMED | frozenset({"date-of-birth"}), 1.5, 3.0),),
    "photo": (_Beside(_BODY, 0.6, -2.0),),  # a picture's own values speak against it, where its name is a general one
}


def support(category: str, found: frozenset[str], proved: float) -> float:
    """Log odds for *category* from what was *found* beside it, where its own values *proved* something."""
    told = (one.odds for one in _SUPPORT.get(category, ()) if one.found & found and proved >= one.least)
    return max(told, default=0.0)


def is_listed(category: str, found: frozenset[str]) -> bool:
    """May fewer of the words of *category* be known, since who or what is beside it?"""
    return category in _LISTED and any(one in _TELLING or one.partition(".")[0] in _TELLING for one in found)
