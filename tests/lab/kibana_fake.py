"""Kibana and OpenSearch Dashboards as they are documented, before a stand-in for the cluster: an imitation.

The Console forwards whatever it is asked to, as the real one does; 8 and later answer 200 and put the cluster's status
into a header. Sources: Kibana's route and handler ``api/console/proxy``, its xsrf and name headers, the Guide.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from tests.lab.web import Answer, Asked, Web

_UUID = "5b2de169-2785-441b-ae8c-186a1936b17d"
_TOLD = "x-console-proxy-status-code"


@dataclass(frozen=True, kw_only=True)
class Kibana:
    """*state*: open | closed | no console. Before 7.5 the Console sends no body with a GET."""

    backend: int
    version: str = "8.15.0"
    state: str = "open"
    is_dashboards: bool = False

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        if self.is_dashboards:
            return (("osd-name", "dash"),)
        return (("kbn-name", "kibana"), ("kbn-license-sig", "e" * 64))

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        if self.state == "closed" and asked.path.startswith("/api/"):
            error = {"statusCode": 401, "error": "Unauthorized", "message": "Unauthorized"}
            return Answer(status=401, body=error, headers=self.names)
        if asked.path == "/":
            place = "/login?next=%2F" if self.state == "closed" else "/app/home"
            return Answer(status=302, headers=(("location", place), *self.names))
        if asked.path == "/api/status":
            status = {"name": "kibana", "uuid": _UUID, "version": {"number": self.version}, "status": {"overall": {}}}
            return Answer(body=status, headers=self.names)
        if asked.path == "/api/console/proxy" and asked.method == "POST" and self.state != "no console":
            return self._forward(asked)
        return Answer(status=404, body={"statusCode": 404, "error": "Not Found"}, headers=self.names)

    def _forward(self, asked: Asked) -> Answer:
        xsrf = "osd-xsrf" if self.is_dashboards else "kbn-xsrf"
        if xsrf not in asked.headers:
            message = f"Request must contain a {xsrf} header."
            return Answer(status=400, body={"statusCode": 400, "message": message}, headers=self.names)
        numbers = tuple(int(part) for part in self.version.split("."))
        link = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        body = asked.body if asked.body and (self.is_dashboards or numbers >= (7, 5)) else None
        kind = {"content-type": "application/json"} if body else {}
        link.request(asked.query["method"], asked.query["path"], body, kind)
        reply = link.getresponse()
        content = reply.read()
        link.close()
        told = (("content-type", "application/json"), *self.names)
        if numbers >= (8,) and not self.is_dashboards:
            return Answer(body=content, headers=((_TOLD, str(reply.status)), *told))
        return Answer(status=reply.status, body=content, headers=told)


def running(kibana: Kibana) -> Web:
    """A running one."""
    return Web(kibana.answer)
