"""The scope's answer for many endpoints at once is the scope's answer for each of them."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_network

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.discover._sweep_gate import Gate
from nightlatch.scope import Listing, Scope
from tests.discover.scopes import listing

# Few addresses and ports, so that what is listed, what is excluded and what is asked often meet; and odd ones.
ADDRESSES = [
    *(f"10.0.0.{last}" for last in (0, 1, 2, 3, 7, 8, 15, 255)), "10.0.1.0", "127.0.0.1", "127.255.255.255",
    "0.0.0.0", "0.0.0.1", "9.255.255.255", "11.0.0.0", "192.88.99.1", "223.255.255.255", "224.0.0.1", "239.1.2.3",
    "240.0.0.1", "255.255.255.255", "169.254.1.1", "192.0.2.1", "8.8.8.8",
]  # fmt: skip
PORTS = [0, 1, 2, 79, 80, 81, 6379, 65534, 65535]
networks = st.lists(
    st.builds(
        lambda address, prefix: str(ip_network(f"{address}/{prefix}", strict=False)),
        st.sampled_from(ADDRESSES),
        st.sampled_from([0, 1, 4, 8, 24, 28, 29, 30, 31, 32]),
    ),
    max_size=4,
)
ranges = st.lists(st.tuples(st.sampled_from(PORTS[1:]), st.sampled_from(PORTS[1:])).map(sorted).map(tuple), max_size=3)
places = st.lists(st.tuples(st.sampled_from(ADDRESSES), st.sampled_from(PORTS[1:])), max_size=4)
halves: st.SearchStrategy[Listing] = st.builds(listing, networks=networks, ports=ranges, places=places)


@settings(max_examples=100, deadline=None)
@given(listed=halves, out=halves)
def test_it_says_what_the_scope_says(listed: Listing, out: Listing) -> None:
    """Networks, ports and places, listed and excluded, and addresses that nothing may be contacted at: all alike."""
    scope = Scope(targets_listed=listed, excluded=out)
    asked = [(address, port) for address in ADDRESSES for port in PORTS]
    numbers = np.array([int(IPv4Address(address)) for address, _ in asked], dtype=np.int64)
    found = Gate(scope).allows(numbers, np.array([port for _, port in asked], dtype=np.int64))
    wanted = [scope.refuses(address, port) is None for address, port in asked]
    assert found.tolist() == wanted


def test_it_knows_what_it_cannot_tell() -> None:
    """Where a name is excluded, whose addresses only the resolver knows, the quick answer does not count."""
    assert Gate(Scope(excluded=listing(["10.0.0.0/8"], places=[("10.0.0.1", 80)]))).is_whole
    assert Gate(Scope(excluded=listing(names=["*.example.org"]))).is_whole
    assert not Gate(Scope(excluded=listing(names=["db.example.org"]))).is_whole
    assert not Gate(Scope(excluded=listing(places=[("db.example.org", 80)]))).is_whole
