"""InfluxDB 2.7 as its documentation has it: unclaimed, or set up and asking for a token; InfluxQL of a real 1.6 behind.

An imitation, no capture. Source: InfluxDB OSS 2 documentation (API reference: setup, ping, health; v1 compatibility).
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from tests.lab.web import Answer, Asked

_MARKS = (("X-Influxdb-Build", "OSS"), ("X-Influxdb-Version", "v2.7.10"))


@dataclass(frozen=True, kw_only=True)
class Fake:
    """*token* is what callers have to bring; *backend* the port of a 1.6 that answers who brings it."""

    is_unclaimed: bool = False
    token: str = ""
    backend: int = 0

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/":
            return Answer(
                body=b"<!doctype html><html><title>InfluxDB</title></html>", headers=(("content-type", "text/html"),)
            )
        if asked.path == "/ping":
            return Answer(status=204, headers=_MARKS)
        if asked.path == "/health":
            told = {"name": "influxdb", "message": "ready for queries and writes", "status": "pass", "checks": []}
            return Answer(body={**told, "version": "v2.7.10", "commit": "f302d9730c"}, headers=_MARKS)
        if asked.path == "/api/v2/setup" and asked.method == "GET":
            return Answer(body={"allowed": self.is_unclaimed}, headers=_MARKS)
        if not self.token or asked.headers.get("authorization") != f"Token {self.token}":
            return Answer(status=401, body={"code": "unauthorized", "message": "Unauthorized"}, headers=_MARKS)
        if asked.path == "/query" and asked.query.get("q") in ("SHOW USERS", "SHOW GRANTS"):
            return Answer(status=400, body={"error": "not implemented"}, headers=_MARKS)
        if asked.path == "/query":
            return self._forward(asked)
        return Answer(status=404, body={"code": "not found", "message": "path not found"}, headers=_MARKS)

    def _forward(self, asked: Asked) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        link.request("GET", asked.target, headers={"accept": asked.headers.get("accept", "*/*")})
        reply = link.getresponse()
        body = reply.read()
        link.close()
        return Answer(status=reply.status, body=body, headers=_MARKS)
