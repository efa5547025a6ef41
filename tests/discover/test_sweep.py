"""Sweeps of real listeners on loopback addresses: what is found, what is left alone, how fast, and when it ends."""

from __future__ import annotations

import contextlib
import errno
import json
import socket
import threading
import time
from _socket import socket as Plain  # noqa: N812 - as the sweep uses it
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nightlatch.audit_log import AuditLog, AuditLogError
from nightlatch.discover._sweep_connect import Flights
from nightlatch.discover._sweep_ports import FRAGILE, parted
from nightlatch.discover.sweep import EVERYWHERE, Answer, Place, Sweeper, endpoints
from nightlatch.inventory import Row
from nightlatch.model import Endpoint
from nightlatch.names import Names
from nightlatch.scope import Scope
from nightlatch.windows import parse
from tests.discover.listeners import Listeners, free_ports
from tests.discover.scopes import listing, scope
from tests.lab import netns

LOCAL_PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
NETWORK = "127.91.0.0/26"
HOSTS = ["127.91.0.3", "127.91.0.40", "127.91.0.63"]


@pytest.fixture
def ports() -> list[int]:
    return free_ports(3)


@pytest.fixture
def listeners(ports: list[int]) -> Iterator[Listeners]:
    with Listeners(HOSTS, ports[:2]) as found:
        yield found


def swept(asked: Scope, ports: list[int], **options: Any) -> tuple[set[tuple[str, int]], Sweeper, list[Answer]]:
    """The places that are open, the sweeper, and what else was said."""
    sweeper = Sweeper(asked, ports=ports, **options)
    answers = list(sweeper.run())
    found = [(one.place.address, one.place.port) for one in answers if one.outcome == "open"]
    assert len(found) == len(set(found)), "told twice"
    return set(found), sweeper, [one for one in answers if one.outcome != "open"]


class TestFinds:
    def test_all_that_listens_and_nothing_else(self, listeners: Listeners, ports: list[int]) -> None:
        """Of 64 hosts and three ports the six that listen are found, each asked once; the rest is counted closed."""
        found, sweeper, aside = swept(scope(NETWORK), ports)
        listeners.settle()
        assert found == listeners.places and not aside
        assert sweeper.tally == {"open": 6, "closed": 64 * 3 - 6, "skipped": 0}
        assert set(listeners.accepted.values()) == {1} and len(listeners.accepted) == 6

    def test_ipv6_from_a_list(self) -> None:
        """An IPv6 address that is listed is asked like any other."""
        (port,) = free_ports(1)
        with Listeners(["::1"], [port]):
            assert swept(scope("::1/128", "127.91.0.1/32"), [port])[0] == {("::1", port)}

    def test_a_place_is_asked_at_its_own_port(self, listeners: Listeners, ports: list[int]) -> None:
        """A host that is listed with a port is asked there, and the ports of the sweep do not matter to it."""
        places = [(HOSTS[0], ports[0]), (HOSTS[1], ports[2])]
        found, sweeper, _ = swept(scope(places=places), [1])
        assert found == {(HOSTS[0], ports[0])} and sweeper.tally.total() == 2

    def test_what_is_listed_twice_is_asked_once(self, listeners: Listeners, ports: list[int]) -> None:
        """A place within a network, a network within a network: one question each."""
        asked = scope(NETWORK, "127.91.0.0/28", "127.91.0.3/32", places=[(HOSTS[0], ports[0])])
        found, sweeper, _ = swept(asked, ports[:1])
        listeners.settle()
        assert found == {(host, ports[0]) for host in HOSTS} and sweeper.tally.total() == 64
        assert listeners.accepted[HOSTS[0], ports[0]] == 1

    def test_in_several_processes(self, listeners: Listeners, ports: list[int]) -> None:
        """A big sweep shared among processes finds the same, and asks each endpoint once."""
        network = "127.91.0.0/17"
        found, sweeper, aside = swept(scope(network), ports[:2], processes=2)
        listeners.settle()
        assert found == listeners.places and not aside
        assert sweeper.tally.total() == sweeper.endpoints == 2 * 2**15
        assert set(listeners.accepted.values()) == {1}

    def test_it_does_not_take_itself_for_a_server(self) -> None:
        """Of the whole range of local ports only the one that listens is open, though sockets of the sweep may meet."""
        found: set[tuple[str, int]] = set()
        known: list[int] = []

        def body() -> None:
            low, high = map(int, LOCAL_PORTS.read_text().split())
            with socket.socket() as server:
                server.bind(("127.0.0.1", 0))
                server.listen()
                known.append(server.getsockname()[1])
                found.update(swept(scope("127.0.0.1/32"), list(range(low, high + 1)))[0])

        netns.inside([], {}, body)
        assert found == {("127.0.0.1", known[0])}

    def test_a_socket_that_met_itself_is_closed(self) -> None:
        """A connection whose two ends are one socket counts as refused."""
        low = int(LOCAL_PORTS.read_text().split()[0])
        with Flights(1.0) as flights, contextlib.closing(Plain(socket.AF_INET, socket.SOCK_STREAM)) as met:
            for port in range(low, low + 1000):
                with contextlib.suppress(OSError):
                    met.bind(("127.0.0.1", port))
                    break
            met.connect(met.getsockname())
            assert met.getsockname() == met.getpeername()
            assert flights._not_ourselves(met) == errno.ECONNREFUSED


