"""WebHDFS: how it is told by protocol, and how it is closed. Sends nothing."""

from __future__ import annotations

import msgspec

from nightlatch.stores import Page, Remedy, Seen, Signs

ROOT = "/webhdfs/v1/"
ASKED = f"{ROOT}?op=LISTSTATUS"
_PRODUCT = "Hadoop HDFS"
_PAGE = (b"<title>Hadoop Administration</title>", b"dfshealth.html")  # a NameNode's, 2.2 on


class Status(msgspec.Struct):
    """A file or folder."""

    name: str = msgspec.field(name="pathSuffix")
    kind: str = msgspec.field(name="type")
    length: int = 0
    permission: str = ""


class Statuses(msgspec.Struct):
    """What is in a folder."""

    found: list[Status] = msgspec.field(name="FileStatus")


class Listed(msgspec.Struct):
    """The answer to LISTSTATUS."""

    statuses: Statuses = msgspec.field(name="FileStatuses")


class Exception_(msgspec.Struct):  # noqa: N801 - the name is theirs
    """What went wrong, by Java's name for it."""

    kind: str = msgspec.field(name="exception")
    java: str = msgspec.field(name="javaClassName", default="")


class Refused(msgspec.Struct):
    """Any refusal."""

    remote: Exception_ = msgspec.field(name="RemoteException")


def refusal(body: bytes) -> str:
    """The exception's name, "" where *body* is none."""
    try:
        return msgspec.json.decode(body, type=Refused).remote.kind
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return ""


def seen(page: Page) -> Seen | None:
    """By the list of its root or Hadoop's exception; a NameNode that asks for Kerberos by the page that it opens with.

    A mere 401 of Hadoop's filter is no sign: HBase, YARN and others send the same to whatever is asked.
    """
    if page.path == "/" and page.status == 200:
        is_page = all(words in page.body for words in _PAGE)
        return Seen(product=_PRODUCT) if is_page else None
    if page.path != ASKED:
        return None
    if page.status == 200:
        text = page.body.lstrip()
        is_list = text.startswith(b'{"FileStatuses"') and b'"FileStatus"' in text[:64]
        return Seen(product=_PRODUCT) if is_list else None
    if page.status in (401, 403, 500) and page.body.lstrip().startswith(b'{"RemoteException"') and refusal(page.body):
        return Seen(product=_PRODUCT)
    return None


def is_shut(page: Page) -> bool:
    """Does Hadoop's filter ask for a login here?"""
    return page.status == 401 and page.headers.get("set-cookie", "").startswith("hadoop.auth=")


SIGNS = Signs(ports=(9870, 50070, 14000, 9871, 50470), paths=(ASKED,), page=seen)

REMEDIES = (
    Remedy(
        versions="2+",
        steps=(
            "Switch Kerberos on for the whole cluster: with simple authentication a caller is whoever it says it is, the superuser too.",
            "Ask for it at the web ports as well (hadoop.http.authentication.type kerberos, no anonymous callers).",
            "Let others in through a gateway that asks for a login (Apache Knox), and close 9870, 9864 and 14000 from outside.",
            "Where nobody needs it, switch WebHDFS off (dfs.webhdfs.enabled false).",
        ),
        file="core-site.xml",
        text="<property><name>hadoop.security.authentication</name><value>kerberos</value></property>\n<property><name>hadoop.security.authorization</name><value>true</value></property>\n<property><name>hadoop.http.filter.initializers</name><value>org.apache.hadoop.security.AuthenticationFilterInitializer</value></property>\n<property><name>hadoop.http.authentication.type</name><value>kerberos</value></property>\n<property><name>hadoop.http.authentication.simple.anonymous.allowed</name><value>false</value></property>\n",
        command="hdfs --daemon stop namenode && hdfs --daemon start namenode",
        source="Apache Hadoop documentation: Hadoop in Secure Mode; Authentication for Hadoop HTTP web-consoles; WebHDFS REST API",
    ),
)
