"""NFS-Ganesha 4 (Debian's) that speaks NFS 3, with MOUNT and rpcbind, as root in a network of its own."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

from nightlatch.demo.servers.debian import Program
from nightlatch.demo.servers.identity import Unavailable, scratch
from nightlatch.demo.servers.process import Server, launch
from tests.lab import ganesha_door, netns, whole
from tests.lab.ganesha_door import MOUNT_PORT, NFS_PORT
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill

Exports = tuple[tuple[str, str], ...]
Files = tuple[tuple[str, bytes], ...]


@functools.cache
def programs() -> tuple[Program, Program]:
    """Return ganesha.nfsd and rpcbind; it opens files by handles, which takes root, and a network of its own."""
    if not Path("/etc/netconfig").exists():
        raise Unavailable("ganesha3", "rpcbind wants /etc/netconfig", "install libtirpc-common")
    if os.geteuid() != 0 or not netns.is_possible():
        raise Unavailable("ganesha3", "needs root and network namespaces", "run the tests as root")
    ganesha = whole.fetch(("nfs-ganesha", "nfs-ganesha-vfs"), ("usr/bin/ganesha.nfsd",))
    return ganesha, whole.fetch(("rpcbind",), ("sbin/rpcbind",))


def environment() -> dict[str, str]:
    """The libraries of both."""
    places = [one.env.get("LD_LIBRARY_PATH", "") for one in programs()]
    return {"LD_LIBRARY_PATH": ":".join(filter(None, places))}


def configure(folder: Path, exports: Exports, files: Files, *, mode: int, file_mode: int, versions: str = "3") -> None:
    """Write ganesha.conf: *exports* are names and lines of their configuration, each of *files* of its own."""
    (folder / "state").mkdir()
    plugins = programs()[0].root / "usr/lib/x86_64-linux-gnu/ganesha"
    blocks = []
    for number, (name, more) in enumerate(exports, 1):
        place = folder / name
        place.mkdir()
        top = fill(place, dict(files))
        for one in (top, *top.rglob("*")):
            one.chmod(mode if one.is_dir() else file_mode)
        blocks.append(
            f"EXPORT {{ Export_Id = {number}; Path = {top}; Pseudo = /{name}; {more} FSAL {{ Name = VFS; }} }}"
        )
    core = f'mount_path_pseudo = true; NFS_Port = {NFS_PORT}; MNT_Port = {MOUNT_PORT}; Protocols = {versions}; Plugins_Dir = "{plugins}";'
    core = f"NFS_CORE_PARAM {{ {core} Enable_NLM = false; Enable_RQUOTA = false; }}"
    state = f'NFSV4 {{ RecoveryRoot = "{folder}/state"; Graceless = true; }}'
    (folder / "ganesha.conf").write_text("\n".join([core, state, *blocks, "LOG { Default_Log_Level = EVENT; }"]) + "\n")


def start_ganesha3(
    *, exports: Exports = (), files: Files = (), mode: int = 0o755, file_mode: int = 0o644, versions: str = "3"
) -> Server:
    """Return a running server, NFS and MOUNT at one port; folders and files of the exports have these modes."""
    ganesha, rpcbind = programs()
    folder = scratch("nfs", None)
    folder.chmod(0o755)
    configure(folder, exports, files, mode=mode, file_mode=file_mode, versions=versions)
    words: list[str | Path] = [sys.executable, "-I", Path(ganesha_door.__file__), folder]
    return launch(
        "nfs",
        lambda port: [*words, str(port), ganesha.path, rpcbind.path],
        folder=folder,
        env=environment(),
        owner=None,
        ready=lambda port: ganesha_door.answers(port, 100003),
    )


SERVERS = {
    "ganesha3": Kind(what="NFS-Ganesha 4.3 with NFS 3 (Debian), as root", get=programs, start=start_ganesha3)
}  # fmt: skip
