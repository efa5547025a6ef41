"""Redis: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs

_GATES = (b"-NOAUTH ", b"-DENIED Redis", b"-DENIED Valkey", b"-NOPERM ", b"-LOADING ", b"-MASTERDOWN ", b"-BUSY ")


def seen(data: bytes) -> Seen | None:
    """What a Redis says to PING: let in, or one of its own refusals."""
    if data.startswith(b"+PONG\r\n") or data.startswith(_GATES):
        return Seen(product="Redis")
    return None


SIGNS = Signs(ports=(6379, 6380, 26379, 6666), hello=b"*1\r\n$4\r\nPING\r\n", reply=seen)

REMEDIES = (
    Remedy(
        versions="6+",
        steps=(
            "Bind the server to addresses that only your own machines reach, and keep protected mode on.",
            "Give the default user a long random password, or switch it off and give each client an ACL user of its own.",
            "Close the port in the firewall or security group, then ask again from outside.",
        ),
        file="redis.conf",
        text="bind 127.0.0.1 -::1\nprotected-mode yes\nuser default off\n"
        "user app on >LONG-RANDOM-PASSWORD ~app:* &* +@read +@write -@dangerous\n",
        command="redis-cli ACL SETUSER default resetpass '>LONG-RANDOM-PASSWORD' && redis-cli CONFIG REWRITE",
        terraform='resource "aws_elasticache_replication_group" "this" {\n  # ...\n  transit_encryption_enabled = true\n'
        "  auth_token                 = var.redis_auth_token\n}\n",
        source="Redis documentation: Security; ACL",
    ),
    Remedy(
        versions="-5",
        steps=(
            "Bind the server to addresses that only your own machines reach, and keep protected mode on (from 3.2).",
            "Set a long random password: before Redis 6 there is one for all.",
            "Rename the commands that change the server itself, then plan the upgrade: these versions get no fixes.",
        ),
        file="redis.conf",
        text='bind 127.0.0.1\nprotected-mode yes\nrequirepass LONG-RANDOM-PASSWORD\nrename-command CONFIG ""\n',
        command="redis-cli CONFIG SET requirepass LONG-RANDOM-PASSWORD && redis-cli CONFIG REWRITE",
        source="Redis documentation: Security",
    ),
)
