"""What the common suite cannot say of Vault and OpenBao: paths of a policy, older replies, pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page
from nightlatch.stores import _vault_about as about
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short

HEALTH = {"initialized": True, "sealed": False, "standby": False, "server_time_utc": 1732400000, "version": "1.15.2"}


def vault(acl: Any, status: int = 200) -> Any:
    """Vault 1.15 with this list of what we may do."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/v1/sys/health":
            return Answer(body=HEALTH)
        if asked.path.endswith("resultant-acl"):
            return Answer(status=status, body=acl)
        return Answer(status=403, body={"errors": ["permission denied"]})

    return answer


def may(**paths: list[str]) -> dict[str, Any]:
    return {"data": {"root": False, "exact_paths": {}, "glob_paths": {name: {"capabilities": found} for name, found in paths.items()}}}  # fmt: skip


@pytest.mark.parametrize(("acl", "told"), [
    ({"data": {"root": True}}, "C=all R=all U=all D=all A=all"),
    (may(), "C=no R=no U=no D=no A=no"),
    (may(**{"cubbyhole/": ["create", "read"], "sys/tools/hash/": ["update"]}), "C=no R=no U=no D=no A=no"),
    (may(**{"kv/": ["read"]}), "C=no R=some U=no D=no A=no"),
    (may(**{"kv/": ["read", "deny"]}), "C=no R=no U=no D=no A=no"),
    (may(**{"kv/metadata/": ["read", "list", "delete"]}), "C=no R=no U=no D=some A=no"),
    (may(**{"kv/": ["patch"]}), "C=no R=no U=some D=no A=no"),
    (may(**{"sys/": ["update"]}), "C=no R=no U=no D=no A=some"),
    (may(**{"": ["read"]}), "C=no R=all U=no D=no A=no"),
    ({"data": {}}, "C=? R=? U=? D=? A=?"), ({}, "C=? R=? U=? D=? A=?"), ([], "C=? R=? U=? D=? A=?"),
])  # fmt: skip
def test_paths_are_rights(acl: Any, told: str) -> None:
    """What every token may do is no right; an answer of another shape tells nothing."""
    with Web(vault(acl)) as web, session("vault", web.port) as found:
        assert short(found.access()) == told


@pytest.mark.parametrize("status", [400, 403])
def test_without_a_token_nothing_may_be_done(status: int) -> None:
    """Older versions say 400, missing client token."""
    with Web(vault({"errors": ["missing client token"]}, status)) as web, session("vault", web.port) as found:
        assert short(found.access()) == "C=no R=no U=no D=no A=no"
        assert list(found.containers()) == []


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(vault({"errors": ["permission denied"]}, 403)) as web,
        session("vault", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("status", "body", "told"), [
    (200, HEALTH, ("Vault", "1.15.2")), (429, {**HEALTH, "standby": True}, ("Vault", "1.15.2")),
    (501, {**HEALTH, "version": "2.0.1", "initialized": False}, ("OpenBao", "2.0.1")), (503, HEALTH, ("Vault", "1.15.2")),
    (200, {**HEALTH, "version": ""}, ("Vault", None)), (200, {**HEALTH, "version": "\x1b[1m"}, None),
    (200, {"initialized": True}, None), (404, HEALTH, None), (200, [], None),
])  # fmt: skip
def test_each_state_is_told_by_its_health(status: int, body: Any, told: Any) -> None:
    """Active, standby, not initialised, sealed: the health has the same shape."""
    found = about.seen(Page(path="/v1/sys/health", status=status, headers={}, body=json.dumps(body).encode()))
    assert (found and (found.product, found.version)) == told


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    assert about.seen(Page(path="/v1/sys/health", status=200, headers={}, body=body)) is None
