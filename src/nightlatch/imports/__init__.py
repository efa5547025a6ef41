"""Lists that others found: one file per format, each binds ``IMPORT``, an object with the shape of :class:`Import`.

A list only says where to look. Nothing in it widens the scope, and what it calls a service is a hint for the order of
the probes, never a finding. Every format reads a stream once, in constant memory, and takes its content for hostile:
lines, nesting and records are bounded; what cannot be taken is told as :class:`Passed`, and the rest is still read.
Nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol, runtime_checkable

from nightlatch import registry

if TYPE_CHECKING:
    from nightlatch.imports._places import Imported
    from nightlatch.scope import Scope

Transport = Literal["tcp", "udp", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One open port that somebody else saw.

    *host* is a name that was asked for, *address* what answered; one of them may be missing. *port* 0 means that only
    the host was named. *tags* are words of the list itself; a ``reverse-name`` among them is what a reverse look-up
    told, which whoever holds the address may choose, so that it can put a place out of the scope but never into it.
    """

    host: str | None
    address: str | None
    port: int
    transport: Transport = "tcp"
    kind_hint: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
    seen: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Something of a list that was not taken: *place* in it, and *why*. Both may hold what the list says."""

    place: str
    why: str


class ListError(Exception):
    """A list that cannot be read at all: *what* is wrong, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return self.what


@runtime_checkable
class Import(Protocol):
    """One format; *name* is what ``--from NAME=FILE`` takes."""

    name: str
    description: str

    def recognises(self, head: bytes, name: str) -> bool:
        """Is a file with this *name* that begins with *head* (at most 64 KB of it) surely of this format?"""

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Everything *file* holds, in its order; *name* is the file's own, for :attr:`Found.source`."""


@cache
def all_imports() -> dict[str, Import]:
    """Every format of the registry, by name."""
    return {one.name: one for one in registry.load("nightlatch.imports", "IMPORT").values()}


def load(paths: Sequence[str | Path], scope: Scope) -> Imported:
    """Read every list of *paths* and hold it to *scope*: see :func:`nightlatch.imports._places.load`."""
    from nightlatch.imports import _places  # late: it needs the stores, and those need the dialer

    return _places.load(paths, scope)
