"""Chroma 0.4 to 0.6 as documented: the API by its number, with and without a token. An imitation.

Sources: chromadb/server/fastapi (routes of v1 and v2, paths that need no token), chromadb/errors (AuthError), Auth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_ID = "8c4f2a10-0000-4000-8000-{:012x}"


@dataclass(kw_only=True)
class Chroma:
    """*collections*: name -> documents with their metadata. *user*: what the identity is told as."""

    collections: Mapping[str, Sequence[tuple[str | None, Any]]] = field(default_factory=dict)
    number: int = 2
    version: str = "0.6.3"
    token: str = ""
    user: str = ""

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        base = f"/api/v{self.number}"
        if asked.path == f"{base}/heartbeat":
            return Answer(body={"nanosecond heartbeat": 1732400000000000000})
        if asked.path == f"{base}/version":
            return Answer(body=self.version)
        if self.token and asked.headers.get("authorization") != f"Bearer {self.token}":
            return Answer(status=403, body={"error": "AuthError", "message": "Forbidden"})
        if asked.path == f"{base}/auth/identity" and self.number == 2:
            who = {"user_id": self.user, "tenant": "default_tenant", "databases": ["default_database"]}
            return Answer(body=who)
        if asked.path == "/api/v2/tenants/default_tenant/databases" and self.number == 2:
            return Answer(body=[{"id": _ID.format(0), "name": "default_database", "tenant": "default_tenant"}])
        inner = "" if self.number == 1 else "/tenants/default_tenant/databases/default_database"
        rest = asked.path.removeprefix(f"{base}{inner}/collections")
        return (
            self._collections(rest, asked) if rest != asked.path else Answer(status=404, body={"detail": "Not Found"})
        )

    def _collections(self, rest: str, asked: Asked) -> Answer:
        ids = {_ID.format(at): name for at, name in enumerate(self.collections)}
        if rest == "":
            start, most = int(asked.query.get("offset", 0)), int(asked.query.get("limit", 1000))
            found = [{"id": id, "name": name, "metadata": None} for id, name in ids.items()]
            return Answer(body=found[start : start + most])
        one = re.fullmatch(r"/([^/]+)/(count|get)", rest)
        if one is None or one[1] not in ids:
            return Answer(status=404, body={"error": "NotFoundError", "message": "Collection does not exist."})
        records = self.collections[ids[one[1]]]
        if one[2] == "count" and asked.method == "GET":
            return Answer(body=len(records))
        wanted = asked.json()
        start, most = wanted["offset"], wanted["limit"]
        page = list(enumerate(records))[start : start + most]
        got = {"ids": [str(at) for at, _ in page], "documents": [text for _, (text, _) in page], "embeddings": None}
        return Answer(body={**got, "metadatas": [more for _, (_, more) in page], "included": wanted["include"]})


def running(chroma: Chroma) -> Web:
    """A running one."""
    return Web(chroma.answer)
