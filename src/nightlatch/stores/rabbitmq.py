"""RabbitMQ by either of its doors: the HTTP API of the management plug-in, or AMQP 0-9-1.

The HTTP API tells users' tags, virtual hosts and queues; AMQP tells what answers, and whether a client that gives no
name is let in. Messages are never taken: getting one and putting it back marks it as redelivered and moves it. The user
guest with the password guest is a password, and is not tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Count,
    Evidence,
    Extent,
    Failed,
    Failure,
    FailureKind,
    Identity,
    KnownBy,
    Principal,
    Right,
    Target,
    Trace,
    Verdict,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Session, Tells
from nightlatch.stores import _rabbitmq_about as about
from nightlatch.stores import _rabbitmq_amqp as amqp
from nightlatch.stores import _rabbitmq_traces as signs_left
from nightlatch.stores._http import Http
from nightlatch.stores._stream import PROTOCOL_HINT, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_WHOAMI, _OVERVIEW, _QUEUES = f"GET {about.WHOAMI}", "GET /api/overview", "GET /api/queues"
_AMQP_PORTS = frozenset({5672, 5671})
_PAGES, _PAGE = 200, 500  # of queues
_COLUMNS = "name,vhost,messages,message_bytes"


class Whoami(msgspec.Struct):
    """Before 3.9 tags are one text."""

    name: str
    tags: list[str] | str = msgspec.field(default_factory=list)


class Overview(msgspec.Struct):
    rabbitmq_version: str = ""
    product_version: str = ""


class Queue(msgspec.Struct):
    name: str
    vhost: str
    messages: int | None = None
    message_bytes: int | None = None


class Queues(msgspec.Struct):
    items: list[Queue] = msgspec.field(default_factory=list)
    page_count: int = 1


class RabbitMq:
    """See :class:`nightlatch.stores.Store`."""

    kind = "rabbitmq"
    title = "RabbitMQ"
    schemes: tuple[str, ...] = ("rabbitmq",)
    tls_schemes: tuple[str, ...] = ("rabbitmqs",)
    port = 15672
    driver = ""
    reads = frozenset({_WHOAMI, _OVERVIEW, _QUEUES}) | signs_left.READS | amqp.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact for administrators and for who is let in nowhere, else unknown",
            "read": "exact for administrators and for who is let in nowhere, else unknown",
            "update": "exact for administrators and for who is let in nowhere, else unknown",
            "delete": "exact for administrators and for who is let in nowhere, else unknown",
            "administer": "exact by the management plug-in, else unknown",
        },
        count="estimate: the plug-in's own, some seconds old",
        sample="no: a message that was got is marked as redelivered and loses its place",
        tested="real: RabbitMQ 3.10.8 (management, AMQP 0-9-1); ANONYMOUS, as 4.x has it: fake, from the specification",
        notes="queues are listed by the management plug-in only. Users that are no administrators may not ask for "
        "their own permissions.",
    )  # fmt: skip

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`; the port says which door is tried first, the answer which it is."""
        ways = (_by_amqp, _by_http) if target.port in _AMQP_PORTS else (_by_http, _by_amqp)
        try:
            return ways[0](target, dialer, ask)
        except Failed as failed:
            if failed.failure.kind not in ("not-this-protocol", "timeout"):
                raise
            first = failed
        try:
            return ways[1](target, dialer, ask)
        except Failed as failed:
            raise (first if failed.failure.kind in ("not-this-protocol", "timeout") else failed) from None


def _by_http(target: Target, dialer: Dialer, ask: Ask) -> Session:
    http = Http(target=target, dialer=dialer, ask_for=ask, reads=RabbitMq.reads, login=target.login)
    try:
        reply = http.ask(_WHOAMI)
        is_refused = reply.status == 401 and (b'"not_authorised"' in reply.body or not reply.body)
        if about.page(reply.page(about.WHOAMI)) is None and not (is_refused and target.login is not None):
            raise _failed(target, "not-this-protocol", "is no management plug-in of RabbitMQ", PROTOCOL_HINT)
        if reply.status == 401 and target.login is not None:
            what = "refuses this user and password, or lets this user not use the API"
            raise _failed(target, "wrong-credentials", what, "check --password-file and the user's tags")
        who = reply.json(Whoami) if reply.status == 200 else None
        version = _version(http) if who is not None else None
    except BaseException:
        http.close()
        raise
    identity = Identity(kind="rabbitmq", product="RabbitMQ", version=version, tls=http.tls)
    return ManagementSession(target=target, http=http, who=who, identity=identity)


def _failed(target: Target, kind: FailureKind, what: str, hint: str) -> Failed:
    return Failed(Failure(kind=kind, target=target.url, what=what, hint=hint))


def _version(http: Http) -> str | None:
    reply = http.ask(_OVERVIEW, query={"columns": "rabbitmq_version,product_version"})
    told = reply.json_or_none(Overview) if reply.status == 200 else None
    return about.shown(told.rabbitmq_version or told.product_version) if told else None


