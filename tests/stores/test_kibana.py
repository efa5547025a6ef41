"""What the common suite cannot say of Kibana: the door's guard, older Consoles, links to the cluster, odd replies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from nightlatch.dial import Dialer
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Page, Session, all_stores
from nightlatch.stores import _kibana_about as about
from nightlatch.stores._kibana_door import PROXY, READS, Door, guard, inner_verb
from nightlatch.targets import parse
from tests.contract import run
from tests.lab.elastic_fake import Fake, Record
from tests.lab.kibana_fake import Kibana, running
from tests.lab.web import Answer, Asked, Web


@contextmanager
def session(web: Web) -> Iterator[Session]:
    with web, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        target = parse(f"kibana://127.0.0.1:{web.port}")
        with all_stores()["kibana"].connect(target, dialer, Ask(timeout_seconds=5.0)) as found:
            yield found


def cluster(version: str = "8.15.0") -> Web:
    return Web(Fake(version=version, indices={"i": [[Record(0, {"n": 1})]]}).answer)


def test_a_door_is_linked_to_the_cluster_behind_it() -> None:
    """One store and its door: each is told with the other, by the cluster's id."""
    with cluster() as store, running(Kibana(backend=store.port)) as door:
        result = run(parse(f"elasticsearch://127.0.0.1:{store.port}"), parse(f"kibana://127.0.0.1:{door.port}"))
    behind, before = result.findings
    assert before.identity.behind == behind.identity.id == "fAkEfAkE"
    assert before.leads_to == behind.target.url and behind.doors == (before.target.url,)


def test_a_console_that_sends_no_body_with_get_is_given_it_in_the_path() -> None:
    """Before 7.5: as the parameter ``source``, which Elasticsearch takes instead."""
    asked: list[Asked] = []

    def has(request: Asked) -> Answer:
        asked.append(request)
        if request.path == "/_security/_authenticate":
            return Answer(body={"username": "visitor"})
        if request.path == "/_security/user/_privileges":
            return Answer(body={"indices": [{"names": ["*"], "privileges": ["read"]}]})
        if request.path == "/_security/user/_has_privileges":
            body = json.loads(request.query["source"])
            cluster = dict.fromkeys(body["cluster"], False)
            index = {name: {"read": True} for name in body["index"][0]["names"]}
            return Answer(body={"cluster": cluster, "index": index})
        return Fake(version="7.4.0").answer(request)

    with Web(has) as store, session(running(Kibana(backend=store.port, version="7.4.0"))) as found:
        access = found.access()
    assert (access.principal.name, access.rights["read"].extent, access.rights["delete"].verdict) == (
        "visitor",
        "all",
        "denied",
    )
    assert all(one.method == "GET" and not one.body for one in asked)


@pytest.mark.parametrize("query", [
    {"path": "/i/_search", "method": "POST"}, {"path": "/i", "method": "DELETE"}, {"path": "/i", "method": "GET"},
    {"path": "/_search/scroll", "method": "GET"}, {"path": "/a/b/_search", "method": "GET"}, {"path": "/i/_search"},
    {"path": "/i/_search?scroll=1m", "method": "GET"}, {"path": "/i/_search", "method": "GET", "host": "x"}, {},
    {"path": "//evil/_search", "method": "GET"}, {"path": "http://192.0.2.1/_search", "method": "GET"},
])  # fmt: skip
def test_only_declared_requests_go_through_the_door(query: Mapping[str, str]) -> None:
    """The choke point sees what the door is asked to forward, not only the door's own path."""
    assert guard(PROXY, query, b"") is not None


def test_what_is_declared_may_go_through() -> None:
    """Each inner request of READS, and by its own name."""
    for one in READS:
        path = one.removeprefix(f"{PROXY} GET ").replace("{index}", "people%2Cothers")
        assert guard(PROXY, {"path": f"{path}?pretty=false", "method": "GET"}, b"") is None
        assert inner_verb(path) == one
    assert guard(PROXY, {"path": "/i/_search", "method": "GET"}, b'{"script_fields":{}}') is not None


def test_an_undeclared_request_is_refused_before_it_is_made() -> None:
    """As everywhere."""
    with cluster() as store, session(running(Kibana(backend=store.port))) as found:
        door = found.talk  # type: ignore[attr-defined]
        assert isinstance(door, Door)
        with pytest.raises(PermissionError):
            door.ask("DELETE /{index}", {"index": "i"})


@pytest.mark.parametrize(("status", "location", "verdict"), [
    (401, "", "denied"), (302, "/login?next=%2F", "denied"), (302, "/spaces/enter", "unknown"), (403, "", "unknown"),
    (404, "", "unknown"), (502, "", "unknown"), (200, "", "unknown"),
])  # fmt: skip
def test_a_refusal_is_denied_only_where_it_asks_who_we_are(status: int, location: str, verdict: str) -> None:
    """A missing Console, or a cluster that is down, says nothing of what visitors may do."""

    def answer(asked: Asked) -> Answer:
        name = ("kbn-name", "kibana")
        if asked.path == "/api/status":
            return Answer(body={"version": {"number": "8.1.0"}}, headers=(name,))
        return Answer(status=status, headers=(name, ("location", location)))

    with session(Web(answer)) as found:
        assert {right.verdict for right in found.access().rights.values()} == {verdict}
        assert list(found.containers()) == []


@pytest.mark.parametrize(("headers", "body", "told"), [
    ({"kbn-name": "k"}, b"{}", ("Kibana", None)),
    ({"kbn-name": "k", "kbn-version": "5.6.1"}, b"", ("Kibana", "5.6.1")),
    ({"kbn-license-sig": "e"}, b'{"version":{"number":"8.1.0"}}', ("Kibana", "8.1.0")),
    ({"osd-name": "d"}, b'{"version":{"number":"2.11.0"}}', ("OpenSearch Dashboards", "2.11.0")),
    ({"kbn-name": "k", "kbn-version": "\x1b[31m"}, b"[" * 100_000, ("Kibana", None)),
    ({"server": "nginx"}, b'{"version":{"number":"8.1.0"}}', None),
])  # fmt: skip
def test_a_door_is_told_by_the_headers_of_any_answer(
    headers: Mapping[str, str], body: bytes, told: tuple[str, str | None] | None
) -> None:
    """Closed ones too, and nothing that only has such a page."""
    for status in (200, 302, 401):
        found = about.seen(Page(path="/api/status", status=status, headers=headers, body=body))
        assert (found.product if found else None) == (told[0] if told else None)
    page = about.seen(Page(path="/api/status", status=200, headers=headers, body=body))
    assert (page.version if page else None) == (told[1] if told else None)
