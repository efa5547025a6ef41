"""Requests to one LDAP server, one after the other: bind as nobody or by a login, and search within bounds.

Where the server demands TLS (result 13), it is begun with StartTLS. Sends what `_ldap_wire` lets through.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nightlatch.model import Failed, Target
from nightlatch.stores import Ask
from nightlatch.stores import _ldap_wire as wire
from nightlatch.stores._ldap_wire import Found, Result
from nightlatch.stores._stream import Stream

_WANTS_TLS, _WRONG = 13, 49
_SECONDS = 10  # of the server's time for one search


@dataclass(slots=True, kw_only=True)
class Talk:
    """A conversation; *bound* is what the bind came to."""

    target: Target
    ask_for: Ask
    stream: Stream
    bound: Result = field(default_factory=lambda: Result(0))
    _number: int = 0

    def enter(self) -> None:
        """Bind. Errors: ``Failed`` with wrong-credentials where a login was given and is refused."""
        self.bound = self._bind()
        if self.bound.code == _WANTS_TLS and not self.stream.tls.used:
            started = self._result("StartTLS", wire.starttls())
            if started.code == 0:
                self.stream.begin()
                self.stream.upgrade(self.target.host)
                self.bound = self._bind()
        if self.bound.code and self.target.login is not None:
            raise self.stream.fail("wrong-credentials", "refuses this user and password", "check --password-file")

    def search(
        self,
        verb: str,
        base: bytes,
        scope: int,
        attributes: Sequence[str],
        *,
        size: int = 0,
        seconds: float | None = None,
    ) -> tuple[list[Found], Result]:
        """Entries and how the search ended; for searches that have few answers."""
        found: list[Found] = []
        for one in self._asked(verb, wire.search(base, scope, attributes, size, _SECONDS), b"", None):
            if isinstance(one, Result):
                return found, one
            found.append(one)
            if len(found) > max(1_000, size):
                raise self.stream.fail("hostile", "sends more entries than it was asked for")
        raise AssertionError("unreachable: answers end with a result")

    def pages(
        self, verb: str, base: bytes, scope: int, attributes: Sequence[str], size: int
    ) -> Iterator[tuple[list[Found], Result]]:
        """Page after page; where the server knows none, all at once, in pieces with a result of 0 and a cookie."""
        cookie = b""
        while True:
            found: list[Found] = []
            operation = wire.search(base, scope, attributes, 0, int(self.ask_for.statement_seconds))
            for one in self._asked(verb, operation, wire.paged(size, cookie), self.ask_for.statement_seconds):
                if isinstance(one, Found):
                    found.append(one)
                    if len(found) >= 4 * size:
                        yield found, Result(0, cookie=b"-")
                        found = []
                    continue
                yield found, one
                cookie = one.cookie
            if not cookie:
                return

    def close(self) -> None:
        """Unbind, and hang up; never raises."""
        with contextlib.suppress(Failed):
            self.stream.begin(1.0)
            self.stream.send(wire.request(self._next(), "unbind", wire.unbind()))
        self.stream.close()

    def _bind(self) -> Result:
        login = self.target.login
        return self._result("bind", wire.bind(login.user, login.password or "") if login else wire.bind())

    def _result(self, verb: str, operation: bytes) -> Result:
        for one in self._asked(verb, operation, b"", None):
            if isinstance(one, Result):
                return one
            raise self.stream.fail("not-this-protocol", "answers something that was not asked")
        raise AssertionError("unreachable: answers end with a result")

    def _asked(self, verb: str, operation: bytes, controls: bytes, seconds: float | None) -> Iterator[Found | Result]:
        number = self._next()
        self.stream.begin(seconds)
        self.stream.send(wire.request(number, verb, operation, controls))
        return wire.answers(self.stream, number)

    def _next(self) -> int:
        self._number += 1
        return self._number
