"""WebDAV servers on loopback: WsgiDAV 4 (PyPI) and rclone 1 (Debian's)."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind
from tests.lab.servers.ftp import fill


@functools.cache
def wsgidav() -> Path:
    """Return WsgiDAV 4."""
    return environment("wsgidav_4.3.3", ["wsgidav==4.3.3", "cheroot==11.1.2"]) / "wsgidav"


@functools.cache
def rclone() -> Program:
    """Return rclone: the machine's own, else unpacked in the cache."""
    return installed("rclone", at_least=(1, 53)) or fetch("rclone", ["rclone"])


def start_wsgidav(
    *, files: tuple[tuple[str, bytes], ...] = (), readonly: bool = False, password: bool = False, share: str = "/"
) -> Server:
    """Return a running server; with *password* the user ``app`` has ``S3cret``, over Basic; files lie at *share*."""
    program, owner = wsgidav(), unprivileged()
    folder = scratch("webdav", owner)
    top = fill(folder, dict(files))
    users = {"app": {"password": "S3cret"}} if password else True
    config = {
        "host": LOOPBACK, "provider_mapping": {share: {"root": str(top), "readonly": readonly}}, "verbose": 1,
        "simple_dc": {"user_mapping": {"*": users}},
        "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
    }  # fmt: skip
    give(folder, owner)

    def command(port: int) -> list[str | Path]:
        (folder / "config.json").write_text(json.dumps(config | {"port": port}))
        (folder / "config.json").chmod(0o644)
        return [program, f"--config={folder / 'config.json'}"]

    return launch("webdav", command, folder=folder, owner=owner)


def start_rclone(*, files: tuple[tuple[str, bytes], ...] = (), options: Sequence[str] = ()) -> Server:
    """Return a running ``rclone serve webdav``."""
    program, owner = rclone(), unprivileged()
    folder = scratch("webdav", owner)
    top = fill(folder, dict(files))
    give(folder, owner)
    words: list[str | Path] = [program.path, "serve", "webdav", top, "--config", "/dev/null", *options, "--addr"]
    return launch("webdav", lambda port: [*words, f"{LOOPBACK}:{port}"], folder=folder, env=program.env, owner=owner)


SERVERS = {
    "wsgidav": Kind(what="WsgiDAV 4.3 (PyPI)", get=wsgidav, start=start_wsgidav),
    "rclone": Kind(what="rclone 1.60 serve webdav (Debian)", get=rclone, start=start_rclone),
}
