"""What the common suite cannot say of HBase: scans, samples, keys that are no text, logins, replies that lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _hbase_about as about
from nightlatch.stores.hbase import NOBODY, SCAN, TABLES, guard
from tests.lab.hbase_fake import Hbase
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values


def store(count: int) -> Hbase:
    return Hbase(tables={"a": {f"{at:06}": {"f:n": str(at), "f:j": json.dumps({"x": at})} for at in range(count)}})


def test_a_sample_is_spread_repeatable_and_has_no_record_twice() -> None:
    """Runs behind random keys; keys are fields, and JSON in a cell becomes its fields."""
    with Web(store(3_000).answer) as web, session("hbase", web.port) as found:
        (container,) = found.containers()
        sample = values(found.read(container, Reading(records=400, seed=2)))
        assert sample == values(found.read(container, Reading(records=400, seed=2)))
        numbers = [int(one) for one in sample["key"]]
        assert len(numbers) == len(set(numbers)) >= 250 and max(numbers) - min(numbers) > 1_500
        assert len(sample["f:n"]) == len(numbers) and "f:j.x" in sample
        everything = values(found.read(container, Reading(full=True, records=1 << 40)))
        assert [int(one) for one in everything["key"]] == list(range(3_000))


def test_keys_that_are_no_text_end_a_full_reading_aloud() -> None:
    """REST names rows by text; what comes first is read."""
    rows = {f"a{at:04}": {"f:n": "1"} for at in range(200)} | {"\udcff\udcfe": {"f:n": "2"}}
    fake = Hbase(tables={"a": rows})
    with Web(fake.answer) as web, session("hbase", web.port) as found, pytest.raises(Failed) as failed:
        (container,) = found.containers()
        list(found.read(container, Reading(full=True, records=1 << 40)))
    assert failed.value.failure.kind == "over-budget"


@pytest.mark.parametrize("body", [
    {"Row": [{"key": "YQ=="}, {"key": "YQ=="}]}, {"Row": [{"key": 1}]}, {"Row": [None]}, {"Row": 1}, [],
])  # fmt: skip
def test_rows_in_circles_or_of_another_shape_end_the_reading(body: Any) -> None:
    """A server could otherwise keep us for ever."""

    def answer(asked: Asked) -> Answer:
        return Answer(body=body) if asked.path == "/a/*" else store(1).answer(asked)

    with Web(answer) as web, session("hbase", web.port) as found, pytest.raises(Failed) as failed:
        list(found.read(next(iter(found.containers())), Reading(full=True)))
    assert failed.value.failure.kind == "hostile"


def test_a_server_that_has_every_row_proves_nothing() -> None:
    """It says yes to what nobody has."""

    def answer(asked: Asked) -> Answer:
        return Answer(body={}) if "nobody" in asked.path else store(1).answer(asked)

    with Web(answer) as web, session("hbase", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


def test_a_server_that_asks_for_kerberos_is_closed_when_it_is_named() -> None:
    """By itself it cannot be told from other servers of Hadoop."""
    with Web(Hbase(is_secure=True).answer) as web:
        with session("hbase", web.port) as found:
            assert short(found.access()) == "C=no R=no U=no D=no A=no" and list(found.containers()) == []
        with pytest.raises(Failed) as failed, session("hbase", web.port, login=Login(user="a", password="b")):
            pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "query", "is_read"), [
    (SCAN, {"limit": "1"}, True), (SCAN, {}, False), (SCAN, {"limit": "1", "filter": "{}"}, False),
    (SCAN, {"limit": "1", "startrow": "a", "reversed": "true"}, True), (TABLES, {"x": "1"}, False), (NOBODY, {}, True),
])  # fmt: skip
def test_what_is_sent_is_a_read(template: str, query: dict[str, str], is_read: bool) -> None:
    """A scan with a limit and without a filter."""
    assert (guard(template, query, b"") is None) == is_read


@pytest.mark.parametrize(("status", "body", "is_hbase"), [
    (200, b"rest 0.0.3 [JVM: x 1.8] [OS: Linux 5 amd64] [Server: jetty] [Jersey: 2]\n", True),
    (200, b'{"REST":"0.0.3","JVM":"x","OS":"y","Server":"z","Jersey":"2"}', True), (200, b'{"version":"1"}', False),
    (404, b"rest 0.0.3 [JVM: x] [OS: y]", False), (200, b"rest", False),
])  # fmt: skip
def test_it_is_told_by_what_it_says_of_itself(status: int, body: bytes, is_hbase: bool) -> None:
    """As text or as JSON."""
    assert (about.seen(Page(path=about.VERSION, status=status, headers={}, body=body)) is not None) == is_hbase


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    assert about.seen(Page(path=about.VERSION, status=200, headers={}, body=body)) is None
