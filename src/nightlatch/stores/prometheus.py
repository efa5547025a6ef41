"""Prometheus 2 and 3, over the HTTP API (HTTP or HTTPS).

Sends GET of the build, of the moment it started, of the flags that it was started with, of counts, and of labels of
series. Never the admin API, never the lifecycle paths, never a query, never the configuration or the targets, which
tell of other machines.

Reading needs no right of its own. Whether series may be written, deleted, or the server be stopped, its flags tell.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import (
    RIGHTS,
    Evidence,
    Extent,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Tells, _starts
from nightlatch.stores import _prometheus_about as about
from nightlatch.stores import _promql_read as series
from nightlatch.stores._http import Http
from nightlatch.stores._promql_session import SeriesSession, told

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_BUILD, _FLAGS = f"GET {about.BUILD}", "GET /api/v1/status/flags"
_RUNTIME = "GET /api/v1/status/runtimeinfo"
_READS = frozenset({_BUILD, _FLAGS, _RUNTIME}) | series.READS
_ADMIN, _LIFECYCLE = "web.enable-admin-api", "web.enable-lifecycle"
_RECEIVERS = ("web.enable-remote-write-receiver", "web.enable-otlp-receiver")
_FEATURES = ("remote-write-receiver", "otlp-write-receiver")  # as they were called before


class _Run(msgspec.Struct):
    start: str = msgspec.field(default="", name="startTime")


class _Runtime(msgspec.Struct):
    data: _Run


class _Told(msgspec.Struct):
    data: dict[str, str]


class Prometheus:
    """See :class:`nightlatch.stores.Store`."""

    kind = "prometheus"
    title = "Prometheus"
    schemes: tuple[str, ...] = ("prometheus",)
    tls_schemes: tuple[str, ...] = ("prometheus+https",)
    port = 9090
    driver = ""
    reads = _READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, "exact: by the flags it was started with"), "read": "exact"},
        count="exact: series in memory",
        sample="labels of the series of metrics drawn at random, of the last two hours",
        tested="real: Prometheus 2.42.0",
        notes="samples, targets and configuration are not read. A metric of more than 50,000 series is left out of a "
        "sample. A closed one cannot be told from an exporter that is closed the same way.",
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
    identity, is_shut = told(http, _BUILD, about.seen, "Prometheus")
    return SeriesSession(
        target=target, ask=ask, http=http, identity=identity, is_shut=is_shut, first=_BUILD, named="series in memory",
        is_exact=True, rights=_rights, started=_started,
    )  # fmt: skip


def _started(http: Http) -> datetime | None:
    """From 2.14 on."""
    reply = http.ask(_RUNTIME)
    found = reply.json_or_none(_Runtime) if reply.status == 200 else None
    return _starts.moment(found.data.start) if found else None


def _rights(http: Http) -> dict[RightName, Right]:
    labels = http.ask(series.LABELS, query={"start": "0", "end": "1"})
    seen = Evidence(command=series.LABELS, code=str(labels.status), meaning="lists labels to us")
    read = (
        Right(verdict="granted", extent="all", known_by="observed", evidence=(seen,))
        if series.is_success(labels)
        else Right(known_by="inconclusive", evidence=(seen,))
    )
    reply = http.ask(_FLAGS)
    shown = reply.json_or_none(_Told) if reply.status == 200 else None
    if shown is None:
        hidden = Evidence(command=_FLAGS, code=str(reply.status), meaning="its flags are not told")
        unknown = Right(known_by="inconclusive", evidence=(hidden,))
        return {**dict.fromkeys(RIGHTS, unknown), "read": read}
    flags = shown.data
    features = flags.get("enable-feature", "").split(",")
    receivers = [one for one in _RECEIVERS if flags.get(one) == "true"]
    receivers += [one for one in _FEATURES if one in features]
    bosses = [one for one in (_LIFECYCLE, _ADMIN) if flags.get(one) == "true"]
    writes = _by_flag(receivers, "takes samples for any series", "takes no samples from outside")
    deletes = _by_flag([one for one in bosses if one == _ADMIN], "deletes series", "deletes no series")
    boss = _by_flag(bosses, "is administered by its API", "has no API that administers it", few=len(bosses) < 2)
    return {"create": writes, "read": read, "update": writes, "delete": deletes, "administer": boss}


def _by_flag(flags: list[str], meaning: str, otherwise: str, *, few: bool = False) -> Right:
    if not flags:
        seen = Evidence(command=_FLAGS, code="false", meaning=otherwise)
        return Right(verdict="denied", known_by="introspected", evidence=(seen,))
    extent: Extent = "some" if few else "all"
    seen = Evidence(command=_FLAGS, code=f"{flags[0]}=true", meaning=meaning)
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(seen,))


STORE = Prometheus()
