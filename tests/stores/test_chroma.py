"""What the common suite cannot say of Chroma: pages and samples, bodies that are no reads, replies that lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _chroma_about as about
from nightlatch.stores.chroma import CONTENTS, guard
from tests.lab.chroma_fake import Chroma
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values

GET = sorted(CONTENTS)[0]


def many(count: int, **more: Any) -> Chroma:
    return Chroma(collections={"c": [(None if at % 2 else str(at), {"n": at}) for at in range(count)]}, **more)


def read(fake: Any, **reading: Any) -> list[int]:
    with Web(fake) as web, session("chroma", web.port) as found:
        (container,) = found.containers()
        return values(found.read(container, Reading(**reading))).get("metadata.n", [])


@pytest.mark.parametrize("number", [1, 2])
def test_every_document_is_read_once(number: int) -> None:
    """Page after page, by either API."""
    assert sorted(read(many(1_700, number=number).answer, full=True, records=1 << 62, bytes=None)) == list(range(1_700))


def test_a_sample_is_spread_has_no_document_twice_and_is_repeatable() -> None:
    """Runs at random places."""
    fake = many(3_000).answer
    sample = read(fake, records=400, seed=2)
    assert sample == read(fake, records=400, seed=2) != read(fake, records=400, seed=3)
    assert len(sample) == len(set(sample)) and 250 <= len(sample) <= 400 and max(sample) - min(sample) > 1_500


def test_documents_listed_again_and_again_end_the_reading() -> None:
    """A server for which no place is the end would keep us for ever."""
    fake = many(10)

    def answer(asked: Asked) -> Answer:
        if asked.path.endswith("/get"):
            return Answer(body={"ids": ["a"], "documents": ["x"], "metadatas": [{"n": 1}]})
        return fake.answer(asked)

    with pytest.raises(Failed) as failed:
        read(answer, full=True, records=1 << 62, bytes=None)
    assert failed.value.failure.kind == "hostile"


def test_a_document_without_text_or_metadata_is_one_all_the_same() -> None:
    """Either may be null, or not be told at all."""
    fake = many(2)

    def answer(asked: Asked) -> Answer:
        body = {"ids": ["a", "b"], "documents": None, "metadatas": [None, {"n": 2}]} if asked.json()["offset"] == 0 else {"ids": []}  # fmt: skip
        return Answer(body=body)

    def both(asked: Asked) -> Answer:
        return answer(asked) if asked.path.endswith("/get") else fake.answer(asked)

    assert [one for one in read(both) if one] == [2]


@pytest.mark.parametrize("status", [200, 500])
def test_a_server_that_answers_alike_to_all_proves_no_writing(status: int) -> None:
    """Neither one that has every path, nor one that fails."""
    fake = many(1)

    def odd(asked: Asked) -> Answer:
        told = fake.answer(asked)
        return told if told.status == 200 and not asked.path.endswith("identity") else Answer(status=status, body={})

    with Web(odd) as web, session("chroma", web.port) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=?"


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(many(1, token="right").answer) as web,
        session("chroma", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "body", "is_read"), [
    (GET, {"limit": 1, "offset": 0, "include": ["documents"]}, True),
    (GET, {"limit": 1, "offset": 0, "include": ["embeddings"]}, False),
    (GET, {"limit": 1, "offset": 0, "include": [], "where": {}}, False), (GET, None, False), (GET, [], False),
    ("GET /api/v2/version", None, True), ("GET /api/v2/version", {}, False),
])  # fmt: skip
def test_a_post_is_a_read_or_is_not_sent(template: str, body: Any, is_read: bool) -> None:
    """Its body names a place and what to include."""
    assert (guard(template, {}, b"" if body is None else json.dumps(body).encode()) is None) == is_read


@pytest.mark.parametrize(("path", "status", "body", "is_one"), [
    ("/api/v2/heartbeat", 200, {"nanosecond heartbeat": 1}, True), ("/api/v1/heartbeat", 200, {"nanosecond heartbeat": 1}, True),
    ("/", 200, {"nanosecond heartbeat": 1}, False), ("/api/v2/heartbeat", 200, {"heartbeat": 1}, False),
    ("/api/v2/heartbeat", 200, {"nanosecond heartbeat": "x"}, False), ("/api/v2/heartbeat", 410, {"nanosecond heartbeat": 1}, False),
    ("/api/v2/heartbeat", 200, {"nanosecond heartbeat": 1, "x": 1}, False),
])  # fmt: skip
def test_it_is_told_by_its_heartbeat(path: str, status: int, body: Any, is_one: bool) -> None:
    """Which has a name that no other has."""
    found = about.seen(Page(path=path, status=status, headers={}, body=json.dumps(body).encode()))
    assert (found is not None) == is_one


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    assert about.seen(Page(path="/api/v2/heartbeat", status=200, headers={}, body=body)) is None
    assert about.version(body) is None or len(about.version(body) or "") < 50


@pytest.mark.parametrize("told", [10**30, -1, "5", None])
def test_a_count_that_no_server_can_have_is_none(told: Any) -> None:
    """It is not told, and the collection is read all the same."""
    fake = many(3)

    def answer(asked: Asked) -> Answer:
        return Answer(body=told) if asked.path.endswith("/count") else fake.answer(asked)

    with Web(answer) as web, session("chroma", web.port) as found:
        (container,) = found.containers()
        assert container.records.value is None
        assert values(found.read(container, Reading()))["metadata.n"] == [0, 1, 2]
