"""What the common suite cannot say of Milvus: rows behind keys, what is not loaded, bodies that are no reads, pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _milvus_about as about
from nightlatch.stores._milvus_api import DESCRIBE_V2, LIST_V1, LIST_V2, QUERY_V2, ROLE_V2, STATS_M, guard
from nightlatch.stores.milvus import _Grant, _right
from tests.lab.milvus_fake import Milvus
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values


def many(count: int, **more: Any) -> Milvus:
    is_text = more.get("is_text", False)
    rows = [{"id": f"k{at:05}\\é" if is_text else at - count // 2, "n": at} for at in range(count)]
    return Milvus(collections={"c": rows}, **more)


def read(fake: Any, **reading: Any) -> list[int]:
    with Web(fake) as web, session("milvus", web.port) as found:
        (container,) = found.containers()
        return values(found.read(container, Reading(**reading))).get("n", [])


def test_every_row_is_read_once() -> None:
    """Page after page behind the last key; keys may be negative."""
    assert read(many(1_700).answer, full=True, records=1 << 62, bytes=None) == list(range(1_700))


def test_a_sample_is_as_long_as_was_asked_for() -> None:
    """And no longer page is asked for."""
    assert read(many(1_700).answer, records=30) == list(range(30))


def test_keys_that_are_texts_are_quoted() -> None:
    """What is in a key does not end the filter."""
    fake = Milvus(collections={"c": [{"id": f"k{at:05}", "n": at} for at in range(700)]}, is_text=True)
    assert read(fake.answer, full=True, records=1 << 62, bytes=None) == list(range(700))


def test_rows_listed_again_and_again_end_the_reading() -> None:
    """A server that does not heed the key would keep us for ever."""
    fake = many(400)

    def answer(asked: Asked) -> Answer:
        if asked.path.endswith("/query"):
            return Answer(body={"code": 0, "data": [{"id": "1", "n": 1}] * asked.json()["limit"]})
        return fake.answer(asked)

    with pytest.raises(Failed) as failed:
        read(answer, full=True, records=1 << 62, bytes=None)
    assert failed.value.failure.kind == "hostile"


def test_what_is_not_loaded_is_not_read() -> None:
    """It is listed and counted, and left as it is."""
    with Web(many(5, unloaded=("c",)).answer) as web, session("milvus", web.port) as found:
        (container,) = found.containers()
        assert not container.is_readable and container.records.value == 5


def test_a_server_that_has_every_path_proves_no_writing() -> None:
    """What answers to a path that does not exist proves reading alone."""
    fake = many(1)

    def yes(asked: Asked) -> Answer:
        told = fake.answer(asked)
        return told if told.status == 200 else Answer(body={})

    with Web(yes) as web, session("milvus", web.port) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=?"


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(many(1, users={"root:right": ["admin"]}).answer) as web,
        session("milvus", web.port, login=Login(user="root", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("privilege", "name", "right", "extent"), [
    ("Query", "*", "read", "all"), ("Query", "people", "read", "some"), ("*", "*", "administer", "all"),
    ("ShowCollections", "*", "read", None), ("Upsert", "*", "create", "all"), ("Search", "*", "delete", None),
])  # fmt: skip
def test_privileges_are_rights(privilege: str, name: str, right: Any, extent: str | None) -> None:
    """On all collections, or on some."""
    assert _right([_Grant(privilege=privilege, name=name)], right).extent == extent


ROWS = {"collectionName": "c", "outputFields": ["n"], "limit": 1}


@pytest.mark.parametrize(("template", "body", "is_read"), [
    (QUERY_V2, {**ROWS, "filter": "id >= -5"}, True), (QUERY_V2, {**ROWS, "filter": 'id > "a\\"b"'}, True),
    (QUERY_V2, {**ROWS, "filter": 'id > "a" or 1 == 1'}, False), (QUERY_V2, {**ROWS, "filter": ""}, False),
    (QUERY_V2, {**ROWS, "filter": "id > 1", "partitionNames": []}, False), (QUERY_V2, None, False),
    (LIST_V2, {}, True), (LIST_V2, {"dbName": "x"}, False), (LIST_V2, None, False), (LIST_V1, None, True),
    (DESCRIBE_V2, {"collectionName": "c"}, True), (STATS_M, {"collection_name": "c"}, True),
    (ROLE_V2, {"roleName": "r", "privilege": "x"}, False),
])  # fmt: skip
def test_a_post_is_a_read_or_is_not_sent(template: str, body: Any, is_read: bool) -> None:
    """It names one thing, or asks for rows behind a key."""
    assert (guard(template, {}, b"" if body is None else json.dumps(body).encode()) is None) == is_read


CORS = {"access-control-allow-headers": "Content-Type, X-CSRF-Token"}


@pytest.mark.parametrize(("path", "status", "body", "headers", "is_one"), [
    (about.V1, 200, {"code": 200, "data": []}, CORS, True), (about.V1, 200, {"code": 0, "data": ["c"]}, CORS, True),
    (about.V1, 200, {"code": 200, "data": []}, {}, False), (about.V1, 200, {"code": 404, "data": []}, CORS, False),
    (about.V1, 401, {"code": 1800, "message": "user hasn't authenticated"}, {}, True),
    (about.V1, 401, {"code": 401, "message": "user hasn't authenticated"}, {}, False),
    (about.MANAGEMENT, 200, {"status": {}, "collection_names": ["c"], "collection_ids": [1]}, {}, True),
    (about.MANAGEMENT, 200, {"status": {}, "collection_names": ["c"]}, {}, False),
    (about.MANAGEMENT, 200, {"status": {}, "x": 1}, {}, False),
    (about.MANAGEMENT, 401, {"code": 1800, "message": "user hasn't authenticated"}, {}, True),
    ("/", 200, {"code": 200, "data": []}, CORS, False), (about.V1, 200, [], CORS, False),
])  # fmt: skip
def test_open_and_closed_ones_are_told(
    path: str, status: int, body: Any, headers: dict[str, str], is_one: bool
) -> None:
    """By a list and the headers that come with it, by the code of a refusal, by the list of its management."""
    page = Page(path=path, status=status, headers=headers, body=json.dumps(body).encode())
    assert (about.seen(page) is not None) == is_one


def test_the_version_is_in_the_metrics() -> None:
    """With or without a v before it."""
    assert about.version(b'x 1\nmilvus_build_info{built="",git_commit="",version="v2.3.5-lite"} 1\n') == "2.3.5-lite"
    assert about.version(b'go_info{version="go1.20"} 1\n') is None


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for path in (about.V1, about.MANAGEMENT):
        assert about.seen(Page(path=path, status=200, headers=CORS, body=body)) is None
