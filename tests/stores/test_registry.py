"""Docker registry: tokens, pages of a long catalogue, images of several platforms, redirects, odd answers."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _registry_wire as wire
from nightlatch.stores._registry_about import seen
from tests.lab.web import Answer, Asked, Web
from tests.stores.cases import UNKNOWN
from tests.stores.cases.registry import started
from tests.stores.looking import session, short, values

MARK = (("Docker-Distribution-Api-Version", "registry/2.0"),)
DIGEST = "sha256:" + "a" * 64


def test_products_are_told_by_where_their_tokens_are_for() -> None:
    """Harbor and GitLab by their challenge; a page without the header is nobody's."""
    mark = {"docker-distribution-api-version": "registry/2.0"}

    def told(status: int, **headers: str) -> str | None:
        found = seen(Page(path="/v2/", status=status, headers={**mark, **headers}, body=b""))
        return found.product if found else None

    bearer = 'Bearer realm="https://h.example.org/service/token",service="harbor-registry"'
    assert told(401, **{"www-authenticate": bearer}) == "Harbor"
    assert (
        told(401, **{"www-authenticate": 'Bearer realm="https://g.example.org/jwt/auth"'})
        == "GitLab container registry"
    )
    assert told(200) == "Docker registry" and told(404) is None
    assert seen(Page(path="/v2/", status=200, headers={}, body=b"{}")) is None


def test_a_wrong_password_is_a_failure() -> None:
    """A login that the registry refuses is told as such."""
    login = Login(user="admin", password="x")
    with pytest.raises(Failed) as told, session("registry", started(password=True).port, login=login):
        pass
    assert told.value.failure.kind == "wrong-credentials"


@given(st.text())
def test_any_text_is_a_token_without_claims_or_with_some(text: str) -> None:
    """No token of a server breaks the reader of its claims."""
    wire.claims(text)
    wire.claims(f"a.{text}.b")
    part = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    wire.claims(f"a.{part}.b")


def fake(pages: dict[str, Any], allow: str = "DELETE, GET, HEAD, PUT") -> Web:
    """A registry without access control that has these pages."""

    def answer(asked: Asked) -> Answer:
        if asked.method == "OPTIONS":
            return Answer(headers=(*MARK, ("Allow", allow)))
        if asked.path == "/v2/":
            return Answer(body={}, headers=MARK)
        told = pages.get(asked.path)
        told = told(asked) if callable(told) else told
        return (
            Answer(status=404, headers=MARK)
            if told is None
            else told
            if isinstance(told, Answer)
            else Answer(body=told)
        )

    return Web(answer)


def test_a_catalogue_of_many_pages_is_read_to_its_end() -> None:
    """2,500 repositories come in pages of a thousand; a server that repeats itself is not asked for ever."""
    names = [f"r{at:05}" for at in range(2_500)]

    def page(asked: Asked) -> dict[str, Any]:
        return {"repositories": [one for one in names if one > asked.query.get("last", "")][:1_000]}

    with fake({"/v2/_catalog": page}) as web, session("registry", web.port) as one:
        assert len(list(one.access().rights)) == 5
        assert len(list(one.containers())) == 2_500
    same = {"/v2/_catalog": {"repositories": names[:1_000]}}
    with fake(same) as web, session("registry", web.port) as one:
        one.access()
        assert len(web.asked) < 10


@pytest.mark.parametrize(
    "allow, rights",
    [
        ("GET, HEAD", "C=no R=all U=no D=no A=no"),
        ("DELETE, GET, HEAD, PUT", "C=all R=all U=all D=? A=no"),
        ("GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS", "C=? R=all U=? D=? A=no"),
        ("", "C=? R=all U=? D=? A=no"),
    ],
)
def test_only_what_a_registry_itself_allows_counts(allow: str, rights: str) -> None:
    """What a proxy or a servlet container says to OPTIONS tells nothing."""
    with fake({"/v2/_catalog": {"repositories": []}}, allow) as web, session("registry", web.port) as one:
        assert short(one.access()) == rights


def test_images_of_several_platforms_and_elsewhere() -> None:
    """Of an index the first image is read; a configuration that is kept elsewhere is not followed; others go on."""
    other = "sha256:" + "b" * 64
    config = {
        "config": {"Env": ["A=1", "no"], "Labels": {"l": "x"}, "Cmd": "odd"},
        "history": [{"created_by": "RUN x"}],
    }
    pages = {
        "/v2/_catalog": {"repositories": ["a/b"]},
        "/v2/a/b/tags/list": {"name": "a/b", "tags": ["index", "plain", "gone", "odd", "big"]},
        "/v2/a/b/manifests/index": {"manifests": [{"digest": DIGEST}]},
        f"/v2/a/b/manifests/{DIGEST}": {"config": {"digest": DIGEST, "size": 5}},
        "/v2/a/b/manifests/plain": {"config": {"digest": other, "size": 5}},
        "/v2/a/b/manifests/odd": {"config": {"digest": "../../x", "size": 5}},
        "/v2/a/b/manifests/big": {"config": {"digest": DIGEST, "size": 1 << 40}},
        f"/v2/a/b/blobs/{DIGEST}": config,
        f"/v2/a/b/blobs/{other}": Answer(status=307, headers=(("Location", "http://192.0.2.1/x"),)),
    }
    with fake(pages) as web, session("registry", web.port) as one:
        (found,) = one.containers()
        assert found.records.value == 5
        told = values(one.read(found, Reading()))
        assert told == {"env.A": ["1"], "env.no": [""], "label.l": ["x"], "history[]": ["RUN x"]}


def test_names_that_lead_elsewhere_are_not_asked_for() -> None:
    """A repository called by dots, by nothing, or too deep is listed and not read."""
    names = ["../..", "a//b", "/".join("abcdefgh"), "ok"]
    pages = {"/v2/_catalog": {"repositories": names}, "/v2/ok/tags/list": {"tags": ["1"]}}
    with fake(pages) as web, session("registry", web.port) as one:
        assert {each.name: each.is_readable for each in one.containers()} == {name: name == "ok" for name in names}


def test_a_server_that_says_yes_to_everything_proves_nothing() -> None:
    """One that answers a path that no registry has gives no right."""
    with (
        Web(lambda asked: Answer(body={"repositories": ["a"]}, headers=MARK)) as web,
        session("registry", web.port) as one,
    ):
        assert short(one.access()) == UNKNOWN


def test_an_opaque_token_leaves_rights_unknown() -> None:
    """A token that does not show what it grants proves nothing."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/token":
            return Answer(body={"token": "opaque"})
        if "authorization" not in asked.headers:
            challenge = f'Bearer realm="http://{asked.headers["host"]}/token",service="s"'
            return Answer(status=401, headers=(*MARK, ("WWW-Authenticate", challenge)))
        return Answer(body=json.loads('{"repositories": ["a"]}'), headers=MARK)

    with Web(answer) as web, session("registry", web.port) as one:
        assert short(one.access()) == UNKNOWN
