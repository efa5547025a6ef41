"""What was found beside a field speaks for what it holds, or against it: a town beside streets, a town beside nobody.

What is common in the world (capitalised words, five digits, dates) proves little by itself; in a record of which other
fields are surely about a person it is seldom anything else, most of all next to what belongs to it. Only categories
that were found are looked at, no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nightlatch.categories import Category
from nightlatch.survey.neighbours import PERSONAL, Near
from nightlatch.survey.profiles import Profile

_NAMED = frozenset({"person-name", "given-name", "family-name"})
_PLACED = frozenset({"street", "postal-address", "postcode"})
_NUMBERS = frozenset({"national-id", "passport", "tax-id", "social-security", "driving-licence", "insurance-number"})
_DOCUMENTS = frozenset({"passport", "driving-licence"})
_TELLING = _NAMED | _PLACED | _NUMBERS | {"date-of-birth", "email"}
_TOWN = frozenset({"city", "postal-address", "street"})
_NOBODYS = _PLACED | {"city", "geo-point", "place-tag", "sighting-time", "date-of-birth", "employer", "job-title"}
_PLACES = ("city", "postcode")
_SOMEBODY = (_NAMED - {"person-name"}) | _NUMBERS | {"sex", "nationality", "age", "employee-id", "health-record-id"}
_NOTHING: frozenset[str] = frozenset()
_BODY = frozenset({"sex", "age", "date-of-birth", "face-embedding", "fingerprint-template", "iris-template"})
_LISTED = ("family-name", "given-name")  # told by lists of words, of which none is whole
LEAST_LISTED = 0.6  # of a true column beside people that such a list has at least
AT_HOME = 1.5  # a document, named so, of the country that the numbers beside it are of
ABROAD = -2.0  # a number of another country than the numbers beside it
NOBODY = -5.0  # where a town lies, in a record that is of nobody
OTHERS_DATE = -3.0  # one that is called something else, where nothing is surely of somebody
NOBODYS_DATE = -2.0  # a date of long ago, in a record that is of nobody
FORM_ALONE = -0.6  # a form without a name, in a record that is of nobody
_FORM = 5.0  # weight up to which a check is of a form only


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """*odds* where one of *found* is beside the field, if its values have proved *least* by themselves.

    *next*: in an adjoining field; *none*: nothing of these is anywhere else; *distinct*: so many values at least.
    """

    found: frozenset[str]
    odds: float
    least: float = 0.0
    next: bool = False
    none: frozenset[str] = frozenset()
    distinct: int = 0

    def holds(self, near: Near, proved: float, distinct: int) -> bool:
        there = {one.partition(".")[0] for one in (near.next if self.next else near.found)}
        return not self.found.isdisjoint(there) and proved >= self.least and distinct >= self.distinct and not (
            self.none & near.found
        )  # fmt: skip


_SUPPORT: dict[str, tuple[_Beside, ...]] = {
    "family-name": (
        _Beside(found=frozenset({"given-name"}), odds=2.0, least=2.0),
        _Beside(found=frozenset({"given-name"}), odds=3.6, least=1.4, next=True,
                none=frozenset({"family-name", "person-name"}), distinct=20),
    ),
    "person-name": (_Beside(found=_NUMBERS | {"date-of-birth"}, odds=3.2, least=2.4, none=_NAMED, distinct=20),),
    "given-name": (
        _Beside(found=frozenset({"family-name"}), odds=3.6, least=1.4, next=True,
                none=frozenset({"given-name", "person-name"}), distinct=20),
    ),
    "city": (
        _Beside(found=_PLACED, odds=2.2, least=2.0, distinct=8),
        _Beside(found=_NAMED, odds=1.4, least=2.0, distinct=8),
        _Beside(found=_PLACED, odds=4.0, least=0.9, next=True, none=frozenset({"city"}), distinct=20),
    ),
    "postcode": (
        _Beside(found=_TOWN, odds=2.6, least=1.6),
        _Beside(found=_TOWN, odds=3.9, least=1.1, next=True, none=frozenset({"postcode"}), distinct=20),
    ),
    "phone": (_Beside(found=_NAMED, odds=0.8, least=2.0),),
    "date-of-birth": (_Beside(found=_NAMED, odds=1.3, least=2.8),),
    # a picture's own values speak against it, where its name is a general one
    "photo": (_Beside(found=_BODY, odds=0.6, least=-2.0),),
    "sex": (_Beside(found=_NAMED | frozenset({"date-of-birth"}), odds=1.5, least=3.0),),
}  # fmt: skip


def support(category: Category, near: Near, profile: Profile, proved: float, name: float, is_opaque: bool) -> float:
    """Log odds for *category* from what was found beside it, where its own values *proved* something."""
    odds = _against(category, near, name, is_opaque)
    if category.id == "date-of-birth" and not (is_opaque or name):
        return odds  # a name that says nothing of births: when somebody was hired, or paid
    if not name and not is_opaque and category.id in _PLACES:
        near = replace(near, next=_NOTHING)  # another name: a fee, a branch, an area
    rules = _SUPPORT.get(category.id, ())
    return odds + max((one.odds for one in rules if one.holds(near, proved, profile.distinct)), default=0.0)


def _against(category: Category, near: Near, name: float, is_opaque: bool) -> float:
    family, _, land = category.id.partition(".")
    if family in _NUMBERS and land and not name and _is_abroad(land, near.found):
        return ABROAD
    if family in _DOCUMENTS and name and land in _lands(near.found):
        return AT_HOME
    if category.id == "date-of-birth" and not (name or is_opaque or near.someone or near.found & _SOMEBODY):
        return OTHERS_DATE
    if not near.alone:
        return 0.0
    if category.id in ("city", "postcode") and not near.found & _TOWN:
        return NOBODY
    if category.id == "date-of-birth" and not name:
        return NOBODYS_DATE
    return FORM_ALONE if is_opaque and category.is_personal and category.weight <= _FORM else 0.0


def _is_abroad(land: str, found: frozenset[str]) -> bool:
    lands = _lands(found)
    return bool(lands) and land not in lands


def _lands(found: frozenset[str]) -> frozenset[str]:
    return frozenset(one.partition(".")[2] for one in found if one.partition(".")[0] in _NUMBERS) - {""}


def is_listed(category: str, found: frozenset[str]) -> bool:
    """May fewer of the words of *category* be known, since who or what is beside it?"""
    return category in _LISTED and any(one in _TELLING or one.partition(".")[0] in _TELLING for one in found)


def is_site(near: Near) -> bool:
    """Is a point the place of a thing, a species or a town: beside what tells of such, of nobody, and of no time?"""
    is_nobodys = near.alone or not (near.person or near.found - _NOBODYS - _BODY)  # animals have a sex as well
    return near.thing and is_nobodys and "sighting-time" not in near.found


class Told:
    """What was surely *found* in each field of a record, in their order; *people*: the fields that only people have."""

    def __init__(self, order: Iterable[str], found: Mapping[str, frozenset[str]], people: frozenset[str]) -> None:
        self._order = {path: at for at, path in enumerate(order)}
        self._paths = list(self._order)
        self._found = {path: ids for path, ids in found.items() if ids}
        self._people = people

    def beside(self, path: str, near: Near, *, may_be_alone: bool = True) -> Near:
        """*near*, and what was found beside *path*."""
        found = self._of(other for other in self._found if other != path)
        at = self._order[path]
        adjoining = self._of(self._paths[at - 1 : at] if at else ()) | self._of(self._paths[at + 1 : at + 2])
        return replace(
            near,
            person=near.person or len(self._people - {path}) >= PERSONAL,
            alone=may_be_alone and not (near.someone or found - _NOBODYS),
            found=found,
            next=adjoining,
        )

    def _of(self, paths: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(self._found.get(path, frozenset()) for path in paths))
