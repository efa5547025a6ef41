"""What the common suite cannot say of Elasticsearch and OpenSearch: versions, shards, samples, odd replies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.dial import Dialer
from nightlatch.model import RIGHTS, Failed
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Page, Reading, all_stores
from nightlatch.stores import _elastic_catalog as catalog
from nightlatch.stores import _elastic_greet as greet
from nightlatch.stores._elastic_session import ElasticSession
from nightlatch.targets import parse
from tests.contract import ALL, LETTERS, NONE
from tests.lab.elastic_fake import Fake, Record
from tests.lab.web import Answer, Asked, Web

UNKNOWN = "C=? R=? U=? D=? A=?"
TOLD = {"denied": "no", "unknown": "?"}


@contextmanager
def session(fake: Any, kind: str = "elasticsearch") -> Iterator[ElasticSession]:
    with Web(getattr(fake, "answer", fake)) as web, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        target = parse(f"{kind}://127.0.0.1:{web.port}")
        with all_stores()[kind].connect(target, dialer, Ask(timeout_seconds=5.0)) as found:
            yield found  # type: ignore[misc]


def rights(found: ElasticSession) -> str:
    told = found.access().rights
    return " ".join(f"{LETTERS[name]}={told[name].extent or TOLD[told[name].verdict]}" for name in RIGHTS)


def shards(*sizes: int, gap: int = 1) -> list[list[Record]]:
    """Shards whose records are told apart by ``n``; every *gap*-th sequence number is in use."""
    numbers = iter(range(sum(sizes)))
    return [
        [Record(at * gap, {"n": next(numbers), "s": shard}) for at in range(size)] for shard, size in enumerate(sizes)
    ]


def old(*sizes: int) -> list[list[Record]]:
    """As `shards`, written before there were sequence numbers."""
    return [[Record(None, one.source) for one in shard] for shard in shards(*sizes)]


def read(found: ElasticSession, **reading: Any) -> list[int]:
    (container,) = found.containers()
    batches = list(found.read(container, Reading(**reading)))
    (column,) = [[one for one in batch.columns if one.path == "n"] for batch in batches] or [[]]
    return [value for one in column for value in one.array.to_pylist()]


@pytest.mark.parametrize("gap", [1, 3, 5_000])
@pytest.mark.parametrize("version", ["6.8.0", "7.17.0", "9.1.0"])
def test_every_record_is_read_once_whatever_the_shards_and_gaps(version: str, gap: int) -> None:
    """Shard by shard, by sequence number, in windows: no scroll, no point in time, nothing twice."""
    fake = Fake(version=version, indices={"i": shards(700, 0, 1_301, gap=gap)})
    with session(fake) as found:
        assert sorted(read(found, full=True, records=1 << 62, bytes=None, seconds=None)) == list(range(2_001))
    assert {one["preference"] for one in fake.searches} == {"_shards:0", "_shards:1", "_shards:2"}
    assert len(fake.searches) < 100  # windows grow where numbers are sparse


@pytest.mark.parametrize("version", ["5.6.0", "6.8.0"])
def test_records_older_than_sequence_numbers_are_read_in_the_shard_s_own_order(version: str) -> None:
    """Before 6.0, and in an index that is older than 6.0, each record once."""
    with session(Fake(version=version, indices={"i": old(640, 300)})) as found:
        assert sorted(read(found, full=True, records=1 << 62, bytes=None, seconds=None)) == list(range(940))


@pytest.mark.parametrize("version", ["1.7.0", "2.4.0"])
def test_before_search_after_the_first_window_is_read_and_its_end_is_told(version: str) -> None:
    """10,000 records of a shard, then a failure that says so: not everything was looked at."""
    with session(Fake(version=version, indices={"i": old(12_000)})) as found:
        (container,) = found.containers()
        batches = found.read(container, Reading(full=True, records=1 << 62, bytes=None, seconds=None))
        with pytest.raises(Failed) as failed:
            list(batches)
        assert failed.value.failure.kind == "over-budget"
    with session(Fake(version=version, indices={"i": old(900, 300)})) as found:
        assert sorted(read(found, full=True, records=1 << 62, bytes=None)) == list(range(1_200))


@pytest.mark.parametrize("records", [shards(6_000, 2_000), shards(6_000, 2_000, gap=7), old(6_000, 2_000)])
def test_a_sample_is_spread_over_the_index_and_repeatable(records: list[list[Record]]) -> None:
    """Its size is what was asked for, no record comes twice, each tenth has its share, the seed decides."""
    with session(Fake(version="6.8.0", indices={"i": records})) as found:
        sample = read(found, records=800, seed=3)
        again, other = read(found, records=800, seed=3), read(found, records=800, seed=4)
    assert sample == again != other
    assert len(set(sample)) == len(sample) and 760 <= len(sample) <= 800
    tenths = [sum(low * 800 <= one < (low + 1) * 800 for one in sample) for low in range(10)]
    assert all(20 <= many <= 160 for many in tenths)


def test_an_index_that_keeps_no_source_is_read_as_undecodable() -> None:
    """Records without contents are counted, and called what they are."""
    with session(Fake(indices={"i": [[Record(at, None) for at in range(5)]]})) as found:
        (container,) = found.containers()
        (batch,) = found.read(container, Reading(full=True))
    assert (batch.records, batch.undecodable, batch.columns) == (5, 5, ())


def test_bounds_of_a_reading_end_it() -> None:
    """Records and bytes; what came until then is handed out."""
    with session(Fake(indices={"i": shards(5_000)})) as found:
        assert len(read(found, full=True, records=1_000)) == 1_000
        assert 0 < len(read(found, full=True, records=1 << 62, bytes=2_000)) < 1_000


def test_a_shard_that_fails_is_no_empty_shard() -> None:
    """A search that timed out, or whose shard failed, ends the reading as a failure."""
    for part in ({"timed_out": True}, {"_shards": {"total": 1, "failed": 1}}):
        fake = Fake(indices={"i": shards(5)})
        fake.paths["/i/_search"] = Answer(body={"hits": {"total": 5, "hits": []}, **part})
        with session(fake) as found:
            (container,) = found.containers()
            with pytest.raises(Failed) as failed:
                list(found.read(container, Reading()))
            assert failed.value.failure.kind == "timeout"


def test_nested_records_are_not_counted_as_records() -> None:
    """The catalogue's number has the parts of records in it: it is an upper bound, and _count is exact."""
    with session(Fake(indices={"i": shards(5)}, nested=7)) as found:
        (container,) = found.containers()
        assert (container.records.value, container.records.exact) == (12, False)
        assert (found.count(container).value, found.count(container).exact) == (5, True)


