"""Kibana and OpenSearch Dashboards: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

STATUS = "/api/status"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.-]{0,30}", re.ASCII)
_KIBANA = ("kbn-name", "kbn-license-sig", "kbn-xpack-sig", "kbn-version")


class Number(msgspec.Struct):
    """The part ``version`` of GET /api/status."""

    number: str = ""


class Status(msgspec.Struct):
    """The answer to GET /api/status."""

    version: Number
    uuid: str = ""


def seen(page: Page) -> Seen | None:
    """By the headers that each answer carries, whatever its status; the version where one of them or the page has it."""
    if "osd-name" in page.headers:
        product = "OpenSearch Dashboards"
    elif any(name in page.headers for name in _KIBANA):
        product = "Kibana"
    else:
        return None
    told = status(page)
    version = told.version.number if told else page.headers.get("kbn-version", "")
    return Seen(product=product, version=version if _VERSION.fullmatch(version) else None)


def status(page: Page) -> Status | None:
    """GET /api/status, where it is told to us."""
    if page.path != STATUS or page.status != 200:
        return None
    try:
        return msgspec.json.decode(page.body, type=Status)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


SIGNS = Signs(ports=(5601, 443, 80), paths=(STATUS,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Switch the security features of Elasticsearch on: Kibana then asks for a password by itself.",
            "Remove any provider that logs visitors in without one (xpack.security.authc.providers.anonymous).",
            "Bind Kibana to addresses that only your own machines reach.",
            "Close the port 5601 in the firewall or security group, and look at Elasticsearch behind it too.",
        ),
        file="kibana.yml",
        text='server.host: "localhost"\nelasticsearch.username: "kibana_system"\nxpack.security.authc.providers:\n  basic.basic1:\n    order: 0\n',
        command="bin/elasticsearch-reset-password -u kibana_system",
        source="Kibana Guide: Configure security in Kibana; OpenSearch Dashboards: the same with opensearch_dashboards.yml",
    ),
)
