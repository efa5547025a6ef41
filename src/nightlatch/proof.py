"""Who controls what a scope lists: a token that its owner publishes, looked for in the DNS and over HTTP.

A name is proved by a TXT record ``_nightlatch.NAME``, or as an address is; it proves the public addresses that it led
to when it was looked at, no others and no name below it. An address is proved by a file that it serves itself, and
proves itself alone: a network is proved address by address. Loopback and private ranges need no proof.

Sends one DNS question a name and up to two GET requests an address (:mod:`nightlatch._proof_dns`,
:mod:`nightlatch._proof_web`), within the scope and its exclusions, whatever ports the scope lists for stores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from nightlatch import _proof_token, _proof_web, addresses
from nightlatch._proof_dns import Asker, DnsError
from nightlatch._proof_file import By, Proof
from nightlatch._proof_token import Outcome, Seen
from nightlatch.dial import Dialer
from nightlatch.model import Endpoint, Failed, Failure
from nightlatch.scope import Listing, Scope

LABEL = "_nightlatch"
MOST_VERIFIED = 4096  # public addresses of one scope that are asked for their proof
PROOF_DAYS = 30  # a proof is looked at again at least so often: names and addresses change hands
_WORKERS = 32
_ANY_PORTS = (443, 80, 1)  # a name is resolved for one that the scope does not exclude

Told = Callable[["Checked"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One place that was looked at, and what was there, in our words."""

    where: str
    outcome: Outcome
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One address of one *place* (a name or an address of the scope); no *address* where the name led to none."""

    place: str
    address: str
    control: Literal["proved", "asserted", "not-needed"]
    by: By | None = None
    until: datetime | None = None
    certificate: str = ""  # of HTTPS: verified or unverified
    looks: tuple[Look, ...] = ()

    def proof(self) -> Proof | None:
        """What is kept of it, if it proves something."""
        if self.control != "proved" or self.by is None or self.until is None:
            return None
        return Proof(address=self.address, place=self.place, by=self.by, until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What of a scope has to be proved; which of the *names* lead to public addresses is not known yet."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]


def places(scope: Scope) -> Places:
    """The names and the public addresses that *scope* lists and does not exclude, in order."""
    listed, out = scope.targets_listed, scope.excluded
    numeric = [addresses.network(host) for host, _ in listed.places if addresses.is_numeric(host)]
    found = (
        address
        for network in addresses.collapsed([*listed.networks, *numeric])
        for address in network
        if addresses.is_public(address) and address not in out.index
    )
    return Places(
        names=tuple(name for name in sorted(_names(listed)) if not out.has_name(name)),
        addresses=tuple(str(address) for address in found),
    )


def _names(listed: Listing) -> frozenset[str]:
    return listed.names | {host for host, _ in listed.places if not addresses.is_numeric(host)}


def reach(scope: Scope) -> Scope:
    """*scope* as the dialer of a verification gets it: the same hosts and exclusions, on the ports of the web."""
    listed = scope.targets_listed
    numeric = [addresses.network(host) for host, _ in listed.places if addresses.is_numeric(host)]
    hosts = Listing(networks=(*listed.networks, *numeric), names=_names(listed))
    return replace(scope, targets_listed=hosts, most_public=MOST_VERIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """Looks for the token of *scope*. *dialer* is of :func:`reach`; *client* is who we say we are."""

    scope: Scope
    dialer: Dialer
    asker: Asker
    now: datetime
    client: str

    def verify(self, told: Told = lambda checked: None) -> tuple[Checked, ...]:
        """Look everywhere; *told* hears of each as it is known. Names first: what they prove is not asked again."""
        asked = places(self.scope)
        by_name = self._each(self._name, asked.names, told)
        known = {checked.address: checked for checked in by_name if checked.control == "proved"}
        rest = [address for address in asked.addresses if address not in known]
        by_address = self._each(lambda address: iter([self._address(address)]), rest, told)
        again = [replace(known[address], place=address, looks=()) for address in asked.addresses if address in known]
        return (*by_name, *again, *by_address)

    def _each(
        self, look: Callable[[str], Iterator[Checked]], asked: Iterable[str], told: Told
    ) -> list[Checked]:  # fmt: skip
        found: list[Checked] = []
        with ThreadPoolExecutor(_WORKERS, thread_name_prefix="nightlatch-proof") as pool:
            try:
                for some in pool.map(lambda place: list(look(place)), asked):
                    found += some
                    for checked in some:
                        told(checked)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.dialer.close()
                raise
        return found

    def _name(self, name: str) -> Iterator[Checked]:
        try:
            endpoints = self._led_to(name)
        except Failed as failed:
            look = Look(where=name, outcome="failed", what=failed.failure.what)
            yield Checked(place=name, address="", control="asserted", looks=(look,))
            return
        public = [one for one in endpoints if addresses.is_public(addresses.normal(one.address))]
        for endpoint in endpoints:
            if endpoint not in public:
                yield Checked(place=name, address=endpoint.address, control="not-needed")
        if not public:
            return
        seen, look = self._record(name)
        for endpoint in public:
            if seen.outcome == "proved":
                yield self._proved(endpoint, "dns", seen, (look,))
            else:
                yield self._file(endpoint, (look,))

    def _led_to(self, name: str) -> tuple[Endpoint, ...]:
        for port in _ANY_PORTS:
            if self.scope.excludes_target(name, port) is None:
                return self.dialer.endpoints(name, port)
        raise Failed(Failure(kind="out-of-scope", target=name, what="its ports of the web are excluded by the scope"))

    def _record(self, name: str) -> tuple[Seen, Look]:
        record = f"{LABEL}.{name}"
        try:
            seen = _proof_token.judge(self.asker.texts(record), self.scope, self.now)
        except DnsError as error:
            seen = Seen(outcome="failed", what=error.what)
        return seen, Look(where=f"TXT {record}", outcome=seen.outcome, what=seen.what)

    def _address(self, address: str) -> Checked:
        return self._file(Endpoint(host=address, address=address, port=80), ())

    def _file(self, endpoint: Endpoint, looks: tuple[Look, ...]) -> Checked:
        for port in _proof_web.PORTS:
            tls = port == _proof_web.TLS_PORT
            at = replace(endpoint, port=port)
            fetched = _proof_web.fetch(self.dialer, at, self.scope, self.now, tls=tls, client=self.client)
            where = _proof_web.url(at.host, tls=tls) + ("" if at.host == at.address else f" at {at.address}")
            looks = (*looks, Look(where=where, outcome=fetched.seen.outcome, what=fetched.seen.what))
            if fetched.seen.outcome == "proved":
                found = self._proved(at, "https" if tls else "http", fetched.seen, looks)
                return replace(found, certificate=fetched.certificate)
        return Checked(place=endpoint.host, address=endpoint.address, control="asserted", looks=looks)

    def _proved(self, endpoint: Endpoint, by: By, seen: Seen, looks: tuple[Look, ...]) -> Checked:
        most = self.now + timedelta(days=PROOF_DAYS)
        until = min(seen.until or most, most)
        return Checked(
            place=endpoint.host, address=endpoint.address, control="proved", by=by, until=until, looks=looks
        )  # fmt: skip


def kept(checked: Iterable[Checked]) -> list[Proof]:
    """What goes into the file: each address once, by the proof that holds longest."""
    best: dict[str, Proof] = {}
    for proof in filter(None, map(Checked.proof, checked)):
        if proof.address not in best or proof.until > best[proof.address].until:
            best[proof.address] = proof
    return list(best.values())
