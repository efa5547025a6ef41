"""The inventory: a CSV of hosts with owner and team, as other tools export it. It is taken for hostile, and bounded.

Columns, in any order, by header: ``host`` (or ``address``, ``ip``), ``port``, ``kind``, ``url``, ``owner``, ``team``,
``asn``, ``country``; others are passed over. Each line needs a host or a URL. Sends nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MAX_BYTES = 32 << 20
_MAX_LINES = 200_000
_MAX_LINE = 8192
_MAX_CELL = 1024
_COLUMNS = {"host": "host", "hostname": "host", "address": "host", "ip": "host"} | {
    name: name for name in ("port", "kind", "url", "owner", "team", "asn", "country")
}


class InventoryError(Exception):
    """An inventory that cannot be taken; says the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line; empty text where a cell is."""

    line: int
    host: str = ""
    port: str = ""
    kind: str = ""
    url: str = ""
    owner: str = ""
    team: str = ""
    asn: str = ""
    country: str = ""

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """Owner, team, number of the network and country, where given."""
        return tuple((name, value) for name in ("owner", "team", "asn", "country") if (value := getattr(self, name)))


def read(path: Path) -> tuple[Row, ...]:
    """Every line of the inventory *path*. Memory: the file, at most 32 MB. Errors: :class:`InventoryError`."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InventoryError(f"{path}: cannot read the inventory: {(error.strerror or '').lower()}") from None
    except UnicodeDecodeError:
        raise InventoryError(f"{path}: the inventory is not UTF-8") from None
    if len(data) > _MAX_BYTES:
        raise InventoryError(f"{path}: the inventory is larger than {_MAX_BYTES >> 20} MB")
    return tuple(_rows(path, text))


def _rows(path: Path, text: str) -> Iterator[Row]:
    lines = text.splitlines()
    if len(lines) > _MAX_LINES:
        raise InventoryError(f"{path}: the inventory has more than {_MAX_LINES:,} lines")
    header = lines[0] if lines else ""
    delimiter = max(",;\t", key=header.count)
    names = [_COLUMNS.get(name.strip().lower(), "") for name in _cells(path, 1, header, delimiter)]
    if not {"host", "url"} & set(names):
        raise InventoryError(f"{path}: line 1 names no column host, address or url")
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield _row(path, number, dict(zip(names, _cells(path, number, line, delimiter), strict=False)))


def _cells(path: Path, number: int, line: str, delimiter: str) -> list[str]:
    """The cells of one line; a cell that spans lines is refused, so that a stray quote swallows nothing."""
    if len(line) > _MAX_LINE:
        raise InventoryError(f"{path}: line {number} is longer than {_MAX_LINE} characters")
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        raise InventoryError(f"{path}: line {number} has a quote that does not close, or text after it") from None
    return [cell.strip() for cell in cells]


def _row(path: Path, number: int, cells: dict[str, str]) -> Row:
    cells.pop("", None)
    if any(len(cell) > _MAX_CELL or not cell.isprintable() for cell in cells.values()):
        raise InventoryError(f"{path}: line {number} has a control character, or a cell over {_MAX_CELL} characters")
    if not cells.get("host") and not cells.get("url"):
        raise InventoryError(f"{path}: line {number} names neither a host nor a URL")
    return Row(line=number, **cells)
