"""ArangoDB 3.x as its HTTP API documentation has it: databases, collections, levels of users, cursors. An imitation.

Sources: ArangoDB documentation 3.5 to 3.12 (User HTTP API, Collections, Cursors, Server mode), errors of its source.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.lab.web import Answer, Asked, Web

Levels = Mapping[str, Any]  # database -> {"permission": ..., "collections": {...}}
_CLOSED = (("server", "ArangoDB"), ("www-authenticate", 'Bearer token_type="JWT", realm="ArangoDB"'))


@dataclass(kw_only=True)
class Arango:
    """*users*: name -> (password, levels); None where authentication is off."""

    databases: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    users: Mapping[str, tuple[str, Levels]] | None = None
    version: str = "3.11.8"
    mode: str = "default"
    is_hardened: bool = False
    copies_from: str = ""  # the endpoint of the server whose data it applies

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        user = self._user(asked)
        if user is None:
            return Answer(status=401, body=_error(401, 11, "not authorized to execute this request"), headers=_CLOSED)
        told = self._told(asked, user)
        return Answer(status=told.status, body=told.body, headers=(("server", "ArangoDB"),))

    def _user(self, asked: Asked) -> str | None:
        if self.users is None:
            return "root"
        name, _, password = (
            base64.b64decode(asked.headers.get("authorization", "")[len("Basic ") :]).decode().partition(":")
        )
        return name if name in self.users and self.users[name][0] == password else None

    def _told(self, asked: Asked, user: str) -> Answer:
        path = asked.path
        if path == "/_api/version":
            about = {"server": "arango", "license": "community", "version": self.version}
            return Answer(body={name: about[name] for name in about if name != "version" or not self.is_hardened})
        if path == "/_admin/server/mode":
            return Answer(body={"error": False, "code": 200, "mode": self.mode})
        if path == "/_admin/statistics":
            told = {"time": 1704067200.0, "server": {"uptime": 258.5, "threads": {}}, "client": {"httpConnections": 3}}
            return Answer(body={**told, "enabled": True, "error": False, "code": 200})
        if path == "/_api/replication/applier-state":
            state = {"running": bool(self.copies_from), "phase": "running" if self.copies_from else "inactive"}
            place = {"endpoint": self.copies_from, "database": "_system"} if self.copies_from else {}
            return Answer(body={"state": state, "server": {"version": self.version, "serverId": "2"}, **place})
        if path == f"/_api/user/{user}/database" and self.users is not None:
            return Answer(body={"error": False, "code": 200, "result": dict(self.users[user][1])})
        if path == "/_api/database/user":
            return Answer(body={"result": [one for one in self.databases if self._level(user, one, None)]})
        parts = [unquote(part) for part in asked.target.partition("?")[0].split("/")]
        if parts[1] == "_db" and parts[2] in self.databases:
            return self._inside(asked, user, parts[2], parts[3:])
        return Answer(status=404, body=_error(404, 404, f"unknown path '{path}'"))

    def _inside(self, asked: Asked, user: str, database: str, rest: list[str]) -> Answer:
        found = self.databases[database]
        if not self._level(user, database, None):
            return Answer(status=401, body=_error(401, 11, "not authorized to execute this request"))
        if rest == ["_api", "collection"]:
            listed = [
                {"id": str(at), "name": one, "status": 3, "type": 2, "isSystem": one.startswith("_")}
                for at, one in enumerate(found)
                if self._level(user, database, one)
            ]
            return Answer(body={"error": False, "code": 200, "result": listed})
        if rest[:2] == ["_api", "collection"] and rest[3:] == ["count"] and rest[2] in found:
            if not self._level(user, database, rest[2]):
                return Answer(status=403, body=_error(403, 11, "forbidden"))
            return Answer(body={"error": False, "code": 200, "count": len(found[rest[2]])})
        if rest == ["_api", "cursor"] and asked.method == "POST":
            return self._cursor(asked.json(), user, database)
        return Answer(status=404, body=_error(404, 404, "unknown path"))

    def _cursor(self, asked: Any, user: str, database: str) -> Answer:
        bind = asked["bindVars"]
        if not self._level(user, database, bind["@c"]):
            return Answer(status=403, body=_error(403, 11, "AQL: forbidden"))
        docs = self.databases[database][bind["@c"]]
        if "DESC" in asked["query"]:
            rows = [{"_key": key, "_last": bind["k"]} for key in sorted(docs, reverse=True)][: bind["n"]]
        else:
            keys = sorted(key for key in docs if key > bind["k"])[: bind["n"]]
            rows = [{"_key": key, "_id": f"{bind['@c']}/{key}", "_rev": "_h", **docs[key]} for key in keys]
        return Answer(status=201, body={"result": rows, "hasMore": False, "cached": False, "error": False, "code": 201})

    def _level(self, user: str, database: str, collection: str | None) -> bool:
        """At least ro."""
        if self.users is None:
            return True
        levels = self.users[user][1]
        mine, others = levels.get(database, {}), levels.get("*", {})
        if mine.get("permission", others.get("permission", "none")) == "none":
            return False
        if collection is None:
            return True
        named = mine.get("collections", {})
        chain = (named.get(collection), named.get("*"), others.get("collections", {}).get("*"))
        return next((one for one in chain if one and one != "undefined"), "none") != "none"


def _error(code: int, number: int, message: str) -> dict[str, Any]:
    return {"code": code, "error": True, "errorMessage": message, "errorNum": number}


def running(arango: Arango) -> Web:
    """A running one."""
    return Web(arango.answer)
