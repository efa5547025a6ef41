"""Which identifiers people of a container are counted by, and where its points and times are."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category, all_categories
from nightlatch.survey.fieldnames import matched
from nightlatch.survey.people import Key, domain
from nightlatch.survey.planned import ContainerPlan, PointFields, entity_of
from nightlatch.survey.trails import TAGS
from nightlatch.survey.values import Values

MAX_KEYS = 16  # identifiers of one container that are counted


def keys_of(made: ContainerPlan) -> tuple[Key, ...]:
    found = []
    for path, claims in made.claims.items():
        for claim in claims:
            category = claim.verdict.category
            is_persons = made.whose(path, category.id)[0] == "person"
            if category.identifies and claim.verdict.share > 0.5 and is_persons:
                where = domain(category.id, path, entity_of(made.container), made.store)
                key = Key(domain=where, path=path, category=category.id, rank=category.identifies)
                found.append((category.identifies, "[]" in path, -claim.verdict.confidence, key))
    found.sort(key=lambda entry: entry[:3])
    best: dict[str, Key] = {}
    for *_, key in found:
        best.setdefault(key.domain, key)
    return tuple(best.values())[:MAX_KEYS]


def points_of(made: ContainerPlan) -> PointFields | None:
    place = _best_place(made)
    time = _best(made, "sighting-time", beside=place[0]) or _best(made, "timestamp", beside=place[0]) if place else None
    if not place or not time or not made.keys:
        return None
    labels = sorted(paths_of(made, "place-tag"), key=lambda path: (made.profiles[path].different, path))
    tag = next((path for path in labels if path in made.few or made.profiles[path].different <= TAGS), None)
    return PointFields(place=place, time=time, tag=tag, label=tag or next(iter(labels), None))


def _best_place(made: ContainerPlan) -> tuple[str, ...] | None:
    for claims in made.claims.values():
        for claim in claims:
            if claim.verdict.category.id == "geo-point":
                return claim.verdict.paths or (next(p for p, c in made.claims.items() if claim in c),)
    return None


def paths_of(made: ContainerPlan, category: str) -> list[str]:
    return [path for path, claims in made.claims.items() if any(c.verdict.category.id == category for c in claims)]


def _best(made: ContainerPlan, category: str, beside: str) -> str | None:
    parent = beside.rpartition(".")[0]
    found = paths_of(made, category)
    if category == "timestamp":  # any field of instants beside the place will do
        found = technical_times(made)
    return min(found, key=lambda path: (path.rpartition(".")[0] != parent, path), default=None)


def technical_times(made: ContainerPlan) -> list[str]:
    """Fields of instants that are nothing else; technical, so not among the claims."""
    return [
        path
        for path, seen in made.profiles.items()
        if any(key.id == "timestamp" and seen.rate(key) > 0.9 for key in seen.hits if isinstance(key, Category))
        and not made.claims.get(path)
    ]


def is_clock(path: str, values: Values) -> bool:
    """Are *values* of a field of instants times? Whole numbers where it is called so: ids of ten digits look alike."""
    return values.kind != "integer" or matched(path, _clocks())[0] > 0


@cache
def _clocks() -> tuple[str, ...]:
    return next(category.names for category in all_categories() if category.id == "timestamp")


def commonest(pieces: list[Values]) -> tuple[str, ...]:
    text = pa.concat_arrays([piece.text for piece in pieces])
    counts = sorted(pc.value_counts(text).to_pylist(), key=lambda entry: (-entry["counts"], entry["values"]))
    return tuple(entry["values"] for entry in counts[:TAGS] if len(entry["values"]) <= 80)
