"""What archives have in common: how deep they are opened, how many members of them, and names of members."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from nightlatch.readers import Left, Source
from nightlatch.readers._bounds import DEPTH

NAME = 1024  # characters of a member's name


def too_deep(source: Source) -> Left | None:
    """What is said of an archive that is not opened, because of the archives around it."""
    if source.depth < DEPTH:
        return None
    return Left(name=source.name, why=f"lies deeper than {DEPTH} archives", head=b"PK\x03\x04")


def member(source: Source, name: str, opened: Callable[[], BinaryIO], length: int) -> Source | Left:
    """One member of the archive *source*; or that there are too many."""
    source.bounds.members -= 1
    if source.bounds.members < 0:
        return Left(name=source.name, why="holds more members than are opened")
    return Source(
        name=name[-NAME:], open=opened, bytes=length, is_whole=source.is_whole, depth=source.depth + 1,
        bounds=source.bounds,
    )  # fmt: skip
