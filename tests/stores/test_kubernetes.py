"""What the common suite cannot say of the Kubernetes API: rules, reviews, pages, look-alikes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page
from nightlatch.stores import _kubernetes_about as about
from nightlatch.stores._kubernetes_rules import Rule, Rules, rights
from nightlatch.stores.kubernetes import _BODY, REVIEW, guard
from tests.lab.kubernetes_fake import BASIC, Kubernetes
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short

LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}


def rule(verbs: str, resources: str, groups: str = "", names: str = "") -> Rule:
    return Rule(verbs=verbs.split(), resources=resources.split(), groups=groups.split(), names=names.split())


@pytest.mark.parametrize(("found", "told"), [
    ([rule("*", "*", "*")], "C=all R=all U=all D=all A=all"),
    ([rule("*", "*", "*", names="one")], "C=some R=some U=some D=some A=some"),
    ([rule("get list", "*", "*")], "C=no R=all U=no D=no A=no"),
    ([rule("get", "nodes/proxy")], "C=no R=some U=no D=no A=some"),
    ([rule("get", "pods/exec")], "C=no R=some U=no D=no A=no"),
    ([rule("create", "pods/exec")], "C=some R=no U=no D=no A=some"),
    ([rule("impersonate", "users")], "C=no R=no U=no D=no A=some"),
    ([rule("deletecollection", "pods")], "C=no R=no U=no D=some A=no"),
    ([rule("create", "selfsubjectaccessreviews selfsubjectrulesreviews")], "C=no R=no U=no D=no A=no"),
    ([], "C=no R=no U=no D=no A=no"), (None, "C=no R=no U=no D=no A=no"),
])  # fmt: skip
def test_rules_are_rights(found: list[Rule] | None, told: str) -> None:
    """What everybody may ask is no right; GET is enough where a kubelet runs programs by it."""
    got = rights(Rules(resource=found), REVIEW)
    words = {"denied": "no", "unknown": "?"}
    assert " ".join(f"{LETTERS[name]}={one.extent or words[one.verdict]}" for name, one in got.items()) == told


def test_a_review_of_another_kind_is_none() -> None:
    """A server that repeats what it is sent, or answers anything, proves nothing."""
    fake = Kubernetes()

    def echo(asked: Asked) -> Answer:
        return Answer(status=201, body=asked.json()) if asked.method == "POST" else fake.answer(asked)

    with Web(echo) as web, session("kubernetes", web.port) as found:
        assert short(found.access()) == "C=? R=? U=? D=? A=?"


def test_of_a_secret_metadata_alone_is_asked_for() -> None:
    """Each list is of one item, and by its header without what is in it."""
    with Web(Kubernetes().answer) as web, session("kubernetes", web.port) as found:
        found.access()
        lists = [one for one in web.asked if one.path.startswith("/api/v1/")]
        assert lists and all("PartialObjectMetadataList" in one.headers["accept"] for one in lists)
        assert all(one.query == {"limit": "1"} for one in lists)


def test_a_wrong_token_is_told() -> None:
    """As a failure of the login."""
    with (
        pytest.raises(Failed) as failed,
        Web(Kubernetes(rules={"": (BASIC,)}).answer) as web,
        session("kubernetes", web.port, login=Login(user="", password="wrong")),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize(("template", "query", "body", "is_read"), [
    (REVIEW, {}, _BODY, True), (REVIEW, {}, b"{}", False), (REVIEW, {"dryRun": "All"}, _BODY, False),
    ("GET /api/v1/secrets", {"limit": "1"}, b"", True), ("GET /api/v1/secrets", {}, b"", False),
    ("GET /api/v1/pods", {"limit": "1", "watch": "true"}, b"", False), ("GET /version", {}, b"x", False),
])  # fmt: skip
def test_what_is_sent_is_a_question(template: str, query: dict[str, str], body: bytes, is_read: bool) -> None:
    """One review, and lists of one item."""
    assert (guard(template, query, body) is None) == is_read


VERSION = {"major": "1", "minor": "31", "gitVersion": "v1.31.2+k3s1", "platform": "linux/amd64"}
REFUSAL = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Unauthorized", "code": 401}


@pytest.mark.parametrize(("status", "body", "told"), [
    (200, VERSION, ("Kubernetes", "1.31.2+k3s1")), (401, REFUSAL, ("Kubernetes", None)),
    (403, {**REFUSAL, "code": 403}, ("Kubernetes", None)), (403, REFUSAL, None), (401, {"kind": "Status"}, None),
    (200, {**VERSION, "gitVersion": "\x1b[1m"}, None), (404, VERSION, None),
    (200, {"Version": "24.0.7", "ApiVersion": "1.43", "GoVersion": "go1.20", "Os": "linux"}, None),
])  # fmt: skip
def test_open_and_closed_ones_are_told(status: int, body: Any, told: Any) -> None:
    """By the version, or by the shape of a refusal."""
    found = about.seen(Page(path="/version", status=status, headers={}, body=json.dumps(body).encode()))
    assert (found and (found.product, found.version)) == told


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 401):
        assert about.seen(Page(path="/version", status=status, headers={}, body=body)) is None
