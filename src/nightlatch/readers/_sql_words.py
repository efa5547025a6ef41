"""Statements of SQL dumps that matter: which table rows go to, and what its columns are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = rb'(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|\[[^\]]+\]|[\w$\x80-\xff]+)'
_NAME = rb"(" + _PART + rb"(?:\s*\.\s*" + _PART + rb"){0,2})"
_LIST = rb"(\((?:" + _PART + rb"|[\s,])+\))"
_SPACE = rb"(?:\s|/\*[^*]*\*/)+"
INSERT = re.compile(
    rb"(?:INSERT|REPLACE)(?:" + _SPACE + rb"(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR|REPLACE|INTO))*" + _SPACE
    + _NAME + rb"\s*" + _LIST + rb"?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES?\s*(?=\()",
    re.IGNORECASE,
)  # fmt: skip
COPY = re.compile(rb"COPY\s+" + _NAME + rb"\s*" + _LIST + rb"?\s+FROM\s+stdin\b[^;\n]*;[^\n]*\n", re.IGNORECASE)
CREATE = re.compile(
    rb"CREATE\s+(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|FOREIGN)\s+)*TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _NAME
    + rb"\s*\(",
    re.IGNORECASE,
)  # fmt: skip
BEGINS = re.compile(
    rb"(?:^|\n)\s*(?:INSERT\s+(?:\w+\s+)*[`\"\[\w.$\]]+|COPY\s+\S+\s*(?:\([^)]*\))?\s+FROM\s+stdin|"
    rb"CREATE\s+(?:\w+\s+)*(?:TABLE|DATABASE|SCHEMA)\s|-- (?:MySQL|MariaDB|PostgreSQL(?: database)?|SQLite) dump|"
    rb"PRAGMA foreign_keys|DROP TABLE )",
    re.IGNORECASE,
)
_MYSQL = re.compile(rb"-- (?:MySQL|MariaDB)|-- phpMyAdmin|ENGINE\s*=|/\*!\d{5}|(?:INTO|TABLE)[^\n(]*`", re.IGNORECASE)
_POSTGRES = re.compile(rb"-- PostgreSQL|pg_catalog|standard_conforming_strings|FROM stdin", re.IGNORECASE)
_EACH = re.compile(_PART)
_NO_COLUMN = re.compile(
    rb"(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|KEY|INDEX|FULLTEXT|SPATIAL|CHECK|EXCLUDE|LIKE|PERIOD)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a statement that holds rows: their table, their columns if it says so, where they start."""

    table: str
    columns: tuple[str, ...]
    end: int
    is_copy: bool


def has_backslashes(head: bytes) -> bool:
    """Does a backslash escape in the strings of a dump that begins like this? In MySQL's it does."""
    return bool(_MYSQL.search(head)) and not _POSTGRES.search(head)


def head_at(data: bytes, at: int) -> Head | None:
    """The statement with rows that begins at *at*, if one does."""
    first = data[at : at + 1].upper()
    found = INSERT.match(data, at) if first in b"IR" and first else COPY.match(data, at) if first == b"C" else None
    if found is None:
        return None
    columns = tuple(map(_plain, _EACH.findall(found[2][1:-1]))) if found[2] else ()
    return Head(table_of(found[1]), columns, found.end(), first == b"C")


def table_of(name: bytes) -> str:
    """``schema.table`` without its quotes."""
    return ".".join(map(_plain, _EACH.findall(name)))


def columns_of(statement: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The table that ``CREATE TABLE`` makes, and its columns."""
    if (found := CREATE.match(statement)) is None:
        return None
    names = []
    for part in _parts(statement, found.end()):
        part = part.strip()
        if part and not _NO_COLUMN.match(part) and (name := _EACH.match(part)):
            names.append(_plain(name[0]))
    return table_of(found[1]), tuple(names)


def _parts(statement: bytes, at: int) -> list[bytes]:
    """What commas divide, those in brackets and strings aside, up to the closing bracket."""
    found: list[bytes] = []
    start, depth, quote = at, 0, 0
    for place in range(at, len(statement)):
        byte = statement[place]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"'\"`":
            quote = byte
        elif byte == 0x28:
            depth += 1
        elif byte == 0x29 and depth == 0:
            return [*found, statement[start:place]]
        elif byte == 0x29:
            depth -= 1
        elif byte == 0x2C and depth == 0:
            found.append(statement[start:place])
            start = place + 1
    return [*found, statement[start:]]


def _plain(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    mark = text[0]
    if mark not in '`"[':
        return text
    return text[1:-1].replace(mark * 2, mark) if mark != "[" else text[1:-1]
