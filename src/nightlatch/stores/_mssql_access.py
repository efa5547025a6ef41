"""What a login may do on a SQL Server: effective permissions, as the server tells them, become the five rights.

Sends nothing. Sources: Microsoft Learn: Permissions (Database Engine), Server-level roles, Ownership chains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName
from nightlatch.stores._plain import Rights, denied, each, granted, saw, unknown

_RECORDS: dict[RightName, str] = {"create": "INSERT", "read": "SELECT", "update": "UPDATE", "delete": "DELETE"}
_WRITES = ("create", "update", "delete")
_MAKES: dict[RightName, tuple[str, ...]] = {"create": ("ALTER", "CREATE TABLE"), "delete": ("ALTER",)}
_RULES = (
    "ALTER", "CONTROL", "CREATE", "ADMINISTER", "SHUTDOWN", "IMPERSONATE", "UNSAFE ASSEMBLY",
    "EXTERNAL ACCESS ASSEMBLY", "AUTHENTICATE SERVER",
)  # fmt: skip
_RULES_DATABASE = ("CONTROL", "ALTER", "TAKE OWNERSHIP", "BACKUP", "CREATE ROLE", "CREATE USER", "AUTHENTICATE")
_SERVER, _DATABASE = "sys.fn_my_permissions(NULL, 'SERVER')", "sys.fn_my_permissions(NULL, 'DATABASE')"
_MAY_NOTHING = 4  # pieces of evidence that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view that we see: *may* holds those of SELECT, INSERT, UPDATE and DELETE that hold for us.

    *in_part* are those of them that hold on some columns only.
    """

    schema: str
    name: str
    rows: int | None
    is_view: bool
    may: frozenset[str]
    in_part: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database and what we may do in it; *permissions* None: it did not say. Nothing, where we are not let in."""

    name: str
    is_entered: bool = True
    is_read_only: bool = False
    permissions: frozenset[str] | None = frozenset()
    tables: tuple[Table, ...] = ()
    routines: int = 0  # procedures that we may execute


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Who we are to the server as a whole; *others* are logins that we may act as."""

    name: str
    is_sysadmin: bool = False
    permissions: frozenset[str] | None = frozenset()
    others: int = 0


def rights(server: Server, databases: Sequence[Database]) -> Rights:
    """All five."""
    if server.is_sysadmin:
        return each(granted(saw("IS_SRVROLEMEMBER('sysadmin')", 1, "may do everything, whatever is denied to others")))
    found = {right: _of_records(right, databases) for right in _RECORDS}
    told: Rights = {right: found[right] for right in RIGHTS if right in found}
    told["administer"] = _administers(server, databases)
    doubt = _doubt(server, databases)
    return {name: unknown(doubt) if doubt and one.verdict == "denied" else one for name, one in told.items()}


def notes(databases: Sequence[Database]) -> tuple[str, ...]:
    """What limits the rights."""
    shut = sum(not one.is_entered for one in databases)
    fixed = sum(one.is_entered and one.is_read_only for one in databases)
    found = [f"{shut} of {len(databases)} databases do not let this login in"] if shut else []
    if fixed:
        found.append(f"{fixed} of {len(databases)} databases are read-only here: what is written elsewhere is not told")
    return tuple(found)


def _of_records(right: RightName, databases: Sequence[Database]) -> Right:
    told = [_in_database(right, one) for one in databases]
    given = [evidence for extent, evidence in told if extent is not None]
    if given:
        extent: Extent = "all" if all(extent == "all" for extent, _ in told) else "some"
        return granted(*given[:_MAY_NOTHING], extent=extent)
    if any(one.is_entered and one.permissions is None for one in databases):
        return unknown(saw(_DATABASE, "-", "is not told"))
    return denied(
        *[evidence for _, evidence in told][:_MAY_NOTHING] or [saw("sys.databases", 0, "no database is seen")]
    )


def _in_database(right: RightName, database: Database) -> tuple[Extent | None, Evidence]:
    word, shown = _RECORDS[right], printable(database.name, 80)
    if not database.is_entered:
        return None, saw("HAS_DBACCESS", 0, f"does not let this login into {shown}")
    if database.is_read_only and right in _WRITES:
        return None, saw("DATABASEPROPERTYEX('Updateability')", "READ_ONLY", f"{shown} takes no writes here")
    mine = database.permissions or frozenset()
    made = next((one for one in _MAKES.get(right, ()) if one in mine), "")
    on = sum(word in one.may for one in database.tables)
    is_whole = all(word in one.may - one.in_part for one in database.tables)
    if word in mine and is_whole:
        return "all", saw(_DATABASE, word, f"on everything in {shown}")
    if on:
        return "some", saw(
            f"HAS_PERMS_BY_NAME(.., '{word}')", 1, f"on {on} of {len(database.tables)} tables in {shown}"
        )
    if made or word in mine:
        return "some", saw(_DATABASE, made or word, f"in {shown}")
    return None, saw(f"HAS_PERMS_BY_NAME(.., '{word}')", 0, f"on none of {len(database.tables)} tables in {shown}")


def _administers(server: Server, databases: Sequence[Database]) -> Right:
    mine = server.permissions or frozenset()
    if "CONTROL SERVER" in mine:
        return granted(saw(_SERVER, "CONTROL SERVER", "may do everything but what is denied to it by name"))
    named = sorted(one for one in mine if one.startswith(_RULES))
    given = [saw(_SERVER, named[0], f"and {len(named) - 1} more of the kind")] if named else []
    for one in databases:
        words = sorted(word for word in one.permissions or () if word.startswith(_RULES_DATABASE))
        given += [saw(_DATABASE, words[0], f"in {printable(one.name, 80)}")] if one.is_entered and words else []
    if given:
        return granted(*given[:_MAY_NOTHING], extent="some")
    if server.permissions is None:
        return unknown(saw(_SERVER, "-", "is not told"))
    return denied(saw(_SERVER, len(mine), "lists no permission for this"))


def _doubt(server: Server, databases: Sequence[Database]) -> Evidence | None:
    """Why what is denied to the login may be had all the same: only trying would tell."""
    if server.others:
        return saw("HAS_PERMS_BY_NAME(.., 'LOGIN', 'IMPERSONATE')", 1, f"may act as {server.others} other logins")
    routines = sum(one.routines for one in databases)
    if routines:
        meaning = f"on {routines} procedures: what one does is not held to the rights of who runs it"
        return saw("HAS_PERMS_BY_NAME(.., 'EXECUTE')", 1, meaning)
    return None
