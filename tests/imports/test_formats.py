"""Each format gives what its tool found, however that tool writes it, and says aloud what it could not take."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightlatch.imports import Found, Import, all_imports
from tests.imports import listed
from tests.imports.listed import found, passed, read


def places(items: list[Found]) -> list[tuple[str | None, int, str]]:
    return [(item.address or item.host, item.port, item.transport) for item in items]


@pytest.mark.parametrize("name", all_imports())
def test_a_format_keeps_to_the_shape(name: str) -> None:
    """Every module of the folder is a format under its own name."""
    assert isinstance(all_imports()[name], Import)
    assert all_imports()[name].name == name


def test_nmap_gives_open_ports(tmp_path: Path) -> None:
    """Open ports come out, TCP and UDP; closed and filtered ones do not."""
    items = read("nmap", listed.NMAP, tmp_path)
    assert not passed(items)
    assert places(found(items)) == [
        ("192.0.2.10", 16379, "tcp"), ("192.0.2.10", 9200, "tcp"), ("192.0.2.10", 9201, "tcp"),
        ("192.0.2.10", 389, "udp"), ("2001:db8::7", 27017, "tcp"),
    ]  # fmt: skip


def test_a_service_that_was_only_looked_up_by_port_is_no_hint(tmp_path: Path) -> None:
    """What nmap probed is a hint; what it read off its table of ports is none."""
    assert [item.kind_hint for item in found(read("nmap", listed.NMAP, tmp_path))][:3] == [
        "redis",
        None,
        "elasticsearch",
    ]


def test_only_the_name_that_was_asked_for_is_the_host(tmp_path: Path) -> None:
    """A reverse name is a tag, since whoever holds the address chooses it."""
    first = found(read("nmap", listed.NMAP, tmp_path))[0]
    assert first.host == "db.example.org"
    assert first.tags == (("reverse-name", "ptr.example.net"),)
    assert first.seen == datetime(2023, 11, 14, 22, 13, 29, tzinfo=UTC)


def test_masscan_xml_is_read_as_nmap(tmp_path: Path) -> None:
    """What masscan calls XML has no names and no document type, and is read all the same."""
    text = (
        '<?xml version="1.0"?>\n<!-- masscan v1.0 scan -->\n<nmaprun scanner="masscan" start="1700000000">\n'
        '<host endtime="1700000000"><address addr="192.0.2.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="6379">'
        '<state state="open" reason="syn-ack" reason_ttl="64"/></port></ports></host>\n</nmaprun>\n'
    )
    assert places(found(read("nmap", text, tmp_path))) == [("192.0.2.1", 6379, "tcp")]


PRETTY = """[
  {
    "ip": "192.0.2.1",
    "ports": [
      {
        "port": 6379,
        "proto": "tcp",
        "status": "open"
      }
    ]
  }
]
"""


@pytest.mark.parametrize(
    "text",
    [
        listed.MASSCAN,
        listed.MASSCAN_OLD,
        listed.MASSCAN_ND,
        listed.MASSCAN.replace("\n]\n", ",\n"),
        listed.MASSCAN.replace("\n", " "),
        "".join(line.strip() for line in listed.MASSCAN.splitlines()),
        PRETTY,
        listed.MASSCAN.replace("\n", "\r\n"),
    ],
    ids=["new", "old", "nd", "killed", "one-line", "no-space", "pretty", "crlf"],
)
def test_masscan_in_every_layout(text: str, tmp_path: Path) -> None:
    """Trailing commas, ``{finished: 1}``, a missing bracket and another layout cost nothing and are no error."""
    items = read("masscan", text, tmp_path)
    assert not passed(items)
    assert places(found(items))[0] == ("192.0.2.1", 6379, "tcp")


def test_a_banner_of_masscan_is_a_hint(tmp_path: Path) -> None:
    """The name of the service is one; braces and quotes in the banner confuse nothing."""
    assert [item.kind_hint for item in found(read("masscan", listed.MASSCAN, tmp_path))] == [None, "redis"]


def test_naabu_of_both_kinds(tmp_path: Path) -> None:
    """The older form with an object as port is read, too; a host is there only where it was asked for."""
    items = found(read("naabu", listed.NAABU, tmp_path))
    assert places(items) == [("192.0.2.10", 27017, "tcp"), ("2001:db8::7", 5432, "tcp"), ("192.0.2.11", 53, "udp")]
    assert [item.host for item in items] == ["db.example.org", None, None]
    assert [item.kind_hint for item in items] == [None, "postgresql", None]


def test_a_plain_list(tmp_path: Path) -> None:
    """Addresses, names, brackets, comments, schemes; a host alone has port 0."""
    items = read("hosts", listed.HOSTS, tmp_path)
    assert not passed(items)
    assert places(found(items)) == [
        ("192.0.2.10", 6379, "tcp"), ("2001:db8::7", 27017, "tcp"), ("2001:db8::8", 0, "tcp"),
        ("db.example.org", 5432, "tcp"), ("db.example.org", 16379, "tcp"), ("192.0.2.12", 53, "udp"),
        ("192.0.2.13", 443, "tcp"),
    ]  # fmt: skip
    assert found(items)[4].kind_hint == "redis"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("10.0.0.0/8", "is a network"),
        ("192.0.2.1:99999", "the port is not between"),
        ("192.0.2.1:0", "the port is not between"),
        ("127.1:80", "is not a numeric address"),
        ("two words here", "no HOST:PORT"),
        ("=cmd|' /C calc'!A0", "no HOST:PORT"),
        ("\x1b[2J", "no HOST:PORT"),
        ("192.0.2.1:80,443", "no HOST:PORT"),
    ],
)
def test_a_bad_line_costs_itself_only(line: str, why: str, tmp_path: Path) -> None:
    """It is told with its number, without control characters; the next line is read."""
    items = read("hosts", f"{line}\n192.0.2.9:1\n", tmp_path)
    assert places(found(items)) == [("192.0.2.9", 1, "tcp")]
    (told,) = passed(items)
    assert told.place.startswith("line 1") and why in told.why
    assert told.place.isprintable()


def test_a_password_in_a_list_is_not_shown(tmp_path: Path) -> None:
    """A URL with a password is passed over, and what is told of it is without the password."""
    (told,) = read("hosts", "redis://user:hunter2@192.0.2.1:6379\n", tmp_path)
    assert "hunter2" not in repr(told)


REPORTS = [
    "amqp:rabbitmq",
    "couchdb",
    "db2",
    "docker",
    "elasticsearch",
    "ftp",
    "hadoop:webhdfs",
    "kubernetes",
    "ldap_tcp:ldap",
    "memcached",
    "mongodb",
    "mqtt",
    "mqtt_anon:mqtt",
    "mssql",
    "mysql",
    "portmapper:nfs",
    "postgres:postgresql",
    "redis",
    "rsync",
    "smb",
]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("version", ["", "6"])
def test_the_name_of_a_report_tells_the_kind(report: str, version: str, tmp_path: Path) -> None:
    """Where lines carry no tag, the name of the file does it, as Shadowserver gives it."""
    feed, _, kind = report.partition(":")
    text = '"timestamp","ip","protocol","port"\n"2024-01-05 00:00:00","192.0.2.1","tcp",1\n'
    (item,) = found(read("shadowserver", text, tmp_path, f"2024-01-05-scan{version}_{feed}-example-geo.csv"))
    assert item.kind_hint == (kind or feed)


@pytest.mark.parametrize("tag", ["mongodb", "MongoDB", "mongodb;tls", "open-mongodb"])
def test_the_tag_tells_the_kind(tag: str, tmp_path: Path) -> None:
    """It beats the name of the file, which somebody may have changed."""
    text = f'timestamp;ip;port;tag\n2024-01-05;192.0.2.1;1;"{tag}"\n'
    (item,) = found(read("shadowserver", text, tmp_path, "scan_redis.csv"))
    assert item.kind_hint == "mongodb"


@pytest.mark.parametrize(
    ("columns", "kind"),
    [("gitversion,sysinfo", "mongodb"), ("cluster_name,tagline", "elasticsearch"), ("couchdb_version", "couchdb"),
     ("git_sha1,multiplexing_api", "redis"), ("supported_protocols", "postgresql"), ("something_new", None)],
)  # fmt: skip
def test_columns_tell_the_kind_where_nothing_else_does(columns: str, kind: str | None, tmp_path: Path) -> None:
    """Columns that one report only has; unknown ones say nothing and hurt nothing."""
    text = f"timestamp,ip,port,{columns}\n2024-01-05,192.0.2.1,1,x,y\n"
    (item,) = found(read("shadowserver", text, tmp_path, "report.csv"))
    assert item.kind_hint == kind


def test_a_report_with_new_columns_in_a_new_order(tmp_path: Path) -> None:
    """Cells of several lines, formulas, columns nobody knows: only what is needed is looked at."""
    first, second = found(read("shadowserver", listed.SHADOWSERVER, tmp_path))
    assert (first.address, first.port, first.kind_hint, first.transport) == ("192.0.2.10", 27017, "mongodb", "tcp")
    assert (second.address, second.transport) == ("192.0.2.11", "udp")
    assert first.seen == datetime(2024, 1, 5, 9, tzinfo=UTC)


def test_sql_server_is_taken_at_its_tcp_port(tmp_path: Path) -> None:
    """The browser service answers by UDP and says which TCP port to look at."""
    text = '"timestamp","ip","protocol","port","tag","tcp_port"\n"2024-01-05","192.0.2.1","udp",1434,"mssql",14330\n'
    (item,) = found(read("shadowserver", text, tmp_path))
    assert (item.port, item.transport, item.kind_hint) == (14330, "tcp", "mssql")


def test_a_report_without_addresses_says_so(tmp_path: Path) -> None:
    """A CSV that has lost a needed column is not taken for an empty one."""
    (told,) = read("shadowserver", "timestamp,tag\n2024,mongodb\n", tmp_path)
    assert "no column ip" in told.why  # type: ignore[union-attr]
