"""NFS-Ganesha 4 (Debian's) on loopback, speaking NFS 4.0 alone: so it needs no rpcbind. It starts as root only."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from nightlatch.demo.servers.debian import Program
from nightlatch.demo.servers.identity import Unavailable, scratch
from nightlatch.demo.servers.process import Server, launch
from tests.lab import whole
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill


@functools.cache
def ganesha() -> Program:
    """Return ganesha.nfsd; it opens files by handles, which takes root."""
    if os.geteuid() != 0:
        raise Unavailable("ganesha", "starts as root only", "run the tests as root, in a container for example")
    return whole.fetch(("nfs-ganesha", "nfs-ganesha-vfs"), ("usr/bin/ganesha.nfsd",))


def start_ganesha(
    *, exports: tuple[tuple[str, str], ...] = (), files: tuple[tuple[str, bytes], ...] = (), mode: int = 0o755
) -> Server:
    """Return a running server; *exports* are names and lines of their configuration, each of *files* of its own.

    The top folder of each export, and the folders in it, have the *mode*.
    """
    program = ganesha()
    folder = scratch("nfs", None)
    folder.chmod(0o755)
    plugins = program.root / "usr/lib/x86_64-linux-gnu/ganesha"
    (folder / "state").mkdir()
    blocks = []
    for number, (name, more) in enumerate(exports, 1):
        place = folder / name
        place.mkdir()
        top = fill(place, dict(files))
        for one in (top, *(one for one in top.rglob("*") if one.is_dir())):
            one.chmod(mode)
        blocks.append(
            f"EXPORT {{ Export_Id = {number}; Path = {top}; Pseudo = /{name}; {more} FSAL {{ Name = VFS; }} }}"
        )

    def command(port: int) -> list[str | Path]:
        core = (
            f'NFS_Port = {port}; Protocols = 4; Plugins_Dir = "{plugins}"; Bind_addr = 127.0.0.1; Enable_UDP = false;'
        )
        top = f"NFS_CORE_PARAM {{ {core} Enable_NLM = false; Enable_RQUOTA = false; }}"
        v4 = f'NFSV4 {{ RecoveryRoot = "{folder}/state"; Graceless = true; }}'
        (folder / "ganesha.conf").write_text("\n".join([top, v4, *blocks, "LOG { Default_Log_Level = EVENT; }"]) + "\n")
        return [program.path, "-F", "-L", "/dev/stdout", "-f", folder / "ganesha.conf", "-p", folder / "pid"]

    return launch("nfs", command, folder=folder, env=program.env, owner=None)


SERVERS = {"ganesha": Kind(what="NFS-Ganesha 4.3 (Debian), as root", get=ganesha, start=start_ganesha)}
