"""IBM Db2 and others that speak DRDA: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._db2_wire import excsat, told


def seen(data: bytes) -> Seen | None:
    """By EXCSATRD, which repeats our number."""
    found = told(data)
    return Seen(product=found.product, version=found.version) if found else None


SIGNS = Signs(ports=(50000, 50001, 446, 447, 448, 1527), hello=excsat(), reply=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Let only the machines of your applications reach the port (50000; 446 on z/OS and IBM i), and nobody 523/udp.",
            "Ask for encrypted logins and data: SERVER_ENCRYPT or TLS, never CLIENT, which believes whatever a client says.",
            "Take CONNECT and what else PUBLIC was granted back from it (RESTRICTIVE databases grant it nothing).",
            "Apache Derby: derby.connection.requireAuthentication=true, and -h 127.0.0.1; as shipped it asks nobody.",
        ),
        command="db2 update dbm cfg using AUTHENTICATION SERVER_ENCRYPT TRUST_ALLCLNTS NO && db2 revoke connect on database from public",
        source="IBM Documentation: Db2 security model; Authentication methods for your server; Apache Derby Security Guide",
    ),
)
