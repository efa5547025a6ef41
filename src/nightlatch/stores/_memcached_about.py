"""Memcached: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._memcached_wire import binary

_VERSION = re.compile(rb"VERSION (\d[\w.+~-]{0,30})(?: ([^\r\n]{1,40}))?\r?\n")
_BINARY = re.compile(
    rb"\x81\x0b\x00\x00\x00\x00\x00[\x00\x20]\x00\x00\x00[\x00-\x28].{12}(\d[\w.+~-]{0,30})?", re.DOTALL
)
UNAUTHENTICATED = b"CLIENT_ERROR unauthenticated"


def seen(data: bytes) -> Seen | None:
    """What a memcached says to ``version``: its own, or that it wants a login first."""
    if (told := _VERSION.match(data)) is not None:
        return Seen(product="mcrouter" if told[2] == b"mcrouter" else "memcached", version=told[1].decode())
    if (told := _BINARY.match(data)) is not None:
        return Seen(product="memcached", version=told[1].decode() if told[1] else None)
    return Seen(product="memcached") if data.startswith(UNAUTHENTICATED) else None


# VERSION of the binary protocol first: a server that takes text alone closes on it, and gets text of its own.
SIGNS = Signs(ports=(11211, 11212, 11214), hello=binary("binary VERSION"), other=b"version\r\n", reply=seen)

REMEDIES = (
    Remedy(
        versions="1",
        steps=(
            "Let memcached listen only where your own machines reach it, and not on UDP (-U 0; the default since 1.5.6).",
            "Close port 11211, TCP and UDP, in the firewall or security group: most memcached have no other lock.",
            "Where it must stay reachable, ask for a password: -Y FILE (1.5.15 and later, with TLS from -Z), or SASL (-S).",
            "Count what lay in it as read by others: a cache keeps no log of who asked.",
        ),
        file="/etc/memcached.conf",
        text="-l 127.0.0.1\n-U 0\n-Y /etc/memcached.auth\n",
        command="systemctl restart memcached && echo stats settings | nc -q1 127.0.0.1 11211 | grep -E 'inter|auth|udpport'",
        terraform='resource "aws_security_group_rule" "memcached" {\n  type                     = "ingress"\n'
        "  from_port                = 11211\n  to_port                  = 11211\n"
        '  protocol                 = "tcp"\n  security_group_id        = aws_security_group.cache.id\n'
        "  source_security_group_id = aws_security_group.app.id\n}\n",
        source="memcached.1; memcached wiki: ReleaseNotes156, ReleaseNotes1515; protocol.txt, Authentication",
    ),
)
