"""FTP: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Remedy, Seen, Signs

_GREETING = re.compile(rb"220[ -]([^\r\n]*)\r?\n")
_MAIL = re.compile(rb"SMTP|\bmail\b|postfix|\bexim|sendmail|exchange|imap|pop3|nntp|^[\w-]+(\.[\w-]+)+ ", re.I)
_PRODUCTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.I), product)
    for pattern, product in (
        (rb"pyftpdlib (\d[\w.]{0,20})", "pyftpdlib"),
        (rb"vsFTPd (\d[\w.]{0,20})", "vsftpd"),
        (rb"ProFTPD(?: (\d[\w.]{0,20}))?", "ProFTPD"),
        (rb"Pure-?FTPd", "Pure-FTPd"),
        (rb"FileZilla Server(?: (?:version )?(\d[\w.]{0,20}))?", "FileZilla Server"),
        (rb"Microsoft FTP Service", "Microsoft FTP Service"),
        (rb"Serv-U FTP Server(?: v(\d[\w.]{0,20}))?", "Serv-U"),
    )
)


def seen(data: bytes) -> Seen | None:
    """What an FTP server says unasked. A mail server's greeting has the same number, and begins with its host name."""
    if (greeting := _GREETING.match(data)) is None:
        return None
    for pattern, product in _PRODUCTS:
        if (told := pattern.search(data[:4096])) is not None:
            version = told[1].decode() if told.groups() and told[1] else None
            return Seen(product=product, version=version)
    is_mail = _MAIL.search(greeting[1]) and not re.search(rb"\bftp", data[:4096], re.I)
    return None if is_mail else Seen(product="FTP server")


SIGNS = Signs(ports=(21, 2121, 990), greeting=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Switch anonymous access off. vsftpd: as below; ProFTPD: remove the <Anonymous> section; IIS: FTP "
            "Authentication, Anonymous, Disable; Pure-FTPd: NoAnonymous yes.",
            "Where strangers must read some files, keep those alone below the anonymous root, and let nobody upload: "
            "a folder that all may write to is used to trade other people's files.",
            "Look through the transfer log (xferlog) for what was fetched, and by whom.",
            "FTP sends passwords in the clear: offer SFTP or FTPS to those who need an account, and close port 21.",
        ),
        file="/etc/vsftpd.conf",
        text="anonymous_enable=NO\nanon_upload_enable=NO\nanon_mkdir_write_enable=NO\nssl_enable=YES\n",
        command="systemctl restart vsftpd",
        terraform='resource "aws_transfer_server" "files" {\n  protocols              = ["SFTP"]\n'
        '  identity_provider_type = "SERVICE_MANAGED"\n}\n',
        source="vsftpd.conf(5); ProFTPD: Configuring <Anonymous>; pure-ftpd(8)",
    ),
)
