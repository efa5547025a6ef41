"""What a caller may do in ArangoDB: everything where nobody is asked for a login, else the levels of the user.

Sends GET /_api/user/{user}/database?full=true (one's own levels: rw, ro, none for each database and collection),
GET /_admin/server/mode, and a path that nobody has. Levels as the documentation of user management has them: rw on
``_system`` administers the server; rw on a database administers it; rw on a collection writes documents, ro reads them.
A collection without a level has that of ``*`` in its database, else that of ``*`` of all databases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import Evidence, Extent, Right
from nightlatch.stores._arangodb_about import VERSION
from nightlatch.stores._http import Http
from nightlatch.stores._plain import Rights, denied, each, granted, saw, told, unknown

LEVELS, MODE, NOBODY = "GET /_api/user/{user}/database", "GET /_admin/server/mode", "GET /_api/nightlatch"
READS = frozenset({LEVELS, MODE, NOBODY})
_ORDER = {"none": 0, "ro": 1, "rw": 2}
_MOST = 16 << 20


class Database(msgspec.Struct):
    """One's level on a database, and on its collections."""

    permission: str = "none"
    collections: dict[str, str] = {}


class _Levels(msgspec.Struct):
    result: dict[str, Database]


class _Mode(msgspec.Struct):
    mode: str = ""


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, and what limits them."""

    rights: Rights
    notes: list[str] = field(default_factory=list)


def level_of(levels: Mapping[str, Database], database: str, collection: str) -> int:
    """0, 1 or 2: what may be done with the documents of *collection*."""
    any_database = levels.get("*", Database())
    mine = levels.get(database)
    if _database(levels, database) == 0:
        return 0
    chain = (
        mine.collections.get(collection) if mine else None,
        mine.collections.get("*") if mine else None,
        any_database.collections.get("*"),
    )
    return next((_ORDER[one] for one in chain if one in _ORDER), 0)


def _database(levels: Mapping[str, Database], name: str) -> int:
    found = levels.get(name)
    if found is not None and found.permission in _ORDER:
        return _ORDER[found.permission]
    return _ORDER.get(levels["*"].permission, 0) if "*" in levels else 0


def of_anybody(http: Http) -> Found:
    """Nobody is asked for a login: then there are no levels."""
    nothing = http.ask(NOBODY)
    if nothing.status != 404:
        strange = saw(NOBODY, nothing.status, "is answered as if there were such a path, or by something before it")
        return Found(rights=each(unknown(strange)))
    seen = saw(f"GET {VERSION}", 200, "authentication is off: whoever comes is an administrator")
    right = granted(seen, known_by="no-access-control")
    return _at_rest(http, Found(rights=each(right)))


def of_user(http: Http, user: str, collections: list[tuple[str, str]]) -> Found:
    """By the levels of *user* on the collections that are listed to it, ``(database, name)``."""
    reply = http.ask(LEVELS, {"user": user}, query={"full": "true"}, most=_MOST)
    levels = reply.json_or_none(_Levels) if reply.status == 200 else None
    if levels is None:
        return Found(rights=each(unknown(saw(LEVELS, reply.status, "does not tell our levels"))))
    known = levels.result
    found = [level_of(known, database, name) for database, name in collections]
    databases = [name for name in known if name not in ("*", "_system")]
    write = _documents(found, 2, "rw")
    may_rule = _database(known, "_system") == 2
    if may_rule:
        rule = granted(saw(LEVELS, 200, "rw on _system: administers the server"))
    elif any(_database(known, name) == 2 for name in databases):
        rule = granted(saw(LEVELS, 200, "rw on some databases: administers these"), extent="some")
    else:
        rule = denied(saw(LEVELS, 200, "rw on no database"))
    rights = told(create=write, read=_documents(found, 1, "ro or rw"), update=write, delete=write, administer=rule)
    return _at_rest(http, Found(rights=rights))


def _documents(levels: list[int], least: int, words: str) -> Right:
    if not any(one >= least for one in levels):
        return denied(saw(LEVELS, 200, f"{words} on no collection that is listed to us"))
    extent: Extent = "all" if all(one >= least for one in levels) else "some"
    which = "every collection" if extent == "all" else "some collections"
    return granted(saw(LEVELS, 200, f"{words} on {which} listed to us"), extent=extent)


def _at_rest(http: Http, found: Found) -> Found:
    """A server in read-only mode refuses writes, whoever asks."""
    reply = http.ask(MODE)
    mode = reply.json_or_none(_Mode) if reply.status == 200 else None
    if mode is None or mode.mode != "readonly":
        return found
    seen: Evidence = saw(MODE, 200, "the server is in read-only mode")
    found.rights |= {"create": denied(seen), "update": denied(seen), "delete": denied(seen)}
    found.notes.append("the server is in read-only mode; an administrator can end that")
    return found
