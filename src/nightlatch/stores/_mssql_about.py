"""Microsoft SQL Server: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores._mssql_wire import prelogin, told

PRODUCT = "Microsoft SQL Server"


def seen(data: bytes) -> Seen | None:
    """By its answer to PRELOGIN, in which the version stands first."""
    found = told(data)
    return Seen(product=PRODUCT, version=found.version) if found else None


SIGNS = Signs(ports=(1433, 1434, 2433), hello=prelogin(), reply=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Let nobody but your own machines reach 1433, and nobody at all 1434/udp, which tells names of instances.",
            "Force encryption, with a certificate that clients can check.",
            "Use Windows or Entra logins; where there are SQL logins, disable sa and enforce the password policy.",
            "Give a login the rights on the tables that it works with, and no server role; see what it has with sys.fn_my_permissions.",
            "Keep the login guest out of every database but master, msdb and tempdb.",
        ),
        file="/var/opt/mssql/mssql.conf",
        text="[network]\nipaddress = 127.0.0.1\nforceencryption = 1\ntlsprotocols = 1.2\ntlscert = /etc/ssl/certs/mssql.pem\ntlskey = /etc/ssl/private/mssql.key\n",
        command="""ALTER LOGIN sa DISABLE; USE [DATABASE]; REVOKE CONNECT FROM GUEST;""",
        terraform='resource "azurerm_mssql_server" "this" {\n  # ...\n  public_network_access_enabled = false\n  minimum_tls_version           = "1.2"\n}\n',
        source="Microsoft Learn: SQL Server security best practices; Configure SQL Server settings with the mssql-conf tool; Configure SQL Server Database Engine for encrypting connections",
    ),
)
