"""How a table of yes and no lines is written: one value a line, ``\\n`` inside a value for a line break."""

from __future__ import annotations

Table = tuple[tuple[str, ...], tuple[str, ...]]


def of(yes: str, no: str) -> Table:
    """The values that pass, and the look-alikes that do not."""
    return _lines(yes), _lines(no)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().replace("\\n", "\n") for line in text.splitlines() if line.strip())
