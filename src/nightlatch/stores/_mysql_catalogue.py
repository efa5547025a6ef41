"""Tables and columns of MySQL, MariaDB and TiDB, from information_schema: three SELECTs that touch no row.

Names come from the server as bytes, and are put into statements in hexadecimal alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nightlatch.model import Container, Count
from nightlatch.stores import _mysql_grants as grants
from nightlatch.stores._mysql_wire import Row, Wire

if TYPE_CHECKING:
    from nightlatch.stores._mysql_read import Field

    Fields = dict[tuple[str, str], list[Field]]

_EXACT = frozenset({"myisam", "aria", "memory", "archive", "mrg_myisam"})
_COLUMNS_MAX = 1_000_000  # of all tables together


def tables(wire: Wire, database: str | None, seconds: float) -> list[Row]:
    """Schema, name, type, engine, rows and size of every table and view, or of those of *database*."""
    rows = wire.rows(
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH "  # noqa: S608 - quoted
        f"FROM information_schema.TABLES WHERE {_where(database)}",
        seconds,
    )
    return [row for row in rows if len(row) == 6]


def fields(wire: Wire, database: str | None, seconds: float) -> Fields:
    """The columns of every table, or of those of *database*."""
    rows = wire.rows(
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_KEY, PRIVILEGES "  # noqa: S608 - quoted
        f"FROM information_schema.COLUMNS WHERE {_where(database)} LIMIT {_COLUMNS_MAX}",
        seconds,
    )
    found: Fields = {}
    for row in rows:
        if len(row) == 6:
            found.setdefault((text(row[0]), text(row[1])), []).append(_field(row))
    return {table: _with_one_key(fields) for table, fields in found.items()}


def privileges(wire: Wire) -> frozenset[str]:
    """Those on tables that we see, however they came. Errors: ``Refused``."""
    where = _where(None)
    rows = wire.rows(f"SELECT DISTINCT PRIVILEGES FROM information_schema.COLUMNS WHERE {where}")  # noqa: S608
    return frozenset(word.strip().lower() for row in rows for word in text(row[0]).split(","))


def container(row: Row, fields: Fields) -> Container:
    """One table or view; rows as the catalogue estimates them."""
    database, table = text(row[0]), text(row[1])
    return Container(
        name=f"{shown(database)}.{shown(table)}",
        key=(database, table),
        records=_count(text(row[3]).lower(), row[4], is_view(row)),
        bytes=_number(row[5]),
        is_readable=is_readable(row, fields),
        fields=tuple(shown(one.name) for one in fields.get((database, table), [])),
    )


def is_view(row: Row) -> bool:
    """Is it a view, and no table?"""
    return row[2] == b"VIEW"


def is_readable(row: Row, fields: Fields) -> bool:
    """May some column of it be read?"""
    return any(one.is_readable for one in fields.get((text(row[0]), text(row[1])), ()))


def text(value: bytes | None) -> str:
    """As it came; bytes that are no UTF-8 can be sent back."""
    return (value or b"").decode("utf-8", "surrogateescape")


def shown(name: str) -> str:
    """A name without what cannot be written."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _where(database: str | None) -> str:
    system = ", ".join(repr(name) for one in grants.SYSTEM for name in (one, one.upper()))
    return f"TABLE_SCHEMA NOT IN ({system})" + (f" AND TABLE_SCHEMA = {_literal(database)}" if database else "")


def _literal(text: str) -> str:
    """Text in hexadecimal: no quoting rule can be got around."""
    return f"CONVERT(0x{text.encode('utf-8', 'surrogateescape').hex()} USING utf8)"


def _field(row: Row) -> Field:
    from nightlatch.stores._mysql_read import Field  # late: it brings the libraries for columns

    return Field(
        name=text(row[2]),
        type=text(row[3]).lower(),
        is_key=row[4] == b"PRI",
        is_readable="select" in text(row[5]).lower(),
    )


def _with_one_key(fields: list[Field]) -> list[Field]:
    """A primary key of several columns is no stretch of numbers."""
    return fields if sum(one.is_key for one in fields) == 1 else [replace(one, is_key=False) for one in fields]


def _number(value: bytes | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(rb"\d{1,20}", value) else None


def _count(engine: str, rows: bytes | None, is_view: bool) -> Count:
    value = _number(rows)
    if is_view or value is None:
        return Count(value=None, method="a view: not counted" if is_view else "the catalogue does not tell")
    if engine in _EXACT:
        return Count.of(value, f"TABLE_ROWS of {engine}")
    # The manual says off by up to half; on small tables, and before statistics are brought up to date, by more.
    return Count(value=value, low=value // 2, high=2 * value + 1000, method="TABLE_ROWS, an estimate")
