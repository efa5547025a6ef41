"""InfluxDB 1 over HTTP, InfluxDB 2 (rights, and contents with a token), by InfluxQL.

Sends GET /ping, GET /query with SHOW and SELECT of declared forms (see `_influxdb_wire`), and to a 2 GET /api/v2/setup.
Never SELECT INTO, never POST, never the setup itself, never the lists of tokens.

To log in to a 2 give any user, and the token as the password.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _influxdb_about as about
from nightlatch.stores import _influxdb_access as rights
from nightlatch.stores import _influxdb_traces as signs_left
from nightlatch.stores import _influxdb_wire as wire
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer


class InfluxDb:
    """See :class:`nightlatch.stores.Store`."""

    kind = "influxdb"
    title = "InfluxDB"
    schemes: tuple[str, ...] = ("influxdb",)
    tls_schemes: tuple[str, ...] = ("influxdb+https", "influxdbs")
    port = 8086
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            **dict.fromkeys(RIGHTS, "exact for administrators and strangers; unknown for users with grants"),
            "read": "exact",
            "administer": "exact",
        },
        count="estimate: values of the fullest field",
        sample="32 windows of time from the first point to the last",
        tested="real: InfluxDB 1.6.7; 2: fake, from the documentation",
        notes="of a 2 nothing is read without a token, of a token only what it may read is told. 3 was never tried.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> InfluxSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        http = Http(target, dialer, ask, wire.HTTP_READS, guard=wire.guard, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> InfluxSession:
    page = http.ask(wire.PING, most=1 << 20).page("/ping")
    found = about.seen(page)
    if found is None:
        what = f"answers GET /ping with {page.status}, and not as InfluxDB"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    identity = Identity(kind="influxdb", product=found.product, version=found.version, tls=http.tls)
    major = int((found.version or "1").partition(".")[0])
    if major >= 2 and target.login is not None:
        http.headers = {"authorization": f"Token {target.login.password or ''}"}
    told = rights.introspect(http, major)
    if told.is_refused and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    return InfluxSession(target=target, ask=ask, http=http, identity=identity, found=told)


@dataclass(slots=True, kw_only=True)
class InfluxSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    found: rights.Found
    _types: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict, init=False, repr=False)
    _policies: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)
    _counted: dict[tuple[str, ...], Count] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_influxdb_access`."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        return Access(principal=principal, rights=self.found.rights, notes=tuple(self.found.notes))

    def containers(self) -> Iterator[Container]:
        """Measurements of the databases that may be read, with the names of their fields and tags."""
        for database in self.found.readable:
            if self.target.database in (None, "", database):
                yield from self._measurements(database)

    def count(self, container: Container) -> Count:
        """Points by the field that has most values: at least so many, at most the sum over the fields."""
        if container.key not in self._counted:
            self._counted[container.key] = self._count(container)
        return self._counted[container.key]

    def _count(self, container: Container) -> Count:
        database, measurement = container.key
        low = high = fields = 0
        for policy in self._policies_of(database):
            table = ".".join(map(wire.quoted, (database, policy, measurement)))
            try:
                series = wire.show(self.http, f"SELECT count(*) FROM {table}", seconds=self.ask.statement_seconds)  # noqa: S608
            except (wire.Refused, Failed):
                return container.records
            values = [one for row in series for told in row.values[:1] for one in told[1:] if isinstance(one, int)]
            low, high, fields = low + max(values, default=0), high + sum(values), max(fields, len(values))
        if fields <= 1:
            return Count.of(low, "count of its field")
        return Count(value=low, low=low, high=high, method="count of its fullest field")

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Points of one measurement; see `_influxdb_read`."""
        from nightlatch.stores._influxdb_read import Survey

        database, measurement = container.key
        survey = Survey(
            http=self.http, database=database, measurement=measurement, policies=self._policies_of(database),
            types=self._types.get((database, measurement), {}),
            total=None if reading.full else self.count(container).value, reading=reading,
            statement_seconds=self.ask.statement_seconds,
        )  # fmt: skip
        yield from survey.batches()

    def traces(self) -> Iterator[Trace]:
        """See `_influxdb_traces`."""
        if not self.found.readable:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _measurements(self, database: str) -> Iterator[Container]:
        names = self._shown("MEASUREMENTS", database)
        fields: dict[str, dict[str, str]] = {}
        for one in self._shown("FIELD KEYS", database):
            types = fields.setdefault(one.name, {})
            for row in one.values:
                if len(row) == 2 and isinstance(row[0], str):
                    types[row[0]] = str(row[1]) if row[0] not in types else ""  # of several types: as text
        tags = {one.name: wire.names([one]) for one in self._shown("TAG KEYS", database)}
        for name in dict.fromkeys(wire.names(names)):
            self._types[database, name] = fields.get(name, {})
            yield Container(
                name=f"{database}.{name}",
                key=(database, name),
                records=Count(value=None, method="not told by the catalogue"),
                fields=(*fields.get(name, {}), *tags.get(name, [])),
            )

    def _shown(self, what: str, database: str) -> list[wire.Series]:
        try:
            return wire.show(self.http, f"SHOW {what} ON {wire.quoted(database)}")
        except wire.Refused:
            return []

    def _policies_of(self, database: str) -> list[str]:
        if database not in self._policies:
            self._policies[database] = wire.names(self._shown("RETENTION POLICIES", database)) or ["autogen"]
        return self._policies[database]


STORE = InfluxDb()
