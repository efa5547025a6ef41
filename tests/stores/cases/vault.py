"""OpenBao, real: closed, sealed, never initialised, with tokens, and behind a proxy that adds one."""

from __future__ import annotations

from functools import cache

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from tests import lab
from tests.lab.servers.vault import ROOT
from tests.stores.cases import ALL, NONE, Case, Setup

POLICIES = {
    "reader": 'path "secret/data/crm/*" { capabilities = ["read"] }\npath "secret/metadata/*" { capabilities = ["list", "read"] }',
    "writer": 'path "secret/*" { capabilities = ["create", "update", "read", "delete"] }\npath "secret/data/hr/*" { capabilities = ["deny"] }',
    "ruler": 'path "sys/policies/*" { capabilities = ["create", "update"] }',
    "all": 'path "*" { capabilities = ["create", "read", "update", "delete", "list", "sudo"] }',
}  # fmt: skip


@cache
def server() -> Server:
    return lab.server("openbao", policies=POLICIES)


@cache
def proxy() -> Server:
    return lab.server("openbao-proxy", behind=server().port, token="reader-token")


@cache
def boss() -> Server:
    return lab.server("openbao-proxy", behind=server().port, token=ROOT)


def token(name: str) -> Login:
    return Login(user="", password=name)


SECRET = {"secret/": (0, 0)}

CASE = Case(
    kind="vault",
    setups=(
        Setup(name="closed", server=server, rights=NONE, status="closed", containers={}, product="OpenBao", version="2.7"),
        Setup(
            name="closed, shows its mounts", server=cache(lambda: lab.server("openbao", hidden=False)), rights=NONE,
            status="closed", containers={},
        ),
        Setup(
            name="sealed", server=cache(lambda: lab.server("openbao-empty", is_sealed=True)), rights=NONE,
            status="closed", containers={}, version="2.7",
        ),
        Setup(
            name="open: never initialised", server=cache(lambda: lab.server("openbao-empty")), containers={},
            rights="C=no R=no U=no D=no A=all", version="2.7",
        ),
        Setup(name="open: a proxy with a root token", server=boss, rights=ALL, containers=SECRET, product="OpenBao"),
        Setup(
            name="partial: a proxy with a reader's token", server=proxy, rights="C=no R=some U=no D=no A=no",
            containers=SECRET,
        ),
        Setup(
            name="closed, looked at with a root token", server=server, login=token(ROOT), rights=ALL, status="closed",
            containers=SECRET,
        ),
        Setup(
            name="partial: a token that writes", server=server, login=token("writer-token"), status="closed",
            rights="C=some R=some U=some D=some A=no", containers=SECRET,
        ),
        Setup(
            name="partial: a token that rules", server=server, login=token("ruler-token"), status="closed",
            rights="C=no R=no U=no D=no A=some",
        ),
        Setup(
            name="partial: a token with every path", server=server, login=token("all-token"), status="closed",
            rights="C=all R=all U=all D=all A=some", containers=SECRET,
        ),
    ),
)  # fmt: skip
