"""The Docker Engine API (1.24 to 1.4x), and Podman's, which is compatible with it, over HTTP or HTTPS.

Sends GET /version, /info, /_ping, /containers/json (for its status, and for what is mounted) and a path that does not
exist. Never anything that names a container or an image, never a POST. Contents are never read: identified, and rights
told, only.

There are no accounts: whoever reaches the socket is root on the machine, by a container that mounts its disks. Only an
authorization plug-in, or a proxy before the socket, can take from that; what these leave can be told for reading only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Evidence, Right, Target, Trace
from nightlatch.stores import Ask, Session, Tells
from nightlatch.stores import _docker_traces as signs_left
from nightlatch.stores._docker_about import REMEDIES, SIGNS, VERSION, seen
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import (
    HttpSession,
    Number,
    Rights,
    denied,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    told,
    unknown,
)

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

INFO, PING, LIST, NOBODY = "GET /info", "GET /_ping", "GET /containers/json", "GET /nightlatch"
_READS = frozenset({f"GET {VERSION}", INFO, PING, LIST, NOBODY})
_ID = re.compile(r"[\w:.-]{8,100}", re.ASCII)
_EXACT = "exact without an authorization plug-in or a proxy before it; else unknown"
_ROOT = "no authorization plug-in: whoever reaches this starts containers, and with them is root of the machine"


class Docker:
    """One file per kind: this one."""

    kind = "docker"
    title = "Docker Engine"
    schemes: tuple[str, ...] = ("docker",)
    tls_schemes: tuple[str, ...] = ("docker+https",)
    port = 2375
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, _EXACT), "read": "exact"},
        count="no",
        sample="no",
        tested="stand-in: Podman 4.3; Docker Engine, plug-ins and proxies: fake from the documentation",
        notes="identified, and rights told, only: what is in containers is not looked at.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`."""
        return opened(Http(target, dialer, ask, _READS, login=target.login), lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> Session:
    reply = http.ask(f"GET {VERSION}", most=1 << 20)
    if (found := seen(reply.page(VERSION))) is None:
        raise not_this(target, "the Docker Engine API", reply, f"GET {VERSION}")
    info = http.ask(INFO, most=4 << 20)
    facts = info.json_or_none(_Info) if info.status == 200 else None
    id = facts.id if facts is not None and _ID.fullmatch(facts.id) else None
    identity = identified("docker", found, http, id)
    return DockerSession(target=target, ask=ask, http=http, identity=identity, version=reply, info=info, facts=facts)


class _Plugins(msgspec.Struct):
    authorization: list[str] | None = msgspec.field(name="Authorization")


class _Info(msgspec.Struct):
    plugins: _Plugins = msgspec.field(name="Plugins")
    id: str = msgspec.field(name="ID", default="")
    containers: Number = msgspec.field(name="Containers", default=0)
    images: Number = msgspec.field(name="Images", default=0)
    swarm: signs_left.Swarm = msgspec.field(name="Swarm", default_factory=signs_left.Swarm)


@dataclass(slots=True, kw_only=True)
class DockerSession(HttpSession):
    """One conversation with one engine; see :class:`nightlatch.stores.Session`."""

    version: Reply
    info: Reply
    facts: _Info | None

    def access(self) -> Access:
        """Everything, unless something stands between; see above."""
        if self.facts is None:
            return Access(principal=self.whoever, rights=self._kept_out())
        plugins = self.facts.plugins.authorization or []
        if plugins:
            note = f"{len(plugins)} authorization plug-in(s) may refuse; what they let through is told for reading only"
            seen = saw(INFO, 200, "lists an authorization plug-in")
            return Access(principal=self.whoever, rights=_through(seen, self._reading()), notes=(note,))
        nothing = self.http.ask(NOBODY)
        if nothing.status != 404:
            seen = saw(NOBODY, nothing.status, "is answered as if there were such a path, or by something before it")
            return Access(principal=self.whoever, rights=_through(seen, self._reading()))
        note = f"{self.facts.containers:,} containers, {self.facts.images:,} images"
        right = granted(saw(INFO, 200, _ROOT), known_by="no-access-control")
        return Access(principal=self.whoever, rights=each(right), notes=(note,))

    def traces(self) -> Iterator[Trace]:
        """See `_docker_traces`."""
        return iter(()) if self.facts is None else signs_left.traces(self.http, self.facts.swarm)

    def _kept_out(self) -> Rights:
        """GET /info is refused, by a plug-in or a proxy: all is, or some."""
        codes = (401, 403)
        if self.info.status in codes and self.version.status in codes and self.http.ask(PING).status in codes:
            return refused(INFO, self.info.status, "refuses whatever is asked, even GET /_ping")
        seen = saw(INFO, self.info.status, "does not tell whether a plug-in or a proxy refuses anything")
        return _through(seen, self._reading())

    def _reading(self) -> Right:
        reply = self.http.ask(LIST, query={"limit": "1"}, most=4 << 20)
        if reply.status == 200 and reply.body.lstrip()[:1] == b"[":
            return granted(saw(LIST, 200, "lists containers"), known_by="observed")
        if reply.status in (401, 403):
            return denied(saw(LIST, reply.status, "may not list containers"), known_by="denied-on-read")
        return unknown(saw(LIST, reply.status, "is no list of containers"))


def _through(seen: Evidence, read: Right) -> Rights:
    right = unknown(seen)
    return told(create=right, read=read, update=right, delete=right, administer=right)


STORE = Docker()
