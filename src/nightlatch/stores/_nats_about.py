"""NATS: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs

_VERSION = re.compile(rb'"version":\s?"v?(\d[\w.+~-]{0,30})"')


def seen(data: bytes) -> Seen | None:
    """The INFO with which a NATS server greets."""
    if data[:6] != b"INFO {" or b'"server_id"' not in data or b'"max_payload"' not in data:
        return None
    told = _VERSION.search(data)
    return Seen(product="NATS", version=told[1].decode() if told else None)


SIGNS = Signs(ports=(4222, 4223), greeting=seen)

_STEPS = (
    "Give every client a user, nkey or JWT of its own, with the subjects that it may publish and subscribe to.",
    "Take no_auth_user out of the file: with it whoever gives no password is that user.",
    "Let the server listen only where clients are, and close 4222, 6222 and the monitoring port 8222 to the outside.",
    "Set system_account users apart, and accounts for applications that should not see each other's streams.",
)
REMEDIES = (
    Remedy(
        versions="2+",
        steps=_STEPS,
        file="/etc/nats-server.conf",
        text='listen: "10.0.0.5:4222"\nhttp: "127.0.0.1:8222"\ntls { cert_file: "/etc/nats/tls.crt", key_file: "/etc/nats/tls.key" }\n'
        'authorization {\n  users = [\n    { user: app, password: "$2a$11$BCRYPT-OF-A-LONG-PASSWORD",\n'
        '      permissions { publish: ["app.>"], subscribe: ["app.>", "_INBOX.>"] } }\n  ]\n}\n',
        command="nats-server --config /etc/nats-server.conf -t && nats-server --signal reload",
        source="NATS docs: Authentication; Authorization; Securing NATS",
    ),
    Remedy(
        versions="-1",
        steps=(*_STEPS[:1], *_STEPS[2:3], "Plan the upgrade: versions 1 (gnatsd) get no fixes and have no accounts."),
        file="/etc/gnatsd.conf",
        text='listen: "10.0.0.5:4222"\nauthorization {\n  users = [ { user: app, password: "$2a$11$BCRYPT-OF-A-LONG-PASSWORD" } ]\n}\n',
        command="gnatsd --config /etc/gnatsd.conf",
        source="NATS docs: Authentication; Authorization",
    ),
)
