"""What a numeric address means before anything is compared with it, and which ranges are nobody's but the owner's.

One host can be written in many ways (``::ffff:192.0.2.7``, ``127.1``, ``0.0.0.0``); a scope compares one. Forms that
carry another address inside, or that a translator on the way takes apart, are refused: what they reach cannot be told
from here. Sends nothing; asks no resolver. Ranges as in the IANA special-purpose registries (RFC 6890).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, collapse_addresses, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))

# Ranges that do not lead over the internet to a stranger. 100.64.0.0/10 (RFC 6598) is left out on purpose: behind it
# are all the other customers of a provider, so it counts as public. So do the documentation ranges.
PRIVATE: tuple[Network, ...] = (
    *LOOPBACK,
    *(ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")),
    *(ip_network(text) for text in ("fc00::/7", "fe80::/10")),
)

_LINK_LOCAL: tuple[Network, ...] = (ip_network("169.254.0.0/16"), ip_network("fe80::/10"))

# The first that matches says why; ::1 is looked at before them.
_REFUSED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(text), why)
    for text, why in (
        ("0.0.0.0/8", "is no host: it means this machine"),
        ("224.0.0.0/4", "is a multicast address"),
        ("240.0.0.0/4", "is reserved or broadcast"),
        ("192.88.99.0/24", "is a 6to4 relay"),
        ("64:ff9b::/96", "is an IPv4 address behind a NAT64 translator; list the IPv4 address"),
        ("64:ff9b:1::/48", "is an IPv4 address behind a NAT64 translator; list the IPv4 address"),
        ("::ffff:0:0:0/96", "is an IPv4 address behind a translator; list the IPv4 address"),
        ("::/96", "is an IPv4 address in a form that no network carries any more"),
        ("2001::/32", "is a Teredo tunnel to an IPv4 address"),
        ("2002::/16", "is a 6to4 tunnel to an IPv4 address"),
        ("fec0::/10", "is a site-local address, which no network carries any more"),
        ("ff00::/8", "is a multicast address"),
    )
)

_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")


def normal(text: str) -> Address:
    """The one form of an address that is compared and connected to; IPv4 in IPv6 (``::ffff:a.b.c.d``) becomes IPv4.

    Errors: ``ValueError`` says why *text* is not an address that can be held to a scope.
    """
    if "%" in text:
        raise ValueError("names a network interface (%) beside the address; that cannot be held to a scope")
    try:
        address = ip_address(text)
    except ValueError:
        raise ValueError("is not a numeric address") from None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if (why := misleads(ip_network(address))) is not None:
        raise ValueError(why)
    return address


def misleads(listed: Network) -> str | None:
    """Why nothing in *listed* can be held to a scope; None if something can."""
    if any(_within(listed, loopback) for loopback in LOOPBACK):
        return None
    return next((why for network, why in _REFUSED if _within(listed, network)), None)


def _within(inner: Network, outer: Network) -> bool:
    return inner.version == outer.version and inner.subnet_of(outer)  # type: ignore[arg-type]  # same version by now


def is_numeric(host: str) -> bool:
    """Is *host* an address in its normal form, not a name?"""
    try:
        return str(normal(host)) == host
    except ValueError:
        return False


def is_loopback(address: Address) -> bool:
    """Does it lead to this machine?"""
    return any(address in network for network in LOOPBACK)


def is_near(address: Address) -> bool:
    """Does it lead to this machine or only to its own link (cloud metadata services are there)?"""
    return is_loopback(address) or any(address in network for network in _LINK_LOCAL)


def is_public(address: Address) -> bool:
    """May it be a stranger's host? All but loopback, RFC 1918, unique local and link-local."""
    return not any(address in network for network in PRIVATE)


def network(text: str) -> Network:
    """A CIDR network or a single address. Errors: ``ValueError`` says what is wrong with it."""
    if "/" not in text:
        return ip_network(normal(text))
    if "%" in text:
        raise ValueError("names a network interface (%)")
    try:
        found = ip_network(text)
    except ValueError as error:
        if "has host bits set" in str(error):
            raise ValueError(f"has host bits set; did you mean {ip_network(text, strict=False)}?") from None
        raise ValueError("is not a network such as 10.0.0.0/24") from None
    if isinstance(found, IPv6Network) and found.prefixlen >= 96 and found.network_address.ipv4_mapped is not None:
        return ip_network(f"{found.network_address.ipv4_mapped}/{found.prefixlen - 96}")
    if found.num_addresses == 1:
        normal(str(found.network_address))
    return found


def public_count(networks: Iterable[Network]) -> int:
    """How many public addresses *networks* hold together; what overlaps counts once."""
    return sum(_public_in(found) for found in collapsed(networks))


def _public_in(found: Network) -> int:
    private = [known for known in PRIVATE if known.version == found.version and known.overlaps(found)]
    return max(0, found.num_addresses - sum(min(known.num_addresses, found.num_addresses) for known in private))


def collapsed(networks: Iterable[Network]) -> tuple[Network, ...]:
    """The same addresses as fewest networks, IPv4 first; host addresses in ascending order."""
    found = set(networks)
    four = collapse_addresses(network for network in found if isinstance(network, IPv4Network))
    six = collapse_addresses(network for network in found if isinstance(network, IPv6Network))
    return (*four, *six)


def host_name(text: str) -> str:
    """A name as it is compared: ASCII (IDNA), lower case, without the dot at the end.

    Errors: ``ValueError`` says why it is no host name. Numbers in disguise (``127.1``, ``0x7f000001``), which a
    resolver would take for an address, are refused.
    """
    try:
        name = text.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise ValueError("is not a host name") from None
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise ValueError("is not a host name")
    if _is_disguised(name):
        raise ValueError("is an address in an unusual form; write it as four decimal numbers")
    return name


def _is_disguised(name: str) -> bool:
    try:
        socket.inet_aton(name)
    except OSError:
        return bool(re.fullmatch(r"[0-9.]+", name))
    return True


class Addresses:
    """Many networks, asked many times: whether an address is in any of them takes one look-up a prefix length."""

    __slots__ = ("_by_prefix",)

    def __init__(self, networks: Iterable[Network]) -> None:
        self._by_prefix: dict[tuple[int, int], set[int]] = {}
        for network in networks:
            shift = network.max_prefixlen - network.prefixlen
            self._by_prefix.setdefault((network.version, shift), set()).add(int(network.network_address) >> shift)

    def __contains__(self, address: Address) -> bool:
        number, version = int(address), address.version
        return any(number >> shift in known for (of, shift), known in self._by_prefix.items() if of == version)
