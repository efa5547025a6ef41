"""What the common suite cannot say of CouchDB: pages and samples, odd servers, names, replies that lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.dial import Dialer
from nightlatch.model import Failed, Login
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Page, Reading, all_stores
from nightlatch.stores import _couchdb_about as about
from nightlatch.stores.couchdb import CouchSession
from nightlatch.targets import parse
from tests.lab.couch_fake import EVERYBODY, Couch, Database
from tests.lab.web import Answer, Asked, Web


@contextmanager
def session(answer: Any, login: Login | None = None) -> Iterator[CouchSession]:
    with Web(answer) as web, Dialer(Scope.loopback(), timeout_seconds=5.0) as dialer:
        target = parse(f"couchdb://127.0.0.1:{web.port}", login)
        with all_stores()["couchdb"].connect(target, dialer, Ask(timeout_seconds=5.0)) as found:
            yield found  # type: ignore[misc]


def couch(docs: dict[str, Any], name: str = "db", **more: Any) -> Couch:
    return Couch(databases={name: Database(docs=docs, security=EVERYBODY, **more)}, lists_to_all=True, version="2.3.1")


def read(found: CouchSession, **reading: Any) -> list[int]:
    (container,) = (one for one in found.containers() if not one.is_system)
    columns = [one for batch in found.read(container, Reading(**reading)) for one in batch.columns if one.path == "n"]
    return [value for one in columns for value in one.array.to_pylist()]


IDS = {
    "uuids": lambda at: uuid4().hex, "numbers": str, "padded": lambda at: f"user:{at:08}", "alike": lambda at: "x" * at,
    "odd": lambda at: f'"{at}\\é&?#/ \U0001f600',
}  # fmt: skip


@pytest.mark.parametrize("ids", IDS)
def test_every_document_is_read_once_whatever_its_id(ids: str) -> None:
    """Page after page behind the last id; design documents are code and are left out."""
    docs = {IDS[ids](at): {"n": at} for at in range(1, 700)}
    with session(couch(docs, refuses=True).answer) as found:
        assert sorted(read(found, full=True, records=1 << 62, bytes=None)) == list(range(1, 700))
        (container,) = (one for one in found.containers() if not one.is_system)
        assert (found.count(container).value, found.count(container).exact) == (699, True)


@pytest.mark.parametrize("ids", ["uuids", "numbers", "padded", "odd"])
def test_a_sample_is_spread_has_no_record_twice_and_is_repeatable(ids: str) -> None:
    """Runs behind random ids, about as many records as were asked for, decided by the seed."""
    docs = {IDS[ids](at): {"n": at} for at in range(1, 3_000)}
    order = [docs[key]["n"] for key in sorted(docs, key=str.encode)]
    with session(couch(docs).answer) as found:
        sample = read(found, records=400, seed=2)
        assert sample == read(found, records=400, seed=2) != read(found, records=400, seed=3)
    assert len(sample) == len(set(sample)) and 320 <= len(sample) <= 400
    places = sorted(order.index(one) for one in sample)
    assert places[-1] - places[0] > 1_500  # of 3,000: not one stretch of them


def test_a_database_of_any_name_stays_one_segment() -> None:
    """Slashes are allowed in names of databases, and lead nowhere else."""
    with session(couch({"a": {"n": 1}}, name="a/b+c$(d)").answer) as found:
        assert read(found) == [1]


def test_documents_listed_again_and_again_end_the_reading() -> None:
    """A server whose ids do not grow would keep us for ever."""
    same = {"rows": [{"id": "a", "doc": {"n": 1}}, {"id": "b", "doc": {"n": 2}}]}
    fake = couch({"a": {"n": 1}})

    def answer(asked: Asked) -> Answer:
        return Answer(body=same) if asked.path.endswith("_all_docs") else fake.answer(asked)

    with session(answer) as found, pytest.raises(Failed) as failed:
        read(found, full=True, records=1 << 62, bytes=None)
    assert failed.value.failure.kind == "hostile"


@pytest.mark.parametrize(("rows", "expected"), [([{"id": "a", "doc": None}], []), ([{"id": "a"}], []), ([], [])])
def test_documents_that_are_gone_are_no_documents(rows: list[Any], expected: list[int]) -> None:
    """Deleted between the list and the look."""
    fake = couch({"a": {"n": 1}})

    def answer(asked: Asked) -> Answer:
        if asked.path.endswith("_all_docs"):
            return Answer(body={"rows": [] if "startkey" in asked.query else rows})
        return fake.answer(asked)

    with session(answer) as found:
        assert read(found) == expected


def test_an_administrator_of_everything_and_nothing_is_none() -> None:
    """A server that says yes to what nobody has proves nothing by calling us an administrator."""
    party = Couch(is_party=True, version="1.6.1")

    def yes(asked: Asked) -> Answer:
        return Answer(body={}) if asked.path == "/_nightlatch" else party.answer(asked)

    with session(yes) as found:
        assert {right.verdict for right in found.access().rights.values()} == {"unknown"}
    with session(party.answer) as found:
        assert {right.extent for right in found.access().rights.values()} == {"all"}


def test_before_design_documents_could_be_listed_writing_is_unknown() -> None:
    """1.x with an administrator: members may write unless a design refuses, and that is not told."""
    fake = couch({"a": {"n": 1}})
    fake.version = "1.7.2"
    with session(fake.answer) as found:
        told = found.access().rights
    assert [told[name].verdict for name in ("create", "read", "administer")] == ["unknown", "granted", "denied"]


def test_a_server_without_databases_lets_nobody_do_anything() -> None:
    """Only administrators make one."""
    with session(Couch(lists_to_all=True).answer) as found:
        assert {right.verdict for right in found.access().rights.values()} == {"denied"}


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login, not of the server."""
    with pytest.raises(Failed) as failed, session(Couch().answer, Login(user="ann", password="no")):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def page(status: int, body: Any, **headers: str) -> Page:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Page(
        path="/", status=status, headers={key.replace("_", "-"): value for key, value in headers.items()}, body=content
    )


@pytest.mark.parametrize(("given_page", "told"), [
    (page(200, {"couchdb": "Welcome", "version": "1.6.1"}), ("CouchDB", "1.6.1")),
    (page(200, {"couchdb": "Welcome", "version": "3.3.3", "vendor": {"name": "IBM Cloudant"}}), ("IBM Cloudant", "3.3.3")),
    (page(401, {"error": "unauthorized"}, server="CouchDB/3.3.3 (Erlang OTP/24)"), ("CouchDB", "3.3.3")),
    (page(401, {"error": "unauthorized"}, x_couch_request_id="0a"), ("CouchDB", None)),
    (page(401, {"error": "unauthorized"}), None), (page(200, {"couchdb": "Hello"}), None), (page(200, []), None),
    (page(200, {"couchdb": "Welcome", "version": "\x1b[1m"}), ("CouchDB", None)),
    (page(200, {"tagline": "You Know, for Search", "version": {"number": "8.1"}}), None),
])  # fmt: skip
def test_open_and_closed_ones_are_told_by_their_page(given_page: Page, told: tuple[str, str | None] | None) -> None:
    """By the greeting, or the name and the error of one that asks for a password."""
    found = about.seen(given_page)
    assert (found and (found.product, found.version)) == told


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["couchdb", "version", "vendor", "uuid"]), inner)
        ),
    ).map(lambda one: json.dumps(one).encode())
)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401):
        found = about.seen(Page(path="/", status=status, headers={}, body=body))
        assert found is None or found.product
