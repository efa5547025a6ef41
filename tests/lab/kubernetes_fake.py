"""The Kubernetes API server and the kubelet as documented: strangers, tokens, rules. Imitations.

Sources: API reference 1.31 (version.Info, Status, SelfSubjectRulesReview, PartialObjectMetadataList), default roles of
RBAC; Kubelet authentication/authorization, and the kubelet's server (its refusals, /configz, the read-only port).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

Rule = Mapping[str, Sequence[str]]
_VERSION = {
    "major": "1", "minor": "31", "gitVersion": "v1.31.2", "gitCommit": "5864a46", "gitTreeState": "clean",
    "buildDate": "2024-10-22T20:28:14Z", "goVersion": "go1.22.8", "compiler": "gc", "platform": "linux/amd64",
}  # fmt: skip
BASIC: Rule = {
    "verbs": ["create"], "apiGroups": ["authorization.k8s.io"],
    "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
}  # fmt: skip
_BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings"
_KINDS = {"namespaces": "NamespaceList", "pods": "PodList", "secrets": "SecretList"}


@dataclass(kw_only=True)
class Kubernetes:
    """*rules*: token ("" for strangers) -> its rules, with BASIC where it may ask for them. *is_anonymous*: are strangers let in."""

    rules: Mapping[str, Sequence[Rule]] = field(default_factory=lambda: {"": ()})
    is_anonymous: bool = True
    is_incomplete: bool = False
    bosses: Sequence[
        tuple[str, str]
    ] = ()  # kinds and names of subjects that are bound to cluster-admin, besides the first

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if (token and token not in self.rules) or (not token and not self.is_anonymous):
            return _status(401, "Unauthorized", "Unauthorized")
        user = f"User {token or 'system:anonymous'}"
        if asked.path == "/version" and asked.method == "GET":
            return Answer(body=_VERSION)
        if asked.path == "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews" and asked.method == "POST":
            if BASIC not in self.rules[token]:
                what = 'cannot create resource "selfsubjectrulesreviews" in API group "authorization.k8s.io"'
                return _status(403, "Forbidden", f"selfsubjectrulesreviews is forbidden: {user} {what}")
            status = {"resourceRules": self.rules[token], "nonResourceRules": [], "incomplete": self.is_incomplete}
            return Answer(status=201, body={**asked.json(), "status": status})
        if asked.path == _BINDINGS and any("clusterrolebindings" in one["resources"] for one in self.rules[token]):
            subjects = [("Group", "system:masters"), *self.bosses]
            role = {"kind": "ClusterRole", "name": "cluster-admin"}
            bound = [{"roleRef": role, "subjects": [{"kind": kind, "name": name}]} for kind, name in subjects]
            other = {"roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": None}
            return Answer(body={"kind": "ClusterRoleBindingList", "metadata": {}, "items": [*bound, other]})
        kind = asked.path.removeprefix("/api/v1/")
        if kind not in _KINDS:
            return _status(403, "Forbidden", f'forbidden: {user} cannot get path "{asked.path}"')
        if not any("list" in one["verbs"] and kind in one["resources"] for one in self.rules[token]):
            what = f'cannot list resource "{kind}" in API group "" at the cluster scope'
            return _status(403, "Forbidden", f"{kind} is forbidden: {user} {what}")
        is_partial = "PartialObjectMetadataList" in asked.headers.get("accept", "")
        meta = {"resourceVersion": "1", "continue": "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ"}
        return Answer(
            body={
                "kind": "PartialObjectMetadataList" if is_partial else _KINDS[kind], "apiVersion": "meta.k8s.io/v1",
                "metadata": meta, "items": [{"metadata": {"name": "one"}}],
            }
        )  # fmt: skip


@dataclass(kw_only=True)
class Kubelet:
    """*state*: open | closed | forbidden | read-only | webhook (let in, and others decide) | quiet (without debugging)."""

    state: str = "open"

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        if self.state == "closed":
            return Answer(status=401, body=b"Unauthorized", headers=(("content-type", "text/plain; charset=utf-8"),))
        if self.state == "forbidden":
            words = b"Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource=proxy)"
            return Answer(status=403, body=words)
        if asked.path == "/pods":
            pods = [{"metadata": {"name": "coredns", "namespace": "kube-system"}, "spec": {}, "status": {}}]
            return Answer(body={"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": pods})
        if asked.path == "/configz" and self.state == "read-only":
            return Answer(status=405, body=b"Debug endpoints are disabled.\n")
        if asked.path == "/configz":
            mode = "Webhook" if self.state == "webhook" else "AlwaysAllow"
            config: dict[str, Any] = {
                "authentication": {"anonymous": {"enabled": True}},
                "authorization": {"mode": mode},
            }
            return Answer(body={"kubeletconfig": {**config, "enableDebuggingHandlers": self.state != "quiet"}})
        return Answer(status=404, body=b"404 page not found\n")


def _status(code: int, reason: str, message: str) -> Answer:
    body = {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": message}
    return Answer(status=code, body={**body, "reason": reason, "details": {}, "code": code})


def running(server: Kubernetes | Kubelet) -> Web:
    """A running one."""
    return Web(server.answer)
