"""Who answers in the protocol of Redis: INFO and HELLO tell product and version, CONFIG GET which ports take TLS.

A server that tells nothing to this user is a Redis of unknown version.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from nightlatch.model import Identity, Tls
from nightlatch.stores._redis_access import Facts
from nightlatch.stores._redis_wire import Fail, Reply, Wire


def identify(wire: Wire, tls: Tls, fail: Fail) -> tuple[Identity, Facts, dict[str, str]]:
    """Who answers, what its rights depend on, and all that INFO says. Errors: ``Failed`` where it is a sentinel."""
    told, hello = _info(wire.ask("INFO")), wire.ask("HELLO")
    greeted = _pairs(hello)
    if (told.get("redis_mode") or greeted.get("mode")) == "sentinel":
        what = "is a Redis sentinel, which holds no records"
        raise fail("not-this-protocol", what, "name the server that it watches")
    product, version = _product(told, greeted)
    replication = told.get("master_replid", "")
    identity = Identity(
        kind="redis",
        product=product,
        version=version,
        id=replication if re.fullmatch(r"[0-9a-f]{40}", replication) else None,
        id_lasts=False,  # replicas share it, and a primary that starts takes another
        tls=_tls(wire, tls),
        started=_started(told.get("uptime_in_seconds", "")),
    )
    facts = Facts(
        version=_version(told.get("redis_version") or greeted.get("version")),
        is_replica=told.get("role") == "slave",
        is_replica_read_only=told.get("slave_read_only", "1") == "1",
        is_cluster=told.get("cluster_enabled") == "1",
    )
    return identity, facts, told


def _started(uptime: str) -> datetime | None:
    return datetime.now(UTC) - timedelta(seconds=int(uptime)) if re.fullmatch(r"\d{1,10}", uptime) else None


def _tls(wire: Wire, used: Tls) -> Tls:
    """Both ports are settings: where they may be read, they tell whether the other kind of connection is taken too."""
    replies = wire.ask_all([["CONFIG", "GET", "tls-port"], ["CONFIG", "GET", "port"]])
    ports = [one[1] if isinstance(one, list) and len(one) == 2 else None for one in replies]
    if ports[1] is None:
        return used
    offered = used.used or ports[0] not in (None, b"0")
    return Tls(offered=offered, required=ports[1] == b"0", used=used.used, certificate=used.certificate)


def _info(reply: Reply) -> dict[str, str]:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else ""
    pairs = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {key: value for key, _, value in pairs}


def _pairs(reply: Reply) -> dict[str, str]:
    if not isinstance(reply, list) or not all(isinstance(one, bytes) for one in reply[::2]):
        return {}
    found = zip(reply[::2], reply[1::2], strict=False)
    told = ((key, value) for key, value in found if isinstance(value, bytes))
    return {key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in told}


def _product(told: dict[str, str], greeted: dict[str, str]) -> tuple[str, str | None]:
    for product in ("Valkey", "Dragonfly", "Kvrocks"):
        if (version := told.get(f"{product.lower()}_version")) is not None:
            return product, _shown(version)
    if told.get("executable", "").endswith("keydb-server"):
        return "KeyDB", _shown(told.get("redis_version"))
    product = {"valkey": "Valkey"}.get(greeted.get("server", ""), "Redis")
    return product, _shown(told.get("redis_version") or greeted.get("version"))


def _shown(version: str | None) -> str | None:
    return version if version and re.fullmatch(r"[\w.+~-]{1,40}", version, re.ASCII) else None


def _version(text: str | None) -> tuple[int, ...] | None:
    found = re.match(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?", text or "")
    return tuple(int(part) for part in found.groups() if part) if found else None
