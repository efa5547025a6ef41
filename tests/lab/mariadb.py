"""Start a throw-away MariaDB 10.11 (Debian's) on loopback: open in three ways, or closed.

No genuine MySQL server can be had from PyPI, npm or Debian. SQL to prepare it goes in by --bootstrap and --init-file,
before it listens.
"""

from __future__ import annotations

import functools
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import give, install, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch, remove, run

Flavour = Literal["root-without-password", "skip-grant-tables", "anonymous", "closed"]

ROOT_PASSWORD = "S3cret!"
_FRESH = (
    "mysql_system_tables mysql_performance_tables mysql_system_tables_data maria_add_gis_sp_bootstrap mysql_sys_schema"
)


@functools.cache
def mariadb_program() -> Program:
    """Return mariadbd; its package works from where it was unpacked when told where its messages are."""
    return installed("mariadbd", at_least=(10, 11)) or fetch("mariadbd", ["mariadb-server-core"])


def start_mariadb(
    *,
    flavour: Flavour = "root-without-password",
    sql: Sequence[str] = (),
    tls: tuple[Path, Path] | None = None,
    options: Sequence[str] = (),
) -> Server:
    """Return a running MariaDB.

    Shape: *flavour* says who gets in. A fresh data directory is open already: ``root@127.0.0.1`` has no password.
    ``anonymous`` and ``closed`` give root `ROOT_PASSWORD`; ``anonymous`` adds ``''@'127.0.0.1'``, which shadows every
    ``'x'@'%'`` since its host is the more specific. *sql*, its GRANTs for example, runs before the server listens.
    Errors: Unavailable; also when a statement of *sql* fails.
    """
    program, owner = mariadb_program(), unprivileged()
    folder = scratch("mariadb", owner)
    shutil.copytree(_template(), folder / "data")
    closing = [f"ALTER USER root@'{host}' IDENTIFIED BY '{ROOT_PASSWORD}'" for host in ("127.0.0.1", "localhost")]
    first = closing if flavour in {"anonymous", "closed"} else []
    first += ["CREATE USER ''@'127.0.0.1'"] if flavour == "anonymous" else []
    init = folder / "init.sql"  # one statement a line: --init-file knows no others
    init.write_text("".join(" ".join(statement.rstrip(";").split("\n")) + ";\n" for statement in [*first, *sql]))
    # A throw-away server need not flush its pages when it ends; the template, which is copied, must
    extra = ["--innodb-fast-shutdown=2"]
    extra += ["--skip-grant-tables", "--skip-networking=0"] if flavour == "skip-grant-tables" else []
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        extra += [f"--ssl-cert={cert}", f"--ssl-key={key}"]
    else:
        extra += ["--skip-ssl"]
    give(folder, owner)
    return launch(
        "mysql",
        lambda port: [*_words(program, folder), f"--port={port}", "--bind-address=127.0.0.1", f"--init-file={init}",
                      "--pid-file=server.pid", *extra, *options],
        folder=folder,
        env=program.env,
        stop_signal=signal.SIGTERM,
    )  # fmt: skip


def _words(program: Program, folder: Path) -> list[str | Path]:
    share, plugins = (program.root / "usr" / part / "mysql" for part in ("share", "lib"))
    return [
        program.path, "--no-defaults", f"--datadir={folder / 'data'}", f"--lc-messages-dir={share}",
        f"--character-sets-dir={share / 'charsets'}", f"--plugin-dir={plugins / 'plugin'}", "--socket=server.sock",
        "--skip-name-resolve", "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M",
        "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin",
    ]  # fmt: skip


@functools.cache
def _template() -> Path:
    """Make a data directory once; it is copied for every server, and removed when the tests end."""
    import atexit

    program, owner = mariadb_program(), unprivileged()
    folder = scratch("mariadb-template", owner)
    atexit.register(remove, folder)
    (folder / "data").mkdir()
    give(folder, owner)
    # What mariadb-install-db does, but for its 2.4 MB of HELP texts; NULL here means root with a password, not a socket
    parts = [(program.root / "usr/share/mysql" / f"{name}.sql").read_text() for name in _FRESH.split()]
    text = "create database if not exists mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n" + "\n".join(parts)
    run([*_words(program, folder), "--bootstrap"], folder, owner, env=program.env, text=text)
    return folder / "data"
