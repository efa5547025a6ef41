"""Milvus 2.3.5 (PyPI milvus, the server in one process), in a network of its own: it listens everywhere."""

from __future__ import annotations

import contextlib
import functools
import http.client
import signal
from pathlib import Path
from types import SimpleNamespace

from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, free_port, launch
from nightlatch.demo.servers.pypi import environment, interpreter
from tests.lab import enclosed
from tests.lab.kind import Kind

_PROXY, _MANAGEMENT = 19530, 9091
ROOT = ("root", "Milvus")


@functools.cache
def milvus_bins() -> Path:
    """Return the ``bin`` folder of Milvus' environment."""
    return environment("milvus_2.3.5", ["milvus==2.3.5"])


def start_milvus(*, is_closed: bool = False) -> Server:
    """Return a running, empty server; *is_closed*: it asks for a login, and `ROOT` is one."""
    bins, owner = milvus_bins(), unprivileged()
    folder = scratch("milvus", owner)
    management = free_port()
    (folder / "management").write_text(str(management))
    words: list[str | Path] = [bins / "python", "-I", bins / "milvus-server", "--data", folder / "data"]
    words += ["--proxy-port", str(_PROXY), *(["--authorization-enabled", "true"] if is_closed else [])]
    give(folder, owner)
    _, env = enclosed.command(interpreter(), folder, {}, [])

    def command(port: int) -> list[str]:
        return enclosed.command(interpreter(), folder, {port: _PROXY, management: _MANAGEMENT}, words)[0]

    return launch(
        "milvus", command, folder=folder, env=env, ready=_answers, seconds=120, stop_signal=signal.SIGKILL,
    )  # fmt: skip


def management(server: Server) -> SimpleNamespace:
    """The other port of a running server, by which it is managed."""
    return SimpleNamespace(host=LOOPBACK, port=int((server.dir / "management").read_text()))


def _answers(port: int) -> bool:
    with contextlib.closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as link:
        link.request("GET", "/v1/vector/collections")
        return link.getresponse().status in (200, 401)


SERVERS = {"milvus": Kind(what="Milvus 2.3.5 (PyPI milvus)", get=milvus_bins, start=start_milvus)}
