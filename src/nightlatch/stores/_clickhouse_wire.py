"""Statements for ClickHouse over its HTTP interface (port 8123), each of a form that is declared here.

Everything goes by GET, for which the server itself enforces read-only mode (``readonly`` becomes 2). One statement goes
by POST as well, word for word as it stands here: what ``readonly`` is when nothing forces it. No statement names a
table function, so that the server is never sent to another one.
"""

# ruff: noqa: S608 - constants, and the forms that all else is held to
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores._http import Http, Reply

GET, POST = "GET /", "POST /"
VERSION = "SELECT version()"
WHO = "SELECT currentUser()"
UPTIME = "SELECT toUInt64(uptime()) AS n FORMAT JSONEachRow"
CONNECTIONS = (
    "SELECT metric AS name, toInt64(value) AS n FROM system.metrics WHERE metric IN "
    "('TCPConnection', 'HTTPConnection', 'InterserverConnection', 'MySQLConnection', 'PostgreSQLConnection') "
    "FORMAT JSONEachRow"
)
NONSENSE = "SELECT nightlatch()"  # a function that no server has
SETTINGS = "SELECT name, value FROM system.settings WHERE name IN ('readonly', 'allow_ddl') FORMAT JSONEachRow"
GRANTS = "SHOW GRANTS FORMAT JSONEachRow"
SYSTEM = ("system", "INFORMATION_SCHEMA", "information_schema", "_temporary_and_external_tables")
_OWN = ", ".join(f"'{one}'" for one in SYSTEM)
# Databases that are another server's would be asked for their tables there.
_LOCAL = (
    f"database NOT IN ({_OWN}) AND database IN (SELECT name FROM system.databases "
    "WHERE engine IN ('Ordinary', 'Atomic', 'Replicated', 'Memory', 'Lazy', 'Shared'))"
)
TABLES = f"SELECT database, name, engine, total_rows, total_bytes FROM system.tables WHERE {_LOCAL} FORMAT JSONEachRow"
OLD_TABLES = f"SELECT database, name, engine FROM system.tables WHERE {_LOCAL} FORMAT JSONEachRow"
PARTS = (
    "SELECT database, table, sum(rows) AS total_rows, sum(bytes) AS total_bytes FROM system.parts "
    "WHERE active GROUP BY database, table FORMAT JSONEachRow"
)
COLUMNS = (
    "SELECT database, table, name, type, default_kind FROM system.columns "
    f"WHERE {_LOCAL} LIMIT 1000000 FORMAT JSONEachRow"
)
_QUOTED = r"`(?:[^`\\]|\\.)*`"
_STRING = r"'(?:[^'\\]|\\.)*'"
_FORMS = {
    "SELECT version()": re.compile("|".join(map(re.escape, (VERSION, WHO, NONSENSE)))),
    "SELECT uptime()": re.compile(re.escape(UPTIME)),
    "SELECT system.*": re.compile(
        "|".join(map(re.escape, (SETTINGS, TABLES, OLD_TABLES, PARTS, COLUMNS, CONNECTIONS)))
        + rf"|SELECT name, rows FROM system\.parts WHERE active AND database = {_STRING} AND table = {_STRING} "
        r"ORDER BY name LIMIT \d+ FORMAT JSONEachRow"
    ),
    "SHOW GRANTS": re.compile(rf"{re.escape(GRANTS)}|SHOW GRANTS FOR {_QUOTED} FORMAT JSONEachRow"),
    "SELECT rows": re.compile(
        rf"SELECT (?:\*|count\(\) AS n|{_QUOTED}(?:, {_QUOTED})*) FROM {_QUOTED}\.{_QUOTED}"
        rf"(?: WHERE (?:rand\(\) % \d+ = 0|_part = {_STRING}))?(?: LIMIT \d+)? FORMAT (?:JSONEachRow|CSVWithNames)",
        re.S,
    ),
}
READS = frozenset({*_FORMS, "POST SELECT system.settings"})
_SETTINGS = re.compile(r"max_execution_time|timeout_overflow_mode|output_format_json_quote_64bit_integers|query")
_CODE = re.compile(rb"\s*(?:\{\"exception\":\s?\")?Code: (\d{1,6})[.,]")
_LINE = 16 << 20
_CATALOGUE = 256 << 20  # of bytes on the wire: a million columns


