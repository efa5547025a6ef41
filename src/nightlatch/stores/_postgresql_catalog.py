"""What PostgreSQL's catalogue says: who we are, which databases there are, and each table with what we may do to it.

The SELECTs here read pg_catalog only, call functions that are stable and change nothing, and are constants but for
lists of object numbers. Source: PostgreSQL documentation, "System Catalogs" and "Access Privilege Inquiry Functions";
from version 10 on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec

from nightlatch.stores._postgresql_link import Link, Refused
from nightlatch.stores._postgresql_wire import failed

P = ParamSpec("P")
T = TypeVar("T")

TABLES_MAX = 100_000
_ROLES_MAX = 64
_PAGE = 8192
_NOT_OURS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'gp_toolkit', 'crdb_internal')"

_ME = """SELECT r.oid::int8, current_user::text, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
 r.rolbypassrls, pg_is_in_recovery(), version(), current_setting('server_version_num')::int4
 FROM pg_roles r WHERE r.rolname = current_user"""

_ROLES = """SELECT r.oid::int8, r.rolname::text, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication
 FROM pg_roles r WHERE pg_has_role(r.oid, '{how}') ORDER BY r.oid LIMIT {limit}"""

_SYSTEM_ID = "SELECT system_identifier::text FROM pg_control_system()"

_DATABASES = """SELECT d.datname::text, d.datistemplate, pg_encoding_to_char(d.encoding)::text,
 has_database_privilege(d.oid, 'CONNECT'),
 (SELECT bool_or(has_database_privilege(r, d.oid, 'CREATE')) FROM unnest('{{{roles}}}'::oid[]) r),
 (SELECT bool_or(pg_has_role(r, d.datdba, 'USAGE')) FROM unnest('{{{roles}}}'::oid[]) r)
 FROM pg_database d WHERE d.datallowconn ORDER BY d.datname"""

_SCHEMAS = """SELECT count(*)::int8, (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM unnest('{{{roles}}}'::oid[]) r
 WHERE has_schema_privilege(r, n.oid, 'CREATE'))))::int8 FROM pg_namespace n WHERE {ours}"""

_TABLES = """SELECT * FROM (WITH RECURSIVE tree AS (
 SELECT i.inhparent AS root, i.inhrelid AS leaf FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
 WHERE p.relkind = 'p' AND NOT p.relispartition
 UNION ALL SELECT t.root, i.inhrelid FROM tree t JOIN pg_inherits i ON i.inhparent = t.leaf),
 pieces AS (SELECT c.oid, c.oid AS root FROM pg_class c WHERE c.relkind IN ('r', 'm')
 UNION ALL SELECT leaf, root FROM tree),
 sizes AS (SELECT p.root, sum({heap})::int8 AS heap, sum({total})::int8 AS total,
 sum(CASE WHEN c.reltuples > 0 AND c.relkind <> 'p' THEN c.reltuples ELSE 0 END)::float8 AS tuples,
 sum(CASE WHEN c.relpages > 0 AND c.relkind <> 'p' THEN c.relpages ELSE 0 END)::int8 AS pages,
 bool_or(c.relkind IN ('r', 'm') AND (c.reltuples < 0 OR c.relpages = 0)) AS is_unknown,
 bool_or(c.relkind = 'f') AS is_foreign, bool_or(c.reltoastrelid <> 0 AND {toast} > 0) AS has_toast
 FROM pieces p JOIN pg_class c ON c.oid = p.oid GROUP BY p.root)
 SELECT c.oid::int8 AS oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
 c.relpersistence::text AS persistence, c.relispartition,
 c.relispopulated, s.heap, s.total, s.tuples, s.pages, s.is_unknown, s.is_foreign, s.has_toast,
 row_security_active(c.oid) AS is_filtered,
 EXISTS (SELECT 1 FROM pg_policy y JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = y.oid
 WHERE y.polrelid = c.oid AND (d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)
 OR (d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid))) AS has_code,
 has_schema_privilege(n.oid, 'USAGE')
 AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT')) AS may_select,
 m.reads, m.inserts, m.updates, m.deletes, m.truncates, m.owns,
 ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attnum) AS fields
 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN sizes s ON s.root = c.oid
 CROSS JOIN LATERAL (SELECT
 bool_or(has_table_privilege(r, c.oid, 'SELECT') OR has_any_column_privilege(r, c.oid, 'SELECT')) AS reads,
 bool_or(has_table_privilege(r, c.oid, 'INSERT') OR has_any_column_privilege(r, c.oid, 'INSERT')) AS inserts,
 bool_or(has_table_privilege(r, c.oid, 'UPDATE') OR has_any_column_privilege(r, c.oid, 'UPDATE')) AS updates,
 bool_or(has_table_privilege(r, c.oid, 'DELETE')) AS deletes,
 bool_or(has_table_privilege(r, c.oid, 'TRUNCATE')) AS truncates,
 bool_or(pg_has_role(r, c.relowner, 'USAGE')) AS owns
 FROM unnest('{{{roles}}}'::oid[]) r WHERE has_schema_privilege(r, n.oid, 'USAGE')) m
 WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND c.relpersistence <> 't' AND {ours}
 ORDER BY 2, 3 LIMIT {limit}) found"""

_COLUMNS = """SELECT a.attname::text, b.typname::text, b.typtype::text, b.typnamespace = 'pg_catalog'::regnamespace,
 coalesce(e.typname, '')::text
 FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
 JOIN pg_type b ON b.oid = (CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END)
 LEFT JOIN pg_type e ON e.oid = b.typelem AND b.typcategory = 'A'
 WHERE a.attrelid = {oid}::oid AND a.attnum > 0 AND NOT a.attisdropped
 AND has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum"""

_MEASURED = {
    "heap": "pg_relation_size(p.oid)",
    "total": "pg_total_relation_size(p.oid)",
    "toast": "pg_relation_size(c.reltoastrelid)",
}
# Where somebody holds a lock on a table, its files cannot be measured: what the last VACUUM noted has to do.
_NOTED = {"heap": "c.relpages * 8192.0", "total": "c.relpages * 8192.0", "toast": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Whom we act as, with all that the roles allow which we may take on."""

    name: str
    roles: tuple[int, ...]
    is_super: bool
    may_create_roles: bool
    may_create_databases: bool
    may_replicate: bool
    in_recovery: bool
    version: str  # the whole text
    number: int  # 150018
    predefined: frozenset[str] = frozenset()
    others: int = 0  # roles that have to be taken on by SET ROLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """One database that takes connections."""

    name: str
    is_template: bool
    encoding: str
    may_connect: bool
    may_create: bool
    is_owned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One relation that holds or shows records, and what we may do to it."""

    database: str
    is_ascii: bool  # SQL_ASCII: the server never looked at what its texts hold
    oid: int
    schema: str
    name: str
    kind: str  # r, p, m, v, f
    is_unlogged: bool
    is_partition: bool
    is_populated: bool
    heap_bytes: int | None
    total_bytes: int | None
    tuples: float
    pages: int
    is_unknown: bool  # never analysed
    is_foreign: bool  # or a part of it is
    has_toast: bool
    is_filtered: bool  # by row security
    has_policy_code: bool
    may_select: bool  # as we are, without SET ROLE
    reads: bool
    inserts: bool
    updates: bool
    deletes: bool
    truncates: bool
    owns: bool
    fields: tuple[str, ...]

    @property
    def is_stored(self) -> bool:
        """Does it hold records itself?"""
        return self.kind in "rpm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one database holds; *schemas* and in how many of them we may create."""

    database: Database
    tables: tuple[Table, ...]
    schemas: int
    creatable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One column that may be read; *element* is the type of an array's elements."""

    name: str
    type: str
    sort: str  # b base, c composite, e enum, r range, m multirange
    is_built_in: bool
    element: str


