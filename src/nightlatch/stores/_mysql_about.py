"""MySQL and MariaDB: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs

_VERSION = re.compile(rb"(?:5\.5\.5-)?(\d{1,2}\.\d{1,3}\.\d{1,3})([\w.+~-]*)\0")
_REFUSALS = (1040, 1129, 1130, 1203)  # too many connections, host blocked, host not allowed, user's connections
_X_PROTOCOL = b"\x05\x00\x00\x00\x0b\x08\x05\x1a\x00"


def seen(data: bytes) -> Seen | None:
    """A handshake of protocol version 10, a refusal that comes in its place, or the X protocol's notice."""
    if data.startswith(_X_PROTOCOL):
        return Seen(product="MySQL (X protocol)")
    if len(data) < 7 or data[3] != 0 or not 4 < int.from_bytes(data[:3], "little") < 1024:
        return None
    if data[4] == 0x0A and (found := _VERSION.match(data, 5)) is not None:
        words = found[2].lower()
        product = "MariaDB" if b"maria" in words else "TiDB" if b"tidb" in words else "MySQL"
        salt = data[found.end() + 4 : found.end() + 12]  # after the number of the connection
        is_bait = len(salt) == 8 and len(set(salt)) == 1
        why = "its challenge is one letter eight times, where a server draws it at random (Dionaea does so)"
        return Seen(product=product, version=found[1].decode(), suspect=why if is_bait else "")
    if data[4] == 0xFF and int.from_bytes(data[5:7], "little") in _REFUSALS:
        return Seen(product="MariaDB" if b"MariaDB" in data else "MySQL")
    return None


SIGNS = Signs(ports=(3306, 33060, 4000), greeting=seen)

_STEPS = (
    "Bind the server to addresses that only your own machines reach.",
    "Give every account a password; remove the accounts without a name and those with the host '%' that need it not.",
    "Take skip-grant-tables out of every option file, and restart.",
    "Close the port in the firewall or security group, then ask again from outside.",
)
_FILE = "[mysqld]\nbind-address = 127.0.0.1\n# remove: skip-grant-tables\nlocal_infile = OFF\nrequire_secure_transport = ON\n"

REMEDIES = (
    Remedy(
        versions="10+",
        steps=_STEPS,
        file="/etc/mysql/mariadb.conf.d/50-server.cnf",
        text=_FILE,
        command="mariadb-secure-installation   # then: ALTER USER root@localhost IDENTIFIED VIA unix_socket; "
        "DROP USER IF EXISTS ''@localhost;",
        terraform='resource "aws_db_instance" "this" {\n  # ...\n  publicly_accessible = false\n}\n',
        source="MariaDB documentation: mariadb-secure-installation; bind_address",
    ),
    Remedy(
        versions="-9",
        steps=_STEPS,
        file="/etc/mysql/mysql.conf.d/mysqld.cnf",
        text=_FILE,
        command="mysql_secure_installation   # then: ALTER USER 'root'@'localhost' IDENTIFIED BY 'LONG-RANDOM-PASSWORD';",
        terraform='resource "aws_db_instance" "this" {\n  # ...\n  publicly_accessible = false\n}\n',
        source="MySQL Reference Manual: mysql_secure_installation; bind_address",
    ),
)