def _by_amqp(target: Target, dialer: Dialer, ask: Ask) -> Session:
    stream = opened(target, dialer, ask)
    try:
        told = amqp.greeted(stream)
        if told.product != "RabbitMQ":
            raise stream.fail("not-this-protocol", "speaks AMQP, and is not RabbitMQ")
        is_in = _tried(stream, told, target, ask)
    except BaseException:
        stream.close()
        raise
    identity = Identity(kind="rabbitmq", product="RabbitMQ", version=about.shown(told.version), tls=stream.tls)
    return AmqpSession(target=target, stream=stream, told=told, is_in=is_in, identity=identity)


def _tried(stream: Stream, told: amqp.Start, target: Target, ask: Ask) -> bool:
    login = target.login
    if login is None:
        return "ANONYMOUS" in told.mechanisms and amqp.let_in(stream, "ANONYMOUS", b"", ask.client)
    response = b"\0" + login.user.encode() + b"\0" + (login.password or "").encode()
    if "PLAIN" not in told.mechanisms:
        raise stream.fail("unsupported-version", "takes no login by PLAIN")
    if not amqp.let_in(stream, "PLAIN", response, ask.client):
        raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file and the user")
    return True


@dataclass(slots=True, kw_only=True)
class ManagementSession(Closes):
    """One conversation with the management plug-in; *who* is None where it lets nobody in."""

    target: Target
    http: Http
    who: Whoami | None
    identity: Identity

    def access(self) -> Access:
        """An administrator may give itself any permission; of others only that they are none is known."""
        is_anonymous = self.target.login is None
        if self.who is None:
            told = Evidence(command=_WHOAMI, code="401", meaning="asks for a user and a password")
            return _all(Principal(name="anonymous", anonymous=True), "denied", "denied-on-read", told)
        principal = Principal(name=self.who.name, anonymous=is_anonymous)
        tags = self.who.tags.split(",") if isinstance(self.who.tags, str) else self.who.tags
        if "administrator" in tags:
            told = Evidence(command=_WHOAMI, code="200", meaning="an administrator, who may give itself any permission")
            found = _all(principal, "granted", "introspected", told)
        else:
            told = Evidence(command=_WHOAMI, code="200", meaning="no administrator: may not ask for its permissions")
            found = _all(principal, "unknown", "inconclusive", told)
            found.rights["administer"] = Right(verdict="denied", known_by="introspected", evidence=(told,))
        if not is_anonymous:
            return found
        note = "the plug-in knows no anonymous users: something before it logs every visitor in"
        return Access(principal=principal, rights=found.rights, notes=(note,))

    def containers(self) -> Iterator[Container]:
        """Queues of all virtual hosts that this user may see; their messages stay where they are."""
        for number in range(1, _PAGES + 1) if self.who is not None else ():
            query = {"page": str(number), "page_size": str(_PAGE), "columns": _COLUMNS}
            reply = self.http.ask(_QUEUES, query=query)
            if reply.status != 200:
                return
            page = reply.json(Queues)
            yield from map(_container, page.items)
            if not page.items or number >= page.page_count:
                return

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing: see the head of this module."""
        return iter(())

    def traces(self) -> Iterator[Trace]:
        """See `_rabbitmq_traces`."""
        if self.who is None:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()


@dataclass(slots=True, kw_only=True)
class AmqpSession(Closes):
    """What AMQP itself tells: it has no question for permissions, and no list of queues."""

    target: Target
    stream: Stream
    told: amqp.Start
    is_in: bool
    identity: Identity

    def access(self) -> Access:
        """Denied where every mechanism wants a login; unknown where we are in."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        shown = " ".join(one for one in self.told.mechanisms if one.replace("-", "").isalnum())[:100] or "none"
        if self.is_in:
            told = Evidence(command="Connection.Open", code="Tune", meaning="let in: AMQP does not tell what for")
            found = _all(principal, "unknown", "inconclusive", told)
            note = "lets anybody in over AMQP, without a name or a password" if login is None else "this user is let in"
            return Access(principal=principal, rights=found.rights, notes=(note,))
        told = Evidence(command="Connection.Start", code=shown, meaning="who gives no name and password is not let in")
        return _all(principal, "denied", "denied-on-read", told)

    def containers(self) -> Iterator[Container]:
        """None that could be listed."""
        return iter(())

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing."""
        return iter(())

    def close(self) -> None:
        """Hang up: the goodbye was said where there was a welcome."""
        self.is_closed = True
        self.stream.close()


def _all(principal: Principal, verdict: Verdict, known_by: KnownBy, told: Evidence) -> Access:
    extent: Extent | None = "all" if verdict == "granted" else None
    right = Right(verdict=verdict, extent=extent, known_by=known_by, evidence=(told,))
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, right))


def _container(one: Queue) -> Container:
    known = one.messages if one.messages is not None and one.messages >= 0 else None
    name = one.name if one.vhost == "/" else f"{one.vhost}/{one.name}"
    return Container(
        name=name, key=(one.vhost, one.name), is_readable=False,
        records=Count(value=known, method="/api/queues, some seconds old"),
        bytes=one.message_bytes if one.message_bytes is not None and one.message_bytes >= 0 else None,
    )  # fmt: skip


STORE = RabbitMq()
