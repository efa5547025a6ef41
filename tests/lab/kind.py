"""What the catalogue of servers knows of each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nightlatch.demo.servers import Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of server: *get* makes sure that its program is there, *start* runs one."""

    what: str
    get: Callable[[], object]
    start: Callable[..., Server]
