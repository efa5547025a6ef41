"""Start a throw-away Redis on loopback: the machine's own if it is 7.0 or later, else Debian's, unpacked in the cache.

Sends one PING to learn that it answers.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

from .debian import Program, fetch, installed
from .identity import give, install, scratch, unprivileged
from .process import LOOPBACK, Server, launch


def redis_program() -> Program:
    """Return redis-server; Debian's program file is redis-check-rdb of redis-tools, redis-server a link to it."""
    return installed("redis-server", at_least=(7,)) or fetch("redis-server", ["redis-server", "redis-tools"])


def start_redis(
    *,
    requirepass: str | None = None,
    acl: Sequence[str] = (),
    rename: Mapping[str, str] | None = None,
    tls: tuple[Path, Path] | None = None,
    replica_of: Server | None = None,
    protected_mode: bool = False,
    options: Sequence[str] = (),
    program: Program | None = None,
) -> Server:
    """Return a running Redis that keeps nothing on disk.

    Shape: *acl* holds lines such as ``user default on nopass ~public:* -@all +get``; *rename* maps a command to its new
    name, ``""`` for none; *options* are further lines of redis.conf. With *tls* the port speaks TLS only.
    Errors: Unavailable.
    """
    chosen, owner = program or redis_program(), unprivileged()
    folder = scratch("redis", owner)
    lines = [f"bind {LOOPBACK}", 'save ""', "appendonly no", f"protected-mode {'yes' if protected_mode else 'no'}"]
    lines += [f'requirepass "{requirepass}"'] if requirepass is not None else []
    lines += [f'rename-command {command} "{name}"' for command, name in (rename or {}).items()]
    lines += [f"replicaof {replica_of.host} {replica_of.port}"] if replica_of else []
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        lines += [f"tls-cert-file {cert}", f"tls-key-file {key}", "tls-auth-clients no"]
    conf = folder / "redis.conf"
    conf.write_text("\n".join([*lines, *acl, *options, f"dir {folder}"]) + "\n")
    conf.chmod(0o600)
    give(folder, owner)
    ports = ("--tls-port", "--port") if tls else ("--port", "--tls-port")
    unused = [ports[1], "0"] if tls else []  # a build without TLS does not know the option
    return launch(
        "redis",
        lambda port: [chosen.path, conf, ports[0], str(port), *unused],
        folder=folder,
        scheme="rediss" if tls else "redis",
        env=chosen.env,
        ready=None if tls else _answers,
    )


def _answers(port: int) -> bool:
    with socket.create_connection((LOOPBACK, port), 1.0) as link:
        link.sendall(b"PING\r\n")
        return link.recv(1) in {b"+", b"-"}  # "-NOAUTH" is an answer too
