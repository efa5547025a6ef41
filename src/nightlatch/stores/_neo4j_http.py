"""Neo4j's HTTP API, 4.0 on: the same declared statements, each in a transaction of its own in access mode READ.

Sends GET / (discovery) and POST /db/{db}/tx/commit with one statement of `_neo4j_wire`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores._http import Http
from nightlatch.stores._neo4j_wire import STATEMENTS, Refusal, statement

COMMIT = "POST /db/{db}/tx/commit"
READS = frozenset({"GET /", COMMIT})


class _Statement(msgspec.Struct, forbid_unknown_fields=True):
    statement: str
    parameters: dict[str, int]


class _Sent(msgspec.Struct, forbid_unknown_fields=True):
    statements: list[_Statement]


class _Row(msgspec.Struct):
    row: list[Any]


class _Result(msgspec.Struct):
    data: list[_Row] = []


class _Error(msgspec.Struct):
    code: str = ""


class _Answer(msgspec.Struct):
    results: list[_Result] = []
    errors: list[_Error] = []


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """One statement, which is ours but for one quoted name."""
    if query or template != COMMIT:
        return "a body or a query" if query or body else None
    try:
        sent = msgspec.json.decode(body, type=_Sent)
    except msgspec.MsgspecError:
        return "no statement"
    if len(sent.statements) != 1:
        return "several statements"
    return None if any(_is_ours(sent.statements[0].statement, text) for text in STATEMENTS.values()) else "a statement"


def _is_ours(text: str, template: str) -> bool:
    before, blank, behind = template.partition("{name}")
    if not blank:
        return text == template
    if not (text.startswith(f"{before}`") and text.endswith(f"`{behind}")):
        return False
    name = text[len(before) + 1 : len(text) - len(behind) - 1]
    return "`" not in name.replace("``", "")


class Api:
    """Statements over *http*; see `_neo4j_wire.Bolt`."""

    def __init__(self, http: Http) -> None:
        self.http = http
        self.server = ""
        self.id = ""

    def run(
        self, verb: str, database: str = "", name: str = "", seconds: float | None = None, **more: int
    ) -> list[list[Any]]:
        """The records of a declared statement. Errors: `Refusal`; ``Failed`` with hostile, timeout."""
        body = {"statements": [{"statement": statement(verb, name), "parameters": more}]}
        reply = self.http.ask(
            COMMIT, {"db": database or "neo4j"}, body=body, headers={"access-mode": "READ"}, most=64 << 20,
            seconds=seconds,
        )  # fmt: skip
        if reply.status in (401, 403):
            raise Refusal("Neo.ClientError.Security.Unauthorized")
        if reply.status not in (200, 201, 202):
            what = f"answers a statement with {reply.status}"
            raise Failed(
                Failure(kind="unsupported-version", target=self.http.target.url, what=what, hint="ask by Bolt")
            )
        answer: _Answer = reply.json(_Answer)
        if answer.errors:
            raise Refusal(answer.errors[0].code)
        return [one.row for one in answer.results[0].data] if answer.results else []

    def goodbye(self) -> None:
        """Nothing to be said."""
