"""What Elasticsearch and OpenSearch say of themselves: product, version, cluster, and how a closed one refuses.

Sends nothing. The replies are those of the vendors' own documentation and source, versions 1 to 9 and 1 to 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from nightlatch.stores import Page, Seen

_VERSION = re.compile(r"[\w.+-]{1,40}", re.ASCII)
_ID = re.compile(r"[\w-]{4,64}", re.ASCII)
_DISTRIBUTIONS = {"opensearch": "OpenSearch"}
_OPENSEARCH = b"The OpenSearch Project"
_REALMS = (  # how a closed one asks for a password: in a header, or in the error that repeats it
    (re.compile(rb'(?:Basic|Bearer) realm=\\?"security\\?"', re.I), "elasticsearch"),
    (re.compile(rb'(?:Basic|Bearer) realm=\\?"OpenSearch Security\\?"', re.I), "opensearch"),
    (re.compile(rb'(?:Basic|Bearer) realm=\\?"(?:Open ?Distro|Search Guard)[ \w]*\\?"', re.I), "elasticsearch"),
)
_HEADERS = ("www-authenticate", "x-elastic-product", "server")
_AMAZON = re.compile(rb"anonymous is not authorized to perform: es:ESHttp")
_REFUSED = re.compile(rb'"type":\s*"security_exception"')
# Elastichoney answers as 1.4.1 with the build of another release
_HONEYPOT = ("1.4.1", "b88f43fc40b0bcd7f173a1f9ee2e97816de80b19")


class Build(msgspec.Struct):
    """The part ``version`` of GET /."""

    number: str = ""
    distribution: str = ""
    build_flavor: str = ""
    build_hash: str = ""
    lucene_version: str = ""


class Root(msgspec.Struct):
    """The answer to GET /."""

    version: Build
    tagline: str = ""
    cluster_uuid: str = ""
    cluster_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """Who answers GET /: *kind* and product, version as told and as numbers, the cluster's id; *refusal* if closed."""

    kind: str
    product: str
    version: str | None = None
    numbers: tuple[int, ...] = ()
    cluster: str | None = None
    refusal: int = 0
    suspect: str = ""

    @property
    def dialect(self) -> tuple[int, ...]:
        """The version of Elasticsearch whose requests it takes: OpenSearch was split off at 7.10."""
        return (7, 10) if self.kind == "opensearch" else self.numbers


def greeting(page: Page) -> Greeting | None:
    """Who sent *page*, the answer to GET /; None for what is neither Elasticsearch nor OpenSearch."""
    if page.status == 200:
        return _told(page.body)
    if page.status in (401, 403):
        return _refused(page)
    return None


def seen(page: Page, kind: str) -> Seen | None:
    """For the signs of *kind*: the greeting at ``/``."""
    found = greeting(page) if page.path == "/" else None
    if found is None or found.kind != kind:
        return None
    return Seen(product=found.product, version=found.version, suspect=found.suspect)


def numbers(version: str | None) -> tuple[int, ...]:
    """``"8.15.3"`` as (8, 15, 3); () where it cannot be told."""
    found = re.match(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?", version or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _told(body: bytes) -> Greeting | None:
    try:
        root = msgspec.json.decode(body, type=Root)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    if not root.version.number or not (root.tagline or root.version.lucene_version):
        return None
    told = root.version.number if _VERSION.fullmatch(root.version.number) else None
    is_open = root.version.distribution == "opensearch" or root.tagline.encode().startswith(_OPENSEARCH)
    if not is_open and root.tagline != "You Know, for Search":
        return None
    is_bait = (root.version.number, root.version.build_hash) == _HONEYPOT
    return Greeting(
        kind="opensearch" if is_open else "elasticsearch",
        product="OpenSearch" if is_open else _product(root.version),
        version=told, numbers=numbers(told),
        cluster=root.cluster_uuid if _ID.fullmatch(root.cluster_uuid) and root.cluster_uuid != "_na_" else None,
        suspect="tells a version and the build of another one, as Elastichoney does" if is_bait else "",
    )  # fmt: skip


def _product(build: Build) -> str:
    return "Elasticsearch OSS" if build.build_flavor == "oss" else "Elasticsearch"


def _refused(page: Page) -> Greeting | None:
    text = page.body + b"\n" + b"\n".join(page.headers.get(name, "").encode() for name in _HEADERS)
    if _AMAZON.search(text):
        return Greeting(kind="opensearch", product="Amazon OpenSearch Service", refusal=page.status)
    for realm, kind in _REALMS:
        if realm.search(text):
            return Greeting(kind=kind, product=_PRODUCTS[kind], refusal=page.status)
    if "elasticsearch" in page.headers.get("x-elastic-product", "").lower():
        return Greeting(kind="elasticsearch", product="Elasticsearch", refusal=page.status)
    if not _REFUSED.search(page.body) or b"cluster:monitor/main" not in page.body:
        return None
    kind = "opensearch" if b"User [name=" in page.body else "elasticsearch"  # how each words it
    return Greeting(kind=kind, product=_PRODUCTS[kind], refusal=page.status)


_PRODUCTS = {"elasticsearch": "Elasticsearch", "opensearch": "OpenSearch"}
