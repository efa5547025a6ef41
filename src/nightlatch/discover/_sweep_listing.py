"""What a scope lists, ready to be swept: names resolved once, each address once, owner and team beside it.

Asks the system's resolver for the listed names, side by side, through :class:`nightlatch.names.Names`; nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import ip_address

from nightlatch import addresses, targets
from nightlatch.addresses import Network
from nightlatch.discover._sweep_space import Host
from nightlatch.inventory import Row
from nightlatch.model import Failed
from nightlatch.names import Names
from nightlatch.scope import Scope

Tags = tuple[tuple[str, str], ...]
Answers = dict[str, tuple[str, ...]]  # name: addresses

_RESOLVERS = 16  # look-ups side by side


@dataclass(slots=True)
class Listed:
    """Where a sweep goes; *unresolved* says why it does not go to a name at all."""

    networks: tuple[Network, ...]
    named: list[Host] = field(default_factory=list)
    places: list[tuple[Host, int]] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)
    unresolved: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # address in a network: the listed name that leads to it

    @property
    def is_loopback(self) -> bool:
        """Does all of it lead to this machine?"""
        networks = all(addresses.is_loopback(one[0]) and addresses.is_loopback(one[-1]) for one in self.networks)
        return networks and all(addresses.is_loopback(ip_address(host.address)) for host in self._hosts())

    @property
    def is_private(self) -> bool:
        """Is none of it an address that may be a stranger's?"""
        hosts = not any(addresses.is_public(ip_address(host.address)) for host in self._hosts())
        return hosts and not addresses.public_count(self.networks)

    def _hosts(self) -> Iterable[Host]:
        yield from self.named
        yield from (host for host, _ in self.places)


def listed(scope: Scope, names: Names, ports: Sequence[int], *, known: Mapping[str, Sequence[str]]) -> Listed:
    """Everything that *scope* lists and *ports* can be asked at; *known* are answers that an earlier run was given."""
    own = scope.targets_listed
    found = Listed(networks=own.networks if ports else ())
    wanted = {name: set(ports) for name in own.names} if ports else {}
    for host, port in own.places:
        if not addresses.is_numeric(host):
            wanted.setdefault(host, set()).add(port)
    _resolve(found, names, wanted, known)
    within = addresses.Addresses(found.networks)
    for name in sorted(own.names) if ports else ():
        _add_name(found, name, within)
    _add_places(found, scope, ports, within)
    return found


def _add_name(found: Listed, name: str, within: addresses.Addresses) -> None:
    for address in found.answers.get(name, ()):
        if ip_address(address) in within:
            found.labels.setdefault(address, name)  # it is asked as part of the network
        else:
            found.named.append(Host(address=address, host=name))


def _add_places(found: Listed, scope: Scope, ports: Sequence[int], within: addresses.Addresses) -> None:
    seen = {(host.address, port) for host in found.named for port in ports} if scope.targets_listed.places else set()
    asked = frozenset(ports)
    for host, port in sorted(scope.targets_listed.places):
        for address in (host,) if addresses.is_numeric(host) else found.answers.get(host, ()):
            if port in asked and ip_address(address) in within:
                found.labels.setdefault(address, host)
            elif (address, port) not in seen:
                seen.add((address, port))
                found.places.append((Host(address=address, host=host), port))


def _resolve(found: Listed, names: Names, wanted: Mapping[str, set[int]], known: Mapping[str, Sequence[str]]) -> None:
    def ask(name: str) -> tuple[str, tuple[str, ...], str]:
        why = ""
        for port in sorted(wanted[name]):
            try:
                return name, tuple(one.address for one in names.endpoints(name, port)), ""
            except Failed as failed:
                why = failed.failure.what
                if failed.failure.kind != "out-of-scope":
                    break
        return name, (), why

    with ThreadPoolExecutor(_RESOLVERS) as pool:
        for name, led_to, why in pool.map(ask, sorted(wanted)):
            found.answers[name] = tuple(known.get(name, led_to))
            if why and not found.answers[name]:
                found.unresolved[name] = why


def tags(rows: Iterable[Row]) -> dict[tuple[str, int | None], Tags]:
    """Owner and team by host and port, and by host alone (port None) as far as a line names no port."""
    found: dict[tuple[str, int | None], Tags] = {}
    for row in rows:
        if row.url:
            target = targets.parse(row.url)
            found.setdefault((target.host, target.port), row.tags)
        else:
            found.setdefault((targets.host_of(row.host), targets.port_of(row)), row.tags)
    return found