@pytest.mark.parametrize("version", ["1.7.5", "2.4.6", "5.6.16", "6.8.23", "7.17.0", "8.15.0"])
def test_without_security_everybody_may_do_everything(version: str) -> None:
    """No path for security, and paths that nobody has are told apart."""
    with session(Fake(version=version, indices={"i": shards(3)})) as found:
        assert rights(found) == ALL
        assert all(right.known_by == "no-access-control" for right in found.access().rights.values())
        assert found.identity.version == version and found.identity.id == "fAkEfAkE"


UNLICENSED = {"error": {"type": "security_exception", "license.expired.feature": "security"}, "status": 403}
OFF, ON = ({"features": {"security": {"available": True, "enabled": one}}} for one in (False, True))
ODD: dict[str, tuple[str, dict[str, Answer], str]] = {
    "unlicensed": ("6.4.0", {"/_xpack/security/_authenticate": Answer(status=403, body=UNLICENSED)}, ALL),
    "off": ("7.10.0", {"/_xpack": Answer(body=OFF)}, ALL),
    "on and mute": ("7.10.0", {"/_xpack": Answer(body=ON)}, "C=? R=some U=? D=? A=?"),
    "Search Guard": (
        "7.10.0", {"/_nodes/plugins": Answer(body={"nodes": {"a": {"plugins": [{"name": "search-guard-7"}]}}})},
        "C=? R=some U=? D=? A=?",
    ),
    "plug-ins are not told": ("7.10.0", {"/_nodes/plugins": Answer(status=403)}, "C=? R=some U=? D=? A=?"),
    "says yes to nonsense": ("7.10.0", {"/_nightlatch/nothing": Answer(body={})}, "C=? R=some U=? D=? A=?"),
    "asks for a password later": ("7.10.0", {"/_security/_authenticate": Answer(status=401)}, NONE),
    "blocked": ("7.10.0", {"/_cluster/settings": Answer(body={"persistent": {"cluster.blocks.read_only": "true"}})},
                "C=no R=all U=no D=no A=all"),
    "full disk": (
        "7.10.0", {"/_all/_settings/index.blocks.*": Answer(body={"i": {"settings": {"index.blocks.read_only_allow_delete": "true"}}})},
        "C=all R=all U=no D=all A=all",
    ),
    "authenticates as nobody knows": ("7.10.0", {"/_security/_authenticate": Answer(body=[])}, "C=? R=some U=? D=? A=?"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_is_inferred_is_inferred_from_enough(name: str) -> None:
    """A guard that does not tell, or a server that says yes to everything, leaves rights unknown."""
    version, paths, expected = ODD[name]
    with session(Fake(version=version, indices={"i": shards(3)}, paths=paths)) as found:
        assert rights(found) == expected


def test_shield_tells_who_we_are_and_nothing_more() -> None:
    """2.x with Shield: only reading is known."""
    paths = {"/_shield/authenticate": Answer(body={"username": "anon", "roles": ["r"]})}
    with session(Fake(version="2.4.0", indices={"i": shards(3)}, paths=paths)) as found:
        assert rights(found) == "C=? R=some U=? D=? A=?"


def test_before_patterns_were_told_each_index_is_asked_about() -> None:
    """6.4 and before: what is not asked about stays unknown, and what is granted on one of many is found."""
    names = [f"index-{at:04}" for at in range(300)]
    asked: list[int] = []
    fake = Fake(version="6.2.0", indices={name: shards(1) for name in names})

    def answer(request: Asked) -> Answer:
        if request.path == "/_xpack/security/_authenticate":
            return Answer(body={"username": "visitor"})
        if request.path == "/_xpack/security/user/_has_privileges":
            wanted = request.json()["index"][0]
            asked.append(len(request.body))
            index = {
                name: {one: name == names[-1] and one == "delete" for one in wanted["privileges"]}
                for name in wanted["names"]
            }
            return Answer(body={"cluster": {"all": False}, "index": index})
        return fake.answer(request)

    with session(answer) as found:
        assert rights(found) == "C=? R=? U=? D=some A=no"
    assert len(asked) > 1 and max(asked) < 3_000


AMAZON = Answer(status=403, body={"Message": "User: anonymous is not authorized to perform: es:ESHttpGet"})
NO_MAIN = Answer(status=403, body={"error": {"type": "security_exception", "reason": "no permissions for [cluster:monitor/main] and User [name=anonymous]"}})  # fmt: skip


def test_a_refusal_of_everything_is_closed_and_a_refusal_of_the_greeting_is_not() -> None:
    """A gate before the cluster refuses paths that nobody has too; a role without one right says nothing of others."""
    with session(lambda asked: AMAZON, kind="opensearch") as found:
        assert rights(found) == NONE and found.identity.product == "Amazon OpenSearch Service"
    fake = Fake(speaks=(7, 10))
    fake.paths = {
        "/": NO_MAIN, "/_cat/indices": NO_MAIN, "/_plugins/_security/api/roles": NO_MAIN,
        "/_plugins/_security/authinfo": Answer(body={"user_name": "anonymous", "roles": ["theirs"]}),
    }  # fmt: skip
    with session(fake, kind="opensearch") as found:
        assert rights(found) == UNKNOWN


def test_either_kind_tells_what_the_server_is() -> None:
    """Looked for as OpenSearch, an Elasticsearch is told as Elasticsearch."""
    with session(Fake(), kind="opensearch") as found:
        assert (found.identity.kind, found.identity.product) == ("elasticsearch", "Elasticsearch")


def test_an_opensearch_of_version_1_is_no_elasticsearch_of_version_1() -> None:
    """It was split off at 7.10, and is read like that: more than a window of it, by sequence number."""
    fake = Fake(version="1.3.0", indices={"i": shards(10_500)}, speaks=(7, 10))
    fake.paths["/"] = Answer(body=OPEN_ROOT | {"version": {"number": "1.3.0", "distribution": "opensearch"}})
    with session(fake, kind="opensearch") as found:
        assert len(read(found, full=True, records=1 << 62, bytes=None)) == 10_500


def page(status: int, body: Any, **headers: str) -> Page:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Page(
        path="/", status=status, headers={key.replace("_", "-"): value for key, value in headers.items()}, body=content
    )


MISSING = {"error": {"type": "security_exception", "reason": "missing authentication credentials for REST request [/]",
                     "header": {"WWW-Authenticate": ['Basic realm="security" charset="UTF-8"', "ApiKey"]}}, "status": 401}  # fmt: skip
OPEN_ROOT = {
    "version": {"number": "7.10.2", "lucene_version": "8.7"},
    "tagline": "The OpenSearch Project: https://opensearch.org/",
}
BAIT = {
    "version": {"number": "1.4.1", "build_hash": "b88f43fc40b0bcd7f173a1f9ee2e97816de80b19"},
    "tagline": "You Know, for Search",
}
PAGES = [
    (page(401, MISSING), "elasticsearch", None),
    (page(401, b"Unauthorized", www_authenticate='Basic realm="OpenSearch Security"'), "opensearch", None),
    (page(403, b'{"Message":"User: anonymous is not authorized to perform: es:ESHttpGet"}'), "opensearch", None),
    (page(200, OPEN_ROOT), "opensearch", "7.10.2"),
    (page(200, BAIT), "elasticsearch", "1.4.1"),
    (page(403, b'{"error":{"type":"security_exception","reason":"action [cluster:monitor/main] is unauthorized"}}'), "elasticsearch", None),
]  # fmt: skip
STRANGERS = [
    page(200, {"version": "1.2.3", "tagline": "You Know, for Search"}), page(200, {"version": {"number": "8.1"}}),
    page(200, {"couchdb": "Welcome", "version": "3.3.3"}), page(200, b"Ok."), page(401, b"Unauthorized"),
    page(401, b"", www_authenticate='Basic realm="Secure area"'), page(404, b"{}"), page(200, []),
    page(200, {"title": "qdrant", "version": "1.9"}), page(302, b"", location="/app/kibana"),
]  # fmt: skip


@pytest.mark.parametrize(("given_page", "kind", "version"), PAGES)
def test_open_and_closed_ones_are_told_by_their_page(given_page: Page, kind: str, version: str | None) -> None:
    """By tagline, by distribution, by the realm that asks for a password."""
    told = {name: store.signs.page(given_page) for name, store in all_stores().items() if store.signs.page}
    assert {name for name, one in told.items() if one} == {kind}
    assert told[kind].version == version
    assert bool(told[kind].suspect) is (version == "1.4.1")


@pytest.mark.parametrize("given_page", STRANGERS)
def test_strangers_are_not_taken_for_one(given_page: Page) -> None:
    """Other servers' pages, and pages that only look alike."""
    assert greet.greeting(given_page) is None


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    ).map(lambda one: json.dumps(one).encode())
)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401, 403):
        found = greet.greeting(Page(path="/", status=status, headers={}, body=body))
        assert found is None or found.kind in ("elasticsearch", "opensearch")


