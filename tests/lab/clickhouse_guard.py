"""ClickHouse 24 as its documentation and source have it, before a real 18.16 that holds the records: no capture.

A `Guard` answers what 24 answers and 18.16 cannot (version, grants, totals), refuses what its grants do not let through
with the documented exceptions, and forwards the rest. Sources: ClickHouse documentation (GRANT statement, HTTP
interface), exceptionCodeToHTTPStatus.cpp, InterpreterShowGrantsQuery.cpp.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.lab.web import Answer, Asked

_COMMON = (("X-ClickHouse-Server-Display-Name", "db"), ("content-type", "text/plain; charset=UTF-8"))
_TABLE = re.compile(r"SELECT (.*) FROM `(\w+)`\.`(\w+)`")


@dataclass(frozen=True, kw_only=True)
class Guard:
    """*grants* are lines of SHOW GRANTS; *tables* may be read, None for all; *columns* are those of a table."""

    backend: int
    grants: Sequence[str] = ()
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tables: Mapping[str, tuple[str, ...] | None] | None = None
    readonly: str = "0"
    password: str = ""
    version: str = "24.8.4.13"

    def answer(self, asked: Asked) -> Answer:
        statement = asked.query.get("query")
        if statement is None:
            return Answer(body=b"Ok.\n", headers=(("X-ClickHouse-Summary", '{"read_rows":"0"}'),))
        if asked.headers.get("x-clickhouse-key", "") != self.password and "authorization" not in asked.headers:
            return self._refuse(403, 516, "default: Authentication failed: password is incorrect, or there is no user")
        return self._told(asked, statement)

    def _told(self, asked: Asked, statement: str) -> Answer:
        if statement == "SELECT version()":
            return self._say(f"{self.version}\n")
        if statement == "SELECT currentUser()":
            return self._say("default\n")
        if statement.startswith("SELECT nightlatch"):
            return self._refuse(404, 46, "Function with name `nightlatch` does not exist. (UNKNOWN_FUNCTION)")
        if statement.startswith("SHOW GRANTS"):
            return self._grants(statement)
        if "system.settings" in statement:
            readonly = "2" if asked.method == "GET" and self.readonly == "0" else self.readonly
            return self._rows([{"name": "readonly", "value": readonly}, {"name": "allow_ddl", "value": "1"}])
        if self.readonly == "1" and set(asked.query) - {"query"}:
            return self._refuse(500, 164, "Cannot modify 'max_execution_time' setting in readonly mode. (READONLY)")
        if "system.tables" in statement:
            return self._tables()
        if (found := _TABLE.match(statement)) is not None and not self._may(*found.groups()):
            return self._refuse(403, 497, "default: Not enough privileges. (ACCESS_DENIED)")
        return self._forward(statement, {name: value for name, value in asked.query.items() if name != "query"})

    def _may(self, what: str, database: str, table: str) -> bool:
        if self.tables is None:
            return True
        limit = self.tables.get(f"{database}.{table}", ())
        return limit is None or (set(re.findall(r"`(\w+)`", what)) <= set(limit) and "*" not in what)

    def _grants(self, statement: str) -> Answer:
        role = re.match(r"SHOW GRANTS FOR `(\w+)`", statement)
        if role is not None and role[1] not in self.roles:
            return self._refuse(403, 497, "default: Not enough privileges. (ACCESS_DENIED)")
        lines = self.roles[role[1]] if role else self.grants
        return self._rows([{"GRANTS": line} for line in lines])

    def _tables(self) -> Answer:
        listed = self._backend("SELECT database, name, engine FROM system.tables WHERE database != 'system'")
        sums = self._backend(
            "SELECT database, table, sum(rows) AS n, sum(bytes) AS b FROM system.parts GROUP BY database, table"
        )
        told = {(one["database"], one["table"]): one for one in sums}
        for one in listed:
            found = told.get((one["database"], one["name"]), {"n": None, "b": None})
            one |= {"total_rows": found["n"], "total_bytes": found["b"]}
        kept = [one for one in listed if self.tables is None or f"{one['database']}.{one['name']}" in self.tables]
        return self._rows(kept)

    def _backend(self, statement: str) -> list[dict[str, object]]:
        body = self._forward(f"{statement} FORMAT JSONEachRow", {}).body
        return [json.loads(line) for line in body.splitlines()]

    def _forward(self, statement: str, settings: Mapping[str, str]) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        link.request("GET", "/?" + urlencode({"query": statement, **settings}))
        reply = link.getresponse()
        body = reply.read()
        link.close()
        return Answer(status=reply.status, body=body, headers=_COMMON)

    def _rows(self, rows: Sequence[Mapping[str, object]]) -> Answer:
        return self._say("".join(json.dumps(one) + "\n" for one in rows))

    def _say(self, text: str) -> Answer:
        return Answer(body=text.encode(), headers=_COMMON)

    def _refuse(self, status: int, code: int, words: str) -> Answer:
        body = f"Code: {code}. DB::Exception: {words} (version {self.version} (official build))\n".encode()
        return Answer(status=status, body=body, headers=(*_COMMON, ("X-ClickHouse-Exception-Code", str(code))))
