"""What SHOW GRANTS means: privileges of MySQL and MariaDB become the five rights.

Sends nothing. Sources: MySQL 8.0 manual 6.2.2 "Privileges Provided by MySQL" and 13.7.7.21 "SHOW GRANTS"; MariaDB
knowledge base "GRANT"; lines captured from MariaDB 10.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Evidence, Extent, KnownBy, Right, RightName

SYSTEM = ("information_schema", "mysql", "performance_schema", "sys", "ndbinfo", "metrics_schema", "inspection_schema")

_RECORDS: dict[str, RightName] = {
    "SELECT": "read", "INSERT": "create", "CREATE": "create", "UPDATE": "update", "DELETE": "delete",
    "DELETE HISTORY": "delete", "DROP": "delete",
}  # fmt: skip
_SERVER = frozenset(
    {
        "SUPER",
        "FILE",
        "PROCESS",
        "RELOAD",
        "SHUTDOWN",
        "CREATE USER",
        "GRANT OPTION",
        "CREATE TABLESPACE",
        "CREATE ROLE",
    }
    | {"DROP ROLE", "SET USER", "REPLICATION SLAVE", "REPLICATION CLIENT", "BINLOG MONITOR", "REPLICA MONITOR"}
    | {"SLAVE MONITOR", "SYSTEM_USER", "SET_USER_ID", "SET_ANY_DEFINER", "BACKUP_ADMIN"}
)
# A hostile server writes these lines, too: no expression here may try the same text in two ways.
_QUOTED = r"`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'"
_NAME = rf"(?:{_QUOTED}|[^\s`\"'.,()@]+)"
_GRANT = re.compile(
    rf"(?P<verb>GRANT|REVOKE) (?P<privileges>.+?) ON (?:(?P<kind>TABLE|FUNCTION|PROCEDURE|PACKAGE BODY|PACKAGE) )?"
    rf"(?P<scope>{_NAME}\.{_NAME}|\*) (?:TO|FROM) (?P<rest>.*)",
    re.S,
)
_ROLE = re.compile(rf"GRANT (?P<roles>{_NAME}(?:@{_NAME})?(?:, ?{_NAME}(?:@{_NAME})?)*) TO ", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line: *privileges* on a scope; *columns* are those given on some columns only; a *revoke* takes away."""

    privileges: frozenset[str]
    columns: frozenset[str] = frozenset()
    database: str = "*"  # a pattern as LIKE has them
    table: str = "*"
    is_routine: bool = False
    is_revoke: bool = False

    @property
    def is_global(self) -> bool:
        """On everything there is."""
        return self.database == "*"

    @property
    def is_system(self) -> bool:
        """On the server's own databases only."""
        return re.sub(r"\\(.)", r"\1", self.database).lower() in SYSTEM

    @property
    def shown(self) -> str:
        """The scope, fit to be shown once it has passed the classifier."""
        return printable(f"{self.database}.{self.table}", 80)


def parse(line: str) -> Grant | None:
    """The grant that one line of SHOW GRANTS tells; None for roles, PROXY and what is not understood."""
    found = _GRANT.match(line)
    if found is None or found["privileges"].startswith("PROXY"):
        return None
    whole, partial = _privileges(found["privileges"])
    if with_option(found["rest"]):
        whole.add("GRANT OPTION")
    database, _, table = _split(found["scope"])
    return Grant(
        privileges=frozenset(whole),
        columns=frozenset(partial),
        database=database,
        table=table,
        is_routine=(found["kind"] or "TABLE") != "TABLE",
        is_revoke=found["verb"] == "REVOKE",
    )


def with_option(line: str) -> bool:
    """Does it end in WITH GRANT OPTION, outside of any name?"""
    tail = re.split(r"[`'\"]", line)[-1]
    return "GRANT OPTION" in tail.partition("WITH ")[2]


def roles(line: str) -> tuple[str, ...]:
    """Roles that one line grants, quoted by us, ready to be asked about."""
    found = _ROLE.match(line)
    if found is None or " ON " in found[0]:
        return ()
    names = re.findall(rf"({_NAME})(?:@({_NAME}))?", found["roles"])
    return tuple("@".join(f"`{_bare(part).replace('`', '``')}`" for part in parts if part) for parts in names)


def _privileges(text: str) -> tuple[set[str], set[str]]:
    """``SELECT (`a`, `b`), INSERT`` is INSERT, and SELECT on columns."""
    whole: set[str] = set()
    partial: set[str] = set()
    for word, columns in re.findall(rf"([A-Z][A-Z_ ]*[A-Z])\s*(\((?:{_QUOTED}|[^()`\"'])*\))?", text):
        (partial if columns else whole).add(word.strip())
    return whole, partial


def _split(scope: str) -> tuple[str, str, str]:
    parts = re.findall(_NAME, scope)
    database, table = [*parts, "*", "*"][:2] if parts else ("*", "*")
    return _bare(database), ".", _bare(table)


def _bare(name: str) -> str:
    quote = name[:1]
    return name[1:-1].replace(quote * 2, quote) if quote in ("`", '"', "'") and len(name) > 1 else name


