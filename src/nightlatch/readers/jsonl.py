"""JSON lines (NDJSON): an object a line. A line that is none is counted as undecodable and kept as text."""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.readers import GRAMMAR, NO, Opened, Source, Table
from nightlatch.readers._documents import batches
from nightlatch.readers._lines import estimate
from nightlatch.readers._within import within
from nightlatch.stores import Batch

_LOOKED = 64  # lines that show whether each is an object


class JsonLines:
    """See :class:`nightlatch.readers.Reader`."""

    name = "jsonl"
    description = "JSON lines: an object a line"
    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def certainty(self, head: bytes) -> int:
        """Most lines are an object."""
        return GRAMMAR if are_lines(head) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """One table."""
        yield Table(read=lambda reading: within(_read(source), reading), records=estimate(source), bytes=source.bytes)


def are_lines(head: bytes) -> bool:
    """Are most lines of *head* an object each? The last one may be cut short."""
    lines = [one for line in head.split(b"\n", _LOOKED)[:_LOOKED] if (one := line.strip())]
    if head[:1] == b"[" or len(lines) < 2:
        return False
    whole = sum(one[:1] == b"{" and one[-1:] == b"}" for one in lines)
    return whole * 2 > len(lines) or (len(lines) == 2 and lines[0][:1] == b"{" == lines[1][:1] and whole == 1)


def _read(source: Source) -> Iterator[Batch]:
    with source.open() as stream:
        yield from batches(stream, source)


READER = JsonLines()
