"""Any other text: a record a line, in the field ``line``. A long line is taken in pieces, all of them one record."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nightlatch.readers import PLAIN, Opened, Source, Table
from nightlatch.readers._documents import ODD, filled, spans
from nightlatch.readers._lines import blocks, estimate
from nightlatch.readers._texts import columns_of, text_of
from nightlatch.readers._within import within
from nightlatch.stores import Batch
from nightlatch.stores._texts import strings_at

_PIECE = 16 << 10


class Text:
    """See :class:`nightlatch.readers.Reader`."""

    name = "text"
    description = "any other text, line by line"
    suffixes = (".txt", ".log", ".md", ".xml", ".html", ".ini", ".conf", ".env", ".yaml", ".yml", ".vcf", ".eml")

    def certainty(self, head: bytes) -> int:
        """All text is lines."""
        return PLAIN

    def open(self, source: Source) -> Iterator[Opened]:
        """One table."""
        yield Table(read=lambda reading: within(_read(source), reading), records=estimate(source), bytes=source.bytes)


def _read(source: Source) -> Iterator[Batch]:
    with source.open() as stream:
        for block, passed in blocks(stream, is_whole=source.is_whole):
            yield _lines(block, passed)


def _lines(block: bytes, passed: int) -> Batch:
    data = np.frombuffer(block, np.uint8)
    count = int(filled(data))
    starts, lengths = spans(data, count)
    starts, lengths, rows = _pieces(starts, lengths)
    text, damaged = text_of(strings_at(data, starts, lengths))
    return Batch(
        records=count + passed, columns=tuple(columns_of(ODD, text, rows)), bytes=len(block),
        undecodable=passed + min(count, damaged),
    )  # fmt: skip


def _pieces(
    starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32] | None]:
    """Long lines cut; and whose line each piece is, where any was."""
    if not len(lengths) or lengths.max() <= _PIECE:
        return starts, lengths, None
    counts = np.maximum(1, -(-lengths // _PIECE))
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), counts)
    within_line = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    cut = starts[rows] + within_line * _PIECE
    return cut, np.minimum(_PIECE, starts[rows] + lengths[rows] - cut), rows


READER = Text()
