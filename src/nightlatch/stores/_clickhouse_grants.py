"""What SHOW GRANTS of ClickHouse (from 20.1) means. Sends nothing.

Sources: ClickHouse documentation, GRANT statement (privileges and their hierarchy); AccessType.h and
InterpreterShowGrantsQuery.cpp of its source: a line grants or takes back privileges on one scope, or grants roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from nightlatch.model import Extent, RightName
from nightlatch.stores._clickhouse_wire import SYSTEM

_NAME = r"(?:`(?:[^`\\]|\\.)*`|[^\s`.,()]+)"
_LINE = re.compile(rf"(GRANT|REVOKE) (.+) ON ({_NAME})\.({_NAME}) (?:TO|FROM) .*", re.S)
_GLOBAL = re.compile(r"(GRANT|REVOKE) (.+) ON \* (?:TO|FROM) .*", re.S)
_ROLES = re.compile(rf"GRANT ({_NAME}(?:, {_NAME})*) TO ", re.S)
_PRIVILEGE = re.compile(rf"([A-Za-z][A-Za-z ]*[A-Za-z])(?:\(({_NAME}(?:, {_NAME})*)\))?(?:, |$)")
_EACH = re.compile(_NAME)

_MEANS: dict[RightName, frozenset[str]] = {
    "create": frozenset({"ALL", "INSERT", "CREATE", "CREATE TABLE", "CREATE DATABASE"}),
    "read": frozenset({"ALL", "SELECT"}),
    "update": frozenset({"ALL", "ALTER", "ALTER TABLE", "ALTER UPDATE", "UPDATE"}),
    "delete": frozenset(
        {"ALL", "ALTER", "ALTER TABLE", "ALTER DELETE", "DELETE", "DROP", "DROP TABLE", "DROP DATABASE", "TRUNCATE"}
    ),
}
_ADMIN = re.compile(
    r"ALL|ACCESS MANAGEMENT|(?:CREATE|ALTER|DROP) (?:USER|ROLE|ROW POLICY|QUOTA|SETTINGS PROFILE)|ROLE ADMIN"
    r"|SYSTEM(?: .*)?|KILL QUERY|KILL TRANSACTION|NAMED COLLECTION ADMIN|IMPERSONATE"
)
_WHOLE = frozenset({"ACCESS MANAGEMENT", "SYSTEM"})  # together they are the whole of the server


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line; *privileges* -> the columns it is limited to, None for all. A *revoke* takes back."""

    privileges: dict[str, frozenset[str] | None]
    database: str = "*"
    table: str = "*"
    is_revoke: bool = False

    @property
    def is_everywhere(self) -> bool:
        """Does it hold for every database?"""
        return self.database == self.table == "*"

    def covers(self, database: str, table: str) -> bool:
        """Does it hold for that table? From 24.10 on a name may end in ``*``."""
        return _is_like(self.database, database) and _is_like(self.table, table)


def _is_like(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else pattern == name


@dataclass(slots=True)
class Grants:
    """All lines of a user and of its roles."""

    lines: list[Grant] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    def add(self, texts: Iterable[str]) -> None:
        """Take in the lines of one answer to SHOW GRANTS."""
        for one in texts:
            if (grant := parse(one)) is not None:
                self.lines.append(grant)
            elif (found := _ROLES.match(one)) is not None:
                self.roles += [_bare(role) for role in _EACH.findall(found[1])]

    def extent(self, right: RightName) -> tuple[Extent, str] | None:
        """How far *right* goes, and the privilege that gives it; None where no line gives it."""
        if right == "administer":
            return self._over_server()
        given = [
            (one, privilege) for one in self.lines for privilege in one.privileges
            if privilege in _MEANS[right] and not one.is_revoke and one.database not in SYSTEM
        ]  # fmt: skip
        if not given:
            return None
        taken = any(one.is_revoke and set(one.privileges) & _MEANS[right] for one in self.lines)
        wide = (privilege for one, privilege in given if one.is_everywhere and one.privileges[privilege] is None)
        whole = next(wide, "")
        return ("all" if whole and not taken else "some", whole or given[0][1])

    def _over_server(self) -> tuple[Extent, str] | None:
        given = {
            privilege for one in self.lines for privilege in one.privileges
            if not one.is_revoke and _ADMIN.fullmatch(privilege) and (one.is_everywhere or privilege != "ALL")
        }  # fmt: skip
        if not given:
            return None
        taken = any(one.is_revoke and any(map(_ADMIN.fullmatch, one.privileges)) for one in self.lines)
        is_whole = ("ALL" in given or given >= _WHOLE) and not taken
        return ("all" if is_whole else "some", min(given, key=lambda one: (one != "ALL", len(one))))

    def readable(self, database: str, table: str) -> frozenset[str] | None:
        """Columns of that table that may be read; None for all of them."""
        allowed: set[str] = set()
        is_all = False
        for one in self.lines:
            if one.is_revoke or not one.covers(database, table):
                continue
            for privilege in _MEANS["read"] & set(one.privileges):
                columns = one.privileges[privilege]
                is_all, allowed = is_all or columns is None, allowed | (columns or frozenset())
        for one in self.lines:
            if one.is_revoke and one.covers(database, table) and set(one.privileges) & _MEANS["read"]:
                return frozenset(allowed)  # part of it was taken back: what is left is what was given by name
        return None if is_all else frozenset(allowed)


def parse(line: str) -> Grant | None:
    """One line of SHOW GRANTS, None if it grants no privilege on databases."""
    if (found := _LINE.fullmatch(line)) is not None:
        database, table = _bare(found[3]), _bare(found[4])
    elif (found := _GLOBAL.fullmatch(line)) is not None:
        database = table = "*"
    else:
        return None
    words = found[2].removeprefix("GRANT OPTION FOR ")
    privileges: dict[str, frozenset[str] | None] = {}
    for one in _PRIVILEGE.finditer(words):
        name = "ALL" if one[1] == "ALL PRIVILEGES" else one[1]
        privileges[name] = frozenset(map(_bare, _EACH.findall(one[2]))) if one[2] else None
    return Grant(privileges=privileges, database=database, table=table, is_revoke=found[1] == "REVOKE")


def _bare(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name[1:-1], flags=re.S) if name.startswith("`") else name
