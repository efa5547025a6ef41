"""rsync daemons: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs


def seen(data: bytes) -> Seen | None:
    """``@RSYNCD: 31.0`` and what else it says unasked."""
    return Seen(product="rsync") if re.match(rb"@RSYNCD: \d{1,3}(\.\d{1,3})?[ \r\n]", data) else None


SIGNS = Signs(ports=(873,), greeting=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Give each module its users and a file of secrets, let it be reached from known addresses only, and make "
            "it read only unless something must be written.",
            "Remove modules that nothing uses; 'list = no' hides a module and protects nothing.",
            "Better, run rsync over SSH and no daemon at all; close port 873 in the firewall or security group.",
            "The daemon logs each transfer (log file, transfer logging): look who has fetched what.",
        ),
        file="/etc/rsyncd.conf",
        text="[backup]\npath = /srv/backup\nauth users = backup\nsecrets file = /etc/rsyncd.secrets\n"
        "hosts allow = 192.0.2.10\nread only = yes\nlist = no\n",
        command="chmod 600 /etc/rsyncd.secrets && systemctl restart rsync",
        terraform='resource "aws_security_group_rule" "rsync" {\n  type                     = "ingress"\n'
        "  from_port                = 873\n  to_port                  = 873\n"
        '  protocol                 = "tcp"\n  security_group_id        = aws_security_group.backup.id\n'
        "  source_security_group_id = aws_security_group.app.id\n}\n",
        source="rsyncd.conf(5)",
    ),
)
