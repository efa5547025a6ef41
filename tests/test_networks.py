"""Autonomous systems and countries come from a table on this machine, never before what the inventory says."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nightlatch.model import Access, Endpoint, Finding, Identity, Principal, Target
from nightlatch.networks import Networks, NetworksError

# Documentation's ranges (RFC 5737, 3849, 5398).
_TABLE = """\
192.0.2.0\t192.0.2.255\t64496\tNL\tEXAMPLE-A
198.51.100.0\t198.51.100.127\t0\tNone\tNot routed
198.51.100.128\t198.51.100.255\t64497\tNone\tEXAMPLE-B
2001:db8::\t2001:db8:0:ffff:ffff:ffff:ffff:ffff\t64498\tde\tEXAMPLE-C
"""


@pytest.fixture
def table(tmp_path: Path) -> Networks:
    path = tmp_path / "networks.tsv"
    path.write_text(_TABLE)
    return Networks(path=path)


def at(address: str, **tags: str) -> Finding:
    return Finding(
        target=Target(url="redis://x", kind="redis", host="x", port=1, tags=tuple(tags.items())),
        endpoint=Endpoint(host="x", address=address, port=1),
        identity=Identity(kind="redis", product="Redis"),
        status="closed",
        access=Access(principal=Principal(name="", anonymous=True), rights={}),
    )


@pytest.mark.parametrize(
    ("address", "tags"),
    [
        ("192.0.2.0", {"asn": "64496", "country": "NL"}),
        ("192.0.2.255", {"asn": "64496", "country": "NL"}),
        ("::ffff:192.0.2.9", {"asn": "64496", "country": "NL"}),
        ("192.0.3.0", {}),
        ("198.51.100.7", {}),
        ("198.51.100.200", {"asn": "64497"}),
        ("2001:db8::5", {"asn": "64498", "country": "DE"}),
        ("2001:db9::5", {}),
        ("", {}),
    ],
)
def test_an_address_has_the_network_of_its_range(table: Networks, address: str, tags: dict[str, str]) -> None:
    (told,) = table.told([at(address)])
    assert dict(told.target.tags) == tags


def test_what_the_inventory_says_goes_before(table: Networks) -> None:
    told = table.told([at("192.0.2.1", country="BE", owner="Ops"), at("192.0.2.1", asn="AS1")])
    assert [dict(one.target.tags) for one in told] == [
        {"country": "BE", "owner": "Ops", "asn": "64496"},
        {"asn": "AS1", "country": "NL"},
    ]


def test_a_table_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "networks.tsv.gz"
    path.write_bytes(gzip.compress(_TABLE.encode()))
    (told,) = Networks(path=path).told([at("192.0.2.1")])
    assert dict(told.target.tags)["asn"] == "64496"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("none.tsv", None, "no such file"),
        ("empty.tsv", b"", "is empty"),
        ("hosts.csv", b"host,owner\n", "line 1 is no range"),
        ("names.tsv", b"host\tother\t1\tNL\n", "line 1 is no range"),
        ("late.tsv", _TABLE.encode() + b"x\ty\n", "line 5 is no range"),
        ("torn.tsv.gz", gzip.compress(_TABLE.encode() * 1000)[:-9], "cannot read"),
        ("plain.gz", _TABLE.encode(), "cannot read"),
        ("endless.tsv", b"1" * 100_000, "line 1 is no range"),
    ],
)
def test_what_is_no_table_is_refused_by_name_and_line(
    tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NetworksError, match=what):
        Networks(path=path).told([at("203.0.113.1")])


@given(some.binary(max_size=300))
def test_whatever_a_table_holds_it_is_taken_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("tables") / "any.tsv"
    path.write_bytes(data)
    try:
        (told,) = Networks(path=path).told([at("192.0.2.1")])
    except NetworksError:
        return
    assert set(dict(told.target.tags)) <= {"asn", "country"}
