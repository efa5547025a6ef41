"""A registry that wants tokens, as the distribution specification has it, before a real one: an imitation, no capture.

Source: Distribution documentation, Token authentication specification and implementation.
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.lab.web import Answer, Asked

_MARK = (("Docker-Distribution-Api-Version", "registry/2.0"),)


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """*grants* to strangers: repository -> actions; *catalog* may be listed; *realm* is where tokens come from."""

    backend: int
    grants: Mapping[str, tuple[str, ...]]
    catalog: bool = True
    realm: str = ""  # "" for here

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/service/token":
            return self._token(asked.query.get("scope", ""))
        if not asked.path.startswith("/v2/"):
            return Answer(status=404)
        if not asked.headers.get("authorization", "").startswith("Bearer "):
            realm = self.realm or f"http://{asked.headers['host']}/service/token"
            challenge = f'Bearer realm="{realm}",service="lab-registry"'
            body = {"errors": [{"code": "UNAUTHORIZED", "message": "authentication required", "detail": None}]}
            return Answer(status=401, body=body, headers=(*_MARK, ("WWW-Authenticate", challenge)))
        granted = self._granted(asked.headers["authorization"].removeprefix("Bearer "))
        wanted = "catalog" if asked.path == "/v2/_catalog" else asked.path.removeprefix("/v2/").rsplit("/", 2)[0]
        if not granted.get(wanted):
            return Answer(status=401, body={"errors": [{"code": "UNAUTHORIZED"}]}, headers=_MARK)
        return self._forward(asked)

    def _token(self, scope: str) -> Answer:
        kind, _, rest = scope.partition(":")
        name, _, actions = rest.rpartition(":")
        allowed = ("*",) if kind == "registry" and self.catalog else self.grants.get(name, ())
        kept = [one for one in actions.split(",") if one in allowed or "*" in allowed]
        if kind == "registry" and not self.catalog:
            return Answer(status=401, body={"details": "incorrect username or password"})
        claims = {"access": [{"type": kind, "name": name, "actions": kept}] if kept else []}
        parts = ({"alg": "none"}, claims, {"none": 0})
        words = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts]
        return Answer(body={"token": ".".join(words), "expires_in": 300})

    def _granted(self, token: str) -> dict[str, list[str]]:
        text = token.split(".")[1]
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return {one["name"]: one["actions"] for one in told["access"]}

    def _forward(self, asked: Asked) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        link.request(asked.method, asked.target, headers={"accept": asked.headers.get("accept", "*/*")})
        reply = link.getresponse()
        body = reply.read()
        link.close()
        return Answer(status=reply.status, body=body, headers=_MARK)