class TestLeavesAlone:
    @pytest.mark.parametrize(
        "out",
        [
            lambda port: listing([f"{HOSTS[1]}/32"]),
            lambda port: listing(["127.91.0.32/28"]),
            lambda port: listing(places=[(HOSTS[1], port)]),
        ],
    )
    def test_what_an_exclusion_names(self, listeners: Listeners, ports: list[int], out: Any) -> None:
        """An excluded address, network or place is not contacted, and counted as skipped."""
        found, sweeper, _ = swept(scope(NETWORK, out=out(ports[0])), ports[:1])
        listeners.settle()
        assert found == {(HOSTS[0], ports[0]), (HOSTS[2], ports[0])}
        assert not listeners.accepted[HOSTS[1], ports[0]]
        assert sweeper.tally["skipped"] in (1, 16) and sweeper.tally.total() == 64

    def test_an_excluded_port(self, listeners: Listeners, ports: list[int]) -> None:
        """An excluded port is not contacted at any host; that is said once, and counted."""
        out = listing(ports=[(ports[0], ports[0])])
        found, sweeper, aside = swept(scope(NETWORK, out=out), ports[:2])
        assert found == {(host, ports[1]) for host in HOSTS}
        assert [(one.place.host, one.outcome) for one in aside] == [(EVERYWHERE, "skipped")]
        assert sweeper.tally["skipped"] == 64

    def test_the_addresses_of_an_excluded_name(self, listeners: Listeners, ports: list[int]) -> None:
        """Where a name is excluded, the addresses it leads to are left alone, in a network as well."""
        found, _, _ = swept(scope(NETWORK, out=listing(names=["db.example.org"])), ports[:1], resolver=_resolver)
        listeners.settle()
        assert found == {(HOSTS[0], ports[0]), (HOSTS[2], ports[0])}
        assert not listeners.accepted[HOSTS[1], ports[0]]

    def test_what_the_scope_does_not_list(self, listeners: Listeners, ports: list[int]) -> None:
        """A port that is not among those of the scope is not asked, though the sweep names it."""
        asked = scope(NETWORK, ports=[(ports[1], ports[1])])
        found, _, aside = swept(asked, ports[:2])
        assert found == {(host, ports[1]) for host in HOSTS}
        assert "not among the ports of the scope" in aside[0].detail

    def test_fragile_ports(self) -> None:
        """Printers and industrial control are not asked, and that is said; the network may list every port."""
        with Listeners(["127.91.7.9"], [20547]) as fragile:
            for listed in ([], [(1, 65535)], [(20000, 21000)]):
                found, sweeper, aside = swept(scope("127.91.7.9/32", ports=listed), [20546, 20547])
                assert not found and sweeper.tally["skipped"] == 1
                assert "fragile" in aside[0].detail and "20547" in aside[0].detail
            fragile.settle()
            assert not fragile.accepted

    @pytest.mark.parametrize("listed", [{"ports": [(20547, 20547)]}, {"places": [("127.91.7.9", 20547)]}])
    def test_fragile_ports_that_are_listed_themselves(self, listed: dict[str, Any]) -> None:
        """A fragile port that the scope lists by itself is asked."""
        with Listeners(["127.91.7.9"], [20547]):
            assert swept(scope("127.91.7.9/32", **listed), [20547])[0] == {("127.91.7.9", 20547)}

    def test_a_range_of_fragile_ports_alone_is_meant(self) -> None:
        """9100-9107 is a list of printers; 9000-9200 is not."""
        assert parted(scope(ports=[(9100, 9107)]), range(9100, 9108))[0] == tuple(range(9100, 9108))
        assert parted(scope(ports=[(9000, 9200)]), range(9099, 9109))[0] == (9099, 9108)
        assert set(range(9100, 9108)) | {102, 502, 20000, 44818, 47808} <= set(FRAGILE)


def _resolver(host: str, port: int, /, *, type: int) -> list[tuple[Any, ...]]:
    led_to = {
        "db.example.org": [HOSTS[1]],
        "two.example.org": [HOSTS[0], HOSTS[2]],
        "far.example.org": ["127.92.0.1"],
    }
    if host not in led_to:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in led_to[host]]


