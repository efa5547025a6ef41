"""Load the synthetic leak into PostgreSQL: binary COPY through ADBC, in one transaction, then ANALYZE.

Sends CREATE UNLOGGED TABLE, COPY FROM STDIN, ALTER TABLE (primary key) and ANALYZE, to the database ``postgres``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from adbc_driver_postgresql import dbapi

from nightlatch.demo.leak import PEOPLE_SCHEMA, POINTS_SCHEMA, Leak
from nightlatch.demo.leak_load import Progress, Server, only_empty, only_ours, told

_TYPES = {
    pa.int64(): "bigint",
    pa.string(): "text",
    pa.date32(): "date",
    pa.float64(): "double precision",
    pa.timestamp("ms", "UTC"): "timestamp with time zone",
}
_NOTHING_AMBIENT = "&sslmode=disable&gssencmode=disable&passfile=/dev/null/none&options="
_EXISTING = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384"


def load(server: Server, leak: Leak, progress: Progress) -> None:
    """Make the tables ``people`` and ``sightings`` and fill them."""
    only_ours(server)
    # everything that libpq would take from the environment or a file is named, so that nothing is
    where = f"postgresql://postgres@{server.host}:{server.port}/postgres?hostaddr={server.host}{_NOTHING_AMBIENT}"
    with dbapi.connect(where) as connection, connection.cursor() as cursor:
        cursor.execute(_EXISTING)
        only_empty(name for (name,) in cursor.fetchall())
        for table, schema, batches in (
            ("people", PEOPLE_SCHEMA, leak.people_batches()),
            ("sightings", POINTS_SCHEMA, leak.point_batches()),
        ):
            cursor.execute(_create(table, schema))
            _fill(cursor, table, schema, told(batches, progress))
        cursor.execute("ALTER TABLE people ADD PRIMARY KEY (person_id)")
        cursor.execute("ANALYZE people, sightings")
        connection.commit()


def _create(table: str, schema: pa.Schema) -> str:
    columns = (f"{each.name} {_TYPES[each.type]}{'' if each.nullable else ' NOT NULL'}" for each in schema)
    return f"CREATE UNLOGGED TABLE {table} ({', '.join(columns)})"


def _fill(cursor: dbapi.Cursor, table: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    cursor.adbc_ingest(table, pa.RecordBatchReader.from_batches(schema, batches), mode="append")


LOAD = load
