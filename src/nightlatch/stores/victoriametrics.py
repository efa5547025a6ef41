"""VictoriaMetrics, single-node, over HTTP or HTTPS.

Sends GET of its first page, of its own metrics, of the flags that it was started with, of counts, and of labels of
series. Never an import, never delete_series, never a snapshot or a merge, never an export, which hands out everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Evidence,
    Failed,
    Failure,
    Identity,
    Principal,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _promql_read as series
from nightlatch.stores import _victoriametrics_about as about
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_FLAGS, _METRICS = "GET /flags", "GET /metrics"
_READS = frozenset({"GET /", _FLAGS, _METRICS}) | series.READS
_FLAG = re.compile(r'-{1,2}([\w.]+)="?([^"\n]*)"?', re.ASCII)


class VictoriaMetrics:
    """See :class:`nightlatch.stores.Store`."""

    kind = "victoriametrics"
    title = "VictoriaMetrics"
    schemes: tuple[str, ...] = ("victoriametrics",)
    tls_schemes: tuple[str, ...] = ("victoriametrics+https",)
    port = 8428
    driver = ""
    reads = _READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            **dict.fromkeys(RIGHTS, "exact: who gets in may write"),
            "delete": "exact: by its flags",
            "administer": "exact: by its flags",
        },
        count="estimate: series of today",
        sample="labels of the series of metrics drawn at random, of the last two hours",
        tested="real: VictoriaMetrics 1.79.5",
        notes="single-node only; the cluster's paths are not asked. Samples are not read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> VictoriaSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, _READS, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> VictoriaSession:
    page = http.ask("GET /", most=1 << 20).page("/")
    found = about.seen(page)
    if found is None:
        what = f"answers GET / with {page.status}, and not as VictoriaMetrics"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    if page.status == 401 and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind="victoriametrics", product=found.product, version=found.version, tls=http.tls)
    metrics = http.ask(_METRICS) if found.version is None else None  # shown without a password too
    if metrics is not None and metrics.status == 200:
        identity = replace(identity, version=about.version(metrics.body))
    return VictoriaSession(target=target, ask=ask, http=http, identity=identity, is_shut=page.status == 401)


@dataclass(slots=True, kw_only=True)
class VictoriaSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    is_shut: bool
    _stats: series.Stats | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do: the same as everybody who gets in."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        if self.is_shut:
            seen = Evidence(command="GET /", code="401", meaning="asks for a password")
            right = Right(verdict="denied", known_by="denied-on-read", evidence=(seen,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, right))
        if series.says_yes(self.http):
            seen = Evidence(command=series.NONSENSE, code="200", meaning="says yes to a path that no such server has")
            unknown = Right(known_by="inconclusive", evidence=(seen,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, unknown))
        return Access(principal=principal, rights=self._rights())

    def containers(self) -> Iterator[Container]:
        """One: the series of today."""
        if self.is_shut:
            return
        self._stats = series.stats(self.http)
        labels = series.words(self.http, series.LABELS)
        found = series.container(self._stats, labels, "series of today", is_exact=False)
        if found is not None:
            yield found

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Labels of series; see `_promql_read`."""
        found = self._stats or series.stats(self.http)
        survey = series.Survey(
            http=self.http, found=found, reading=reading, statement_seconds=self.ask.statement_seconds
        )  # fmt: skip
        yield from survey.batches()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _rights(self) -> dict[RightName, Right]:
        labels = self.http.ask(series.LABELS, query={"start": "1", "end": "2"})
        if not series.is_success(labels):
            seen = Evidence(command=series.LABELS, code=str(labels.status), meaning="does not list labels to us")
            return dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,)))
        seen = Evidence(command=series.LABELS, code="200", meaning="lists labels to us")
        inside = Evidence(command="GET /", code="200", meaning="lets us in, and who is in may write any series")
        read = Right(verdict="granted", extent="all", known_by="observed", evidence=(seen,))
        write = Right(verdict="granted", extent="all", known_by="no-access-control", evidence=(inside,))
        flags = self._flags()
        return {
            "create": write,
            "read": read,
            "update": write,
            "delete": _by_key(flags, ("deleteAuthKey",), "all", "delete_series"),
            "administer": _by_key(flags, ("snapshotAuthKey", "forceMergeAuthKey"), "some", "snapshots and merges"),
        }

    def _flags(self) -> dict[str, str] | None:
        """Flags it was started with, secrets masked by itself; None where they are not shown."""
        reply = self.http.ask(_FLAGS)
        if reply.status != 200:
            return None
        told = reply.body.decode("utf-8", "replace")
        return dict(_FLAG.findall(told)) if told.startswith("-") or not told.strip() else None


def _by_key(flags: dict[str, str] | None, keys: tuple[str, ...], extent: str, what: str) -> Right:
    if flags is None:
        seen = Evidence(command=_FLAGS, code="-", meaning="its flags are not shown")
        return Right(known_by="inconclusive", evidence=(seen,))
    free = [one for one in keys if not flags.get(one)]
    if not free:
        seen = Evidence(command=_FLAGS, code=f"-{keys[0]}", meaning=f"wants a key for {what}")
        return Right(verdict="denied", known_by="introspected", evidence=(seen,))
    seen = Evidence(command=_FLAGS, code=f"no -{free[0]}", meaning=f"wants no key for {what}")
    return Right(
        verdict="granted", extent="all" if extent == "all" else "some", known_by="introspected", evidence=(seen,)
    )


STORE = VictoriaMetrics()
