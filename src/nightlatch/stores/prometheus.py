"""Prometheus 2 and 3, over the HTTP API (HTTP or HTTPS).

Sends GET of the build, of the flags that it was started with, of counts, and of labels of series. Never the admin API,
never the lifecycle paths, never a query, never the configuration or the targets, which tell of other machines.

Reading needs no right of its own. Whether series may be written, deleted, or the server be stopped, its flags tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Evidence,
    Extent,
    Failed,
    Failure,
    Identity,
    Principal,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _prometheus_about as about
from nightlatch.stores import _promql_read as series
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_BUILD, _FLAGS = f"GET {about.BUILD}", "GET /api/v1/status/flags"
_READS = frozenset({_BUILD, _FLAGS}) | series.READS
_ADMIN, _LIFECYCLE = "web.enable-admin-api", "web.enable-lifecycle"
_RECEIVERS = ("web.enable-remote-write-receiver", "web.enable-otlp-receiver")
_FEATURES = ("remote-write-receiver", "otlp-write-receiver")  # as they were called before


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

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> PrometheusSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, _READS, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> PrometheusSession:
    page = http.ask(_BUILD, most=1 << 20).page(about.BUILD)
    found = about.seen(page)
    if found is None:
        what = f"answers GET {about.BUILD} with {page.status}, and not as Prometheus"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    if page.status == 401 and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind="prometheus", product=found.product, version=found.version, tls=http.tls)
    return PrometheusSession(target=target, ask=ask, http=http, identity=identity, is_shut=page.status == 401)


@dataclass(slots=True, kw_only=True)
class PrometheusSession(Closes):
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
            seen = Evidence(command=_BUILD, code="401", meaning="asks for a password")
            right = Right(verdict="denied", known_by="denied-on-read", evidence=(seen,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, right))
        if series.says_yes(self.http):
            seen = Evidence(command=series.NONSENSE, code="200", meaning="says yes to a path that no Prometheus has")
            return Access(
                principal=principal, rights=dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,)))
            )
        return Access(principal=principal, rights=self._rights())

    def containers(self) -> Iterator[Container]:
        """One: the series in memory."""
        if self.is_shut:
            return
        self._stats = series.stats(self.http)
        labels = series.words(self.http, series.LABELS)
        found = series.container(self._stats, labels, "series in memory", is_exact=True)
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
        labels = self.http.ask(series.LABELS, query={"start": "0", "end": "1"})
        seen = Evidence(command=series.LABELS, code=str(labels.status), meaning="lists labels to us")
        read = (
            Right(verdict="granted", extent="all", known_by="observed", evidence=(seen,))
            if series.is_success(labels)
            else Right(known_by="inconclusive", evidence=(seen,))
        )
        reply = self.http.ask(_FLAGS)
        told = reply.json_or_none(_Told) if reply.status == 200 else None
        if told is None:
            hidden = Evidence(command=_FLAGS, code=str(reply.status), meaning="its flags are not told")
            unknown = Right(known_by="inconclusive", evidence=(hidden,))
            return {**dict.fromkeys(RIGHTS, unknown), "read": read}
        flags = told.data
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
