"""Consul 1.x as its API documentation has it: key-value store, access control, what an agent tells. An imitation.

Sources: Consul API (agent, status, kv, acl/tokens), the handler of internal/acl/authorize, agent configuration.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

Rules = Mapping[str, str]  # prefix of a key, or a resource as "acl:" -> read | write


@dataclass(kw_only=True)
class Consul:
    """*rules*: token ("" for nobody) -> its rules; None where access control is off."""

    keys: Mapping[str, bytes] = field(default_factory=dict)
    rules: Mapping[str, Rules] | None = None
    version: str = "1.19.2"
    write_from: tuple[str, ...] = ()
    peers: tuple[str, ...] = ("10.1.10.12:8300", "10.1.10.11:8300", "10.1.10.10:8300")
    is_old: bool = False  # before 1.4: legacy access control, no question to ask

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        token = asked.headers.get("x-consul-token", "")
        if asked.path == "/v1/status/leader":
            return Answer(body="10.1.10.12:8300")
        if asked.path == "/v1/status/peers":
            return Answer(body=list(self.peers))
        if self.rules is not None and token not in self.rules:
            return Answer(status=403, body=b"ACL not found")
        if asked.path == "/v1/agent/self":
            return Answer(body=self._self()) if self._may(token, "agent:", "read") else _no("agent:read")
        if asked.path in ("/v1/acl/token/self", "/v1/acl/list"):
            return self._acl(asked.path, token)
        if asked.path == "/v1/internal/acl/authorize" and asked.method == "POST" and not self.is_old:
            return self._authorize(asked, token)
        if asked.path.startswith("/v1/kv/") and asked.method == "GET":
            return self._kv(asked, token)
        return Answer(status=404, body=b"Invalid URL path: not a recognized HTTP API endpoint")

    def _may(self, token: str, name: str, access: str) -> bool:
        if self.rules is None:
            return True
        rule = max((one for one in self.rules[token] if name.startswith(one)), key=len, default=None)
        if rule is None or (rule == "" and name in ("acl:", "operator:")):
            return False
        return self.rules[token][rule] == "write" or access == "read"

    def _self(self) -> dict[str, Any]:
        config = {
            "Datacenter": "dc1", "NodeName": "foobar", "NodeID": "9d754d17-d864-b1d3-e758-f3fe25a9874f", "Server": True,
            "Revision": "deadbeef", "Version": self.version,
        }  # fmt: skip
        return {"Config": config, "DebugConfig": {"AllowWriteHTTPFrom": list(self.write_from)}, "Member": {}}

    def _acl(self, path: str, token: str) -> Answer:
        if self.is_old and path == "/v1/acl/token/self":
            return Answer(status=404)
        if self.rules is None:
            return Answer(status=401, body=b"ACL support disabled")
        if token:
            return Answer(
                body={"AccessorID": "6a1253d2-1785-24fd-91c2-f8e78c745511", "SecretID": token, "Policies": []}
            )
        return Answer(status=403, body=b"ACL not found")

    def _authorize(self, asked: Asked, token: str) -> Answer:
        if self.rules is None:
            return Answer(status=401, body=b"ACL support disabled")
        answers = []
        for one in asked.json():
            name = one.get("Segment", "") if one["Resource"] == "key" else f"{one['Resource']}:"
            answers.append({**one, "Allow": self._may(token, name, one["Access"])})
        return Answer(body=answers)

    def _kv(self, asked: Asked, token: str) -> Answer:
        prefix = asked.path.removeprefix("/v1/kv/")
        if "keys" not in asked.query:
            if not self._may(token, prefix, "read"):
                return _no("key:read")
            if prefix not in self.keys:
                return Answer(status=404)
            value = base64.b64encode(self.keys[prefix]).decode()
            return Answer(body=[{"Key": prefix, "Value": value, "Flags": 0, "LockIndex": 0, "CreateIndex": 9}])
        found = [one for one in sorted(self.keys) if one.startswith(prefix) and self._may(token, one, "read")]
        if separator := asked.query.get("separator"):
            cut = [(one, one.find(separator, len(prefix))) for one in found]
            found = list(dict.fromkeys(one if at < 0 else one[: at + 1] for one, at in cut))
        return Answer(body=found) if found else Answer(status=404)


def _no(permission: str) -> Answer:
    words = (
        f"Permission denied: anonymous token lacks permission '{permission}'. The anonymous token is used implicitly"
    )
    return Answer(status=403, body=words.encode())


def running(consul: Consul) -> Web:
    """A running one."""
    return Web(consul.answer)
