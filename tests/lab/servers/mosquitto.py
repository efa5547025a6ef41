"""Mosquitto 2.0 (Debian's) on loopback: open, with passwords, with an ACL, with TLS."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch, installed
from nightlatch.demo.servers.identity import give, install, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind


@functools.cache
def mosquitto_program() -> Program:
    """Return mosquitto 2: the machine's own, else unpacked in the cache."""
    return installed("mosquitto", at_least=(2,)) or fetch("mosquitto", ["mosquitto"])


def start_mosquitto(
    *,
    users: Mapping[str, str] | None = None,
    acl: Sequence[str] = (),
    anonymous: bool = True,
    tls: tuple[Path, Path] | None = None,
) -> Server:
    """Return a running broker; *users* are names and their passwords, *acl* lines of an acl_file."""
    program, owner = mosquitto_program(), unprivileged()
    folder = scratch("mosquitto", owner)
    lines = [f"allow_anonymous {'true' if anonymous else 'false'}", "sys_interval 1", "persistence false"]
    if users:
        (folder / "passwd").write_text("".join(f"{name}:{_hashed(word)}\n" for name, word in users.items()))
        lines.append(f"password_file {folder / 'passwd'}")
    if acl:
        (folder / "acl").write_text("\n".join(acl) + "\n")
        lines.append(f"acl_file {folder / 'acl'}")
    if tls:
        cert, key = (install(one, folder, name, owner) for one, name in zip(tls, ("tls.crt", "tls.key"), strict=True))
        lines += [f"certfile {cert}", f"keyfile {key}"]
    give(folder, owner)

    def command(port: int) -> Sequence[str | Path]:
        conf = folder / "mosquitto.conf"
        conf.write_text("\n".join([f"listener {port} 127.0.0.1", *lines]) + "\n")
        conf.chmod(0o644)
        return [program.path, "-c", conf]

    return launch("mqtt", command, folder=folder, scheme="mqtts" if tls else "mqtt", env=program.env)


def _hashed(password: str) -> str:
    """As mosquitto_passwd writes it: PBKDF2 with SHA-512."""
    salt = b"nightlatch-s"
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 101)
    return f"$7$101${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"


SERVERS = {"mosquitto": Kind(what="Mosquitto 2.0 (Debian)", get=mosquitto_program, start=start_mosquitto)}
