"""Databases and collections of a MongoDB, from its catalogue, with the counts that its metadata holds.

Sends listCollections{nameOnly, authorizedCollections}, getMore and killCursors of its cursor, and count without a
query, which reads metadata and no document. Views, time series and system collections are told apart by their type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from nightlatch.model import Container, Count
from nightlatch.stores._mongodb_wire import Refused, Wire, Words

MOST_COLLECTIONS = 200_000  # of one database; a server that lists more is not believed
_TOGETHER = 32  # counts asked for before the first answer is read: one round trip for all of them
_COUNTED = "the server's own count; may be off after a crash"
_ORPHANS = "the cluster's own count; may hold orphans of moved chunks"


def containers(wire: Wire, databases: Sequence[str], *, is_mongos: bool = False) -> Iterator[Container]:
    """Collections of *databases*, each with the server's own count; what may not be listed is left out.

    Errors: ``Failed`` with hostile for a list that does not end.
    """
    for database in databases:
        if database in ("local", "config"):  # every server has them; people do put collections into admin
            continue
        listed = list(_listed(wire, database))
        has_collections = any(kind == "collection" and not name.startswith("system.") for name, kind in listed)
        found = iter(listed)
        while window := list(islice(found, _TOGETHER)):
            for (name, kind), count in zip(window, _counts(wire, database, window, is_mongos), strict=True):
                is_own = name.startswith("system.") or (kind == "view" and has_collections)
                yield Container(
                    name=f"{database}.{name}", key=(database, name), records=count, is_system=is_own
                )  # a view repeats what its collections hold


def _counts(wire: Wire, database: str, listed: Sequence[tuple[str, str]], is_mongos: bool) -> list[Count]:
    """Counting a view or a time series runs its pipeline over everything, so that they stay uncounted."""
    sent = [
        wire.send(database, {"count": name, "maxTimeMS": 10_000}) if kind == "collection" else None
        for name, kind in listed
    ]
    return [_count(wire, number, is_mongos) for number in sent]


def _count(wire: Wire, number: int | None, is_mongos: bool) -> Count:
    if number is None:
        return Count(value=None, method="not counted: counting it would read it")
    try:
        value = wire.answer(number, seconds=10.0).get("n")
    except Refused as refusal:
        return Count(value=None, method=f"the server does not count it (code {refusal.code})")
    if isinstance(value, float) and value.is_integer():  # what old servers and some stand-ins send
        value = int(value)
    if not isinstance(value, int) or not 0 <= value < 1 << 53:
        return Count(value=None, method="the server's count is no number")
    return Count(value=value, low=value, high=value, method=_ORPHANS if is_mongos else _COUNTED)


def _listed(wire: Wire, database: str) -> Iterator[tuple[str, str]]:
    """``(name, type)`` of each collection, without those that have no name."""
    for one in _entries(wire, database):
        name, kind = one.get("name"), one.get("type", "collection")
        if isinstance(name, str) and name and "\0" not in name:
            yield name, kind if kind in ("view", "timeseries") else "collection"


def _entries(wire: Wire, database: str) -> Iterator[Words]:
    try:
        reply = wire.command(database, {"listCollections": 1, "nameOnly": True, "authorizedCollections": True})
    except Refused as refusal:
        if refusal.is_unauthorized:
            return
        try:  # servers before 4.0 may not know the narrower form
            reply = wire.command(database, {"listCollections": 1})
        except Refused:
            return
    seen = idle = 0
    while True:
        number, batch, collection = _cursor(wire, reply)
        yield from batch
        seen, idle = seen + len(batch), 0 if batch else idle + 1
        if not number:
            return
        if seen > MOST_COLLECTIONS or idle > 10:
            wire.command(database, {"killCursors": collection, "cursors": [number]})
            raise wire.failed("hostile", f"lists more than {MOST_COLLECTIONS:,} collections, or none without an end")
        reply = wire.command(database, {"getMore": number, "collection": collection})


def _cursor(wire: Wire, reply: Words) -> tuple[int, list[Words], str]:
    cursor: Any = reply.get("cursor")
    if not isinstance(cursor, dict):
        return 0, [], ""
    batch = cursor.get("firstBatch", cursor.get("nextBatch"))
    number, space = cursor.get("id"), cursor.get("ns")
    if not isinstance(batch, list) or not isinstance(number, int):
        raise wire.failed("hostile", "answers listCollections in a shape it does not have")
    collection = str(space).partition(".")[2] if isinstance(space, str) else "$cmd.listCollections"
    return number, [one for one in batch if isinstance(one, dict)], collection
