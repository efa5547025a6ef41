"""Kafka: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import struct

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._kafka_wire import API_VERSIONS, request

_NUMBER = 0x4E4C8A31  # a broker says it again; nothing else would


def seen(data: bytes) -> Seen | None:
    """An ApiVersions answer of version 0 that repeats our number: a list of keys, ApiVersions among them."""
    if len(data) < 14:
        return None
    size, number, error, count = struct.unpack_from(">iihi", data)
    if number != _NUMBER or error or not 1 <= count <= 500 or size != 10 + 6 * count or len(data) != size + 4:
        return None
    keys = {key for key, _, _ in struct.iter_unpack(">hhh", data[14:])}
    return Seen(product="Kafka") if API_VERSIONS in keys else None


SIGNS = Signs(
    ports=(9092, 9093, 9094, 29092, 19092), hello=request(API_VERSIONS, 0, b"", "nightlatch", _NUMBER), reply=seen
)

_COMMON = (
    "Let listeners that clients use ask for a login: SASL_SSL in place of PLAINTEXT, in listeners and "
    "listener.security.protocol.map; keep PLAINTEXT, if at all, on an address that only brokers reach.",
    "Switch an authorizer on, with allow.everyone.if.no.acl.found=false, and grant each application its own topics.",
    "Close 9092 to 9094 to the outside in the firewall or security group.",
)
REMEDIES = (
    Remedy(
        versions="4+",
        steps=_COMMON,
        file="server.properties",
        text="listeners=SASL_SSL://10.0.0.5:9093\nsasl.enabled.mechanisms=SCRAM-SHA-512\n"
        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n"
        "allow.everyone.if.no.acl.found=false\nsuper.users=User:admin\nauto.create.topics.enable=false\n",
        command="kafka-configs.sh --bootstrap-server 10.0.0.5:9093 --command-config admin.properties --alter "
        "--add-config 'SCRAM-SHA-512=[password=LONG-RANDOM-PASSWORD]' --entity-type users --entity-name app",
        terraform='resource "aws_msk_cluster" "this" {\n  # ...\n  client_authentication {\n    unauthenticated = false\n'
        "    sasl { iam = true }\n  }\n  encryption_info {\n    encryption_in_transit { client_broker = \"TLS\" }\n  }\n}\n",
        source="Apache Kafka documentation: Security; Authorization and ACLs",
    ),
    Remedy(
        versions="-3",
        steps=_COMMON,
        file="server.properties",
        text="listeners=SASL_SSL://10.0.0.5:9093\nsasl.enabled.mechanisms=SCRAM-SHA-512\n"
        "authorizer.class.name=kafka.security.authorizer.AclAuthorizer\nallow.everyone.if.no.acl.found=false\n"
        "super.users=User:admin\nauto.create.topics.enable=false\n",
        command="kafka-acls.sh --bootstrap-server 10.0.0.5:9093 --command-config admin.properties --add "
        "--allow-principal User:app --operation Read --operation Write --topic orders",
        source="Apache Kafka documentation, 2.4 to 3.9: Security (before 2.4 kafka.security.auth.SimpleAclAuthorizer)",
    ),
)  # fmt: skip
