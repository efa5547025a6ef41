"""The only door: nothing out of scope is connected to, nothing runs on for ever, every connection is on record."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from nightlatch import tls
from nightlatch.addresses import LOOPBACK
from nightlatch.audit_log import AuditLog
from nightlatch.dial import Dialer
from nightlatch.model import Endpoint, Failed
from nightlatch.pace import Pace
from nightlatch.scope import Limits, Listing, Scope

Handler = Callable[[socket.socket], None]


@contextlib.contextmanager
def server(handler: Handler, host: str = "127.0.0.1") -> Iterator[int]:
    """A real listener whose every connection is given to *handler* in a thread of its own; yields its port."""
    listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                threading.Thread(target=run, args=(peer,), daemon=True).start()

    def run(peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError):
            handler(peer)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def echo(peer: socket.socket) -> None:
    """Say what is said."""
    while data := peer.recv(65536):
        peer.sendall(data)


def silent(peer: socket.socket) -> None:
    """Take everything, say nothing."""
    while peer.recv(65536):
        pass


def endless(peer: socket.socket) -> None:
    """Say something for ever."""
    while True:
        peer.sendall(b"x" * 65536)


def dripping(peer: socket.socket) -> None:
    """Say a byte now and then."""
    while True:
        peer.sendall(b"x")
        time.sleep(0.05)


def descriptors() -> int:
    """How many descriptors this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def answers(*each: list[str]) -> Any:
    """A resolver whose first, second, ... answer is the given list of addresses; the last one stays."""
    left = list(each)

    def resolve(host: str, port: int, /, *, type: int) -> list[tuple[Any, ...]]:
        found = left.pop(0) if len(left) > 1 else left[0]
        if not found:
            raise socket.gaierror(-2, "Name or service not known")
        return [(None, type, 6, "", (address, port)) for address in found]

    return resolve


def scoped(**listed: Any) -> Scope:
    """A scope file's meaning, without the file."""
    excluded = listed.pop("excluded", Listing())
    limits = listed.pop("limits", Limits())
    networks = tuple(map(ip_network, listed.pop("networks", ())))
    names = frozenset(listed.pop("names", ()))
    listing = Listing(networks=networks, names=names)
    return Scope(name="test", targets_listed=listing, excluded=excluded, limits=limits, **listed)


def refusal(dialer: Dialer, host: str, port: int = 6379) -> tuple[str, str]:
    """Kind and words of the failure when *host* is resolved."""
    with pytest.raises(Failed) as caught:
        dialer.resolve(host, port)
    return caught.value.failure.kind, caught.value.failure.what


