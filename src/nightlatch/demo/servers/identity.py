"""Who runs a throw-away server, and where its files may live.

Started by root, a server drops to an id that nothing else on the machine has, because PostgreSQL refuses to run as root
and no test server should be able to touch anything. Sends nothing; starts nothing.
"""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

# systemd's table of ids lists 65520..65533 as unused: above Debian's on-demand (60000-64999) and systemd's dynamic
# users (61184-65519), below nobody (65534). They need no account, so none is created. Unlike nobody, no daemon of the
# machine shares them: neither can signal the other, read its files or use up its process limit.
FREE_IDS = range(65520, 65534)


class Identity(NamedTuple):
    """The user and group id that a process drops to."""

    uid: int
    gid: int


class Unavailable(Exception):  # noqa: N818 - reads as what it tells: a server that cannot be had here
    """A server cannot be had or does not start: ``Unavailable(server, what, hint)``."""

    def __str__(self) -> str:
        server, what, hint = (*self.args, "", "", "")[:3]
        return f"{server}: {what}" + (f"\nhint: {hint}" if hint else "")


def unprivileged() -> Identity | None:
    """Return the id that servers run as, or None when this process is not root and they run as itself."""
    if os.geteuid() != 0:
        return None
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    free = next((one for one in FREE_IDS if one not in taken and _is_mapped(one)), None)
    return Identity(free, free) if free is not None else with_account()


def with_account() -> Identity | None:
    """Return nobody's ids when root: initdb asks for the account's name, and an unused id has none."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Identity(nobody.pw_uid, nobody.pw_gid)


def _is_mapped(uid: int) -> bool:
    """Tell whether *uid* exists in this user namespace; a rootless container may map only a few."""
    try:
        ranges = [[int(word) for word in line.split()] for line in Path("/proc/self/uid_map").read_text().splitlines()]
    except OSError:
        return True
    return any(first <= uid < first + count for first, _, count in ranges)


def is_reachable(path: Path) -> bool:
    """Tell whether any user may enter every folder above *path*, and enter or run it; root's home (0700) is closed."""
    real = path.resolve()
    return all(one.stat().st_mode & 0o001 for one in (real, *real.parents))


def cache_dir() -> Path:
    """Return the folder for downloads: ``$NIGHTLATCH_CACHE``, else /var/cache for root, else the user's cache."""
    if chosen := os.environ.get("NIGHTLATCH_CACHE"):
        place = Path(chosen)
    elif os.geteuid() == 0:
        place = Path("/var/cache/nightlatch")  # root's home is closed to the id that the servers run as
    else:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nightlatch"
    place.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        place.chmod(0o755)
    return place.resolve()


def open_up(folder: Path) -> None:
    """Let any user read, and run, what the owner may: root's umask may have closed it."""
    for place, _, files in os.walk(folder):
        for one in (Path(place), *(Path(place, name) for name in files)):
            if not one.is_symlink():
                mode = one.stat().st_mode
                one.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def scratch(kind: str, owner: Identity | None) -> Path:
    """Make a private folder that *owner* can reach, below the usual temporary folder where that is possible."""
    places = [Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/tmp")]  # noqa: S108 - mkdtemp makes it 0700 below
    base = next((one for one in places if owner is None or is_reachable(one)), None)
    if base is None:
        raise Unavailable(kind, "no temporary folder that an unprivileged user can reach", "set TMPDIR")
    folder = Path(tempfile.mkdtemp(prefix=f"nightlatch-{kind}-", dir=base))
    give(folder, owner)
    return folder


def give(path: Path, owner: Identity | None) -> None:
    """Hand *path* and all below it to *owner*."""
    if owner is None:
        return
    for folder, _, files in os.walk(path):
        for one in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118 - thousands of files
            os.chown(one, *owner, follow_symlinks=False)
    os.chown(path, *owner, follow_symlinks=False)


def install(source: Path, folder: Path, name: str, owner: Identity | None) -> Path:
    """Copy *source*, a certificate or key for example, to ``folder/name`` as a file that only *owner* can read."""
    target = folder / name
    shutil.copyfile(source, target)
    target.chmod(0o600)
    give(target, owner)
    return target
