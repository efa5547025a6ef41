"""Qdrant: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

_TITLE = re.compile(r"qdrant - vector (search|similarity) engine", re.IGNORECASE)
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)


class Told(msgspec.Struct):
    """The answer to GET /, which needs no key."""

    title: str
    version: str


def seen(page: Page) -> Seen | None:
    """By its title, which a closed one tells as well."""
    if page.path != "/" or page.status != 200:
        return None
    try:
        told = msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if not _TITLE.fullmatch(told.title):
        return None
    return Seen(product="Qdrant", version=told.version if _VERSION.fullmatch(told.version) else None)


SIGNS = Signs(ports=(6333,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Set an API key, and a second one for those who only read; before 1.2 there are none: upgrade first.",
            "Serve TLS, since a key over plain HTTP is everybody's on the way.",
            "Bind it to addresses that only your own machines reach, and close the ports 6333, 6334 and 6335.",
        ),
        file="config/production.yaml",
        text="service:\n  host: 127.0.0.1\n  api_key: LONG-RANDOM-KEY\n  read_only_api_key: ANOTHER-LONG-RANDOM-KEY\n  enable_tls: true\n",
        command="docker run -e QDRANT__SERVICE__API_KEY=LONG-RANDOM-KEY -p 127.0.0.1:6333:6333 qdrant/qdrant",
        source="Qdrant documentation: Security",
    ),
)
