"""What may be contacted: files that are taken or not, addresses in and out, and every way to write one."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch import addresses, targets
from nightlatch.scope import Scope
from nightlatch.scope_file import ScopeError, load

from .kinds import BY_SCHEME

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)
GRANT = """
[grant]
owner = "Example Ltd"
contact = "security@example.org"
granted_by = "ticket 123"
valid_from = 2026-03-01
valid_until = 2026-03-31
standing = "owner"
"""
WITNESS = GRANT.replace('"owner"', '"witness"').replace('granted_by = "ticket 123"\n', "")


def scope(tmp_path: Path, tables: str, grant: str = GRANT, now: datetime = NOW) -> Scope:
    """The scope of *grant* and *tables*, written to a real file."""
    path = tmp_path / "scope.toml"
    path.write_text(grant + tables)
    return load(path, now, by_scheme=BY_SCHEME)


def refused(tmp_path: Path, tables: str, grant: str = GRANT, now: datetime = NOW) -> str:
    """Why a file is not taken, with its hint."""
    with pytest.raises(ScopeError) as caught:
        scope(tmp_path, tables, grant, now)
    assert str(caught.value).startswith(str(tmp_path)), "the message names the file"
    return f"{caught.value.what} | {caught.value.hint}"


LISTED = '[targets]\nnetworks = ["10.0.0.0/24"]\n'


class TestLoopback:
    @pytest.mark.parametrize("address", ["127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1"])
    def test_in(self, address: str) -> None:
        """Without a scope file this machine may be contacted, however its address is written."""
        assert Scope.loopback().refuses(address, 6379) is None

    @pytest.mark.parametrize(
        "address",
        [
            "8.8.8.8", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255", "::",
            "224.0.0.1", "240.0.0.1", "ff02::1", "fe80::1", "fe80::1%lo", "::1%lo", "2001:db8::1", "fc00::1",
            "::ffff:8.8.8.8", "::ffff:0.0.0.0", "::127.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1",
            "2002:7f00:1::", "2001:0:7f00:1::", "::ffff:0:127.0.0.1", "127.1", "2130706433", "0x7f000001",
            "0177.0.0.1", "127.0.0.1.", " 127.0.0.1", "127.0.0.1/8", "localhost", "", "127.0.0.1\n", "１２７.0.0.1",
        ],
    )  # fmt: skip
    def test_out(self, address: str) -> None:
        """Without a scope file nothing else may be contacted, and no other way to write loopback leads around that."""
        assert Scope.loopback().refuses(address, 6379)

    @pytest.mark.parametrize("port", [0, -1, 65536])
    def test_ports(self, port: int) -> None:
        """What is no port is refused."""
        assert Scope.loopback().refuses("127.0.0.1", port) == f"{port} is not a port"

    def test_standing(self) -> None:
        """Loopback has owner standing, and nobody has to prove control of it."""
        assert (Scope.loopback().standing, Scope.loopback().control("127.0.0.1")) == ("owner", "not-needed")


class TestListed:
    def test_network(self, tmp_path: Path) -> None:
        """A listed network is in, its neighbours are out, and so is loopback."""
        found = scope(tmp_path, LISTED)
        assert found.refuses("10.0.0.0", 1) is None and found.refuses("10.0.0.255", 65535) is None
        assert found.refuses("::ffff:10.0.0.7", 1) is None
        assert "is not in the scope (scope.toml)" in str(found.refuses("10.0.1.0", 1))
        assert found.refuses("127.0.0.1", 1) and found.refuses("9.255.255.255", 1)

    def test_ports(self, tmp_path: Path) -> None:
        """Listed ports hold for networks and hosts; a URL brings a port of its own, for its host alone."""
        tables = LISTED + 'ports = [5432, "6379-6381"]\nurls = ["redis://10.0.0.9:7000"]\n'
        found = scope(tmp_path, tables)
        asked = (5431, 5432, 6378, 6379, 6381, 6382, 7000)
        assert [port for port in asked if found.refuses("10.0.0.8", port) is None] == [5432, 6379, 6381]
        assert found.refuses("10.0.0.9", 7000) is None

    def test_name(self, tmp_path: Path) -> None:
        """A listed name is in however it is spelt; a name below it, beside it or above it is out."""
        found = scope(tmp_path, '[targets]\nhosts = ["DB.Example.org."]\n')
        for name in ("db.example.org", "db.EXAMPLE.org.", "DB。example。org"):
            assert found.refuses("10.0.0.1", 1, name) is None
        for name in ("x.db.example.org", "example.org", "xdb.example.org", "db.example.org.x.example", "", "a b", "."):
            assert found.refuses("10.0.0.1", 1, name)

    @pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1"])
    def test_name_leads_home(self, tmp_path: Path, address: str) -> None:
        """A listed name that leads to this machine or its own link leads nowhere, unless that address is listed."""
        found = scope(tmp_path, '[targets]\nhosts = ["db.example.org"]\n')
        assert "is not listed itself" in str(found.refuses(address, 1, "db.example.org"))

    @pytest.mark.parametrize(
        "exclusion",
        [
            'networks = ["10.0.0.7"]', 'networks = ["10.0.0.0/29"]', 'networks = ["::ffff:10.0.0.0/120"]',
            'hosts = ["10.0.0.7"]', 'hosts = ["db.example.org"]', 'hosts = ["*.example.org"]',
            'hosts = ["*.db.example.org"]', "ports = [6379]", 'ports = ["1-65535"]', 'urls = ["redis://10.0.0.7"]',
            'urls = ["redis://DB.example.org:6379"]', 'inventory = "out.csv"',
        ],
    )  # fmt: skip
    def test_exclusions_win(self, tmp_path: Path, exclusion: str) -> None:
        """What is excluded, by address, network, name, port, URL or inventory, is out, even where it is listed."""
        (tmp_path / "out.csv").write_text("host,port\n10.0.0.7,6379\n")
        listed = LISTED + 'hosts = ["db.example.org", "10.0.0.7"]\n'
        listed += 'urls = ["redis://10.0.0.7", "redis://db.example.org"]\n'
        assert scope(tmp_path, listed).refuses("10.0.0.7", 6379, "db.example.org") is None
        found = scope(tmp_path, f"{listed}[exclude]\n{exclusion}\n")
        assert "excluded" in str(found.refuses("10.0.0.7", 6379, "db.example.org"))
        assert "excluded" in str(found.refuses("::ffff:10.0.0.7", 6379, "db.example.org"))

    def test_url_exclusion_is_one_port(self, tmp_path: Path) -> None:
        """An excluded URL excludes its own port of its own host, and nothing beside it."""
        found = scope(tmp_path, f'{LISTED}[exclude]\nurls = ["redis://10.0.0.7"]\n')
        assert found.refuses("10.0.0.7", 6380) is None and found.refuses("10.0.0.8", 6379) is None

    def test_control(self, tmp_path: Path) -> None:
        """An owner need not prove control of private addresses, and asserts that of public ones; a witness claims none."""
        tables = '[targets]\nnetworks = ["10.0.0.1", "203.0.113.1", "100.64.0.1"]\n'
        owner, witness = scope(tmp_path, tables), scope(tmp_path, tables, WITNESS)
        told = [owner.control(a) for a in ("10.0.0.1", "203.0.113.1", "100.64.0.1")]
        assert told == ["not-needed", "asserted", "asserted"]
        assert {witness.control(a) for a in ("10.0.0.1", "203.0.113.1", "127.0.0.1")} == {"not-claimed"}


class TestWidth:
    @pytest.mark.parametrize(
        "networks",
        [
            ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8"],
            ["203.0.113.0/24"],
            ["203.0.113.0/24", "203.0.113.0/25", "203.0.113.7", "::ffff:203.0.113.8"],
            ["2001:db8::/120"],
            ["fc00::/112"],
        ],
    )
    def test_taken(self, tmp_path: Path, networks: list[str]) -> None:
        """Private ranges may be wide, public ones hold 256 addresses together, and what overlaps counts once."""
        found = scope(tmp_path, f"[targets]\nnetworks = {networks}\n")
        assert found.refuses(str(ipaddress.ip_network(networks[0])[-1]), 1) is None

    @pytest.mark.parametrize(
        ("tables", "why"),
        [
            ('networks = ["203.0.113.0/24", "198.51.100.1"]', "too wide: 257 public addresses"),
            ('networks = ["203.0.113.0/24"]\nhosts = ["198.51.100.1"]', "too wide: 257 public addresses"),
            ('networks = ["203.0.113.0/24"]\nurls = ["redis://198.51.100.1"]', "too wide: 257 public addresses"),
            ('networks = ["203.0.113.0/24"]\ninventory = "in.csv"', "too wide: 257 public addresses"),
            ('networks = ["192.168.0.0/15"]', "too wide: 65,536 public addresses"),
            ('networks = ["203.0.112.0/23"]', "too wide: 512 public addresses"),
            ('networks = ["0.0.0.0/0"]', "public addresses, at most 256"),
            ('networks = ["0.0.0.0/1", "128.0.0.0/1"]', "public addresses, at most 256"),
            ('networks = ["100.64.0.0/10"]', "too wide: 4,194,304 public addresses"),
            ('networks = ["2001:db8::/119"]', "too wide: 512 public addresses"),
            ('networks = ["2001:db8::/111"]', "wider than /112"),
            ('networks = ["fc00::/111"]', "wider than /112"),
            ('networks = ["::/0"]', "wider than /112"),
            ('networks = ["::ffff:0:0/96"]', "public addresses, at most 256"),
        ],
    )
    def test_too_wide(self, tmp_path: Path, tables: str, why: str) -> None:
        """More than 256 public addresses in all, from whatever key, or an IPv6 network wider than /112, is refused."""
        (tmp_path / "in.csv").write_text("address\n198.51.100.1\n")
        assert why in refused(tmp_path, f"[targets]\n{tables}\n")

    @pytest.mark.parametrize(
        ("tables", "why"),
        [
            ('networks = ["203.0.113.0/31"]', "witness standing does not allow"),
            ('networks = ["10.0.0.0/24"]', "witness standing does not allow"),
            (f"networks = {[f'203.0.113.{n}' for n in range(17)]}", "17 hosts; witness standing allows at most 16"),
            (f"networks = {[f'203.0.113.{n}' for n in range(16)]}\nhosts = ['x.example.org']", "17 hosts"),
            (f"urls = {[f'redis://10.0.0.{n}' for n in range(17)]}", "17 hosts"),
        ],
    )
    def test_witness(self, tmp_path: Path, tables: str, why: str) -> None:
        """A witness may list single addresses only, at most 16 of them, private ones included."""
        assert why in refused(tmp_path, f"[targets]\n{tables}\n", WITNESS)

    def test_witness_of_sixteen(self, tmp_path: Path) -> None:
        """Sixteen neighbours are sixteen single addresses, not a network; nobody needs to have granted them."""
        found = scope(tmp_path, f"[targets]\nnetworks = {[f'203.0.113.{n}' for n in range(16)]}\n", WITNESS)
        assert found.standing == "witness" and found.refuses("203.0.113.15", 1) is None


class TestFile:
    @pytest.mark.parametrize(
        ("tables", "grant", "why"),
        [
            ("", GRANT, "lacks targets"),
            ("[targets]\n", GRANT, "[targets] lists nothing"),
            ("[targets]\nnetworks = []\n", GRANT, "[targets] lists nothing"),
            (LISTED, "", "lacks grant"),
            (LISTED, GRANT.replace('contact = "security@example.org"\n', ""), "[grant] lacks contact"),
            (LISTED, GRANT.replace("security@example.org", ""), "grant.contact: is no mail address"),
            (LISTED, GRANT.replace("security@example.org", "security"), "grant.contact: is no mail address"),
            (LISTED, GRANT.replace("security@", "a\\u001b[2J@"), "control character"),
            (LISTED, GRANT.replace("Example Ltd", " "), "grant.owner: is missing or empty"),
            (LISTED, GRANT.replace('granted_by = "ticket 123"\n', ""), "grant.granted_by: is missing"),
            (LISTED, GRANT.replace('"owner"', '"admin"'), "grant.standing: invalid enum value"),
            (LISTED, GRANT.replace("2026-03-31", "2026-03-14"), "expired at 2026-03-15 00:00 UTC"),
            (LISTED, GRANT.replace("2026-03-01", "2026-03-16"), "is not valid before 2026-03-16 00:00 UTC"),
            (LISTED, GRANT.replace("2026-03-31", "2026-02-27"), "lies before valid_from"),
            (LISTED, GRANT.replace("2026-03-31", "2026-03-31T10:00:00"), "a time without an offset"),
            (LISTED, GRANT.replace("2026-03-31", '"2026-03-31"'), "grant.valid_until is no date"),
            (LISTED, GRANT.replace("2026-03-31", "10:00:00"), "grant.valid_until is no date"),
            (LISTED + "[targets2]\n", GRANT, "the file has an unknown key: targets2 | allowed: grant, targets"),
            (LISTED + "host = []\n", GRANT, "[targets] has an unknown key: host | allowed: networks, hosts, ports"),
            (LISTED + "[limits]\nrows = 1\n", GRANT, "[limits] has an unknown key: rows | allowed: connections_per"),
            (LISTED + "[exclude]\nhost = 1\n", GRANT, "[exclude] has an unknown key: host"),
            (LISTED + "[outward]\ndns = 1\n", GRANT, "[outward] has an unknown key: dns"),
            (LISTED + "[limits]\nrows_per_store = -1\n", GRANT, "limits.rows_per_store: must be more than 0"),
            (LISTED + "[limits]\nconnections_per_second = nan\n", GRANT, "connections_per_second: must be more than 0"),
            (LISTED + '[limits]\nrows_per_store = "9"\n', GRANT, "limits.rows_per_store: expected"),
            (LISTED + "[outward]\nresolvers = ['dns.example.org']\n", GRANT, "outward.resolvers"),
            (LISTED + "[outward]\nlookup_services = ['http://x.example.org']\n", GRANT, "is no https:// URL"),
            ("[targets]\nnetworks = ['10.0.0.1/24']\n", GRANT, "did you mean 10.0.0.0/24?"),
            ("[targets]\nnetworks = ['10.0.0.0/33']\n", GRANT, "is not a network"),
            ("[targets]\nnetworks = ['224.0.0.0/8']\n", GRANT, "is a multicast address"),
            ("[targets]\nnetworks = ['fe80::1%eth0']\n", GRANT, "names a network interface"),
            ("[targets]\nnetworks = ['0.0.0.0']\n", GRANT, "means this machine"),
            ("[targets]\nnetworks = ['64:ff9b::a00:0/120']\n", GRANT, "NAT64"),
            ("[targets]\nhosts = ['*.example.org']\n", GRANT, "wildcards only exclude"),
            ("[targets]\nhosts = ['db.example.org:5432']\n", GRANT, "goes under urls"),
            ("[targets]\nhosts = ['127.1']\n", GRANT, "is not a numeric address"),
            ("[targets]\nhosts = ['0x7f.1']\n", GRANT, "unusual form"),
            ("[targets]\nports = [0]\n", GRANT, "'0' is no port"),
            ("[targets]\nports = ['9-1']\n", GRANT, "'9-1' is no port"),
            ("[targets]\nports = [true]\n", GRANT, "targets.ports"),
            ("[targets]\nurls = ['gopher://x.example.org']\n", GRANT, "is of an unknown kind"),
            ("[targets]\nurls = ['redis://app:s3cret@x.example.org']\n", GRANT, "has a password in the URL"),
            ("[targets]\ninventory = 'none.csv'\n", GRANT, "cannot read the inventory: no such file"),
            ("[targets\n", GRANT, "malformed: "),
            ("a = " + "[" * 5000, GRANT, "malformed: "),
        ],
    )  # fmt: skip
    def test_refused(self, tmp_path: Path, tables: str, grant: str, why: str) -> None:
        """A file that is wrong in any way is refused whole, with the key and what to do, and never with a password."""
        said = refused(tmp_path, tables, grant)
        assert why in said
        assert "s3cret" not in said

    def test_missing_or_binary(self, tmp_path: Path) -> None:
        """A file that is not there, is a folder or is no text says so."""
        (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\0")
        for name, why in (("none.toml", "no such file"), (".", "is a directory"), ("binary.toml", "not UTF-8")):
            with pytest.raises(ScopeError, match=why):
                load(tmp_path / name, NOW)

    def test_last_day_counts(self, tmp_path: Path) -> None:
        """The last day of the grant is still in it, to its last second in UTC."""
        last = datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)
        assert scope(tmp_path, LISTED, now=last).ends == last + timedelta(seconds=1)
        assert "expired" in refused(tmp_path, LISTED, now=last + timedelta(seconds=1))

    def test_deadline(self, tmp_path: Path) -> None:
        """The scope ends at its deadline where that comes before the end of the grant."""
        found = scope(tmp_path, LISTED + "[limits]\ndeadline = 2026-03-16T06:00:00+02:00\n")
        assert found.ends == datetime(2026, 3, 16, 4, 0, tzinfo=UTC)

    def test_sample(self, tmp_path: Path) -> None:
        """The sample that `scope new` writes is taken as it is, and lists nothing but this machine."""
        path = tmp_path / "new.toml"
        path.write_text(Scope.sample(NOW.date()))
        found = Scope.load(path, NOW)
        assert found.refuses("127.0.0.1", 27017) is None and found.refuses("127.0.0.2", 27017)

    def test_digest(self, tmp_path: Path) -> None:
        """The digest is the same for another order or spelling of the same scope, and another for another scope."""
        one = scope(tmp_path, '[targets]\nnetworks = ["10.0.0.0/25", "10.0.0.128/25"]\nports = [1, 2]\n')
        same = scope(tmp_path, '# x\n[targets]\nports = ["1-2"]\nnetworks = ["10.0.0.0/24"]\n')
        other = scope(tmp_path, '[targets]\nnetworks = ["10.0.0.0/24"]\nports = [1]\n')
        tables = '[targets]\nnetworks = ["10.0.0.0/24"]\nports = [1, 2]\n'
        later = scope(tmp_path, tables, GRANT.replace("03-31", "03-30"))
        assert one.digest == same.digest
        assert len({one.digest, other.digest, later.digest}) == 3

    def test_explain(self, tmp_path: Path) -> None:
        """The explanation says what is in, what is out, how many, until when, on whose word, and what may be done."""
        tables = LISTED + 'hosts = ["db.example.org"]\nports = [5432, "6379-6381"]\n[exclude]\nports = [6380]\n'
        text = "\n".join(scope(tmp_path, tables).explain())
        for part in (
            "granted by ticket 123: stores of Example Ltd; servers are told to ask security@example.org",
            "until before 2026-04-01 00:00 UTC",
            "in: 10.0.0.0/24",
            "in: db.example.org",
            "in: only ports 5432, 6379-6381",
            "256 addresses, 0 of them public",
            "out: ports 6380",
            "out: this machine (loopback)",
            "contents are never read",
        ):
            assert part in text


class TestInventory:
    def test_tags(self, tmp_path: Path) -> None:
        """An inventory line is a target with owner and team, by kind, port or URL; other columns are passed over."""
        (tmp_path / "in.csv").write_text(
            "﻿asset;Host;port;kind;url;owner;team\n"
            '1;10.0.0.1;;redis;;Shop;"a;b"\n'
            "2;db.example.org;5433;postgresql;;Shop;b\n"
            "3;;;;mongodb://10.0.0.3:27018;;c\n"
            "\n"
            "4;10.0.0.4;27017;;;;\n"
            "5;10.0.0.5;9999;oracle;;;\n"
        )
        found = scope(tmp_path, '[targets]\ninventory = "in.csv"\n')
        expanded = targets.expand(found, BY_SCHEME)
        assert [(target.url, target.tags) for target in expanded.targets] == [
            ("redis://10.0.0.1:6379", (("owner", "Shop"), ("team", "a;b"))),
            ("postgresql://db.example.org:5433", (("owner", "Shop"), ("team", "b"))),
            ("mongodb://10.0.0.3:27018", (("team", "c"),)),
        ]  # a line without a kind that is known is for the sweep to find and the protocol to tell
        assert expanded.skipped == ()
        assert found.refuses("10.0.0.4", 27017) is found.refuses("10.0.0.5", 9999) is None
        assert found.refuses("10.0.0.1", 6379) is None and found.refuses("10.0.0.1", 6380)

    def test_two_databases_of_one_server_are_two_targets(self, tmp_path: Path) -> None:
        """A database that is listed is looked at, also where another one of its server is listed before it."""
        urls = ["postgresql://10.0.0.1/a", "postgresql://10.0.0.1/b", "postgresql://10.0.0.1/b"]
        expanded = targets.expand(scope(tmp_path, f"[targets]\nurls = {urls}\n"), BY_SCHEME)
        assert [target.database for target in expanded.targets] == ["a", "b"]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("name,port\nx,1\n", "names no column host"),
            ("", "names no column host"),
            ("host\n10.0.0.1\x1b[2J\n", "line 2 has a control character"),
            ("host\n" + "a" * 9000 + "\n", "line 2 is longer than 8192"),
            ('host,owner\n10.0.0.1,"unclosed\n', "line 2 has a quote"),
            ("host,port\n10.0.0.1,99999\n", "line 2: '10.0.0.1': the port is not between"),
            ("host,port\n10.0.0.1,６\n", "line 2: '10.0.0.1': the port is not between"),
            ("host,owner\n,Shop\n", "line 2 names neither"),
            ("host\nbad host\n", "line 2: 'bad host': the host is not a host name"),
            ("host,port\n8.8.8.8/0,1\n", "line 2: '8.8.8.8/0': the host is not a host name"),
            ("url\nredis://x:s3cret@h\n", "has a password in the URL"),
            ("host\n" + "10.0.0.1\n" * 200_001, "more than 200,000 lines"),
        ],
    )
    def test_hostile(self, tmp_path: Path, text: str, why: str) -> None:
        """An inventory that is malformed or oversized is refused with its line, and holds up nothing."""
        (tmp_path / "in.csv").write_text(text)
        said = refused(tmp_path, '[targets]\ninventory = "in.csv"\n')
        assert why in said
        assert "s3cret" not in said


class TestTargets:
    def test_expansion(self, tmp_path: Path) -> None:
        """URLs are targets; what is listed without a kind is left to the sweep, and exclusions are told."""
        tables = """
