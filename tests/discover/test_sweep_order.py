"""The order of a sweep: every endpoint exactly once, shuffled, the same again for the same seed, nobody hammered."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.discover._sweep_order import Order
from nightlatch.discover._sweep_space import Host, Space
from tests.discover.scopes import listing

FEW = settings(max_examples=60, deadline=None)
NAMED = [Host(address="192.0.2.7", host="db.example.org"), Host(address="2001:db8:1::7", host="db.example.org")]
PLACES = [
    (Host(address="192.0.2.9", host="192.0.2.9"), 6380),
    (Host(address="192.0.2.8", host="one.example.org"), 27018),
    (Host(address="2001:db8:1::9", host="2001:db8:1::9"), 5433),
]


def drawn(space: Space) -> list[tuple[str, int]]:
    """All of *space*, in its order, in blocks of an odd size."""
    found: list[tuple[str, int]] = []
    for start in range(0, space.count, 97):
        block = space.draw(np.arange(start, min(start + 97, space.count), dtype=np.int64))
        for number, port in zip(block.hosts.tolist(), block.ports.tolist(), strict=True):
            host = space.host(-1 - number).address if number < 0 else str(np.int64(number))
            found.append((host, port))
    return found


@FEW
@given(count=st.integers(0, 3000), seed=st.integers(0, 2**64 - 1))
def test_a_permutation_has_each_number_once(count: int, seed: int) -> None:
    """Whatever the size and the seed, every number below the size comes exactly once."""
    found = Order(count, seed).at(np.arange(count, dtype=np.int64))
    assert sorted(found.tolist()) == list(range(count))


@FEW
@given(count=st.integers(2**20, 2**32), seed=st.integers(0, 99), start=st.integers(0, 2**20 - 64))
def test_any_part_is_worked_out_by_itself(count: int, seed: int, start: int) -> None:
    """A part of a huge permutation is the same whether it is asked alone or number by number, and within bounds."""
    order, positions = Order(count, seed), np.arange(start, start + 64, dtype=np.int64)
    found = order.at(positions).tolist()
    assert found == [int(order.at(np.array([one]))[0]) for one in positions]
    assert len(set(found)) == 64 and min(found) >= 0 and max(found) < count


def test_it_is_shuffled_and_repeatable() -> None:
    """One seed gives one order; another seed another; neither is ascending, and neighbours rarely stay neighbours."""
    positions = np.arange(4096, dtype=np.int64)
    one, other = Order(4096, 1).at(positions).tolist(), Order(4096, 2).at(positions).tolist()
    assert one == Order(4096, 1).at(positions).tolist() != other
    for found in (one, other):
        assert sum(abs(a - b) == 1 for a, b in pairwise(found)) < 20


@FEW
@given(
    networks=st.lists(st.sampled_from(["10.0.0.0/28", "10.0.1.0/30", "10.9.0.1/32", "2001:db8::/124", "10.0.0.8/29"])),
    ports=st.lists(st.integers(1, 65535), unique=True, max_size=7),
    named=st.integers(0, 2), places=st.integers(0, 3), parts=st.integers(1, 3), seed=st.integers(0, 9),
)  # fmt: skip
def test_every_endpoint_comes_once(
    networks: list[str], ports: list[int], named: int, places: int, parts: int, seed: int
) -> None:
    """Over all shards, each address of the networks and names comes once with each port, and each place once."""
    listed = listing(networks).networks
    spaces = [
        Space(listed, NAMED[:named], PLACES[:places], ports, seed=seed, shard=(part, parts)) for part in range(parts)
    ]
    found = Counter(endpoint for space in spaces for endpoint in drawn(space))
    hosts = {str(int(a)) if a.version == 4 else str(a) for one in listed for a in one}
    hosts |= {host.address for host in NAMED[:named]} if ports else set()
    wanted = {(host, port) for host in hosts for port in ports}
    assert len(found) == found.total() == sum(space.count for space in spaces)
    assert wanted <= set(found)
    assert len(found) == len(wanted) + places


def test_a_host_is_not_asked_twice_within_a_round() -> None:
    """Between two questions to one host lie all the other hosts, and one round asks many different ports."""
    space = Space(listing(["10.0.0.0/24"]).networks, [], [], range(1000, 1016), seed=5)
    found = drawn(space)
    for start in range(0, len(found), 256):
        part = found[start : start + 256]
        assert len({host for host, _ in part}) == 256
        assert len({port for _, port in part}) == 16


@pytest.mark.parametrize("exponent", [4, 7])
def test_a_space_keeps_nothing_of_its_size(exponent: int) -> None:
    """Ten million endpoints are drawn from as few objects as ten thousand."""
    ports = range(1, 11)
    space = Space(listing([f"10.0.0.0/{32 - (10 if exponent == 4 else 20)}"]).networks, [], [], ports, seed=1)
    assert space.count >= 10**exponent
    kept = [value for value in vars(space).values() if hasattr(value, "__len__")]
    assert all(len(value) <= len(ports) for value in kept)
    last = np.array([space.count - 1], dtype=np.int64)
    assert space.draw(last).ports.size == 1
