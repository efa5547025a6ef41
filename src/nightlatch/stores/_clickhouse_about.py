"""ClickHouse: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

HELLO = "/?query=SELECT%20version()"
_VERSION = re.compile(rb"(\d{2,4}\.\d{1,4}(?:\.\d{1,6}){0,2}[\w.+-]{0,30})\s*", re.ASCII)
_EXCEPTION = re.compile(rb"Code: (\d{1,6})[.,] .*DB::Exception", re.S)
_REALM = "ClickHouse server HTTP API"
PASSWORD = frozenset({192, 193, 194, 195, 516})  # unknown user, wrong, required, address not allowed, failed


def seen(page: Page) -> Seen | None:
    """By its headers, by the realm of a closed one, or by the form of its exceptions; "Ok." alone is no sign."""
    if page.path not in ("/", HELLO):
        return None
    is_marked = any(name.startswith("x-clickhouse-") for name in page.headers)
    is_marked = is_marked or _REALM in page.headers.get("www-authenticate", "")
    if not is_marked and not (page.path == HELLO and page.status >= 400 and _EXCEPTION.match(page.body)):
        return None
    return Seen(product="ClickHouse", version=version(page))


def version(page: Page) -> str | None:
    """What it answers to SELECT version()."""
    found = _VERSION.fullmatch(page.body[:80]) if page.path == HELLO and page.status == 200 else None
    return found[1].decode() if found else None


SIGNS = Signs(ports=(8123, 8443), paths=(HELLO,), page=seen)

_CHECK = "Close the ports 8123, 8443, 9000, 9009, 9440 in the firewall or security group, then ask again from outside."

REMEDIES = (
    Remedy(
        versions="20.4+",
        steps=(
            "Give the user default a password, or let it in from the server itself only.",
            "Make a user with just the grants it needs for each application, and take access_management from default.",
            "Bind the server to addresses that only your own machines reach.",
            _CHECK,
        ),
        file="/etc/clickhouse-server/users.d/default-user.xml",
        text=(
            '<clickhouse>\n  <users>\n    <default>\n      <password remove="remove"/>\n'
            "      <password_sha256_hex>SHA256-OF-A-LONG-RANDOM-PASSWORD</password_sha256_hex>\n"
            '      <networks replace="replace">\n        <ip>::1</ip>\n        <ip>127.0.0.1</ip>\n      </networks>\n'
            "    </default>\n  </users>\n</clickhouse>\n"
        ),
        command="grep -rn listen_host /etc/clickhouse-server/ && clickhouse-client --query 'SHOW GRANTS FOR default'",
        source="ClickHouse documentation: User settings; Access control and account management",
    ),
    Remedy(
        versions="-20.3",
        steps=(
            "Give the user default a password and the networks it may come from.",
            "Bind the server to addresses that only your own machines reach.",
            "Plan the upgrade: these versions get no fixes, and users cannot be kept to tables.",
            _CHECK,
        ),
        file="/etc/clickhouse-server/users.xml",
        text=(
            "<default>\n  <password_sha256_hex>SHA256-OF-A-LONG-RANDOM-PASSWORD</password_sha256_hex>\n"
            "  <networks>\n    <ip>::1</ip>\n    <ip>127.0.0.1</ip>\n  </networks>\n"
            "  <profile>default</profile>\n  <quota>default</quota>\n</default>\n"
        ),
        command="systemctl restart clickhouse-server && ss -ltn 'sport = :8123'",
        source="ClickHouse documentation: User settings",
    ),
)
