"""Samba's smbd 4 (Debian's) on loopback: shares that guests may read, write or not enter.

Its packages are unpacked in the cache like others; its own libraries are in one of them that is no ``lib`` package.
"""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from nightlatch.demo.servers import debian
from nightlatch.demo.servers.cache import entry, held, say
from nightlatch.demo.servers.identity import Unavailable, give, scratch, with_account
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill

_PACKAGES = ("samba", "samba-common", "samba-common-bin", "samba-libs")
_RUN = ("usr/sbin/smbd", "usr/libexec/samba/rpcd_classic", "usr/libexec/samba/samba-dcerpcd")


@functools.cache
def smbd() -> debian.Program:
    """Return smbd 4 with the libraries that the machine lacks."""
    top = debian.cache_dir() / "debian"
    have = sorted(top.glob("samba_*/.complete"), key=lambda stamp: stamp.stat().st_mtime)
    folder = have[-1].parent if have else _download()
    return debian.Program(path=folder / "root" / _RUN[0], root=folder / "root", env=_env(folder))


def _download() -> Path:
    with held("apt/lists"):
        options = debian._usable_lists(_PACKAGES[0])

    def fetch(folder: Path) -> None:
        say(f"downloading Debian's {' '.join(_PACKAGES)} to {folder} (unpacked there, not installed)")
        for one in debian._get(_PACKAGES, folder, options):
            debian._unpack(one, folder / "root")
        candidates = debian._absent(_PACKAGES, options)
        while missing := _missing(folder):
            squeezed = [debian._squeeze(one) for one in missing]
            candidates.sort(key=lambda package: all(debian._squeeze(package) not in one for one in squeezed))
            if not candidates:
                raise Unavailable("smbd", f"shared libraries are missing: {' '.join(missing)}", "install them")
            package = candidates.pop(0)
            say(f"downloading Debian's {package}, for smbd")
            for one in debian._get([package], folder, options):
                debian._unpack(one, folder / "lib")

    return entry(f"debian/samba_{debian._candidate('samba', options).replace(':', '.')}", fetch)


def _env(folder: Path) -> Mapping[str, str]:
    places = sorted({str(one.parent) for part in ("root", "lib") for one in folder.glob(f"{part}/usr/lib/**/*.so*")})
    return {"LD_LIBRARY_PATH": ":".join(places)}


def _missing(folder: Path) -> list[str]:
    env = {"PATH": os.defpath, "LC_ALL": "C"} | dict(_env(folder))
    words = ["ldd", *(folder / "root" / name for name in _RUN if (folder / "root" / name).exists())]
    said = subprocess.run(words, capture_output=True, text=True, check=False, env=env).stdout
    return sorted({line.split()[0] for line in said.splitlines() if "not found" in line and "=>" in line})


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
    lines = [
        "[global]", "interfaces = 127.0.0.1", "bind interfaces only = yes", "guest account = nobody",
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
