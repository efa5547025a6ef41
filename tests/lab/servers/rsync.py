"""An rsync daemon (Debian's) on loopback: modules with and without passwords."""

from __future__ import annotations

import functools

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill


@functools.cache
def rsync_program() -> Program:
    """Return rsync 3: the machine's own, else unpacked in the cache."""
    return installed("rsync", at_least=(3,)) or fetch("rsync", ["rsync"])


def start_rsync(*, modules: tuple[tuple[str, str], ...] = (), files: tuple[tuple[str, bytes], ...] = ()) -> Server:
    """Return a running daemon; *modules* are names and lines of their configuration, all of the same *files*.

    The user ``app`` has the password ``S3cret`` where a module's ``auth users`` names it.
    """
    program, owner = rsync_program(), unprivileged()
    folder = scratch("rsync", owner)
    top = fill(folder, dict(files))
    (folder / "secrets").write_text("app:S3cret\n")
    (folder / "secrets").chmod(0o600)
    lines = ["use chroot = no", f"secrets file = {folder / 'secrets'}", "reverse lookup = no"]
    for name, more in modules:
        lines += [f"[{name}]", f"path = {top}", *more.split(";")]
    (folder / "rsyncd.conf").write_text("\n".join(lines) + "\n")
    (folder / "rsyncd.conf").chmod(0o644)
    give(folder, owner)
    words = [program.path, "--daemon", "--no-detach", f"--config={folder / 'rsyncd.conf'}", "--address=127.0.0.1"]
    return launch("rsync", lambda port: [*words, f"--port={port}"], folder=folder, env=program.env, owner=owner)


SERVERS = {"rsync": Kind(what="rsync 3 (Debian)", get=rsync_program, start=start_rsync)}
