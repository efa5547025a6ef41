"""Security as Elasticsearch and OpenSearch document it, before a stand-in that has none: an imitation, no capture.

A `Guard` forwards what its role allows to the stand-in, refuses the rest with the vendor's documented bodies, and
answers the introspection of its product. Sources: Elasticsearch Guide (Has privileges API, Authenticate API, Enabling
anonymous access), OpenSearch documentation (Anonymous authentication, Security REST API).
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.lab.web import Answer, Asked, Web

_REALMS = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', "ApiKey"]
PRODUCT = (("X-elastic-product", "Elasticsearch"),)


@dataclass(frozen=True, kw_only=True)
class Role:
    """*indices*: pattern -> privileges, by Elasticsearch's names."""

    name: str
    cluster: frozenset[str] = frozenset()
    indices: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may(self, index: str, privilege: str) -> bool:
        return any(
            fnmatchcase(index, pattern) and bool({privilege, "all"} & granted)
            for pattern, granted in self.indices.items()
        )


@dataclass(frozen=True, kw_only=True)
class Guard:
    """*anonymous* is the role of whoever brings no password, None where all are refused; *user* may do everything."""

    backend: int
    anonymous: Role | None = None
    user: tuple[str, str] = ("elastic", "S3cret")

    def answer(self, asked: Asked) -> Answer:
        given = asked.headers.get("authorization")
        if given is not None:
            known = base64.b64encode(":".join(self.user).encode()).decode()
            return self._forward(asked) if given == f"Basic {known}" else self._unknown("unable to authenticate user")
        if self.anonymous is None:
            return self._unknown("missing authentication credentials for REST request")
        return self._as(self.anonymous, asked)

    def _unknown(self, reason: str) -> Answer:
        error = {"type": "security_exception", "reason": reason, "header": {"WWW-Authenticate": _REALMS}}
        headers = tuple(("WWW-Authenticate", one) for one in _REALMS)
        return Answer(
            status=401, body={"error": {"root_cause": [error], **error}, "status": 401}, headers=headers + PRODUCT
        )

    def _forbidden(self, action: str, role: Role) -> Answer:
        error = {
            "type": "security_exception",
            "reason": f"action [{action}] is unauthorized for user [_es_anonymous_user] with effective roles [{role.name}]",
        }
        return Answer(status=403, body={"error": {"root_cause": [error], **error}, "status": 403}, headers=PRODUCT)

    def _as(self, role: Role, asked: Asked) -> Answer:
        path = asked.path
        if path == "/_security/_authenticate":
            who = {"username": "_es_anonymous_user", "roles": [role.name], "authentication_type": "anonymous"}
            return Answer(body=who, headers=PRODUCT)
        if path == "/_security/user/_has_privileges":
            return Answer(body=self._has(role, asked.json()), headers=PRODUCT)
        if path == "/_security/user/_privileges":
            indices = [{"names": [name], "privileges": sorted(granted)} for name, granted in role.indices.items()]
            return Answer(body={"cluster": sorted(role.cluster), "global": [], "indices": indices}, headers=PRODUCT)
        if path == "/_cat/indices":
            if "monitor" not in role.cluster:
                return self._forbidden("indices:monitor/settings/get", role)
            rows = json.loads(self._forward(asked).body)
            return Answer(body=[one for one in rows if role.may(one["index"], "monitor")], headers=PRODUCT)
        if path.startswith("/_resolve/index/"):
            told = json.loads(self._forward(asked).body)
            told["indices"] = [one for one in told["indices"] if role.may(one["name"], "view_index_metadata")]
            return Answer(body=told, headers=PRODUCT)
        if path.startswith("/_nightlatch"):
            return Answer(status=400, body={"error": f"no handler found for uri [{path}] and method [GET]"})
        if path.startswith("/_") or path == "/":
            is_allowed = "monitor" in role.cluster and asked.method == "GET"
            return self._forward(asked) if is_allowed else self._forbidden("cluster:monitor/main", role)
        index, _, action = path.strip("/").partition("/")
        wanted = {"_mapping": "view_index_metadata"}.get(action, "read")
        if asked.method == "GET" and all(role.may(one, wanted) for one in index.split(",")):
            return self._forward(asked)
        return self._forbidden("indices:data/read/search", role)

    def _has(self, role: Role, asked: Any) -> dict[str, Any]:
        cluster = {one: bool({one, "all"} & role.cluster) for one in asked["cluster"]}
        index = {
            name: {one: role.may(name, one) for one in wanted["privileges"]}
            for wanted in asked["index"]
            for name in wanted["names"]
        }
        return {
            "username": "_es_anonymous_user",
            "has_all_requested": False,
            "cluster": cluster,
            "index": index,
            "application": {},
        }

    def _forward(self, asked: Asked) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        kept = {name: value for name, value in asked.headers.items() if name in ("content-type", "accept")}
        link.request(asked.method, asked.target, asked.body or None, kept)
        reply = link.getresponse()
        body = reply.read()
        link.close()
        kind = (("content-type", reply.getheader("content-type", "application/json")),)
        return Answer(status=reply.status, body=body, headers=kind + PRODUCT)


@dataclass(frozen=True, kw_only=True)
class OpenGuard(Guard):
    """The Security plug-in of OpenSearch. *definitions* are what the caller may see of roles, None where nothing."""

    roles: tuple[str, ...] = ()
    definitions: Mapping[str, Any] | None = None

    def _unknown(self, reason: str) -> Answer:
        realm = ("WWW-Authenticate", 'Basic realm="OpenSearch Security"')
        return Answer(status=401, body=b"Unauthorized", headers=(realm, ("content-type", "text/plain; charset=UTF-8")))

    def _forbidden(self, action: str, role: Role) -> Answer:
        error = {
            "type": "security_exception",
            "reason": f"no permissions for [{action}] and User [name=opendistro_security_anonymous, backend_roles=[], requestedTenant=null]",
        }
        return Answer(status=403, body={"error": {"root_cause": [error], **error}, "status": 403})

    def _as(self, role: Role, asked: Asked) -> Answer:
        if asked.path == "/_plugins/_security/authinfo":
            who = {
                "user_name": "opendistro_security_anonymous",
                "backend_roles": ["opendistro_security_anonymous_backendrole"],
            }
            return Answer(body={"user": "User [...]", **who, "roles": list(self.roles), "principal": None})
        if asked.path == "/_plugins/_security/api/roles":
            if self.definitions is None:
                return Answer(status=403, body={"status": "FORBIDDEN", "message": "No permission to access REST API"})
            return Answer(body=dict(self.definitions))
        if asked.path.startswith("/_security"):
            return Answer(status=400, body={"error": f"no handler found for uri [{asked.target}] and method [GET]"})
        return super()._as(role, asked)


def guarded(guard: Guard) -> Web:
    """A running one."""
    return Web(guard.answer)
