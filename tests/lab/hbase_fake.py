"""HBase's REST server as its Reference Guide and source have it. An imitation.

Sources: Apache HBase Reference Guide, "REST"; VersionModel, TableScanResource, RowResource of its source.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_VERSION = b"rest 0.0.3 [JVM: Private Build 1.8.0_392-25.392-b08] [OS: Linux 5.15.0 amd64] [Server: jetty/9.4.53] [Jersey: 2.39]\n"
_LOGIN = (("www-authenticate", "Negotiate"), ("set-cookie", "hadoop.auth=; Path=/; HttpOnly"))
Rows = Mapping[str, Mapping[str, str]]


def _b64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()


@dataclass(kw_only=True)
class Hbase:
    """*tables*: name -> row key -> column -> value; *shut* ones may not be read by the server's user."""

    tables: Mapping[str, Rows] = field(default_factory=dict)
    shut: tuple[str, ...] = ()
    is_secure: bool = False
    may_list: bool = True

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        if self.is_secure:
            return Answer(status=401, body=b"<html>Authentication required</html>", headers=_LOGIN)
        if asked.path == "/version":
            return Answer(body=_VERSION)
        if asked.path == "/version/cluster":
            return Answer(body=b"2.4.17")
        if asked.path == "/":
            if not self.may_list:
                return Answer(status=403, body=b"Forbidden\r\n")
            return Answer(body={"table": [{"name": name} for name in self.tables]})
        table, _, row = asked.path[1:].partition("/")
        if table not in self.tables:
            return Answer(status=404, body=b"Not found\r\n")
        if table in self.shut:
            return Answer(status=403, body=b"Forbidden\r\n")
        if row != "*":
            return Answer(status=404, body=b"Not found\r\n")
        return Answer(body=self._scan(self.tables[table], asked.query))

    def _scan(self, rows: Rows, query: Mapping[str, str]) -> dict[str, Any]:
        keys = sorted(rows, key=lambda one: one.encode("utf-8", "surrogateescape"))
        if "reversed" in query:
            keys.reverse()
        found = [key for key in keys if key >= query.get("startrow", "")][: int(query["limit"])]
        return {"Row": [
            {"key": _b64(key), "Cell": [{"column": _b64(name), "timestamp": 1, "$": _b64(value)} for name, value in rows[key].items()]}
            for key in found
        ]}  # fmt: skip


def running(hbase: Hbase) -> Web:
    """A running one."""
    return Web(hbase.answer)
