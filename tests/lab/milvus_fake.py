"""Milvus 2.4 and later as its API reference for v2 has it: collections, rows behind a key, users and roles. An imitation.

Sources: RESTful API reference v2.4 and v2.5 (collections, entities, users, roles), its HTTP server's middleware and codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_CORS = (("Access-Control-Allow-Headers", "Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token"),)
_FILTER = re.compile(r'(\w+) (>=?) (?:(-?\d+)|"(.*)")')


@dataclass(kw_only=True)
class Milvus:
    """*collections*: name -> rows, each with its ``id``. *users*: user:password -> roles, none: open. *roles*: privileges."""

    collections: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    users: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roles: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    unloaded: tuple[str, ...] = ()
    is_text: bool = False  # are keys texts

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        told = self._answer(asked)
        return Answer(status=told.status, body=told.body, headers=_CORS)

    def _answer(self, asked: Asked) -> Answer:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if not asked.path.startswith(("/v1/", "/v2/")):
            return Answer(status=404, body=b"404 page not found")
        if self.users and token not in self.users:
            return Answer(status=401, body={"code": 1800, "message": "user hasn't authenticated"})
        if (asked.method, asked.path) == ("GET", "/v1/vector/collections"):
            return _fine(list(self.collections))
        action = asked.path.removeprefix("/v2/vectordb/")
        if asked.method != "POST" or action == asked.path:
            return Answer(status=404, body=b"404 page not found")
        wanted = asked.json()
        if action == "collections/list":
            return _fine(list(self.collections))
        if action == "users/list":
            return _fine([user.partition(":")[0] for user in self.users])
        if action == "users/describe":
            return _fine(
                list(next(roles for user, roles in self.users.items() if user.startswith(f"{wanted['userName']}:")))
            )
        if action == "roles/describe":
            return _fine([dict(one) for one in self.roles.get(wanted["roleName"], ())])
        return self._collection(action, wanted)

    def _collection(self, action: str, wanted: dict[str, Any]) -> Answer:
        name = wanted.get("collectionName")
        if name not in self.collections:
            return Answer(body={"code": 100, "message": f"can't find collection[database=default][collection={name}]"})
        rows = sorted(self.collections[name], key=lambda row: row["id"])
        if action == "collections/get_stats":
            return _fine({"rowCount": len(rows)})
        if action == "collections/describe":
            kind = "VarChar" if self.is_text else "Int64"
            fields = [
                {"name": "id", "type": kind, "primaryKey": True},
                {"name": "vector", "type": "FloatVector", "primaryKey": False},
            ]
            load = "LoadStateNotLoad" if name in self.unloaded else "LoadStateLoaded"
            return _fine({"collectionName": name, "fields": fields, "load": load, "enableDynamicField": True})
        if action != "entities/query":
            return Answer(status=404, body=b"404 page not found")
        if name in self.unloaded:
            return Answer(body={"code": 101, "message": "collection not loaded"})
        found = _FILTER.fullmatch(wanted["filter"])
        assert found is not None and "vector" not in wanted["outputFields"]
        key: Any = int(found[3]) if found[3] is not None else found[4]
        kept = [row for row in rows if row["id"] > key or (found[2] == ">=" and row["id"] == key)]
        return _fine([{**row, "id": str(row["id"])} for row in kept[: wanted["limit"]]])


def _fine(data: Any) -> Answer:
    return Answer(body={"code": 0, "data": data})


def running(milvus: Milvus) -> Web:
    """A running one."""
    return Web(milvus.answer)
