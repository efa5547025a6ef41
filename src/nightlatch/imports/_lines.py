"""Lines of a file that may be of any size and hold anything: none longer than allowed is ever in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its end; *text* None where it is too long or not UTF-8, and *why* says so."""

    number: int
    text: str | None
    why: str = ""
    is_ended: bool = True  # False: the file ends here without a line end, perhaps in the middle

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"line {self.number}"


def lines(file: BinaryIO, longest: int) -> Iterator[Line]:
    """Every line of *file* that is not blank. Memory: *longest* bytes."""
    number = 0
    while raw := file.readline(longest + 1):
        number += 1
        if len(raw) > longest and not raw.endswith(b"\n"):
            yield Line(number=number, text=None, why=f"is longer than {longest:,} bytes", is_ended=_skip(file, longest))
            continue
        if raw := (raw.removeprefix(_BOM) if number == 1 else raw):
            line = _decoded(number, raw)
            if line.text is None or line.text.strip():
                yield line


def _skip(file: BinaryIO, longest: int) -> bool:
    """Pass over the rest of a line; did it have an end?"""
    while rest := file.readline(longest):
        if rest.endswith(b"\n"):
            return True
    return False


def _decoded(number: int, raw: bytes) -> Line:
    is_ended = raw.endswith(b"\n")
    try:
        return Line(number=number, text=raw.decode().rstrip("\r\n"), is_ended=is_ended)
    except UnicodeDecodeError:
        return Line(number=number, text=None, why="is not UTF-8", is_ended=is_ended)
