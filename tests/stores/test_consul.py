"""What the common suite cannot say of Consul: questions, samples, pages, replies that lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _consul_about as about
from nightlatch.stores.consul import ASK, FOLDER, KEY, TOP, guard
from tests.lab.consul_fake import Consul
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values


def test_a_sample_is_spread_and_repeatable_and_keys_are_fields() -> None:
    """Random keys of a folder; their names are data, too."""
    fake = Consul(keys={f"a/{at:04}": json.dumps({"n": at}).encode() for at in range(2_000)})
    with Web(fake.answer) as web, session("consul", web.port) as found:
        (container,) = found.containers()
        assert found.count(container).value == 2_000
        sample = values(found.read(container, Reading(records=60, seed=2)))
        assert sample == values(found.read(container, Reading(records=60, seed=2)))
        assert len(set(sample["n"])) == 60 and max(sample["n"]) - min(sample["n"]) > 1_000
        assert [int(one[2:]) for one in sample["key"]] == sample["n"]


def test_values_that_are_gone_broken_or_no_text_are_read_past() -> None:
    """A key may be deleted between the list and the look; a value may be anything."""
    fake = Consul(keys={"a/gone": b"x", "a/odd": b"\xff", "a/text": b"hello"})

    def answer(asked: Asked) -> Answer:
        return Answer(status=404) if asked.path == "/v1/kv/a/gone" else fake.answer(asked)

    with Web(answer) as web, session("consul", web.port) as found:
        (container,) = found.containers()
        assert b"\xff" in values(found.read(container, Reading()))["value"]


@pytest.mark.parametrize("lie", [[], [{"Allow": True}], [{"Resource": "key", "Access": "read", "Allow": True}] * 4, {"x": 1}, None])  # fmt: skip
def test_answers_to_other_questions_are_none(lie: Any) -> None:
    """Each answer repeats its question; one that does not proves nothing."""
    fake = Consul(keys={}, rules={"": {}})

    def answer(asked: Asked) -> Answer:
        return Answer(body=lie) if asked.method == "POST" else fake.answer(asked)

    with Web(answer) as web, session("consul", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


def test_access_control_that_is_off_behind_a_proxy_that_lists_nothing_is_unknown() -> None:
    """The store has no rules, and something before it has."""
    fake = Consul(keys={"a": b"x"})

    def answer(asked: Asked) -> Answer:
        return Answer(status=403) if "/kv/" in asked.path else fake.answer(asked)

    with Web(answer) as web, session("consul", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


def test_an_older_one_with_rules_shows_reading_alone() -> None:
    """Before 1.7 there is no question to ask."""
    fake = Consul(keys={"a/b": b"x"}, rules={"": {"a/": "write"}}, is_old=True, version="1.3.0")
    with Web(fake.answer) as web, session("consul", web.port) as found:
        assert short(found.access()) == "C=? R=some U=? D=? A=?"


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(Consul(rules={"": {}}).answer) as web,
        session("consul", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "query", "body", "is_read"), [
    (ASK, {}, [{"Resource": "key", "Access": "write"}], True), (ASK, {}, {"Key": 1}, False), (ASK, {}, None, False),
    (ASK, {}, [{"Resource": "key", "Access": "write", "Rules": "x"}], False), (TOP, {"keys": ""}, None, True),
    (TOP, {"recurse": ""}, None, False), (FOLDER, {}, None, False), (FOLDER, {"keys": ""}, None, True),
    (KEY, {}, None, True), (KEY, {"acquire": "x"}, None, False), (KEY, {}, "x", False),
])  # fmt: skip
def test_what_is_sent_is_a_read(template: str, query: dict[str, str], body: Any, is_read: bool) -> None:
    """Names are listed, values read, questions asked: nothing else passes."""
    sent = b"" if body is None else json.dumps(body).encode()
    assert (guard(template, query, sent) is None) == is_read


CONFIG = {"Version": "1.19.2", "NodeName": "n", "Datacenter": "dc1"}


@pytest.mark.parametrize(("path", "status", "body", "told"), [
    ("/v1/agent/self", 200, {"Config": CONFIG}, ("Consul", "1.19.2")),
    ("/v1/agent/self", 200, {"Config": {**CONFIG, "Version": "\x1b[1m"}}, ("Consul", None)),
    ("/v1/agent/self", 200, {"Config": {"Version": "1.0.0"}}, None), ("/v1/agent/self", 403, {"Config": CONFIG}, None),
    ("/v1/status/leader", 200, "10.1.10.12:8300", ("Consul", None)), ("/v1/status/leader", 200, "", ("Consul", None)),
    ("/v1/status/leader", 200, "[2001:db8::1]:8300", ("Consul", None)), ("/v1/status/leader", 200, "ok", None),
    ("/v1/status/leader", 500, "10.1.10.12:8300", None), ("/", 200, "10.1.10.12:8300", None),
])  # fmt: skip
def test_open_and_closed_ones_are_told(path: str, status: int, body: Any, told: Any) -> None:
    """By what an agent tells of itself, or by its leader, whom it tells to everybody."""
    headers = {"content-type": "application/json"}
    found = about.seen(Page(path=path, status=status, headers=headers, body=json.dumps(body).encode()))
    assert (found and (found.product, found.version)) == told


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for path in (about.SELF, about.LEADER):
        found = about.seen(Page(path=path, status=200, headers={}, body=body))
        assert found is None
