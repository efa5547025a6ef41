"""From names to addresses in scope: each name is asked once, and held to that first answer for the whole run.

Asks the system's resolver (getaddrinfo(3)) or the one it is given, nobody else. A name that later leads elsewhere, or
to too many public addresses, leads nowhere. Names that the scope excludes are resolved too, so that their addresses
are left alone under whatever name or network they come up.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from nightlatch import addresses
from nightlatch.addresses import Address
from nightlatch.interrupt import TICK_SECONDS, interrupted
from nightlatch.model import Endpoint, Failed, Failure, FailureKind
from nightlatch.scope import Scope

_MAX_ANSWERS = 64
_MAX_WARNINGS = 100
_LEAST_SECONDS = 10.0  # resolvers retry by themselves; a shorter wait would give up on a slow but living one


class Resolver(Protocol):
    """The shape of ``socket.getaddrinfo``, as far as it is used."""

    def __call__(self, host: str, port: int, /, *, type: int) -> Sequence[tuple[Any, ...]]: ...


class Names:
    """What the names of one run lead to. Thread-safe."""

    def __init__(self, scope: Scope, resolver: Resolver, timeout_seconds: float, over: threading.Event) -> None:
        self._scope, self._resolver, self._over = scope, resolver, over
        self._wait = max(_LEAST_SECONDS, 2 * timeout_seconds)
        self._lock = threading.RLock()
        self._answers: dict[str, tuple[Address, ...]] = {}
        self._public: set[Address] = set()
        self._excluded: dict[Address, set[int | None]] | None = None
        self._warnings: dict[str, None] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be said aloud, each once."""
        with self._lock:
            return tuple(self._warnings)

    def endpoints(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Every address of *host* that is in scope. Errors: ``Failed`` with bad-target, unresolved, out-of-scope."""
        name, found = self._look_up(host, port)
        endpoints = [Endpoint(host=name, address=str(address), port=port) for address in found]
        refused = {endpoint: why for endpoint in endpoints if (why := self.refuses(endpoint)) is not None}
        allowed = tuple(endpoint for endpoint in endpoints if endpoint not in refused)
        if not allowed:
            hint = "list it in the scope file if its owner agreed"
            raise _failed("out-of-scope", host, port, "; ".join(list(dict.fromkeys(refused.values()))[:3]), hint)
        for why in refused.values():
            self._warn(f"{name}: {len(refused)} of {len(found)} addresses left alone: {why}")
        return allowed

    def led_to(self, endpoint: Endpoint) -> tuple[Endpoint, ...]:
        """*endpoint*, and what else its name led to at first and may be contacted: a later look-up may begin there."""
        with self._lock:
            first = self._answers.get(endpoint.host, ())
        others = (replace(endpoint, address=str(address)) for address in first)
        return tuple(dict.fromkeys([endpoint, *(one for one in others if self.refuses(one) is None)]))

    def refuses(self, endpoint: Endpoint) -> str | None:
        """Why *endpoint* may not be contacted; None if it may."""
        if (why := self._scope.refuses(endpoint.address, endpoint.port, endpoint.host)) is not None:
            return why
        address = addresses.normal(endpoint.address)
        with self._lock:
            if self._exclusions().get(address, set()) & {None, endpoint.port}:
                return f"{address} is the address of a host that the scope excludes"
            if self._scope.lists_address(address, endpoint.port):
                return None
            return self._rebound(endpoint, address) or self._too_many(address)

    def _rebound(self, endpoint: Endpoint, address: Address) -> str | None:
        """A listed name vouches for the addresses of its first answer only."""
        name = addresses.host_name(endpoint.host)
        if address in self._answers.get(name, ()):
            return None
        if name in self._answers:
            return f"{name} now leads to {address}, which was not in its first answer"
        return f"{name} was not seen to lead to {address}"

    def _too_many(self, address: Address) -> str | None:
        if not self._scope.counts(address) or address in self._public:
            return None
        if len(self._public) + self._scope.counted_addresses >= self._scope.most_addresses:
            return f"the scope's names lead to more than {self._scope.most_addresses} addresses"
        self._public.add(address)
        return None

    def _look_up(self, host: str, port: int) -> tuple[str, tuple[Address, ...]]:
        """The host as it is compared, and what it leads to; an address leads to itself and no resolver is asked."""
        if ":" in host or host.replace(".", "").isdigit():
            try:
                address = addresses.normal(host)
            except ValueError as error:
                raise _failed("out-of-scope", host, port, f"the address {error}") from None
            return str(address), (address,)
        try:
            name = addresses.host_name(host)
        except ValueError as error:
            raise _failed("bad-target", host, port, f"the host {error}") from None
        if self._scope.excluded.has_name(name):  # not even its look-up may be seen
            raise _failed("out-of-scope", host, port, f"{name} is excluded by the scope")
        return name, self._asked(name, port)

    def _asked(self, name: str, port: int) -> tuple[Address, ...]:
        found, unusable = self._resolved(name, port)
        for why in unusable:
            self._warn(f"{name}: an address left alone: {why}")
        if not found and unusable:
            raise _failed("out-of-scope", name, port, unusable[0])
        with self._lock:
            self._answers.setdefault(name, found)
        return found

    def _resolved(self, name: str, port: int) -> tuple[tuple[Address, ...], list[str]]:
        usable: dict[Address, None] = {}
        unusable: list[str] = []
        for answer in self._bounded(name, port)[:_MAX_ANSWERS]:
            text = str(answer[4][0])
            try:
                usable[addresses.normal(text)] = None
            except ValueError as error:
                unusable.append(f"{text} {error}")
        return tuple(sorted(usable, key=lambda address: address.version)), unusable

    def _bounded(self, name: str, port: int) -> Sequence[tuple[Any, ...]]:
        """Ask, and wait only so long, or until all is over: getaddrinfo has no timeout of its own."""
        said: list[Sequence[tuple[Any, ...]]] = []

        def ask() -> None:
            try:
                said.append(self._resolver(name, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError):
                said.append(())

        thread = threading.Thread(target=ask, name="nightlatch-resolver", daemon=True)
        thread.start()
        until = time.monotonic() + self._wait
        while thread.is_alive() and not self._over.is_set() and time.monotonic() < until:
            thread.join(TICK_SECONDS)
        if not said and self._over.is_set():
            raise Failed(interrupted(_place(name, port)))
        if not said:
            raise _failed("unresolved", name, port, f"no answer from the resolver within {self._wait:g} s")
        if not said[0]:
            raise _failed("unresolved", name, port, "the name does not resolve", "is it spelt right?")
        return said[0]

    def _exclusions(self) -> dict[Address, set[int | None]]:
        """Addresses of the excluded names: port None is every port."""
        if self._excluded is None:
            self._excluded = {}
            out = self._scope.excluded
            names: list[tuple[str, int | None]] = [(name, None) for name in out.names if not name.startswith("*.")]
            for name, port in sorted([*names, *out.places], key=str):
                self._exclude(self._excluded, name, port)
        return self._excluded

    def _exclude(self, excluded: dict[Address, set[int | None]], name: str, port: int | None) -> None:
        try:
            addresses.normal(name)
            return  # an address already: the scope itself excludes it
        except ValueError:
            pass
        try:
            found, _ = self._resolved(name, port or 0)
        except Failed as failed:
            if failed.failure.kind == "interrupted":
                raise
            self._warn(f"{name}: excluded, but it does not resolve: only its name is excluded")
            return
        for address in found:
            excluded.setdefault(address, set()).add(port)

    def _warn(self, text: str) -> None:
        with self._lock:
            if len(self._warnings) < _MAX_WARNINGS:
                self._warnings[text] = None


def _failed(kind: FailureKind, host: str, port: int, what: str, hint: str = "") -> Failed:
    return Failed(Failure(kind=kind, target=_place(host, port), what=what, hint=hint))


def _place(host: str, port: int) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in host[:253])
    return f"[{shown}]:{port}" if ":" in shown else f"{shown}:{port}"
