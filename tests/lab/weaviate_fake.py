"""Weaviate 1.x as its OpenAPI description and its sources have it: anonymous access, API keys, roles. An imitation.

Sources: openapi-specs/schema.json (Meta, Schema, NodesStatusResponse, ObjectsListResponse, UserOwnInfo, Permission), the
anonymous middleware, the administrators' list and the own-info handler.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_REFUSAL = b'{"code":401,"message":"anonymous access not enabled, please provide an auth scheme such as OIDC"}'


@dataclass(kw_only=True)
class Weaviate:
    """*classes*: name -> id -> properties. *keys*: key -> permissions of its roles, None where there are no roles."""

    classes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[Mapping[str, Any]] | None] = field(default_factory=dict)
    is_anonymous: bool = True
    is_listed: bool = True  # does the list of administrators, if any, name visitors
    shared: tuple[str, ...] = ()  # classes with tenants
    version: str = "1.30.1"

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        key = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if key and key not in self.keys:
            return Answer(status=401, body={"code": 401, "message": "unauthorized: invalid api key"})
        if not key and not self.is_anonymous:
            return Answer(status=401, body=_REFUSAL)
        if asked.path == "/v1/meta":
            return Answer(body={"hostname": "http://[::]:8080", "modules": {}, "version": self.version})
        if asked.path == "/v1/users/own-info":
            return self._own(key)
        if not key and not self.is_listed:
            words = "forbidden: user 'anonymous' has insufficient permissions to list schema/*"
            return Answer(status=403, body={"error": [{"message": words}]})
        if asked.path == "/v1/schema":
            return Answer(body={"classes": [self._class(name) for name in self.classes]})
        if asked.path == "/v1/nodes":
            return Answer(body=self._nodes(asked.query.get("output") == "verbose"))
        if asked.path == "/v1/objects" and asked.method == "GET":
            return self._objects(asked.query)
        return Answer(status=404, body={"code": 404, "message": f"path {asked.path} was not found"})

    def _own(self, key: str) -> Answer:
        if not key:
            return Answer(status=401)
        if self.version < "1.29":
            return Answer(status=404, body={"code": 404, "message": "path /v1/users/own-info was not found"})
        permissions = self.keys[key]
        roles = None if permissions is None else [{"name": "one", "permissions": list(permissions)}]
        return Answer(body={"username": "app", "groups": [], "roles": roles})

    def _class(self, name: str) -> dict[str, Any]:
        fields = dict.fromkeys(key for row in self.classes[name].values() for key in row)
        properties = [{"name": one, "dataType": ["text"]} for one in fields]
        tenancy = {"enabled": name in self.shared, "autoTenantActivation": False}
        return {"class": name, "properties": properties, "multiTenancyConfig": tenancy, "vectorizer": "none"}

    def _nodes(self, is_verbose: bool) -> dict[str, Any]:
        shards = [
            {"class": name, "name": "3xTpG1Aa7eQr", "objectCount": len(rows)} for name, rows in self.classes.items()
        ]
        node = {"name": "node1", "status": "HEALTHY", "version": self.version, "shards": shards if is_verbose else None}
        return {"nodes": [node, {**node, "name": "node2"}]}

    def _objects(self, query: Mapping[str, str]) -> Answer:
        name = query["class"]
        if name not in self.classes:
            return Answer(status=404)
        if name in self.shared:
            return Answer(
                status=422, body={"error": [{"message": "has multi-tenancy enabled, but request was without tenant"}]}
            )
        ids = [one for one in sorted(self.classes[name]) if one > query.get("after", "")][: int(query["limit"])]
        found = [
            {"class": name, "id": one, "properties": self.classes[name][one], "vectorWeights": None} for one in ids
        ]
        return Answer(body={"deprecations": [], "objects": found, "totalResults": len(found)})


def running(weaviate: Weaviate) -> Web:
    """A running one."""
    return Web(weaviate.answer)
