"""Milvus: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

V1, MANAGEMENT = "/v1/vector/collections", "/api/v1/collections"
NEEDS_LOGIN = 1800  # the code by which every version says so
_FINE = (0, 200)  # from 2.4 on, before
_VERSION = re.compile(rb'^milvus_build_info\{[^}]*version="v?(\d{1,2}\.\d{1,3}[\w.+-]{0,30})"', re.MULTILINE)


class Listed(msgspec.Struct, forbid_unknown_fields=True):
    """Collections, by its REST API on the port of its clients (19530)."""

    code: int
    data: list[str] | None = None
    message: str = ""


class Managed(msgspec.Struct):
    """Collections, by the older API on the port by which it is managed (9091)."""

    status: dict[str, msgspec.Raw]
    names: list[str] = msgspec.field(name="collection_names", default_factory=list)
    ids: list[int] = msgspec.field(name="collection_ids", default_factory=list)


def seen(page: Page) -> Seen | None:
    """By its lists of collections, or by the code with which it asks for a login."""
    if page.path not in (V1, MANAGEMENT) or page.status not in (200, 401):
        return None
    try:
        told = msgspec.json.decode(page.body, type=Listed) if b'"code"' in page.body[:200] else None
        managed = msgspec.json.decode(page.body, type=Managed) if told is None and page.path == MANAGEMENT else None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if told is not None:
        is_asking = told.code == NEEDS_LOGIN and told.message.startswith("user hasn't authenticated")
        is_open = page.path == V1 and page.status == 200 and told.code in _FINE and told.data is not None
        is_one = is_asking or (
            is_open and "x-csrf-token" in page.headers.get("access-control-allow-headers", "").lower()
        )
        return Seen(product="Milvus") if is_one else None
    if managed is None or page.status != 200 or len(managed.names) != len(managed.ids):
        return None
    return Seen(product="Milvus") if managed.ids or page.body.strip() == b'{"status":{}}' else None


def version(metrics: bytes) -> str | None:
    """From its metrics."""
    found = _VERSION.search(metrics)
    return found[1].decode() if found else None


SIGNS = Signs(ports=(19530, 9091), paths=(V1, MANAGEMENT), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Switch authorization on, and change the password of root, which is Milvus in every installation.",
            "Keep the port 9091 to your own machines: up to 2.3 its API asks for no login even where authorization is on.",
            "Bind 19530 to addresses that only your own machines reach, and serve TLS.",
            "Close etcd (2379) and MinIO (9000) of the same installation, which hold all that it holds.",
        ),
        file="milvus.yaml",
        text="common:\n  security:\n    authorizationEnabled: true\n    defaultRootPassword: LONG-RANDOM-PASSWORD\n",
        command="docker compose restart standalone",
        source="Milvus documentation: Authenticate user access; Enable RBAC; Encryption in transit",
    ),
)
