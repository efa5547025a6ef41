"""Runs in pysqlbridge's own environment: its TDS, over answers that are given: ``python mssql_bridge.py PORT FILE``.

FILE holds ``{"user": .., "password": .., "answers": {database: {batch: [types, rows]}}}``.
"""

import json
import sys
from pathlib import Path

from pysqlbridge.logins import Login, LoginStore
from pysqlbridge.server import BridgeServer
from pysqlbridge.tds.result import Column, Integer, NVarChar, QueryResult

TYPES = {"text": NVarChar(4000), "int": Integer(4), "bigint": Integer(8)}


def main(port: str, file: str) -> None:
    given = json.loads(Path(file).read_text(encoding="utf-8"))
    where = ["master"]

    def answer(request):  # type: ignore[no-untyped-def]
        text = request if isinstance(request, str) else request.sql
        if text.startswith("USE "):
            where[0] = text[5:-1].replace("]]", "]")
        kinds, rows = given["answers"].get(where[0], {}).get(text, ((), ()))
        return QueryResult(columns=[Column(f"c{at}", TYPES[kind]) for at, kind in enumerate(kinds)], rows=rows)

    logins = LoginStore([Login(user=given["user"], secret=given["password"], hashed=False)])
    BridgeServer("127.0.0.1", int(port), query_handler=answer, logins=logins).serve_forever()


main(*sys.argv[1:])
