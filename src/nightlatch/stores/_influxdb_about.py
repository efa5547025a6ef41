"""InfluxDB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

_VERSION = re.compile(r"v?(\d{1,3}\.\d{1,3}[\w.+~-]{0,30})", re.ASCII)
_PATHS = ("/ping", "/health")


class _Health(msgspec.Struct):
    name: str = ""
    version: str = ""


def seen(page: Page) -> Seen | None:
    """By its own headers, which a closed one sends too, or by the answer to /health (1.8 and 2)."""
    if page.path not in ("/", *_PATHS):
        return None
    headers = page.headers
    if "x-influxdb-version" in headers or "x-influxdb-build" in headers:
        return Seen(product="InfluxDB", version=version(headers.get("x-influxdb-version", "")))
    if page.path != "/health" or page.status not in (200, 503):
        return None
    try:
        told = msgspec.json.decode(page.body, type=_Health)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return Seen(product="InfluxDB", version=version(told.version)) if told.name == "influxdb" else None


def version(text: str) -> str | None:
    """``v2.7.1`` as 2.7.1, None for what is none."""
    found = _VERSION.fullmatch(text)
    return found[1] if found else None


SIGNS = Signs(ports=(8086, 8181), paths=_PATHS, page=seen)

_CHECK = "Close the ports 8086 and 8088 in the firewall or security group, then ask again from outside."

REMEDIES = (
    Remedy(
        versions="-1",
        steps=(
            "Make an administrator first, then switch authentication on: between the two anybody could make one.",
            "Give each application a user with READ or WRITE on its own database.",
            "Switch authentication on for ping and the debug pages too (ping-auth-enabled, pprof-auth-enabled).",
            "Bind the server to addresses that only your own machines reach.",
            _CHECK,
        ),
        file="/etc/influxdb/influxdb.conf",
        text='[http]\n  bind-address = "127.0.0.1:8086"\n  auth-enabled = true\n  pprof-auth-enabled = true\n  ping-auth-enabled = true\n',
        command="influx -execute \"CREATE USER admin WITH PASSWORD 'LONG-RANDOM-PASSWORD' WITH ALL PRIVILEGES\" && systemctl restart influxdb",
        source="InfluxDB 1.8 documentation: Authentication and authorization; Configuration, [http]",
    ),
    Remedy(
        versions="2",
        steps=(
            "Do the first setup yourself, now: until then the first who comes becomes the owner.",
            "Bind the server to addresses that only your own machines reach.",
            "Give each application a token for its own bucket, and rotate any token that a proxy adds for strangers.",
            _CHECK,
        ),
        file="/etc/influxdb/config.toml",
        text='http-bind-address = "127.0.0.1:8086"\n',
        command="influx setup --username admin --org ORG --bucket BUCKET --force",
        source="InfluxDB OSS 2 documentation: Set up InfluxDB; Configuration options",
    ),
    Remedy(
        versions="3+",
        steps=(
            "Start it without --without-auth and make an admin token.",
            "Bind the server to addresses that only your own machines reach.",
            "Close the port 8181 in the firewall or security group, then ask again from outside.",
        ),
        command="influxdb3 create token --admin",
        source="InfluxDB 3 Core documentation: Manage admin tokens; influxdb3 serve",
    ),
)
