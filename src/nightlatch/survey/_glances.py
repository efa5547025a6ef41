"""How closely the fields of a container are looked at: of many a glance first, and the rest where that leaves doubt."""

from __future__ import annotations

import pyarrow as pa

from nightlatch.categories import Category
from nightlatch.survey._dispatch import STRONG
from nightlatch.survey.evidence import Verdict, judge
from nightlatch.survey.neighbours import Around
from nightlatch.survey.planned import ContainerPlan, entity_of
from nightlatch.survey.profiles import GLANCE, SAMPLE, Profile, profiles
from nightlatch.survey.values import Values

_MANY = 64  # fields, of each of which only some values are looked at, and the rest where these leave doubt
_DOUBTED, _SURE = 0.1, 0.9


def looked_at(
    made: ContainerPlan, columns: dict[str, list[Values]]
) -> tuple[dict[str, Profile], dict[str, list[Verdict]]]:
    """A profile of each of *columns*; of many only a glance, and what it told, unless it leaves doubt."""
    if len(columns) <= _MANY:
        return _profiled(columns, SAMPLE), {}
    around, entity = Around((*made.profiles, *columns)), entity_of(made.container)
    looked = _profiled(columns, GLANCE)
    told: dict[str, list[Verdict]] = {}
    for path, seen in looked.items():
        if seen.is_glance:
            told[path] = judge(path, seen, around.without(path), entity)
    doubtful = [path for path, verdicts in told.items() if _is_doubtful(looked[path], verdicts)]
    for path in doubtful:
        del told[path]
    return looked | _profiled({path: columns[path] for path in doubtful}, SAMPLE), told


def _profiled(columns: dict[str, list[Values]], sample: int) -> dict[str, Profile]:
    """A profile of each of *columns*, whose pieces count together."""
    parts = [(path, piece) for path, pieces in columns.items() for piece in one_per_kind(pieces)]
    looked: dict[str, Profile] = {}
    for (path, _), seen in zip(parts, profiles([piece for _, piece in parts], sample=sample), strict=True):
        looked[path] = looked[path] + seen if path in looked else seen
    return {path: looked.get(path, Profile()) for path in columns}


def _is_doubtful(seen: Profile, verdicts: list[Verdict]) -> bool:
    """May a closer look change what a glance told: a verdict nobody is sure of, some values that are something rare?"""
    if any(_DOUBTED < verdict.confidence < _SURE for verdict in verdicts):
        return True
    return any(key.chance <= STRONG and 0 < seen.rate(key) < _SURE for key in seen.hits if isinstance(key, Category))


def one_per_kind(pieces: list[Values]) -> list[Values]:
    """Small batches of one kind are judged as one column."""
    kinds: dict[str, list[Values]] = {}
    for piece in pieces:
        kinds.setdefault(str(piece.array.type), []).append(piece)
    return [
        same[0] if len(same) == 1 else Values(pa.concat_arrays([piece.array for piece in same]))
        for same in kinds.values()
    ]
