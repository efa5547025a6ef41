"""MQTT brokers, 3.1.1 over TCP or TLS, by a client of our own: what a broker retains is data at rest, and is surveyed.

Sends CONNECT, SUBSCRIBE, UNSUBSCRIBE and DISCONNECT. A subscription ends in the same segment in which it begins, so
that retained messages come and the traffic between others does not; what is not marked as retained is dropped unread.
Only publishing would show whether a stranger may publish: that is unknown. A granted SUBACK proves nothing either:
Mosquitto grants filters that its ACL then lets no message through.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Count, Failed, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells, _starts
from nightlatch.stores import _mqtt_about as about
from nightlatch.stores import _mqtt_access as rights
from nightlatch.stores import _mqtt_wire as wire
from nightlatch.stores._mqtt_wire import Message
from nightlatch.stores._redis_keys import REST, Group, Groups, Shape, estimate, sample
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_SCANNED, _SCANNED_FULL = 50_000, 500_000  # retained messages that are looked at to find the groups
_SCANNED_BYTES, _GATHERED_BYTES = 256 << 20, 64 << 20
# Mosquitto drops what it cannot send at once beyond so many messages (max_queued_messages, 100 before 2.0): what is
# read is asked for by topic, some at a time and what did not come once more; what is listed may be less than there is.
_QUEUED, _AT_ONCE, _AT_ONCE_AGAIN, _ASKED_BYTES = 100, 50, 10, 32 << 10
_AHEAD = 8  # requests that are under way: the answers to one alone wait for acknowledgements (Nagle's algorithm)
_FEW = 0.02
_PAYLOAD = 1 << 20  # a longer one is counted as undecodable
_QUIET_SECONDS = 2.0  # a broker that drops messages may drop the end of them as well
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_VERSIONS = ("$SYS/broker/version", "$SYS/brokers/+/version")
_UPTIME = "$SYS/broker/uptime"
_COUNT = b"$SYS/broker/retained messages/count"


class Mqtt:
    """See :class:`nightlatch.stores.Store`."""

    kind = "mqtt"
    title = "MQTT"
    schemes: tuple[str, ...] = ("mqtt",)
    tls_schemes: tuple[str, ...] = ("mqtts",)
    port = 1883
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "unknown: only publishing would show",
            "read": "exact where something is retained, else unknown",
            "update": "unknown: only publishing would show",
            "delete": "unknown: only publishing would show",
            "administer": "unknown",
        },
        count="exact where 50,000 retained messages are all, else as $SYS tells",
        sample="topics drawn at random among the first 50,000 that hold something",
        tested="real: Mosquitto 2.0.11",
        notes="--full takes at most 500,000 topics; what a broker drops on the way is told as cut short. Only what is "
        "retained is looked at: messages that pass are not ours to hear. Rights are those on "
        "retained messages. Over WebSockets brokers are not looked at.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> MqttSession:
        """See :class:`nightlatch.stores.Store`; a broker that refuses the CONNECT is a session without rights."""

        def again() -> tuple[Stream, int]:
            stream = opened(target, dialer, ask)
            try:
                return stream, _greeted(stream, target)
            except BaseException:
                stream.close()
                raise

        stream, code = again()
        session = MqttSession(target=target, ask=ask, stream=stream, again=again, code=code)
        session.identity = Identity(kind="mqtt", product="MQTT broker", tls=stream.tls)
        try:
            if not code:
                session.identity = _identified(session)
        except BaseException:
            stream.close()
            raise
        return session


def _greeted(stream: Stream, target: Target) -> int:
    login = target.login
    stream.send(
        wire.connect(about.client_id(), login.user, login.password) if login else wire.connect(about.client_id())
    )
    code = wire.greeted(stream)
    if code in rights.REFUSALS and login is not None:
        raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file and the user")
    if code == 1:
        raise stream.fail("unsupported-version", "does not speak MQTT 3.1.1", "is it one for MQTT 5 alone?")
    if code in (2, 3):
        raise stream.fail("connection-refused", "takes no client now", "try again later")
    return code


def _identified(session: MqttSession) -> Identity:
    """Mosquitto and EMQX say their version in a topic of their own, to those who may read it."""
    for one in session.looked(session.stream, _VERSIONS, 200):
        text = (one.payload or b"").decode("latin-1")
        if one.topic.startswith(b"$SYS/broker/") and (
            told := re.fullmatch(r"mosquitto version ([\w.+~-]{1,30})", text)
        ):
            return replace(session.identity, product="Mosquitto", version=told[1])
        if one.topic.startswith(b"$SYS/brokers/") and re.fullmatch(r"\d[\w.+~-]{0,30}", text, re.ASCII):
            return replace(session.identity, product="EMQX", version=text)
    return session.identity


@dataclass(slots=True, kw_only=True)
class MqttSession(Closes):
    """One look at one broker; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    again: Callable[[], tuple[Stream, int]]
    code: int
    identity: Identity = field(init=False)
    _access: Access | None = field(default=None, init=False)
    _filter: str = field(default=rights.EVERYTHING, init=False)  # what stands for all topics
    _groups: Groups | None = field(default=None, init=False, repr=False)
    _is_short: bool = field(default=False, init=False)  # does the list of topics lack some?
    _all: dict[Shape, list[bytes]] | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """Reading is proved by one retained message, of which no more than its topic is taken."""
        if self._access is None:
            login = self.target.login
            principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
            if self.code:
                self._access = rights.refused(principal, self.code)
            else:
                self._access, self._filter = rights.tried(principal, self.again)
        return self._access

    def containers(self) -> Iterator[Container]:
        """Groups of topics of one shape that hold retained messages; the broker's own, below ``$``, are left out."""
        if not self._is_open():
            return
        topics, is_whole = self._topics(_SCANNED)
        self._groups = Groups(topics)
        told = self._retained()
        is_whole = is_whole and (len(topics) >= told if told is not None else len(topics) < _QUEUED)
        self._is_short = not is_whole
        total = len(topics) if is_whole else max(len(topics), told or 0)
        for group in self._groups.groups.values():
            yield _container(group, len(topics), total, is_whole)
        if not is_whole and REST not in self._groups.groups:
            yield _container(Group(shape=REST), len(topics), total, is_whole)

    def catalogue(self) -> Iterator[Container]:
        """How many messages are retained, if the broker says so: names of topics come with messages only."""
        if self._is_open():
            total = self._retained()
            count = (
                Count(value=None)
                if total is None
                else Count(value=total, high=total, method="$SYS, its own among them")
            )
            yield Container(name=rights.EVERYTHING, key=(rights.EVERYTHING,), records=count, is_readable=False)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are retained messages; the varying parts of their topics are the field ``key``."""
        shape: Shape = tuple(part.encode("latin-1") for part in container.key)
        if self._groups is None or not container.is_readable:
            return
        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        left = reading.bytes
        held: list[Message] = []
        size = 0
        for page in self._messages(self._chosen(self._groups, shape, reading)):
            held += page
            came = sum(one.length for one in page)
            size, left = size + came, None if left is None else left - came
            is_over = (left is not None and left <= 0) or (until is not None and time.monotonic() > until)
            if held and (size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS or is_over):
                yield _batch(held, shape)
                held, size = [], 0
            if is_over:
                return
        if held:
            yield _batch(held, shape)
        if reading.full and self._is_short:
            raise self.stream.fail(
                "over-budget", "the broker does not deliver all that it holds", "read it by branches"
            )

    def traces(self) -> Iterator[Trace]:
        """Nothing but since when it runs, by $SYS: whether it counts us among its clients depends on the moment."""
        if not self.code:
            self.identity = replace(self.identity, started=self._started())
        return iter(())

    def close(self) -> None:
        """DISCONNECT, and hang up."""
        if not self.is_closed and not self.code:
            _leave(self.stream)
        self.is_closed = True
        self.stream.close()

    def looked(self, stream: Stream, filters: tuple[str, ...], most: int) -> list[Message]:
        """All that is retained under *filters*, which have few topics."""
        stream.begin()
        stream.send(wire.look(*filters))
        found: list[Message] = []
        for one in wire.answers(stream, most):
            if one is None or len(found) > 1000:
                return found
            if isinstance(one, Message):
                found.append(one)
        return found

    def _is_open(self) -> bool:
        return self.access().rights["read"].verdict == "granted"

    def _topics(self, most: int) -> tuple[list[bytes], bool]:
        """Names of what is retained, each once, and whether the broker came to the end of it."""
        found: dict[bytes, None] = {}
        size = 0
        stream, code = self.again()
        try:
            if code:
                return [], False
            stream.begin(self.ask.statement_seconds, _QUIET_SECONDS)
            stream.send(wire.look(self._filter))
            stream.gather(wire.END, _GATHERED_BYTES)
            for one in wire.answers(stream, 0):
                if one is None:
                    _leave(stream)
                    return list(found), True
                if isinstance(one, Message) and one.is_retained and not one.topic.startswith(b"$"):
                    found[one.topic] = None
                    size += one.length
                if len(found) >= most or size >= _SCANNED_BYTES:
                    break
        except Failed as failed:
            if failed.failure.kind != "timeout":
                raise
        finally:
            stream.close()
        return list(found), False

    def _chosen(self, groups: Groups, shape: Shape, reading: Reading) -> list[bytes]:
        known = groups.groups.get(shape)
        keys = known.keys if known else []
        if not reading.full:
            return sample(keys, reading.records, reading.seed)
        if sum(len(one.keys) for one in groups.groups.values()) < _SCANNED:
            return keys
        if self._all is None:
            self._all = {}
            topics, is_whole = self._topics(_SCANNED_FULL)
            self._is_short = not is_whole or len(topics) < (self._retained() or 0)
            for topic in topics:
                self._all.setdefault(groups.group_of(topic), []).append(topic)
        return self._all.get(shape, [])

    def _messages(self, topics: list[bytes]) -> Iterator[list[Message]]:
        """What is retained under each of *topics*, some at a time, over a connection of its own."""
        stream, code = self.again()
        missing = dict.fromkeys(topics)
        try:
            for at_once, ahead in ((_AT_ONCE, _AHEAD), (_AT_ONCE_AGAIN, 1)) if not code else ():
                waiting = 0
                for some in _pages(list(missing), at_once):
                    stream.begin(self.ask.statement_seconds)
                    stream.send(wire.look(*(one.decode("utf-8", "surrogateescape") for one in some)))
                    waiting += 1
                    if waiting >= ahead:
                        waiting -= 1
                        yield _taken(stream, missing)
                for _ in range(waiting):
                    yield _taken(stream, missing)
                if len(missing) == len(topics):  # nothing came by topic: no use in asking again
                    break
            self._is_short |= len(missing) > _FEW * len(topics)  # some were cleared meanwhile: not so many
            _leave(stream)
        finally:
            stream.close()

    def _started(self) -> datetime | None:
        """As Mosquitto tells it, to those who may read it, every ten seconds."""
        stream, code = self.again()
        try:
            found = [] if code else self.looked(stream, (_UPTIME,), 40)
        finally:
            stream.close()
        told = next((re.fullmatch(rb"(\d{1,10}) seconds", one.payload or b"") for one in found), None)
        return _starts.since(int(told[1])) if told else None

    def _retained(self) -> int | None:
        """How many retained messages the broker counts that are not its own, if it says so."""
        stream, code = self.again()
        try:
            found = [] if code else self.looked(stream, ("$SYS/#",), 20)
        finally:
            stream.close()
        told = next((one.payload for one in found if one.topic == _COUNT), None)
        if told is None or not re.fullmatch(rb"\d{1,12}", told):
            return None
        return max(0, int(told) - len(found))


def _pages(topics: list[bytes], most: int) -> Iterator[list[bytes]]:
    page: list[bytes] = []
    size = 0
    for one in topics:
        page.append(one)
        size += len(one)
        if len(page) >= most or size >= _ASKED_BYTES:
            yield page
            page, size = [], 0
    if page:
        yield page


def _taken(stream: Stream, missing: dict[bytes, None]) -> list[Message]:
    """Retained messages of topics in *missing*, which they are taken out of, up to the end of a subscription."""
    found: list[Message] = []
    for one in wire.answers(stream, _PAYLOAD):
        if one is None:
            break
        if isinstance(one, Message) and one.is_retained and one.topic in missing:
            del missing[one.topic]
            found.append(one)
    return found


def _leave(stream: Stream) -> None:
    try:
        stream.begin(1.0)
        stream.send(wire.goodbye())
    except Failed:
        pass  # it need not take a goodbye


def _container(group: Group, of: int, total: int, is_complete: bool) -> Container:
    records = estimate(group, of, total, is_complete)
    how = "retained messages" if is_complete else "share of retained messages x $SYS"
    key = tuple(part.decode("latin-1") for part in group.shape)
    return Container(name=group.name, key=key, records=replace(records, method=how))


def _batch(held: list[Message], shape: Shape) -> Batch:
    from nightlatch.stores._keyed import batch_of

    return batch_of([one.topic for one in held], [one.payload for one in held], shape)


STORE = Mqtt()
