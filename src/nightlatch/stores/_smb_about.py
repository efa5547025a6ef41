"""SMB: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores import _smb_wire as wire


def seen(data: bytes) -> Seen | None:
    """The answer to NEGOTIATE; of version 1 as well, which is all that some servers speak."""
    if len(data) > 36 and data[:1] == b"\0" and data[4:9] == b"\xffSMB\x72":
        return Seen(product="SMB 1 server")
    try:
        told = wire.answer(data[4:]) if data[:1] == b"\0" else None
    except wire.Broken:
        return None
    return Seen(product="SMB server") if told is not None and told.command == wire.NEGOTIATE else None


SIGNS = Signs(ports=(445, 1445), hello=wire.message(wire.NEGOTIATE, 0, wire.negotiate()), reply=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Let nobody in without an account. Samba: map to guest = never, restrict anonymous = 2, no share with "
            "guest ok = yes. Windows: disable the Guest account, and set 'Restrict anonymous access to Named Pipes and "
            "Shares' and 'Do not allow anonymous enumeration of accounts and shares'.",
            "Take Everyone and Anonymous Logon out of the permissions of shares and of the folders below them.",
            "Close port 445 (and 139) to the outside: SMB belongs behind a VPN, whoever may log in.",
            "Require signing or encryption, and switch version 1 off.",
        ),
        file="/etc/samba/smb.conf",
        text="[global]\nmap to guest = never\nrestrict anonymous = 2\nserver min protocol = SMB3\n"
        "hosts allow = 192.0.2.0/24\n[share]\nguest ok = no\nvalid users = @staff\n",
        command="Set-SmbServerConfiguration -RequireSecuritySignature $true -EnableSMB1Protocol $false -Force; "
        "net user guest /active:no",
        terraform='resource "aws_fsx_windows_file_system" "files" {\n  # ...\n'
        "  security_group_ids = [aws_security_group.office_only.id]\n}\n",
        source="smb.conf(5); Windows security baselines: Network access; Network security",
    ),
)
