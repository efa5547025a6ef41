"""RabbitMQ 3.10 (Debian's) with its management plug-in on loopback: users, queues and messages of the tests' own.

Erlang is unpacked beside it; its own start script knows only /usr/lib/erlang, so that ours goes before it. The port mapper that it wants (epmd) runs in the same process
group, on a port and in a life of its own.
"""

from __future__ import annotations

import functools
import json
import signal
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import Unavailable, give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, free_port, launch
from tests.lab.kind import Kind

_ERLANG = (
    "base", "crypto", "mnesia", "inets", "os-mon", "public-key", "runtime-tools", "ssl", "syntax-tools", "tools",
    "xmerl", "asn1", "eldap", "parsetools",
)  # fmt: skip
_ERL = '#!/bin/sh\nexport EMU=beam PROGNAME=erl ROOTDIR={root} BINDIR={bins}\nexec {bins}/erlexec "$@"\n'


@functools.cache
def rabbitmq_program() -> Program:
    """Return the start script of Debian's rabbitmq-server."""
    found = fetch("rabbitmq-server", ["rabbitmq-server", *(f"erlang-{name}" for name in _ERLANG)])
    script = next(found.root.glob("usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server"), None)
    if script is None or not (found.root / "usr/lib/erlang/bin/erl").exists():
        raise Unavailable("rabbitmq", "Debian's package does not hold it", f"remove {found.root.parent} and try again")
    return Program(path=script, root=found.root, env=found.env)


def start_rabbitmq(
    *, users: Mapping[str, tuple[str, str, str]], queues: Mapping[str, Sequence[str]] | None = None
) -> Server:
    """Return a running RabbitMQ: *port* is that of the management plug-in, ``amqp_port`` of it says the other.

    Shape: *users* are name -> (password, tags, what it may configure, write and read in every virtual host);
    *queues* virtual host -> names.
    """
    program, owner = rabbitmq_program(), unprivileged()
    folder = scratch("rabbitmq", owner)
    ports = free_port(), free_port(), free_port()
    hosts = queues or {"/": ()}
    definitions = {
        "rabbit_version": "3.10.8",
        "users": [{"name": name, "password": one[0], "tags": one[1]} for name, one in users.items()],
        "vhosts": [{"name": host} for host in hosts],
        "permissions": [
            {"user": name, "vhost": host, "configure": one[2], "write": one[2], "read": one[2]}
            for name, one in users.items() for host in hosts
        ],
        "queues": [
            {"name": name, "vhost": host, "durable": True, "auto_delete": False, "arguments": {}}
            for host, names in hosts.items() for name in names
        ],
    }  # fmt: skip
    (folder / "definitions.json").write_text(json.dumps(definitions))
    (folder / "plugins").write_text("[rabbitmq_management].\n")
    (folder / "empty.conf").write_text("")
    erlang = next(program.root.glob("usr/lib/erlang/erts-*/bin"))
    (folder / "erl").write_text(_ERL.format(root=program.root / "usr/lib/erlang", bins=erlang))
    (folder / "erl").chmod(0o755)
    give(folder, owner)
    env = {**program.env, **_environment(folder, ports)}

    def command(port: int) -> Sequence[str | Path]:
        lines = [
            f"listeners.tcp.1 = 127.0.0.1:{ports[0]}", f"management.tcp.port = {port}",
            "management.tcp.ip = 127.0.0.1", "loopback_users = none", f"load_definitions = {folder}/definitions.json",
            "collect_statistics_interval = 200", "log.file = false", "log.console = true",
        ]  # fmt: skip
        (folder / "rabbitmq.conf").write_text("\n".join(lines) + "\n")
        (folder / "rabbitmq.conf").chmod(0o644)
        return ["/bin/sh", "-c", f"{erlang}/epmd -port {ports[2]} -address 127.0.0.1 & exec {program.path}"]

    def is_ready(port: int) -> bool:
        socket.create_connection(("127.0.0.1", ports[0]), 1.0).close()  # the last to be opened
        return True

    # It keeps nothing that anybody wants: a polite end takes it seconds
    server = launch("rabbitmq", command, folder=folder, env=env, ready=is_ready, stop_signal=signal.SIGKILL)
    (folder / "amqp").write_text(str(ports[0]))
    return server


def _environment(folder: Path, ports: tuple[int, int, int]) -> dict[str, str]:
    return {
        "PATH": f"{folder}:/usr/sbin:/usr/bin:/sbin:/bin",
        "RABBITMQ_NODENAME": "lab@localhost",
        "RABBITMQ_MNESIA_BASE": str(folder),
        "RABBITMQ_LOG_BASE": str(folder),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "empty.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder),
        "RABBITMQ_DIST_PORT": str(ports[1]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_SERVER_START_ARGS": "",
        "ERL_EPMD_PORT": str(ports[2]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "LANG": "C.UTF-8",
    }


SERVERS = {"rabbitmq": Kind(what="RabbitMQ 3.10 with management (Debian)", get=rabbitmq_program, start=start_rabbitmq)}
