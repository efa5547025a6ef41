"""Kinds of store as far as targets need them, so that these tests do not wait for drivers."""

from __future__ import annotations

from typing import Any, NamedTuple


class Kind(NamedTuple):
    """What a URL and a default port can say of a store."""

    kind: str
    schemes: tuple[str, ...]
    port: int
    tls_schemes: tuple[str, ...] = ()


_ALL = (
    Kind("mongodb", ("mongodb",), 27017),
    Kind("postgresql", ("postgresql", "postgres"), 5432),
    Kind("redis", ("redis",), 6379, ("rediss",)),
)
BY_SCHEME: Any = {scheme: kind for kind in _ALL for scheme in (*kind.schemes, *kind.tls_schemes)}
