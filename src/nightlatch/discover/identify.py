"""Which kind of store answers at an endpoint, told by protocol, never by port.

It listens first: servers that speak unasked say who they are and nothing is sent to them. Then one harmless message a
connection, a client's hello of some protocol: the likeliest for the port first, then in an order that no server takes
ill (Redis' own PING before anything that looks like HTTP, which Redis, Memcached and NATS punish). Every answer is
shown to every kind, so that a server often gives itself away to another kind's hello. What talks TLS is asked the same
inside TLS. Kinds say in their ``signs`` what they are known by; this module knows none of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.discover._ask import Conversation, Heard, failed_is_final
from nightlatch.discover._others import other_service
from nightlatch.model import Endpoint, Failed, Target
from nightlatch.stores import Ask, Page, Seen, Signs, Store, all_stores
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_TLS_FIRST = frozenset({443, 636, 993, 2376, 4443, 5671, 5986, 6380, 6443, 8443, 8883, 9093, 9440, 10250})
_PUNISHES_TEXT = frozenset({6379, 6380, 11211, 4222})  # there HTTP is asked last
_TLS_HINTS = (b"HTTP request to an HTTPS server", b"plain HTTP request was sent to HTTPS", b"speaking plain HTTP to an")
_QUICK_SECONDS = 0.8
HTTP = "http"
TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The kind that answered, and whether inside TLS."""

    kind: str
    seen: Seen
    tls: bool = False
    also: tuple[str, ...] = ()  # other kinds that claimed the same answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAStore:
    """Something answered and is known to hold no records (SSH, a mail server), or is no kind that is known."""

    what: str
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to try: a kind's *hello*, HTTP, or TLS."""

    what: str
    hello: bytes = b""


class _WantsTls(Exception):  # noqa: N818 - a turn of the way, no error
    """The server says in plain words that it speaks TLS."""


@dataclass(slots=True)
class Identifier:
    """Asks endpoints what they are. *seconds* bounds each answer, *listen_seconds* the silence at the beginning."""

    dialer: Dialer
    ask: Ask = field(default_factory=Ask)
    seconds: float = 2.0
    listen_seconds: float = 1.0
    most_seconds: float = 90.0  # for one endpoint: a server that answers nothing to anything costs no more
    stores: Mapping[str, Store] = field(default_factory=all_stores)

    def identify(self, endpoint: Endpoint, hint: str | None = None) -> Identified | NotAStore:
        """What answers at *endpoint*; *hint* is a kind to try first.

        Most servers answer at once, so a first turn waits for each answer only a moment; what nobody told itself to
        is asked once more with all the patience there is.
        Errors: ``Failed`` with connection-refused, timeout, out-of-scope and the like: nothing could be asked.
        """
        first = self.heard_unasked(endpoint, tls=False)
        if first is not None:
            return first
        until = time.monotonic() + self.most_seconds
        for patience in sorted({min(_QUICK_SECONDS, self.seconds), self.seconds}):
            found = _Turn(asker=self, endpoint=endpoint, hint=hint, patience=patience, until=until).found()
            if found is not None:
                return found
            if time.monotonic() > until:
                return NotAStore(what=f"could not be told within {self.most_seconds:g} s", is_known=False)
        return NotAStore(what=f"answers, but as none of {len(self.stores)} kinds of store", is_known=False)

    def _signs(self, kind: str) -> Signs:
        return self.stores[kind].signs

    def heard_unasked(self, endpoint: Endpoint, *, tls: bool) -> Identified | NotAStore | None:
        with Conversation(self.dialer, endpoint, tls=tls, seconds=self.listen_seconds) as talk:
            heard = talk.hear(self.listen_seconds)
        if not heard.data:
            return None
        found = self.claimed(heard.data, endpoint.port, tls=tls)
        if found is not None:
            return found
        other = other_service(heard.data)
        return NotAStore(what=other or "speaks first, as no kind of store does", is_known=other is not None)

    def steps(self, port: int, hint: str | None) -> Iterator[Step]:
        """Hellos of kinds, :data:`HTTP` and :data:`TLS`, likeliest and most harmless first; each once."""
        done: set[Step | bytes] = set()
        for what in self._wanted(port, hint):
            if what in (HTTP, TLS):
                steps = [Step(what=what)]
            else:
                signs = self._signs(what)
                steps = [Step(what=what, hello=hello) for hello in (signs.hello, signs.other) if hello]
            for step in steps:
                if (step.hello or step) not in done:
                    done.add(step.hello or step)
                    yield step

    def _wanted(self, port: int, hint: str | None) -> Iterator[str]:
        usual = [kind for kind, store in self.stores.items() if port in store.signs.ports]
        likely = [hint, *usual] if hint is not None and hint in self.stores else usual
        if port in _TLS_FIRST:
            yield TLS
        for kind in likely:
            yield kind
            if self._signs(kind).page is not None and port not in _PUNISHES_TEXT:
                yield HTTP
        if "redis" in self.stores:
            yield "redis"
        if port not in _PUNISHES_TEXT:
            yield HTTP
        yield from sorted(self.stores)
        yield HTTP
        yield TLS

    def claimed(self, data: bytes, port: int, *, tls: bool) -> Identified | None:
        claims: dict[str, Seen] = {}
        for kind, store in self.stores.items():
            for look in (store.signs.greeting, store.signs.reply):
                if look is not None and (seen := look(data)) is not None:
                    claims.setdefault(kind, seen)
        return self.chosen(claims, port, tls=tls)

    def chosen(self, claims: dict[str, Seen], port: int, *, tls: bool) -> Identified | None:
        """The one claim, or of several the one whose usual port this is; the others are told."""
        if not claims:
            return None
        order = sorted(claims, key=lambda kind: (port not in self._signs(kind).ports, kind))
        return Identified(kind=order[0], seen=claims[order[0]], tls=tls, also=tuple(order[1:]))

    def paths(self, port: int, hint: str | None) -> list[str]:
        kinds = sorted(self.stores, key=lambda kind: (kind != hint, port not in self._signs(kind).ports, kind))
        found = ["/", *(path for kind in kinds for path in self._signs(kind).paths)]
        return list(dict.fromkeys(found))


