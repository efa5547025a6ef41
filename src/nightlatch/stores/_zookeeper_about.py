"""ZooKeeper: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores import _zookeeper_wire as wire

_VERSION = re.compile(rb"Zookeeper version: (\d{1,3}\.\d{1,3}\.\d{1,3}[\w.]{0,20})")
_KEEPER = re.compile(rb"ClickHouse Keeper version: v?(\d{1,3}\.\d{1,3}[\w.]{0,20})")
_NODES = re.compile(rb"^Node count: (\d{1,15})\s*$", re.M)
_CONNECTIONS = re.compile(rb"^Connections: (\d{1,9})\s*$", re.M)
_LENGTHS = (36, 37)
HELLO_MS = 4_000  # the shortest session there is: nobody says goodbye to it


def seen(data: bytes) -> Seen | None:
    """By its answer to a ConnectRequest."""
    length = int.from_bytes(data[:4], "big")
    if length not in _LENGTHS or len(data) < 4 + length:
        return None
    return Seen(product="ZooKeeper") if wire.welcome(data[4 : 4 + length]) is not None else None


def version(text: bytes) -> str | None:
    """Of the answer to ``srvr``, where that is let through."""
    found = _VERSION.search(text) or _KEEPER.search(text)
    return found[1].decode() if found else None


def product(text: bytes) -> str:
    """Of the same answer."""
    return "ClickHouse Keeper" if _KEEPER.search(text) else "ZooKeeper"


def connections(text: bytes) -> int:
    """How many connections there are besides the one that asks and the session beside it, of the same answer."""
    found = _CONNECTIONS.search(text)
    return max(0, int(found[1]) - 2) if found else 0


def nodes(text: bytes) -> int | None:
    """How many nodes there are, of the same answer."""
    found = _NODES.search(text)
    return int(found[1]) if found else None


SIGNS = Signs(ports=(2181, 2182, 2281), hello=wire.connect(HELLO_MS), reply=seen)

_CHECK = "Close the ports 2181, 2888, 3888 and 8080 in the firewall or security group, then ask again from outside."

REMEDIES = (
    Remedy(
        versions="3.5+",
        steps=(
            "Bind it to addresses that only its clients reach, and its admin server too.",
            "Have clients log in, and refuse those that do not (enforce.auth.enabled, from 3.6; SASL or certificates).",
            "Set the ACL of every node, the root too: one that was made without an ACL lets everybody do everything.",
            _CHECK,
        ),
        file="zoo.cfg",
        text=(
            "clientPortAddress=127.0.0.1\nadmin.enableServer=false\nenforce.auth.enabled=true\n"
            "enforce.auth.schemes=sasl\nauthProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider\n"
        ),
        command="zkCli.sh setAcl -R / sasl:admin:cdrwa",
        source="ZooKeeper Administrator's Guide: Encryption, Authentication, Authorization Options",
    ),
    Remedy(
        versions="-3.4",
        steps=(
            "Bind it to addresses that only its clients reach.",
            "Set the ACL of every node, the root too.",
            "Plan the upgrade: these versions get no fixes, and show ACLs with their hashes to everybody.",
            _CHECK,
        ),
        file="zoo.cfg",
        text="clientPortAddress=127.0.0.1\n",
        command="zkCli.sh setAcl / digest:admin:HASH:cdrwa",
        source="ZooKeeper Programmer's Guide: ACL Permissions",
    ),
)
