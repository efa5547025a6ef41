"""The Kubernetes API: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

VERSION = "/version"
_VERSION = re.compile(r"v?(\d{1,2}\.\d{1,3}\.\d{1,3}[\w.+-]{0,40})", re.ASCII)


class Told(msgspec.Struct):
    """The answer to GET /version, which by default is everybody's; Docker's page of that name has none of these."""

    git: str = msgspec.field(name="gitVersion")
    major: str
    minor: str
    platform: str = ""


class Status(msgspec.Struct):
    """What a refusal looks like."""

    kind: str
    version: str = msgspec.field(name="apiVersion")
    status: str
    code: int
    reason: str = ""


def seen(page: Page) -> Seen | None:
    """By its version, or by the shape of its refusals. That it tells its version is no finding: most do."""
    if page.path != VERSION:
        return None
    try:
        if page.status in (401, 403):
            refusal = msgspec.json.decode(page.body, type=Status)
            is_one = (refusal.kind, refusal.version, refusal.status) == ("Status", "v1", "Failure")
            return Seen(product="Kubernetes") if is_one and refusal.code == page.status else None
        told = msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    found = _VERSION.fullmatch(told.git)
    return Seen(product="Kubernetes", version=found[1]) if page.status == 200 and found else None


SIGNS = Signs(ports=(6443, 443, 8443, 8001, 16443), paths=(VERSION,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Find the binding that names system:anonymous or system:unauthenticated, and delete it unless it is system:public-info-viewer.",
            "Switch anonymous requests off where nothing needs them, and never run with --authorization-mode=AlwaysAllow.",
            "Let only your own networks reach the API server: a private endpoint, or a list of allowed addresses.",
            "Look for workloads, bindings and service accounts that nobody of yours made.",
        ),
        file="/etc/kubernetes/manifests/kube-apiserver.yaml",
        text="spec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --anonymous-auth=false\n    - --authorization-mode=Node,RBAC\n",
        command="kubectl get clusterrolebindings,rolebindings -A -o wide | grep -E 'system:(anonymous|unauthenticated)'",
        terraform='resource "aws_eks_cluster" "this" {\n  # ...\n  vpc_config {\n    endpoint_public_access = false\n    endpoint_private_access = true\n  }\n}\n',
        source="Kubernetes documentation: Authenticating, anonymous requests; Using RBAC authorization",
    ),
)
