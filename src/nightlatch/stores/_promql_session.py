"""What talks with Prometheus and with VictoriaMetrics share: one login for all, one container of series."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

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
    Trace,
)
from nightlatch.stores import Ask, Batch, Closes, Page, Reading, Seen
from nightlatch.stores import _promql_read as series
from nightlatch.stores._http import Http


@dataclass(slots=True, kw_only=True)
class SeriesSession(Closes):
    """One conversation with one server; *first* is the request that it was told by, *rights* what is left to ask."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    is_shut: bool
    first: str
    named: str  # of its one container
    is_exact: bool
    rights: Callable[[Http], dict[RightName, Right]]
    started: Callable[[Http], datetime | None]  # since when the server runs, where it says
    _stats: series.Stats | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do: the same as everybody who gets in."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        if self.is_shut:
            seen = Evidence(command=self.first, code="401", meaning="asks for a password")
            right = Right(verdict="denied", known_by="denied-on-read", evidence=(seen,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, right))
        if series.says_yes(self.http):
            seen = Evidence(command=series.NONSENSE, code="200", meaning="says yes to a path that no such server has")
            unknown = Right(known_by="inconclusive", evidence=(seen,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, unknown))
        return Access(principal=principal, rights=self.rights(self.http))

    def containers(self) -> Iterator[Container]:
        """One: the series it knows."""
        if self.is_shut:
            return
        self._stats = series.stats(self.http)
        labels = series.words(self.http, series.LABELS)
        found = series.container(self._stats, labels, self.named, is_exact=self.is_exact)
        if found is not None:
            yield found

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Labels of series; see `_promql_read`."""
        found = self._stats or series.stats(self.http)
        seconds = self.ask.statement_seconds
        yield from series.Survey(http=self.http, found=found, reading=reading, statement_seconds=seconds).batches()

    def traces(self) -> Iterator[Trace]:
        """Nothing but since when it runs: it has no users, and does not tell who is connected."""
        if not self.is_shut:
            self.identity = replace(self.identity, started=self.started(self.http))
        return iter(())

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()


def told(http: Http, template: str, seen: Callable[[Page], Seen | None], title: str) -> tuple[Identity, bool]:
    """Who answers *template*, and does it ask for a password? Errors: ``Failed`` for another kind, a wrong login."""
    target, path = http.target, template.removeprefix("GET ")
    page = http.ask(template, most=1 << 20).page(path)
    found = seen(page)
    if found is None:
        what = f"answers {template} with {page.status}, and not as {title}"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    if page.status == 401 and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind=target.kind, product=found.product, version=found.version, tls=http.tls)
    return identity, page.status == 401
