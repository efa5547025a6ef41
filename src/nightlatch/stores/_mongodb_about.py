"""MongoDB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import struct

from nightlatch.stores import Page, Remedy, Seen, Signs

_HELLO = b"\x10hello\0\x01\0\0\0" + b"\x02$db\0\x06\0\0\0admin\0"
_OVER_HTTP = b"you are trying to access MongoDB over HTTP"


def _message() -> bytes:
    document = struct.pack("<i", len(_HELLO) + 5) + _HELLO + b"\0"
    body = struct.pack("<I", 0) + b"\0" + document
    return struct.pack("<iiii", len(body) + 16, 1, 0, 2013) + body


def seen(data: bytes) -> Seen | None:
    """An OP_MSG or OP_REPLY of the length it announces, with what only `hello` answers."""
    if len(data) < 36:
        return None
    length, _, _, opcode = struct.unpack_from("<iiii", data)
    if opcode in (1, 2013) and 36 <= length <= 1 << 20 and b"maxWireVersion\0" in data:
        return Seen(product="MongoDB")
    return None


def page(found: Page) -> Seen | None:
    """What a mongod says to a browser that came to its native port."""
    return Seen(product="MongoDB") if _OVER_HTTP in found.body[:200] else None


SIGNS = Signs(ports=(27017, 27018, 27019), hello=_message(), reply=seen, page=page)

REMEDIES = (
    Remedy(
        versions="",
        steps=(
            "Create a user administrator, then switch authorization on and restart.",
            "Bind the server to addresses that only your own machines reach.",
            "Ask for TLS, close the port in the firewall or security group, then ask again from outside.",
        ),
        file="/etc/mongod.conf",
        text="net:\n  bindIp: 127.0.0.1\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/mongod.pem\n"
        "security:\n  authorization: enabled\n",
        command="mongosh admin --eval \"db.createUser({user:'boss', pwd:passwordPrompt(), roles:['userAdminAnyDatabase']})\"",
        terraform='resource "mongodbatlas_project_ip_access_list" "app" {\n  project_id = var.project\n'
        '  cidr_block = "10.0.0.0/16" # never 0.0.0.0/0\n}\n',
        source="MongoDB Manual: Enable Access Control; Security Checklist",
    ),
)
