"""Prometheus: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

BUILD = "/api/v1/status/buildinfo"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+~-]{0,30}", re.ASCII)


class _Build(msgspec.Struct):
    version: str = ""
    go: str = msgspec.field(default="", name="goVersion")
    revision: str = ""
    application: str = ""  # of those that only speak like it


class _Told(msgspec.Struct):
    status: str
    data: _Build


def seen(page: Page) -> Seen | None:
    """By its build information; a closed one by the way in which the library of its web server says no.

    Exporters of the family use that library too, so that a closed page is Prometheus or one of them.
    """
    if page.path == BUILD and page.status == 200:
        return _told(page.body)
    is_bare = page.headers.get("www-authenticate", "").strip() == "Basic"  # RFC 7617 wants a realm: few leave it out
    is_text = page.headers.get("content-type", "").startswith("text/plain")
    if page.status == 401 and is_bare and is_text and page.body == b"Unauthorized\n":
        return Seen(product="Prometheus, or an exporter of its family")
    return None


def _told(body: bytes) -> Seen | None:
    try:
        told = msgspec.json.decode(body, type=_Told)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    build = told.data
    if told.status != "success" or not build.go or build.application:
        return None
    return Seen(product="Prometheus", version=build.version if _VERSION.fullmatch(build.version) else None)


SIGNS = Signs(ports=(9090,), paths=(BUILD,), page=seen)

REMEDIES = (
    Remedy(
        versions="2.24+",
        steps=(
            "Ask for a password, or have a proxy before it that does.",
            "Start it without the admin API, the lifecycle API and the remote-write receiver unless you use them.",
            "Bind it to addresses that only your own machines reach.",
            "Look for names, addresses and tokens among the labels, and drop them where they are made.",
            "Close the port 9090 in the firewall or security group, then ask again from outside.",
        ),
        file="/etc/prometheus/web.yml",
        text="basic_auth_users:\n  admin: BCRYPT-HASH-OF-A-LONG-RANDOM-PASSWORD\n",
        command="prometheus --web.config.file=/etc/prometheus/web.yml --web.listen-address=127.0.0.1:9090 --config.file=/etc/prometheus/prometheus.yml",
        source="Prometheus documentation: HTTPS and authentication; Security model",
    ),
    Remedy(
        versions="-2.23",
        steps=(
            "Bind it to its own machine: these versions know no passwords; have a proxy before it that asks for one.",
            "Start it without --web.enable-admin-api and --web.enable-lifecycle.",
            "Close the port 9090 in the firewall or security group, then ask again from outside.",
        ),
        command="prometheus --web.listen-address=127.0.0.1:9090 --config.file=/etc/prometheus/prometheus.yml",
        source="Prometheus documentation: Securing Prometheus API and UI endpoints using basic auth",
    ),
)
