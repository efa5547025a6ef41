"""Azure Blob: the access levels of containers on Azurite; refusals of Azure's own from its documentation."""

from __future__ import annotations

import functools
import re
from typing import Any

from tests import lab
from tests.lab.servers.azurite import ACCOUNT
from tests.lab.web import Answer, Asked, Web
from tests.stores.cases import NONE, UNKNOWN, Case, Setup
from tests.stores.cases._files import FOUND, tree

_LEVELS = (("crm", "container"), ("files", "blob"), ("private", ""))


def azurite() -> Any:
    return lab.server("azurite", containers=_LEVELS, blobs=tree())


@functools.cache
def azure(status: int, code: str) -> Any:
    """An account as Azure itself answers strangers with that error."""
    body = f'<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>x</Message></Error>'.encode()
    headers = (
        ("server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"), ("x-ms-error-code", code),
        ("x-ms-request-id", "5b2c"), ("content-type", "application/xml"),
    )  # fmt: skip

    def answer(asked: Asked) -> Answer:
        return Answer(status=status, body=body, headers=headers)

    return Web(answer)


def verbs(sent: bytes) -> set[str]:
    """The requests of one connection as templates; the account is part of the path."""
    found: set[str] = set()
    for line in re.findall(rb"(?:^|\r\n\r\n)([A-Z]+ /[^ ]*) HTTP/1\.1\r\n", sent):
        path = line.decode().partition("?")[0].replace(f"/{ACCOUNT}", "", 1)
        shapes = {r"GET /": "GET /", r"GET /[^/]+": "GET /{container}", r"GET /[^/]+/[^/]+": "GET /{container}/{blob}"}
        found.add(next((template for shape, template in shapes.items() if re.fullmatch(shape, path)), path))
    return found


_HIDDEN = "C=no R=? U=no D=no A=no"

CASE = Case(
    kind="azureblob",
    setups=(
        Setup(
            name="open: a public container", server=azurite, rights="C=no R=all U=no D=no A=no",
            database=f"{ACCOUNT}%2Fcrm", containers={"crm": 307}, finds={"crm": FOUND | {"photo"}}, product="Azurite",
            version="3.",
        ),
        Setup(
            name="blobs are public by their names alone", server=azurite, rights=_HIDDEN, status="incomplete",
            database=f"{ACCOUNT}%2Ffiles",
        ),
        Setup(
            name="a private container", server=azurite, rights=_HIDDEN, status="incomplete",
            database=f"{ACCOUNT}%2Fprivate",
        ),
        Setup(name="names no container", server=azurite, rights=UNKNOWN, status="incomplete", product="Azurite"),
        Setup(
            name="closed: an account that forbids public access", server=lambda: azure(409, "PublicAccessNotPermitted"),
            rights=NONE, status="closed", product="Azure Blob storage",
        ),
        Setup(
            name="closed: the same, a container named", server=lambda: azure(409, "PublicAccessNotPermitted"),
            rights=NONE, status="closed", database="crm",
        ),
        Setup(
            name="a container that is hidden or not there", server=lambda: azure(404, "ResourceNotFound"),
            rights=_HIDDEN, status="incomplete", database="crm",
        ),
    ),
    verbs=verbs,
    contents=frozenset({"GET /{container}/{blob}"}),
)  # fmt: skip
