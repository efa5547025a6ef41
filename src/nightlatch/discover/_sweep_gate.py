"""The scope's answer for thousands of IPv4 endpoints at once: the same as :meth:`Scope.refuses`, only faster.

A property test holds it to that. What it cannot tell by itself (names, IPv6, exclusions that are names) is not asked
here but of :class:`nightlatch.names.Names`, one by one. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network

import numpy as np
from numpy.typing import NDArray

from nightlatch import addresses
from nightlatch.addresses import Network
from nightlatch.discover._sweep_order import Numbers
from nightlatch.scope import Listing, Scope

Yes = NDArray[np.bool_]


class Gate:
    """One scope, compiled."""

    def __init__(self, scope: Scope) -> None:
        listed, out = scope.targets_listed, scope.excluded
        self._listed, self._out = _Ranges(listed.networks), _Ranges(out.networks)
        self._unusable = _Ranges(network for network, _ in addresses._REFUSED)  # normal() takes none of these
        self._ports = _ports(listed) if listed.ports else None
        self._out_ports = _ports(out)
        self._places, self._out_places = _places(listed), _places(out)
        self.is_whole = not any(not name.startswith("*.") for name in out.names) and all(
            addresses.is_numeric(host) for host, _ in out.places
        )

    def allows(self, numbers: Numbers, ports: Numbers) -> Yes:
        """Whether each IPv4 address (as a number) may be contacted at its port."""
        keys = (numbers << 16) | ports
        found = self._listed.holds(numbers)
        if self._ports is not None:
            found &= self._ports[ports]
        found |= _among(keys, self._places)
        found &= ~(self._out.holds(numbers) | self._out_ports[ports] | _among(keys, self._out_places))
        found &= ~self._unusable.holds(numbers) & (ports > 0)
        return found


class _Ranges:
    """IPv4 networks as ascending ranges."""

    def __init__(self, networks: Iterable[Network]) -> None:
        four = [one for one in addresses.collapsed(networks) if isinstance(one, IPv4Network)]
        self._first = np.array([int(one.network_address) for one in four], dtype=np.int64)
        self._last = np.array([int(one.broadcast_address) for one in four], dtype=np.int64)

    def holds(self, numbers: Numbers) -> Yes:
        if not self._first.size:
            return np.zeros(numbers.shape, dtype=np.bool_)
        at = np.searchsorted(self._first, numbers, side="right") - 1
        return np.asarray((at >= 0) & (numbers <= self._last[at]), dtype=np.bool_)


def _ports(listing: Listing) -> Yes:
    found = np.zeros(1 << 16, dtype=np.bool_)
    for low, high in listing.ports:
        found[low : high + 1] = True
    return found


def _places(listing: Listing) -> Numbers:
    keys = [
        int(IPv4Address(host)) << 16 | port
        for host, port in listing.places
        if "." in host and ":" not in host and addresses.is_numeric(host)
    ]
    return np.array(sorted(keys), dtype=np.int64)


def _among(keys: Numbers, known: Numbers) -> Yes:
    if not known.size:
        return np.zeros(keys.shape, dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, keys), known.size - 1)
    return np.asarray(known[at] == keys, dtype=np.bool_)
