"""Administrative doors and vector stores that greet well and then lie: any status, any JSON, to any question."""

from __future__ import annotations

import contextlib
import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.model import RIGHTS, Failed, Login
from nightlatch.stores import Reading
from tests.lab.chroma_fake import Chroma
from tests.lab.consul_fake import Consul
from tests.lab.docker_fake import Docker
from tests.lab.kubernetes_fake import Kubelet, Kubernetes
from tests.lab.milvus_fake import Milvus
from tests.lab.qdrant_fake import Qdrant
from tests.lab.weaviate_fake import Weaviate
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session
from tests.stores.test_jupyter import asked as permissions
from tests.stores.test_jupyter import server as jupyter
from tests.stores.test_vault import vault

FAKES: dict[str, tuple[Callable[[Asked], Answer], tuple[str, ...]]] = {
    "chroma": (Chroma(collections={"c": [("x", {"n": 1})]}).answer, ("/api/v2/heartbeat", "/api/v2/version")),
    "consul": (Consul(keys={"a/b": b"x"}).answer, ("/v1/status/leader", "/v1/agent/self")),
    "docker": (Docker().answer, ("/version",)),
    "jupyter": (jupyter(permissions(contents=["read"])), ("/api", "/api/me")),
    "kubelet": (Kubelet().answer, ("/pods",)),
    "kubernetes": (Kubernetes().answer, ("/version",)),
    "milvus": (Milvus(collections={"c": [{"id": 1, "n": 1}]}).answer, ("/v1/vector/collections", "/v2/vectordb/collections/list")),
    "qdrant": (Qdrant(collections={"c": {1: {"n": 1}}}).answer, ("/", "/collections")),
    "vault": (vault({"data": {"root": True}}), ("/v1/sys/health",)),
    "weaviate": (Weaviate(classes={"C": {"a": {"n": 1}}}).answer, ("/v1/meta", "/v1/schema")),
}  # fmt: skip
_TEXT = """permissions identity username contents kernels content path name type size writable Plugins Authorization ID
    Containers result points collections payload next_page_offset id count user_id tenant databases ids documents
    metadatas classes class properties nodes shards objectCount objects roles action data code message Allow Resource
    Access Segment Key Value root exact_paths glob_paths capabilities secret kind status resourceRules verbs resources
    apiGroups items kubeletconfig authorization mode enableDebuggingHandlers fields primaryKey load rowCount"""
_WORDS = sorted(set(re.findall(r"[A-Za-z_]+", _TEXT)))
_ODD = [
    None,
    True,
    False,
    0,
    1,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "..",
    "a/b",
    "\x1b[1m",
    "*",
    "List",
    "directory",
    "\ud83d",
    [],
    {},
]
_LEAVES = st.sampled_from(_ODD)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4),
    max_leaves=12,
)
_ANSWERS = st.lists(st.tuples(st.sampled_from([200, 200, 200, 201, 401, 403, 404, 500]), _JSON), min_size=1, max_size=6)
_LOGINS = st.sampled_from([None, None, Login(user="app", password="pw"), Login(user="", password="a.eyJ9.b")])


@contextlib.contextmanager
def liar() -> Iterator[tuple[Web, dict[str, Any]]]:
    """A server whose answers are those of *says*, one after the other, but for its greeting."""
    says: dict[str, Any] = {}

    def answer(asked: Asked) -> Answer:
        if asked.path in says["greets"]:
            return says["fake"](asked)  # type: ignore[no-any-return]
        status, body = next(says["lies"])
        return Answer(status=status, body=json.dumps(body).encode())

    with Web(answer) as web:
        yield web, says


@pytest.mark.parametrize("kind", FAKES)
def test_a_door_that_lies_is_failed_or_told_and_breaks_nothing(kind: str) -> None:
    """Rights are five, what they rest on is said, and nothing but a failure is raised."""
    with liar() as (web, says):

        @given(answers=_ANSWERS, login=_LOGINS)
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        def attempt(answers: list[tuple[int, Any]], login: Login | None) -> None:
            fake, greets = FAKES[kind]
            says.update(fake=fake, greets=greets if login is None else greets[:1], lies=cycle(answers))
            look(kind, web.port, login)

        attempt()


@pytest.mark.parametrize("kind", FAKES)
def test_a_door_that_tells_the_truth_but_for_one_thing_breaks_nothing(kind: str) -> None:
    """Any one value of any answer is another, or missing."""
    fake, _ = FAKES[kind]
    draw = random.Random(7)

    def answer(asked: Asked) -> Answer:
        told = fake(asked)
        if isinstance(told.body, bytes) or draw.random() < 0.4:
            return told
        return Answer(status=told.status, body=json.dumps(changed(told.body, draw)).encode(), headers=told.headers)

    with Web(answer) as web:
        for _ in range(60):
            look(kind, web.port, None)


def changed(value: Any, draw: random.Random) -> Any:
    """*value* with one thing in it, or itself, replaced or dropped."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    if not inner or draw.random() < 0.2:
        return draw.choice(_ODD)
    place, one = draw.choice(inner)
    if isinstance(value, list):
        return [*value[:place], changed(one, draw), *value[place + 1 :]]
    if draw.random() < 0.3:
        return {key: found for key, found in value.items() if key != place}
    return {**value, place: changed(one, draw)}


def look(kind: str, port: int, login: Login | None) -> None:
    """All that an audit asks of a session."""
    with contextlib.suppress(Failed), session(kind, port, login=login) as found:
        access = found.access()
        assert tuple(access.rights) == RIGHTS
        for right in access.rights.values():
            assert right.verdict == "unknown" or right.evidence
        for container in islice(found.containers(), 5):
            with contextlib.suppress(Failed):
                found.count(container)
                for batch in found.read(container, Reading(records=20)):
                    assert batch.records <= 40
