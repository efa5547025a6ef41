"""Samba's smbd 4 (Debian's) on loopback: shares that guests may read, write or not enter."""

from __future__ import annotations

import functools
import os
import pwd
from pathlib import Path

from nightlatch.demo.servers.debian import Program
from nightlatch.demo.servers.identity import give, scratch, with_account
from nightlatch.demo.servers.process import Server, launch
from tests.lab import whole
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill

_PACKAGES = ("samba", "samba-common", "samba-common-bin", "samba-libs")
_RUN = ("usr/sbin/smbd", "usr/libexec/samba/samba-dcerpcd", "usr/libexec/samba/rpcd_classic")


@functools.cache
def smbd() -> Program:
    """Return smbd 4 with the libraries that the machine lacks."""
    return whole.fetch(_PACKAGES, _RUN)


# What smbd starts on demand it looks for where an installed package has it; so it is started beside it.
_START = """rpc="$1/usr/libexec/samba"
"$rpc/samba-dcerpcd" -F --no-process-group -s "$2" "$rpc/rpcd_classic" "$rpc/rpcd_winreg" &
exec "$1/usr/sbin/smbd" --foreground --no-process-group --debug-stdout -s "$2"
"""


def start_smbd(
    *,
    shares: tuple[tuple[str, str], ...] = (),
    files: tuple[tuple[str, bytes], ...] = (),
    options: tuple[str, ...] = ("map to guest = Bad User",),
) -> Server:
    """Return a running smbd; *shares* are names and lines of their configuration, all of the same *files*."""
    program, owner = smbd(), with_account()
    folder = scratch("smb", owner)
    top = fill(folder, dict(files))
    guest = pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() else "nobody"
    lines = [
        "[global]", "interfaces = 127.0.0.1", "bind interfaces only = yes", f"guest account = {guest}",
        "server role = standalone server", "rpc start on demand helpers = no", "disable netbios = yes", "load printers = no", "map archive = no",
        *(f"{name} = {folder}/{name.split()[0]}" for name in ("lock directory", "state directory", "cache directory", "private dir", "pid directory", "ncalrpc dir")),
        f"log file = {folder}/log", *options,
    ]  # fmt: skip
    for name in ("lock", "state", "cache", "private", "pid", "ncalrpc"):
        (folder / name).mkdir(mode=0o755)
    (folder / "ncalrpc" / "np").mkdir(mode=0o700)
    for name, more in shares:
        lines += [f"[{name}]", f"path = {top}", *more.split(";")]
    give(folder, owner)

    def command(port: int) -> list[str | Path]:
        conf = folder / "smb.conf"
        conf.write_text("\n".join([*lines[:1], f"smb ports = {port}", *lines[1:]]) + "\n")
        conf.chmod(0o644)
        return ["/bin/sh", "-c", _START, "smbd", program.root, conf]

    pipe = folder / "ncalrpc" / "np" / "srvsvc"
    return launch("smb", command, folder=folder, env=program.env, owner=owner, ready=lambda port: pipe.exists())


SERVERS = {"smbd": Kind(what="Samba smbd 4 (Debian)", get=smbd, start=start_smbd)}
