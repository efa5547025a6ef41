"""Start a throw-away server that speaks MongoDB's wire protocol on loopback: SecantusDB 0.7.0b3, a stand-in.

No genuine mongod can be had from PyPI, npm or Debian. SecantusDB is GPL-2.0-only: it runs as a separate program in an
environment of its own and is never imported. Every read but by `_id` costs it the whole collection, so at most
20,000 to 50,000 records are wise. Users are made by createUser through PyMongo, on the fresh server, before it is shut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .cache import say
from .identity import Identity, Unavailable, give, install, scratch, unprivileged
from .process import Server, launch
from .pypi import environment, interpreter, is_confined

REQUIREMENT = "secantusdb==0.7.0b3"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account to make: *roles* as createUser takes them, ``{"role": "read", "db": "crm"}``."""

    name: str
    password: str
    roles: Sequence[Mapping[str, str]]
    database: str = "admin"


def secantus() -> Path:
    """Return the ``bin`` folder of SecantusDB's environment."""
    return environment("secantusdb_0.7.0b3", [REQUIREMENT])


def start_mongodb(
    *, auth: bool = False, users: Sequence[User] = (), tls: tuple[Path, Path] | None = None, standalone: bool = True
) -> Server:
    """Return a running server; with *auth* it lets only *users* (SCRAM-SHA-256) in.

    *standalone* False makes it present itself as the one member of a replica set.
    Errors: Unavailable.
    """
    bins, owner = secantus(), python_owner("mongodb")
    folder = scratch("mongodb", owner)
    data = folder / "data"
    options = ["--standalone"] if standalone else []
    if users:
        first = _launch(bins, folder, owner, [*options, "--storage-path", str(data)])
        try:
            _create(first.port, users)
        except BaseException:
            first.stop()
            raise
        first.stop(keep_dir=True)
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        options += ["--tls-cert-file", str(cert), "--tls-key-file", str(key)]
    options += ["--auth"] if auth else []
    return _launch(bins, folder, owner, [*options, "--storage-path", str(data)])


def python_owner(kind: str) -> Identity | None:
    """Return whom a server written in Python runs as; says so when it has to stay root."""
    owner = unprivileged()
    if owner is None or is_confined():
        return owner
    say(f"{kind} runs as root: {interpreter()} is closed to unprivileged users, and there is no other Python 3.11")
    return None


def _launch(bins: Path, folder: Path, owner: Identity | None, options: Sequence[str]) -> Server:
    settings = folder / "empty.toml"  # given, because files in the home and in /etc would be read without it
    settings.touch()
    give(settings, owner)
    words: list[str | Path] = [bins / "python", "-I", bins / "secantusd-py", "--config", settings]
    words += ["--host", "127.0.0.1", *options]
    return launch("mongodb", lambda port: [*words, "--port", str(port)], folder=folder, owner=owner, seconds=60)


def _create(port: int, users: Sequence[User]) -> None:
    try:
        import pymongo
    except ImportError:
        raise Unavailable("mongodb", "making users needs PyMongo", "pip install 'nightlatch[mongodb]'") from None
    with pymongo.MongoClient("127.0.0.1", port, directConnection=True) as client:
        for user in users:
            client[user.database].command("createUser", user.name, pwd=user.password, roles=list(user.roles))
