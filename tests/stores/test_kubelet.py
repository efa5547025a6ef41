"""What the common suite cannot say of the kubelet: its words, long lists, odd configurations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nightlatch.model import Failed, Login
from nightlatch.stores import Page
from nightlatch.stores import _kubelet_about as about
from tests.lab.kubernetes_fake import Kubelet
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short

LISTED = b'{"kind":"PodList","apiVersion":"v1","metadata":{},"items":['


@pytest.mark.parametrize(("status", "body", "headers", "is_one"), [
    (200, LISTED, {}, True), (200, b'{"kind":"PodList"}', {}, False), (404, LISTED, {}, False),
    (403, b"Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource=proxy)", {}, True),
    (403, b"Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource(s)=[pods proxy])\n", {}, True),
    (403, b"Forbidden", {}, False), (401, b"Unauthorized", {"content-type": "text/plain; charset=utf-8"}, True),
    (401, b"Unauthorized\n", {}, False), (401, b"Unauthorized", {"www-authenticate": "Basic"}, False),
    (401, b"Unauthorized", {"server": "nginx"}, False),
])  # fmt: skip
def test_it_is_told_by_its_pods_or_how_it_refuses_them(
    status: int, body: bytes, headers: dict[str, str], is_one: bool
) -> None:
    """A list that is cut short is a list; a bare refusal is one where nothing else comes with it."""
    assert (about.seen(Page(path="/pods", status=status, headers=headers, body=body)) is not None) == is_one
    assert about.seen(Page(path="/", status=status, headers=headers, body=body)) is None


def test_a_long_list_of_pods_is_not_read_to_its_end() -> None:
    """Its beginning tells what it is."""
    fake = Kubelet()
    long = LISTED + b'{"spec":{}},' * 2_000_000 + b'{"spec":{}}]}'

    def answer(asked: Asked) -> Answer:
        return Answer(body=long) if asked.path == "/pods" else fake.answer(asked)

    with Web(answer) as web, session("kubelet", web.port) as found:
        assert short(found.access()) == "C=all R=all U=all D=all A=all"


@pytest.mark.parametrize(("status", "config", "told"), [
    (403, {}, "C=? R=all U=? D=? A=?"), (404, {}, "C=? R=all U=? D=? A=?"), (405, {}, "C=no R=all U=no D=no A=no"),
    (200, {}, "C=? R=all U=? D=? A=?"), (200, {"kubeletconfig": {"authorization": {}}}, "C=? R=all U=? D=? A=?"),
    (200, {"kubeletconfig": {"authorization": {"mode": "AlwaysAllow"}}}, "C=all R=all U=all D=all A=all"),
])  # fmt: skip
def test_its_configuration_says_who_may_do_what(status: int, config: Any, told: str) -> None:
    """Where it is not told, what pods can be made to do is unknown."""
    fake = Kubelet()

    def answer(asked: Asked) -> Answer:
        odd = Answer(status=status, body=json.dumps(config).encode())
        return odd if asked.path == "/configz" else fake.answer(asked)

    with Web(answer) as web, session("kubelet", web.port) as found:
        assert short(found.access()) == told


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(Kubelet(state="closed").answer) as web,
        session("kubelet", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"