class TestNames:
    def test_second_answer_out_of_scope(self) -> None:
        """A listed name that leads elsewhere the second time leads nowhere: the first answer is what was in scope."""
        dialer = Dialer(scoped(names=["db.example.org"]), resolver=answers(["10.0.0.1"], ["10.0.0.2"]))
        assert dialer.resolve("db.example.org", 6379).address == "10.0.0.1"
        assert refusal(dialer, "db.example.org") == (
            "out-of-scope",
            "db.example.org now leads to 10.0.0.2, which was not in its first answer",
        )

    def test_what_was_checked_is_connected(self) -> None:
        """No look-up happens at connect time: the name may lead anywhere by then, the checked address is used."""
        asked: list[str] = []

        def resolver(host: str, port: int, /, *, type: int) -> list[tuple[Any, ...]]:
            asked.append(host)
            return [(None, type, 6, "", ("127.0.0.1" if len(asked) == 1 else "192.0.2.1", port))]

        with server(echo) as port, Dialer(Scope.loopback(), resolver=resolver) as dialer:
            endpoint = dialer.resolve("db.example.org", port)
            for _ in range(3):
                with dialer.connect(endpoint) as line:
                    assert line.socket.getpeername() == ("127.0.0.1", port)
        assert asked == ["db.example.org"]

    @pytest.mark.parametrize("order", [["127.0.0.1", "192.0.2.1"], ["192.0.2.1", "127.0.0.1"]])
    def test_mixed_answers(self, order: list[str]) -> None:
        """Of a name that leads in and out of scope only the addresses in scope are used, and that is said."""
        dialer = Dialer(Scope.loopback(), resolver=answers(order))
        assert [found.address for found in dialer.endpoints("db.example.org", 1)] == ["127.0.0.1"]
        (warning,) = dialer.warnings
        assert "1 of 2 addresses left alone" in warning and "192.0.2.1" in warning

    @pytest.mark.parametrize(
        "address",
        ["192.0.2.1", "::ffff:192.0.2.1", "0.0.0.0", "64:ff9b::7f00:1", "fe80::1%lo", "224.0.0.1", "bogus", ""],
    )
    def test_out_of_scope_answer(self, address: str) -> None:
        """An answer out of scope, or in a form that hides where it leads, is out of scope."""
        assert refusal(Dialer(Scope.loopback(), resolver=answers([address])), "db.example.org")[0] == "out-of-scope"

    def test_listed_name_to_loopback(self) -> None:
        """A listed name that leads to this machine is out of scope: a classic of rebinding."""
        dialer = Dialer(scoped(names=["db.example.org"]), resolver=answers(["127.0.0.1"]))
        assert refusal(dialer, "db.example.org")[0] == "out-of-scope"

    def test_endpoint_of_a_peer(self) -> None:
        """An endpoint that a server advertised under a listed name is held to what that name leads to."""
        dialer = Dialer(scoped(names=["db.example.org"]), resolver=answers(["10.0.0.1"]))
        dialer.resolve("db.example.org", 6379)
        for address in ("10.0.0.2", "192.0.2.1", "127.0.0.1"):
            with pytest.raises(Failed) as caught:
                dialer.connect(Endpoint(host="db.example.org", address=address, port=6379))
            assert caught.value.failure.kind == "out-of-scope"
        assert dialer.connections == 0

    def test_unseen_name(self) -> None:
        """A listed name that was never resolved vouches for no address."""
        dialer = Dialer(scoped(names=["db.example.org"]), resolver=answers(["10.0.0.1"]))
        with pytest.raises(Failed, match="was not seen to lead"):
            dialer.connect(Endpoint(host="db.example.org", address="10.0.0.1", port=6379))

    def test_excluded_name_excludes_its_addresses(self) -> None:
        """The addresses of an excluded name are out, also when another name or a network leads to them."""
        scope = scoped(networks=["10.0.0.0/24"], excluded=Listing(names=frozenset({"payroll.example.org"})))
        dialer = Dialer(scope, resolver=answers(["10.0.0.7"]))
        why = "10.0.0.7 is the address of a host that the scope excludes"
        assert refusal(dialer, "10.0.0.7") == ("out-of-scope", why)
        assert refusal(dialer, "www.example.org")[0] == "out-of-scope"
        assert dialer.resolve("10.0.0.8", 6379).address == "10.0.0.8"

    def test_excluded_name_is_not_even_asked(self) -> None:
        """A name that is excluded is not looked up when it is wanted; one that cannot be looked up is said."""
        excluded = Listing(names=frozenset({"*.example.org", "gone.example.net"}))
        scope = scoped(networks=["10.0.0.0/24"], excluded=excluded)
        dialer = Dialer(scope, resolver=answers([]))
        assert refusal(dialer, "db.example.org") == ("out-of-scope", "db.example.org is excluded by the scope")
        assert dialer.warnings == ()
        dialer.resolve("10.0.0.1", 1)
        assert "gone.example.net: excluded, but it does not resolve" in dialer.warnings[0]

    def test_names_lead_to_too_many(self) -> None:
        """Names cannot widen a scope: together with what is listed they lead to 256 public addresses at most."""
        scope = scoped(names=["a.example.org", "b.example.org"], counted_addresses=200)
        first, second = ([f"203.0.113.{n}" for n in range(start, start + 40)] for start in (0, 40))
        dialer = Dialer(scope, resolver=answers(first, second))
        assert len(dialer.endpoints("a.example.org", 1)) == 40
        assert len(dialer.endpoints("b.example.org", 1)) == 16
        assert "lead to more than 256 addresses" in dialer.warnings[0]

    @pytest.mark.parametrize(
        ("host", "kind"),
        [("bad host", "bad-target"), ("a..b", "bad-target"), ("0x7f.1", "bad-target"), ("127.1", "out-of-scope"),
         ("x" * 300, "bad-target"), ("\x1b[2J", "bad-target"), ("::1%lo", "out-of-scope"), ("-a.org", "bad-target")],
    )  # fmt: skip
    def test_bad_names(self, host: str, kind: str) -> None:
        """What is no name is refused before anybody is asked, and shown without control characters."""
        with pytest.raises(Failed) as caught:
            Dialer(Scope.loopback(), resolver=answers(["127.0.0.1"])).resolve(host, 1)
        assert caught.value.failure.kind == kind and caught.value.failure.target.isprintable()

    def test_unresolved(self) -> None:
        """A name without an address is unresolved; so is one whose resolver raises."""
        assert refusal(Dialer(Scope.loopback(), resolver=answers([])), "db.example.org")[0] == "unresolved"

    def test_address_asks_nobody(self) -> None:
        """A numeric address is its own answer, IPv4 within IPv6 included."""
        dialer = Dialer(Scope.loopback(), resolver=answers([]))
        assert str(dialer.resolve("::ffff:127.0.0.1", 1)) == "127.0.0.1:1"
        assert str(dialer.resolve("::1", 1)) == "[::1]:1"

    def test_system_resolver(self) -> None:
        """The system's own resolver is asked by default: localhost is this machine, IPv4 first."""
        assert Dialer(Scope.loopback()).resolve("localhost", 1).address == "127.0.0.1"


