"""PostgreSQL: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs


def seen(data: bytes) -> Seen | None:
    """The one byte that answers an SSLRequest, or an error message in its place (a server that takes no more)."""
    if data in (b"S", b"N"):
        return Seen(product="PostgreSQL")
    if data[:1] == b"E" and len(data) > 8 and data[5:6] == b"S" and b"\0C" in data:
        length = int.from_bytes(data[1:5], "big")
        return Seen(product="PostgreSQL") if 8 < length < 30_000 else None
    return None


SIGNS = Signs(ports=(5432, 5433, 6432, 26257), hello=b"\x00\x00\x00\x08\x04\xd2\x16\x2f", reply=seen)

REMEDIES = (
    Remedy(
        versions="14+",
        steps=(
            "Take every line with the method trust for a network address out of pg_hba.conf; ask for scram-sha-256.",
            "Let the server listen only where your own machines reach it.",
            "Give the role postgres a long random password; let applications use roles of their own.",
            "Close the port in the firewall or security group, then ask again from outside.",
        ),
        file="pg_hba.conf",
        text="local   all  all                  peer\nhostssl all  all  10.0.0.0/8      scram-sha-256\n"
        "# postgresql.conf: listen_addresses = 'localhost'\n",
        command="psql -c \"ALTER ROLE postgres PASSWORD 'LONG-RANDOM-PASSWORD'\" -c 'SELECT pg_reload_conf()'",
        terraform='resource "aws_db_instance" "this" {\n  # ...\n  publicly_accessible = false\n}\n',
        source="PostgreSQL documentation: The pg_hba.conf File",
    ),
    Remedy(
        versions="9-13",
        steps=(
            "Take every line with the method trust for a network address out of pg_hba.conf.",
            "Set password_encryption to scram-sha-256 (from 10; before that only md5 is there), then set all passwords anew.",
            "Let the server listen only where your own machines reach it; close the port in the firewall.",
            "Plan the upgrade where the version gets no fixes any more.",
        ),
        file="pg_hba.conf",
        text="local   all  all                  peer\nhostssl all  all  10.0.0.0/8      scram-sha-256   # 9.x: md5\n"
        "# postgresql.conf: listen_addresses = 'localhost'\n",
        command="psql -c \"ALTER ROLE postgres PASSWORD 'LONG-RANDOM-PASSWORD'\" -c 'SELECT pg_reload_conf()'",
        source="PostgreSQL documentation: Password Authentication",
    ),
)
