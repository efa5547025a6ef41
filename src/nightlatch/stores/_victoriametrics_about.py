"""VictoriaMetrics, single-node: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

_TITLE = re.compile(rb"<h2>Single-node VictoriaMetrics</h2>")
_VERSION = re.compile(rb"-tags-v?(\d{1,3}\.\d{1,4}\.\d{1,4})")
_SHORT = re.compile(rb'vm_app_version\{[^}\n]*short_version="v?(\d{1,3}\.\d{1,4}\.\d{1,4}[\w.+-]{0,20})"')


def seen(page: Page) -> Seen | None:
    """By the title of its first page; a closed one by the realm of the password that it asks for."""
    if page.path != "/":
        return None
    if page.status == 401 and 'realm="VictoriaMetrics"' in page.headers.get("www-authenticate", ""):
        return Seen(product="VictoriaMetrics")
    if page.status != 200 or not _TITLE.search(page.body):
        return None
    found = _VERSION.search(page.body)
    return Seen(product="VictoriaMetrics", version=found[1].decode() if found else None)


def version(metrics: bytes) -> str | None:
    """What its own metrics say; nothing where it was built without a tag, as Debian's is."""
    found = _SHORT.search(metrics)
    return found[1].decode() if found else None


SIGNS = Signs(ports=(8428,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Ask for a password, and give the paths that delete, snapshot and reload keys of their own.",
            "Give the flags and its own metrics keys too: they are shown without a password otherwise.",
            "Have it listen on addresses that only your own machines reach, or put vmauth before it.",
            "Look for names, addresses and tokens among the labels, and drop them where they are made.",
            "Close the port 8428 in the firewall or security group, then ask again from outside.",
        ),
        command=(
            "victoria-metrics -httpListenAddr=127.0.0.1:8428 -httpAuth.username=admin "
            "-httpAuth.password=file:///etc/victoria-metrics/password -deleteAuthKey=file:///etc/victoria-metrics/delete "
            "-snapshotAuthKey=file:///etc/victoria-metrics/snapshot -flagsAuthKey=file:///etc/victoria-metrics/flags"
        ),
        source="VictoriaMetrics documentation: Security",
    ),
)
