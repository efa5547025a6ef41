"""NATS servers and the streams of their JetStream, by a client of our own.

Sends what ``Nats.reads`` declares: never a subscription to what others say, which would be listening in, never a
consumer, which would be something of ours on the server. Messages of a stream are taken one by one by their number
(STREAM.MSG.GET), which acknowledges nothing and removes nothing, of work queues neither. Peers that the server names
are not followed. The monitoring port is a store's door of its own and is not looked at from here.
"""

from __future__ import annotations

import random
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import msgspec

from nightlatch.model import Access, Container, Count, Identity, Principal, Target, Tls, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _nats_about as about
from nightlatch.stores import _nats_access as rights
from nightlatch.stores import _nats_traces as signs_left
from nightlatch.stores import _nats_wire as wire
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_T = TypeVar("_T")
_GET = "$JS.API.STREAM.MSG.GET"
_PAGES = 100  # of 256 streams each
_NUMBERS = 1 << 60  # no stream gets there
_AT_ONCE = 200  # requests for messages that are under way
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_SPARSE = 0.3  # fewer of the numbers than this still have a message: the next one is asked for instead
_TELLS = (2, 10)  # the version from which a server tells a user's permissions


class Message(msgspec.Struct):
    subject: str
    seq: int
    data: bytes = b""  # base64 in JSON


class Error(msgspec.Struct):
    code: int = 0


class Got(msgspec.Struct):
    """The answer to STREAM.MSG.GET."""

    message: Message | None = None
    error: Error | None = None


class Config(msgspec.Struct):
    name: str
    subjects: list[str] | None = None


class State(msgspec.Struct):
    messages: int = 0
    bytes: int = 0
    first_seq: int = 0
    last_seq: int = 0


class StreamInfo(msgspec.Struct):
    config: Config
    state: State


class Listed(msgspec.Struct):
    """The answer to STREAM.LIST."""

    total: int = 0
    streams: list[StreamInfo] | None = None
    error: Error | None = None


class Told(msgspec.Struct):
    """Any answer of JetStream: an error, or none."""

    error: Error | None = None


class Nats:
    """See :class:`nightlatch.stores.Store`."""

    kind = "nats"
    title = "NATS"
    schemes: tuple[str, ...] = ("nats",)
    tls_schemes: tuple[str, ...] = ("natss",)
    port = 4222
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact from 2.10, unknown before",
            "read": "exact from 2.10, observed before",
            "update": "exact from 2.10, unknown before",
            "delete": "exact from 2.10, unknown before",
            "administer": "exact from 2.10 for the accounts as shipped, else unknown",
        },
        count="exact",
        sample="messages of a stream by numbers drawn at random (JetStream); what is said live is never heard",
        tested="real: nats-server 2.9.10, 2.14.0",
        notes="a server without JetStream keeps nothing: it has rights and no containers.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> NatsSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        stream = opened(target, dialer, ask)
        try:
            return _session(stream, target, ask)
        except BaseException:
            stream.close()
            raise


def _session(stream: Stream, target: Target, ask: Ask) -> NatsSession:
    info = wire.info(stream)
    if not stream.tls.used:
        if info.tls_required:
            stream.upgrade(target.host)
        has_tls = info.tls_required or info.tls_available
        stream.tls = Tls(
            offered=has_tls, required=info.tls_required, used=stream.tls.used, certificate=stream.tls.certificate
        )
    talk = wire.Talk(stream)
    refusal = talk.connect(_options(target, ask, stream.tls.used))
    if refusal:
        _explain(stream, refusal, target)
    version = info.version.removeprefix("v")
    identity = Identity(
        kind="nats", product="NATS", version=version if re.fullmatch(r"\d[\w.+~-]{0,30}", version, re.ASCII) else None,
        id=info.server_id if re.fullmatch(r"[A-Z0-9]{20,64}", info.server_id) and not info.cluster else None,
        id_lasts=False, tls=stream.tls,
    )  # fmt: skip
    return NatsSession(
        target=target, ask=ask, stream=stream, talk=talk, info=info, is_refused=bool(refusal), identity=identity
    )


def _options(target: Target, ask: Ask, uses_tls: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "verbose": False, "pedantic": False, "tls_required": uses_tls, "name": ask.client[:200], "lang": "nightlatch",
        "version": "1", "protocol": 1, "echo": False, "headers": True, "no_responders": True,
    }  # fmt: skip
    if target.login is not None and target.login.user:
        told |= {"user": target.login.user, "pass": target.login.password or ""}
    elif target.login is not None:
        told["auth_token"] = target.login.password or ""
    return told


