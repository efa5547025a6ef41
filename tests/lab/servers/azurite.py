"""A stand-in for Azure Blob storage: Azurite (npm), Microsoft's own emulator."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import http.client
import shutil
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

from nightlatch.demo.servers.identity import scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from tests.lab.kind import Kind
from tests.lab.npm import modules

ACCOUNT = "devstoreaccount1"
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="  # everybody's
_VERSION = "2021-08-06"


@functools.cache
def azurite() -> Path:
    """Return the starter of Azurite's blob service."""
    return modules("azurite_3.35.0", "azurite@3.35.0") / "azurite" / "dist" / "src" / "blob" / "main.js"


def start_azurite(*, containers: tuple[tuple[str, str], ...] = (), blobs: tuple[tuple[str, bytes], ...] = ()) -> Server:
    """Return a running service; *containers* are names and access levels ("" is private), each with all *blobs*."""
    program, owner = azurite(), unprivileged()
    folder = scratch("azure", owner)
    words: list[str | Path] = [shutil.which("node") or "node", program, "--location", folder, "--blobHost", LOOPBACK]
    words += ["--silent", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort"]
    server = launch("azureblob", lambda port: [*words, str(port)], folder=folder, owner=owner)
    for name, level in containers:
        put(server, name, {"restype": "container"}, {"x-ms-blob-public-access": level} if level else {})
        for path, data in blobs:
            put(server, f"{name}/{path}", {}, {"x-ms-blob-type": "BlockBlob"}, data)
    return server


def put(server: Server, path: str, query: Mapping[str, str], headers: Mapping[str, str], body: bytes = b"") -> None:
    """A signed PUT (Azure Storage: Authorize with Shared Key)."""
    sent = {**headers, "x-ms-date": formatdate(usegmt=True), "x-ms-version": _VERSION}
    canonical = "".join(f"{name}:{value}\n" for name, value in sorted(sent.items()))
    resource = f"/{ACCOUNT}/{ACCOUNT}/{quote(path)}" + "".join(f"\n{name}:{value}" for name, value in query.items())
    length = str(len(body)) if body else ""
    text = f"PUT\n\n\n{length}\n\n\n\n\n\n\n\n\n{canonical}{resource}"
    signed = base64.b64encode(hmac.digest(base64.b64decode(_KEY), text.encode(), hashlib.sha256)).decode()
    link = http.client.HTTPConnection(server.host, server.port, timeout=10)
    asked = "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    sent |= {"authorization": f"SharedKey {ACCOUNT}:{signed}", "content-length": str(len(body))}
    link.request("PUT", f"/{ACCOUNT}/{quote(path)}{asked}", body, sent)
    answer = link.getresponse()
    assert answer.status == 201, (answer.status, answer.read())
    link.close()


SERVERS = {
    "azurite": Kind(what="Azurite 3.35 (npm), a stand-in for Azure Blob storage", get=azurite, start=start_azurite)
}
