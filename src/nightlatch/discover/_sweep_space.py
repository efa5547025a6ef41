"""Everything that a sweep asks, as numbers from 0 on: what stands at a number is worked out, never kept.

First come the places (a host with its one port), then the grid of hosts and ports in as many rounds as there are
ports: each round asks each host once, all in the same shuffled order, and each host at another port. So between two
questions to one host lies a whole round. Memory: what the scope lists, not what that amounts to. Sends nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Network
from itertools import accumulate

import numpy as np

from nightlatch import addresses
from nightlatch.addresses import Network
from nightlatch.discover._sweep_order import Numbers, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A host that is more than an IPv4 number: a name with one of its addresses, or an IPv6 address."""

    address: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Endpoints by their numbers. *hosts* is an IPv4 address as a number, or ``-1 - k`` for ``space.host(k)``."""

    indexes: Numbers
    hosts: Numbers
    ports: Numbers


class Space:
    """Hosts x ports, and places; *shard* ``(i, n)`` is the i-th of n parts, which share no host of the grid."""

    def __init__(
        self,
        networks: Iterable[Network],
        named: Sequence[Host],
        places: Sequence[tuple[Host, int]],
        ports: Sequence[int],
        *,
        seed: int,
        shard: tuple[int, int] = (0, 1),
    ) -> None:
        whole = addresses.collapsed(networks) if ports else ()
        four = [one for one in whole if isinstance(one, IPv4Network)]
        self._six = [one for one in whole if isinstance(one, IPv6Network)]
        self._starts = _starts(four)
        self._first = np.array([int(one.network_address) for one in four], dtype=np.int64)
        self._four = sum(one.num_addresses for one in four)
        self._six_starts = [0, *accumulate(one.num_addresses for one in self._six)]
        self._specials = [*(named if ports else ()), *(host for host, _ in places)]
        self._set_places(places, len(named) if ports else 0)
        self.hosts = self._four + self._six_starts[-1] + (len(named) if ports else 0)
        self._part, self._parts = shard
        self._host_order, self._place_order = Order(self.hosts, seed), Order(len(places), seed + 1)
        self._ports = np.array(ports, dtype=np.int64)[Order(len(ports), seed + 2).at(np.arange(len(ports)))]
        self._own_places = _share(len(places), shard)
        self.own_hosts = _share(self.hosts, shard)
        self.count = self._own_places + self.own_hosts * len(ports)

    def draw(self, indexes: Numbers) -> Drawn:
        """What stands at *indexes*, each in ``range(self.count)``."""
        hosts, ports = np.empty_like(indexes), np.empty_like(indexes)
        is_place = indexes < self._own_places
        at = self._place_order.at(indexes[is_place] * self._parts + self._part)
        hosts[is_place], ports[is_place] = self._place_hosts[at], self._place_ports[at]
        hosts[~is_place], ports[~is_place] = self._grid(indexes[~is_place] - self._own_places)
        return Drawn(indexes=indexes, hosts=hosts, ports=ports)

    def host(self, special: int) -> Host:
        """The host that stands in :class:`Drawn` as ``-1 - special``."""
        six = self._six_starts[-1]
        if special >= six:
            return self._specials[special - six]
        at = bisect_right(self._six_starts, special) - 1
        address = str(self._six[at][special - self._six_starts[at]])
        return Host(address=address, host=address)

    def _grid(self, indexes: Numbers) -> tuple[Numbers, Numbers]:
        if not indexes.size:
            return indexes, indexes
        rounds, turns = np.divmod(indexes, self.own_hosts)
        which = self._host_order.at(turns * self._parts + self._part)
        ports = self._ports[(rounds + which) % self._ports.size]
        return self._numbers(which), ports

    def _numbers(self, which: Numbers) -> Numbers:
        numbers = self._four - 1 - which  # those beyond IPv4: -1, -2, ...
        is_four = numbers >= 0
        own = which[is_four]
        unit = np.searchsorted(self._starts, own, side="right") - 1
        numbers[is_four] = self._first[unit] + (own - self._starts[unit])
        return numbers

    def _set_places(self, places: Sequence[tuple[Host, int]], named: int) -> None:
        beyond = self._six_starts[-1] + named
        self._place_hosts = np.array(
            [_number(host, beyond + at) for at, (host, _) in enumerate(places)], dtype=np.int64
        )  # fmt: skip
        self._place_ports = np.array([port for _, port in places], dtype=np.int64)


def _number(host: Host, special: int) -> int:
    is_plain = host.host == host.address and ":" not in host.address
    return int(IPv4Address(host.address)) if is_plain else -1 - special


def _starts(networks: Sequence[IPv4Network]) -> Numbers:
    sizes = np.array([one.num_addresses for one in networks], dtype=np.int64)
    return np.cumsum(sizes) - sizes


def _share(count: int, shard: tuple[int, int]) -> int:
    part, parts = shard
    return max(0, (count - part + parts - 1) // parts)
