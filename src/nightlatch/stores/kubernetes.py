"""The Kubernetes API server 1.8 to 1.3x, over HTTPS (or HTTP, as ``kubectl proxy`` and old insecure ports serve it).

Sends GET /version; POST of a SelfSubjectRulesReview, which creates nothing and tells what we may do in the namespace
``default``; where that is not allowed, as to strangers it mostly is not, lists of at most one namespace, one pod and
one secret, of which only metadata is asked for; and the bindings of roles, for who may do everything, as a count. Never
a secret's data, a log, exec, proxy, or a watch.

Identified, and rights told, only. That /version answers is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Evidence, Principal, Target, Trace
from nightlatch.stores import Ask, Tells
from nightlatch.stores import _kubernetes_traces as signs_left
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._kubernetes_about import REMEDIES, SIGNS, VERSION, seen
from nightlatch.stores._kubernetes_rules import Rules, rights
from nightlatch.stores._plain import (
    HttpSession,
    Rights,
    bearer,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    told,
    unknown,
    wrong_login,
)

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

REVIEW = "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews"
_KINDS = ("namespaces", "pods", "secrets")
_LISTS = tuple(f"GET /api/v1/{kind}" for kind in _KINDS)
_READS = frozenset({f"GET {VERSION}", REVIEW, signs_left.BINDINGS, *_LISTS})
_METADATA = {"accept": "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"}  # since 1.15; else refused
_BODY = msgspec.json.encode(
    {"kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1", "spec": {"namespace": "default"}}
)
_MOST = 16 << 20


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """The one POST is the review; lists are of one item."""
    if template == REVIEW:
        return None if body == _BODY and not query else "another review"
    if template in _LISTS and query != {"limit": "1"}:
        return "a longer list"
    if template == signs_left.BINDINGS and query != {"limit": signs_left.LIMIT}:
        return "another list"
    return "a body" if body else None


class Kubernetes:
    """One file per kind: this one."""

    kind = "kubernetes"
    title = "Kubernetes API"
    schemes: tuple[str, ...] = ("kubernetes",)
    tls_schemes: tuple[str, ...] = ("kubernetes+https", "k8s")
    port = 6443
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, "exact where rules may be asked for; else unknown"), "read": "exact"},
        count="no",
        sample="no",
        tested="fake: from the API reference of 1.19 to 1.31",
        notes="identified, and rights told, only; in the namespace default. That /version answers is no finding. "
        "A login is a token: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> KubernetesSession:
        """See :class:`nightlatch.stores.Store`."""
        http = Http(target, dialer, ask, _READS, guard=guard, headers=bearer(target))
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> KubernetesSession:
    reply = http.ask(f"GET {VERSION}", most=1 << 20)
    if (found := seen(reply.page(VERSION))) is None:
        raise not_this(target, "Kubernetes", reply, f"GET {VERSION}")
    if target.login is not None and reply.status == 401:
        raise wrong_login(target, 401)
    return KubernetesSession(target=target, ask=ask, http=http, identity=identified("kubernetes", found, http))


class _Review(msgspec.Struct):
    kind: str
    status: Rules


class _List(msgspec.Struct):
    kind: str
    items: list[msgspec.Raw] | None = None


@dataclass(slots=True, kw_only=True)
class KubernetesSession(HttpSession):
    """One conversation with one API server; see :class:`nightlatch.stores.Session`."""

    def access(self) -> Access:
        """By the rules that the server tells us; where it does not, by whether it lists one thing of three kinds."""
        principal = self.whoever
        if principal.anonymous:
            principal = Principal(name="system:anonymous", anonymous=True)
        reply = self.http.ask(REVIEW, body=_BODY, most=_MOST)
        review = reply.json_or_none(_Review) if reply.status in (200, 201) else None
        if review is not None and review.kind == "SelfSubjectRulesReview":
            return Access(principal=principal, rights=rights(review.status, REVIEW))
        if reply.status == 401:
            return Access(principal=principal, rights=refused(REVIEW, 401, "asks for a certificate or a token"))
        notes = ("we may not ask for our own rules",) if reply.status == 403 else ()
        return Access(principal=principal, rights=self._by_lists(reply), notes=notes)

    def traces(self) -> Iterator[Trace]:
        """See `_kubernetes_traces`."""
        return signs_left.traces(self.http)

    def _by_lists(self, review: Reply) -> Rights:
        listed: list[Evidence] = []
        codes: list[int] = []
        for command, kind in zip(_LISTS, _KINDS, strict=True):
            reply = self.http.ask(command, query={"limit": "1"}, headers=_METADATA, most=_MOST)
            codes.append(reply.status)
            found = reply.json_or_none(_List) if reply.status == 200 else None
            if found is not None and found.kind.endswith("List") and found.items is not None:
                listed.append(saw(command, 200, f"lists {kind}"))
        if listed:
            read = granted(*listed, extent="all" if len(listed) == len(_KINDS) else "some", known_by="observed")
            return {**told(), "read": read}
        if review.status in (401, 403) and all(code in (401, 403) for code in codes):
            return refused(_LISTS[0], codes[0], "forbidden, as are pods, secrets and to ask what is not")
        return each(unknown(saw(_LISTS[0], codes[0], "is no list"), saw(REVIEW, review.status, "is no review")))


STORE = Kubernetes()
