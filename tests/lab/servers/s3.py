"""Stand-ins for S3: s3rver (npm), open; moto's server (PyPI), with ACLs and policies; nanio (PyPI), closed."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind
from tests.lab.npm import modules


@functools.cache
def s3rver() -> Path:
    """Return s3rver's starter."""
    return modules("s3rver_3.7.1", "s3rver@3.7.1") / "s3rver" / "bin" / "s3rver.js"


@functools.cache
def moto() -> Path:
    """Return moto's server."""
    return environment("moto_5.2.5", ["moto[s3,server]==5.2.5"]) / "moto_server"


@functools.cache
def nanio() -> Path:
    """Return nanio."""
    return environment("nanio_0.1.7", ["nanio==0.1.7"]) / "nanio"


def start_s3rver(tls: tuple[Path, Path] | None = None) -> Server:
    """Return an empty store that knows no permissions at all."""
    program, owner = s3rver(), unprivileged()
    folder = scratch("s3", owner)
    words: list[str | Path] = [shutil.which("node") or "node", program, "-d", folder, "-a", LOOPBACK]
    if tls:
        for source, name in zip(tls, ("tls.crt", "tls.key"), strict=True):
            shutil.copyfile(source, folder / name)
        words += ["--cert", folder / "tls.crt", "--key", folder / "tls.key"]
    give(folder, owner)
    return launch("s3", lambda port: [*words, "-p", str(port)], folder=folder, owner=owner)


def start_moto() -> Server:
    """Return an empty store that lists every bucket to anybody, and has ACLs and policies."""
    program, owner = moto(), unprivileged()
    return launch(
        "s3", lambda port: [program, "-H", LOOPBACK, "-p", str(port)], folder=scratch("s3", owner), owner=owner
    )


def start_nanio() -> Server:
    """Return a store that does nothing for whoever has not signed."""
    program, owner = nanio(), unprivileged()
    folder = scratch("s3", owner)
    env = {"NANIO_ACCESS_KEY": "nightlatch-test", "NANIO_SECRET_KEY": "S3cret-S3cret-S3cret"}
    words: list[str | Path] = [program, "serve", "--host", LOOPBACK, "--data-dir", folder / "data", "--port"]
    return launch("s3", lambda port: [*words, str(port)], folder=folder, env=env, owner=owner)


SERVERS = {
    "s3rver": Kind(what="s3rver 3.7 (npm), a stand-in for S3", get=s3rver, start=start_s3rver),
    "moto": Kind(what="moto 5.2 (PyPI), a stand-in for S3", get=moto, start=start_moto),
    "nanio": Kind(what="nanio 0.1 (PyPI), a stand-in for S3", get=nanio, start=start_nanio),
}
