"""What the common suite cannot say of Weaviate: pages and samples, tenants, roles, replies that lie."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _weaviate_about as about
from nightlatch.stores.weaviate import OBJECTS, _right
from tests.lab.weaviate_fake import Weaviate
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values


def many(count: int, **more: Any) -> Weaviate:
    rows = {str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))): {"n": at} for at in range(count)}
    return Weaviate(classes={"C": rows}, **more)


def read(fake: Any, **reading: Any) -> list[int]:
    with Web(fake) as web, session("weaviate", web.port) as found:
        (container,) = found.containers()
        return values(found.read(container, Reading(**reading))).get("n", [])


def test_every_object_is_read_once() -> None:
    """Page after page behind the last id."""
    assert sorted(read(many(1_700).answer, full=True, records=1 << 62, bytes=None)) == list(range(1_700))


def test_a_sample_is_spread_has_no_object_twice_and_is_repeatable() -> None:
    """Runs behind random ids."""
    fake = many(3_000).answer
    sample = read(fake, records=400, seed=2)
    assert sample == read(fake, records=400, seed=2) != read(fake, records=400, seed=3)
    assert len(sample) == len(set(sample)) and 250 <= len(sample) <= 400 and max(sample) - min(sample) > 1_500


def test_objects_listed_again_and_again_end_the_reading() -> None:
    """A server that does not heed the id behind which it is asked gives nothing new, and the reading ends."""
    fake = many(10)

    def answer(asked: Asked) -> Answer:
        if asked.path == "/v1/objects":
            return Answer(body={"objects": [{"id": "a", "properties": {"n": 1}}, {"id": "b", "properties": {"n": 2}}]})
        return fake.answer(asked)

    assert read(answer, full=True, records=1 << 62, bytes=None) == [1, 2]


def test_tenants_are_not_woken() -> None:
    """A class with tenants is listed and counted, and not one object of it is asked for."""
    fake = many(5, shared=("C",))
    with Web(fake.answer) as web, session("weaviate", web.port) as found:
        found.access()
        (container,) = found.containers()
        assert not container.is_readable and container.records.value == 5
        assert not any(one.path == OBJECTS.partition(" ")[2] for one in web.asked)


def test_a_wrong_key_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(many(1, is_anonymous=False, keys={"right": None}).answer) as web,
        session("weaviate", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("permission", "extent"), [
    ({"action": "read_data", "data": {"collection": "*", "tenant": "*", "object": "*"}}, "all"),
    ({"action": "read_data", "data": {"collection": "P*"}}, "some"), ({"action": "read_data"}, "all"),
    ({"action": "read_collections", "collections": {"collection": "*"}}, None), ({}, None),
])  # fmt: skip
def test_permissions_are_rights_on_all_or_some(permission: dict[str, Any], extent: str | None) -> None:
    """A permission on every collection is one on all; another action is none."""
    found = _right([permission], ("read_data",))
    assert (found.extent, found.verdict) == (extent, "granted" if extent else "denied")


def test_before_1_29_the_rights_of_a_key_are_unknown_but_for_reading() -> None:
    """There is no own-info to ask."""
    fake = many(1, is_anonymous=False, keys={"key": []}, version="1.24.1")
    with Web(fake.answer) as web, session("weaviate", web.port, login=Login(user="", password="key")) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=?"


@pytest.mark.parametrize(("status", "body", "told"), [
    (200, {"hostname": "http://[::]:8080", "modules": {}, "version": "1.30.1"}, ("Weaviate", "1.30.1")),
    (401, {"code": 401, "message": "anonymous access not enabled, please provide an auth scheme"}, ("Weaviate", None)),
    (401, {"code": 401, "message": "unauthorized"}, None), (200, {"hostname": "x", "version": "1.30.1"}, None),
    (200, {"hostname": "x", "version": "\x1b[1m", "modules": {}}, None), (200, [], None),
])  # fmt: skip
def test_open_and_closed_ones_are_told_by_their_meta(status: int, body: Any, told: Any) -> None:
    """By what it tells, or by the words in which it refuses."""
    found = about.seen(Page(path="/v1/meta", status=status, headers={}, body=json.dumps(body).encode()))
    assert (found and (found.product, found.version)) == told


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401):
        assert about.seen(Page(path="/v1/meta", status=status, headers={}, body=body)) is None