class Refused(Exception):  # noqa: N818 - an answer, which the caller asked for
    """The server refused a statement: ``Refused(code, status)``."""

    @property
    def code(self) -> int:
        """ClickHouse's own number, 0 where it told none."""
        return int(self.args[0])


def verb_of(method: str, statement: str) -> str | None:
    """Under which of `READS` *statement* falls; None if under none."""
    if method == "POST":
        return "POST SELECT system.settings" if statement == SETTINGS else None
    return next((verb for verb, form in _FORMS.items() if form.fullmatch(statement)), None)


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Refuse what no form allows, and every setting but those that bound what we read."""
    if body or not all(_SETTINGS.fullmatch(name) for name in query):
        return "a body or a setting that is not declared"
    if verb_of(template.partition(" ")[0], query.get("query", "")) is None:
        return "a statement of a form that is not declared"
    return None


def quoted(name: str) -> str:
    """*name* as an identifier."""
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def text(value: str) -> str:
    """*value* as a string."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def code_of(reply: Reply) -> int:
    """The number of the exception that *reply* holds, 0 for none."""
    told = reply.headers.get("x-clickhouse-exception-code", "")
    if re.fullmatch(r"\d{1,6}", told):
        return int(told)
    found = _CODE.match(reply.body[:200])
    return int(found[1]) if found else 0


def ask(http: Http, statement: str, *, template: str = GET, most: int = 1 << 20, seconds: float | None = None) -> Reply:
    """The whole answer to *statement*. Errors: `Refused`, and ``Failed`` as `Http.ask` has it."""
    body = b"".join(_answered(http, statement, template=template, most=most, seconds=seconds))
    return Reply(status=200, headers={}, body=body, target=http.target.url)


def _answered(
    http: Http, statement: str, *, template: str = GET, most: int = _CATALOGUE, seconds: float | None = None
) -> Iterator[bytes]:
    """The answer to *statement* as it comes; at most *most* bytes, none of which are kept here. Errors: see `ask`."""
    headers = {"content-length": "0"} if template == POST else {}  # without it ClickHouse refuses a POST (411)
    head, pieces = http.stream(template, query={"query": statement}, headers=headers, most=most, seconds=seconds)
    if head.status != 200:
        raise Refused(code_of(Reply(status=head.status, headers=head.headers, body=_first(pieces))), head.status)
    return pieces


def rows(http: Http, statement: str, kind: type[Any], **how: Any) -> list[Any]:
    """The answer to *statement*, which ends in FORMAT JSONEachRow, each row as a *kind*. Errors: see `ask`."""
    found: list[Any] = []
    try:
        for line in _lines(_answered(http, statement, **how), http.target.url):
            if (broken := _CODE.match(line)) is not None:
                raise Refused(int(broken[1]), 200)
            found.append(msgspec.json.decode(line, type=kind, strict=False))
        return found
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
        what = "its JSON is broken, too deep, or of another shape"
        raise Failed(Failure(kind="hostile", target=http.target.url, what=what)) from None


def pieces_of(http: Http, statement: str, settings: Mapping[str, str], seconds: float) -> Iterator[bytes]:
    """The answer as it comes. Errors: `Refused`."""
    head, pieces = http.stream(GET, query={"query": statement, **settings}, most=1 << 62, seconds=seconds)
    if head.status != 200:
        raise Refused(code_of(Reply(status=head.status, headers=head.headers, body=_first(pieces))), head.status)
    return pieces


def lines_of(pieces: Iterator[bytes], url: str) -> Iterator[bytes]:
    """Rows as JSON texts, as they come; what the server breaks off in the middle ends early."""
    for line in _lines(pieces, url):
        if _CODE.match(line):
            return
        yield line


def _lines(pieces: Iterator[bytes], url: str) -> Iterator[bytes]:
    """Lines that hold something, as they come; nothing but the last one is kept."""
    left = b""
    for piece in pieces:
        *whole, left = (left + piece).split(b"\n")
        yield from filter(bytes.strip, whole)
        if len(left) > _LINE:
            raise Failed(Failure(kind="hostile", target=url, what="sends a row without an end"))
    if left.strip():
        yield left


def _first(pieces: Iterator[bytes]) -> bytes:
    found = b""
    for piece in pieces:
        found += piece
        if len(found) > 65536:
            break
    return found
