"""What the common suite cannot say of Solr: rules in their order, cursors, parameters, odd replies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.dial import Dialer
from nightlatch.model import RIGHTS, Failed, Login
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Page, Reading, all_stores
from nightlatch.stores import _solr_about as about
from nightlatch.stores.solr import SolrSession, guard
from nightlatch.targets import parse
from tests.contract import ALL, LETTERS
from tests.lab.solr_fake import Solr
from tests.lab.web import Answer, Asked, Web

TOLD = {"denied": "no", "unknown": "?"}
UNKNOWN_BUT_READING = "C=? R=some U=? D=? A=?"


@contextmanager
def session(answer: Any, login: Login | None = None) -> Iterator[SolrSession]:
    with Web(answer) as web, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        target = parse(f"solr://127.0.0.1:{web.port}", login)
        with all_stores()["solr"].connect(target, dialer, Ask(timeout_seconds=5.0)) as found:
            yield found  # type: ignore[misc]


def rights(found: SolrSession) -> str:
    told = found.access().rights
    return " ".join(f"{LETTERS[name]}={told[name].extent or TOLD[told[name].verdict]}" for name in RIGHTS)


def core(many: int) -> dict[str, list[dict[str, Any]]]:
    return {"c": [{"id": f"{at:05}", "n": at} for at in range(many)]}


def read(found: SolrSession, **reading: Any) -> list[int]:
    (container,) = found.containers()
    columns = [one for batch in found.read(container, Reading(**reading)) for one in batch.columns if one.path == "n"]
    return [value for one in columns for value in one.array.to_pylist()]


def test_every_record_is_read_once_behind_the_cursor() -> None:
    """Page after page; the server keeps nothing between them."""
    with session(Solr(cores=core(2_345)).answer) as found:
        assert read(found, full=True, records=1 << 62, bytes=None) == list(range(2_345))
        assert len(read(found, full=True, records=100)) == 100


def test_a_sample_comes_in_random_order_where_the_schema_can() -> None:
    """Decided by the seed; else from the beginning."""
    with session(Solr(cores=core(3_000)).answer) as found:
        sample = read(found, records=300, seed=1)
        assert sample == read(found, records=300, seed=1) != read(found, records=300, seed=2)
        assert len(set(sample)) == 300 and max(sample) > 2_500 and min(sample) < 500
    with session(Solr(cores=core(3_000), has_random=False).answer) as found:
        assert read(found, records=300) == list(range(300))


def admin(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "role": "admin"} for name in names]


PUBLIC = {"name": "security-read", "role": None}
RULES: dict[str, tuple[list[dict[str, Any]], str]] = {
    "none cover anything": ([PUBLIC], ALL),
    "all are the administrators', but for these": ([PUBLIC, {"name": "read", "role": None}, {"name": "core-admin-read", "role": None}, {"name": "config-read", "role": None}, *admin("all")], "C=no R=all U=no D=no A=no"),
    "the first rule decides": ([PUBLIC, {"name": "update", "role": None}, *admin("update", "config-edit")], "C=all R=all U=all D=all A=some"),
    "whoever has an account": ([PUBLIC, {"name": "update", "role": "*"}, {"name": "read", "role": ["a", "b"]}], "C=some R=no U=no D=some A=all"),
    "rules of the owner's own": ([PUBLIC, {"name": "mine", "path": "/update", "role": "admin"}], UNKNOWN_BUT_READING),
    "rules of one collection": ([PUBLIC, {"name": "read", "collection": "c", "role": None}], UNKNOWN_BUT_READING),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_rules_are_followed_in_their_order(name: str) -> None:
    """What no rule covers is allowed, to everybody."""
    rules, expected = RULES[name]
    with session(Solr(cores=core(3), has_authentication=True, rules=rules).answer) as found:
        assert rights(found) == expected


def test_whoever_gets_in_without_rules_may_do_everything() -> None:
    """Authentication that lets unknown visitors through limits nobody by itself."""
    with session(Solr(cores=core(3), has_authentication=True).answer) as found:
        assert rights(found) == ALL


def test_a_server_that_says_yes_to_nonsense_proves_nothing() -> None:
    """Reading may be seen; all else stays unknown."""
    fake = Solr(cores=core(3))

    def yes(asked: Asked) -> Answer:
        return Answer(body={}) if "nightlatch" in asked.path else fake.answer(asked)

    with session(yes) as found:
        assert rights(found) == UNKNOWN_BUT_READING


def test_before_plugins_were_told_the_rules_are_asked_for() -> None:
    """Without the part ``security`` it counts that no authorization is configured."""
    fake = Solr(cores=core(3), version="6.6.2")

    def old(asked: Asked) -> Answer:
        told = fake.answer(asked)
        if asked.path.endswith("/system"):
            return Answer(body={key: value for key, value in told.body.items() if key != "security"})
        return told

    with session(old) as found:
        assert rights(found) == ALL


def test_a_part_of_an_answer_is_no_answer() -> None:
    """A search that ran out of time ends the reading as a failure."""
    fake = Solr(cores=core(3))

    def partial(asked: Asked) -> Answer:
        told = fake.answer(asked)
        if asked.path.endswith("/select"):
            return Answer(body=told.body | {"responseHeader": {"status": 0, "partialResults": True}})
        return told

    with session(partial) as found, pytest.raises(Failed) as failed:
        read(found)
    assert failed.value.failure.kind == "timeout"


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    with pytest.raises(Failed) as failed, session(Solr().answer, Login(user="ann", password="no")):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "query"), [
    ("GET /solr/{core}/select", {"q": "*:*", "stream.url": "http://192.0.2.1/"}),
    ("GET /solr/{core}/select", {"q": "*:*", "shards": "192.0.2.1:8983/solr/c"}),
    ("GET /solr/{core}/select", {"q": "*:*", "qt": "/update"}), ("GET /solr/{core}/select", {"q": "*:*", "wt": "velocity"}),
    ("GET /solr/admin/cores", {"action": "UNLOAD"}), ("GET /solr/admin/collections", {"action": "DELETE"}),
    ("GET /solr/{core}/query", {"q": "*:*", "rows": "10"}),
])  # fmt: skip
def test_parameters_that_fetch_write_or_run_do_not_go_out(template: str, query: Mapping[str, str]) -> None:
    """The guard sees the query, not only the path."""
    assert guard(template, query, b"") is not None


@pytest.mark.parametrize("name", ["../admin", "a/b", "", "a b", "\x1b[1m"])
def test_names_that_are_no_names_are_left_out(name: str) -> None:
    """A hostile instance cannot lead us to another path."""
    fake = Solr(cores={})

    def hostile(asked: Asked) -> Answer:
        if asked.path == "/solr/admin/cores":
            return Answer(body={"status": {name: {"index": {"numDocs": 3}}}})
        return fake.answer(asked)

    with session(hostile) as found:
        assert list(found.containers()) == []


def page(path: str, status: int, body: Any, **headers: str) -> Page:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Page(
        path=path, status=status, headers={key.replace("_", "-"): value for key, value in headers.items()}, body=content
    )


SYSTEM = {"lucene": {"solr-spec-version": "9.4.1"}}
JETTY = b"<title>Error 401 require authentication</title><td>/solr/admin/info/system</td>"


@pytest.mark.parametrize(("given_page", "version"), [
    (page(about.ASKED, 200, SYSTEM), "9.4.1"), (page(about.ASKED, 401, JETTY), None),
    (page(about.ASKED, 401, b"", www_authenticate='Basic realm="solr"'), None),
    (page("/solr/", 200, b'<html ng-app="solrAdminApp">'), None),
    (page(about.ASKED, 200, b'<str name="solr-spec-version">4.10.4</str>'), "4.10.4"),
])  # fmt: skip
def test_open_and_closed_ones_are_told(given_page: Page, version: str | None) -> None:
    """By what it says of itself, by its refusal, by the page that is never closed."""
    found = about.seen(given_page)
    assert found is not None and (found.product, found.version) == ("Solr", version)


@pytest.mark.parametrize("given_page", [
    page("/", 200, SYSTEM), page(about.ASKED, 404, b"/solr/admin/info/system"), page(about.ASKED, 200, {"lucene": {}}),
    page(about.ASKED, 401, b'{"error":{"reason":"missing authentication credentials for REST request [/solr/admin/info/system?wt=json]"}}'),
    page(about.ASKED, 200, {"lucene": {"solr-spec-version": "\x1b[1m"}}), page("/solr/", 200, b"<title>Something</title>"),
])  # fmt: skip
def test_strangers_are_not_taken_for_one(given_page: Page) -> None:
    """Pages that only repeat the path, or look alike."""
    assert about.seen(given_page) is None


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["lucene", "solr-spec-version", "security", "mode"]), inner)
        ),
    ).map(lambda one: json.dumps(one).encode())
)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401):
        found = about.seen(Page(path=about.ASKED, status=status, headers={}, body=body))
        assert found is None or found.product == "Solr"
