"""Qdrant 1.x as its OpenAPI description and its sources have it: collections, scroll, count, keys and tokens. An imitation.

Sources: docs/redoc/master/openapi.json (CollectionsResponse, CollectionInfo, CountResult, ScrollResult), the whitelist
of paths that need no key, and the words of a refusal (403 up to 1.8, 401 from 1.9 on).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

Points = Mapping[int | str, Any]


@dataclass(kw_only=True)
class Qdrant:
    """*collections*: name -> id -> payload. *keys*: key -> collections that it may read, None for all; none: open."""

    collections: Mapping[str, Points] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str] | None] = field(default_factory=dict)
    version: str = "1.12.4"
    peers: tuple[str, ...] = ()  # none: it is in no cluster

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        if asked.path == "/":
            return Answer(body={"title": "qdrant - vector search engine", "version": self.version, "commit": "0f9a"})
        visible = list(self.collections)
        if self.keys:
            key = asked.headers.get("api-key")
            if key not in self.keys:
                words = b"Must provide an API key or an Authorization bearer token"
                return Answer(status=403 if self.version < "1.9" else 401, body=words)
            visible = [one for one in visible if one in (self.keys[key] or visible)]
        if asked.path == "/collections" and asked.method == "GET":
            return _ok({"collections": [{"name": one} for one in visible]})
        if asked.path == "/cluster" and asked.method == "GET":
            peers = {str(at): {"uri": uri} for at, uri in enumerate(self.peers, 2 << 40)}
            return _ok({"status": "enabled", "peer_id": 2 << 40, "peers": peers} if peers else {"status": "disabled"})
        found = re.fullmatch(r"/collections/([^/]+)(/points/(count|scroll))?", asked.path)
        if found is None:
            return Answer(status=404)
        if found[1] not in visible:
            return _error(404, f"Not found: Collection `{found[1]}` doesn't exist!")
        return self._collection(self.collections[found[1]], found[3], asked)

    def _collection(self, points: Points, action: str | None, asked: Asked) -> Answer:
        if action is None and asked.method == "GET":
            facts = {"status": "green", "points_count": len(points), "segments_count": 2, "payload_schema": {}}
            return _ok({**facts, "config": {"params": {"vectors": {"size": 4, "distance": "Cosine"}}}})
        if action == "count" and asked.method == "POST":
            return _ok({"count": len(points)})
        if action != "scroll" or asked.method != "POST":
            return Answer(status=404)
        wanted = asked.json()
        ids = sorted(points, key=_order)
        if (offset := wanted.get("offset")) is not None:
            ids = [one for one in ids if _order(one) >= _order(offset)]
        limit = wanted.get("limit", 10)
        page = [{"id": one, "payload": points[one], "shard_key": None} for one in ids[:limit]]
        return _ok({"points": page, "next_page_offset": ids[limit] if len(ids) > limit else None})


def _order(id: int | str) -> tuple[bool, int, str]:
    return (isinstance(id, str), id if isinstance(id, int) else 0, str(id))


def _ok(result: Any) -> Answer:
    return Answer(body={"result": result, "status": "ok", "time": 9.8e-06})


def _error(status: int, words: str) -> Answer:
    return Answer(status=status, body={"status": {"error": words}, "time": 9.8e-06})


def running(qdrant: Qdrant) -> Web:
    """A running one."""
    return Web(qdrant.answer)
