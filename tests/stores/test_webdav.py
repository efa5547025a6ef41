"""WebDAV: privileges from the specification, rclone's answers, answers that name what was not asked, what goes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores._http import Reply
from nightlatch.stores._webdav_about import seen
from nightlatch.stores.webdav import WebDav, _read, guard
from tests import lab
from tests.lab.web import Answer, Asked, Web
from tests.stores.cases._files import tree
from tests.stores.looking import session, short, values


def response(href: str, *, folder: bool = False, privileges: tuple[str, ...] | None = None) -> str:
    kind = (
        "<D:resourcetype><D:collection/></D:resourcetype>"
        if folder
        else "<D:resourcetype/><D:getcontentlength>4</D:getcontentlength>"
    )
    listed = "" if privileges is None else "".join(f"<D:privilege><D:{one}/></D:privilege>" for one in privileges)
    told = "" if privileges is None else f"<D:current-user-privilege-set>{listed}</D:current-user-privilege-set>"
    return f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{kind}{told}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"


@contextmanager
def server(*responses: str, status: int = 207) -> Iterator[Web]:
    def answer(asked: Asked) -> Answer:
        if asked.method == "GET":
            return Answer(status=206, body=b"one\n")
        body = f'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">{"".join(responses)}</D:multistatus>'
        return Answer(status=status, body=body.encode(), headers=(("content-type", "application/xml"),))

    with Web(answer) as web:
        web._server.RequestHandlerClass.do_PROPFIND = web._server.RequestHandlerClass.do_GET  # type: ignore[attr-defined]
        yield web


@pytest.mark.parametrize(
    "privileges, rights",
    [
        (("read",), "C=no R=some U=no D=no A=no"), (("read", "write"), "C=some R=some U=some D=some A=no"),
        (("all",), "C=some R=some U=some D=some A=some"), (("read", "bind"), "C=some R=some U=no D=no A=no"),
        (("write-acl", "unbind"), "C=no R=some U=no D=some A=some"), ((), "C=no R=some U=no D=no A=no"),
        (None, "C=? R=some U=? D=? A=?"),
    ],
)  # fmt: skip
def test_privileges_are_rights(privileges: tuple[str, ...] | None, rights: str) -> None:
    """Those of the top folder; a list that came proves reading, whatever else is said."""
    with server(response("/", folder=True, privileges=privileges)) as web, session("webdav", web.port) as one:
        assert short(one.access()) == rights


def test_only_what_lies_in_the_folder_is_taken() -> None:
    """Answers that name other hosts, other folders or ways up are no entries; a whole URL is no more than its path."""
    names = (
        "/",
        "/a.txt",
        "http://192.0.2.1/b%20c.txt",
        "/x/y.txt",
        "/../d.txt",
        "//192.0.2.1/e.txt",
        "/%2e%2e",
        "http://[",
    )
    with server(*(response(one, folder=one == "/") for one in names)) as web, session("webdav", web.port) as one:
        (found,) = one.containers()
        told = values(one.read(found, Reading(full=True)))
        assert sorted(told["file.name"]) == ["a", "b c", "e"]
        assert {asked.path for asked in web.asked} == {"/", "/a.txt", "/b c.txt", "/e.txt"}


@pytest.mark.parametrize("status, rights", [(401, "C=no R=no U=no D=no A=no"), (403, "C=? R=no U=? D=? A=?")])
def test_a_refusal_is_told(status: int, rights: str) -> None:
    """A password is asked for everything; a folder that is not listed says nothing of writing."""
    with server(status=status) as web, session("webdav", web.port) as one:
        assert short(one.access()) == rights and list(one.containers()) == []


@pytest.mark.parametrize("status", [200, 301, 404, 405, 500, 501])
def test_other_answers_are_no_webdav(status: int) -> None:
    """A list that comes with another status than 207 either."""
    with (
        server(response("/", folder=True), status=status) as web,
        pytest.raises(Failed) as failed,
        session("webdav", web.port),
    ):
        pass
    assert failed.value.failure.kind == "not-this-protocol"


def test_rclone_is_looked_at() -> None:
    """Its lists and ranges; read-only, it lists DELETE in OPTIONS, which is therefore not asked; closed, it is closed."""
    with lab.fresh("rclone", files=tree(), options=("--read-only",)) as server, session("webdav", server.port) as one:
        assert short(one.access()) == "C=? R=some U=? D=? A=?"
        counts = {found.name: one.count(found).value for found in one.containers()}
        assert counts == {"customers": 302, "backup": 3, "/": 2}
    with lab.fresh("rclone", options=("--user", "app", "--pass", "S3cret")) as server:
        with session("webdav", server.port) as one:
            assert short(one.access()) == "C=no R=no U=no D=no A=no"
        with pytest.raises(Failed) as failed, session("webdav", server.port, login=Login(user="app", password="x")):
            pass
        assert failed.value.failure.kind == "wrong-credentials"


def test_servers_are_told_by_their_answer() -> None:
    """By headers of its own, a server of that name, the realm of a password; an ordinary page is none."""
    for headers in (
        {"dav": "1, 2"},
        {"ms-author-via": "DAV"},
        {"server": "WsgiDAV/4.3.3 Cheroot/11"},
        {"www-authenticate": 'Basic realm="Box WebDAV"'},
    ):
        assert seen(Page(path="/", status=200, headers=headers, body=b"")) is not None
    for headers in ({}, {"server": "nginx"}, {"www-authenticate": 'Basic realm="rclone"'}, {"ms-author-via": "x"}):
        assert seen(Page(path="/", status=200, headers=headers, body=b"<html>webdav</html>")) is None


def test_nothing_but_what_is_declared_goes_out() -> None:
    """PROPFIND and GET alone, and no other body."""
    assert {one.partition(" ")[0] for one in WebDav.reads} == {"PROPFIND", "GET"}
    assert (
        guard("PROPFIND /", {}, b"<propertyupdate/>")
        and guard("GET /{name}", {"a": "b"}, b"")
        and not guard("GET /{name}", {}, b"")
    )


@given(st.one_of(st.binary(max_size=80), st.text(alphabet='<>/hrefD:multisaponc "=%2.[', max_size=120).map(str.encode)))
def test_any_answer_is_read_or_none(data: bytes) -> None:
    """No bytes make the parser fail, nor any href."""
    _read(Reply(status=207, headers={}, body=data))
    body = (
        b"<multistatus><response><href><![CDATA[" + data.replace(b"]]>", b"") + b"]]></href></response></multistatus>"
    )
    _read(Reply(status=207, headers={}, body=body))
