"""RethinkDB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._rethinkdb_wire import MAGIC, greeting

VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+~-]{0,30}", re.ASCII)
_OLD = (
    b"ERROR: Received an unsupported protocol version. This port is for RethinkDB queries.",
    b"ERROR: This is the rdb protocol port",
)


def seen(data: bytes) -> Seen | None:
    """By its part of the handshake; before 2.3 by its refusal of ours."""
    if data.startswith(_OLD):
        return Seen(product="RethinkDB")
    told = greeting(data) if data.startswith(b"{") else None
    if told is None:
        return None
    return Seen(product="RethinkDB", version=told.version if VERSION.fullmatch(told.version) else None)


SIGNS = Signs(ports=(28015,), hello=MAGIC, reply=seen)

REMEDIES = (
    Remedy(
        versions="2.3+",
        steps=(
            "Give the account admin a password: as shipped it has none, and may do everything.",
            "Give each program an account of its own with read or write permission on its tables.",
            "Keep the web interface (8080) to the machine itself or switch it off: it acts as admin and asks nobody for a password.",
            "Bind the driver and cluster ports to addresses that only your own machines reach, and close 28015, 29015 and 8080.",
        ),
        file="rethinkdb.conf",
        text="bind=127.0.0.1\nbind-http=127.0.0.1\n# no-http-admin\ninitial-password=LONG-RANDOM-PASSWORD\n",
        command="""r.db("rethinkdb").table("users").get("admin").update({password: "LONG-RANDOM-PASSWORD"})""",
        source="RethinkDB documentation: Secure your cluster; Permissions and user accounts",
    ),
    Remedy(
        versions="-2.2",
        steps=(
            "Upgrade: before 2.3 there are no accounts, only one auth key for all.",
            "Until then set the auth key, bind to 127.0.0.1, and close 28015, 29015 and 8080 from outside.",
        ),
        file="rethinkdb.conf",
        text="bind=127.0.0.1\nno-http-admin\n",
        command="""r.db("rethinkdb").table("cluster_config").get("auth").update({auth_key: "LONG-RANDOM-KEY"})""",
        source="RethinkDB documentation 2.2: Secure your cluster",
    ),
)
