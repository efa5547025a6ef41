"""Load keys into etcd 3 by transactions of its JSON gateway; make users and roles on prefixes."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from tests.lab.servers.etcd import ask
from tests.loaders.elastic import plain

PASSWORD = "S3cret"
_TXN = 100


def text(value: str | bytes) -> str:
    """As the gateway wants keys and values."""
    return base64.b64encode(value.encode() if isinstance(value, str) else value).decode()


def put(port: int, pairs: Mapping[str, str | bytes]) -> None:
    """Many keys, a hundred a transaction."""
    puts = [{"requestPut": {"key": text(key), "value": text(value)}} for key, value in pairs.items()]
    for at in range(0, len(puts), _TXN):
        ask(port, "/v3/kv/txn", {"success": puts[at : at + _TXN]})


def documents(rows: list[dict[str, Any]], prefix: str) -> dict[str, str]:
    """``PREFIX<n>`` -> one row as JSON."""
    return {f"{prefix}{n}": json.dumps(plain(row), ensure_ascii=False) for n, row in enumerate(rows)}


def close(port: int, roles: Mapping[str, tuple[str, str, str]]) -> None:
    """Make root and a user per role, each with (READ | WRITE | READWRITE, key, end), and switch authentication on."""
    ask(port, "/v3/auth/user/add", {"name": "root", "password": PASSWORD})
    ask(port, "/v3/auth/role/add", {"name": "root"})
    ask(port, "/v3/auth/user/grant", {"user": "root", "role": "root"})
    for name, (kind, key, end) in roles.items():
        ask(port, "/v3/auth/user/add", {"name": name, "password": PASSWORD})
        ask(port, "/v3/auth/role/add", {"name": f"{name}s"})
        permission = {"permType": kind, "key": text(key), "range_end": text(end)}
        ask(port, "/v3/auth/role/grant", {"name": f"{name}s", "perm": permission})
        ask(port, "/v3/auth/user/grant", {"user": name, "role": f"{name}s"})
    ask(port, "/v3/auth/enable", {})
