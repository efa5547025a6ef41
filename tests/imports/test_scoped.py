"""A list says where to look and never what may be contacted; what is left out is counted and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nightlatch import imports
from nightlatch.imports import ListError, _places
from nightlatch.scope import Scope
from tests import lab
from tests.cli.command import nightlatch
from tests.imports import listed
from tests.lab import hostile


def write(folder: Path, text: str, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def why(imported: imports.Imported, place: str) -> str:  # type: ignore[name-defined]
    return "; ".join(line.detail for line in imported.skipped if line.target == place)


def test_only_what_the_scope_lists_comes_through(tmp_path: Path) -> None:
    """Addresses and ports outside of the scope are skipped, each told with its reason."""
    scope = listed.scope(tmp_path, 'networks = ["192.0.2.0/28"]\nports = ["6379-6380"]')
    path = write(tmp_path, "192.0.2.1:6379\n192.0.2.99:6379\n192.0.2.1:80\n[2001:db8::1]:6379\n192.0.2.1:53/udp\n")
    imported = imports.load([path], scope)
    assert [(place.address, place.port) for place in imported.places] == [("192.0.2.1", 6379)]
    assert {line.target for line in imported.skipped} == {
        "192.0.2.99:6379", "192.0.2.1:80", "[2001:db8::1]:6379", "192.0.2.1:53/udp",
    }  # fmt: skip
    assert all(line.outcome == "skipped" for line in imported.skipped)
    assert why(imported, "192.0.2.1:53/udp") == "UDP is not looked at: TCP only"


def test_exclusions_win(tmp_path: Path) -> None:
    """An excluded address, port or name stays out, whatever a list says; a reverse name can put a place out, too."""
    scope = listed.scope(
        tmp_path, 'networks = ["192.0.2.0/28", "2001:db8::/124"]',
        'networks = ["192.0.2.3"]\nports = [9200]\nhosts = ["*.example.net"]',
    )  # fmt: skip
    nmap = write(tmp_path, listed.NMAP.replace("192.0.2.10", "192.0.2.4"), "scan.xml")
    plain = write(tmp_path, "192.0.2.3:1\n192.0.2.4:9200\ndb.example.net:1\n192.0.2.4:2\n")
    imported = imports.load([nmap, plain], scope)
    assert [(place.address, place.port) for place in imported.places] == [("2001:db8::7", 27017), ("192.0.2.4", 2)]
    assert "ptr.example.net is excluded" in why(imported, "db.example.org:16379")
    assert "is excluded" in why(imported, "db.example.net:1")


def test_a_name_in_a_list_opens_no_address(tmp_path: Path) -> None:
    """A listed name beside a foreign address leads to what that name resolves to, never to the address of the file."""
    scope = listed.scope(tmp_path, 'hosts = ["db.example.org"]')
    (tmp_path / "n.json").write_text(
        '{"host":"db.example.org","ip":"192.0.2.66","port":5432,"protocol":"tcp"}\n'
        '{"host":"evil.example.org","ip":"192.0.2.66","port":5432,"protocol":"tcp"}\n'
    )
    imported = imports.load([tmp_path / "n.json"], scope)
    assert [(place.address, place.host) for place in imported.places] == [("", "db.example.org")]
    assert "not in the scope" in why(imported, "evil.example.org:5432")


def test_a_reverse_name_opens_nothing(tmp_path: Path) -> None:
    """Whoever holds an address chooses its reverse name: a listed one there lets nothing in."""
    scope = listed.scope(tmp_path, 'hosts = ["ptr.example.net"]')
    imported = imports.load([write(tmp_path, listed.SHADOWSERVER, "scan_mongodb.csv")], scope)
    assert not imported.places


def test_addresses_in_disguise_are_held_to_the_scope(tmp_path: Path) -> None:
    """IPv4 in IPv6 is the IPv4 address; what carries another address inside is refused."""
    lines = "".join(
        f'{{"ip":"{ip}","port":1}}\n'
        for ip in ("::ffff:192.0.2.1", "64:ff9b::c000:201", "0.0.0.0", "fe80::1%eth0", "x")
    )
    scope = listed.scope(tmp_path, 'networks = ["192.0.2.0/24"]')
    imported = imports.load([write(tmp_path, lines)], scope)
    assert [place.address for place in imported.places] == ["192.0.2.1"]
    assert len(imported.skipped) == 4


def test_the_same_place_of_several_lists_is_one(tmp_path: Path) -> None:
    """Its hints are kept in the order of the lists; owner and team come from the inventory."""
    scope = listed.scope(
        tmp_path, 'networks = ["192.0.2.0/24"]',
        inventory="host,port,owner,team\n192.0.2.1,,city,platform\n192.0.2.1,6379,city,cache\n",
    )  # fmt: skip
    first = write(tmp_path, "192.0.2.1:6379\nmysql://192.0.2.1:6379\n192.0.2.1:1\n192.0.2.2:1\n")
    second = write(tmp_path, listed.MASSCAN, "m.json")
    imported = imports.load([first, second], scope)
    cache, platform, nobody = imported.places
    assert imported.hints[cache.address, cache.port] == ("mysql", "redis")
    assert cache.hint == "mysql" and platform.hint is None
    assert dict(cache.tags) == {"owner": "city", "team": "cache"}
    assert dict(platform.tags) == {"owner": "city", "team": "platform"}
    assert nobody.tags == ()


def test_a_host_alone_stands_for_the_usual_ports(tmp_path: Path) -> None:
    """Those where a kind is usually met and that the scope lists, and each port that it lists by itself."""
    scope = listed.scope(tmp_path, 'networks = ["192.0.2.0/24"]\nports = [6379, 9999, "27000-27100"]')
    imported = imports.load([write(tmp_path, "192.0.2.1\n")], scope)
    ports = [place.port for place in imported.places]
    assert {6379, 9999, 27017} <= {*ports} <= {6379, 9999, *range(27000, 27101)}
    assert len(ports) < 20


def test_very_many_skipped_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number they are counted in one line, so that a list of the whole internet fits."""
    monkeypatch.setattr(_places, "MOST_LISTED", 10)
    path = write(tmp_path, "".join(f"192.0.2.1:{port}\n" for port in range(1, 501)))
    imported = imports.load([path], Scope.loopback())
    assert len(imported.skipped) == 11
    assert imported.skipped[-1].detail == "and 490 more: out of scope"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (listed.NMAP, "nmap"), (listed.MASSCAN, "masscan"), (listed.MASSCAN_OLD, "masscan"),
        (listed.MASSCAN_ND, "masscan"), (listed.NAABU, "naabu"), (listed.HOSTS, "hosts"),
        (listed.SHADOWSERVER, "shadowserver"), ("", "hosts"), ("192.0.2.1\n", "hosts"),
    ],
)  # fmt: skip
def test_the_content_tells_the_format(text: str, name: str, tmp_path: Path) -> None:
    """Whatever the file is called."""
    with write(tmp_path, text, "x.bin").open("rb", buffering=64 << 10) as file:
        assert _places.told(file, Path("x.bin")).name == name


