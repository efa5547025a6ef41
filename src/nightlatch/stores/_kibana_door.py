"""Elasticsearch through the Console of Kibana or OpenSearch Dashboards: one path of the door, many of the store.

Sends POST /api/console/proxy with ``method=GET`` and, in ``path``, a request that Elasticsearch itself would be sent;
the door forwards it as whoever it takes us for. Nothing goes out whose inner request is not declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from nightlatch.stores._elastic_session import READS as INNER
from nightlatch.stores._elastic_session import guard as inner_guard
from nightlatch.stores._http import Http, Reply

PROXY = "POST /api/console/proxy"
READS = frozenset(f"{PROXY} {inner}" for inner in INNER)  # what the door is asked to forward
_BLANK = re.compile(r"\\\{\w+\\\}")
_INNER = re.compile("|".join(_BLANK.sub("[^/?]+", re.escape(one.removeprefix("GET "))) for one in sorted(INNER)))
_HEADERS = {  # each is asked for by some version, as proof that no foreign web page sent this; no other minds them
    "kbn-xsrf": "nightlatch", "osd-xsrf": "nightlatch", "x-elastic-internal-origin": "nightlatch",
}  # fmt: skip
_WITH_BODY = (7, 5)  # before it the Console sends no body with GET


@dataclass(slots=True)
class Door:
    """What :class:`nightlatch.stores._elastic_catalog.Asks` asks for, asked through *http*, of a door of *version*."""

    http: Http
    version: tuple[int, ...]

    def ask(
        self, template: str, fill: Mapping[str, str] | None = None, *, query: Mapping[str, str] | None = None,
        body: Any = None, most: int = 8 << 20, seconds: float | None = None,
    ) -> Reply:  # fmt: skip
        """Send one declared request of the store through the door; its status is the store's own."""
        if template not in INNER:
            raise PermissionError(f"{template.partition(' ')[0]} of an undeclared path, through a door")
        words, content = dict(query or {}), None if body is None else msgspec.json.encode(body)
        if content is not None and self.version and self.version < _WITH_BODY:
            words |= {"source": content.decode(), "source_content_type": "application/json"}
            content = None
        path = template.partition(" ")[2]
        for name, value in (fill or {}).items():
            path = path.replace(f"{{{name}}}", quote(value, safe="", errors="replace"))
        words["pretty"] = "false"  # else the Console asks for the longer form
        inner = {"path": f"{path}?{urlencode(words, quote_via=quote)}", "method": "GET"}
        reply = self.http.ask(PROXY, query=inner, body=content, headers=_HEADERS, most=most, seconds=seconds)
        told = reply.headers.get("x-console-proxy-status-code", "")
        status = int(told) if re.fullmatch(r"[1-5]\d\d", told) else reply.status
        return Reply(status=status, headers=reply.headers, body=reply.body, target=reply.target)

    def close(self) -> None:
        """Hang up."""
        self.http.close()


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """The choke point: through the door goes GET alone, and of declared paths alone."""
    if template != PROXY:
        return None
    path, _, words = query.get("path", "").partition("?")
    if query.get("method") != "GET" or set(query) != {"path", "method"} or not _INNER.fullmatch(path):
        return "an undeclared request through a door"
    return inner_guard(template, words, body)


def inner_verb(path: str) -> str | None:
    """The declared request that *path* is, as ``READS`` names it; for the tests of what is sent."""
    for one in INNER:
        if re.fullmatch(_BLANK.sub("[^/?]+", re.escape(one.removeprefix("GET "))), path.partition("?")[0]):
            return f"{PROXY} {one}"
    return None
