"""VictoriaMetrics, single-node, over HTTP or HTTPS.

Sends GET of its first page, of its own metrics, of the flags that it was started with, of counts, and of labels of
series. Never an import, never delete_series, never a snapshot or a merge, never an export, which hands out everything.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from nightlatch.model import (
    RIGHTS,
    Evidence,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Tells, _starts
from nightlatch.stores import _promql_read as series
from nightlatch.stores import _victoriametrics_about as about
from nightlatch.stores._http import Http
from nightlatch.stores._promql_session import SeriesSession, told

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

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> SeriesSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, _READS, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> SeriesSession:
    identity, is_shut = told(http, "GET /", about.seen, "VictoriaMetrics")
    metrics = http.ask(_METRICS) if identity.version is None else None  # shown without a password too
    if metrics is not None and metrics.status == 200:
        identity = replace(identity, version=about.version(metrics.body))
    return SeriesSession(
        target=target, ask=ask, http=http, identity=identity, is_shut=is_shut, first="GET /", named="series of today",
        is_exact=False, rights=_rights, started=_started,
    )  # fmt: skip


def _started(http: Http) -> datetime | None:
    reply = http.ask(_METRICS)
    return _starts.of_metrics(reply.body) if reply.status == 200 else None


def _rights(http: Http) -> dict[RightName, Right]:
    labels = http.ask(series.LABELS, query={"start": "1", "end": "2"})
    if not series.is_success(labels):
        seen = Evidence(command=series.LABELS, code=str(labels.status), meaning="does not list labels to us")
        return dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,)))
    seen = Evidence(command=series.LABELS, code="200", meaning="lists labels to us")
    inside = Evidence(command="GET /", code="200", meaning="lets us in, and who is in may write any series")
    read = Right(verdict="granted", extent="all", known_by="observed", evidence=(seen,))
    write = Right(verdict="granted", extent="all", known_by="no-access-control", evidence=(inside,))
    flags = _flags(http)
    return {
        "create": write,
        "read": read,
        "update": write,
        "delete": _by_key(flags, ("deleteAuthKey",), "all", "delete_series"),
        "administer": _by_key(flags, ("snapshotAuthKey", "forceMergeAuthKey"), "some", "snapshots and merges"),
    }


def _flags(http: Http) -> dict[str, str] | None:
    """Flags it was started with, secrets masked by itself; None where they are not shown."""
    reply = http.ask(_FLAGS)
    if reply.status != 200:
        return None
    shown = reply.body.decode("utf-8", "replace")
    return dict(_FLAG.findall(shown)) if shown.startswith("-") or not shown.strip() else None


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
