"""The Docker registry 2.8 (Debian's) on loopback: open, read-only, or asking for a password."""

from __future__ import annotations

import functools
import hashlib
import http.client
import json
from collections.abc import Mapping
from typing import Any

from nightlatch.demo.servers.debian import Program, fetch
from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import Server, launch
from tests.lab.kind import Kind

PASSWORD = "S3cret"
BASIC = "Basic YWRtaW46UzNjcmV0"  # admin:S3cret
_BCRYPT = "admin:$2b$04$Qhb04QoXIHZTkAMJNzzTMuihbjHN/rNr3Bb3S0ahTBnBUahQOij.a"
MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIG = "application/vnd.docker.container.image.v1+json"


@functools.cache
def registry_program() -> Program:
    """Return docker-registry 2.8."""
    return fetch("docker-registry", ["docker-registry"])


def start_registry(
    *, password: bool = False, read_only: bool = False, delete: bool = False, images: Any = None
) -> Server:
    """Return a running registry; *images* is put into it before it may be read-only: (name, tag) -> its configuration."""
    program, owner = registry_program(), unprivileged()
    folder = scratch("registry", owner)
    if password:
        (folder / "htpasswd").write_text(_BCRYPT + "\n")
    if read_only and images:  # filled by one that is not
        _filled(program, folder, owner, images)
    config: dict[str, Any] = {
        "version": "0.1", "log": {"level": "error", "accesslog": {"disabled": True}},
        "storage": {
            "filesystem": {"rootdirectory": f"{folder}/data"}, "delete": {"enabled": delete},
            "maintenance": {"readonly": {"enabled": read_only}},
        },
    }  # fmt: skip
    if password:
        config["auth"] = {"htpasswd": {"realm": "lab", "path": f"{folder}/htpasswd"}}
    server = _launched(program, folder, owner, config)
    if images and not read_only:
        fill(server.port, dict(images))
    return server


def _filled(program: Program, folder: Any, owner: Any, images: Any) -> None:
    config = {
        "version": "0.1",
        "log": {"level": "error"},
        "storage": {"filesystem": {"rootdirectory": f"{folder}/data"}},
    }
    first = _launched(program, folder, owner, config)
    fill(first.port, dict(images))
    first.stop(keep_dir=True)


def _launched(program: Program, folder: Any, owner: Any, config: dict[str, Any]) -> Server:
    def command(port: int) -> list[str]:
        (folder / "config.yml").write_text(
            json.dumps({**config, "http": {"addr": f"127.0.0.1:{port}"}})
        )  # JSON is YAML
        give(folder, owner)
        return [str(program.path), "serve", f"{folder}/config.yml"]

    return launch("registry", command, folder=folder, scheme="registry", env=program.env, ready=_answers)


def fill(port: int, images: Mapping[tuple[str, str], Any]) -> None:
    """Push each image: its configuration, and a manifest without layers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for (name, tag), config in images.items():
        blob = json.dumps(config).encode()
        digest = "sha256:" + hashlib.sha256(blob).hexdigest()
        where = _send(link, "POST", f"/v2/{name}/blobs/uploads/", b"", "")
        place = where.partition(f"127.0.0.1:{port}")[2] or where
        _send(link, "PUT", f"{place}{'&' if '?' in place else '?'}digest={digest}", blob, "application/octet-stream")
        told = {"mediaType": CONFIG, "size": len(blob), "digest": digest}
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": told, "layers": []}
        _send(link, "PUT", f"/v2/{name}/manifests/{tag}", json.dumps(manifest).encode(), MANIFEST)
    link.close()


def _send(link: http.client.HTTPConnection, method: str, path: str, body: bytes, kind: str) -> str:
    headers = {"content-type": kind, "authorization": BASIC} if kind else {"authorization": BASIC}
    link.request(method, path, body, headers)
    reply = link.getresponse()
    said = reply.read()
    if reply.status >= 300:
        raise RuntimeError(f"{method} {path}: {reply.status} {said[:300]!r}")
    return reply.getheader("location", "")


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    link.request("GET", "/v2/")
    return link.getresponse().status in (200, 401)


SERVERS = {"registry": Kind(what="Docker registry 2.8 (Debian)", get=registry_program, start=start_registry)}
