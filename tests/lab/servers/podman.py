"""Podman 4.3 (Debian's): its Docker-compatible API on loopback, without root and with an empty storage of its own."""

from __future__ import annotations

import functools
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from tests.lab.kind import Kind

_CONFIG = """\
[engine]
conmon_path = ["{root}/usr/bin/conmon"]
runtime = "crun"
events_logger = "file"
lock_type = "file"
cgroup_manager = "cgroupfs"
[engine.runtimes]
crun = ["{root}/usr/bin/crun"]
"""


@functools.cache
def podman_program() -> Program:
    """Return podman 4.3, with what it wants to find at its start; no container is ever run."""
    return fetch("podman", ["podman", "conmon", "crun"])


def start_podman() -> Server:
    """Return a running API service over an empty storage."""
    program, owner = podman_program(), unprivileged()
    folder = scratch("podman", owner)
    config = folder / "containers.conf"
    config.write_text(_CONFIG.format(root=program.root))
    give(folder, owner)
    # In a user namespace of our own it starts no process that stays behind to keep one of its own
    words: list[str | Path] = ["unshare", "-U", "-r", "--", program.path, "--root", folder / "root"]
    words += ["--runroot", folder / "run", "--tmpdir", folder / "tmp"]
    words += ["--storage-driver", "vfs", "system", "service", "--time=0"]
    env = {**program.env, "CONTAINERS_CONF": str(config), "XDG_RUNTIME_DIR": str(folder)}
    return launch("podman", lambda port: [*words, f"tcp:{LOOPBACK}:{port}"], folder=folder, env=env)


SERVERS = {"podman": Kind(what="Podman 4.3 (Debian)", get=podman_program, start=start_podman)}
