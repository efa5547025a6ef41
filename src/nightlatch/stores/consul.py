"""Consul 1.x over its HTTP API, HTTP or HTTPS.

Sends GET: what the agent tells of itself, who the leader is and which servers there are, our token, names of keys, keys
with their values; and one POST that only asks, ``/v1/internal/acl/authorize``. Never a session, a service, a check or a
snapshot.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Target, Trace
from nightlatch.stores import Ask, Batch, Page, Reading, Tells
from nightlatch.stores import _consul_traces as signs_left
from nightlatch.stores._consul_about import LEADER, REMEDIES, SELF, SIGNS, Told, agent, seen
from nightlatch.stores._consul_access import ASK, READS, TOP, Question, introspect, names
from nightlatch.stores._http import Http
from nightlatch.stores._plain import HttpSession, identified, not_this, opened, within, wrong_login

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

FOLDER, KEY = "GET /v1/kv/{folder}", "GET /v1/kv/{key}"
_READS = frozenset({f"GET {SELF}", f"GET {LEADER}", signs_left.PEERS, FOLDER, KEY}) | READS
_MOST = 64 << 20
_BATCH = 2_000
_EXACT = "exact from 1.7 on (internal/acl/authorize); inferred where access control is off"
_ID = re.compile(r"[0-9a-f-]{36}", re.ASCII)


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Names are listed, values are read one by one; the one POST is a list of questions."""
    if template == ASK:
        try:
            msgspec.json.decode(body, type=list[Question])
        except msgspec.MsgspecError:
            return "no list of questions"
        return None if not query else "a query"
    if body:
        return "a body"
    if template in (TOP, FOLDER):
        return None if "keys" in query and set(query) <= {"keys", "separator"} else "values in place of names"
    return None if not query else "a query"


class Consul:
    """One file per kind: this one."""

    kind = "consul"
    title = "Consul"
    schemes: tuple[str, ...] = ("consul",)
    tls_schemes: tuple[str, ...] = ("consul+https",)
    port = 8500
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="exact",
        sample="values of random keys",
        tested="fake: from the API documentation of 1.4 to 1.20",
        notes="keys of its own data center, by folders at the top. A login is a token: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ConsulSession:
        """See :class:`nightlatch.stores.Store`; a server that lets us do nothing is a session without rights."""
        token = {"x-consul-token": target.login.password} if target.login and target.login.password else {}
        http = Http(target, dialer, ask, _READS, guard=guard, headers=token)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> ConsulSession:
    page = _page(http, SELF)
    found = seen(page)
    if found is None:
        leader = http.ask(f"GET {LEADER}", most=1 << 16)
        if (found := seen(leader.page(LEADER))) is None:
            raise not_this(target, "Consul", leader, f"GET {LEADER}")
    if target.login is not None and page.status == 403 and b"ACL not found" in page.body:
        raise wrong_login(target, 403)
    facts = agent(page)
    id = facts.config.id if facts is not None and _ID.fullmatch(facts.config.id) else None
    identity = identified("consul", found, http, id)
    return ConsulSession(target=target, ask=ask, http=http, identity=identity, facts=facts)


def _page(http: Http, path: str) -> Page:
    """Whole, not cut at 64 KiB: an agent's configuration is long."""
    reply = http.ask(f"GET {path}", most=4 << 20)
    return Page(path=path, status=reply.status, headers=reply.headers, body=reply.body)


class _Pair(msgspec.Struct):
    key: str = msgspec.field(name="Key")
    value: str | None = msgspec.field(name="Value", default=None)


@dataclass(slots=True, kw_only=True)
class ConsulSession(HttpSession):
    """One conversation with one agent; see :class:`nightlatch.stores.Session`."""

    facts: Told | None
    _inside: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_consul_access`."""
        found = introspect(self.http, self.facts.debug if self.facts is not None else None)
        return Access(principal=self.whoever, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Folders at the top, counted, and the keys that lie in none."""
        for one in self.catalogue():
            yield Container(name=one.name, key=one.key, records=Count.of(len(self._keys(one.key[0])), "keys listed"))

    def catalogue(self) -> Iterator[Container]:
        """Folders at the top by their names; what lies in them is not listed."""
        top = names(self.http)[0] or []
        folders = [one for one in top if one.endswith("/") and one.strip("/")]
        nothing = Count(value=None, method="not counted")
        for one in folders:
            yield Container(name=one, key=(one,), records=nothing)
        if alone := [one for one in top if not one.endswith("/")]:
            self._inside[""] = alone
            yield Container(name="keys in no folder", key=("",), records=Count.of(len(alone), "keys listed"))

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Keys and their values, JSON by its fields; a sample of random keys."""
        import numpy as np

        keys = self._keys(container.key[0])
        if not reading.full and len(keys) > reading.records:
            draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
            keys = [keys[at] for at in sorted(draw.choice(len(keys), reading.records, replace=False).tolist())]
        held: list[tuple[bytes, bytes]] = []
        for key, text in zip(keys, within(reading, (self._value(key) for key in keys)), strict=False):
            held.append((key.encode(), text))
            if len(held) >= _BATCH:
                yield _batch(held)
                held = []
        if held:
            yield _batch(held)

    def traces(self) -> Iterator[Trace]:
        """See `_consul_traces`."""
        return signs_left.traces(self.http)

    def _keys(self, folder: str) -> list[str]:
        if folder not in self._inside:
            reply = self.http.ask(FOLDER, {"folder": folder}, query={"keys": ""}, most=_MOST)
            listed = reply.json_or_none(list[str]) if reply.status == 200 else None
            self._inside[folder] = [one for one in listed or [] if not one.endswith("/")]
        return self._inside[folder]

    def _value(self, key: str) -> bytes:
        reply = self.http.ask(KEY, {"key": key}, most=8 << 20)
        if reply.status == 403:
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status != 200:  # gone meanwhile
            return b""
        pairs: list[_Pair] = reply.json(list[_Pair])
        try:
            return base64.b64decode(pairs[0].value or "") if pairs else b""
        except (binascii.Error, ValueError):
            return b""


def _batch(held: list[tuple[bytes, bytes]]) -> Batch:
    from nightlatch.stores._keyed import batch_with, name_columns

    keys = [key for key, _ in held]
    return batch_with(name_columns(keys), [value for _, value in held], sum(map(len, keys)))


STORE = Consul()
