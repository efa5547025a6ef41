"""What a caller may do in Cassandra or ScyllaDB: whether anybody is asked who he is, and what his roles were granted.

Sends the statements of `_cassandra_wire` that name settings, roles and permissions. Facts, from the source of both: a
server whose authenticator lets everybody in without a login does not start with an authorizer that checks permissions
(Cassandra, AuthConfig; from 1.2 on), so READY alone means that all is granted; ScyllaDB has no such rule and is asked
for its configuration. LIST ALL PERMISSIONS is refused to who is anonymous, and where AllowAllAuthorizer is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nightlatch.model import RIGHTS, Evidence, Extent, Right
from nightlatch.stores._cassandra_wire import INVALID, UNAUTHORIZED, Refusal, Rows, Talk, texts_of
from nightlatch.stores._plain import Rights, denied, each, granted, saw, told, unknown

_NEEDS = {
    "create": ("MODIFY", "CREATE"), "read": ("SELECT",), "update": ("MODIFY",), "delete": ("MODIFY", "DROP"),
    "administer": ("AUTHORIZE", "ALTER", "DROP"),
}  # fmt: skip
_ALLOWS = "AllowAllAuthorizer"
_OF = "LIST ALL PERMISSIONS OF"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the owner's, by its keyspace."""

    keyspace: str
    name: str


def of_anybody(talk: Talk, is_scylla: bool) -> Rights:
    """Nobody was asked for a login."""
    ready = saw("STARTUP", "READY", "asks nobody for a login (AllowAllAuthenticator)")
    verb = "SELECT system.config" if is_scylla else "SELECT system_views.settings"
    answer = talk.query(verb)
    named = dict(map(_pair, answer.rows)) if isinstance(answer, Rows) else {}
    if authorizer := named.get("authorizer", ""):
        if _ALLOWS in authorizer:
            return each(granted(ready, saw(verb, _ALLOWS, "grants everybody everything"), known_by="no-access-control"))
        return each(unknown(ready, saw(verb, "authorizer", "has another authorizer than the one that grants all")))
    return _by_refusal(talk, ready, is_scylla)


def _pair(row: list[bytes | None]) -> tuple[str, str]:
    name, value = [*texts_of(row), "", ""][:2]
    return name, value


def _by_refusal(talk: Talk, ready: Evidence, is_scylla: bool) -> Rights:
    answer = talk.query("LIST ALL PERMISSIONS")
    if not isinstance(answer, Refusal):
        return each(unknown(ready, saw("LIST ALL PERMISSIONS", "rows", "is answered to who is nobody")))
    code = f"{answer.code:04x}"
    if answer.code == INVALID and _ALLOWS in answer.text:
        return each(granted(ready, saw("LIST ALL PERMISSIONS", code, f"is not supported by {_ALLOWS}")))
    if answer.code == UNAUTHORIZED and "anonymous" in answer.text and not is_scylla:
        meaning = "we are anonymous, and with that no authorizer that checks permissions lets a server start"
        return each(granted(ready, saw("LIST ALL PERMISSIONS", code, meaning), known_by="no-access-control"))
    return each(unknown(ready, saw("LIST ALL PERMISSIONS", code, "does not say whether permissions are checked")))


def of_role(talk: Talk, role: str, tables: list[Table]) -> Rights:
    """What *role* and those that it holds were granted."""
    roles = talk.query("LIST ROLES OF", name=role)
    if isinstance(roles, Rows) and any(len(row) > 1 and row[1] == b"\1" for row in roles.rows):
        return each(granted(saw("LIST ROLES OF", "super", "a superuser")))
    answer = talk.query(_OF, name=role)
    if isinstance(answer, Refusal):
        code = f"{answer.code:04x}"
        if answer.code == INVALID and _ALLOWS in answer.text:
            return each(granted(saw(_OF, code, f"is not supported by {_ALLOWS}, which grants everything")))
        return each(unknown(saw(_OF, code, "does not say what we may do")))
    held = {(texts_of(row)[-2], texts_of(row)[-1]) for row in answer.rows if len(row) >= 3}
    return told(**{name: _right(name, held, tables) for name in RIGHTS})


def _right(name: str, held: set[tuple[str, str]], tables: list[Table]) -> Right:
    wanted = _NEEDS[name]
    if all(("<all keyspaces>", one) in held for one in wanted[:1]):
        return granted(saw(_OF, wanted[0], "on all keyspaces"))
    covered = [one for one in tables if _holds(one, wanted, held)]
    if covered:
        extent: Extent = "all" if len(covered) == len(tables) and name != "administer" else "some"
        which = "every table" if extent == "all" else "some tables"
        return granted(saw(_OF, wanted[0], f"on {which} of those listed"), extent=extent)
    if any(permission in wanted for resource, permission in held if _is_data(resource)):
        return granted(saw(_OF, wanted[0], "on something that is not listed"), extent="some")
    return denied(saw(_OF, "-", f"none of {', '.join(wanted)} was granted"))


def _holds(table: Table, wanted: Iterable[str], held: set[tuple[str, str]]) -> bool:
    places = (
        "<all keyspaces>", f"<keyspace {table.keyspace}>", f"<all tables in {table.keyspace}>",
        f"<table {table.keyspace}.{table.name}>",
    )  # fmt: skip
    return any((place, one) in held for place in places for one in wanted)


def _is_data(resource: str) -> bool:
    return resource.startswith(("<all keyspaces", "<keyspace ", "<all tables", "<table ")) and " system" not in resource