def without_hashes(line: str) -> str:
    """*line* without the password hash that SHOW GRANTS of older servers appends."""
    return re.sub(r" (IDENTIFIED|USING|AS) .*", "", line, flags=re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Why granted rights do not hold now: *read_only* names the variable, *bypass* the privileges that pass it."""

    read_only: str | None = None
    bypass: frozenset[str] = frozenset()


def rights(grants: Iterable[Grant], effective: frozenset[str], limits: Limits) -> dict[RightName, Right]:
    """The five rights out of *grants* and of *effective*, privileges that the catalogue shows on visible columns."""
    grants = list(grants)
    taken = [grant for grant in grants if grant.is_revoke and not grant.is_system]
    found = {right: _right(right, grants, effective, bool(taken)) for right in RIGHTS}
    if (routines := next((one for one in grants if _executes(one)), None)) is not None:
        found |= {right: _by_routine(routines) for right in RIGHTS if found[right].verdict == "denied"}
    if limits.read_only and not any(limits.bypass & _global(grant) for grant in grants):
        seen = Evidence(command=f"SELECT @@{limits.read_only}", code="1", meaning="the server refuses writes")
        denied = Right(verdict="denied", known_by="introspected", evidence=(seen,))
        found |= {"create": denied, "update": denied, "delete": denied}
    return found


def _executes(grant: Grant) -> bool:
    return "EXECUTE" in grant.privileges and not grant.is_system and not grant.is_revoke


def _by_routine(grant: Grant) -> Right:
    """A routine does what its definer may do, and only running it would tell."""
    meaning = f"EXECUTE on {grant.shown}: a routine acts with its definer's rights, which cannot be told read-only"
    return Right(known_by="inconclusive", evidence=(Evidence(command="SHOW GRANTS", code="OK", meaning=meaning),))


def _global(grant: Grant) -> frozenset[str]:
    if not grant.is_global or grant.is_revoke:
        return frozenset()
    return grant.privileges | ({"SUPER"} if "ALL PRIVILEGES" in grant.privileges else frozenset())


def _right(right: RightName, grants: list[Grant], effective: frozenset[str], is_reduced: bool) -> Right:
    given = [(grant, much) for grant in grants if (much := _gives(grant, right)) is not None]
    if given:
        given.sort(key=lambda pair: pair[1])
        extent: Extent = "all" if given[0][1] == "all" and not (is_reduced and right != "administer") else "some"
        evidence = tuple(_evidence(grant, right) for grant, _ in given[:4])
        return Right(verdict="granted", extent=extent, known_by="introspected", evidence=evidence)
    seen = {"read": "select", "create": "insert", "update": "update"}.get(right)
    if seen in effective:
        told = Evidence(
            command="SELECT PRIVILEGES FROM information_schema.COLUMNS",
            code="OK",
            meaning=f"shows {seen} on some tables",
        )
        return Right(verdict="granted", extent="some", known_by="introspected", evidence=(told,))
    nothing = Evidence(command="SHOW GRANTS", code="OK", meaning="lists no privilege for this")
    return Right(verdict="denied", known_by="introspected", evidence=(nothing,))


def _gives(grant: Grant, right: RightName) -> Extent | None:
    """How much of *right* this grant gives; None if nothing."""
    if grant.is_revoke or grant.is_routine:
        return None
    if right == "administer":
        return _administers(grant)
    if grant.is_system:
        return None
    whole = "ALL PRIVILEGES" in grant.privileges or any(_RECORDS.get(one) == right for one in grant.privileges)
    if whole:
        return "all" if grant.is_global else "some"
    return "some" if any(_RECORDS.get(one) == right for one in grant.columns) else None


def _administers(grant: Grant) -> Extent | None:
    if grant.is_global and "ALL PRIVILEGES" in grant.privileges:
        return "all"
    if grant.database.lower() == "mysql" and grant.table in ("*", "user", "db", "global_priv"):
        return "some" if grant.privileges & {"ALL PRIVILEGES", "INSERT", "UPDATE", "DELETE"} else None
    named = {one for one in grant.privileges if one in _SERVER or one.endswith(("_ADMIN", " ADMIN"))}
    if {"SUPER", "FILE", "CREATE USER"} <= named and grant.is_global:
        return "all"
    return "some" if named and not grant.is_system else None


def _evidence(grant: Grant, right: RightName) -> Evidence:
    mine = sorted(
        one
        for one in grant.privileges | grant.columns
        if one == "ALL PRIVILEGES"
        or (_RECORDS.get(one) == right)
        or (right == "administer" and (one in _SERVER or one.endswith(("_ADMIN", " ADMIN")) or grant.is_system))
    )
    on = "some columns of " if not grant.privileges & set(mine) else ""
    return Evidence(command="SHOW GRANTS", code="OK", meaning=f"{', '.join(mine[:6])} on {on}{grant.shown}")


def everything(known_by: KnownBy, evidence: Evidence) -> dict[RightName, Right]:
    """All five, on everything."""
    return dict.fromkeys(RIGHTS, Right(verdict="granted", extent="all", known_by=known_by, evidence=(evidence,)))


def nothing(*evidence: Evidence) -> dict[RightName, Right]:
    """None of the five: a login is asked for."""
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))
