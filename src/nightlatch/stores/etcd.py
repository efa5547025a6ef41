"""etcd 3 over the JSON gateway of its client port (HTTP or HTTPS).

Sends GET /version, GET /metrics and the calls of `_etcd_wire.READS`, which read: range, maintenance/status,
cluster/member/list, and of authentication status, user and role, and authenticate where a login was given. Never put,
deleterange, txn, watch, compact, snapshot.
Version 2's API is not asked: etcd 3.4 and later have it switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _etcd_about as about
from nightlatch.stores import _etcd_access as rights
from nightlatch.stores import _etcd_traces as signs_left
from nightlatch.stores import _etcd_wire as wire
from nightlatch.stores._etcd_read import SCANNED, Survey, keys
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._redis_keys import REST, Groups, Shape

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_MOST_FULL = 2_000_000  # keys whose names are held to read everything


class Etcd:
    """See :class:`nightlatch.stores.Store`."""

    kind = "etcd"
    title = "etcd"
    schemes: tuple[str, ...] = ("etcd",)
    tls_schemes: tuple[str, ...] = ("etcd+https", "etcds")
    port = 2379
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact"),
        count="exact",
        sample="runs of neighbouring keys from 40 places drawn at random",
        tested="real: etcd 3.4.23",
        notes="by the JSON gateway, which can be switched off: then rights are unknown. Where clients have to bring a "
        "certificate nothing is told. Names of keys are data and are grouped by their shape.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> EtcdSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        http = Http(target, dialer, ask, wire.HTTP_READS, guard=wire.guard)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


class _Header(msgspec.Struct):
    cluster_id: str = ""


class _Status(msgspec.Struct):
    header: _Header = msgspec.field(default_factory=_Header)


def _open(target: Target, ask: Ask, http: Http) -> EtcdSession:
    page = http.ask(wire.VERSION, most=1 << 20).page("/version")
    found = about.seen(page)
    if found is None:
        what = f"answers GET /version with {page.status}, and not as etcd"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    api = wire.api_of(found.version)
    status = wire.told(http, wire.STATUS, api, _Status)
    cluster = "" if isinstance(status, Reply) else status.header.cluster_id
    identity = Identity(
        kind="etcd", product="etcd", version=found.version, tls=http.tls,
        id=cluster if re.fullmatch(r"\d{4,20}", cluster) else None,
    )  # fmt: skip
    told = rights.introspect(http, api, target.login)
    if told.is_wrong:
        what = "refuses this user and password"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    return EtcdSession(target=target, ask=ask, http=http, identity=identity, found=told, api=api)


@dataclass(slots=True, kw_only=True)
class EtcdSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    found: rights.Found
    api: str
    _groups: Groups | None = field(default=None, init=False, repr=False)
    _last: bytes = field(default=b"", init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_etcd_access`."""
        principal = Principal(name=printable(self.found.name, 60), anonymous=self.found.name == "anonymous")
        return Access(principal=principal, rights=self.found.rights, notes=tuple(self.found.notes))

    def containers(self) -> Iterator[Container]:
        """Groups of keys of one shape among the first 200,000, and one for what comes after."""
        total = self._total()
        if not total:
            return
        found = list(keys(self.http, self.api, self.found.spans, SCANNED))
        self._groups = Groups(found)
        self._last = found[-1] if len(found) >= SCANNED and total > len(found) else b""
        for group in self._groups.groups.values():
            if group.shape != REST or not self._last:
                yield _container(group.shape, Count.of(len(group.keys), "keys of its shape"))
        if self._last:
            group_rest = self._groups.groups.get(REST)
            left = total - len(found) + (len(group_rest.keys) if group_rest else 0)
            yield _container(REST, Count(value=left, low=0, high=left, method="keys behind the first 200,000"))

    def catalogue(self) -> Iterator[Container]:
        """How many keys there are: names of keys are data."""
        if total := self._total():
            yield Container(name="*", key=("*",), records=Count.of(total, "count_only"), is_readable=False)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are keys; what varies in their names is the field ``key``."""
        shape: Shape = tuple(part.encode("latin-1") for part in container.key)
        survey = Survey(
            http=self.http, api=self.api, chosen=self._chosen(shape, reading), shape=shape, reading=reading
        )  # fmt: skip
        yield from survey.batches()

    def traces(self) -> Iterator[Trace]:
        """See `_etcd_traces`."""
        self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http, self.api)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _total(self) -> int:
        total = 0
        for start, end in self.found.spans:
            told = wire.ranged(self.http, self.api, start, end, count_only=True)
            total += told.total if isinstance(told, wire.Ranged) else 0
        return total

    def _chosen(self, shape: Shape, reading: Reading) -> list[bytes]:
        group = self._groups.groups.get(shape) if self._groups else None
        known = group.keys if group else []
        if shape != REST or not self._last:
            return known
        most = _MOST_FULL if reading.full else reading.records
        behind = [(max(start, self._last + b"\0"), end) for start, end in self.found.spans if _reaches(end, self._last)]
        return [*known, *keys(self.http, self.api, behind, most)]


def _reaches(end: bytes, last: bytes) -> bool:
    """Does a span with that *end* go on behind *last*?"""
    return end == wire.ALL or end > last


def _container(shape: Shape, records: Count) -> Container:
    name = b"".join(shape).decode("utf-8", "backslashreplace")
    return Container(name=name, key=tuple(part.decode("latin-1") for part in shape), records=records)


STORE = Etcd()
