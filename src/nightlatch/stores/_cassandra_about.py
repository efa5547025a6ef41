"""Cassandra and ScyllaDB: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._cassandra_wire import (
    ERROR,
    OPTIONS,
    PROTOCOL,
    STREAM,
    SUPPORTED,
    Broken,
    Reader,
    frame,
    refusal_of,
)


def product(options: Iterable[str]) -> str:
    """ScyllaDB names its shards among what it supports."""
    return "ScyllaDB" if any(one.startswith("SCYLLA_") for one in options) else "Cassandra"


def seen(data: bytes) -> Seen | None:
    """A SUPPORTED that repeats our number and names a CQL version; or the refusal of our protocol version."""
    if len(data) < 9:
        return None
    version, _, number, opcode, size = struct.unpack_from(">BBHBi", data)
    if not 0x81 <= version <= 0x8F or opcode not in (ERROR, SUPPORTED) or not 2 <= size <= 1 << 16:
        return None
    body = data[9 : 9 + size]
    try:
        if opcode == SUPPORTED and number == STREAM:
            options = Reader(body).multimap()
            return Seen(product=product(options)) if "CQL_VERSION" in options and "COMPRESSION" in options else None
        refusal = refusal_of(body)
    except Broken:
        return None
    is_ours = opcode == ERROR and refusal.code == PROTOCOL and "protocol version" in refusal.text
    return Seen(product="Cassandra") if is_ours else None


SIGNS = Signs(ports=(9042, 9142, 19042, 19142), hello=frame(OPTIONS), reply=seen)

_STEPS = (
    "Let clients log in (PasswordAuthenticator) and grant each role its keyspaces (CassandraAuthorizer).",
    "Replicate system_auth to every data center, make a superuser of your own, and drop the role cassandra.",
    "Bind CQL to addresses that only your own machines reach, switch client encryption on, and close 9042 and 7199.",
)
REMEDIES = (
    Remedy(
        versions="5+",
        steps=_STEPS,
        file="cassandra.yaml",
        text="authenticator:\n  class_name: PasswordAuthenticator\nauthorizer:\n  class_name: CassandraAuthorizer\nrole_manager:\n  class_name: CassandraRoleManager\nrpc_address: 10.0.0.5\nclient_encryption_options:\n  enabled: true\n  optional: false\n",
        command="nodetool drain && systemctl restart cassandra",
        source="Apache Cassandra documentation: Security, Roles; cassandra.yaml",
    ),
    Remedy(
        versions="-4",
        steps=_STEPS,
        file="cassandra.yaml (ScyllaDB: scylla.yaml)",
        text="authenticator: PasswordAuthenticator\nauthorizer: CassandraAuthorizer\nrpc_address: 10.0.0.5\nclient_encryption_options:\n  enabled: true\n",
        command="nodetool drain && systemctl restart cassandra",
        source="Apache Cassandra documentation 4: Security; ScyllaDB documentation: Enable Authentication",
    ),
)
