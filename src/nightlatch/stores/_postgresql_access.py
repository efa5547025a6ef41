"""What PostgreSQL's own privilege functions say becomes the five rights.

Sends nothing: `_postgresql_catalog` has asked. Source: PostgreSQL documentation, "Privileges", "Role Attributes",
"Predefined Roles". Tables of the server itself do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nightlatch.model import RIGHTS, Access, Evidence, Principal, Right, RightName
from nightlatch.stores._postgresql_catalog import Contents, Database, Me, Table

_HAS = "SELECT has_table_privilege(oid, '{0}') OR has_any_column_privilege(oid, '{0}') FROM pg_class"
_HAS_WHOLE = "SELECT has_table_privilege(oid, 'DELETE'), has_table_privilege(oid, 'TRUNCATE') FROM pg_class"
_SUPER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_FILES = {
    "pg_execute_server_program": "may run programs on the server",
    "pg_write_server_files": "may write files of the server",
    "pg_read_server_files": "may read files of the server",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that was found out; *unseen* databases were not looked into, *barred* ones would not let us in."""

    me: Me
    databases: tuple[Database, ...]
    contents: tuple[Contents, ...]
    unseen: int = 0
    barred: int = 0
    settings: dict[str, str]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Of every database that was looked into."""
        return tuple(table for one in self.contents for table in one.tables)


def refused(principal: Principal, evidence: Evidence) -> Access:
    """Nobody is let in: every right is denied."""
    denied = Right(verdict="denied", known_by="denied-on-read", evidence=(evidence,))
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, denied))


def untold(principal: Principal, evidence: Evidence, note: str) -> Access:
    """Nothing can be told of any right."""
    unknown = Right(known_by="inconclusive", evidence=(evidence,))
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, unknown), notes=(note,))


def access(principal: Principal, facts: Facts) -> Access:
    """The five rights, each with its evidence."""
    rights = _super(facts) if facts.me.is_super else _plain(facts)
    if facts.me.in_recovery:
        seen = Evidence(command="SELECT pg_is_in_recovery()", code="t", meaning="a standby, which takes no writes")
        denied = Right(verdict="denied", known_by="introspected", evidence=(seen,))
        rights |= {"create": denied, "update": denied, "delete": denied}
    return Access(principal=principal, rights=rights, notes=tuple(_notes(facts)))


def _super(facts: Facts) -> dict[RightName, Right]:
    told = [Evidence(command=_SUPER, code="t", meaning="a superuser: no privilege is checked")]
    if facts.settings.get("is_superuser") == "on":
        told.append(
            Evidence(command="StartupMessage", code="S is_superuser=on", meaning="a superuser, says the greeting")
        )
    granted = Right(verdict="granted", extent="all", known_by="introspected", evidence=tuple(told))
    return dict.fromkeys(RIGHTS, granted)


def _plain(facts: Facts) -> dict[RightName, Right]:
    return {
        "create": _create(facts),
        "read": _on_tables(facts, facts.tables, lambda one: one.reads, _HAS.format("SELECT"), "may be read"),
        "update": _on_tables(
            facts, _stored(facts), lambda one: one.updates or one.owns, _HAS.format("UPDATE"), "may be changed"
        ),
        "delete": _delete(facts),
        "administer": _administer(facts.me),
    }


def _stored(facts: Facts) -> tuple[Table, ...]:
    return tuple(table for table in facts.tables if table.kind != "v" and table.kind != "m")


def _on_tables(
    facts: Facts, tables: Sequence[Table], may: Callable[[Table], bool], command: str, meaning: str,
    more: tuple[Evidence, ...] = (),
) -> Right:  # fmt: skip
    """Granted where one table allows it, or *more* says so; to all where every table does and all were looked at."""
    granted = [table for table in tables if may(table)]
    whole = [table for table in tables if not table.is_partition and table.kind != "v"]
    told = Evidence(
        command=command, code=f"t for {len(granted):,} of {len(tables):,}", meaning=f"{len(granted):,} tables {meaning}"
    )
    if granted or more:
        is_all = bool(whole) and all(map(may, whole)) and not facts.unseen and not facts.barred
        evidence = ((told,) if granted else ()) + more
        return Right(verdict="granted", extent="all" if is_all else "some", known_by="introspected", evidence=evidence)
    if facts.unseen:
        return Right(known_by="inconclusive", evidence=(told,))
    return Right(verdict="denied", known_by="introspected", evidence=(told,))


def _create(facts: Facts) -> Right:
    more = []
    if databases := sum(one.may_create for one in facts.databases):
        command = "SELECT has_database_privilege(oid, 'CREATE') FROM pg_database"
        code = f"t for {databases:,} of {len(facts.databases):,}"
        more.append(Evidence(command=command, code=code, meaning=f"may create schemas in {databases:,} databases"))
    if schemas := sum(one.creatable for one in facts.contents):
        command = "SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace"
        code = f"t for {schemas:,} of {sum(one.schemas for one in facts.contents):,}"
        more.append(Evidence(command=command, code=code, meaning=f"may create tables in {schemas:,} schemas"))
    if facts.me.may_create_databases:
        command = "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
        more.append(Evidence(command=command, code="t", meaning="may create databases"))
    return _on_tables(
        facts, _stored(facts), lambda one: one.inserts or one.owns, _HAS.format("INSERT"), "may be added to",
        tuple(more),
    )  # fmt: skip


def _delete(facts: Facts) -> Right:
    owned = {one.name for one in facts.databases if one.is_owned}

    def may(one: Table) -> bool:
        return one.deletes or one.truncates or one.owns or one.database in owned

    meaning = "may be emptied or dropped, by privilege or as their owner"
    return _on_tables(facts, _stored(facts), may, _HAS_WHOLE, meaning)


def _administer(me: Me) -> Right:
    found = []
    if me.may_create_roles:
        command = "SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user"
        found.append(Evidence(command=command, code="t", meaning="may create, change and drop roles"))
    if me.may_replicate:
        command = "SELECT rolreplication FROM pg_roles WHERE rolname = current_user"
        found.append(Evidence(command=command, code="t", meaning="may copy the whole server as a standby would"))
    for role, meaning in _FILES.items():
        if role in me.predefined:
            command = f"SELECT pg_has_role('{role}', 'MEMBER')"
            found.append(Evidence(command=command, code="t", meaning=meaning))
    if found:
        return Right(verdict="granted", extent="some", known_by="introspected", evidence=tuple(found))
    command = "SELECT rolsuper, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = current_user"
    none = Evidence(command=command, code="f, f, f", meaning="neither superuser nor in charge of roles or files")
    return Right(verdict="denied", known_by="introspected", evidence=(none,))


def _notes(facts: Facts) -> list[str]:
    me, tables, notes = facts.me, facts.tables, list[str]()
    if me.in_recovery:
        notes.append("a standby: writes are refused here, its primary may take them")
    elif facts.settings.get("default_transaction_read_only") == "on":
        notes.append("default_transaction_read_only is on, which every client may turn off for itself")
    if me.others and not me.is_super:
        notes.append(f"the rights of roles that this user may take on are counted in: {me.others:,}")
    for count, what in (
        (facts.barred, "databases that do not let this user in"),
        (facts.unseen, "databases that were not looked into (at most 64 are), or could not be"),
        (sum(one.is_filtered for one in tables), "tables that show only some of their rows (row security)"),
        (sum(one.kind == "v" for one in tables), "views, not read since they can run code of the database"),
        (sum(one.is_foreign for one in tables), "foreign tables, not read since they contact other servers"),
        (sum(one.is_filtered and one.has_policy_code for one in tables),
         "tables not read since their row security runs code of the database"),
    ):  # fmt: skip
        if count:
            notes.append(f"{what}: {count:,}")
    return notes