class TestNames:
    def test_every_address_of_a_name_is_asked_under_it(self, listeners: Listeners, ports: list[int]) -> None:
        """A listed name is asked at each address that it leads to and that is listed, too, and told by its name."""
        near = scope(*(f"{host}/32" for host in HOSTS), names=["two.example.org"])
        answers = list(Sweeper(near, ports=ports[:1], resolver=_resolver).run())
        assert {(one.place.host, one.place.address) for one in answers} == {
            ("two.example.org", HOSTS[0]), ("two.example.org", HOSTS[2]), (HOSTS[1], HOSTS[1]),
        }  # fmt: skip

    def test_a_name_that_leads_to_this_machine_unasked(self, listeners: Listeners, ports: list[int]) -> None:
        """A name alone opens no way to loopback: it is said why, and nothing is contacted."""
        found, sweeper, aside = swept(scope(names=["two.example.org"]), ports[:1], resolver=_resolver)
        listeners.settle()
        assert not found and not listeners.accepted and sweeper.endpoints == 0
        assert aside[0].place.host == "two.example.org" and "this machine" in aside[0].detail

    def test_a_name_that_does_not_resolve_is_said(self, ports: list[int]) -> None:
        """It is skipped aloud, by name; the others are asked."""
        _, sweeper, aside = swept(
            scope("127.91.0.1/32", names=["nowhere.example.org"]), ports[:1], resolver=_resolver
        )  # fmt: skip
        assert [(one.place.host, one.outcome) for one in aside] == [("nowhere.example.org", "skipped")]
        assert sweeper.tally["closed"] == 1

    def test_names_of_a_dialer_are_taken(self, listeners: Listeners, ports: list[int]) -> None:
        """With the names of a dialer, that dialer may connect to what was found under a name."""
        near = scope(*(f"{host}/32" for host in HOSTS), names=["two.example.org"])
        names = Names(near, _resolver, 1.0, threading.Event())
        for one in Sweeper(near, ports=ports[:1], names=names).run():
            place = one.place
            assert names.refuses(Endpoint(host=place.host or "", address=place.address, port=place.port)) is None


class TestTags:
    def test_owner_and_team_of_the_inventory(self, listeners: Listeners, ports: list[int]) -> None:
        """What is found carries the tags of its line: of host and port before those of the host."""
        rows = (
            Row(line=2, host=HOSTS[0], port=str(ports[0]), owner="Data Office"),
            Row(line=3, host=HOSTS[0], owner="Platform", team="storage"),
        )
        near = scope(f"{HOSTS[0]}/32", places=[(HOSTS[0], ports[0])])
        near = Scope(**{**{name: getattr(near, name) for name in near.__dataclass_fields__}, "rows": rows})
        found = {one.place.port: dict(one.place.tags) for one in Sweeper(near, ports=ports[:2]).run()}
        assert found == {ports[0]: {"owner": "Data Office"}, ports[1]: {"owner": "Platform", "team": "storage"}}


class TestPace:
    def test_no_more_in_all_than_allowed(self, ports: list[int]) -> None:
        """With 50 connections a second no window of half a second sees many more than 25, and it is not far slower."""
        began = time.monotonic()
        with Listeners([f"127.91.3.{last}" for last in range(1, 61)], ports[:1]) as many:
            near = scope("127.91.3.0/26", limits={"connections_per_second": 50.0})
            found, _, _ = swept(near, ports[:1])
            many.settle()
        seconds = time.monotonic() - began
        times = sorted(at for at, _ in many.times)
        assert len(found) == 60
        assert max(sum(start <= at < start + 0.5 for at in times) for start in times) <= 40
        assert 0.8 < seconds < 8

    def test_no_more_to_one_host_than_allowed(self, ports: list[int]) -> None:
        """A host that may be asked 10 times a second is; another is asked meanwhile."""
        several = free_ports(12)
        with Listeners(["127.91.4.1", "127.91.4.2"], several) as two:
            near = scope("127.91.4.1/32", "127.91.4.2/32", limits={"connections_per_second_per_host": 10.0})
            found, _, _ = swept(near, several)
            two.settle()
        assert len(found) == 24
        for host in ("127.91.4.1", "127.91.4.2"):
            times = sorted(at for at, (address, _) in two.times if address == host)
            assert max(sum(start <= at < start + 0.5 for at in times) for start in times) <= 8
        assert two.times[-1][0] - two.times[0][0] < 6


