"""Kafka brokers, and those that speak its protocol, by a client of our own.

Sends what ``Kafka.reads`` declares: counts who is in groups and joins none, commits nothing, opens no fetch session,
asks for no topic by name that the broker did not list, and lets none be made. Listeners that a broker advertises are
not followed: partitions that another broker leads are told and left to a target of their own.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Count, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _kafka_about as about
from nightlatch.stores import _kafka_access as rights
from nightlatch.stores import _kafka_traces as signs_left
from nightlatch.stores import _kafka_wire as wire
from nightlatch.stores._stream import HungUp, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.stores._kafka_records import Page, Section

_SPOTS = 16  # of a topic, from which a sample is taken
_SAMPLE_BYTES, _FETCH_BYTES = 128 << 10, 4 << 20
_FETCHES = 8  # for one of these places
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_OFFSETS = 1 << 48  # no partition gets there
_TOPICS, _LISTINGS = 200, 4  # asked for at once; so many times what one answer may take
_LOOKS = 200_000  # of one reading: no topic needs more requests than that


class Kafka:
    """See :class:`nightlatch.stores.Store`."""

    kind = "kafka"
    title = "Kafka"
    schemes: tuple[str, ...] = ("kafka",)
    tls_schemes: tuple[str, ...] = ("kafkas",)
    port = 9092
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact from 2.3 for topics that are seen",
            "read": "exact from 2.3, observed before",
            "update": "exact from 2.3 for topics that are seen",
            "delete": "exact from 2.3",
            "administer": "exact from 2.3 for who may describe the cluster",
        },
        count="upper bound: compaction and the ends of transactions leave gaps between offsets",
        sample="batches from places drawn at random in each partition, without a group and without a commit",
        tested="stand-in: tansu 0.6.0; authorised operations, SASL and several brokers: fake, from the specification",
        notes="log in by SASL PLAIN only. Messages in the formats before 0.11 are counted, not read. Only partitions "
        "that the named broker leads are read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> KafkaSession:
        """See :class:`nightlatch.stores.Store`; a broker that wants SASL is a session without rights."""

        def again() -> tuple[Stream, wire.Talk]:
            stream = opened(target, dialer, ask)
            try:
                talk = wire.Talk(stream, ask.client)
                talk.api_versions()
                return stream, talk
            except BaseException:
                stream.close()
                raise

        stream, talk = again()
        try:
            return _session(stream, talk, target, ask, again)
        except BaseException:
            stream.close()
            raise


def _session(
    stream: Stream, talk: wire.Talk, target: Target, ask: Ask, again: Callable[[], tuple[Stream, wire.Talk]]
) -> KafkaSession:
    identity = Identity(kind="kafka", product="Kafka", tls=stream.tls)
    if target.login is not None:
        _log_in(stream, talk, target)
    version = talk.version_for(wire.METADATA)
    if version is None:
        raise stream.fail("unsupported-version", "answers Metadata in versions that we do not speak")
    try:
        told = talk.metadata(version)
    except HungUp:
        stream.close()
        if target.login is not None:
            raise
        stream, mechanisms = _mechanisms(again)
        return KafkaSession(target=target, ask=ask, stream=stream, talk=None, mechanisms=mechanisms, identity=identity)
    product, cluster = _product(told.cluster)
    identity = Identity(kind="kafka", product=product, id=cluster, tls=stream.tls)
    return KafkaSession(target=target, ask=ask, stream=stream, talk=talk, told=told, identity=identity)


def _log_in(stream: Stream, talk: wire.Talk, target: Target) -> None:
    assert target.login is not None  # noqa: S101 - narrows for mypy
    error, mechanisms = talk.mechanisms("PLAIN")
    if error == 34:  # ILLEGAL_SASL_STATE: a listener that asks nobody for a login
        raise stream.fail("wrong-credentials", "takes no login here", "look at it without --user")
    if error:
        raise stream.fail("unsupported-version", f"takes logins by {_shown(mechanisms)} only, we by PLAIN")
    try:
        error = talk.authenticate(target.login.user, target.login.password or "")
    except HungUp:
        error = -1
    if error:
        raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file and the user")


def _mechanisms(again: Callable[[], tuple[Stream, wire.Talk]]) -> tuple[Stream, tuple[str, ...]]:
    """How one would log in; a broker that hangs up on the question as well tells none."""
    stream, talk = again()
    try:
        _, names = talk.mechanisms("PLAIN")
        return stream, tuple(_shown(names).split())
    except HungUp:
        return stream, ()
    except BaseException:
        stream.close()
        raise


def _shown(mechanisms: tuple[str, ...]) -> str:
    return " ".join([one for one in mechanisms if re.fullmatch(r"[A-Z0-9_-]{1,40}", one)][:8])


def _product(cluster: str | None) -> tuple[str, str | None]:
    shown = cluster if cluster and re.fullmatch(r"[\w.-]{4,64}", cluster, re.ASCII) else None
    names = {"redpanda.": "Redpanda", "tansu_cluster": "Tansu"}
    product = next((name for start, name in names.items() if (shown or "").startswith(start)), "Kafka")
    return product, None if product == "Tansu" else shown  # all of which have the same one


@dataclass(slots=True)
class _Span:
    """Where the records of one partition lie."""

    partition: int
    first: int
    end: int


@dataclass(slots=True, kw_only=True)
class KafkaSession(Closes):
    """One conversation with one broker; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    talk: wire.Talk | None
    identity: Identity
    told: wire.Metadata | None = None
    mechanisms: tuple[str, ...] = ()
    _access: Access | None = field(default=None, init=False)
    _spans: dict[str, list[_Span]] = field(default_factory=dict, init=False, repr=False)
    _elsewhere: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """See `_kafka_access`."""
        if self._access is None:
            login = self.target.login
            principal = Principal(name=login.user if login else "User:ANONYMOUS", anonymous=login is None)
            if self.told is None:
                self._access = rights.refused(principal, self.mechanisms)
            else:
                self._access = rights.derived(principal, self.told, self._tried())
        return self._access

    def containers(self) -> Iterator[Container]:
        """Topics, with the distance between their earliest and latest offsets; internal ones are the broker's own."""
        topics = [one for one in self.told.topics if one.name] if self.told else []
        until = time.monotonic() + _LISTINGS * self.ask.statement_seconds
        for start in range(0, len(topics), _TOPICS):
            some = topics[start : start + _TOPICS]
            is_late = time.monotonic() > until  # a broker may name very many topics, and be slow in each
            self._spans |= self._ask_spans(some) if not is_late else {}
            for topic in some:
                spans = self._spans.get(topic.name, [])
                elsewhere = len(topic.partitions) - len(spans)
                self._elsewhere[topic.name] = elsewhere
                yield Container(
                    name=topic.name, key=(topic.name,), is_system=topic.is_internal,
                    records=Count(value=None) if is_late else _count(spans, elsewhere),
                    is_readable=self._may_read(topic) and not (elsewhere and not spans),
                )  # fmt: skip

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are messages: the field ``key`` and what is in the value."""
        from nightlatch.stores._kafka_records import batch_of, cut

        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        left, records = reading.bytes, None if reading.full else reading.records
        held: list[Section] = []
        lost = size = count = 0
        for page in self._pages(container.key[0], reading) if container.is_readable else ():
            for section in page.sections:
                one = section if records is None else cut(section, records)
                held.append(one)
                count, size = count + len(one.offset), size + len(one.data)
                left = None if left is None else left - len(one.data)
                records = None if records is None else records - len(one.offset)
            lost += page.undecodable
            is_over = (
                records == 0 or (left is not None and left <= 0) or (until is not None and time.monotonic() > until)
            )
            if size >= _BATCH_BYTES or count >= _BATCH_RECORDS or is_over:
                yield batch_of(held, lost)
                held, lost, size, count = [], 0, 0, 0
            if is_over:
                return
        if held or lost:
            yield batch_of(held, lost)
        if reading.full and container.is_readable and self._elsewhere.get(container.key[0]):
            what = f"{self._elsewhere[container.key[0]]} partitions are led by other brokers"
            raise self.stream.fail("out-of-scope", what, "name each broker as a target")

    def traces(self) -> Iterator[Trace]:
        """See `_kafka_traces`."""
        return iter(()) if self.talk is None or self.told is None else signs_left.traces(self.talk)

    def close(self) -> None:
        """Hang up: the protocol has no goodbye."""
        self.is_closed = True
        self.stream.close()

    def _may_read(self, topic: wire.Topic) -> bool:
        if self.talk is None or self.talk.version_for(wire.FETCH) is None:
            return False
        return topic.operations == wire.NOT_TOLD or bool(topic.operations & rights.READ)

    def _tried(self) -> rights.Tried | None:
        """Where the broker tells no operations: is a Fetch that can bring nothing authorised on some topic?"""
        topics = rights.own(self.told.topics) if self.told else []
        if self.told is None or self.told.operations != wire.NOT_TOLD or self.talk is None:
            return None
        version = self.talk.version_for(wire.FETCH)
        tried: rights.Tried | None = None
        for topic in topics[:20] if version is not None else ():
            for partition in topic.partitions[:3]:
                assert version is not None  # noqa: S101 - narrows for mypy
                seconds = self.ask.timeout_seconds
                found = self.talk.fetch(version, topic.name, partition.number, wire.NOWHERE, 1, seconds)
                tried = rights.Tried(error=found.error, is_allowed=found.error in (0, wire.OUT_OF_RANGE))
                if tried.is_allowed:
                    return tried
        return tried

    def _ask_spans(self, topics: list[wire.Topic]) -> dict[str, list[_Span]]:
        """The partitions of each that this broker leads; it does not answer for others."""
        version = self.talk.version_for(wire.LIST_OFFSETS) if self.talk else None
        if self.talk is None or version is None:
            return {}
        asked = [(one.name, [each.number for each in one.partitions]) for one in topics]
        first, last = (self.talk.offsets(version, asked, when) for when in (wire.EARLIEST, wire.LATEST))
        found: dict[str, list[_Span]] = {}
        for name, numbers in asked:
            low, high = first.get(name, {}), last.get(name, {})
            found[name] = [
                _Span(number, low[number][1], high[number][1])
                for number in numbers
                if low.get(number, (-1, 0))[0] == high.get(number, (-1, 0))[0] == 0
                and 0 <= low[number][1] <= high[number][1] <= _OFFSETS
            ]
        return found

    def _pages(self, topic: str, reading: Reading) -> Iterator[Page]:
        spans = [one for one in self._spans.get(topic, []) if one.end > one.first]
        total = sum(one.end - one.first for one in spans)
        if reading.full or total <= reading.records:
            for span in spans:
                yield from self._through(topic, span)
            return
        draw = random.Random(reading.seed)  # noqa: S311 - not for secrets
        share = -(-reading.records // _SPOTS)
        done = dict.fromkeys((one.partition for one in spans), 0)  # read up to here: nothing is taken twice
        for place in sorted(draw.sample(range(total), min(total, _SPOTS))):
            span, place = _found(spans, place)
            offset = max(done[span.partition], min(span.first + place, span.end - share), span.first)
            if offset < span.end:
                page = self._spot(topic, span, offset, share)
                done[span.partition] = _after(page.sections) or page.next_offset or span.end
                yield page

    def _spot(self, topic: str, span: _Span, offset: int, most: int) -> Page:
        """At most *most* records from *offset* on, by a few requests."""
        from nightlatch.stores._kafka_records import Page

        found = Page(sections=[])
        for _ in range(_FETCHES):
            page = self._page(topic, span.partition, offset, _SAMPLE_BYTES)
            found.sections += _first(page.sections, most - found.records)
            found.records = sum(len(one.offset) for one in found.sections)
            found.undecodable += page.undecodable
            found.next_offset = page.next_offset
            if found.records >= most or page.next_offset is None or page.next_offset >= span.end:
                break
            offset = page.next_offset
        return found

    def _through(self, topic: str, span: _Span) -> Iterator[Page]:
        at = span.first
        for _ in range(_LOOKS):
            page = self._page(topic, span.partition, at, _FETCH_BYTES)
            yield page
            if page.next_offset is None or page.next_offset >= span.end:
                return
            at = page.next_offset

    def _page(self, topic: str, partition: int, offset: int, most: int) -> Page:
        from nightlatch.stores._kafka_records import Page, page_of

        assert self.talk is not None  # noqa: S101 - narrows for mypy
        version = self.talk.version_for(wire.FETCH)
        assert version is not None  # noqa: S101 - narrows for mypy
        got = self.talk.fetch(version, topic, partition, offset, most, self.ask.statement_seconds)
        return Page([], undecodable=1) if got.error else page_of(got.records, offset)


def _found(spans: list[_Span], place: int) -> tuple[_Span, int]:
    """The partition that holds the record number *place* of all, and its number there."""
    for span in spans:
        if place < span.end - span.first:
            return span, place
        place -= span.end - span.first
    raise IndexError(place)


def _first(sections: list[Section], most: int) -> list[Section]:
    from nightlatch.stores._kafka_records import cut

    found: list[Section] = []
    for one in sections:
        found.append(cut(one, most))
        most -= len(found[-1].offset)
        if most <= 0:
            break
    return found


def _after(sections: list[Section]) -> int | None:
    """The offset after the last record of *sections*."""
    last = next((one.offset for one in reversed(sections) if len(one.offset)), None)
    return None if last is None else int(last[-1]) + 1


def _count(spans: list[_Span], elsewhere: int) -> Count:
    total = sum(one.end - one.first for one in spans)
    if elsewhere and not spans:
        return Count(value=None, method=f"{elsewhere} partitions are led by other brokers")
    if elsewhere:
        return Count(value=total, method=f"latest - earliest offsets; {elsewhere} partitions are led by other brokers")
    return Count(value=total, high=total, method="latest - earliest offsets")


STORE = Kafka()