def _explain(stream: Stream, refusal: str, target: Target) -> None:
    """Refusals that are no closed door are failures."""
    if "authorization violation" in refusal or "authentication" in refusal:
        if target.login is not None:
            raise stream.fail(
                "wrong-credentials", "refuses this user and password", "check --password-file and the user"
            )
        return
    if "tls" in refusal:
        raise stream.fail("tls", "wants TLS from the first byte", "ask by natss://")
    raise stream.fail("not-this-protocol", "refuses the CONNECT of a NATS client")


@dataclass(slots=True, kw_only=True)
class NatsSession(Closes):
    """One conversation with one NATS server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    talk: wire.Talk
    info: wire.Info
    is_refused: bool
    identity: Identity
    _access: Access | None = field(default=None, init=False)
    _user: rights.User | None = field(default=None, init=False)  # set by access()
    _streams: dict[str, StreamInfo] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """See `_nats_access`."""
        if self._access is None:
            self._access = self._derived()
        return self._access

    def containers(self) -> Iterator[Container]:
        """Streams of the account we are in; key-value and object buckets are streams too."""
        for one in self.catalogue():
            yield replace(one, is_readable=one.is_readable and self._may_read(self._streams[one.key[0]]))

    def catalogue(self) -> Iterator[Container]:
        """The same; whether their messages may be taken is not tried."""
        for one in self._listed() if not self.is_refused else ():
            name, state = one.config.name, one.state
            self._streams[name] = one
            fits = 0 <= state.first_seq <= state.last_seq + 1 <= _NUMBERS and 0 <= state.messages <= state.last_seq
            yield Container(
                name=name, key=(name,), bytes=max(0, state.bytes),
                records=Count.of(state.messages, "STREAM.LIST") if state.messages >= 0 else Count(value=None),
                is_readable=fits and bool(re.fullmatch(r"[^\s.*>]{1,255}", name)),
            )  # fmt: skip

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are messages; what varies in their subjects is the field ``key``."""
        stream = self._streams.get(container.key[0])
        if stream is None or not container.is_readable or not stream.state.messages:
            return
        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        left, records = reading.bytes, None if reading.full else reading.records
        held: list[tuple[bytes | None, bytes | None]] = []
        size = 0
        for page in self._pages(stream, reading):
            page = page if records is None else page[:records]
            held += page
            came = sum(len(name or b"") + len(value or b"") for name, value in page)
            size, left = size + came, None if left is None else left - came
            records = None if records is None else records - len(page)
            late = until is not None and time.monotonic() > until
            is_over = records == 0 or (left is not None and left <= 0) or late
            if held and (size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS or is_over):
                yield _batch(held)
                held, size = [], 0
            if is_over:
                return
        if held:
            yield _batch(held)

    def traces(self) -> Iterator[Trace]:
        """See `_nats_traces`; a server that lets nobody in tells nothing."""
        return iter(()) if self.is_refused else signs_left.traces(self.talk, self.info.client_id)

    def close(self) -> None:
        """Hang up: the protocol has no goodbye."""
        self.is_closed = True
        self.stream.close()

    def _derived(self) -> Access:
        login = self.target.login
        if self.is_refused:
            return rights.refused(Principal(name="anonymous", anonymous=True))
        facts = rights.Facts()
        if _version(self.info.version) >= _TELLS:
            facts.user = self._user = self._asked_user()
        if facts.user is None:
            facts.may_hear = self.talk.may_subscribe(f"nightlatch.{secrets.token_hex(8)}")
        facts.keeps = self._keeps()
        told = facts.user.user if facts.user else ""
        name = (login.user if login else told) or "anonymous"
        if login is None and told:
            facts.notes = ("who gives no password is the user that no_auth_user names",)
        return rights.derived(Principal(name=name, anonymous=login is None), facts)

    def _asked_user(self) -> rights.User | None:
        answer = self.talk.ask(rights.USER_INFO)
        try:
            return None if answer.refusal else msgspec.json.decode(answer.body, type=rights.UserInfo).data
        except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
            return None

    def _keeps(self) -> bool | None:
        """Is there a JetStream for this account? None where we may not ask."""
        answer = self.talk.ask("$JS.API.INFO")
        if answer.refusal:
            return False if answer.refusal == "no responders" else None
        told = self._decoded(answer.body, Told)
        return not (told.error is not None and told.error.code == 503)

    def _may_read(self, stream: StreamInfo) -> bool:
        """As the server tells; where it does not, by asking for a message beyond the last."""
        subject = f"{_GET}.{stream.config.name}"
        if self._user is not None:
            say = (self._user.permissions or rights.Permissions()).publish
            return rights.extent_of(say, (subject,)) is not None
        beyond = max(0, stream.state.last_seq) + (1 << 40)
        return self.talk.ask(subject, b'{"seq":%d}' % beyond).refusal != "denied"

    def _listed(self) -> Iterator[StreamInfo]:
        offset = 0
        for _ in range(_PAGES):
            answer = self.talk.ask("$JS.API.STREAM.LIST", b'{"offset":%d}' % offset)
            page = Listed() if answer.refusal else self._decoded(answer.body, Listed)
            yield from page.streams or ()
            offset += len(page.streams or ())
            if not page.streams or offset >= page.total:
                return

    def _pages(self, stream: StreamInfo, reading: Reading) -> Iterator[list[tuple[bytes | None, bytes | None]]]:
        """Messages of *stream*, some at a time; numbers that no message has any more are passed over."""
        state = stream.state
        span = max(1, state.last_seq - state.first_seq + 1)
        density = min(1.0, max(1, state.messages) / span)
        if reading.full or state.messages <= reading.records:
            if density < _SPARSE:
                yield from self._one_after_the_other(stream)
                return
            numbers: Sequence[int] = range(state.first_seq, state.last_seq + 1)
        else:
            wanted = min(span, int(reading.records / max(density, _SPARSE) * 1.1) + 10)
            first = random.Random(reading.seed).sample(range(span), wanted)  # noqa: S311 - not for secrets
            numbers = sorted(state.first_seq + one for one in first)
        is_next = density < _SPARSE
        seen: set[int] = set()
        for start in range(0, len(numbers), _AT_ONCE):
            got = self._got(stream, numbers[start : start + _AT_ONCE], is_next)
            fresh = {seq: (name, value) for seq, name, value in got if not is_next or seq not in seen}
            if is_next:
                seen.update(fresh)
            yield list(fresh.values())

    def _one_after_the_other(self, stream: StreamInfo) -> Iterator[list[tuple[bytes | None, bytes | None]]]:
        number = stream.state.first_seq
        for _ in range(stream.state.messages):
            got = self._got(stream, [number], True)
            if not got or got[0][0] < number:
                return
            number = got[0][0] + 1
            yield [got[0][1:]]

    def _got(
        self, stream: StreamInfo, numbers: Sequence[int], is_next: bool
    ) -> list[tuple[int, bytes | None, bytes | None]]:
        """``(number, key, value)`` of each that is there."""
        subject = f"{_GET}.{stream.config.name}"
        more = b',"next_by_subj":">"' if is_next else b""
        asked = [(subject, b'{"seq":%d%b}' % (number, more)) for number in numbers]
        found: list[tuple[int, bytes | None, bytes | None]] = []
        for number, answer in zip(numbers, self.talk.ask_all(asked, self.ask.statement_seconds), strict=True):
            if answer.refusal == "too long":
                found.append((number, None, None))
            elif not answer.refusal and (message := self._decoded(answer.body, Got).message) is not None:
                found.append((message.seq, _key(message.subject, stream.config.subjects or ()), message.data))
        return found

    def _decoded(self, body: bytes, type: type[_T]) -> _T:
        try:
            return msgspec.json.decode(body, type=type)
        except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
            raise self.stream.fail("hostile", "its JSON is broken, too deep, or of another shape") from None


def _version(text: str) -> tuple[int, int]:
    found = re.match(r"v?(\d{1,4})\.(\d{1,4})", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _key(subject: str, patterns: Sequence[str]) -> bytes | None:
    """What is left of *subject* once the words are gone that the stream itself is bound to."""
    for pattern in patterns:
        if rights.covers(pattern, subject):
            fixed = re.split(r"(?:^|\.)[*>]", pattern, maxsplit=1)[0]
            return subject.removeprefix(fixed).removeprefix(".").encode("utf-8", "replace") or None
    return subject.encode("utf-8", "replace")


def _batch(held: list[tuple[bytes | None, bytes | None]]) -> Batch:
    from nightlatch.stores._keyed import batch_with, name_columns

    names = [name for name, _ in held]
    return batch_with(name_columns(names), [value for _, value in held], sum(len(name or b"") for name in names))


STORE = Nats()