[targets]
networks = ["10.0.0.0/24", "10.0.1.1"]
hosts = ["db.example.org", "payroll.example.org"]
ports = [6379, 9999, "27000-27100"]
urls = ["postgresql://10.0.1.1:5433/crm", "redis://payroll.example.org"]
[exclude]
hosts = ["payroll.example.org"]
networks = ["10.0.9.0/24"]
"""
        expanded = targets.expand(scope(tmp_path, tables), BY_SCHEME)
        assert [target.url for target in expanded.targets] == ["postgresql://10.0.1.1:5433/crm"]
        assert {skip.target: "excluded" in skip.detail for skip in expanded.skipped} == {
            "redis://payroll.example.org:6379": True
        }

    def test_expansion_stays_in_scope(self, tmp_path: Path) -> None:
        """Every target of a scope is one that the scope itself allows."""
        urls = '["mongodb://10.0.0.9:1", "redis://[2001:db8::1]:6379"]'
        found = scope(tmp_path, f"[targets]\nnetworks = ['10.0.1.1']\nports = [6379]\nurls = {urls}\n")
        expanded = targets.expand(found, BY_SCHEME).targets
        assert len(expanded) == 2
        assert all(found.refuses(target.host, target.port) is None for target in expanded)


V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
CARRIERS = ["::ffff:0:0", "::", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::", "fe80::", "2001:db8::"]
CARRYING = st.builds(
    lambda prefix, inner: ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(inner)),
    st.sampled_from(CARRIERS),
    V4,
)


@given(st.one_of(V4, V6, CARRYING, st.text(max_size=40)), st.integers(-1, 70000), st.none() | st.text(max_size=20))
def test_only_loopback_is_ever_allowed(address: object, port: int, host: str | None) -> None:
    """Whatever is asked of the loopback scope, it never raises, and allows only what stays on this machine."""
    if Scope.loopback().refuses(str(address), port, host) is None:
        parsed = ipaddress.ip_address(str(address))
        plain = getattr(parsed, "ipv4_mapped", None) or parsed
        assert plain.is_loopback and 0 < port < 65536


def networks_around(low: int, high: int, widest: int) -> st.SearchStrategy[list[ipaddress.IPv4Network]]:
    """Lists of IPv4 networks with an address between *low* and *high*, none wider than /*widest*."""
    make = st.builds(
        lambda number, prefix: ipaddress.IPv4Network((number, prefix), strict=False),
        st.integers(low, high),
        st.integers(widest, 32),
    )
    return st.lists(make, max_size=6)


@given(networks_around(0, 2**32 - 1, 16), V4)
def test_index_agrees_with_networks(networks: list[ipaddress.IPv4Network], address: ipaddress.IPv4Address) -> None:
    """The index of many networks answers what asking each of them answers."""
    index = addresses.Addresses(networks)
    probes = [address, *(network.broadcast_address for network in networks), *(network[0] for network in networks)]
    for probe in probes:
        assert (probe in index) == any(probe in network for network in networks)


@given(networks_around(0x09FFFF00, 0x0A0000FF, 24))
def test_public_count_is_a_count(networks: list[ipaddress.IPv4Network]) -> None:
    """The number of public addresses is what counting them one by one gives, across the edge of a private range."""
    counted = {address for network in networks for address in network if addresses.is_public(address)}
    assert addresses.public_count(networks) == len(counted)
