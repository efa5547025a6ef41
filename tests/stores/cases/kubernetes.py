"""The Kubernetes API by a fake from its reference: strangers with and without rights, tokens with rules."""

from __future__ import annotations

from functools import cache

from nightlatch.model import Login
from tests.lab.kubernetes_fake import BASIC, Kubernetes, Rule, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup

ADMIN: Rule = {"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}
READER: Rule = {"verbs": ["get", "list", "watch"], "apiGroups": [""], "resources": ["pods", "namespaces"]}
LISTER: Rule = {"verbs": ["list"], "apiGroups": [""], "resources": ["pods", "namespaces", "secrets"]}
MAKER: Rule = {"verbs": ["create", "patch"], "apiGroups": [""], "resources": ["pods", "pods/exec"]}


@cache
def closed() -> Web:
    """As it comes: strangers may see the version, tokens do what their rules say."""
    rules = {"": (), "admin": (BASIC, ADMIN), "reader": (BASIC, READER), "maker": (BASIC, READER, MAKER)}
    return running(Kubernetes(rules=rules))


def token(name: str) -> Login:
    return Login(user="", password=name)


CASE = Case(
    kind="kubernetes",
    setups=(
        Setup(
            name="open: strangers administer", server=cache(lambda: running(Kubernetes(rules={"": (BASIC, ADMIN)}))),
            rights=ALL, containers={}, product="Kubernetes", version="1.31",
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="1.31"),
        Setup(
            name="closed to strangers altogether", server=cache(lambda: running(Kubernetes(is_anonymous=False))),
            rights=NONE, status="closed", containers={}, product="Kubernetes",
        ),
        Setup(
            name="partial: strangers list", server=cache(lambda: running(Kubernetes(rules={"": (LISTER,)}))),
            rights="C=? R=all U=? D=? A=?", containers={},
        ),
        Setup(
            name="partial: strangers list pods", server=cache(lambda: running(Kubernetes(rules={"": (READER,)}))),
            rights="C=? R=some U=? D=? A=?", containers={},
        ),
        Setup(
            name="incomplete rules", rights=UNKNOWN, status="incomplete", containers={},
            server=cache(lambda: running(Kubernetes(rules={"": (BASIC,)}, is_incomplete=True))),
        ),
        Setup(
            name="closed, looked at with a token that reads", server=closed, login=token("reader"), status="closed",
            rights="C=no R=some U=no D=no A=no", containers={},
        ),
        Setup(
            name="closed, looked at with a token that runs programs", server=closed, login=token("maker"),
            status="closed", rights="C=some R=some U=some D=no A=some", containers={},
        ),
        Setup(
            name="closed, looked at with an administrator's token", server=closed, login=token("admin"), rights=ALL,
            status="closed", containers={},
        ),
    ),
)  # fmt: skip
