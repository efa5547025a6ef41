"""Chroma 1.5 (PyPI), open as it always is: the server alone out of its package, without the half gigabyte around it."""

from __future__ import annotations

import contextlib
import functools
import http.client
import subprocess
import sys
from pathlib import Path

from nightlatch.demo.servers.cache import entry, say
from nightlatch.demo.servers.identity import Unavailable, give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import interpreter, is_confined
from tests.lab.kind import Kind

_RUN = "import sys; sys.path.insert(0, sys.argv[1]); import chromadb_rust_bindings as server; server.cli(sys.argv[2:])"


@functools.cache
def chroma_folder() -> Path:
    """Return the folder that holds the compiled server; its Python client and what that needs are left out."""

    def fill(folder: Path) -> None:
        say(f"downloading chromadb 1.5.9 to {folder} (the server alone, a separate program)")
        words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", "--target"]
        done = subprocess.run([*words, folder / "lib", "chromadb==1.5.9"], capture_output=True, text=True, umask=0o022)
        if done.returncode:
            raise Unavailable("chroma", "chromadb cannot be had", done.stderr[-400:])

    return entry("chromadb_1.5.9-server", fill) / "lib"


def start_chroma() -> Server:
    """Return a running, empty server."""
    library, owner = chroma_folder(), unprivileged() if is_confined() else None
    folder = scratch("chroma", owner)
    give(folder, owner)
    words: list[str | Path] = [interpreter(), "-I", "-c", _RUN, library, "chroma", "run", "--path", folder / "data"]
    words += ["--host", LOOPBACK, "--port"]
    return launch("chroma", lambda port: [*words, str(port)], folder=folder, owner=owner, ready=_answers)


def _answers(port: int) -> bool:
    with contextlib.closing(http.client.HTTPConnection(LOOPBACK, port, timeout=5)) as link:
        link.request("GET", "/api/v2/heartbeat")
        return link.getresponse().status == 200


SERVERS = {"chroma": Kind(what="Chroma 1.5 (PyPI)", get=chroma_folder, start=start_chroma)}
