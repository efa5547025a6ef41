"""What the common suite cannot say of the Docker Engine API: pages, look-alikes, answers that prove nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Page
from nightlatch.stores import _docker_about as about
from tests.lab.docker_fake import Docker
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short

TOLD = {"Version": "24.0.7", "ApiVersion": "1.43", "GoVersion": "go1.20", "Os": "linux"}


def page(status: int, body: Any, path: str = "/version", **headers: str) -> Page:
    content = body if isinstance(body, bytes) else json.dumps(body, separators=(",", ":")).encode()
    return Page(path=path, status=status, headers={key.replace("_", "-"): value for key, value in headers.items()}, body=content)  # fmt: skip


@pytest.mark.parametrize(("one", "told"), [
    (page(200, TOLD), ("Docker Engine", "24.0.7")),
    (page(200, {**TOLD, "Version": "4.3.1"}, server="Libpod/4.3.1 (linux)"), ("Podman", "4.3.1")),
    (page(403, {"message": "authorization denied by plugin x: no"}), ("Docker Engine", None)),
    (page(403, {"message": "no"}, server="Docker/20.10.24 (linux)"), ("Docker Engine", "20.10.24")),
    (page(403, {"message": "no"}), None), (page(200, {**TOLD, "Version": "\x1b[0m"}), None),
    (page(200, {"major": "1", "minor": "28", "gitVersion": "v1.28.2", "goVersion": "go1.20"}), None),
    (page(200, TOLD, path="/"), None), (page(200, []), None), (page(404, TOLD), None),
])  # fmt: skip
def test_open_and_closed_ones_are_told_by_their_version(one: Page, told: Any) -> None:
    """By the page of the version, the header, or the words of a plug-in; Kubernetes has a page of that name too."""
    found = about.seen(one)
    assert (found and (found.product, found.version)) == told


def test_an_engine_that_has_every_path_proves_nothing() -> None:
    """What answers to a path that does not exist is not told to be open."""

    def yes(asked: Asked) -> Answer:
        told = Docker().answer(asked)
        return told if told.status == 200 else Answer(body={})

    with Web(yes) as web, session("docker", web.port) as found:
        assert short(found.access()) == "C=? R=all U=? D=? A=?"


@given(st.binary(max_size=200) | st.dictionaries(st.sampled_from(sorted(TOLD)), st.text() | st.none()).map(lambda one: json.dumps(one).encode()))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_the_reader(body: bytes) -> None:
    """Whatever a page holds, it is told or it is not."""
    for status in (200, 403):
        found = about.seen(Page(path="/version", status=status, headers={}, body=body))
        assert found is None or found.product
