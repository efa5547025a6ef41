"""Formats of files. One file per format; each binds ``READER``, an object with the shape of :class:`Reader`.

A reader turns the bytes of a :class:`Source` into tables, or, where it is a wrapping (compression, an archive), into
further sources. A format is told by its content, and by the end of the file's name where the content fits several.
Every file is taken for hostile: readers stream, hold a few blocks at a time, bound depth, size and nesting, and say
what they did not open. Nothing is written, and nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO, Protocol, runtime_checkable

from nightlatch import registry
from nightlatch.model import Count
from nightlatch.readers._bounds import Bounds
from nightlatch.stores import Batch, Reading

HEAD_BYTES = 64 << 10  # of a file, by which its format is told
NO, PLAIN, SHAPE, GRAMMAR, MAGIC = range(5)  # how sure a reader is: any text, rows alike, keywords, first bytes


UNCOUNTED = Count(value=None, method="records of a file are counted when it is read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes that can be read from their beginning more than once: a file, a member of an archive, an answer.

    *name* is the file's own, which tells the format where its content does not. *path*: a file of this machine, for
    what can only be opened by path. *is_whole* is False for the beginning of something longer.
    """

    name: str
    open: Callable[[], BinaryIO] = field(repr=False)
    bytes: int | None = None
    path: str = field(default="", repr=False)
    is_whole: bool = True
    depth: int = 0  # archives around it
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Records of one kind; *name* is "" where the file's own says what they are. ``read`` begins anew each time."""

    read: Callable[[Reading], Iterator[Batch]] = field(repr=False)
    name: str = ""
    records: Count = UNCOUNTED
    bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that was not opened, and *why*; *head* its first bytes, which say what it is."""

    name: str
    why: str
    head: bytes = field(default=b"", repr=False)


Opened = Table | Source | Left


@runtime_checkable
class Reader(Protocol):
    """One format; *suffixes* are how the names of its files end, in lower case."""

    name: str
    description: str
    suffixes: tuple[str, ...]

    def certainty(self, head: bytes) -> int:
        """How sure it is, from NO to MAGIC, that a file which begins with *head* is of this format."""

    def open(self, source: Source) -> Iterator[Opened]:
        """What *source* holds. Errors: ``Failed`` with hostile where it is broken from the beginning."""


@cache
def all_readers() -> dict[str, Reader]:
    """Every format of the registry, by name."""
    return {one.name: one for one in registry.load("nightlatch.readers", "READER").values()}