@dataclass(slots=True, kw_only=True)
class _Turn:
    """One round of questions to one endpoint; *patience* is how long each answer may take."""

    asker: Identifier
    endpoint: Endpoint
    hint: str | None
    patience: float
    until: float
    has_tried_tls: bool = False

    def found(self) -> Identified | NotAStore | None:
        """The first answer that tells; None where none does, or the time is up."""
        for step in self.asker.steps(self.endpoint.port, self.hint):
            if time.monotonic() > self.until:
                return None
            found = self._step(step)
            if found is not None:
                return found
        return None

    def _step(self, step: Step) -> Identified | NotAStore | None:
        if step.what == TLS:
            return self._inside_tls()
        if step.what == HTTP:
            return self._http(tls=False)
        heard = self._say(step.hello, tls=False)
        found = self._told(heard, tls=False)
        return self._inside_tls() if found is None and _is_tls(heard.data) else found

    def _say(self, hello: bytes, *, tls: bool) -> Heard:
        try:
            with Conversation(self.asker.dialer, self.endpoint, tls=tls, seconds=self.patience) as talk:
                return talk.say(hello, self.patience)
        except Failed as failed:
            if failed_is_final(failed):
                raise
            return Heard(is_closed=True)

    def _told(self, heard: Heard, *, tls: bool) -> Identified | NotAStore | None:
        """What the answer to some hello says, whoever's hello it was."""
        if not heard.data:
            return None
        if heard.data.startswith(b"HTTP/"):
            return self._http(tls=tls)
        return self.asker.claimed(heard.data, self.endpoint.port, tls=tls)

    def _inside_tls(self) -> Identified | NotAStore | None:
        """The same inside TLS, once."""
        if self.has_tried_tls:
            return None
        self.has_tried_tls = True
        try:
            first = self.asker.heard_unasked(self.endpoint, tls=True)
        except Failed as failed:
            if failed_is_final(failed):
                raise
            return None
        if first is not None:
            return first
        for step in self.asker.steps(self.endpoint.port, self.hint):
            if step.what == TLS or time.monotonic() > self.until:
                continue
            found = self._http(tls=True) if step.what == HTTP else self._told(self._say(step.hello, tls=True), tls=True)
            if found is not None:
                return found
        if self.patience < self.asker.seconds:
            return None  # it may have been too slow for us
        what = f"speaks TLS, and inside as none of {len(self.asker.stores)} kinds of store"
        return NotAStore(what=what, is_known=False)

    def _http(self, *, tls: bool) -> Identified | NotAStore | None:
        """GET / and then what the kinds name, until one recognises itself. None: it is no HTTP after all."""
        endpoint, paths = self.endpoint, self.asker.paths(self.endpoint.port, self.hint)
        target = Target(url=str(endpoint), kind="identify", host=endpoint.host, port=endpoint.port, tls=tls)
        ask = replace(self.asker.ask, timeout_seconds=self.patience)
        http = Http(target, self.asker.dialer, ask, frozenset(f"GET {path}" for path in paths))
        try:
            return self._pages(http, paths, tls=tls)
        except _WantsTls:
            return self._inside_tls()
        except Failed as failed:
            if failed_is_final(failed):
                raise
            return None
        finally:
            http.close()

    def _pages(self, http: Http, paths: list[str], *, tls: bool) -> Identified | NotAStore | None:
        server = ""
        for path in paths:
            try:
                head, pieces = http.stream(f"GET {path}", most=1 << 20)
                page = Page(path=path, status=head.status, headers=head.headers, body=_first(pieces))
            except Failed as failed:
                if path == "/" or failed_is_final(failed) or failed.failure.kind in ("connection-refused", "timeout"):
                    raise
                continue
            if page.status == 400 and not tls and any(words in page.body for words in _TLS_HINTS):
                raise _WantsTls
            server = server or page.headers.get("server", "")
            claims = {
                kind: seen
                for kind, store in self.asker.stores.items()
                if store.signs.page is not None and (seen := store.signs.page(page)) is not None
            }
            if (found := self.asker.chosen(claims, self.endpoint.port, tls=tls)) is not None:
                return found
        return NotAStore(what="a web server, and none of the stores that speak HTTP", is_known=True)


def _first(pieces: Iterator[bytes], most: int = 64 << 10) -> bytes:
    """The beginning of a body; a body that is longer costs the connection, not the time to read it."""
    found = b""
    for piece in pieces:
        found += piece
        if len(found) >= most:
            break
    return found[:most]


def _is_tls(data: bytes) -> bool:
    """A TLS alert record (RFC 8446, 5.1): what a TLS server says to a stranger's plain text."""
    return len(data) >= 3 and data[0] == 0x15 and data[1] == 3
