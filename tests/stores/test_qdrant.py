"""What the common suite cannot say of Qdrant: ids of both sorts, samples, bodies that are no reads, replies that lie."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _qdrant_about as about
from nightlatch.stores.qdrant import COUNT, LIST, SCROLL, _claims, guard
from tests.lab.qdrant_fake import Qdrant
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values

IDS: dict[str, Callable[[int], int | str]] = {
    "numbers": lambda at: at, "far": lambda at: at * 10**6, "uuids": lambda at: str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))),
    "both": lambda at: at if at % 2 else str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))),
}  # fmt: skip


def read(fake: Callable[[Asked], Answer], **reading: Any) -> list[int]:
    with Web(fake) as web, session("qdrant", web.port) as found:
        (container,) = found.containers()
        return values(found.read(container, Reading(**reading))).get("n", [])


def qdrant(ids: str, many: int) -> Qdrant:
    return Qdrant(collections={"c": {IDS[ids](at): {"n": at} for at in range(many)}})


@pytest.mark.parametrize("ids", IDS)
def test_every_point_is_read_once_whatever_its_id(ids: str) -> None:
    """Page after page, numbers and UUIDs."""
    assert sorted(read(qdrant(ids, 2_500).answer, full=True, records=1 << 62, bytes=None)) == list(range(2_500))


@pytest.mark.parametrize("ids", ["numbers", "uuids"])
def test_a_sample_is_spread_has_no_point_twice_and_is_repeatable(ids: str) -> None:
    """Runs behind random ids."""
    fake = qdrant(ids, 3_000).answer
    sample = read(fake, records=400, seed=2)
    assert sample == read(fake, records=400, seed=2) != read(fake, records=400, seed=3)
    assert len(sample) == len(set(sample)) and 250 <= len(sample) <= 400
    assert max(sample) - min(sample) > 1_500


def test_points_without_a_payload_are_no_records() -> None:
    """Vectors alone are nobody's data that could be read."""
    fake = Qdrant(collections={"c": {1: None, 2: {"n": 2}, 3: None}})
    assert read(fake.answer) == [2]


def test_points_listed_again_and_again_end_the_reading() -> None:
    """A server whose pages lead round would keep us for ever."""
    fake = qdrant("numbers", 10)
    page = {"result": {"points": [{"id": 1, "payload": {"n": 1}}], "next_page_offset": 1}, "status": "ok"}

    def answer(asked: Asked) -> Answer:
        return Answer(body=page) if asked.path.endswith("scroll") else fake.answer(asked)

    with pytest.raises(Failed) as failed:
        read(answer, full=True, records=1 << 62, bytes=None)
    assert failed.value.failure.kind == "hostile"


def test_a_server_that_has_every_path_is_not_told_to_be_open_to_writing() -> None:
    """What answers to a path that does not exist proves reading alone."""
    fake = qdrant("numbers", 1)

    def yes(asked: Asked) -> Answer:
        told = fake.answer(asked)
        return told if told.status == 200 else Answer(body={})

    with Web(yes) as web, session("qdrant", web.port) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=?"


def test_a_wrong_key_is_told() -> None:
    """As a failure of the login."""
    fake = Qdrant(keys={"right": None})
    with (
        pytest.raises(Failed) as failed,
        Web(fake.answer) as web,
        session("qdrant", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "body", "is_read"), [
    (COUNT, {"exact": True}, True), (COUNT, {"exact": True, "filter": {}}, False), (COUNT, None, False),
    (SCROLL, {"limit": 1, "with_payload": True, "with_vector": False}, True),
    (SCROLL, {"limit": 1, "with_payload": True, "with_vector": False, "offset": "x"}, True),
    (SCROLL, {"limit": 1, "with_payload": True, "with_vector": False, "filter": {}}, False),
    (SCROLL, {"points": [1]}, False), (LIST, {"x": 1}, False), (LIST, None, True),
])  # fmt: skip
def test_a_post_is_a_read_or_is_not_sent(template: str, body: Any, is_read: bool) -> None:
    """Its body is one of two."""
    sent = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
    assert (guard(template, {}, sent) is None) == is_read


@pytest.mark.parametrize(("status", "body", "told"), [
    (200, {"title": "qdrant - vector search engine", "version": "1.12.4"}, ("Qdrant", "1.12.4")),
    (200, {"title": "qdrant - vector search engine", "version": "\x1b[1m"}, ("Qdrant", None)),
    (200, {"title": "my qdrant - vector search engine", "version": "1.12.4"}, None),
    (401, {"title": "qdrant - vector search engine", "version": "1.12.4"}, None), (200, [], None),
])  # fmt: skip
def test_it_is_told_by_its_title(status: int, body: Any, told: Any) -> None:
    """Which it tells without a key."""
    found = about.seen(Page(path="/", status=status, headers={}, body=json.dumps(body).encode()))
    assert (found and (found.product, found.version)) == told


@given(st.text(max_size=60) | st.text("ey.=J0-_", max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_key_breaks_the_reader_of_claims(key: str) -> None:
    """Whatever the password is, it has claims or none."""
    assert _claims(key) is None or _claims(key)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    assert about.seen(Page(path="/", status=200, headers={}, body=body)) is None
