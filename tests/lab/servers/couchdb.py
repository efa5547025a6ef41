"""A stand-in for CouchDB, which is in no registry: pouchdb-server (npm), open to everybody as an administrator."""

from __future__ import annotations

import shutil
from pathlib import Path

from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from tests.lab.kind import Kind
from tests.lab.npm import modules


def pouchdb() -> Path:
    """Return pouchdb-server's starter."""
    return modules("pouchdb-server_4.2.0", "pouchdb-server@4.2.0") / "pouchdb-server" / "bin" / "pouchdb-server"


def start_pouchdb() -> Server:
    """Return an empty server that keeps nothing on disk. Its closed mode is not CouchDB's, and is not used."""
    program, owner = pouchdb(), unprivileged()
    folder = scratch("couchdb", owner)
    (folder / "config.json").write_text("{}")
    give(folder, owner)
    words: list[str | Path] = [shutil.which("node") or "node", program, "--in-memory", "--host", LOOPBACK]
    words += ["--dir", folder, "--config", folder / "config.json", "--port"]
    return launch("couchdb", lambda port: [*words, str(port)], folder=folder, owner=owner)


SERVERS = {
    "couchdb": Kind(what="pouchdb-server 4.2 (npm), a stand-in for CouchDB", get=pouchdb, start=start_pouchdb),
}