def shaped(ask: Callable[Concatenate[Link, P], T]) -> Callable[Concatenate[Link, P], T]:
    """*ask*, where rows of another shape than was asked for end as a failure: no genuine server sends any."""

    @wraps(ask)
    def asked(link: Link, /, *words: P.args, **more: P.kwargs) -> T:
        try:
            return ask(link, *words, **more)
        except (ValueError, TypeError, AttributeError, IndexError, ArithmeticError, msgspec.ValidationError):
            pass
        raise failed("hostile", link.way.endpoint, "answers a question about its catalogue with other rows")

    return asked


def _made(kind: type[T], /, **values: Any) -> T:
    """One *kind*, of values of the types that it declares. Errors: ``msgspec.ValidationError``."""
    return msgspec.convert(values, kind)


@shaped
def me(link: Link) -> Me:
    """Errors: :class:`Refused`."""
    rows = link.rows(_ME)
    if not rows:
        raise Refused("02000")
    oid, name, is_super, creates, makes, copies, _, in_recovery, version, number = rows[0]
    names, flags = frozenset[str](), [(is_super, creates, makes, copies)]
    roles: tuple[int, ...] = (int(oid),)
    if not is_super:
        how = "SET" if number >= 160000 else "MEMBER"
        found = link.rows(_ROLES.format(how=how, limit=_ROLES_MAX))
        roles = tuple(dict.fromkeys([int(oid), *(int(row[0]) for row in found)]))
        names = frozenset(row[1] for row in found if row[1].startswith("pg_"))
        flags += [row[2:] for row in found]
    is_super, creates, makes, copies = (any(column) for column in zip(*flags, strict=True))
    return _made(
        Me, name=name, roles=roles, is_super=is_super, may_create_roles=creates, may_create_databases=makes,
        may_replicate=copies, in_recovery=in_recovery, version=version, number=number, predefined=names,
        others=len(roles) - 1,
    )  # fmt: skip


