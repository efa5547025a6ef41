"""Load the synthetic leak into MongoDB: nested documents, as a developer would write them, in the database ``city``.

Sends listDatabases and insert. Coordinates are GeoJSON points (RFC 7946: longitude first).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pyarrow as pa
from bson import ObjectId
from pymongo import MongoClient

from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import Progress, Server, only_empty, only_ours, told

_ROWS = 2_000  # documents in one insert: about 1 MB
_OWN = {"admin", "config", "local"}

Row = dict[str, Any]


def load(server: Server, leak: Leak, progress: Progress) -> None:
    """Fill the collections ``people`` and ``sightings``."""
    only_ours(server)
    with MongoClient(server.host, server.port, directConnection=True, serverSelectionTimeoutMS=10_000) as client:
        only_empty(name for name in client.list_database_names() if name not in _OWN)
        ids = _ids(leak)
        for name, batches, shape in (
            ("people", leak.people_batches(_ROWS), _person),
            ("sightings", leak.point_batches(_ROWS), _sighting),
        ):
            for documents in _documents(told(batches, progress), ids, shape):
                client["city"][name].insert_many(documents, ordered=False)


def _documents(
    batches: Iterable[pa.RecordBatch], ids: Iterator[ObjectId], shape: Callable[[Row], Row]
) -> Iterator[list[Row]]:
    for batch in batches:
        yield [{"_id": next(ids), **shape(row)} for row in batch.to_pylist()]


def _ids(leak: Leak) -> Iterator[ObjectId]:
    """Object ids as a driver makes them (seconds, five bytes of the process, counter), but reproducible."""
    head = int(leak.ending.timestamp()).to_bytes(4, "big") + (leak.seed & 0xFF_FFFF_FFFF).to_bytes(5, "big")
    return (ObjectId(head + (number & 0xFF_FFFF).to_bytes(3, "big")) for number in count())


def _person(row: Row) -> Row:
    person = {
        "name": row["name"],
        "idCard": row["id_number"],
        "idIssued": _midnight(row["id_issued"]),
        "idExpires": _midnight(row["id_expires"]),
        "sex": row["sex"],
        "nationality": row["nationality"],
        "ethnicity": row["ethnicity"],
        "birthDate": _midnight(row["birth_date"]),
        "photo": row["photo"],
    }
    home = {"address": row["address"], "phone": row["phone"]}
    work = {"work": {"employer": row["employer"]}} if row["employer"] else {}
    return {"personId": row["person_id"], "person": person, "home": home, **work}


def _sighting(row: Row) -> Row:
    return {
        "personId": row["person_id"],
        "tracker": {"name": row["tracker"], "place": row["place"]},
        "loc": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        "seenAt": row["seen_at"],
    }


def _midnight(day: date | None) -> datetime | None:
    """BSON knows no dates, only instants."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


LOAD = load
