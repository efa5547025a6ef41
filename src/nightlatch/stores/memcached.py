"""Memcached over TCP, by a client of our own; never over UDP, where it amplifies.

Sends the verbs in ``Memcached.reads``: never ``get``, which moves an item in the LRU and marks it as fetched, never
``stats cachedump``, which locks the cache, never a command that changes an item. The crawler that lists the keys walks
in a thread of its own and locks nothing for long.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Count, Failed, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _memcached_about as about
from nightlatch.stores import _memcached_access as rights
from nightlatch.stores import _memcached_traces as signs_left
from nightlatch.stores import _memcached_wire as wire
from nightlatch.stores._redis_keys import REST, Group, Groups, Shape, estimate, sample
from nightlatch.stores._stream import PROTOCOL_HINT, HungUp, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_SCANNED = 50_000  # keys that are looked at to find the groups
_SCANNED_FULL = 1_000_000
_PAGE, _PAGE_BYTES, _ASKED_BYTES = 500, 4 << 20, 48 << 10  # values asked for at once; so much of them; of requests
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_VALUE = 4 << 20  # a longer one is counted as undecodable
_META = (1, 6)  # the version from which ``mg`` knows ``u``
_PATIENCE = (0.1, 0.3, 1.0)  # the crawler may be busy with its own work


class Memcached:
    """See :class:`nightlatch.stores.Store`."""

    kind = "memcached"
    title = "Memcached"
    schemes: tuple[str, ...] = ("memcached",)
    tls_schemes: tuple[str, ...] = ("memcacheds",)
    port = 11211
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact: who may speak may do everything",
            "read": "exact",
            "update": "exact: who may speak may do everything",
            "delete": "exact: who may speak may do everything",
            "administer": "exact: who may speak may do everything",
        },
        count="exact where 50,000 keys are all, else an estimate",
        sample="keys in the order of their hashes (lru_crawler metadump), values by mg with u: no item is touched",
        tested="real: memcached 1.6.18 (ASCII, -Y, -B binary); -S (SASL): fake, from the specification",
        notes="before 1.6 values cannot be read without moving items in the LRU: only names are told there. Behind a "
        "server that takes the binary protocol alone, and with -X, neither names nor values are. Of values that an "
        "application compressed or pickled only their number is told. --full takes at most a million keys.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> MemcachedSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""

        def again() -> Stream:
            return opened(target, dialer, ask)

        stream = again()
        try:
            return _session(stream, target, ask, again)
        except HungUp:  # one that takes the binary protocol alone says nothing to a line of text
            stream.close()
            stream = again()
            try:
                return _binary_session(stream, target, ask, again)
            except BaseException:
                stream.close()
                raise
        except BaseException:
            stream.close()
            raise


def _session(stream: Stream, target: Target, ask: Ask, again: Callable[[], Stream]) -> MemcachedSession:
    line = _version_line(stream)
    is_refused = line.startswith(about.UNAUTHENTICATED)
    if is_refused and target.login is not None:
        _log_in(stream, target)
        line, is_refused = _version_line(stream), False
    told = about.seen(line + b"\n")
    if told is None:
        raise stream.fail("not-this-protocol", "does not answer memcached's version command", PROTOCOL_HINT)
    session = MemcachedSession(target=target, ask=ask, stream=stream, again=again, is_refused=is_refused)
    session.identity = Identity(kind="memcached", product=told.product, version=told.version, tls=stream.tls)
    if not is_refused:
        session.facts = rights.ask_facts(stream, ask.client)
    return session


def _version_line(stream: Stream) -> bytes:
    stream.begin()
    stream.send(wire.HELLO)
    return stream.text(1024)


def _log_in(stream: Stream, target: Target) -> None:
    assert target.login is not None  # noqa: S101 - narrows for mypy
    stream.begin()
    stream.send(wire.login(target.login.user, target.login.password or ""))
    if stream.text(1024) != b"STORED":
        raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file and the user")


def _binary_session(stream: Stream, target: Target, ask: Ask, again: Callable[[], Stream]) -> MemcachedSession:
    stream.send(wire.binary("binary VERSION"))
    status, _, version = wire.binary_answer(stream, wire.VERSION)
    told = version.decode("latin-1")
    shown = told if not status and re.fullmatch(r"\d[\w.+~-]{0,30}", told, re.ASCII) else None
    stream.begin()
    stream.send(wire.binary("binary STAT"))
    found = wire.binary_stats(stream)
    is_refused = isinstance(found, int)
    session = MemcachedSession(target=target, ask=ask, stream=stream, again=again, is_refused=is_refused)
    session.is_binary = True
    session.identity = Identity(kind="memcached", product="memcached", version=shown, tls=stream.tls)
    if not isinstance(found, int):
        stream.begin()
        stream.send(wire.binary("binary STAT", b"settings"))
        settings = wire.binary_stats(stream)
        known = settings if isinstance(settings, dict) else {}
        session.facts = rights.Facts(stats=found, settings=known, is_picky=True)
    return session


@dataclass(slots=True, kw_only=True)
class MemcachedSession(Closes):
    """One conversation with one memcached; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    again: Callable[[], Stream]
    is_refused: bool
    is_binary: bool = False
    identity: Identity = field(init=False)
    facts: rights.Facts = field(default_factory=rights.Facts)
    _groups: Groups | None = field(default=None, init=False, repr=False)
    _is_complete: bool = field(default=False, init=False)
    _is_short: bool = field(default=False, init=False)
    _takes_values: bool | None = field(default=None, init=False)

    def access(self) -> Access:
        """What whoever may speak to it may do; see `_memcached_access`."""
        login = self.target.login if not self.is_refused else None
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        if self.is_refused:
            return rights.refused(principal, self.is_binary)
        return rights.derived(principal, self.facts)

    def containers(self) -> Iterator[Container]:
        """Groups of keys of one shape; a dump of at most 50,000 keys, in the order of their hashes, finds them."""
        total = self._total()
        if not total:
            return
        keys = [] if self.is_binary else self._keys(_SCANNED)
        if not keys:
            yield _unlisted(total)
            return
        self._is_complete = len(keys) < _SCANNED
        self._groups = Groups(keys)
        known = len(keys) if self._is_complete else max(total, len(keys))
        for group in self._groups.groups.values():
            yield self._container(group, len(keys), known)
        if not self._is_complete and REST not in self._groups.groups:
            yield self._container(Group(shape=REST), len(keys), known)

    def catalogue(self) -> Iterator[Container]:
        """How many items there are: all that a witness may list, as names of keys are data. Sends ``stats``."""
        if total := self._total():
            yield _unlisted(total)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are keys; the varying parts of their names are the field ``key``."""
        if not self._can_read() or not container.is_readable:
            return
        shape: Shape = tuple(part.encode("latin-1") for part in container.key)
        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        yield from self._batches(self._chosen(shape, reading), shape, until, reading.bytes)
        if reading.full and self._is_short:
            raise self.stream.fail(
                "over-budget", f"lists more than {_SCANNED_FULL:,} keys, or none now", "read a sample"
            )

    def traces(self) -> Iterator[Trace]:
        """See `_memcached_traces`."""
        self.identity = replace(self.identity, started=signs_left.started(self.facts.stats))
        if self.is_refused or self.is_binary:
            return iter(())
        return signs_left.traces(self.stream, is_open=self.target.login is None)

    def close(self) -> None:
        """Say ``quit`` and hang up."""
        if not self.is_closed and not self.is_binary and not self.is_refused:
            try:
                self.stream.begin(1.0)
                self.stream.send(wire.encode(b"quit"))
            except Failed:
                pass  # it need not take a goodbye
        self.is_closed = True
        self.stream.close()

    def _total(self) -> int:
        told = self.facts.stats.get("curr_items", "")
        return int(told) if re.fullmatch(r"\d{1,15}", told) else 0

    def _can_read(self) -> bool:
        version = re.match(r"(\d{1,4})\.(\d{1,4})", self.identity.version or "")
        if self._takes_values is None:
            is_recent = version is None or (int(version[1]), int(version[2])) >= _META
            self._takes_values = is_recent and not self.is_binary and rights.answers_values(self.stream)
        return self._takes_values

    def _container(self, group: Group, of: int, total: int) -> Container:
        return Container(
            name=group.name,
            key=tuple(part.decode("latin-1") for part in group.shape),
            records=estimate(group, of, total, self._is_complete),
            is_readable=self._can_read(),
        )

    def _keys(self, most: int) -> list[bytes]:
        """At most *most* keys, by hash where the server can, over a connection of its own: a dump cannot be ended."""
        for where in (b"hash", b"all"):
            for pause in (0.0, *_PATIENCE):
                time.sleep(pause)
                try:
                    return self._dump(where, most)
                except wire.Refused as refused:
                    if refused.args[0] != wire.BUSY:
                        break
        return []

    def _dump(self, where: bytes, most: int) -> list[bytes]:
        stream = self.again()
        try:
            if self.target.login is not None and _version_line(stream).startswith(about.UNAUTHENTICATED):
                _log_in(stream, self.target)
            stream.begin(self.ask.statement_seconds)
            stream.send(wire.encode(b"lru_crawler", b"metadump", where))
            return list(itertools.islice(wire.dumped(stream), most))
        finally:
            stream.close()

    def _chosen(self, shape: Shape, reading: Reading) -> list[bytes]:
        groups = self._groups
        known = groups.groups.get(shape) if groups else None
        if reading.full and groups is not None and not self._is_complete:
            every = self._keys(_SCANNED_FULL)
            self._is_short = not every or len(every) >= _SCANNED_FULL
            return [key for key in every if groups.group_of(key) == shape]
        keys = known.keys if known else []
        return keys if reading.full else sample(keys, reading.records, reading.seed)

    def _batches(self, keys: list[bytes], shape: Shape, until: float | None, left: int | None) -> Iterator[Batch]:
        from nightlatch.stores._keyed import batch_of

        held: list[tuple[bytes, bytes | None]] = []
        size, start, page = 0, 0, _PAGE
        while start < len(keys):
            got = self._values(some := _page(keys, start, page))
            held, start = held + got, start + len(some)
            came = sum(len(value or b"") + len(key) for key, value in got)
            size, left = size + came, None if left is None else left - came
            page = max(8, min(_PAGE, _PAGE_BYTES * len(some) // max(1, came)))
            is_over = (left is not None and left <= 0) or (until is not None and time.monotonic() > until)
            if size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS or is_over:
                yield batch_of([key for key, _ in held], [value for _, value in held], shape)
                held, size = [], 0
            if is_over:
                return
        if held:
            yield batch_of([key for key, _ in held], [value for _, value in held], shape)

    def _values(self, keys: list[bytes]) -> list[tuple[bytes, bytes | None]]:
        """Those of *keys* that are still there."""
        self.stream.begin(self.ask.statement_seconds)
        self.stream.send(b"".join(map(wire.asked_for, keys)))
        found = zip(keys, wire.values(self.stream, keys, _VALUE), strict=True)
        return [(key, None if value is None else bytes(value)) for key, value in found if value is not False]


def _page(keys: list[bytes], start: int, most: int) -> list[bytes]:
    """Some keys from *start* on whose requests fit into the buffers between us: the server may not be reading."""
    sizes = itertools.accumulate(len(key) + 16 for key in keys[start : start + most])
    return keys[start : start + max(1, sum(1 for size in sizes if size <= _ASKED_BYTES))]


def _unlisted(total: int) -> Container:
    """The server says how many items it holds; their names are not listed."""
    return Container(name="*", key=("*",), records=Count.of(total, "stats curr_items"), is_readable=False)


STORE = Memcached()
