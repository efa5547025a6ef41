"""Stores of binary protocols whose answers are changed on the way, byte by byte, at random but repeatably."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from typing import Any

import pytest

from nightlatch.dial import Dialer
from nightlatch.model import RIGHTS, Failed, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Reading, all_stores
from tests.lab.cassandra_fake import Node
from tests.lab.hostile import Trap
from tests.lab.neo4j_fake import Neo
from tests.lab.rethinkdb_fake import Rethink

_ROWS = [{"n": at, "text": "x" * at} for at in range(30)]
FAKES: dict[str, Any] = {
    "cassandra": Node(tables={("a", "t"): _ROWS}),
    "neo4j": Neo(graphs={"neo4j": {"A": _ROWS}}, bolt=(4, 4)),
    "rethinkdb": Rethink(databases={"a": {"t": {str(at): row for at, row in enumerate(_ROWS)}}}),
}


def noisy(port: int, seed: int) -> Trap:
    """Passes everything on, and changes some bytes of what the server says."""
    draw = random.Random(seed)
    spared = draw.choice([0, 0, 40, 400])  # bytes at the beginning that come as they are
    share = draw.choice([0.3, 0.02, 0.002])

    def back(server: socket.socket, link: socket.socket) -> None:
        came = 0
        with contextlib.suppress(OSError):
            while data := bytearray(server.recv(65536)):
                for at in range(len(data)):
                    if came + at >= spared and draw.random() < share:
                        data[at] = draw.choice([0, 0x7F, 0x80, 0xFF, draw.randrange(256)])
                came += len(data)
                link.sendall(data)
            link.shutdown(socket.SHUT_RDWR)

    def talk(link: socket.socket, over: threading.Event) -> None:
        with socket.create_connection(("127.0.0.1", port)) as server:
            threading.Thread(target=back, args=(server, link), daemon=True).start()
            while data := link.recv(65536):
                server.sendall(data)

    return Trap(talk)


@pytest.mark.parametrize("kind", FAKES)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # the fake, asked nonsense
def test_whatever_comes_a_session_ends_in_values_or_a_failure(kind: str) -> None:
    """No exception but a failure that is no bug, and no more records than were asked for."""
    ended = 0
    with FAKES[kind].serve() as fake:
        for seed in range(25):
            with noisy(fake.port, seed) as trap, Dialer(Scope.loopback(), timeout_seconds=0.3) as dialer:
                target = Target(url=trap.url(kind), kind=kind, host="127.0.0.1", port=trap.port)
                try:
                    with all_stores()[kind].connect(
                        target, dialer, Ask(timeout_seconds=0.3, statement_seconds=0.5)
                    ) as found:
                        assert tuple(found.access().rights) == RIGHTS
                        for container in list(found.containers())[:3]:
                            reading = Reading(full=seed % 2 == 0, records=20, seconds=1.0)
                            assert sum(one.records for one in found.read(container, reading)) <= 20
                except Failed as failed:
                    assert failed.failure.kind not in ("bug", "out-of-scope")
                    ended += 1
    assert ended
