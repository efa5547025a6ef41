"""Load the synthetic leak into MariaDB or MySQL: multi-row INSERTs through PyMySQL, into the database ``city``.

Lives with the tests because the demo offers no MySQL.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pymysql

from nightlatch.demo.leak import PEOPLE_SCHEMA, POINTS_SCHEMA, Leak
from nightlatch.demo.leak_load import Progress, Server, only_empty, only_ours, told

_ROWS = 5_000
_TYPES = {
    pa.int64(): "BIGINT",
    pa.string(): "VARCHAR(255)",
    pa.date32(): "DATE",
    pa.float64(): "DOUBLE",
    pa.timestamp("ms", "UTC"): "DATETIME(3)",
}
_EXISTING = """SELECT table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"""


def load(server: Server, leak: Leak, progress: Progress, *, user: str = "root", password: str = "") -> None:
    """Make ``city.people`` and ``city.sightings`` and fill them; instants are UTC without saying so, as is usual."""
    only_ours(server)
    with (
        pymysql.connect(
            host=server.host, port=server.port, user=user, password=password, charset="utf8mb4", autocommit=False
        ) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(_EXISTING)
        only_empty(name for (name,) in cursor.fetchall())
        cursor.execute("CREATE DATABASE IF NOT EXISTS city CHARACTER SET utf8mb4")
        for table, schema, batches in (
            ("people", PEOPLE_SCHEMA, leak.people_batches(_ROWS)),
            ("sightings", POINTS_SCHEMA, leak.point_batches(_ROWS)),
        ):
            cursor.execute(_create(table, schema))
            _fill(cursor, table, told(batches, progress))
            connection.commit()
        cursor.execute("ANALYZE TABLE city.people, city.sightings")


def _create(table: str, schema: pa.Schema) -> str:
    columns = [f"{each.name} {_TYPES[each.type]}{'' if each.nullable else ' NOT NULL'}" for each in schema]
    key = ["PRIMARY KEY (person_id)"] if table == "people" else []
    return f"CREATE TABLE city.{table} ({', '.join(columns + key)})"


def _fill(cursor: pymysql.cursors.Cursor, table: str, batches: Iterable[pa.RecordBatch]) -> None:
    for batch in batches:
        insert = f"INSERT INTO city.{table} VALUES ({', '.join(['%s'] * batch.num_columns)})"
        cursor.executemany(insert, list(zip(*map(_values, batch.columns), strict=True)))


def _values(column: pa.Array) -> list[object]:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("ms"))  # drops the zone, which PyMySQL would write out
    return list(column.to_pylist())


LOAD = load
