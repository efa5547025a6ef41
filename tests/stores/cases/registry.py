"""Docker registry 2.8, real: open, read-only, closed; with tokens by an imitation before the open one."""

from __future__ import annotations

from functools import cache
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _registry_wire as wire
from tests import lab
from tests.contract import LEAK
from tests.lab.servers.registry import PASSWORD
from tests.lab.token_registry import Tokens
from tests.lab.web import Web
from tests.stores.cases import NONE, UNKNOWN, Case, Setup

TAGS = 40
LOGIN = Login(user="admin", password=PASSWORD)
BOTH = {"crm/app": TAGS, "tool": 2}
FOUND = {"crm/app": frozenset({"phone", "national-id.cn"})}


@cache
def images() -> tuple[tuple[tuple[str, str], Any], ...]:
    """``crm/app`` with people in its environment, forty times over; ``tool`` with nobody."""
    rows = next(iter(LEAK.people_batches(TAGS))).to_pylist()[:TAGS]
    found: list[tuple[tuple[str, str], Any]] = []
    for at, row in enumerate(rows):
        env = [f"{name.upper()}={value}" for name, value in row.items()]
        told = {"Env": ["PATH=/usr/bin", *env], "Labels": {"maintainer": f"ops{at}@example.org"}}
        found.append((("crm/app", f"v{at}"), {"architecture": "amd64", "os": "linux", "config": told, "n": at}))
    found += [(("tool", tag), {"architecture": "amd64", "config": {"Env": ["PATH=/bin"]}}) for tag in ("1.0", "latest")]
    return tuple(found)


@cache
def started(**config: Any) -> Server:
    return lab.server("registry", images=images(), **config)


_PULL = {"crm/app": ("pull",), "tool": ("pull", "push", "delete")}


@cache
def partly() -> Web:
    return Web(Tokens(backend=started().port, grants=_PULL).answer)


@cache
def given_none() -> Web:
    return Web(Tokens(backend=started().port, grants={}, catalog=False).answer)


@cache
def elsewhere() -> Web:
    return Web(Tokens(backend=started().port, grants=_PULL, realm="https://auth.example.org/token").answer)


CASE = Case(
    kind="registry",
    contents=wire.CONTENTS,
    setups=(
        Setup(
            name="open", server=started, rights="C=all R=all U=all D=? A=no", containers=BOTH, finds=FOUND,
            product="Docker registry",
        ),
        Setup(
            name="partial: open in maintenance, read-only", server=lambda: started(read_only=True),
            rights="C=no R=all U=no D=no A=no", containers=BOTH, finds=FOUND,
        ),
        Setup(name="closed", server=lambda: started(password=True), rights=NONE, status="closed", containers={}),
        Setup(
            name="closed, with a login", server=lambda: started(password=True), login=LOGIN, status="closed",
            rights="C=all R=all U=all D=? A=no", containers=BOTH, finds=FOUND,
        ),
        Setup(
            name="partial: tokens, strangers may pull and push in places", server=partly,
            rights="C=some R=all U=some D=some A=no", containers=BOTH, finds=FOUND,
        ),
        Setup(name="closed: tokens, none for strangers", server=given_none, rights=NONE, status="closed"),
        Setup(
            name="tokens that another server gives out", server=elsewhere, rights=UNKNOWN,
            status="incomplete", containers={},
        ),
    ),
)  # fmt: skip
