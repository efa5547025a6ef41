"""etcd 3.4 (Debian's) on loopback, open or with users and roles."""

from __future__ import annotations

import functools
import http.client
import json
from typing import Any

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, free_port, launch
from tests.lab.kind import Kind


@functools.cache
def etcd_program() -> Program:
    """Return etcd 3.4."""
    return fetch("etcd", ["etcd-server"])


def start_etcd(*, member: str = "default") -> Server:
    """Return a running etcd without users; *member* is its name."""
    program, owner = etcd_program(), unprivileged()
    folder = scratch("etcd", owner)
    give(folder, owner)

    def command(port: int) -> list[str]:
        peer = f"http://127.0.0.1:{free_port()}"
        client = f"http://127.0.0.1:{port}"
        words = {
            "name": member, "data-dir": f"{folder}/data", "listen-client-urls": client, "advertise-client-urls": client,
            "listen-peer-urls": peer, "initial-advertise-peer-urls": peer, "initial-cluster": f"{member}={peer}",
            "log-level": "error",
        }  # fmt: skip
        return [str(program.path), "--unsafe-no-fsync", *(f"--{word}={value}" for word, value in words.items())]

    return launch("etcd", command, folder=folder, env=program.env, ready=_answers)


def ask(port: int, path: str, body: Any, token: str = "") -> Any:
    """One call of the JSON gateway; raises for what it does not take."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("POST", path, json.dumps(body), {"authorization": token} if token else {})
    reply = link.getresponse()
    said = json.loads(reply.read())
    link.close()
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status} {said}")
    return said


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    link.request("GET", "/health")
    return b"true" in link.getresponse().read()


SERVERS = {"etcd": Kind(what="etcd 3.4 (Debian)", get=etcd_program, start=start_etcd)}
