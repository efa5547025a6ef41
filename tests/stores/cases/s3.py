"""S3: stand-ins without permissions, with ACLs and policies, and closed; and a fake of what strangers meet at Amazon's."""

from __future__ import annotations

import functools
import http.client
import json
import ssl
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import lab
from tests.lab import s3_fake
from tests.lab import tls as certificates
from tests.stores.cases import NONE, Case, Setup
from tests.stores.cases._files import FOUND, tree

PUBLIC = {"x-amz-acl": "public-read"}


def put(
    server: Any, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, *, tls: bool = False
) -> None:
    """An unsigned PUT, which the stand-ins take."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    kind = functools.partial(http.client.HTTPSConnection, context=context) if tls else http.client.HTTPConnection
    link = kind(server.host, server.port, timeout=10)
    link.request("PUT", path, body, dict(headers or {}))
    answer = link.getresponse()
    assert answer.status < 300, answer.read()
    link.close()


@functools.cache
def loaded(name: str, tls: bool = False) -> Any:
    pair = certificates.certificate(Path(tempfile.mkdtemp())) if tls else None
    server = lab.server(name, tls=pair) if tls else lab.fresh(name)
    put(server, "/crm", tls=tls)
    for path, data in tree():
        put(server, f"/crm/{path}", data, PUBLIC, tls=tls)
    return server


@functools.cache
def guarded() -> Any:
    """``crm`` is private but for its objects, a policy lets strangers put and delete in ``drop``."""
    server = loaded("moto")
    put(server, "/drop")
    allowed = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["s3:Put*"], "Resource": "arn:aws:s3:::drop/*"}
    put(server, "/drop?policy", json.dumps({"Version": "2012-10-17", "Statement": [allowed]}).encode())
    put(server, "/drop/readme.txt", b"leave it here\n", PUBLIC)
    return server


@functools.cache
def amazon() -> Any:
    return s3_fake.running({"crm": dict(tree()), "private": None})


_SEEN = "C=? R=all U=? D=? A=?"
_CRM: dict[str, int | tuple[int, int]] = {"crm": 307}
_FINDS = {"crm": FOUND | {"photo"}}

CASE = Case(
    kind="s3",
    setups=(
        Setup(
            name="open, without permissions", server=lambda: loaded("s3rver"), rights=_SEEN, containers=_CRM,
            finds=_FINDS, product="S3-compatible store",
        ),
        Setup(
            name="open inside TLS", server=lambda: loaded("s3rver", tls=True), rights=_SEEN, containers=_CRM, tls=True
        ),
        Setup(
            name="partial: one bucket takes uploads", server=guarded, rights="C=some R=all U=some D=no A=some",
            containers=_CRM | {"drop": 1}, finds=_FINDS,
        ),
        Setup(
            name="partial: a public bucket that is named", server=amazon, rights=_SEEN, database="crm",
            containers=_CRM, finds=_FINDS, product="Amazon S3",
        ),
        Setup(
            name="a private bucket that is named", server=amazon, rights="C=? R=no U=? D=? A=?", database="private",
            status="incomplete",
        ),
        Setup(
            name="names no bucket", server=amazon, rights="C=? R=? U=? D=? A=?", status="incomplete",
            product="Amazon S3",
        ),
        Setup(name="closed", server=lambda: lab.server("nanio"), rights=NONE, status="closed"),
        Setup(
            name="closed, a bucket named", server=lambda: lab.server("nanio"), rights=NONE, status="closed",
            database="crm",
        ),
    ),
    contents=frozenset({"GET /{bucket}/{key}"}),
)  # fmt: skip
