"""WebDAV: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nightlatch.stores import Page, Remedy, Seen, Signs

_SERVERS = (
    (re.compile(r"WsgiDAV/(\d[\w.]{0,20})"), "WsgiDAV"), (re.compile(r"rclone/v?(\d[\w.]{0,20})"), "rclone"),
    (re.compile(r"Jackrabbit"), "Jackrabbit"),
)  # fmt: skip
_REALM = re.compile(r"realm=\"[^\"]{0,80}\b(web)?dav\b", re.I)


def seen(page: Page) -> Seen | None:
    """By a header that only WebDAV has, by a server that speaks nothing else, or by the realm of its password."""
    headers = page.headers
    is_told = "dav" in headers or headers.get("ms-author-via", "").upper() == "DAV"
    is_told = is_told or bool(_REALM.search(headers.get("www-authenticate", "")))
    found = product_of(headers)
    return found if is_told or found.product == "WsgiDAV" else None


def product_of(headers: Mapping[str, str]) -> Seen:
    """Which one, by its Server header."""
    server = headers.get("server", "")
    for pattern, product in _SERVERS:
        if (told := pattern.search(server)) is not None:
            return Seen(product=product, version=told[1] if told.groups() else None)
    return Seen(product="WebDAV server")


SIGNS = Signs(ports=(80, 443, 8080, 5005, 5006), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Ask for a password on every method, PROPFIND and GET among them, and serve it over HTTPS alone.",
            "Switch WebDAV off where nobody uses it: Apache: Dav Off, a2dismod dav dav_fs; IIS: WebDAV Authoring "
            "Rules, Disable WebDAV; rclone: --user and --pass, or --htpasswd.",
            "Serve read-only what need not be written, and look in the log for PROPFIND and PUT from strangers.",
        ),
        file="/etc/apache2/conf-available/dav.conf",
        text="<Location /dav>\n  Dav On\n  AuthType Basic\n  AuthName files\n  AuthUserFile /etc/apache2/dav.passwd\n"
        "  Require valid-user\n</Location>\n",
        command="htpasswd -c /etc/apache2/dav.passwd app && systemctl reload apache2",
        source="Apache HTTP Server: mod_dav, Security issues; rclone serve webdav",
    ),
)
