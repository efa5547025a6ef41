"""What may be contacted, by whom it was granted, and until when. Sends nothing and asks no resolver.

Without a scope file only loopback may be contacted, in ``owner`` standing. With one, exactly what it lists: loopback,
too, must be listed then, so that a name which suddenly leads to this machine leads nowhere. Exclusions always win.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nightlatch import addresses
from nightlatch.addresses import Address, Addresses, Network
from nightlatch.inventory import Row
from nightlatch.model import Control, Standing
from nightlatch.windows import Window

if TYPE_CHECKING:
    from nightlatch.targets import Expanded

_SAMPLE_DAYS = 30

MOST_PUBLIC = 256  # unproved public addresses in owner standing
MOST_WITNESSED = 16  # single addresses in witness standing
Ports = tuple[tuple[int, int], ...]  # inclusive ranges


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One half of a scope file, targets or exclusions. No *ports* means every port of *networks* and *names*.

    Networks are kept as they were written: two neighbours are two single addresses, not a network.
    *places* are a host (name or address) with its one port, as a URL or a line of an inventory lists them.
    """

    networks: tuple[Network, ...] = ()
    names: frozenset[str] = frozenset()
    ports: Ports = ()
    places: frozenset[tuple[str, int]] = frozenset()

    @cached_property
    def index(self) -> Addresses:
        """The networks, ready to be asked."""
        return Addresses(self.networks)

    def canonical(self) -> list[object]:
        """The same for whatever lists the same, ready for JSON."""
        networks = [str(network) for network in addresses.collapsed(self.networks)]
        return [networks, sorted(self.names), self.ports, sorted(self.places)]

    def has_port(self, port: int) -> bool:
        """Is *port* among the listed ones?"""
        return any(low <= port <= high for low, high in self.ports)

    def has_name(self, name: str) -> bool:
        """Is *name* listed, itself or below a ``*.`` entry? Such an entry holds the bare domain, too."""
        return name in self.names or any(f"*.{above}" in self.names for above in _domains(name))


def _domains(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[start:]) for start in range(len(parts))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How hard and how long we may look; None where only the program's own bounds hold."""

    connections_per_second: float | None = None
    connections_per_second_per_host: float | None = None
    bytes_per_store: int | None = None
    rows_per_store: int | None = None
    seconds_per_store: float | None = None
    deadline: datetime | None = None
    windows: tuple[Window, ...] = ()  # times of day; none: always


