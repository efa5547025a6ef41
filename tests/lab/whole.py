"""Servers of Debian whose own libraries are in packages that are no ``lib`` packages: Samba, NFS-Ganesha.

As `nightlatch.demo.servers.debian`, from which all but the search for libraries is taken: those of the packages
themselves are there first, then what the machine lacks is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from nightlatch.demo.servers import debian
from nightlatch.demo.servers.cache import entry, held, say
from nightlatch.demo.servers.identity import Unavailable, cache_dir


def fetch(packages: Sequence[str], programs: Sequence[str]) -> debian.Program:
    """Return the first of *programs* (paths in the packages), once all of them find their libraries."""
    have = sorted((cache_dir() / "debian").glob(f"{packages[0]}_*/.complete"), key=lambda one: one.stat().st_mtime)
    folder = have[-1].parent if have else _download(packages, programs)
    return debian.Program(path=folder / "root" / programs[0], root=folder / "root", env=_env(folder))


def _download(packages: Sequence[str], programs: Sequence[str]) -> Path:
    with held("apt/lists"):
        options = debian._usable_lists(packages[0])

    def fill(folder: Path) -> None:
        say(f"downloading Debian's {' '.join(packages)} to {folder} (unpacked there, not installed)")
        for one in debian._get(packages, folder, options):
            debian._unpack(one, folder / "root")
        candidates = debian._absent(packages, options)
        while missing := _missing(folder, programs):
            squeezed = [debian._squeeze(one) for one in missing]
            candidates.sort(key=lambda package: all(debian._squeeze(package) not in one for one in squeezed))
            if not candidates:
                raise Unavailable(programs[0], f"shared libraries are missing: {' '.join(missing)}", "install them")
            package = candidates.pop(0)
            say(f"downloading Debian's {package}, for {programs[0]}")
            for one in debian._get([package], folder, options):
                debian._unpack(one, folder / "lib")

    number = debian._candidate(packages[0], options).replace(":", ".")
    return entry(f"debian/{packages[0]}_{number}", fill)


def _env(folder: Path) -> Mapping[str, str]:
    places = {str(one.parent) for part in ("root", "lib") for one in folder.glob(f"{part}/**/*.so*")}
    return {"LD_LIBRARY_PATH": ":".join(sorted(places))}


def _missing(folder: Path, programs: Sequence[str]) -> list[str]:
    env = {"PATH": os.defpath, "LC_ALL": "C"} | dict(_env(folder))
    words = ["ldd", *(folder / "root" / name for name in programs)]
    said = subprocess.run(words, capture_output=True, text=True, check=False, env=env).stdout
    return sorted({line.split()[0] for line in said.splitlines() if "not found" in line and "=>" in line})
