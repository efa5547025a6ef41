"""Oracle Database: how its listener is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._oracle_wire import connect, told

PRODUCT = "Oracle Database"


def seen(data: bytes) -> Seen | None:
    """By a packet of TNS that refuses, accepts, or asks to have CONNECT sent again."""
    found = told(data)
    return Seen(product=PRODUCT, version=found.version) if found else None


SIGNS = Signs(ports=(1521, 1522, 1526, 2484), hello=connect(), reply=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Let only the machines of your applications reach the listener (valid node checking, and the firewall).",
            "Ask for TLS (TCPS) or native encryption, and lock the accounts that come with the database and are not used.",
            "Keep the listener's administration local, and do not let it take registrations from other machines.",
        ),
        file="sqlnet.ora and listener.ora",
        text="TCP.VALIDNODE_CHECKING = yes\nTCP.INVITED_NODES = (10.0.0.7, app.example.org)\nSQLNET.ENCRYPTION_SERVER = required\nVALID_NODE_CHECKING_REGISTRATION_LISTENER = local\n",
        command="lsnrctl reload",
        source="Oracle Database Net Services Reference: Parameters for the sqlnet.ora File; Database Security Guide: Keeping Your Database Secure",
    ),
)
