"""ArangoDB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

VERSION = "/_api/version"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_Shape = TypeVar("_Shape")
_FORBIDDEN = 11  # ERROR_FORBIDDEN: "not authorized to execute this request"


class Told(msgspec.Struct):
    """The answer to GET /_api/version; a hardened server (3.5 on) leaves out the version."""

    server: str = ""
    version: str = ""


class Error(msgspec.Struct):
    """Any refusal."""

    number: int = msgspec.field(name="errorNum", default=0)
    is_error: bool = msgspec.field(name="error", default=False)


def seen(page: Page) -> Seen | None:
    """By what it says of itself; a closed one by its own refusal under its own name."""
    if page.path != VERSION:
        return None
    if page.status == 200:
        told = _decoded(page, Told)
        if told is None or told.server != "arango":
            return None
        return Seen(product="ArangoDB", version=told.version if _VERSION.fullmatch(told.version) else None)
    if page.status != 401:
        return None
    error = _decoded(page, Error)
    is_named = page.headers.get("server", "") == "ArangoDB" or 'realm="ArangoDB"' in page.headers.get(
        "www-authenticate", ""
    )
    is_own = error is not None and error.is_error and error.number in (_FORBIDDEN, 401)
    return Seen(product="ArangoDB") if is_named and is_own else None


def _decoded(page: Page, shape: type[_Shape]) -> _Shape | None:
    try:
        return msgspec.json.decode(page.body, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


SIGNS = Signs(ports=(8529, 8530), paths=(VERSION,), page=seen)

REMEDIES = (
    Remedy(
        versions="3+",
        steps=(
            "Switch authentication on: without it every visitor is an administrator, whatever accounts there are.",
            "Give root a password of its own (arango-secure-installation), and each program a user with the least level it needs.",
            "Keep Foxx services behind authentication too, and do not tell strangers the version (harden).",
            "Bind the server to addresses that only your own machines reach, and close the port 8529 from outside.",
        ),
        file="arangod.conf",
        text="[server]\nauthentication = true\nauthentication-system-only = false\nharden = true\nendpoint = tcp://127.0.0.1:8529\n",
        command="arango-secure-installation && systemctl restart arangodb3",
        source="ArangoDB documentation: Secure your server; Startup options, --server.authentication",
    ),
    Remedy(
        versions="-2",
        steps=(
            "Switch authentication on (disable-authentication = no) and bind the server to its own machine.",
            "Plan the upgrade: these versions get no fixes.",
        ),
        file="arangod.conf",
        text="[server]\ndisable-authentication = no\nendpoint = tcp://127.0.0.1:8529\n",
        command="systemctl restart arangodb",
        source="ArangoDB documentation 2.8: Command-Line Options for Authentication and Authorization",
    ),
)
