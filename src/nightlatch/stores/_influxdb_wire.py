"""InfluxQL over HTTP (InfluxDB 1, and what 2 and 3 keep for its clients): statements of declared forms only.

GET /query is no safe channel: InfluxDB 1 runs CREATE and DROP that come by GET. What goes out is therefore held to SHOW
and to SELECT without INTO, word for word of the forms below, with every name in quotes.
"""

# ruff: noqa: S608 - the forms that all statements are held to
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores._http import Http, Reply

QUERY, PING, SETUP = "GET /query", "GET /ping", "GET /api/v2/setup"
DATABASES, USERS = "SHOW DATABASES", "SHOW USERS"
PROCESS = "SHOW DIAGNOSTICS FOR 'system'"
NONSENSE = "SHOW NIGHTLATCH"  # no InfluxDB can parse it
_NAME = r'"(?:[^"\\\n]|\\["\\n])*"'
_SHOW = re.compile(
    rf"{DATABASES}|{USERS}|{PROCESS}|{NONSENSE}|SHOW (?:MEASUREMENTS|FIELD KEYS|TAG KEYS|RETENTION POLICIES) ON {_NAME}"
)
_SELECT = re.compile(
    rf"SELECT (?:\*|count\(\*\)) FROM {_NAME}\.{_NAME}\.{_NAME}(?: WHERE time >= -?\d+ AND time < -?\d+)?"
    r"(?: ORDER BY time DESC)?(?: LIMIT \d+)?"
)
HTTP_READS = frozenset({QUERY, PING, SETUP})
READS = frozenset({PING, SETUP, "SHOW", "SELECT"})
_OPTIONS = {"q": None, "epoch": "ns", "chunked": "true", "chunk_size": "5000"}


class Series(msgspec.Struct):
    """One table of an answer."""

    name: str = ""
    columns: list[str] = []
    values: list[list[Any]] = []


class Result(msgspec.Struct):
    """The answer to one statement."""

    series: list[Series] = []
    error: str = ""


class Results(msgspec.Struct):
    """The whole answer."""

    results: list[Result] = []


class Refused(Exception):  # noqa: N818 - an answer, which the caller asked for
    """The server refused a statement: ``Refused(status, error)``; the error is never shown."""

    @property
    def status(self) -> int:
        """Of HTTP."""
        return int(self.args[0])

    @property
    def is_unclaimed(self) -> bool:
        """Authentication is on, and nobody has made an administrator yet."""
        return "create admin user first" in str(self.args[1])


def verb_of(statement: str) -> str | None:
    """``SHOW`` or ``SELECT``; None for what is of no declared form."""
    return "SHOW" if _SHOW.fullmatch(statement) else "SELECT" if _SELECT.fullmatch(statement) else None


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Refuse what no form allows."""
    if body or (template != QUERY and query):
        return "a body, or a query where none is declared"
    if template != QUERY:
        return None
    if any(name not in _OPTIONS or _OPTIONS[name] not in (None, value) for name, value in query.items()):
        return "an option that is not declared"
    return None if verb_of(query.get("q", "")) else "a statement of a form that is not declared"


def quoted(name: str) -> str:
    """*name* as an identifier."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def show(http: Http, statement: str, *, most: int = 64 << 20, seconds: float | None = None) -> list[Series]:
    """The tables of one answer. Errors: `Refused`; ``Failed`` as `Http.ask` has it."""
    reply = http.ask(QUERY, query={"q": statement}, most=most, seconds=seconds)
    if reply.status != 200:
        raise Refused(reply.status, _error(reply))
    told: Results = reply.json(Results)
    if len(told.results) != 1:
        raise Failed(Failure(kind="hostile", target=reply.target, what="its answer is of another shape"))
    if told.results[0].error:
        raise Refused(200, told.results[0].error)
    return told.results[0].series


def names(series: list[Series]) -> list[str]:
    """First column of all tables."""
    return [row[0] for one in series for row in one.values if row and isinstance(row[0], str)]


def select(http: Http, statement: str, *, seconds: float) -> Iterator[bytes]:
    """The answer as CSV, in pieces. Errors: `Refused`."""
    query = {"q": statement, "epoch": "ns", "chunked": "true", "chunk_size": "5000"}
    head, pieces = http.stream(
        QUERY, query=query, headers={"accept": "application/csv"}, most=1 << 62, seconds=seconds
    )  # fmt: skip
    if head.status != 200:
        for _ in pieces:
            break
        raise Refused(head.status, "")
    return pieces


def _error(reply: Reply) -> str:
    told = reply.json_or_none(dict[str, Any])
    return str((told or {}).get("error") or (told or {}).get("message") or "")
