"""Memcached 1.6 (Debian's) on loopback: open, with a password (-Y), or speaking the binary protocol alone."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import give, install, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind

PASSWORD = "S3cret"


@functools.cache
def memcached_program() -> Program:
    """Return memcached 1.6: the machine's own, else unpacked in the cache."""
    return installed("memcached", at_least=(1, 6)) or fetch("memcached", ["memcached"])


def start_memcached(
    *, password: bool = False, options: Sequence[str] = (), tls: tuple[Path, Path] | None = None
) -> Server:
    """Return a running memcached; with *password* the user ``app`` has `PASSWORD`, over ASCII; with *tls* TLS only."""
    program, owner = memcached_program(), unprivileged()
    folder = scratch("memcached", owner)
    words = ["-U", "0", "-m", "64", "-l", "127.0.0.1"]
    if password:
        (folder / "auth").write_text(f"app:{PASSWORD}\n")
        words += ["-Y", str(folder / "auth")]
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        words += ["-Z", "-o", f"ssl_chain_cert={cert},ssl_key={key}"]
    give(folder, owner)
    return launch(
        "memcached",
        lambda port: [program.path, *words, "-p", str(port), *options],
        folder=folder,
        env=program.env,
    )


SERVERS = {
    "memcached": Kind(what="memcached 1.6 (Debian)", get=memcached_program, start=start_memcached),
}
