"""RabbitMQ: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs
from nightlatch.stores._rabbitmq_amqp import HEADER, parse_start

WHOAMI = "/api/whoami"
_VERSION = re.compile(r"\d[\w.+~-]{0,30}", re.ASCII)


def shown(version: str) -> str | None:
    """*version*, if it is one."""
    return version if _VERSION.fullmatch(version) else None


def seen(data: bytes) -> Seen | None:
    """The Start with which RabbitMQ answers AMQP's header; other brokers name other products."""
    told = parse_start(data)
    if told is None or told.product != "RabbitMQ":
        return None
    return Seen(product="RabbitMQ", version=shown(told.version))


def page(found: Page) -> Seen | None:
    """The page of the management plug-in, or the realm of its refusal."""
    if 'realm="RabbitMQ' in found.headers.get("www-authenticate", ""):
        return Seen(product="RabbitMQ")
    is_ours = found.status == 200 and b"<title>RabbitMQ Management</title>" in found.body
    is_told = found.path == WHOAMI and found.status == 200 and re.match(rb'\{"name":"[^"]{1,255}","tags":', found.body)
    return Seen(product="RabbitMQ") if is_ours or is_told else None


SIGNS = Signs(ports=(5672, 5671, 15672, 15671), hello=HEADER, reply=seen, paths=(WHOAMI,), page=page)

_USERS = (
    "Delete the user guest, or give it a long random password: guest with the password guest is everybody's first try.",
    "Give each application a user of its own, with permissions on its own virtual host.",
)
_PORTS = "Let the management plug-in (15672) listen on an inner address, and close 5672, 4369 and 25672 to the outside."
REMEDIES = (
    Remedy(
        versions="4+",
        steps=(
            "Switch the anonymous login off: as shipped, a client that gives no name is logged in as guest.",
            *_USERS, _PORTS,
        ),
        file="/etc/rabbitmq/rabbitmq.conf",
        text="anonymous_login_user = none\nloopback_users.guest = true\nlisteners.tcp = none\nlisteners.ssl.default = 5671\n"
        "management.tcp.ip = 127.0.0.1\n",
        command="rabbitmqctl delete_user guest && rabbitmqctl list_users",
        source="RabbitMQ documentation: Access Control; Networking; TLS",
    ),
    Remedy(
        versions="3",
        steps=(*_USERS, _PORTS),
        file="/etc/rabbitmq/rabbitmq.conf",
        text="loopback_users.guest = true\nlisteners.tcp = none\nlisteners.ssl.default = 5671\n"
        "management.tcp.ip = 127.0.0.1\n",
        command="rabbitmqctl delete_user guest && rabbitmqctl list_users",
        terraform='resource "aws_mq_broker" "this" {\n  engine_type         = "RabbitMQ"\n  publicly_accessible = false\n'
        "  # ...\n}\n",
        source="RabbitMQ documentation, 3.x: Access Control; Networking; TLS",
    ),
)  # fmt: skip
