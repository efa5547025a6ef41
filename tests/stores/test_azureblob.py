"""Azure Blob: pages of blobs, what goes out, what is told from look-alikes."""

from __future__ import annotations

from typing import Any

import pytest

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores._azureblob_about import seen
from nightlatch.stores.azureblob import AzureBlob, guard
from tests.lab.web import Answer, Asked, Web
from tests.stores.looking import session, short, values

_HEADERS = (("server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"), ("x-ms-request-id", "1"))


def azure(asked: Asked) -> Answer:
    """Three pages of two blobs each, the last of them archived."""
    name = asked.path.rpartition("/")[2]
    if name.endswith(".txt"):
        return Answer(status=206, body=b"one\n", headers=_HEADERS)
    start = int(asked.query.get("marker", "0"))
    blobs = "".join(
        f"<Blob><Name>{n}.txt</Name><Properties><Content-Length>4</Content-Length><AccessTier>{'Archive' if n == 5 else 'Hot'}</AccessTier></Properties></Blob>"
        for n in (start, start + 1)
    )
    more = f"<NextMarker>{start + 2}</NextMarker>" if start < 4 else "<NextMarker/>"
    return Answer(
        body=f"<EnumerationResults><Blobs>{blobs}</Blobs>{more}</EnumerationResults>".encode(), headers=_HEADERS
    )


def test_blobs_come_in_pages() -> None:
    """All are listed but the archived ones, and read."""
    with Web(azure) as web, session("azureblob", web.port, database="crm") as one:
        assert short(one.access()) == "C=no R=all U=no D=no A=no"
        (found,) = one.containers()
        assert (found.records.value, found.bytes) == (5, 20)
        assert len(values(one.read(found, Reading(full=True)))["line"]) == 5
        assert all(asked.headers["x-ms-version"] == "2021-08-06" for asked in web.asked)


def test_a_server_that_repeats_itself_ends() -> None:
    """A page without blobs that promises more is the last."""

    def answer(asked: Any) -> Answer:
        return Answer(
            body=b"<EnumerationResults><Blobs/><NextMarker>1</NextMarker></EnumerationResults>", headers=_HEADERS
        )

    with Web(answer) as web, session("azureblob", web.port, database="crm") as one:
        (found,) = one.containers()
        assert not found.records.exact and found.records.value is None and len(web.asked) < 5


@pytest.mark.parametrize(
    "server, request_id, told",
    [
        ("Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0", True, ("Azure Blob storage", None)),
        ("Azurite-Blob/3.35.0", True, ("Azurite", "3.35.0")),
        ("Azurite-Queue/3.35.0", True, None), ("Windows-Azure-Blob/1.0", False, None), ("nginx", True, None),
    ],
)  # fmt: skip
def test_it_is_told_by_its_header(server: str, request_id: bool, told: tuple[str, str | None] | None) -> None:
    """Queues and tables of the same maker are none."""
    headers = {"server": server} | ({"x-ms-request-id": "1"} if request_id else {})
    found = seen(Page(path="/", status=403, headers=headers, body=b""))
    assert (None if found is None else (found.product, found.version)) == told


def test_nothing_but_what_is_declared_goes_out() -> None:
    """GET alone, and no other operation."""
    assert all(one.startswith("GET ") for one in AzureBlob.reads)
    for query in ({"comp": "acl"}, {"restype": "account"}, {"comp": "lease"}, {"sig": "x"}):
        assert guard("GET /{container}", query, b"")
    assert not guard("GET /{container}", {"restype": "container", "comp": "list", "marker": "x"}, b"")
    with pytest.raises(Failed) as failed, session("azureblob", 1, login=Login(user="a", password="b")):
        pass
    assert failed.value.failure.kind == "bad-target"
