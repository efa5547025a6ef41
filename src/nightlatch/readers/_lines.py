"""Blocks of whole lines out of a stream: the unit in which text is read. A line longer than a bound is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Count
from nightlatch.readers import Source
from nightlatch.readers._bounds import Readable

BLOCK = 4 << 20
LONGEST = 16 << 20
_LOOKED = 256 << 10


def blocks(stream: Readable, *, is_whole: bool = True, size: int = BLOCK) -> Iterator[tuple[bytes, int]]:
    """``(block, passed)``: at least one whole line in about *size* bytes, and how many lines were passed over before.

    The last line needs no end, unless the text goes on (*is_whole* False): then it may be half and is left out, but
    where it is all there is.
    Memory: two blocks, or the longest line.
    """
    held: list[bytes] = []
    length = passed = 0
    is_passing, is_first = False, True
    while piece := stream.read(size):
        end = piece.rfind(b"\n") + 1
        if is_passing:
            start = piece.find(b"\n") + 1
            if not start:
                continue
            piece, end, is_passing = piece[start:], end - start, False
        if end:
            yield b"".join((*held, piece[:end])), passed
            held, length, passed, is_first = [piece[end:]], len(piece) - end, 0, False
        else:
            held.append(piece)
            length += len(piece)
            if length > LONGEST:
                held, length, passed, is_passing = [], 0, passed + 1, True
    rest = b"".join(held) if is_whole or is_first else b""
    if rest or passed:
        yield rest, passed


def estimate(source: Source) -> Count:
    """How many lines *source* holds, by the length of its first ones."""
    method = "lines, by the length of the first ones"
    if source.bytes is None:
        return Count(value=None, method=method)
    with source.open() as stream:
        head = b"".join(iter(lambda: stream.read(64 << 10), b"")) if source.bytes <= _LOOKED else stream.read(_LOOKED)
    seen = head.count(b"\n")
    if len(head) >= source.bytes:
        return Count(value=seen + (not head.endswith(b"\n")), low=0, method="lines")
    return Count(value=round(max(1, seen) * source.bytes / max(1, len(head))), low=seen, method=method)