class TestEnds:
    def test_at_the_scopes_end(self, listeners: Listeners, ports: list[int]) -> None:
        """When the scope's time is over nothing more is asked; how many were not is said and counted."""
        near = _ending(
            scope(NETWORK, limits={"connections_per_second": 20.0}), datetime.now(UTC) + timedelta(seconds=1)
        )
        began = time.monotonic()
        _, sweeper, aside = swept(near, ports)
        assert time.monotonic() - began < 5
        assert aside[-1].outcome == "over-budget" and "the scope's time ended" in aside[-1].detail
        assert sweeper.tally["over-budget"] > 100 and sweeper.tally.total() == 64 * 3

    def test_when_it_is_stopped(self, listeners: Listeners, ports: list[int]) -> None:
        """A sweep that is stopped ends soon and says how much it did not ask."""
        stop = threading.Event()
        sweeper = Sweeper(scope(NETWORK, limits={"connections_per_second": 20.0}), ports=ports)
        threading.Timer(0.3, stop.set).start()
        answers = list(sweeper.run(stop))
        assert answers[-1].outcome == "incomplete" and sweeper.tally["incomplete"] > 100

    def test_a_window_is_waited_for(self, listeners: Listeners, ports: list[int]) -> None:
        """Outside its windows a sweep contacts nothing and says until when it waits."""
        later = datetime.now(UTC) + timedelta(hours=2)
        stop, told = threading.Event(), list[datetime]()
        near = scope(NETWORK, limits={"windows": (parse(f"{later:%H}:00-{later:%H}:30"),)})

        def waits(until: datetime) -> None:
            told.append(until)
            stop.set()

        sweeper = Sweeper(near, ports=ports, on_wait=waits)
        answers = list(sweeper.run(stop))
        listeners.settle()
        assert not listeners.accepted and answers[-1].outcome == "incomplete"
        assert (told[0].hour, told[0].minute) == (later.hour, 0)

    def test_a_window_that_comes_too_late(self, listeners: Listeners, ports: list[int]) -> None:
        """Where no window opens before the scope ends, the sweep ends, and says so."""
        now = datetime.now(UTC)
        later = now + timedelta(hours=2)
        near = scope(NETWORK, limits={"windows": (parse(f"{later:%H}:00-{later:%H}:30"),)})
        _, sweeper, aside = swept(_ending(near, now + timedelta(minutes=30)), ports)
        listeners.settle()
        assert not listeners.accepted and sweeper.tally["over-budget"] == 64 * 3
        assert "no time window opens" in aside[-1].detail

    def test_an_open_window_holds_nothing_up(self, listeners: Listeners, ports: list[int]) -> None:
        """Within a window everything is asked."""
        now = datetime.now(UTC)
        around = f"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=1):%H:%M}"
        assert swept(scope(NETWORK, limits={"windows": (parse(around),)}), ports)[0] == listeners.places


def _ending(asked: Scope, ends: datetime) -> Scope:
    return Scope(**{**{name: getattr(asked, name) for name in asked.__dataclass_fields__}, "ends": ends})


class TestAuditLog:
    def test_a_line_per_connection(self, listeners: Listeners, ports: list[int], tmp_path: Path) -> None:
        """Every connection has its line: where, what for, how it ended, on whose behalf."""
        with AuditLog(tmp_path / "audit.log") as log:
            swept(scope("127.91.0.0/30"), ports[:1], audit_log=log, token="run-1")
        lines = [json.loads(line) for line in (tmp_path / "audit.log").read_text().splitlines()]
        assert {(line["address"], line["outcome"]) for line in lines} == {
            ("127.91.0.0", "connection-refused"), ("127.91.0.1", "connection-refused"),
            ("127.91.0.2", "connection-refused"), ("127.91.0.3", "done"),
        }  # fmt: skip
        assert {(line["verb"], line["port"], line["token"]) for line in lines} == {("sweep", ports[0], "run-1")}

    def test_a_log_that_cannot_be_written_stops_it(
        self, listeners: Listeners, ports: list[int], tmp_path: Path
    ) -> None:
        """What is not logged is not done: the sweep breaks off."""
        log = AuditLog(tmp_path / "audit.log")
        log.close()
        with pytest.raises(AuditLogError):
            swept(scope(NETWORK), ports, audit_log=log)
        assert sum(listeners.accepted.values()) < 6 * 64


def test_endpoints_are_those_that_a_sweep_asks(ports: list[int]) -> None:
    """The list of places is lazy, without those that are excluded, and in the order of the sweep."""
    found = list(endpoints(scope("127.91.0.0/29", out=listing(["127.91.0.4/30"])), ports, seed=3))
    assert {(one.address, one.port) for one in found} == {
        (f"127.91.0.{last}", port) for last in range(4) for port in ports
    }
    assert len(found) == 12 and isinstance(found[0], Place)
    huge = endpoints(scope("10.0.0.0/8"), range(1, 60_000), seed=3)
    assert next(huge).address.startswith("10.")
