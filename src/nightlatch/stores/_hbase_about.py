"""HBase's REST server: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs

VERSION = "/version"
_TEXT = re.compile(rb"rest \d{1,3}\.\d{1,3}\.\d{1,3} \[JVM: [^\]]{1,200}\] \[OS: ")
_FIELDS = (b'"REST"', b'"JVM"', b'"Jersey"')


def seen(page: Page) -> Seen | None:
    """By what the REST server says of itself."""
    if page.path != VERSION or page.status != 200:
        return None
    is_json = page.body.lstrip().startswith(b"{") and all(name in page.body for name in _FIELDS)
    return Seen(product="HBase") if _TEXT.match(page.body) or is_json else None


def is_shut(page: Page) -> bool:
    """Does Hadoop's filter ask for a login here? It says so of all its servers alike."""
    return page.status == 401 and page.headers.get("set-cookie", "").startswith("hadoop.auth=")


SIGNS = Signs(ports=(8080, 8085, 20550), paths=(VERSION,), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Switch Kerberos on for HBase and for its REST server, and let it act as its callers, not as itself.",
            "Switch authorization on (the AccessController), and grant each user its tables.",
            "Where others only read, make the REST server read-only; where nobody needs it, stop it.",
            "Bind it to addresses that only your own machines reach, and close the port 8080 from outside.",
        ),
        file="hbase-site.xml",
        text="<property><name>hbase.security.authentication</name><value>kerberos</value></property>\n<property><name>hbase.security.authorization</name><value>true</value></property>\n<property><name>hbase.coprocessor.region.classes</name><value>org.apache.hadoop.hbase.security.access.AccessController</value></property>\n<property><name>hbase.coprocessor.master.classes</name><value>org.apache.hadoop.hbase.security.access.AccessController</value></property>\n<property><name>hbase.rest.authentication.type</name><value>kerberos</value></property>\n<property><name>hbase.rest.readonly</name><value>true</value></property>\n<property><name>hbase.rest.host</name><value>127.0.0.1</value></property>\n",
        command="hbase-daemon.sh restart rest",
        source="Apache HBase Reference Guide: Securing Apache HBase; REST Gateway impersonation configuration",
    ),
)
