"""Who else may do everything in a Kubernetes: bindings to cluster-admin, as counts, and whether strangers have one.

Sends GET .../clusterrolebindings (500 at most), of which the names of subjects are looked at and dropped. Since when
the API server runs, and how many are connected, it tells in /metrics, which are megabytes and are not asked for.
Source: Kubernetes API reference, ClusterRoleBinding; Using RBAC Authorization, default role bindings.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from nightlatch.model import Evidence, Trace
from nightlatch.stores import _traces
from nightlatch.stores._http import Http

BINDINGS = "GET /apis/rbac.authorization.k8s.io/v1/clusterrolebindings"
LIMIT = "500"
_OWN = "system:masters"  # the one that is there from the start
_STRANGERS = frozenset({"system:anonymous", "system:unauthenticated"})


class _Role(msgspec.Struct):
    name: str = ""


class _Subject(msgspec.Struct):
    name: str = ""
    kind: str = ""
    namespace: str = ""


class _Binding(msgspec.Struct):
    role: _Role = msgspec.field(name="roleRef", default_factory=_Role)
    subjects: list[_Subject] | None = None


class _List(msgspec.Struct):
    items: list[_Binding] | None = None


def traces(http: Http) -> Iterator[Trace]:
    """Each sign that we may see."""
    reply = http.ask(BINDINGS, query={"limit": LIMIT}, most=16 << 20)
    listed = reply.json_or_none(_List) if reply.status == 200 else None
    bound = [one for one in (listed.items if listed else None) or () if one.role.name == "cluster-admin"]
    bosses = {(one.kind, one.namespace, one.name) for each in bound for one in each.subjects or ()}
    if any(name in _STRANGERS for _, _, name in bosses):
        what = "a binding makes everybody who is not logged in an administrator of the cluster"
        yield Trace(
            kind="unknown-administrator", what=what,
            proves="somebody made that binding: no cluster comes with it",
            leaves_open="whether the owner did, and what was done by it",
            evidence=Evidence(command=BINDINGS, code=str(reply.status), meaning=what),
        )  # fmt: skip
    others = sum(name != _OWN and name not in _STRANGERS for _, _, name in bosses)
    yield from filter(None, (_traces.administrators(others, BINDINGS),))
