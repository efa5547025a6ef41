"""Search engines and document stores that greet well and then lie: any status, any JSON, to any question."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.dial import Dialer
from nightlatch.model import Failed
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Reading, all_stores
from nightlatch.targets import parse
from tests.lab.couch_fake import EVERYBODY, Couch, Database
from tests.lab.elastic_fake import Fake, Record
from tests.lab.kibana_fake import Kibana
from tests.lab.solr_fake import Solr
from tests.lab.web import Answer, Asked, Web

_WORDS = [
    "hits",
    "total",
    "value",
    "_source",
    "sort",
    "_shards",
    "failed",
    "timed_out",
    "count",
    "index",
    "docs.count",
    "pri",
    "status",
    "mappings",
    "properties",
    "cluster",
    "indices",
    "names",
    "privileges",
    "username",
    "user_name",
    "roles",
    "features",
    "security",
    "available",
    "enabled",
    "nodes",
    "error",
    "userCtx",
    "name",
    "doc_count",
    "sizes",
    "rows",
    "id",
    "doc",
    "members",
    "admins",
    "validate_doc_update",
    "response",
    "docs",
    "numFound",
    "nextCursorMark",
    "collections",
    "uniqueKey",
    "authorization",
    "permissions",
    "role",
    "fields",
    "lucene",
    "mode",
]
_NUMBERS = st.sampled_from([0, 1, 2, 5, -1, 1 << 31, 1 << 62, 1 << 63, 10**30, 1.5])
_TEXTS = st.sampled_from(["", "a", "people", "*", "_all", "..", "_design/a", "\x1b[1m", "9" * 17, "5", "1e5", "é" * 70])
_JSON = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_WORDS) | _TEXTS, inner, max_size=5),
    max_leaves=25,
)
# a status, a reply instead of the honest one or only a piece of it, and where that piece is
_LIE = st.tuples(
    st.sampled_from([200, 200, 200, 400, 401, 403, 404, 500]), _JSON, st.lists(st.integers(0, 7), max_size=7)
)
_LIES = st.lists(_LIE, min_size=1, max_size=6)

_ELASTIC = Fake(indices={"people": [[Record(0, {"n": 1})]]})
_OPEN = Fake(indices={"people": [[Record(0, {"n": 1})]]}, speaks=(7, 10))
_OPEN.paths["/"] = Answer(body={"version": {"number": "2.1.0", "distribution": "opensearch"}, "tagline": "x"})
_COUCH = Couch(
    databases={"people": Database(docs={"a": {"n": 1}}, security=EVERYBODY)}, lists_to_all=True, version="2.3.1"
)
_SOLR = Solr(cores={"people": [{"id": "a", "n": 1}]})
HONEST: dict[str, tuple[Callable[[Asked], Answer], Callable[[Asked], bool]]] = {
    "elasticsearch": (_ELASTIC.answer, lambda asked: asked.path == "/"),
    "opensearch": (_OPEN.answer, lambda asked: asked.path == "/"),
    "kibana": (Kibana(backend=1).answer, lambda asked: asked.path == "/api/status"),
    "couchdb": (_COUCH.answer, lambda asked: asked.path == "/"),
    "solr": (_SOLR.answer, lambda asked: asked.path.endswith("/system")),
}  # fmt: skip


class Liar:
    """Greets as the real one; lies to every *every*-th question, in turn, and is honest otherwise."""

    def __init__(self, kind: str) -> None:
        self.kind, self.every, self.count = kind, 1, 0
        self.lies: list[tuple[int, Any, list[int]]] = []

    def answer(self, asked: Asked) -> Answer:
        honest, is_greeting = HONEST[self.kind]
        if is_greeting(asked):
            return honest(asked)
        if self.kind == "kibana" and asked.query.get("path", "").startswith("/?"):
            return Answer(body=_ELASTIC._root(), headers=(("kbn-name", "k"),))
        self.count += 1
        if self.kind == "kibana":
            path, _, _ = asked.query.get("path", "/").partition("?")
            told = _ELASTIC.answer(Asked(method="GET", target=path, path=path, query={}, headers={}, body=asked.body))
        else:
            told = honest(asked)
        if self.count % self.every or self.count > 400:
            return told
        status, lie, place = self.lies[self.count % len(self.lies)]
        if status == 200 and place and not isinstance(told.body, bytes):
            return Answer(status=told.status, body=_changed(told.body, place, lie))
        return Answer(status=status, body=json.dumps(lie).encode())


def _changed(body: Any, place: list[int], lie: Any) -> Any:
    """*body* with one piece of it, which *place* leads to, replaced by *lie*."""
    if not place or not isinstance(body, dict | list) or not body:
        return lie
    if isinstance(body, dict):
        key = list(body)[place[0] % len(body)]
        return {**body, key: _changed(body[key], place[1:], lie)}
    at = place[0] % len(body)
    return [*body[:at], _changed(body[at], place[1:], lie), *body[at + 1 :]]


@pytest.mark.parametrize("kind", HONEST)
def test_whatever_a_server_says_a_session_ends_in_values_or_a_failure(kind: str) -> None:
    """No exception but a failure, no endless loop, and no name that a terminal would obey as a right's evidence."""
    liar = Liar(kind)

    @given(_LIES, st.integers(1, 3))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def lie(lies: list[tuple[int, Any, list[int]]], every: int) -> None:
        liar.lies, liar.every, liar.count = lies, every, 0
        with Dialer(Scope.loopback(), timeout_seconds=2.0) as dialer:
            target = parse(f"{kind}://127.0.0.1:{web.port}")
            try:
                with all_stores()[kind].connect(target, dialer, Ask(timeout_seconds=2.0)) as found:
                    access = found.access()
                    assert set(access.rights) == {"create", "read", "update", "delete", "administer"}
                    assert access.principal.name.isprintable()
                    listed = [*list(found.containers())[:3], *list(found.catalogue())[:3]]
                    for container in listed:
                        if container.is_readable and not container.is_system:
                            _looked_into(found, container)
            except Failed:
                pass  # an honest end
        assert liar.count < 3_000

    with Web(liar.answer) as web:
        lie()


def _looked_into(found: Any, container: Any) -> None:
    for full in (False, True):
        try:
            found.count(container)
            read = sum(batch.records for batch in found.read(container, Reading(full=full, records=50, seconds=2.0)))
        except Failed:
            continue
        assert read <= 50
