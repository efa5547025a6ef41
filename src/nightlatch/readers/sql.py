"""SQL dumps as mysqldump, pg_dump, SQLite's shell and the like write them: rows of INSERT, and of COPY from stdin.

A first pass lists the tables and where their rows lie; each is then read from there. Statements are never carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nightlatch.model import Count
from nightlatch.readers import GRAMMAR, HEAD_BYTES, NO, Left, Opened, Source, Table
from nightlatch.readers import _sql_words as words
from nightlatch.readers._forward import Forward, Part
from nightlatch.readers._sql_rows import Made, Piece, Rows
from nightlatch.readers._within import within
from nightlatch.stores import Batch, Reading

_MOST_TABLES = 20_000


class Sql:
    """See :class:`nightlatch.readers.Reader`."""

    name = "sql"
    description = "SQL dumps: INSERT and COPY blocks, each table"
    suffixes: tuple[str, ...] = (".sql", ".dump", ".mysql", ".pgsql")

    def certainty(self, head: bytes) -> int:
        """A statement that makes a table or fills one, at the beginning of a line."""
        return GRAMMAR if words.BEGINS.search(head) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """Its tables, in the order in which they are filled."""
        forward = Forward(source)
        has_backslash = words.has_backslashes(Part(forward, 0, HEAD_BYTES).read())
        found: dict[str, _Place] = {}
        names: dict[str, tuple[str, ...]] = {}
        rows = Rows(Part(forward, 0), has_backslash=has_backslash)
        for one in rows:
            if isinstance(one, Made):
                names.setdefault(one.table, one.columns)
            elif one.table in found or len(found) < _MOST_TABLES:
                found.setdefault(one.table, _Place(start=one.statement)).add(one)
        if rows.passed:
            yield Left(name=source.name, why="holds rows that are longer than any that is read")
        for table, place in found.items():
            yield Table(
                name=table, read=_reader(forward, table, place, names.get(table, ()), has_backslash=has_backslash),
                records=Count.of(place.rows, "rows of the dump"), bytes=place.bytes,
            )  # fmt: skip


@dataclass(slots=True)
class _Place:
    """Where the rows of a table lie: from the first statement with some to the end of the last."""

    start: int
    end: int = 0
    rows: int = 0
    bytes: int = 0

    def add(self, piece: Piece) -> None:
        self.end = piece.end
        self.rows += piece.rows
        self.bytes += piece.bytes


def _reader(
    forward: Forward, table: str, place: _Place, names: tuple[str, ...], *, has_backslash: bool
) -> Callable[[Reading], Iterator[Batch]]:
    def batches() -> Iterator[Batch]:
        stream = Part(forward, place.start, place.end - place.start)
        rows = Rows(stream, has_backslash=has_backslash, offset=place.start)
        for one in rows:
            if isinstance(one, Piece) and one.table == table:
                yield one.batch(names)
        if rows.passed:
            yield Batch(records=rows.passed, columns=(), undecodable=rows.passed)

    return lambda reading: within(batches(), reading)


READER = Sql()
