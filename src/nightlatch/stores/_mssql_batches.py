"""All that is ever run on a SQL Server: a fixed set of batches, each with a verb of its own, and the forms they take.

Sends nothing; `_mssql_talk` sends no text but one that :func:`verb_of` knows. Sources: Transact-SQL reference:
sys.fn_my_permissions, HAS_PERMS_BY_NAME, HAS_DBACCESS, IS_SRVROLEMEMBER, sys.databases, sys.objects, sys.partitions,
sys.columns, FROM (TABLESAMPLE).
"""

from __future__ import annotations

import re

WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_OBJECT = "QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), N'OBJECT'"
_OF_USERS = "FROM sys.objects AS o JOIN sys.schemas AS s ON s.schema_id = o.schema_id WHERE o.is_ms_shipped = 0"
_FLAGS = ", ".join(  # 1 on the whole of it, 2 on some columns
    f"CASE WHEN HAS_PERMS_BY_NAME({_OBJECT}, N'{one}') = 1 THEN 1 WHEN EXISTS (SELECT 1 FROM sys.columns AS c "  # noqa: S608
    f"WHERE c.object_id = o.object_id AND HAS_PERMS_BY_NAME({_OBJECT}, N'{one}', c.name, N'COLUMN') = 1) "
    "THEN 2 ELSE 0 END"
    for one in WORDS
)
_COLUMNS = (
    "SELECT TOP (200000) s.name, o.name, c.name, "  # noqa: S608 - a constant
    "CONVERT(nvarchar(128), COALESCE(TYPE_NAME(c.system_type_id), TYPE_NAME(c.user_type_id))), "
    f"CONVERT(int, HAS_PERMS_BY_NAME({_OBJECT}, N'SELECT', c.name, N'COLUMN')), %s "
    "FROM sys.columns AS c JOIN sys.objects AS o ON o.object_id = c.object_id "
    "JOIN sys.schemas AS s ON s.schema_id = o.schema_id "
    "WHERE o.type IN (N'U', N'V') AND o.is_ms_shipped = 0 ORDER BY c.object_id, c.column_id"
)

BELTS = (
    "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; SET LOCK_TIMEOUT 2000; SET DEADLOCK_PRIORITY LOW; SET NOCOUNT ON"
)
WHO = "SELECT CONVERT(nvarchar(128), ORIGINAL_LOGIN()), CONVERT(int, IS_SRVROLEMEMBER(N'sysadmin'))"
MINE_ON_SERVER = "SELECT CONVERT(nvarchar(60), permission_name) FROM sys.fn_my_permissions(NULL, N'SERVER')"
MINE_IN_DATABASE = "SELECT CONVERT(nvarchar(60), permission_name) FROM sys.fn_my_permissions(NULL, N'DATABASE')"
OTHERS = (
    "SELECT COUNT_BIG(*) FROM sys.server_principals WHERE type IN (N'S', N'U', N'G') AND name <> ORIGINAL_LOGIN() "
    "AND HAS_PERMS_BY_NAME(QUOTENAME(name), N'LOGIN', N'IMPERSONATE') = 1"
)
DATABASES = (
    "SELECT name, CONVERT(int, HAS_DBACCESS(name)), CONVERT(nvarchar(60), DATABASEPROPERTYEX(name, N'Updateability')) "
    "FROM sys.databases WHERE database_id > 4 AND is_distributor = 0 ORDER BY name"
)
TABLES = (
    "SELECT TOP (200000) s.name, o.name, CONVERT(nvarchar(2), o.type), CONVERT(bigint, "  # noqa: S608 - a constant
    "(SELECT SUM(p.rows) FROM sys.partitions AS p WHERE p.object_id = o.object_id AND p.index_id < 2)), "
    f"{_FLAGS} {_OF_USERS} AND o.type IN (N'U', N'V')"
)
ROUTINES = (
    f"SELECT COUNT_BIG(*) {_OF_USERS} AND o.type IN (N'P', N'PC') AND HAS_PERMS_BY_NAME({_OBJECT}, N'EXECUTE') = 1"
)
COLUMNS = _COLUMNS % "CONVERT(int, c.encryption_type)"
COLUMNS_BEFORE_2016 = _COLUMNS % "CONVERT(int, NULL)"

_CATALOGUE = {
    "SET": (BELTS,), "SELECT ORIGINAL_LOGIN": (WHO,), "SELECT sys.server_principals": (OTHERS,),
    "SELECT sys.fn_my_permissions": (MINE_ON_SERVER, MINE_IN_DATABASE), "SELECT sys.databases": (DATABASES,),
    "SELECT sys.objects": (TABLES, ROUTINES), "SELECT sys.columns": (COLUMNS, COLUMNS_BEFORE_2016),
}  # fmt: skip
_VERBS = {text: verb for verb, texts in _CATALOGUE.items() for text in texts}
ROWS = "SELECT TABLESAMPLE"
READS = frozenset({"PRELOGIN", "TLS", "LOGIN7", "USE", ROWS, *_CATALOGUE})

_NAME = r"\[(?:[^\]]|\]\])+\]"
_VALUE = (
    rf"CONVERT\((?:nvarchar|varbinary)\(\d+\), "
    rf"(?:CONVERT\((?:nvarchar|varbinary)\(max\), {_NAME}\)|{_NAME}(?:\.STAsBinary\(\))?)(?:, \d+)?\)"
)
_USE = re.compile(rf"USE {_NAME}")
_SELECT = re.compile(
    rf"SELECT (?:TOP \(\d+\) )?{_VALUE}(?:, {_VALUE})* FROM {_NAME}\.{_NAME}"  # noqa: S608 - a pattern
    r"(?: TABLESAMPLE SYSTEM \(\d+\.\d+ PERCENT\) REPEATABLE \(\d+\))?"
)


def verb_of(text: str) -> str | None:
    """The verb of *text*; None if it is none of ours."""
    if _USE.fullmatch(text):
        return "USE"
    return ROWS if _SELECT.fullmatch(text) else _VERBS.get(text)


def quoted(name: str) -> str:
    """*name* as an identifier."""
    return f"[{name.replace(']', ']]')}]"


def use(database: str) -> str:
    """To go into *database*."""
    return f"USE {quoted(database)}"
