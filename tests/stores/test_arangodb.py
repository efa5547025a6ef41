"""What the common suite cannot say of ArangoDB: levels, samples, queries, pages, replies that lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _arangodb_about as about
from nightlatch.stores._arangodb_access import Database, level_of
from nightlatch.stores._spread import places
from nightlatch.stores.arangodb import _PAGE_QUERY, COUNT, CURSOR, guard
from tests.lab.arangodb_fake import Arango
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values


def store(count: int) -> Arango:
    return Arango(databases={"a": {"x/y": {str(10_000 + at): {"n": at} for at in range(count)}}})


def test_a_sample_is_spread_repeatable_and_has_no_record_twice() -> None:
    """Runs behind random keys."""
    with Web(store(5_000).answer) as web, session("arangodb", web.port) as found:
        (container,) = found.containers()
        sample = values(found.read(container, Reading(records=400, seed=2)))["n"]
        assert sample == values(found.read(container, Reading(records=400, seed=2)))["n"]
        assert len(sample) == len(set(sample)) >= 250 and max(sample) - min(sample) > 2_500
        everything = values(found.read(container, Reading(full=True, records=1 << 40)))["n"]
        assert sorted(everything) == list(range(5_000))


def test_documents_listed_in_circles_end_the_reading() -> None:
    """A server could otherwise keep us for ever."""
    fake = store(3)

    def answer(asked: Asked) -> Answer:
        if asked.method == "POST":
            return Answer(status=201, body={"result": [{"_key": "1"}, {"_key": "2"}]})
        return fake.answer(asked)

    with Web(answer) as web, session("arangodb", web.port) as found, pytest.raises(Failed) as failed:
        list(found.read(next(iter(found.containers())), Reading()))
    assert failed.value.failure.kind == "hostile"


@pytest.mark.parametrize("body", [{"result": [{"n": 1}]}, {"result": [None]}, {"result": 1}, []])
def test_documents_without_keys_are_a_failure(body: Any) -> None:
    """Each document of ArangoDB has one."""
    fake = store(3)

    def answer(asked: Asked) -> Answer:
        return Answer(status=201, body=body) if asked.method == "POST" else fake.answer(asked)

    with Web(answer) as web, session("arangodb", web.port) as found, pytest.raises(Failed) as failed:
        list(found.read(next(iter(found.containers())), Reading()))
    assert failed.value.failure.kind == "hostile"


def test_a_server_that_has_every_path_proves_nothing() -> None:
    """It says yes to what nobody has."""
    fake = store(3)

    def answer(asked: Asked) -> Answer:
        return Answer(body={}) if asked.path == "/_api/nightlatch" else fake.answer(asked)

    with Web(answer) as web, session("arangodb", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    fake, login = Arango(users={"root": ("right", {})}), Login(user="root", password="wrong")
    with pytest.raises(Failed) as failed, Web(fake.answer) as web, session("arangodb", web.port, login=login):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def levels(**named: tuple[str, dict[str, str]]) -> dict[str, Database]:
    names = {"every": "*", "system": "_system"}
    return {names.get(name, name): Database(permission=one[0], collections=one[1]) for name, one in named.items()}


@pytest.mark.parametrize(("given_levels", "level"), [
    ({}, 0), (levels(crm=("rw", {})), 0), (levels(crm=("ro", {"people": "rw"})), 2),
    (levels(crm=("none", {"people": "rw"})), 0), (levels(crm=("rw", {"*": "ro"})), 1),
    (levels(crm=("rw", {"people": "undefined", "*": "ro"})), 1), (levels(every=("rw", {"*": "rw"})), 2),
    (levels(crm=("undefined", {}), every=("ro", {"*": "ro"})), 1), (levels(crm=("rw", {"people": "odd"})), 0),
    (levels(crm=("rw", {"people": "none", "*": "rw"})), 0),
])  # fmt: skip
def test_levels_are_taken_as_documented(given_levels: dict[str, Database], level: int) -> None:
    """The collection's own, else that of all in its database, else that of all databases; none without the database."""
    assert level_of(given_levels, "crm", "people") == level


def asked(**more: Any) -> bytes:
    bind = {"@c": "people", "k": "", "n": 1}
    return json.dumps(
        {"query": _PAGE_QUERY, "bindVars": bind, "batchSize": 1, "options": {"maxRuntime": 1.0}, **more}
    ).encode()


@pytest.mark.parametrize(("template", "body", "is_read"), [
    (CURSOR, asked(), True), (CURSOR, asked(query="FOR d IN people REMOVE d IN people"), False), (CURSOR, b"", False),
    (CURSOR, asked(options={"fullCount": 1}), False), (CURSOR, asked(ttl=99), False), (COUNT, b"{}", False),
    (CURSOR, asked(bindVars={"@c": "x"}), False), (COUNT, b"", True),
])  # fmt: skip
def test_what_is_sent_is_a_read(template: str, body: bytes, is_read: bool) -> None:
    """Our own queries and nothing else."""
    assert (guard(template, {}, body) is None) == is_read


_CLOSED = {"error": True, "code": 401, "errorNum": 11, "errorMessage": "not authorized to execute this request"}


@pytest.mark.parametrize(("status", "body", "headers", "told"), [
    (200, {"server": "arango", "version": "3.12.1"}, {}, ("ArangoDB", "3.12.1")),
    (200, {"server": "arango"}, {}, ("ArangoDB", None)), (200, {"server": "arango", "version": "\x1b"}, {}, ("ArangoDB", None)),
    (200, {"version": "3.12.1"}, {}, None), (401, _CLOSED, {"server": "ArangoDB"}, ("ArangoDB", None)),
    (401, _CLOSED, {"www-authenticate": 'Basic, realm="ArangoDB"'}, ("ArangoDB", None)), (401, _CLOSED, {}, None),
    (401, {"error": "unauthorized"}, {"server": "ArangoDB"}, None), (404, {"server": "arango"}, {}, None),
])  # fmt: skip
def test_open_and_closed_ones_are_told(status: int, body: Any, headers: dict[str, str], told: Any) -> None:
    """By what it says of itself, or by its refusal under its own name."""
    page = Page(path=about.VERSION, status=status, headers=headers, body=json.dumps(body).encode())
    found = about.seen(page)
    assert (found and (found.product, found.version)) == told


@given(st.binary(max_size=200) | st.from_type(dict[str, int]).map(lambda one: json.dumps(one).encode()))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401):
        assert about.seen(Page(path=about.VERSION, status=status, headers={"server": "ArangoDB"}, body=body)) is None


@given(st.lists(st.text(max_size=12), max_size=20), st.integers(0, 40), st.integers())
@settings(max_examples=200, deadline=None)
def test_places_are_between_the_keys_or_at_their_beginnings(keys: list[str], count: int, seed: int) -> None:
    """As many as were asked for, the same for the same seed, whatever the keys are."""
    keys = sorted(keys, key=str.encode)
    found = places(keys, count, seed)
    assert found == places(keys, count, seed) and len(found) == (count if keys else 0)
