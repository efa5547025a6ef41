"""What each kind of personal data weighs in the method: class, part in identifying, EI alone (``weights.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

Kind = Literal["simple", "behavioural", "financial", "sensitive", "credentials", "nobody"]
Part = Literal[
    "name", "given-name", "family-name", "birth", "number", "mail", "phone", "address", "handle", "face", "photo",
    "scan", "code", "detail", "none",
]  # fmt: skip


class UnknownCategoryError(KeyError):
    """A category without a row: an author's mistake; it is never taken for the mildest class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """*alone* in quarters of EI; *is_telling*: the number itself holds a birth date, a sex or a region."""

    kind: Kind
    part: Part
    alone: int
    is_telling: bool = False


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    part: Part
    alone: float


class _Telling(msgspec.Struct, forbid_unknown_fields=True):
    ids: str


@cache
def _table() -> tuple[dict[str, tuple[Kind, _Row]], frozenset[str]]:
    raw = msgspec.toml.decode(files("nightlatch.risk").joinpath("weights.toml").read_bytes())
    telling = frozenset(msgspec.convert(raw.pop("telling"), _Telling).ids.split())
    rows: dict[str, tuple[Kind, _Row]] = {}
    for kind in get_args(Kind):
        for name, row in msgspec.convert(raw.pop(kind), dict[str, _Row]).items():
            if name in rows or row.alone * 4 not in range(5):
                raise ValueError(f"weights.toml: {name} is there twice, or is no quarter of EI")
            rows[name] = (kind, row)
    if raw:
        raise ValueError(f"weights.toml: no such class: {', '.join(raw)}")
    return rows, telling


@cache
def weight_of(category: str) -> Weight:
    """The weight of a category id, by its family where a country or vendor follows the dot.

    Errors: :class:`UnknownCategoryError`.
    """
    rows, telling = _table()
    found = rows.get(category) or rows.get(category.partition(".")[0])
    if found is None:
        raise UnknownCategoryError(f"no class and no EI for the category {category}: add it to weights.toml")
    kind, row = found
    return Weight(kind=kind, part=row.part, alone=int(row.alone * 4), is_telling=category in telling)
