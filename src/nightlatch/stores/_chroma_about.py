"""Chroma: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

BEATS = ("/api/v2/heartbeat", "/api/v1/heartbeat")
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)


class Told(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to a heartbeat, which every version gives to everybody."""

    beat: int = msgspec.field(name="nanosecond heartbeat")


def seen(page: Page) -> Seen | None:
    """By its heartbeat, whose name has a space in it."""
    if page.path not in BEATS or page.status != 200:
        return None
    try:
        msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return Seen(product="Chroma")


def version(body: bytes) -> str | None:
    """What GET .../version says: one JSON string."""
    try:
        told = msgspec.json.decode(body, type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return told if _VERSION.fullmatch(told) else None


SIGNS = Signs(ports=(8000,), paths=BEATS, page=seen)

REMEDIES = (
    Remedy(
        versions="1+",
        steps=(
            "The server has no accounts of its own from 1.0 on: bind it to 127.0.0.1 or to a private network.",
            "Put a proxy before it that asks for a password or a client certificate, and speaks TLS.",
            "Close the port 8000 in the firewall or security group.",
        ),
        file="config.yaml",
        text='listen_address: "127.0.0.1"\nport: 8000\nallow_reset: false\n',
        command="chroma run --host 127.0.0.1 --path /var/lib/chroma",
        source="Chroma documentation: Migration, v1.0.0 (authentication); Running a Chroma server",
    ),
    Remedy(
        versions="-0",
        steps=(
            "Switch authentication on, with a token or with users, and authorization where some may only read.",
            "Bind it to addresses that only your own machines reach, and put TLS before it.",
        ),
        file=".chroma_env",
        text='CHROMA_SERVER_AUTHN_PROVIDER="chromadb.auth.token_authn.TokenAuthenticationServerProvider"\nCHROMA_SERVER_AUTHN_CREDENTIALS="LONG-RANDOM-TOKEN"\nALLOW_RESET=FALSE\n',
        source="Chroma documentation 0.5 and 0.6: Auth",
    ),
)
