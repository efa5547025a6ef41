"""ClickHouse 18.16, real: open, closed, read only, without DDL; 24 by a guard with grants before it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _clickhouse_wire as wire
from tests import lab
from tests.lab.clickhouse_guard import Guard
from tests.lab.web import Web
from tests.loaders import clickhouse
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE, POINTS

BOSS = Login(user="boss", password="S3cret")
BOTH = {"city.people": 400, "city.sightings": 900}
_FOUND = {"city.people": PEOPLE, "city.sightings": POINTS}
_MANY = (
    "GRANT SHOW, SELECT, INSERT, ALTER, CREATE, DROP, TRUNCATE, OPTIMIZE, KILL QUERY, SYSTEM, SOURCES ON *.* TO default"
)


@cache
def real(profile: str = "default", password: str = "") -> Server:
    """A real one whose user ``default`` has that profile and password; ``boss`` loaded it."""
    users = {"default": (password, profile), "boss": ("S3cret", "default")}
    server = lab.server("clickhouse", users=users)
    clickhouse.load(server.port, LEAK, "boss", "S3cret")
    return server


@cache
def guarded(*grants: str, **more: Any) -> Web:
    return Web(Guard(backend=real().port, grants=grants, **more).answer)


@cache
def limited() -> Web:
    tables = {"city.people": ("name", "phone")}
    guard = Guard(
        backend=real().port, grants=("GRANT reader TO default",), tables=tables,
        roles={"reader": ("GRANT SELECT(name, phone) ON city.people TO reader",)},
    )  # fmt: skip
    return Web(guard.answer)


def verbs(sent: bytes) -> set[str]:
    """What statements one connection sent."""
    found = set()
    for method, target in re.findall(rb"(?:^|\r\n\r\n)(GET|POST) (/[^ ]*) HTTP/1\.1\r\n", sent):
        (statement,) = parse_qs(urlsplit(target.decode()).query)["query"]
        found.add(wire.verb_of(method.decode(), statement) or statement)
    return found


CASE = Case(
    kind="clickhouse",
    verbs=verbs,
    contents=frozenset({"SELECT rows"}),
    setups=(
        Setup(
            name="open", server=real, rights=ALL, containers=BOTH, finds=_FOUND, product="ClickHouse", version="18.16"
        ),
        Setup(name="closed", server=lambda: real(password="x"), rights=NONE, status="closed", containers={}),
        Setup(
            name="partial: a profile that may read only", server=lambda: real("readonly"),
            rights="C=no R=all U=no D=no A=no", containers=BOTH, finds=_FOUND, version="18.16",
        ),
        Setup(
            name="partial: a profile that may insert and alter nothing", server=lambda: real("modest"),
            rights="C=all R=all U=no D=no A=all", containers=BOTH,
        ),
        Setup(
            name="closed, with a login", server=lambda: real(password="x"), login=BOSS, rights=ALL, status="closed",
            containers=BOTH, finds=_FOUND,
        ),
        Setup(
            name="24, open as it is shipped", server=lambda: guarded(_MANY), rights="C=all R=all U=all D=all A=some",
            containers=BOTH, finds=_FOUND, version="24.8",
        ),
        Setup(name="24, closed", server=lambda: guarded(password="x"), rights=NONE, status="closed"),
        Setup(
            name="24, partial: a role that may read two columns", server=limited, rights="C=no R=some U=no D=no A=no",
            containers={"city.people": 400}, finds={"city.people": frozenset({"person-name", "phone"})},
        ),
        Setup(
            name="24, partial: everything granted, by a profile that may read only",
            server=lambda: guarded("GRANT ALL ON *.* TO default WITH GRANT OPTION", readonly="1"),
            rights="C=no R=all U=no D=no A=no", containers=BOTH, finds=_FOUND,
        ),
    ),
)  # fmt: skip
