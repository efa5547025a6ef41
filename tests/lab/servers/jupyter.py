"""Jupyter Server 2 (PyPI) on loopback: open, with a token, or with an authorizer that lets visitors do only so much."""

from __future__ import annotations

import contextlib
import functools
import http.client
from collections.abc import Mapping
from pathlib import Path

from nightlatch.demo.servers.identity import give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import environment, is_confined
from tests.lab.kind import Kind

_AUTHORIZER = """\
from jupyter_server.auth import Authorizer
MAY = {may}
class Some(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return action in MAY.get(resource, ())
c.ServerApp.authorizer_class = Some
"""


@functools.cache
def jupyter_bins() -> Path:
    """Return the ``bin`` folder of Jupyter Server's environment."""
    return environment("jupyter-server_2.21.1", ["jupyter-server==2.21.1"])


def start_jupyter(
    *, token: str = "", may: Mapping[str, list[str]] | None = None, files: Mapping[str, str] | None = None
) -> Server:
    """Return a running server over a folder of *files*; *may* are the actions that anybody has, by resource."""
    bins, owner = jupyter_bins(), unprivileged() if is_confined() else None
    folder = scratch("jupyter", owner)
    root = folder / "files"
    root.mkdir()
    for name, content in (files or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    config = folder / "config.py"
    config.write_text(_AUTHORIZER.format(may=repr(dict(may))) if may is not None else "")
    give(folder, owner)
    words: list[str | Path] = [bins / "python", "-I", bins / "jupyter-server", f"--ip={LOOPBACK}", "--no-browser"]
    words += [f"--config={config}", f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={token}"]
    words += ["--ServerApp.password=", "--ServerApp.port_retries=0"]
    return launch("jupyter", lambda port: [*words, f"--port={port}"], folder=folder, owner=owner, ready=_answers)


def _answers(port: int) -> bool:
    with contextlib.closing(http.client.HTTPConnection(LOOPBACK, port, timeout=5)) as link:
        link.request("GET", "/api")
        return b'"version"' in link.getresponse().read()


SERVERS = {"jupyter": Kind(what="Jupyter Server 2.21 (PyPI)", get=jupyter_bins, start=start_jupyter)}
