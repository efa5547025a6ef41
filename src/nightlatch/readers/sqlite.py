"""SQLite files, by the standard library: opened read-only and immutable, so that nothing beside them is touched.

Sends ``SELECT`` to tables, nothing else: an authorizer refuses functions, views, triggers, attaching and pragmas, as a
schema may be hostile. Virtual tables are left out, and what is longer than a bound is no value. What a write-ahead
log beside the file holds is not read, and said.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pyarrow as pa

from nightlatch.readers import MAGIC, NO, Left, Opened, Source, Table
from nightlatch.readers._bounds import broken
from nightlatch.readers._texts import columns_of, text_of
from nightlatch.readers._whole import whole
from nightlatch.readers._within import within
from nightlatch.stores import Batch, Column, Reading

_LONGEST = 16 << 20  # of a value or a row
_TABLES = 10_000
_ROWS, _BATCH_BYTES = 2_000, 4 << 20
_STEPS = 10_000  # of SQLite's machine, between two looks at the clock
_SECONDS = 60.0  # for one step of ours: a schema can make a table endless
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
_MAGIC = b"SQLite format 3\0"


class Sqlite:
    """See :class:`nightlatch.readers.Reader`."""

    name = "sqlite"
    description = "SQLite files, each table"
    suffixes: tuple[str, ...] = (".sqlite", ".sqlite3", ".db", ".db3")

    def certainty(self, head: bytes) -> int:
        """By its first bytes; an encrypted one has none."""
        return MAGIC if head.startswith(_MAGIC) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """Its tables."""
        if (connect := _way(source)) is None:
            yield Left(name=source.name, why="is too large to be held in memory, or not whole", head=_MAGIC)
            return
        if source.path and _has_log(source.path):
            yield Left(name=f"{source.name}-wal", why="what is only in the write-ahead log was not read")
        with closing(connect()) as base, _Watch(base) as watch:
            listed = watch.asked("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchmany(_TABLES)
        for name, sql in listed:
            table, made = _text(name), _text(sql or b"").lstrip().upper()
            if table.lower().startswith("sqlite_"):
                continue
            if made.startswith("CREATE VIRTUAL"):
                yield Left(name=table, why="is a virtual table")
            else:
                yield Table(name=table, read=_reader(connect, table))


def _way(source: Source) -> Callable[[], sqlite3.Connection] | None:
    """How to connect: to the file where it lies, or to its bytes in memory."""
    if source.path:
        return lambda: _connected(f"file:{quote(source.path)}?mode=ro&immutable=1")
    content = whole(source)
    return None if content is None else lambda: _connected(":memory:", content)


def _connected(place: str, content: bytes = b"") -> sqlite3.Connection:
    try:
        base = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise broken(f"SQLite does not open it ({type(error).__name__})") from None
    try:
        if content:
            # bytes 18 and 19 say that there is a write-ahead log: in memory there is none (file format, 1.3)
            base.deserialize(content[:18] + b"\1\1" + content[20:])
        _restrict(base)
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        base.close()
        raise broken(f"SQLite does not open it ({type(error).__name__})") from None
    return base


def _restrict(base: sqlite3.Connection) -> None:
    """From here on nothing but reading tables is let through."""
    base.text_factory = bytearray  # so that text is told from what was stored as bytes
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
        base.execute(f"PRAGMA {pragma}")
    base.set_authorizer(lambda action, *rest: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)


class _Watch:
    """Ends whatever takes longer than a bound; turns SQLite's errors, which may quote values, into ours."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base, self._until = base, 0.0
        base.set_progress_handler(lambda: int(time.monotonic() > self._until), _STEPS)

    def __enter__(self) -> _Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, MemoryError)):
            raise broken(f"SQLite cannot read it ({type(error).__name__})") from None

    def asked(self, sql: str) -> sqlite3.Cursor:
        """The answer to *sql*."""
        self.again()
        return self._base.execute(sql)

    def again(self) -> None:
        """The clock starts anew."""
        self._until = time.monotonic() + _SECONDS


def _reader(connect: Callable[[], sqlite3.Connection], table: str) -> Callable[[Reading], Iterator[Batch]]:
    return lambda reading: within(_read(connect, table), reading)


def _read(connect: Callable[[], sqlite3.Connection], table: str) -> Iterator[Batch]:
    quoted = table.replace('"', '""')
    with closing(connect()) as base, _Watch(base) as watch:
        cursor = watch.asked(f'SELECT * FROM "{quoted}"')  # noqa: S608 - quoted, and the authorizer allows no more
        names = [_text(one[0]) for one in cursor.description]
        rows = 100
        while found := cursor.fetchmany(rows):
            watch.again()
            batch = _batch(names, found)
            rows = max(1, min(_ROWS, _BATCH_BYTES * len(found) // max(1, batch.bytes)))
            yield batch


def _batch(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Batch:
    columns: list[Column] = []
    length = damaged = 0
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        made, size, wrong = _columns(name, values)
        columns += made
        length += size
        damaged = max(damaged, wrong)
    return Batch(records=len(rows), columns=tuple(columns), bytes=length, undecodable=damaged)


def _columns(name: str, values: Sequence[Any]) -> tuple[list[Column], int, int]:
    """Columns by what the values are, whatever the schema says; bytes, and how many values are damaged text."""
    kinds = set(map(type, values)) - {type(None)}
    found: list[Column] = []
    size = damaged = 0
    for kind in kinds:
        rows = [at for at, value in enumerate(values) if type(value) is kind]
        array = pa.array([values[at] for at in rows], _ARROW[kind])
        size += array.nbytes
        owners = None if len(rows) == len(values) else np.array(rows, np.int32)
        if kind is bytearray:
            text, damaged = text_of(array)
            found.extend(columns_of(name, text, owners))
        else:
            found.append(Column(path=name, array=array, rows=owners))
    return found, size, damaged


_ARROW = {int: pa.int64(), float: pa.float64(), bytes: pa.large_binary(), bytearray: pa.large_binary()}


def _text(name: bytearray | bytes | str) -> str:
    return name if isinstance(name, str) else name.decode("utf-8", "replace")


def _has_log(path: str) -> bool:
    log = Path(f"{path}-wal")
    return log.is_file() and log.stat().st_size > 0


READER = Sqlite()
