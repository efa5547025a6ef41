"""NFS: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

from nightlatch.stores import Remedy, Seen, Signs
from nightlatch.stores import _nfs_wire as wire


def seen(data: bytes) -> Seen | None:
    """The answer to a call of nothing: taken, or known in other versions; another program is none."""
    if len(data) < 28 or not data[0] & 0x80:
        return None
    try:
        told = wire.accepted(data[4:], wire.XID)
    except wire.Broken:
        return None
    if isinstance(told, wire.Refused) and told.versions is None and told.auth is None:
        return None
    return Seen(product="NFS server")


SIGNS = Signs(ports=(2049,), hello=wire.call(wire.XID, 0, b""), reply=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Export to named hosts or networks only, never to *; read-only where nothing must be written, and with "
            "root_squash: who mounts it says himself which user he is (sec=sys).",
            "Ask for Kerberos (sec=krb5p) where more than a few trusted machines mount it.",
            "Close ports 2049 and 111, TCP and UDP, to the outside in the firewall or security group.",
        ),
        file="/etc/exports",
        text="/srv/files  192.0.2.0/28(ro,sync,root_squash,sec=krb5p)\n",
        command="exportfs -ra && exportfs -v",
        terraform='resource "aws_efs_file_system_policy" "this" {\n  file_system_id = aws_efs_file_system.this.id\n'
        '  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Deny"\n'
        '      Principal = { AWS = "*" }\n      Action = "*"\n'
        '      Condition = { Bool = { "aws:SecureTransport" = "false" } }\n    }]\n  })\n}\n',
        source="exports(5); Amazon EFS: Using IAM to control file system data access",
    ),
    Remedy(
        steps=(
            "NFS-Ganesha: grant nothing in the EXPORT block itself, and what is needed in CLIENT blocks.",
            "Speak version 4 alone (Protocols = 4): MOUNT and rpcbind, which tell strangers what is exported, go.",
            "Close ports 2049, 111 and that of MOUNT to the outside in the firewall or security group.",
        ),
        file="/etc/ganesha/ganesha.conf",
        text="NFS_CORE_PARAM { Protocols = 4; }\nEXPORT {\n  Export_Id = 1;\n  Path = /srv/files;\n  Pseudo = /files;\n"
        "  Access_Type = NONE;\n  Squash = Root_Squash;\n  SecType = krb5p;\n"
        "  CLIENT { Clients = 192.0.2.10; Access_Type = RO; }\n  FSAL { Name = VFS; }\n}\n",
        command="systemctl restart nfs-ganesha",
        source="ganesha-export-config(8), ganesha-core-config(8)",
    ),
)
