"""The kubelet of a Kubernetes node, 1.10 and later, over HTTPS (10250), or HTTP on its read-only port (10255).

Sends GET /pods, which tells by its status whether we are let in, and GET /configz, the kubelet's own configuration,
which says whom it lets do what. Never /exec, /run, /attach, /portForward, /containerLogs, /logs or /checkpoint.

Identified, and rights told, only: pods are not surveyed. Whoever is let in may run programs in every pod of the node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Target
from nightlatch.stores import Ask, Page, Tells
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._kubelet_about import PODS, REMEDIES, SIGNS, seen
from nightlatch.stores._plain import (
    HttpSession,
    Rights,
    bearer,
    denied,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    unknown,
    wrong_login,
)

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

LIST, CONFIG = f"GET {PODS}", "GET /configz"
_READS = frozenset({LIST, CONFIG})
_DISABLED = b"Debug endpoints are disabled"
_HEAD = 64 << 10


class Kubelet:
    """One file per kind: this one."""

    kind = "kubelet"
    title = "Kubelet"
    schemes: tuple[str, ...] = ("kubelet-readonly",)
    tls_schemes: tuple[str, ...] = ("kubelet",)
    port = 10250
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, "exact where its configuration is told; else unknown"), "read": "exact"},
        count="no",
        sample="no",
        tested="fake: from the documentation and the sources of 1.20 to 1.33",
        notes="identified, and rights told, only. A login is a token: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> KubeletSession:
        """See :class:`nightlatch.stores.Store`."""
        http = Http(target, dialer, ask, _READS, headers=bearer(target))
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> KubeletSession:
    page = _first(http)
    if (found := seen(page)) is None:
        reply = Reply(status=page.status, headers=page.headers, body=page.body)
        raise not_this(target, "the kubelet", reply, LIST)
    if target.login is not None and page.status == 401:
        raise wrong_login(target, 401)
    identity = identified("kubelet", found, http)
    return KubeletSession(target=target, ask=ask, http=http, identity=identity, pods=page)


def _first(http: Http) -> Page:
    """The beginning of the list of pods: it tells what it is, and the pods are not looked at."""
    head, pieces = http.stream(LIST, most=64 << 20)
    body = b""
    for piece in pieces:
        body += piece
        if len(body) >= _HEAD:
            http.close()
            break
    return Page(path=PODS, status=head.status, headers=head.headers, body=body[:_HEAD])


class _Mode(msgspec.Struct):
    mode: str = ""


class _Anonymous(msgspec.Struct):
    enabled: bool = False


class _Authentication(msgspec.Struct):
    anonymous: _Anonymous = msgspec.field(default_factory=_Anonymous)


class _Kubelet(msgspec.Struct):
    authorization: _Mode
    authentication: _Authentication = msgspec.field(default_factory=_Authentication)
    runs: bool | None = msgspec.field(name="enableDebuggingHandlers", default=None)


class _Config(msgspec.Struct):
    kubelet: _Kubelet = msgspec.field(name="kubeletconfig")


@dataclass(slots=True, kw_only=True)
class KubeletSession(HttpSession):
    """One conversation with one kubelet; see :class:`nightlatch.stores.Session`."""

    pods: Page

    def access(self) -> Access:
        """By whether it lists pods, and by its own configuration."""
        if self.pods.status != 200:
            meaning = "asks for a certificate or a token" if self.pods.status == 401 else "forbidden to us"
            return Access(principal=self.whoever, rights=refused(LIST, self.pods.status, meaning))
        return Access(principal=self.whoever, rights=self._let_in())

    def _let_in(self) -> Rights:
        read = granted(saw(LIST, 200, "lists the pods of the node, with their environment"), known_by="observed")
        reply = self.http.ask(CONFIG, most=4 << 20)
        if reply.status in (404, 405):
            is_told = _DISABLED in reply.body[:200] or reply.status == 405
            no = saw(CONFIG, reply.status, "runs nothing: the read-only port, or debugging switched off")
            return {**each(denied(no) if is_told else unknown(no)), "read": read}
        told = reply.json_or_none(_Config) if reply.status == 200 else None
        if told is None:
            seen = saw(CONFIG, reply.status, "does not tell whom it lets do what")
            return {**each(unknown(seen)), "read": read}
        if told.kubelet.runs is False:
            return {**each(denied(saw(CONFIG, 200, "enableDebuggingHandlers: false, runs nothing"))), "read": read}
        if told.kubelet.authorization.mode == "AlwaysAllow":
            return each(granted(saw(CONFIG, 200, "authorization: AlwaysAllow, runs programs in any pod for anybody")))
        meaning = f"authorization: {'Webhook' if told.kubelet.authorization.mode == 'Webhook' else 'another'} decides"
        return {**each(unknown(saw(CONFIG, 200, meaning))), "read": read}


STORE = Kubelet()
