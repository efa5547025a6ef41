"""CouchDB 1 to 3 as its documentation has it: sessions, members of databases, who may list them. An imitation.

Sources: CouchDB documentation, API reference (/, /_session, /_all_dbs, /{db}, /{db}/_security, /{db}/_design_docs,
/{db}/_all_docs) and Configuration (admin_only_all_dbs, require_valid_user).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_ADMIN = {"admins": {"names": [], "roles": ["_admin"]}, "members": {"names": [], "roles": ["_admin"]}}
EVERYBODY: dict[str, Any] = {}
_VALIDATES = {"_id": "_design/auth", "validate_doc_update": "function(n,o,u){throw({forbidden:'no'})}"}


@dataclass(kw_only=True)
class Database:
    """*docs* by id, *security* as it is stored (the default of 3.x if None), with a design that refuses writing or not."""

    docs: dict[str, Any] = field(default_factory=dict)
    security: Mapping[str, Any] | None = None
    refuses: bool = False

    def all(self) -> dict[str, Any]:
        designs = {"_design/auth": _VALIDATES} if self.refuses else {}
        return dict(sorted({**self.docs, **designs}.items(), key=lambda pair: pair[0].encode()))


@dataclass(kw_only=True)
class Couch:
    """*users*: name -> (password, roles). *is_party*: no administrator was ever made (before 3)."""

    databases: dict[str, Database] = field(default_factory=dict)
    version: str = "3.3.3"
    users: dict[str, tuple[str, list[str]]] = field(default_factory=lambda: {"admin": ("s3cret", ["_admin"])})
    is_party: bool = False
    requires_user: bool = False
    lists_to_all: bool = False
    tasks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (("Server", f"CouchDB/{self.version} (Erlang OTP/24)"), ("X-Couch-Request-ID", "0123456789"))

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        told = self._answer(asked)
        return Answer(status=told.status, body=told.body, headers=(*told.headers, *self._headers))

    def _answer(self, asked: Asked) -> Answer:
        name, roles = None, ["_admin"] if self.is_party else []
        if given := asked.headers.get("authorization"):
            name, _, password = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
            known = self.users.get(name)
            if known is None or known[0] != password:
                return _error(401, "unauthorized", "Name or password is incorrect.")
            roles = known[1]
        if asked.path == "/_session":
            return Answer(body={"ok": True, "userCtx": {"name": name, "roles": roles}, "info": {}})
        if self.requires_user and name is None:
            return _error(401, "unauthorized", "Authentication required.")
        if asked.path == "/":
            vendor = {"name": "The Apache Software Foundation"}
            return Answer(body={"couchdb": "Welcome", "version": self.version, "uuid": "f" * 32, "vendor": vendor})
        if asked.path in ("/_active_tasks", "/_node/_local/_system"):
            if "_admin" not in roles:
                return _error(401, "unauthorized", "You are not a server admin.")
            return Answer(body=self.tasks if asked.path == "/_active_tasks" else {"uptime": 259, "memory": {}})
        if asked.path == "/_all_dbs":
            if "_admin" not in roles and not self.lists_to_all:
                return _error(401, "unauthorized", "You are not a server admin.")
            return Answer(body=["_replicator", "_users", *sorted(self.databases)])
        database, _, action = (
            asked.path.strip("/").rpartition("/") if asked.path.count("/") > 1 else (asked.path[1:], "", "")
        )
        if database not in self.databases:
            return _error(404, "not_found", "Database does not exist.")
        return self._of(self.databases[database], action, asked, name, roles)

    def _of(self, database: Database, action: str, asked: Asked, name: str | None, roles: list[str]) -> Answer:
        default = _ADMIN if self.version.startswith("3") else EVERYBODY
        security = default if database.security is None else database.security
        is_in = "_admin" in roles or any(_is_one(security, part, name, roles) for part in ("members", "admins"))
        if not is_in and not _is_empty(security):
            return _error(401 if name is None else 403, "unauthorized", "You are not authorized to access this db.")
        if action == "_security":
            return Answer(body=dict(security))
        documents = database.all()
        if action == "_design_docs" and self.version >= "2.2":
            documents = {key: doc for key, doc in documents.items() if key.startswith("_design/")}
        elif action == "" and asked.method == "GET":
            return Answer(body={"db_name": "x", "doc_count": len(documents), "sizes": {"active": 100 * len(documents)}})
        elif action != "_all_docs":
            return _error(404, "not_found", "missing")
        return Answer(body=_page(documents, asked.query))


def _page(documents: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    keys = list(documents)
    if query.get("descending") == "true":
        keys.reverse()
    if "startkey" in query:
        start = json.loads(query["startkey"]).encode()
        keys = [one for one in keys if one.encode() >= start]
    rows: list[dict[str, Any]] = [
        {"id": one, "key": one, "value": {"rev": "1-x"}} for one in keys[: int(query.get("limit", len(keys)))]
    ]
    if query.get("include_docs") == "true":
        rows = [{**row, "doc": {"_id": row["id"], "_rev": "1-x", **documents[row["id"]]}} for row in rows]
    return {"total_rows": len(documents), "offset": 0, "rows": rows}


def _is_empty(security: Mapping[str, Any]) -> bool:
    members = security.get("members", {})
    return not members.get("names") and not members.get("roles")


def _is_one(security: Mapping[str, Any], part: str, name: str | None, roles: list[str]) -> bool:
    members = security.get(part, {})
    return name in members.get("names", []) or bool(set(roles) & set(members.get("roles", [])))


def _error(status: int, error: str, reason: str) -> Answer:
    return Answer(status=status, body={"error": error, "reason": reason})


def running(couch: Couch) -> Web:
    """A running one."""
    return Web(couch.answer)
