"""Weaviate: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

META = "/v1/meta"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)


class Told(msgspec.Struct):
    """The answer to GET /v1/meta."""

    hostname: str
    version: str
    modules: dict[str, Any] | None = None


class Refusal(msgspec.Struct):
    """What visitors are told where they need an account."""

    code: int
    message: str


def seen(page: Page) -> Seen | None:
    """By what it tells of itself; a closed one by the words in which it refuses."""
    if page.path != META:
        return None
    try:
        if page.status == 401:
            refusal = msgspec.json.decode(page.body, type=Refusal)
            return Seen(product="Weaviate") if refusal.message.startswith("anonymous access not enabled") else None
        told = msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if page.status != 200 or not _VERSION.fullmatch(told.version) or b'"modules"' not in page.body:
        return None
    return Seen(product="Weaviate", version=told.version)


SIGNS = Signs(ports=(8080, 8081), paths=(META,), page=seen)

REMEDIES = (
    Remedy(
        versions="1.29+",
        steps=(
            "Switch anonymous access off and role-based access control on: both together are refused at the start.",
            "Give each client an API key of its own, with a role that may do no more than it must.",
            "Bind it to addresses that only your own machines reach, and close the ports 8080 and 50051.",
        ),
        file="docker-compose.yml",
        text="environment:\n  AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'false'\n  AUTHENTICATION_APIKEY_ENABLED: 'true'\n  AUTHENTICATION_APIKEY_ALLOWED_KEYS: 'LONG-RANDOM-KEY'\n  AUTHENTICATION_APIKEY_USERS: 'admin'\n  AUTHORIZATION_RBAC_ENABLED: 'true'\n  AUTHORIZATION_RBAC_ROOT_USERS: 'admin'\n",
        source="Weaviate documentation: Authentication; Authorization, RBAC",
    ),
    Remedy(
        versions="-1.28",
        steps=(
            "Switch anonymous access off, and API keys or OIDC on; name the administrators, all others read at most.",
            "Bind it to addresses that only your own machines reach, and close the ports 8080 and 50051.",
        ),
        file="docker-compose.yml",
        text="environment:\n  AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'false'\n  AUTHENTICATION_APIKEY_ENABLED: 'true'\n  AUTHENTICATION_APIKEY_ALLOWED_KEYS: 'LONG-RANDOM-KEY'\n  AUTHENTICATION_APIKEY_USERS: 'admin'\n  AUTHORIZATION_ADMINLIST_ENABLED: 'true'\n  AUTHORIZATION_ADMINLIST_USERS: 'admin'\n",
        source="Weaviate documentation: Authentication; Authorization, Admin list",
    ),
)
