"""What reading alone costs: the store's own driver reads every record and throws it away. Run as a program of its own.

python -m tests.bench.floors adbc|copy|pymongo|pymongo-raw URL
"""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

_TABLES = ("people", "sightings")


def adbc(url: str) -> int:
    """ADBC's COPY into Arrow batches: the fastest official way out of PostgreSQL."""
    import adbc_driver_postgresql.dbapi as driver

    rows = 0
    with driver.connect(f"{url}/postgres?user=postgres") as connection, connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            rows += sum(batch.num_rows for batch in cursor.fetch_record_batch())
    return rows


def copy(url: str) -> int:
    """psycopg's COPY TO STDOUT, text, not parsed."""
    import psycopg

    rows = 0
    with psycopg.connect(f"{url}/postgres?user=postgres") as connection, connection.cursor() as cursor:
        for table in _TABLES:
            with cursor.copy(f"COPY {table} TO STDOUT") as lines:
                rows += sum(1 for _ in lines)
    return rows


def pymongo(url: str) -> int:
    """PyMongo's decoded cursor."""
    import pymongo as driver

    with driver.MongoClient(url, directConnection=True) as client:
        return sum(1 for table in _TABLES for _ in client["city"][table].find(batch_size=5000))


def pymongo_raw(url: str) -> int:
    """PyMongo's raw batches, not decoded."""
    import pymongo as driver

    with driver.MongoClient(url, directConnection=True) as client:
        return sum(len(raw) for table in _TABLES for raw in client["city"][table].find_raw_batches(batch_size=5000))


if __name__ == "__main__":
    assert urlsplit(sys.argv[2]).hostname in ("127.0.0.1", "localhost")
    {"adbc": adbc, "copy": copy, "pymongo": pymongo, "pymongo-raw": pymongo_raw}[sys.argv[1]](sys.argv[2])