def _given(limits: Limits) -> dict[str, object]:
    """Those that a file sets: a limit that a later version can take leaves the digest of older files as it was."""
    named = {name: getattr(limits, name) for name in Limits.__dataclass_fields__}
    return {name: value for name, value in named.items() if value not in (None, ())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Who allowed it, for what, and for how long; *contact* is told to every server."""

    owner: str
    contact: str
    granted_by: str
    valid_from: datetime
    valid_until: datetime
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """Whom else we may ask; the system's own resolver is always asked for host names."""

    resolvers: tuple[str, ...] = ()
    lookup_services: tuple[str, ...] = ()


def server_of(text: str) -> tuple[str, int]:
    """A name server's address and port: ``192.0.2.53``, ``2001:db8::53``, ``192.0.2.53:5353``, ``[::1]:5353``.

    Errors: ``ValueError`` says what is wrong with it.
    """
    host, port = text, "53"
    if (found := re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):([0-9]{1,5})", text)) is not None:
        host, port = found[1] or found[2], found[3]
    if not 0 < int(port) < 65536:
        raise ValueError("has a port that is not between 1 and 65535")
    return str(addresses.normal(host)), int(port)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The answer to "may we contact this?"; made by :meth:`loopback` or by :func:`nightlatch.scope_file.load`."""

    name: str = "loopback only"
    standing: Standing = "owner"
    grant: Grant | None = None
    outward: Outward = field(default_factory=Outward)
    urls: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    targets_listed: Listing = field(default_factory=Listing)
    excluded: Listing = field(default_factory=Listing)
    limits: Limits = field(default_factory=Limits)
    ends: datetime | None = None  # the grant's end or the deadline, whichever is first
    counted_addresses: int = 0  # of the listed ones: public and unproved in owner standing, all in witness standing
    most_public: int = MOST_PUBLIC
    proved: frozenset[Address] = frozenset()  # public addresses whose control was proved: nightlatch.proof
    proved_until: datetime | None = None  # when the first of these proofs expires
    proof_note: str = ""  # why proofs that are there were not taken

    @property
    def contact(self) -> str:
        """Whom the owner of a server may ask; empty on loopback, where nobody has to."""
        return self.grant.contact if self.grant else ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the scope means: the same for any order, spelling or layout of the same file."""
        return hashlib.sha256(msgspec.json.encode(self._canonical(), order="sorted")).hexdigest()

    def _canonical(self) -> dict[str, object]:
        return {
            "grant": self.grant,
            "targets": self.targets_listed.canonical(),
            "exclude": self.excluded.canonical(),
            "limits": _given(self.limits),
            "outward": [sorted(self.outward.resolvers), sorted(self.outward.lookup_services)],
            "urls": sorted(self.urls),
            "inventory": sorted([row.host, row.port, row.kind, row.url, row.owner, row.team] for row in self.rows),
        }

    @staticmethod
    def load(path: Path | str, now: datetime) -> Scope:
        """The scope of the file *path*. Errors: :class:`nightlatch.scope_file.ScopeError`."""
        from nightlatch import scope_file  # the file names kinds of store, and those need the dialer, which needs us

        return scope_file.load(path, now)

    @staticmethod
    def sample(today: date) -> str:
        """A commented scope file, valid for thirty days from *today*, that lists this machine."""
        text = files("nightlatch").joinpath("scope_sample.toml").read_text("utf-8")
        ends = today + timedelta(days=_SAMPLE_DAYS)
        return text.replace("{valid_from}", today.isoformat()).replace("{valid_until}", ends.isoformat())

    def explain(self) -> list[str]:
        """What the scope means, in sentences, a line each: in, out, how many, until when, what the standing allows."""
        from nightlatch import scope_words

        return scope_words.explain(self)

    def targets(self) -> Expanded:
        """What the scope lists, as targets, and what of it is skipped."""
        from nightlatch import targets  # see load

        return targets.expand(self)

    @classmethod
    def loopback(cls) -> Scope:
        """The scope of a run without a scope file."""
        return cls(targets_listed=Listing(networks=addresses.LOOPBACK))

    def refuses(self, address: str, port: int, host: str | None = None) -> str | None:
        """Why *address*:*port*, reached by the name *host*, may not be contacted; None if it may.

        A listed name is a promise about whatever it leads to; the dialer holds it to the first answer it gets.
        """
        try:
            found, name = addresses.normal(address), self._name(host, address)
        except ValueError as error:
            return f"{_shown(address if host is None else host)} {error}"
        if not 0 < port < 65536:
            return f"{port} is not a port"
        return self._exclusion(found, port, name) or self._absence(found, port, name)

    def _name(self, host: str | None, address: str) -> str | None:
        if host is None or host == address:
            return None
        try:
            addresses.normal(host)
        except ValueError:
            return addresses.host_name(host)
        return None

    def _exclusion(self, address: Address | None, port: int, name: str | None) -> str | None:
        out = self.excluded
        if address is not None and address in out.index:
            return f"{address} is excluded by the scope"
        if name is not None and out.has_name(name):
            return f"{name} is excluded by the scope"
        if out.has_port(port):
            return f"port {port} is excluded by the scope"
        if (str(address), port) in out.places or (name is not None and (name, port) in out.places):
            return f"{name or address} port {port} is excluded by the scope"
        return None

    def excludes_target(self, host: str, port: int) -> str | None:
        """Why *host* (an address or a name in normal form) may not even be looked up; None if nothing excludes it."""
        if addresses.is_numeric(host):
            return self._exclusion(addresses.normal(host), port, None)
        return self._exclusion(None, port, host)

    def _absence(self, address: Address, port: int, name: str | None) -> str | None:
        if self.lists_address(address, port):
            return None
        if name is None or not self._lists_name(name, port):
            what = f"{address} port {port}" if name is None else f"{name} ({address}) port {port}"
            return f"{what} is not in the scope ({self.name})"
        if addresses.is_near(address):
            return f"{name} leads to {address}, which is this machine or its own link and is not listed itself"
        return None

    def lists_address(self, address: Address, port: int) -> bool:
        """Is the address itself listed, whatever name led to it?"""
        listed = self.targets_listed
        if (str(address), port) in listed.places:
            return True
        return address in listed.index and (not listed.ports or listed.has_port(port))

    def _lists_name(self, name: str, port: int) -> bool:
        listed = self.targets_listed
        return (name, port) in listed.places or (name in listed.names and (not listed.ports or listed.has_port(port)))

    @property
    def most_addresses(self) -> int:
        """How many unproved addresses may be contacted at most, of those that count."""
        return MOST_WITNESSED if self.standing == "witness" else self.most_public

    def counts(self, address: Address) -> bool:
        """Does *address* count towards :attr:`most_addresses`?"""
        return self.standing == "witness" or (addresses.is_public(address) and address not in self.proved)

    def control(self, address: str) -> Control:
        """Whether the grantor's control of *address* is proved; a witness does not claim any."""
        found = addresses.normal(address)
        if self.standing == "witness":
            return "not-claimed"
        if not addresses.is_public(found):
            return "not-needed"
        return "proved" if found in self.proved else "asserted"


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text[:100])
