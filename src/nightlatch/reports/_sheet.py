"""Comma-separated values that no spreadsheet takes for a formula (RFC 4180; OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from nightlatch.inert import printable
from nightlatch.reports._words import timestamp

# What begins a formula in one spreadsheet or another; tabs and returns are escapes already, thanks to printable().
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹣", "﹢", "﹦", "|", "%")
Cell = str | int | float | bool | datetime | None


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """A header and a line for each row, every cell in quotes; a column that a row lacks is empty."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_text(row.get(column)) for column in columns] for row in rows)
    return file.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return timestamp(cell) or ""
    if isinstance(cell, int | float):
        return f"{cell:g}" if isinstance(cell, float) else str(cell)
    text = printable(cell, 4000)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
