"""Services that speak first and hold no records: told so that "answers, but is no store" can be said with a reason."""

from __future__ import annotations

import re

_SERVICES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"SSH-[12]\."), "SSH"),
    (re.compile(rb"220[ -][^\r\n]*(SMTP|ESMTP|mail)", re.I), "a mail server (SMTP)"),
    (re.compile(rb"\* OK|\* PREAUTH"), "a mail server (IMAP)"),
    (re.compile(rb"\+OK"), "a mail server (POP3)"),
    (re.compile(rb"RFB 00\d\."), "a screen (VNC)"),
    (re.compile(rb"\xff[\xfb-\xfe]"), "Telnet"),
    (re.compile(rb"20[01] [^\r\n]*(NNTP|news)", re.I), "a news server (NNTP)"),
    (re.compile(rb":[^\s]+ NOTICE "), "a chat server (IRC)"),
)


def other_service(greeting: bytes) -> str | None:
    """What a greeting shows that is no data store; None if it is not known."""
    return next((name for pattern, name in _SERVICES if pattern.match(greeting)), None)