@pytest.mark.parametrize("text", ["%PDF-1.7\0", "<html></html>", "host,port\n1,2\n", '{"a": 1}', "a b c\nd e f\n"])
def test_what_is_no_list_is_refused(text: str, tmp_path: Path) -> None:
    """Nothing is guessed: the run does not begin."""
    with pytest.raises(ListError, match="none of the formats"):
        imports.load([write(tmp_path, text)], Scope.loopback())


def test_a_missing_file_and_a_missing_format(tmp_path: Path) -> None:
    """Both are the user's mistake, in one line."""
    with pytest.raises(ListError, match="no such file"):
        imports.load([tmp_path / "none"], Scope.loopback())
    with pytest.raises(ListError, match="no format 'nmapp'"):
        imports.load(["nmapp=scan.xml"], Scope.loopback())


def test_an_empty_list_is_told(tmp_path: Path) -> None:
    """A list that holds nothing is not taken for a clean result."""
    imported = imports.load([write(tmp_path, "")], Scope.loopback())
    assert [line.detail for line in imported.skipped] == ["holds nothing"]


def test_check_looks_at_what_a_list_names(tmp_path: Path) -> None:
    """From a file and from standard input: the open store is found, a place out of scope is listed, exit code 10."""
    store = lab.server("redis")
    path = write(tmp_path, f"redis://127.0.0.1:{store.port}\n192.0.2.1:6379\n")
    done = nightlatch("check", "--from", path, "--json", "out.json", cwd=tmp_path)
    assert done.returncode == 10
    document = json.loads((tmp_path / "out.json").read_text())
    assert document["summary"]["open"] == 1 and document["summary"]["skipped"] == 1
    assert "SKIPPED  192.0.2.1:6379" in done.stdout


def test_nothing_out_of_scope_is_contacted(tmp_path: Path) -> None:
    """A trap that only the list names hears nothing."""
    with hostile.silent() as trap:
        place = trap.url("redis").partition("://")[2]
        path = write(tmp_path, f"{place}\n")
        listed.scope(tmp_path, 'networks = ["192.0.2.0/24"]')
        done = nightlatch("check", "--scope", tmp_path / "scope.toml", "--from", path)
        assert trap.connections == 0
    assert done.returncode == 3
    assert "is not in the scope" in done.stdout


def test_urls_and_lists_do_not_mix(tmp_path: Path) -> None:
    """One or the other; the mistake is told before anything is read."""
    done = nightlatch("check", "redis://127.0.0.1:1", "--from", tmp_path / "none")
    assert done.returncode == 2 and "leave out one of them" in done.stderr
