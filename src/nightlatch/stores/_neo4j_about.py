"""Neo4j: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs
from nightlatch.stores._neo4j_wire import HANDSHAKE

VERSION = re.compile(r"\d{1,4}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_NO_SOCKET = b"not a WebSocket handshake request"
_CONFIG = b'{"auth_config":{"oidc_providers"'  # from 4.4 on
_OFFERED = {(3, 0), (4, 1), *((4, minor) for minor in (2, 3, 4)), *((5, minor) for minor in range(9))}


class Discovery(msgspec.Struct):
    """The answer to GET / at the HTTP port."""

    version: str = msgspec.field(name="neo4j_version", default="")
    edition: str = msgspec.field(name="neo4j_edition", default="")
    bolt: str = msgspec.field(name="bolt_direct", default="")


def discovery(body: bytes) -> Discovery | None:
    """Where it says of itself what it is."""
    try:
        found = msgspec.json.decode(body, type=Discovery)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return found if found.version and found.bolt.startswith("bolt") else None


def reply(data: bytes) -> Seen | None:
    """Four bytes, and no more: a version of Bolt that was offered. Memgraph answers the same."""
    if len(data) != 4 or data[:2] != b"\0\0":
        return None
    return Seen(product="Neo4j") if (data[3], data[2]) in _OFFERED else None


def page(page: Page) -> Seen | None:
    """By the discovery document of the HTTP port, which needs no login; Bolt's port by what it answers to HTTP."""
    if page.path == "/" and page.status == 400 and _NO_SOCKET in page.body[:300]:
        return Seen(product="Neo4j")
    if page.path == "/" and page.status == 200 and page.body.startswith(_CONFIG):
        return Seen(product="Neo4j")
    found = discovery(page.body) if page.path == "/" and page.status == 200 else None
    if found is None:
        return None
    return Seen(product="Neo4j", version=found.version if VERSION.fullmatch(found.version) else None)


SIGNS = Signs(ports=(7687, 7474, 7473), hello=HANDSHAKE, reply=reply, page=page)

_STEPS = (
    "Switch authentication on: without it whoever comes does everything, and no role or privilege is looked at.",
    "Set the first password before the server is reached by others (neo4j-admin dbms set-initial-password).",
    "Bind Bolt and HTTP to addresses that only your own machines reach, ask for TLS, and close 7474, 7473 and 7687.",
)
REMEDIES = (
    Remedy(
        versions="5+",
        steps=_STEPS,
        file="neo4j.conf",
        text="dbms.security.auth_enabled=true\nserver.default_listen_address=127.0.0.1\nserver.bolt.tls_level=REQUIRED\nserver.http.enabled=false\n",
        command="neo4j-admin dbms set-initial-password LONG-RANDOM-PASSWORD && neo4j restart",
        source="Neo4j Operations Manual 5: Security checklist; Configuration settings",
    ),
    Remedy(
        versions="-4",
        steps=_STEPS,
        file="neo4j.conf",
        text="dbms.security.auth_enabled=true\ndbms.default_listen_address=127.0.0.1\ndbms.connector.bolt.tls_level=REQUIRED\n",
        command="neo4j-admin set-initial-password LONG-RANDOM-PASSWORD && neo4j restart",
        source="Neo4j Operations Manual 4.4: Security checklist",
    ),
)
