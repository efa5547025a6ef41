"""A small network on loopback: every kind of store on an address and odd port of its own, open, closed, inside TLS.

``python -m tests.lab network [FOLDER]`` brings it up until Ctrl-C and writes ``lab.toml``, a scope that lists it.
Servers that cannot be had are left out, and told.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.lab.tls import certificate

SCOPE = """\
[grant]
owner = "the laboratory"
contact = "lab@example.org"
granted_by = "make lab"
valid_from = 2020-01-01
valid_until = 2100-01-01
standing = "owner"

[targets]
networks = ["127.77.0.0/25"]
ports = [{ports}]

[exclude]
networks = ["{excluded}"]
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One server of the network, and what it has to be told as; *kind* "" is no store."""

    kind: str
    name: str
    status: str  # open | closed | incomplete | "" for no store
    tls: bool = False
    start: Callable[[], Any]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where it answers."""

    wanted: Wanted
    address: str
    port: int


def wanted(folder: Path) -> Iterator[Wanted]:
    """All that the network is made of; *folder* takes a throw-away certificate."""
    from tests.contract import CASES
    from tests.stores.cases import cases

    pair = certificate(folder)
    for kind, case in CASES.items():
        yield Wanted(kind=kind, name="open", status="open", start=functools.partial(lab.server, case.server))
        closed = functools.partial(lab.server, case.server, **case.closed)
        yield Wanted(kind=kind, name="closed", status="closed", start=closed)
    inside = functools.partial(lab.server, "redis", tls=pair)
    yield Wanted(kind="redis", name="open, TLS", status="open", tls=True, start=inside)
    starttls = functools.partial(lab.server, "postgres15", tls=pair)
    yield Wanted(kind="postgresql", name="open, TLS offered", status="open", tls=True, start=starttls)
    for kind, further in cases().items():
        for setup in further.setups:
            if setup.login is None and not setup.database:
                yield Wanted(kind=kind, name=setup.name, status=setup.status, tls=setup.tls, start=setup.server)


def decoys() -> list[tuple[str, hostile.Trap]]:
    """What answers and is no store."""
    page = b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 15\r\n\r\n<html>Hi</html>"
    return [
        ("SSH", hostile.greeting(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")),
        ("a mail server", hostile.greeting(b"220 mail.example.org ESMTP\r\n")),
        ("a web page", hostile.replying(page, then="repeat")),
        ("an echo", hostile.Trap(lambda link, over: [link.sendall(data) for data in iter(lambda: link.recv(4096), b"")] and None)),
        ("silence", hostile.silent()),
    ]  # fmt: skip


@contextlib.contextmanager
def network(folder: Path) -> Iterator[tuple[list[Placed], Path, list[str]]]:
    """Yields where everything is, the scope file, and what could not be had."""
    missing: list[str] = []
    placed: list[Placed] = []
    with contextlib.ExitStack() as stack:
        for number, one in enumerate(wanted(folder)):
            try:
                server = one.start()
            except BaseException as why:  # pytest's skip and fail are no Exceptions
                if isinstance(why, KeyboardInterrupt):
                    raise
                missing.append(f"{one.kind} ({one.name}): {why}")
                continue
            address = f"127.77.0.{1 + number % 100}"
            door = stack.enter_context(Proxy((getattr(server, "host", "127.0.0.1"), server.port), host=address))
            placed.append(Placed(wanted=one, address=address, port=door.port))
        for number, (name, trap) in enumerate(decoys()):
            stack.enter_context(trap)
            door = stack.enter_context(Proxy((trap.host, trap.port), host=f"127.77.0.{101 + number}"))
            decoy = Wanted(kind="", name=name, status="", start=decoys)
            placed.append(Placed(wanted=decoy, address=door.host, port=door.port))
        shut = placed[0]  # one open store is behind an exclusion: it must not be contacted
        excluded = stack.enter_context(Proxy((shut.address, shut.port), host="127.77.0.120"))
        placed.append(Placed(wanted=Wanted(kind="", name="excluded", status="", start=decoys), address=excluded.host, port=excluded.port))  # fmt: skip
        ports = ", ".join(str(port) for port in sorted({one.port for one in placed}))
        file = folder / "lab.toml"
        file.write_text(SCOPE.format(ports=ports, excluded=excluded.host))
        yield placed, file, missing
        assert not excluded.conversations, "an excluded address was contacted"
