"""Where something may answer: what a sweep finds and what lists of others name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address and port in scope; *host* is the name it was listed by, *tags* are the inventory's.

    An empty *address* means that only the name is known: the dialer resolves it, and holds the answer to the scope.
    """

    address: str
    port: int
    host: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
