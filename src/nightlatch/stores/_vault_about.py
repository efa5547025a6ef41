"""Vault and OpenBao: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

HEALTH = "/v1/sys/health"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_STATES = (200, 429, 472, 473, 501, 503)  # active, standby, secondaries, not initialised, sealed


class Told(msgspec.Struct):
    """The answer to GET /v1/sys/health, which needs no token."""

    is_initialized: bool = msgspec.field(name="initialized")
    is_sealed: bool = msgspec.field(name="sealed")
    standby: bool
    time: int = msgspec.field(name="server_time_utc")
    version: str = ""
    cluster: str = msgspec.field(name="cluster_id", default="")


def health(page: Page) -> Told | None:
    """What it tells of itself."""
    if page.path != HEALTH or page.status not in _STATES:
        return None
    try:
        return msgspec.json.decode(page.body, type=Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def seen(page: Page) -> Seen | None:
    """By its health, which open and closed ones tell alike; OpenBao counts its versions from 2 on."""
    told = health(page)
    if told is None or (told.version and not _VERSION.fullmatch(told.version)):
        return None
    product = "OpenBao" if told.version.partition(".")[0] not in ("", "0", "1") else "Vault"
    return Seen(product=product, version=told.version or None)


SIGNS = Signs(ports=(8200, 8100), paths=(HEALTH,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Initialise a server that was never initialised, at once: whoever comes first gets its root token.",
            "Bind the listener of an agent or proxy that adds a token (auto-auth) to 127.0.0.1 or a socket file, since it acts for whoever reaches it.",
            "Close the port 8200 from outside, and serve TLS.",
            "Turn on an audit device, and look in it for what strangers did.",
        ),
        file="proxy.hcl",
        text='api_proxy {\n  use_auto_auth_token = true\n}\nlistener "unix" {\n  address     = "/run/vault/proxy.sock"\n  socket_mode = "0600"\n}\n',
        command="vault operator init -key-shares=5 -key-threshold=3",
        source="Vault documentation: Production hardening; Vault Proxy, auto-auth. OpenBao documentation: the same",
    ),
)
