"""HTTP/1.1 (RFC 9112, by h11) over lines of the dialer: declared requests only, nothing followed, everything bounded.

A store asks by template, ``ask("GET /{index}/_search", {"index": name})``: the template itself must be one of the
store's declared verbs, and what fills it is percent-encoded whole, so that no name of a container can lead elsewhere.
Redirects, cookies, compression, proxies and authentication challenges are not acted upon. A reply that is longer,
slower or deeper than allowed ends as a ``hostile``, ``over-budget`` or ``timeout`` failure.
"""

from __future__ import annotations

import base64
import contextlib
import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import h11
import msgspec

from nightlatch import tls as tls_handshake
from nightlatch.model import Failed, Failure, FailureKind, Login, Target, Tls
from nightlatch.stores import Ask, Page

if TYPE_CHECKING:
    import socket

    from nightlatch.dial import Dialer, Line

PAGE_BYTES = 64 << 10
_HEAD_BYTES = 64 << 10  # a status line and headers longer than this are no answer
_READ_BYTES = 1 << 18
_BLANK = re.compile(r"\{(\w+)\}")
_PRINTABLE = re.compile(r"[^ -~]")
_HINT = "does another protocol answer at this port?"

Guard = Callable[[str, Mapping[str, str], bytes], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer; header names in lower case, the last of equal ones."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    target: str = ""

    def json(self, type: Any = Any) -> Any:
        """The body as JSON, of *type* if given. Errors: ``Failed`` with hostile: no JSON, or of another shape."""
        try:
            return msgspec.json.decode(self.body, type=type)
        except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
            raise Failed(
                Failure(kind="hostile", target=self.target, what="its JSON is broken, too deep, or of another shape")
            ) from None

    def json_or_none(self, type: Any = Any) -> Any:
        """The body as JSON, None where it is none."""
        try:
            return self.json(type)
        except Failed:
            return None

    def page(self, path: str) -> Page:
        """As the signs of a kind look at it."""
        return Page(path=path, status=self.status, headers=self.headers, body=self.body[:PAGE_BYTES])


@dataclass(slots=True)
class Http:
    """Requests to one HTTP server, one after the other, over one kept connection where the server keeps it.

    *reads*: the declared templates. *guard* may refuse by what is in it: ``guard(template, query, body)`` says why.
    *headers* go with every request; *login* as Basic unless *headers* has an authorization already.
    """

    target: Target
    dialer: Dialer
    ask_for: Ask
    reads: frozenset[str]
    guard: Guard | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    login: Login | None = None
    base: str = ""  # a path that all templates hang below
    tls: Tls = field(default_factory=Tls, init=False)
    _line: Line | None = field(default=None, init=False)
    _socket: socket.socket | None = field(default=None, init=False)
    _talk: h11.Connection | None = field(default=None, init=False)

    def ask(
        self,
        template: str,
        fill: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        most: int = 8 << 20,
        seconds: float | None = None,
    ) -> Reply:
        """Send one declared request and return its whole answer, at most *most* bytes and *seconds* long.

        *body* is sent as JSON unless it is bytes. Errors: ``Failed`` with connection-refused, timeout, tls,
        not-this-protocol, over-budget, hostile.
        """
        head, pieces = self.stream(template, fill, query=query, body=body, headers=headers, most=most, seconds=seconds)
        return Reply(status=head.status, headers=head.headers, body=b"".join(pieces), target=head.target)

    def stream(
        self,
        template: str,
        fill: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        most: int = 8 << 20,
        seconds: float | None = None,
    ) -> tuple[Reply, Iterator[bytes]]:
        """As :meth:`ask`, the body in pieces as it comes; what is not taken to its end costs the connection."""
        request, content = self._request(template, fill or {}, query or {}, body, headers or {})
        limit = self.ask_for.timeout_seconds * 3 if seconds is None else seconds
        talk, is_kept = self._connected(limit)
        try:
            head = self._heard(talk, request, content)
        except Failed as failed:  # a server may close a kept connection at any time: once more on a new one
            if not is_kept or failed.failure.kind != "not-this-protocol":
                raise
            self.close()
            talk, _ = self._connected(limit)
            head = self._heard(talk, request, content)
        found = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
        if found.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
            raise self._fail("hostile", "sends compressed what was asked for plain")
        reply = Reply(status=head.status_code, headers=found, body=b"", target=self.target.url)
        return reply, self._body(talk, most, time.monotonic() + limit)

    def bytes_of(self, template: str) -> bytes:
        """What :meth:`ask` would send for a *template* without blanks; nothing is sent."""
        request, _ = self._request(template, {}, {}, None, {})
        return h11.Connection(h11.CLIENT).send(request) or b""

    def close(self) -> None:
        """End the connection."""
        if self._line is not None:
            self._line.close()
        if self._socket is not None:
            self._socket.close()
        self._line = self._socket = self._talk = None

    def _request(
        self, template: str, fill: Mapping[str, str], query: Mapping[str, str], body: Any, more: Mapping[str, str]
    ) -> tuple[h11.Request, bytes]:
        path, content = self._admitted(template, fill, query, body)
        method = template.partition(" ")[0]
        return h11.Request(method=method, target=path, headers=self._headed(content, more)), content

    def _admitted(
        self, template: str, fill: Mapping[str, str], query: Mapping[str, str], body: Any
    ) -> tuple[str, bytes]:
        """The path to ask for and the body to send; refuses what was not declared: that is a bug of ours."""
        if template not in self.reads:
            raise PermissionError(f"{template.partition(' ')[0]} of an undeclared path")
        content = body if isinstance(body, bytes) else b"" if body is None else msgspec.json.encode(body)
        if self.guard is not None and (why := self.guard(template, query, content)) is not None:
            raise PermissionError(why)
        path = _BLANK.sub(lambda blank: _filled(fill[blank[1]]), template.partition(" ")[2])
        return self.base + path + (f"?{urlencode(query, quote_via=quote)}" if query else ""), content

    def _headed(self, content: bytes, more: Mapping[str, str]) -> list[tuple[str, str]]:
        host = f"[{self.target.host}]" if ":" in self.target.host else self.target.host
        client = _PRINTABLE.sub("_", self.ask_for.client)[:300]
        headers = {
            "host": f"{host}:{self.target.port}", "user-agent": client, "accept": "*/*", "accept-encoding": "identity",
        }  # fmt: skip
        contact = client.rpartition(" ")[2]
        if "@" in contact:
            headers["from"] = contact
        if self.login is not None:
            both = f"{self.login.user}:{self.login.password or ''}".encode()
            headers["authorization"] = f"Basic {base64.b64encode(both).decode()}"
        if content:
            headers |= {"content-type": "application/json", "content-length": str(len(content))}
        headers |= {name.lower(): value for name, value in {**self.headers, **more}.items()}
        return list(headers.items())

    def _connected(self, seconds: float) -> tuple[h11.Connection, bool]:
        """A connection that is ready for a request, and whether it has served one before."""
        if self._talk is not None and self._line is not None:
            if self._talk.our_state is h11.DONE and self._talk.their_state is h11.DONE:
                self._talk.start_next_cycle()
                self._line.limit(seconds=seconds, idle_seconds=self._patience(seconds))
                return self._talk, True
            self.close()
        endpoint = self.dialer.resolve(self.target.host, self.target.port)
        self._line = line = self.dialer.connect(endpoint, verb=self.target.kind)
        self._socket = line.socket
        line.limit(seconds=seconds, idle_seconds=self._patience(seconds))
        if self.target.tls:
            self._socket, certificate = tls_handshake.wrap(line.socket, endpoint.host)
            self.tls = Tls(offered=True, used=True, certificate=certificate)
        self._socket.settimeout(self._patience(seconds))
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD_BYTES)
        return self._talk, False

    def _patience(self, seconds: float) -> float:
        return max(self.ask_for.timeout_seconds, min(seconds, self.ask_for.statement_seconds))

    def _heard(self, talk: h11.Connection, request: h11.Request, content: bytes) -> h11.Response:
        sent = talk.send(request) or b""
        if content:
            sent += talk.send(h11.Data(data=content)) or b""
        sent += talk.send(h11.EndOfMessage()) or b""
        try:
            self._plain.sendall(sent)
        except OSError as error:
            raise self._lost(error) from None
        for _ in range(16):  # informational answers (1xx) before the one that counts
            event = self._event(talk)
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                break
        raise self._fail("not-this-protocol", "ends the connection instead of answering", _HINT)

    @property
    def _plain(self) -> socket.socket:
        assert self._socket is not None  # noqa: S101 - narrows for mypy
        return self._socket

    def _event(self, talk: h11.Connection) -> Any:
        while True:
            try:
                event = talk.next_event()
            except h11.RemoteProtocolError:
                raise self._fail("not-this-protocol", "what it answers is no HTTP", _HINT) from None
            if event is not h11.NEED_DATA:
                return event
            try:
                talk.receive_data(self._plain.recv(_READ_BYTES))
            except OSError as error:
                raise self._lost(error) from None
            if self._line is not None:
                self._line.check()

    def _body(self, talk: h11.Connection, most: int, until: float) -> Iterator[bytes]:
        came = 0
        while True:
            event = self._event(talk)
            if isinstance(event, h11.Data):
                came += len(event.data)
                if came > most:
                    self.close()
                    raise self._fail("hostile", f"its answer is longer than {most:,} bytes")
                until += yield from self._taken(bytes(event.data))
                if time.monotonic() > until:
                    self.close()
                    raise self._fail("timeout", "its answer does not come to an end")
            elif isinstance(event, h11.EndOfMessage):
                if self._line is not None:
                    self._line.limit()  # until the next request we keep the server waiting, not it us
                return
            else:
                raise self._fail("not-this-protocol", "its answer ends in the middle", _HINT)

    def _taken(self, piece: bytes) -> Generator[bytes, None, float]:
        """Hand out *piece*; the seconds that whoever took it was busy with it are not the server's."""
        began = time.monotonic()
        with self._line.resting() if self._line is not None else contextlib.nullcontext():
            yield piece
        return time.monotonic() - began

    def _lost(self, error: OSError) -> Failed:
        failed = self._line.failed(error) if self._line is not None else self._fail("timeout", "no answer in time")
        failure = failed.failure
        self.close()
        return Failed(Failure(kind=failure.kind, target=self.target.url, what=failure.what, hint=failure.hint or _HINT))

    def _fail(self, kind: FailureKind, what: str, hint: str = "") -> Failed:
        cut = self._line.cut if self._line is not None else None
        return Failed(cut or Failure(kind=kind, target=self.target.url, what=what, hint=hint))


def _filled(value: str) -> str:
    """*value* as one segment of a path: nothing in it can end the segment, begin a query or climb up."""
    if value in (".", ".."):  # percent-encoded dots mean the same (RFC 3986, 6.2.2.2)
        raise Failed(Failure(kind="hostile", target="", what="a container is called by dots only, which is a path"))
    return quote(value, safe="", errors="replace")
