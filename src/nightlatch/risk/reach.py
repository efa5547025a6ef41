"""From where a store can be reached: as the user says, else as its address says; nothing is guessed beyond that."""

from __future__ import annotations

from ipaddress import ip_network

from nightlatch import addresses
from nightlatch.model import Reach


def of(address: str) -> tuple[Reach, str]:
    """The reach of a numeric *address*, and the reason in words.

    A provider's shared range (100.64.0.0/10) counts as public, as it does for a scope: strangers are behind it.
    """
    network = ip_network(addresses.normal(address))
    if _is_in(network, addresses.LOOPBACK):
        return "lab", "as told by its address: loopback, only this machine reaches it"
    if _is_in(network, addresses.PRIVATE):
        return "private", "as told by its address, a private one"
    return "internet", "as told by its address, a public one"


def _is_in(network: addresses.Network, ranges: tuple[addresses.Network, ...]) -> bool:
    return any(network.version == one.version and network.subnet_of(one) for one in ranges)  # type: ignore[arg-type]
