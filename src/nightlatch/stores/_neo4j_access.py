"""What a caller may do in Neo4j: everything where no login is needed, else by his own privileges.

Sends SHOW CURRENT USER and SHOW USER PRIVILEGES, each for oneself. A login by scheme ``none`` is let in only where
authentication is off (source: BasicAuthManager); Community Edition has no privileges, and each user of it may do all
(Operations Manual, "Authentication and authorization").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from nightlatch.model import RIGHTS, Evidence, Extent, Right
from nightlatch.stores._neo4j_wire import Refusal
from nightlatch.stores._plain import Rights, denied, each, granted, saw, told, unknown

_OWN = "SHOW USER PRIVILEGES"
_ACTIONS = {
    "create": {"write", "graph_actions", "create_element", "merge"},
    "read": {"match", "read", "graph_actions", "merge"},
    "update": {"write", "graph_actions", "set_property", "set_label", "merge"},
    "delete": {"write", "graph_actions", "delete_element"},
    "administer": {
        "dbms_actions", "admin", "user_management", "role_management", "database_management", "privilege_management",
        "database_actions", "alter_user", "assign_privilege",
    },
}  # fmt: skip
_WHOLE = {"administer": {"dbms_actions", "admin"}}


class Runner(Protocol):
    """Bolt or HTTP."""

    server: str
    id: str  # of our connection, "" where the server does not say

    def run(
        self, verb: str, database: str = "", name: str = "", seconds: float | None = None, **more: int
    ) -> list[list[Any]]: ...

    def goodbye(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Privilege:
    """One line of one's own privileges."""

    access: str
    action: str
    graph: str
    segment: str


def of_anybody(way: str) -> Rights:
    """Nobody was asked for a login."""
    return each(
        granted(saw(way, "SUCCESS", "lets in who names nobody: authentication is off"), known_by="no-access-control")
    )


def of_user(runner: Runner, edition: str) -> Rights:
    """By the privileges that the user is told of himself."""
    try:
        rows = runner.run(_OWN, "system")
    except Refusal as refusal:
        code = refusal.code
        if edition == "community":
            return each(granted(saw(_OWN, code, "Community Edition has no privileges: each user may do everything")))
        return each(unknown(saw(_OWN, code, "does not say what we may do")))
    return by_privileges([Privilege(*map(str, row)) for row in rows if len(row) == 4])


def by_privileges(held: Sequence[Privilege]) -> Rights:
    """Rights by privileges; one that is denied takes the whole from those that are granted."""
    return told(**{name: _right(name, held) for name in RIGHTS})


def _right(name: str, held: Sequence[Privilege]) -> Right:
    mine = [one for one in held if one.action in _ACTIONS[name]]
    allowed = [one for one in mine if one.access == "GRANTED"]
    if not allowed:
        return denied(saw(_OWN, "-", f"none of {', '.join(sorted(_ACTIONS[name])[:4])} is granted"))
    is_all = any(one.graph == "*" and _is_whole(name, one) for one in allowed)
    is_limited = any(one.access == "DENIED" for one in mine)
    extent: Extent = "all" if is_all and not is_limited else "some"
    seen: Evidence = saw(_OWN, "GRANTED", f"{allowed[0].action[:40]}{' on every graph' if extent == 'all' else ''}")
    return granted(seen, extent=extent)


def _is_whole(name: str, one: Privilege) -> bool:
    if name in _WHOLE:
        return one.action in _WHOLE[name]
    return "(*)" in one.segment or one.segment in ("database", "null", "None", "")