class TestConnect:
    def test_out_of_scope_opens_nothing(self) -> None:
        """An endpoint out of scope is refused at connect time, before there is a socket."""
        before = descriptors()
        dialer = Dialer(Scope.loopback())
        for address in ("192.0.2.1", "::ffff:192.0.2.1", "0.0.0.0", "localhost", "127.0.0.1 "):
            with pytest.raises(Failed) as caught:
                dialer.connect(Endpoint(host="localhost", address=address, port=6379))
            assert caught.value.failure.kind == "out-of-scope"
        assert dialer.connections == 0 and descriptors() == before

    def test_excluded_port(self) -> None:
        """An excluded port of this machine is refused although a server listens there."""
        with server(echo) as port:
            out = Listing(ports=((port, port),))
            dialer = Dialer(Scope(targets_listed=Listing(networks=LOOPBACK), excluded=out))
            assert refusal(dialer, "127.0.0.1", port) == ("out-of-scope", f"port {port} is excluded by the scope")
            with pytest.raises(Failed, match="excluded"):
                dialer.connect(Endpoint(host="127.0.0.1", address="127.0.0.1", port=port))

    def test_refused(self) -> None:
        """A port where nothing listens is connection-refused, and is no open descriptor afterwards."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        before = descriptors()
        with pytest.raises(Failed) as caught:
            Dialer(Scope.loopback()).connect(Endpoint(host="127.0.0.1", address="127.0.0.1", port=port))
        assert caught.value.failure.kind == "connection-refused"
        assert caught.value.failure.target == f"127.0.0.1:{port}"
        assert descriptors() == before

    def test_timeout(self) -> None:
        """A host that does not answer is a timeout that says how long was waited."""
        with socket.socket() as full:  # a backlog that is full drops what comes
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            endpoint = Endpoint(host="127.0.0.1", address="127.0.0.1", port=full.getsockname()[1])
            dialer = Dialer(Scope.loopback(), timeout_seconds=0.2)
            with dialer, pytest.raises(Failed, match=r"no answer within 0.2 s") as caught:
                for _ in range(5):
                    dialer.connect(endpoint)
            assert caught.value.failure.kind == "timeout"

    def test_ipv6(self) -> None:
        """IPv6 works like IPv4."""
        with server(echo, "::1") as port, Dialer(Scope.loopback()) as dialer:
            line = dialer.connect(dialer.resolve("::1", port))
            line.socket.sendall(b"hello")
            assert line.socket.recv(5) == b"hello"

    def test_counts(self) -> None:
        """Bytes are counted per line and in all, while lines are open and after they are closed."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            for _ in range(2):
                with dialer.connect(endpoint) as line:
                    line.socket.sendall(b"x" * 10_000)
                    taken = 0
                    while taken < 10_000:
                        taken += len(line.socket.recv(65536))
                    assert (line.received, line.sent) == (10_000, 10_000)
                    assert line.cut is None
            assert (dialer.connections, dialer.received, dialer.sent) == (2, 20_000, 20_000)
            assert (line.received, line.sent) == (10_000, 10_000)

    def test_close(self) -> None:
        """Closing a line ends the connection for its server, whatever else holds the socket; twice is once."""
        ended = threading.Event()

        def wait(peer: socket.socket) -> None:
            silent(peer)
            ended.set()

        with server(wait) as port:
            dialer = Dialer(Scope.loopback())
            line = dialer.connect(dialer.resolve("127.0.0.1", port))
            kept = line.socket.dup()
            line.close()
            line.close()
            assert ended.wait(5)
            kept.close()

    def test_dialer_closes_all(self) -> None:
        """Leaving the dialer's block ends what is still open, and leaves no descriptor."""
        with server(silent) as port:
            before = descriptors()
            with Dialer(Scope.loopback()) as dialer:
                lines = [dialer.connect(dialer.resolve("127.0.0.1", port)) for _ in range(5)]
            del lines
            time.sleep(0.2)  # the server's ends close, too
            assert descriptors() == before

    def test_ended_grant(self) -> None:
        """When the grant or the deadline has passed nothing is connected to any more."""
        with server(echo) as port:
            past = datetime.now(UTC) - timedelta(seconds=1)
            dialer = Dialer(Scope(targets_listed=Listing(networks=LOOPBACK), ends=past))
            with pytest.raises(Failed) as caught:
                dialer.connect(Endpoint(host="127.0.0.1", address="127.0.0.1", port=port))
            assert caught.value.failure.kind == "over-budget"

    def test_threads(self) -> None:
        """Many threads share a dialer; every connection is counted and none is lost."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)

            def work() -> None:
                for _ in range(20):
                    with dialer.connect(endpoint) as line:
                        line.socket.sendall(b"hello")
                        line.socket.recv(5)

            threads = [threading.Thread(target=work) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert (dialer.connections, dialer.received, dialer.sent) == (160, 800, 800)


class TestWatch:
    """Real servers that would hold us for ever."""

    def cut(self, handler: Handler, **bounds: Any) -> tuple[str, str, float]:
        """Kind and words of the cut, and how long it took; the reader itself has no timeout at all."""
        with server(handler) as port, Dialer(Scope.loopback()) as dialer:
            line = dialer.connect(dialer.resolve("127.0.0.1", port))
            line.socket.settimeout(None)
            line.limit(**bounds)
            started = time.monotonic()
            with contextlib.suppress(OSError):
                while line.socket.recv(65536):
                    pass
            assert line.cut is not None
            assert line.failed(EOFError()).failure == line.cut
            with pytest.raises(Failed):
                line.check()
            return line.cut.kind, line.cut.what, time.monotonic() - started

    def test_silent(self) -> None:
        """A server that says nothing is a timeout, though its reader would wait for ever."""
        kind, what, _ = self.cut(silent, idle_seconds=0.2)
        assert (kind, what) == ("timeout", "no byte for 0.2 s")

    def test_endless_bytes(self) -> None:
        """A reply without end is cut at its byte budget."""
        kind, what, _ = self.cut(endless, bytes=1_000_000)
        assert (kind, what) == ("over-budget", "more than 1,000,000 bytes came")

    def test_dripping(self) -> None:
        """A server that says a byte now and then is never idle, but is cut when its time is up."""
        kind, what, seconds = self.cut(dripping, idle_seconds=5, seconds=0.4)
        assert (kind, what) == ("over-budget", "took more than 0.4 s")
        assert seconds < 5

    @pytest.mark.parametrize(
        ("handler", "limits", "why"),
        [
            (endless, Limits(bytes_per_store=1_000_000), "bytes came, which is what the scope allows"),
            (dripping, Limits(seconds_per_store=0.3), "took more than 0.3 s, which is what the scope allows"),
        ],
    )
    def test_scope_limits(self, handler: Handler, limits: Limits, why: str) -> None:
        """The scope's limits hold over the whole line, however a store sets the bounds."""
        scope = Scope(targets_listed=Listing(networks=LOOPBACK), limits=limits)
        with server(handler) as port, Dialer(scope) as dialer:
            line = dialer.connect(dialer.resolve("127.0.0.1", port))
            with contextlib.suppress(ConnectionResetError):
                while line.cut is None:
                    line.limit(bytes=10**9, seconds=100)
                    line.socket.recv(65536)
            assert line.cut is not None and why in line.cut.what

    def test_scope_ends_meanwhile(self) -> None:
        """A line is cut when the scope's time ends under it."""
        ends = datetime.now(UTC) + timedelta(seconds=0.4)
        with server(dripping) as port:
            dialer = Dialer(Scope(targets_listed=Listing(networks=LOOPBACK), ends=ends))
            with dialer, dialer.connect(dialer.resolve("127.0.0.1", port)) as line:
                with contextlib.suppress(ConnectionResetError):
                    while line.socket.recv(1):
                        pass
                assert line.cut is not None and line.cut.what == "the scope's time ended"

    def test_our_own_silence(self) -> None:
        """A server whose answer waits to be read by us is not called idle."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            line = dialer.connect(dialer.resolve("127.0.0.1", port))
            line.socket.sendall(b"hello")
            line.limit(idle_seconds=0.2)
            time.sleep(0.6)
            assert line.cut is None and line.socket.recv(5) == b"hello"

    def test_limits_start_anew(self) -> None:
        """Each limit() counts from where it is called, and lifts what it does not name."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            line = dialer.connect(dialer.resolve("127.0.0.1", port))
            for _ in range(4):
                line.limit(bytes=15_000, seconds=5)
                line.socket.sendall(b"x" * 10_000)
                taken = 0
                while taken < 10_000:
                    taken += len(line.socket.recv(65536))
            line.limit()
            time.sleep(0.2)
            assert line.cut is None and line.received == 40_000

    def test_under_tls(self, certificate: tuple[Path, Path]) -> None:
        """The watch survives TLS wrapping: bytes are counted and a reply without end is cut."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)

        def handler(peer: socket.socket) -> None:
            with context.wrap_socket(peer, server_side=True) as wrapped:
                while True:
                    wrapped.sendall(b"x" * 65536)

        with server(handler) as port, Dialer(Scope.loopback()) as dialer:
            line = dialer.connect(dialer.resolve("localhost", port))
            wrapped, _ = tls.wrap(line.socket, "localhost")
            line.limit(bytes=1_000_000)
            with wrapped, contextlib.suppress(OSError):
                while wrapped.recv(65536):
                    pass
            assert line.cut is not None and line.cut.kind == "over-budget" and line.received > 1_000_000


class TestAdopt:
    def test_found_and_watched(self) -> None:
        """A socket that a driver opens by itself is found, counted and cut like any other."""
        with server(endless) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            opened, line = dialer.adopt(endpoint, open=lambda: socket.create_connection(("127.0.0.1", port)))
            line.limit(bytes=1_000_000)
            with opened, contextlib.suppress(OSError):
                while opened.recv(65536):
                    pass
            assert line.cut is not None and line.cut.kind == "over-budget"
            assert dialer.connections == 1 and dialer.received > 1_000_000
            with pytest.raises(ValueError, match="belongs to a driver"):
                _ = line.socket

    def test_hangs_while_opening(self) -> None:
        """A driver that waits without a timeout for a silent server is freed while it still opens."""

        def opening(port: int) -> None:
            with socket.create_connection(("127.0.0.1", port)) as opened:
                if not opened.recv(1):
                    raise RuntimeError("a driver's own words, which may quote the server")

        with server(silent) as port, Dialer(Scope.loopback(), timeout_seconds=0.3) as dialer:
            with pytest.raises(Failed) as caught:
                dialer.adopt(dialer.resolve("127.0.0.1", port), open=lambda: opening(port))
            assert caught.value.failure.kind == "timeout"
            assert caught.value.__cause__ is None and caught.value.__suppress_context__

    def test_driver_error_passes(self) -> None:
        """What the driver raises by itself is left as it is."""

        def opening() -> None:
            socket.create_connection(("127.0.0.1", port)).close()
            raise ZeroDivisionError

        with server(silent) as port, Dialer(Scope.loopback()) as dialer, pytest.raises(ZeroDivisionError):
            dialer.adopt(dialer.resolve("127.0.0.1", port), open=opening)

    def test_short_lived(self, tmp_path: Path) -> None:
        """A connection that the driver opens and closes again on the way is accounted for as well."""

        def opening() -> socket.socket:
            with socket.create_connection(("127.0.0.1", port)) as first:
                first.sendall(b"hello")
                first.recv(5)
                time.sleep(0.05)
            return socket.create_connection(("127.0.0.1", port))

        log = tmp_path / "audit.log"
        with server(echo) as port, AuditLog(log) as audit_log, Dialer(Scope.loopback(), audit_log=audit_log) as dialer:
            opened, line = dialer.adopt(dialer.resolve("127.0.0.1", port), open=opening)
            assert dialer.connections == 2 and line.received == 5
            assert len(log.read_text().splitlines()) == 1
            opened.close()
            line.close()
        assert len(log.read_text().splitlines()) == 2

    def test_out_of_scope(self) -> None:
        """The driver is not even started for an endpoint out of scope."""
        with pytest.raises(Failed) as caught:
            Dialer(Scope.loopback()).adopt(Endpoint(host="x", address="192.0.2.1", port=1), open=lambda: pytest.fail())
        assert caught.value.failure.kind == "out-of-scope"

    def test_elsewhere(self) -> None:
        """A driver that connects to another place than it was told is a bug that is said."""
        with server(echo) as told, server(echo) as other, Dialer(Scope.loopback()) as dialer:
            opened = socket.socket()
            with opened, pytest.raises(Failed) as caught:
                dialer.adopt(dialer.resolve("127.0.0.1", told), open=lambda: opened.connect(("127.0.0.1", other)))
            assert caught.value.failure.kind == "bug"

    def test_not_confused(self) -> None:
        """Sockets to the same endpoint that were there before, or that the dialer opens meanwhile, are not adopted."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            before = dialer.connect(endpoint)
            foreign = socket.create_connection(("127.0.0.1", port))

            def opening() -> socket.socket:
                with dialer.connect(endpoint) as meanwhile:
                    meanwhile.socket.sendall(b"x")
                return socket.create_connection(("127.0.0.1", port))

            opened, line = dialer.adopt(endpoint, open=opening)
            assert len(line.taps) == 1 and dialer.connections == 3
            line.close()
            assert opened.recv(1) == b"", "the adopted one ended"
            before.socket.sendall(b"x")
            foreign.sendall(b"x")
            assert (before.socket.recv(1), foreign.recv(1)) == (b"x", b"x")
            opened.close()
            foreign.close()

    def test_many_at_once(self) -> None:
        """Drivers that open to one endpoint from many threads each get a line of their own."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            received: list[int] = []

            def work(size: int) -> None:
                opened, line = dialer.adopt(endpoint, open=lambda: socket.create_connection(("127.0.0.1", port)))
                with opened, line:
                    opened.sendall(b"x" * size)
                    opened.recv(size, socket.MSG_WAITALL)
                    received.append(line.received - size)

            threads = [threading.Thread(target=work, args=(size,)) for size in range(1, 9)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert received == [0] * 8


class TestInterrupt:
    def test_lines_are_cut(self) -> None:
        """Whoever reads from a silent server sees the end at once, and why."""
        with server(silent) as port, Dialer(Scope.loopback()) as dialer:
            with dialer.connect(dialer.resolve("127.0.0.1", port)) as line:
                line.socket.settimeout(60)
                threading.Timer(0.1, dialer.interrupt).start()
                assert line.socket.recv(1) == b""
                with pytest.raises(Failed) as caught:
                    line.check()
            assert caught.value.failure.kind == "interrupted" and dialer.is_interrupted

    def test_nothing_is_opened_any_more(self) -> None:
        """A connection that would be made, or adopted, after it is not."""
        with server(echo) as port, Dialer(Scope.loopback()) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            dialer.interrupt()
            for opens in (lambda: dialer.connect(endpoint), lambda: dialer.adopt(endpoint, open=pytest.fail)):
                with pytest.raises(Failed) as caught:
                    opens()
                assert caught.value.failure.kind == "interrupted"
            assert dialer.connections == 0

    def test_a_driver_that_waits_is_woken(self) -> None:
        """A socket that a driver opened by itself and reads from is cut like any other."""
        with server(silent) as port, Dialer(Scope.loopback(), timeout_seconds=60) as dialer:

            def open_and_wait() -> bytes:
                with socket.create_connection(("127.0.0.1", port), 60) as own:
                    return own.recv(1)

            threading.Timer(0.1, dialer.interrupt).start()
            value, line = dialer.adopt(dialer.resolve("127.0.0.1", port), open=open_and_wait)
            assert value == b"" and line.cut is not None and line.cut.kind == "interrupted"

    def test_a_connection_in_the_making_ends(self) -> None:
        """A port that never answers keeps nobody until its time is out."""
        with contextlib.ExitStack() as stack:
            full = stack.enter_context(socket.socket())
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            for _ in range(4):  # more than a backlog of none takes: from now on nobody is answered
                waiting = stack.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(full.getsockname())
            dialer = stack.enter_context(Dialer(Scope.loopback(), timeout_seconds=60))
            threading.Timer(0.2, dialer.interrupt).start()
            with pytest.raises(Failed) as caught:
                dialer.connect(dialer.resolve(*full.getsockname()))
            assert caught.value.failure.kind == "interrupted"

    def test_a_look_up_ends(self) -> None:
        """A resolver that does not answer keeps nobody."""
        over = threading.Event()

        def asks(*words: Any, **more: Any) -> Any:
            over.wait(60)
            return []

        with Dialer(Scope.loopback(), timeout_seconds=60, resolver=asks) as dialer:
            threading.Timer(0.1, dialer.interrupt).start()
            with pytest.raises(Failed) as caught:
                dialer.resolve("localhost", 6379)
            over.set()
            assert caught.value.failure.kind == "interrupted" and dialer.warnings == ()

    def test_a_turn_that_is_waited_for_ends(self) -> None:
        """Where a scope lets a connection be made every minute only, nobody waits for the next one."""
        scope = replace(Scope.loopback(), limits=Limits(connections_per_second=1 / 60))
        with server(echo) as port, Dialer(scope) as dialer:
            endpoint = dialer.resolve("127.0.0.1", port)
            dialer.connect(endpoint).close()
            threading.Timer(0.1, dialer.interrupt).start()
            with pytest.raises(Failed) as caught:
                dialer.connect(endpoint)
            assert caught.value.failure.kind == "interrupted" and dialer.connections == 1


class TestPace:
    class Clock:
        """A time that passes only by sleeping."""

        def __init__(self) -> None:
            self.now = 100.0

        def sleep(self, seconds: float) -> None:
            self.now += seconds

    def turns(self, per_second: float | None, per_host: float | None, hosts: str) -> list[float]:
        """When each host of *hosts* has its turn, one after the other."""
        clock = self.Clock()
        pace = Pace(per_second, per_host, clock=lambda: clock.now, sleep=clock.sleep)
        turns = []
        for host in hosts:
            pace.wait(host)
            turns.append(round(clock.now - 100, 6))
        return turns

    def test_in_all(self) -> None:
        """No more connections a second are opened than the scope allows in all."""
        assert self.turns(4, None, "abcde") == [0, 0.25, 0.5, 0.75, 1.0]

    def test_per_host(self) -> None:
        """No more connections a second are opened to one host than the scope allows; others need not wait for it."""
        assert self.turns(None, 2, "aabba") == [0, 0.5, 0.5, 1.0, 1.0]

    def test_both(self) -> None:
        """Both rates hold at once."""
        assert self.turns(10, 2, "abab") == [0, 0.1, 0.5, 0.6]

    def test_none(self) -> None:
        """Without rates nobody waits."""
        assert self.turns(None, None, "aaaa") == [0, 0, 0, 0]

    def test_memory(self) -> None:
        """Hosts whose turn is past are forgotten, so that a large scope does not fill the memory."""
        clock = self.Clock()
        pace = Pace(None, 1000, clock=lambda: clock.now, sleep=clock.sleep)
        for number in range(20_000):
            pace.wait(str(number))
            clock.sleep(0.01)
        assert len(pace._next_by_host) <= 4096

    def test_dialer_keeps_pace(self) -> None:
        """The dialer waits for its turn before each connection, also for the ones that drivers open."""
        asked: list[str] = []

        class Watched(Pace):
            def wait(self, host: str) -> None:
                asked.append(host)

        with server(echo) as port, Dialer(Scope.loopback(), pace=Watched(None, None)) as dialer:
            endpoint = dialer.resolve("localhost", port)
            dialer.connect(endpoint)
            opened, _ = dialer.adopt(endpoint, open=lambda: socket.create_connection(("127.0.0.1", port)))
            opened.close()
        assert asked == ["127.0.0.1", "127.0.0.1"]


class TestRecord:
    def test_lines(self, tmp_path: Path) -> None:
        """The audit log has one line per connection, also for those that failed, with all that its owner may ask."""
        log = tmp_path / "audit.log"
        audit_log = AuditLog(log)
        with server(echo) as port, server(silent) as mute, audit_log:
            dialer = Dialer(Scope.loopback(), audit_log=audit_log, token="t0ken")
            with dialer.connect(dialer.resolve("LOCALHOST", port), verb="identify") as line:
                line.socket.sendall(b"secret")
                line.socket.recv(6)
            with dialer.connect(dialer.resolve("127.0.0.1", mute)) as line:
                line.limit(idle_seconds=0.1)
                line.socket.recv(1)
            with socket.create_server(("127.0.0.1", 0)) as closed:
                nobody = closed.getsockname()[1]
            with contextlib.suppress(Failed):
                dialer.connect(dialer.resolve("127.0.0.1", nobody))
        first, second, third = map(json.loads, log.read_text().splitlines())
        assert {**first, "time": "", "seconds": 0} == {
            "time": "", "address": "127.0.0.1", "port": port, "host": "localhost", "verb": "identify", "sent": 6,
            "received": 6, "seconds": 0, "outcome": "done", "token": "t0ken",
        }  # fmt: skip
        assert datetime.fromisoformat(first["time"]).tzinfo is not None and first["seconds"] >= 0
        assert (second["outcome"], third["outcome"], third["port"]) == ("timeout", "connection-refused", nobody)
        assert "secret" not in log.read_text()

    def test_unwritable(self) -> None:
        """When the log cannot be written the run is told, and no further connection is made."""
        with server(echo) as port:
            audit_log = AuditLog.__new__(AuditLog)
            audit_log.path, audit_log._lock = Path("/dev/full"), threading.Lock()
            audit_log._descriptor = os.open("/dev/full", os.O_WRONLY)
            dialer = Dialer(Scope.loopback(), audit_log=audit_log)
            endpoint = dialer.resolve("127.0.0.1", port)
            dialer.connect(endpoint).close()
            with pytest.raises(Failed, match="cannot be written: no space left") as caught:
                dialer.connect(endpoint)
            assert caught.value.failure.kind == "interrupted"
            audit_log.close()


NETNS = """
import socket, sys
from nightlatch.dial import Dialer
from nightlatch.model import Failed
from nightlatch.scope import Scope, Listing
from ipaddress import ip_network
got = []
for address in ("10.9.0.1", "10.9.0.2"):
    listener = socket.create_server((address, 6379))
    listener.settimeout(0.3)
    scope = Scope(targets_listed=Listing(networks=(ip_network("10.9.0.1"),)))
    try:
        dialer = Dialer(scope, timeout_seconds=1)
        line = dialer.connect(dialer.resolve(address, 6379))
        listener.accept()
        got.append("connected")
    except Failed as failed:
        try:
            listener.accept()
            got.append("touched")
        except TimeoutError:
            got.append(failed.failure.kind)
print(" ".join(got))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: a network namespace of the test's own")
def test_private_network_of_its_own() -> None:
    """In a real network of two private hosts the listed one is connected to, and no packet reaches the other."""
    setup = 'ip link set lo up && ip addr add 10.9.0.1/32 dev lo && ip addr add 10.9.0.2/32 dev lo && exec $0 -c "$1"'
    ran = subprocess.run(
        ["unshare", "-n", "sh", "-c", setup, sys.executable, NETNS], capture_output=True, text=True, timeout=60
    )
    if "Operation not permitted" in ran.stderr:
        pytest.skip("network namespaces are not permitted here")
    assert ran.stdout.split() == ["connected", "out-of-scope"], ran.stderr


def test_nothing_left_behind() -> None:
    """The watcher's thread ends with the last line."""
    with server(silent) as port, Dialer(Scope.loopback()) as dialer:
        dialer.connect(dialer.resolve("127.0.0.1", port))
    deadline = time.monotonic() + 5
    while any(thread.name == "nightlatch-watcher" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
