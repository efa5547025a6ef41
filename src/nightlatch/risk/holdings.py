"""What a finding holds of people, as the method sees it: categories by container, and which containers belong together.

Containers that carry the same kind of identifier (a card number, an account number, a mail address) can be joined by
anyone who reads them, and so identify people together. Whether the numbers are really of one series is not known here:
the worse is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nightlatch.model import Finding, Surveyed
from nightlatch.risk.weights import Weight, weight_of

_JOINING = frozenset({"number", "mail", "phone", "code", "handle"})
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A category in a field. *by_name*: told by the field's name alone; *synthetic*: why it may be test data."""

    category: str
    weight: Weight
    container: str
    field: str
    by_name: bool
    synthetic: str


Group = tuple[Holding, ...]  # what can be joined


def groups(finding: Finding) -> list[Group]:
    """The personal data of *finding*, container by container, those that can be joined together as one."""
    made: list[list[Holding]] = []
    by_link: dict[str, list[Holding]] = {}
    for one in finding.surveyed:
        found = list(_of_people(one))
        links = _links(found)
        alike = {id(by_link[link]): by_link[link] for link in links if link in by_link}
        if not alike:
            made.append(found)
        else:
            found = _joined(list(alike.values()), found)
        by_link |= dict.fromkeys(links | {link for link, group in by_link.items() if id(group) in alike}, found)
    return [tuple(group) for group in made if group]


def _joined(alike: list[list[Holding]], more: list[Holding]) -> list[Holding]:
    """All of *alike* and *more* in the first of *alike*; the others are left empty."""
    first, *others = alike
    for other in others:
        first += other
        other.clear()
    first += more
    return first


def _of_people(one: Surveyed) -> Iterator[Holding]:
    """Of an empty container nothing; of fields that the catalogue names, the categories that the names speak for."""
    if one.container.records.value == 0 and not one.read:
        return
    for field in one.fields:
        for found in field.categories:
            weight = weight_of(found.id)
            if found.whose == "person" and weight.kind != "nobody" and (found.values or found.share is None):
                yield Holding(
                    category=found.id, weight=weight, container=one.container.name, field=field.path,
                    by_name=found.share is None, synthetic=field.looks_synthetic,
                )  # fmt: skip


def _links(found: Iterable[Holding]) -> set[str]:
    return {one.category for one in found if one.weight.part in _JOINING}


def where(found: Iterable[Holding]) -> str:
    """The fields of *found* in a few words."""
    paths = list(dict.fromkeys(f"{one.container}.{one.field}" for one in found))
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def kinds(found: Iterable[Holding]) -> str:
    """The categories of *found*, in the words that people see."""
    from nightlatch.categories import labels  # late: they bring the libraries for columns

    return ", ".join(dict.fromkeys(labels().get(one.category, one.category) for one in found))
