"""Records of a CSV file of any size (RFC 4180); a quote that never closes costs one line, not the rest of the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from nightlatch.imports import Passed
from nightlatch.imports._lines import Line, lines

_LONGEST = 128 << 10  # bytes of a line; csv itself takes cells up to 128 KB
_MOST_LINES = 50  # of one record


def records(file: BinaryIO) -> Iterator[tuple[Line, list[str]] | Passed]:
    """``(its last line, its cells)`` of each record. Memory: one record, at most :data:`_MOST_LINES` lines."""
    held: list[Line] = []
    delimiter = ""
    for line in lines(file, _LONGEST):
        if line.text is None:
            yield Passed(place=line.place, why=line.why)
            continue
        delimiter = delimiter or max(",;\t|", key=line.text.count)
        held.append(line)
        text = "\n".join(one.text or "" for one in held)
        if text.count('"') % 2 and len(held) < _MOST_LINES and len(text) < _LONGEST:
            continue
        yield from _taken(held, text, delimiter)
        held = []
    if held:
        yield Passed(place=held[0].place, why="a quote does not close; the file may have been cut short")


def _taken(held: list[Line], text: str, delimiter: str) -> Iterator[tuple[Line, list[str]] | Passed]:
    cells = _cells(text, delimiter)
    if cells is not None:
        yield held[-1], cells
        return
    yield Passed(place=held[0].place, why="a quote does not close, or text follows one")
    for line in held[1:]:  # each by itself: the stray quote was in the first
        alone = _cells(line.text or "", delimiter)
        yield (line, alone) if alone is not None else Passed(place=line.place, why="a quote does not close")


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        found = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in found[0]] if len(found) == 1 else None
