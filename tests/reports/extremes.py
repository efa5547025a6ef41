"""What a report must stand: hostile names, ten thousand containers, every kind of failure."""

from __future__ import annotations

from dataclasses import replace

from nightlatch.model import Container, Count, Failure, Identity, Principal, Surveyed, Tag
from tests.reports.parts import TRAILS, field, target
from tests.reports.stores import OPEN

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "\x1b[2J\x1b]0;owned\x07",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "[bold red]markup[/] {{ 7*7 }} {% raw %}",
    "zero\u200bwidth\x00\r\nnewline",
    "\udcff\udcfe",
    "a" * 5_000,
    '"><img src=x onerror=alert(1)>',
)
HOSTILE = replace(
    OPEN,
    target=target("mongodb://127.0.0.1:27018"),
    identity=Identity(kind="mongodb", product="<b>Mongo</b>\x1b[31m", version="\u202e1.0", id="'\"><script>"),
    access=replace(OPEN.access, principal=Principal(name="<i>\x1b[0m", anonymous=True), notes=("</style><script>",)),
    surveyed=tuple(
        Surveyed(
            container=Container(name=name, key=(name,), records=Count.of(n)),
            records=Count.of(n),
            read=n,
            fields=(field(name, "person-name", values=n, why=name),),
        )
        for n, name in enumerate(HOSTILE_NAMES, 1)
    ),
    containers_total=len(HOSTILE_NAMES),
    people=Count(value=None),
    trails=replace(
        TRAILS, tags=tuple(Tag(tag=name, points=Count.of(20), people=Count.of(10)) for name in HOSTILE_NAMES[:3])
    ),
    notes=HOSTILE_NAMES,
)
MANY = replace(
    OPEN,
    target=target("mongodb://127.0.0.1:27019"),
    surveyed=tuple(
        Surveyed(
            container=Container(name=f"tenant_{n:05}", key=(str(n),), records=Count.of(n)),
            records=Count.of(n),
            read=n,
            fields=(field("email", "email", values=n),) if n % 2 else (),
        )
        for n in range(10_000)
    ),
    containers_total=10_000,
    people=Count.of(120_000, "distinct e-mail addresses"),
    trails=None,
)

FAILURES = (
    Failure(kind="bad-target", target="gopher://x", what="no such kind of store", hint="see nightlatch stores"),
    Failure(kind="out-of-scope", target="redis://192.0.2.1:6379", what="192.0.2.1 is not in the scope", hint="add it"),
    Failure(kind="unresolved", target="mysql://nowhere.example.org:3306", what="the name does not resolve"),
    Failure(kind="connection-refused", target="redis://127.0.0.1:1", what="nothing listens on port 1", hint="port?"),
    Failure(
        kind="timeout", target="redis://10.0.0.7:6379", what="no answer within 5 s",
        hint="is a firewall in between? raise --timeout, or drop the host from the scope",
    ),
    Failure(kind="tls", target="postgresql://127.0.0.1:5433", what="the handshake failed", hint="is it a TLS port?"),
    Failure(kind="wrong-credentials", target="mysql://127.0.0.1:3307", what="user name or password refused"),
    Failure(kind="not-this-protocol", target="mongodb://127.0.0.1:22", what="something else answers there"),
    Failure(kind="unsupported-version", target="mongodb://127.0.0.1:27001", what="speaks wire version 2, too old"),
    Failure(kind="hostile", target="redis://127.0.0.1:6666", what="announced a reply of 2 GB"),
    Failure(kind="over-budget", target="postgresql://127.0.0.1:5434", what="hit the limit of 60 s", hint="raise it"),
    Failure(kind="missing-driver", target="mysql://127.0.0.1:3308", what="the driver is missing", hint="pip install"),
    Failure(kind="interrupted", target="redis://127.0.0.1:6390", what="stopped by Ctrl-C"),
    Failure(kind="bug", target="redis://127.0.0.1:6391", what="ValueError in identify", hint="please report it"),
)  # fmt: skip
