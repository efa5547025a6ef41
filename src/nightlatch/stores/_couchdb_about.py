"""CouchDB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

_SERVER = re.compile(r"CouchDB/(\d{1,3}\.\d{1,3}[\w.+-]{0,30})", re.ASCII)
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)


class Vendor(msgspec.Struct):
    """Whose build it is."""

    name: str = ""


class Welcome(msgspec.Struct):
    """The answer to GET /."""

    couchdb: str = ""
    pouchdb: str = msgspec.field(default="", name="express-pouchdb")
    version: str = ""
    uuid: str = ""
    vendor: Vendor = msgspec.field(default_factory=Vendor)


def welcome(page: Page) -> Welcome | None:
    """The greeting, if *page* is one."""
    if page.status != 200:
        return None
    try:
        told = msgspec.json.decode(page.body, type=Welcome)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return told if told.couchdb == "Welcome" or told.pouchdb.startswith("Welcome") else None


def seen(page: Page) -> Seen | None:
    """By its greeting; a closed one by the name in the header ``Server`` and the error it sends."""
    if page.path != "/":
        return None
    told = welcome(page)
    if told is not None:
        return Seen(product=_product(told), version=told.version if _VERSION.fullmatch(told.version) else None)
    server = _SERVER.match(page.headers.get("server", ""))
    if page.status == 401 and b'"unauthorized"' in page.body and (server or "x-couch-request-id" in page.headers):
        return Seen(product="CouchDB", version=server[1] if server else None)
    return None


def _product(told: Welcome) -> str:
    if told.pouchdb:
        return "PouchDB Server"
    return "IBM Cloudant" if "Cloudant" in told.vendor.name else "CouchDB"


SIGNS = Signs(ports=(5984, 6984), page=seen)

REMEDIES = (
    Remedy(
        versions="3+",
        steps=(
            "Let nobody in without an account: require_valid_user holds for every database and every path but the health check.",
            "Give each database members, so that it is not everybody's: no members means that anyone reads and writes.",
            "Bind the server to addresses that only your own machines reach, and close the port 5984 from outside.",
        ),
        file="local.ini",
        text="[chttpd]\nbind_address = 127.0.0.1\nrequire_valid_user = true\n\n[couchdb]\ndefault_security = admin_only\n",
        command="""curl -u admin -X PUT http://127.0.0.1:5984/DATABASE/_security -H 'content-type: application/json' -d '{"admins":{"roles":["_admin"]},"members":{"roles":["_admin"]}}'""",
        source="CouchDB documentation 3: Configuration, CouchDB HTTP server; /{db}/_security",
    ),
    Remedy(
        versions="-2",
        steps=(
            "Make a server administrator: as long as there is none, every visitor is one (the admin party).",
            "Require a valid user, and give each database members.",
            "Bind the server to addresses that only your own machines reach, and plan the upgrade to 3, which has no admin party.",
        ),
        file="local.ini",
        text="[admins]\nadmin = LONG-RANDOM-PASSWORD\n\n[chttpd]\nrequire_valid_user = true\n\n[httpd]\nbind_address = 127.0.0.1\n",
        command="systemctl restart couchdb",
        source="CouchDB documentation 2: Introduction, Security (The Admin Party)",
    ),
)
