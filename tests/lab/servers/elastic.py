"""Stand-ins for Elasticsearch and OpenSearch, neither of which is in any registry: noida-db and osmem-server (PyPI)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nightlatch.demo.servers.identity import Unavailable, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind


@cache
def _program(name: str, requirement: str, pattern: str) -> Path:
    # the program itself: the wheel's starter would unpack beside itself, where an unprivileged user may not write
    library = environment(name, [requirement]).parent / "lib"
    found = next((one for one in sorted(library.glob(f"python*/site-packages/{pattern}")) if one.is_file()), None)
    if found is None:
        raise Unavailable(name, "its package holds no program", f"remove {library.parent} and try again")
    return found


def noida() -> Path:
    """Return noida-db's program."""
    return _program("noida-db_0.2.3", "noida-db==0.2.3", "noida_db/noida-db")


def osmem() -> Path:
    """Return osmem-server's program."""
    return _program("osmem-server_0.1.6", "osmem-server==0.1.6", "osmem_server/bin/*")


def start_noida() -> Server:
    """Return an empty Elasticsearch-like server (8.15), open: it knows no security."""
    owner = unprivileged()
    folder = scratch("elasticsearch", owner)
    words: list[str | Path] = [noida(), "start", "--data-dir", folder / "data", "--host", LOOPBACK]
    words += ["--only", "elasticsearch", "--elasticsearch-port"]
    return launch("elasticsearch", lambda port: [*words, str(port)], folder=folder, owner=owner)


def start_osmem() -> Server:
    """Return an empty OpenSearch-like server (3.8), open: it knows no security."""
    owner = unprivileged()
    folder = scratch("opensearch", owner)
    words: list[str | Path] = [osmem(), "-no-stdin-watch", "-addr"]
    return launch("opensearch", lambda port: [*words, f"{LOOPBACK}:{port}"], folder=folder, owner=owner)


SERVERS = {
    "elasticsearch": Kind(what="noida-db 0.2 (PyPI), a stand-in for Elasticsearch", get=noida, start=start_noida),
    "opensearch": Kind(what="osmem-server 0.1 (PyPI), a stand-in for OpenSearch", get=osmem, start=start_osmem),
}
