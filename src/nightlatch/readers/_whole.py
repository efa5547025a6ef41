"""What can only be read from anywhere in it: as it lies on disk, or held in memory up to a bound."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from nightlatch.readers import Source
from nightlatch.readers._bounds import MEMORY


def seekable(source: Source) -> Callable[[], BinaryIO] | None:
    """How *source* is opened so that one can go back and forth in it; None where it is too large or cut short."""
    with source.open() as stream:
        if stream.seekable():
            return source.open
    content = whole(source)
    return None if content is None else lambda: io.BytesIO(content)


def whole(source: Source) -> bytes | None:
    """All of it; None where that is more than MEMORY, or not all there is."""
    if not source.is_whole:
        return None
    pieces, length = [], 0
    with source.open() as stream:
        while piece := stream.read(1 << 20):
            pieces.append(piece)
            length += len(piece)
            if length > MEMORY:
                return None
    return b"".join(pieces)
