"""Each loader against its real server: all rows arrive, and nothing is written where something is stored already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pymongo
import pymysql
import pytest
import redis
from adbc_driver_postgresql import dbapi

from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import Loader, Refused, load
from nightlatch.demo.servers import Server, start_mongodb, start_postgres, start_redis
from tests.lab.mariadb import start_mariadb
from tests.loaders import mysql

LEAK = Leak(people=6_000, points=15_600, seed=4, ending=datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
STARTERS = {"postgresql": start_postgres, "mongodb": start_mongodb, "redis": start_redis, "mysql": start_mariadb}


def loader_of(kind: str) -> Loader:
    if kind == "mysql":
        return mysql.LOAD
    return lambda server, leak, progress: load(kind, server, leak, progress)


@pytest.fixture(scope="module", params=sorted(STARTERS))
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Server, list[int]]]:
    told: list[int] = []
    with STARTERS[request.param]() as server:
        loader_of(request.param)(server, LEAK, told.append)
        yield server, told


def stored(server: Server) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return people and points as the store's own driver reads them, under the names that the leak gives its fields."""
    return {"postgresql": _postgresql, "mongodb": _mongodb, "redis": _redis, "mysql": _mysql}[server.kind](server)


Rows = list[dict[str, Any]]


def _selected(cursor: Any, *tables: str) -> list[Rows]:
    found = []
    for table in tables:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        found.append([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    return found


def _postgresql(server: Server) -> tuple[Rows, Rows]:
    with dbapi.connect(f"{server.url}/postgres?user=postgres") as connection, connection.cursor() as cursor:
        people, points = _selected(cursor, "people", "sightings")
    return people, points


def _mysql(server: Server) -> tuple[Rows, Rows]:
    with pymysql.connect(host=server.host, port=server.port, user="root") as connection, connection.cursor() as cursor:
        people, points = _selected(cursor, "city.people", "city.sightings")
    return people, [point | {"seen_at": point["seen_at"].replace(tzinfo=UTC)} for point in points]


def _mongodb(server: Server) -> tuple[Rows, Rows]:
    with pymongo.MongoClient(server.url, directConnection=True, tz_aware=True) as client:
        people = [
            {
                "person_id": each["personId"],
                "name": each["person"]["name"],
                "id_number": each["person"]["idCard"],
                "id_issued": each["person"]["idIssued"].date(),
                "id_expires": each["person"]["idExpires"] and each["person"]["idExpires"].date(),
                "sex": each["person"]["sex"],
                "nationality": each["person"]["nationality"],
                "ethnicity": each["person"]["ethnicity"],
                "birth_date": each["person"]["birthDate"].date(),
                "address": each["home"]["address"],
                "phone": each["home"]["phone"],
                "photo": each["person"]["photo"],
                "employer": each.get("work", {}).get("employer"),
            }
            for each in client["city"]["people"].find()
        ]
        points = [
            {
                "person_id": each["personId"],
                "tracker": each["tracker"]["name"],
                "latitude": each["loc"]["coordinates"][1],
                "longitude": each["loc"]["coordinates"][0],
                "seen_at": each["seenAt"],
                "place": each["tracker"]["place"],
            }
            for each in client["city"]["sightings"].find()
        ]
    return people, points


def _redis(server: Server) -> tuple[Rows, Rows]:
    with redis.Redis(server.host, server.port, decode_responses=True) as client:
        people, points = [
            [client.hgetall(f"{prefix}:{number}") for number in range(1, many + 1)]
            for prefix, many in (("person", LEAK.people), ("sighting", LEAK.points))
        ]
    return people, points


def as_text(rows: Rows) -> Counter[tuple[tuple[str, str], ...]]:
    """Rows whatever their order, without what is missing; Redis keeps everything as text."""
    return Counter(
        tuple(sorted((name, _text(value)) for name, value in row.items() if value is not None)) for row in rows
    )


def _text(value: object) -> str:
    if isinstance(value, datetime):
        assert value.utcoffset() == timedelta(0)
        return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    return str(value)


def test_every_row_arrives(loaded: tuple[Server, list[int]]) -> None:
    """What the store's own driver reads back is the leak: every person and point, every field, in its type."""
    people, points = stored(loaded[0])
    assert as_text(people) == as_text([row for batch in LEAK.people_batches() for row in batch.to_pylist()])
    assert as_text(points) == as_text([row for batch in LEAK.point_batches() for row in batch.to_pylist()])


def test_progress_is_told_every_row_once(loaded: tuple[Server, list[int]]) -> None:
    """The rows that progress was told of add up to people and points."""
    assert sum(loaded[1]) == LEAK.people + LEAK.points
    assert len(loaded[1]) > 1


def test_a_store_that_holds_something_is_refused(loaded: tuple[Server, list[int]]) -> None:
    """A second load, or one into anybody's data, writes nothing."""
    server, _ = loaded
    with pytest.raises(Refused, match="not empty"):
        loader_of(server.kind)(server, LEAK, lambda rows: None)
    assert [len(rows) for rows in stored(server)] == [LEAK.people, LEAK.points]


def test_environment_leads_no_loader_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that libpq heeds change neither where the leak goes nor how."""
    for name, value in {
        "PGHOSTADDR": "192.0.2.1", "PGSSLMODE": "verify-full", "PGOPTIONS": "-c nonsense=1", "PGDATABASE": "elsewhere",
        "PGUSER": "somebody", "PGCONNECT_TIMEOUT": "2",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    told: list[int] = []
    with start_postgres() as server:
        load("postgresql", server, Leak(people=10, points=20, seed=1, ending=LEAK.ending), told.append)
    assert sum(told) == 30
