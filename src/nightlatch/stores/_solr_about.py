"""Solr: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

SYSTEM = "/solr/admin/info/system"
ASKED = f"{SYSTEM}?wt=json"  # before 7 the form would be XML
_HOME = "/solr/"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_XML = re.compile(rb'<str name="solr-spec-version">([\d.]{3,20})')
_ADMIN_PAGE = (b'ng-app="solrAdminApp"', b"<title>Solr Admin</title>")
_REFUSALS = (b"require authentication", b"Authentication failed", b"Unauthorized request")


class Lucene(msgspec.Struct):
    """The versions of an instance."""

    spec: str = msgspec.field(default="", name="solr-spec-version")


class Security(msgspec.Struct):
    """Which plug-ins guard it, and who it takes us for."""

    authentication: str | None = msgspec.field(default=None, name="authenticationPlugin")
    authorization: str | None = msgspec.field(default=None, name="authorizationPlugin")
    username: str | None = None
    roles: list[str] = []


class System(msgspec.Struct):
    """The answer to GET /solr/admin/info/system."""

    lucene: Lucene
    mode: str = "std"
    security: Security | None = None


def system(body: bytes) -> System | None:
    """What an instance says of itself."""
    try:
        told = msgspec.json.decode(body, type=System)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return told if _VERSION.fullmatch(told.lucene.spec) else None


def seen(page: Page) -> Seen | None:
    """By its own account of itself; a closed one by its refusal of that, or by its page, which is never closed."""
    if page.path == ASKED and page.status == 200:
        if (told := system(page.body)) is not None:
            return Seen(product="Solr", version=told.lucene.spec)
        xml = _XML.search(page.body)
        return Seen(product="Solr", version=xml[1].decode()) if xml else None
    if page.path == ASKED and page.status in (401, 403) and _is_refusal(page):
        return Seen(product="Solr")
    if page.path == _HOME and page.status == 200 and any(words in page.body for words in _ADMIN_PAGE):
        return Seen(product="Solr")
    return None


def _is_refusal(page: Page) -> bool:
    """As Jetty says what Solr's plug-in told it to say: the words, and the path."""
    if 'realm="solr"' in page.headers.get("www-authenticate", ""):
        return True
    return SYSTEM.encode() in page.body and any(words in page.body for words in _REFUSALS)


SIGNS = Signs(ports=(8983, 8984), paths=(ASKED, _HOME), page=seen)

REMEDIES = (
    Remedy(
        versions="7+",
        steps=(
            "Switch authentication on, and let nobody through without an account (blockUnknown).",
            "Give the permission all to administrators as the last rule: what no rule covers is allowed to everybody.",
            "Bind Solr to addresses that only your own machines reach, and close the port 8983 from outside.",
        ),
        file="security.json",
        text='{\n  "authentication": {"blockUnknown": true, "class": "solr.BasicAuthPlugin", "credentials": {}},\n  "authorization": {\n    "class": "solr.RuleBasedAuthorizationPlugin",\n    "permissions": [{"name": "read", "role": "reader"}, {"name": "update", "role": "writer"}, {"name": "all", "role": "admin"}]\n  }\n}\n',
        command="bin/solr auth enable --type basicAuth --prompt true --block-unknown true",
        source="Solr Reference Guide: Basic Authentication Plugin; Rule-Based Authorization Plugin; Securing Solr",
    ),
    Remedy(
        versions="-6",
        steps=(
            "Bind Solr to its own machine; these versions get no fixes, and their Config API lets a visitor run code.",
            "Where others must reach it, put security.json (from 5.3) or a proxy that asks for a password before it.",
            "Plan the upgrade.",
        ),
        file="solr.in.sh",
        text='SOLR_OPTS="$SOLR_OPTS -Djetty.host=127.0.0.1"\n',
        command="systemctl restart solr",
        source="Solr Reference Guide 6: Securing Solr",
    ),
)