@shaped
def system_id(link: Link) -> str | None:
    """The cluster's own number, where we may ask for it."""
    try:
        rows = link.rows(_SYSTEM_ID)
    except Refused:
        return None
    return rows[0][0] if rows and str(rows[0][0]).isdigit() else None


@shaped
def databases(link: Link, roles: Iterable[int]) -> tuple[Database, ...]:
    """Errors: :class:`Refused`."""
    return tuple(
        _made(
            Database, name=name, is_template=template, encoding=encoding, may_connect=connect, may_create=bool(create),
            is_owned=bool(owned),
        )
        for name, template, encoding, connect, create, owned in link.rows(_DATABASES.format(roles=_listed(roles)))
    )  # fmt: skip


@shaped
def contents(link: Link, database: Database, roles: tuple[int, ...]) -> Contents:
    """Errors: :class:`Refused`."""
    words = {"roles": _listed(roles), "ours": _NOT_OURS, "limit": TABLES_MAX}
    ((schemas, creatable),) = link.rows(_SCHEMAS.format(**words))
    try:
        rows = link.rows(_TABLES.format(**words, **_MEASURED))
    except Refused as refused:
        if refused.sqlstate not in ("55P03", "57014"):
            raise
        rows = link.rows(_TABLES.format(**words, **_NOTED))
    tables = tuple(_table(database, row) for row in rows)
    return _made(Contents, database=database, tables=tables, schemas=schemas, creatable=creatable)


@shaped
def attributes(link: Link, oid: int) -> tuple[Attribute, ...]:
    """Columns of one table that may be read. Errors: :class:`Refused`."""
    return tuple(
        _made(Attribute, name=name, type=kind, sort=sort, is_built_in=built_in, element=element)
        for name, kind, sort, built_in, element in link.rows(_COLUMNS.format(oid=int(oid)))
    )


def _listed(roles: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in roles)


def _table(database: Database, row: tuple[Any, ...]) -> Table:
    (oid, schema, name, kind, persistence, partition, populated, heap, total, tuples, pages, unknown, foreign, toast,
     filtered, code, select, reads, inserts, updates, deletes, truncates, owns, fields) = row  # fmt: skip
    if min(heap or 0, total or 0, pages or 0) < 0 or not math.isfinite(tuples or 0.0):
        raise ValueError
    return _made(
        Table, database=database.name, is_ascii=database.encoding == "SQL_ASCII", oid=int(oid), schema=schema,
        name=name, kind=kind, is_unlogged=persistence == "u",
        is_partition=bool(partition), is_populated=bool(populated), heap_bytes=heap, total_bytes=total,
        tuples=tuples or 0.0, pages=pages or 0, is_unknown=unknown is not False,
        is_foreign=kind == "f" or bool(foreign),
        has_toast=toast is not False, is_filtered=bool(filtered), has_policy_code=bool(code), may_select=bool(select),
        reads=bool(reads), inserts=bool(inserts), updates=bool(updates), deletes=bool(deletes),
        truncates=bool(truncates), owns=bool(owns), fields=tuple(fields),
    )  # fmt: skip
