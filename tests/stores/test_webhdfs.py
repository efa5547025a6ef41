"""What the common suite cannot say of WebHDFS: parameters, redirects, older ones, names, replies that lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Page, Reading
from nightlatch.stores import _webhdfs_about as about
from nightlatch.stores import _webhdfs_access as rights
from nightlatch.stores.webhdfs import FILES, FOLDERS, TOP, guard
from tests.lab.web import Answer, Asked, Web
from tests.lab.webhdfs_fake import Hdfs
from tests.stores.looking import session, short, values

_FILES = {"/a/b/c.txt": b"one\ntwo\n", "/a/ä #?%2F.txt": b"three\n"}


def test_odd_names_stay_one_part_of_a_path() -> None:
    """Nothing in a name ends it, begins a query or climbs up."""
    with Web(Hdfs(files=_FILES, is_httpfs=True).answer) as web, session("webhdfs", web.port) as found:
        (container,) = found.containers()
        assert sorted(values(found.read(container, Reading(full=True)))["line"]) == ["one", "three", "two"]


def test_nobody_is_named_and_no_redirect_followed() -> None:
    """The fake asserts the first; a NameNode's files are listed and not read."""
    with Web(Hdfs(files=_FILES).answer) as web, session("webhdfs", web.port) as found:
        assert short(found.access()) == "C=all R=all U=all D=all A=all"
        assert any("not tried" in note for note in found.access().notes)
        (container,) = found.containers()
        assert not container.is_readable and list(found.read(container, Reading())) == []
        assert not any(b"OPEN" in one.target.encode() or "user" in one.target for one in web.asked)


def test_before_access_could_be_asked_for_a_namenode_tells_by_its_own_word_only() -> None:
    """Before 2.6 there is no CHECKACCESS: each question is a bad request, and rights stay unknown."""
    with Web(Hdfs(files=_FILES, has_check=False, is_httpfs=True).answer) as web, session("webhdfs", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


@pytest.mark.parametrize("is_httpfs", [True, False])
def test_a_server_that_says_yes_to_everything_proves_nothing(is_httpfs: bool) -> None:
    """It has a path that nobody has."""
    fake = Hdfs(files=_FILES, is_httpfs=is_httpfs)

    def answer(asked: Asked) -> Answer:
        return Answer() if asked.query.get("op") == "CHECKACCESS" else fake.answer(asked)

    with Web(answer) as web, session("webhdfs", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


@pytest.mark.parametrize(("template", "query", "is_read"), [
    (TOP, {"op": "LISTSTATUS"}, True), (TOP, {"op": "LISTSTATUS", "user.name": "hdfs"}, False), (TOP, {}, False),
    (TOP, {"op": "CHECKACCESS", "fsaction": "rwx"}, True), (FOLDERS[0], {"op": "DELETE"}, False),
    (FOLDERS[0], {"op": "OPEN", "length": "1"}, False), (FILES[2], {"op": "OPEN", "length": "1"}, True),
    (FILES[0], {"op": "OPEN"}, False), (FILES[0], {"op": "OPEN", "length": "1", "doas": "hdfs"}, False),
    (FOLDERS[0], {"op": "GETCONTENTSUMMARY"}, False), (rights.JMX, {"qry": rights.INFO}, True),
    (rights.JMX, {"qry": "java.lang:*"}, False), (rights.JMX, {}, False),
])  # fmt: skip
def test_what_is_sent_is_a_read_and_names_nobody(template: str, query: dict[str, str], is_read: bool) -> None:
    """Three operations, two beans."""
    assert (guard(template, query, b"") is None) == is_read
    assert guard(template, query, b"x") is not None


_LIST = {"FileStatuses": {"FileStatus": []}}
_ERROR = {"RemoteException": {"exception": "AccessControlException"}}


@pytest.mark.parametrize(("status", "body", "headers", "is_hdfs"), [
    (200, _LIST, {}, True), (200, {"FileStatuses": []}, {}, False), (200, {}, {}, False), (403, _ERROR, {}, True),
    (401, "", {"set-cookie": "hadoop.auth=; Path=/"}, False), (401, "", {"www-authenticate": "Negotiate"}, False),
    (404, _ERROR, {}, False), (403, {"RemoteException": {}}, {}, False), (403, {}, {}, False),
])  # fmt: skip
def test_open_and_closed_ones_are_told(status: int, body: Any, headers: dict[str, str], is_hdfs: bool) -> None:
    """By the list of the root or the exception; what all of Hadoop says is no sign."""
    content = json.dumps(body, separators=(",", ":")).encode()
    found = about.seen(Page(path=about.ASKED, status=status, headers=headers, body=content))
    assert (found is not None) == is_hdfs


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401, 403):
        assert about.seen(Page(path=about.ASKED, status=status, headers={}, body=body)) is None