@pytest.mark.parametrize(
    "name", ["*", "_all", "-a", "a,b", "<a-{now/d}>", "a*", "r:a", "", "a b", "a/b", "a?x=1", "..", "x" * 300]
)
def test_names_that_mean_more_than_themselves_are_not_asked_for(name: str) -> None:
    """A hostile server cannot make us search everything, another cluster, or another path."""
    index = catalog.Index(name=name)
    assert not index.is_plain and not index.container().is_readable


@pytest.mark.parametrize(("name", "is_system"), [(".kibana_1", True), (".security-7", True), ("people", False),
                                                 (".ds-logs-app-2026.01.01-000001", False), (".reporting-2020", False)])  # fmt: skip
def test_the_server_s_own_indices_are_told_from_somebody_s(name: str, is_system: bool) -> None:
    """Data streams and exported reports have a dot and hold somebody's data."""
    assert catalog.Index(name=name).is_system is is_system


def test_fields_come_from_the_mapping_of_any_version() -> None:
    """With and without types, nested, and multi-fields by their own name only."""
    typed = {"mappings": {"doc": {"properties": {"a": {"type": "long"}, "b": {"properties": {"c": {"type": "text"}}}}}}}
    plain = {
        "mappings": {
            "properties": {
                "v": {"type": "nested", "properties": {"lat": {"type": "float"}}},
                "w": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
            }
        }
    }
    fake = Fake(
        indices={"t": shards(1), "p": shards(1)}, paths={"/t,p/_mapping": Answer(body={"t": typed, "p": plain})}
    )
    with session(fake) as found:
        told = {one.name: one for one in found.catalogue()}
    assert told["t"].fields == ("a", "b.c") and told["t"].records.exact
    assert told["p"].fields == ("v.lat", "w") and not told["p"].records.exact


def test_a_scroll_or_a_script_cannot_be_sent() -> None:
    """The guard refuses them on whatever template they ride."""
    with session(Fake(indices={"i": shards(1)})) as found:
        for query, body in (({"scroll": "1m"}, None), ({}, {"pit": {"id": "x"}}), ({}, {"script_fields": {}})):
            with pytest.raises(PermissionError):
                found.talk.ask("GET /{index}/_search", {"index": "i"}, query=query, body=body)
        with pytest.raises(PermissionError):
            found.talk.ask("DELETE /{index}", {"index": "i"})
