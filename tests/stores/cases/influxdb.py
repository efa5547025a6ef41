"""InfluxDB 1.6, real: open, closed, unclaimed, and users with grants; 2.7 by a fake: unclaimed, closed, with a token."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _influxdb_wire as wire
from tests import lab
from tests.lab.influx2_fake import Fake
from tests.lab.web import Web
from tests.loaders import influxdb
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE, POINTS

BOSS = Login(user="boss", password="S3cret")
BOTH = {"city.people": (400, 400 * 30), "city.sightings": (900, 900 * 30)}
_FOUND = {"city.people": PEOPLE, "city.sightings": POINTS}
_USERS = (("ro", "READ"), ("wo", "WRITE"), ("rw", "ALL"), ("none", ""))
_FIRST = "C=no R=no U=no D=no A=all"


@cache
def opened() -> Server:
    server = lab.server("influxdb")
    influxdb.load(server.port, LEAK)
    return server


@cache
def closed() -> Server:
    """With an administrator, and users that have grants on ``city``."""
    server = lab.fresh("influxdb", auth=True)
    influxdb.run(server.port, "CREATE USER boss WITH PASSWORD 'S3cret' WITH ALL PRIVILEGES")
    influxdb.load(server.port, LEAK, BOSS)
    influxdb.run(server.port, "CREATE DATABASE other", BOSS)
    for name, privilege in _USERS:
        influxdb.run(server.port, f"CREATE USER \"{name}\" WITH PASSWORD 'S3cret'", BOSS)
        if privilege:
            influxdb.run(server.port, f'GRANT {privilege} ON "city" TO "{name}"', BOSS)
    return server


@cache
def second(**state: Any) -> Web:
    return Web(Fake(**state).answer)


def login(name: str) -> Login:
    return Login(user=name, password="S3cret")


def verbs(sent: bytes) -> set[str]:
    """What one connection asked for."""
    found = set()
    for line in re.findall(rb"(?:^|\r\n\r\n)([A-Z]+ /[^ ]*) HTTP/1\.1\r\n", sent):
        method, _, target = line.decode().partition(" ")
        parts = urlsplit(target)
        statement = parse_qs(parts.query).get("q", [""])[0]
        found.add((wire.verb_of(statement) or statement) if parts.path == "/query" else f"{method} {parts.path}")
    return found


CASE = Case(
    kind="influxdb",
    verbs=verbs,
    contents=frozenset({"SELECT"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds=_FOUND, product="InfluxDB", version="1.6"
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="1.6"),
        Setup(
            name="asks for a login, and has no administrator yet", server=lambda: lab.server("influxdb", auth=True),
            rights=_FIRST, containers={},
        ),
        Setup(
            name="closed, looked at by an administrator", server=closed, login=BOSS, rights=ALL, status="closed",
            containers=BOTH, finds=_FOUND,
        ),
        Setup(
            name="partial: a user that may read one database", server=closed, login=login("ro"), status="closed",
            rights="C=? R=some U=? D=? A=no", containers=BOTH, finds=_FOUND,
        ),
        Setup(
            name="partial: a user that may write one database", server=closed, login=login("wo"), status="closed",
            rights="C=some R=no U=some D=some A=no", containers={},
        ),
        Setup(
            name="closed, a user without a grant", server=closed, login=login("none"), status="closed", rights=NONE,
            containers={},
        ),
        Setup(
            name="2, not set up yet", server=lambda: second(is_unclaimed=True), rights=_FIRST, containers={},
            version="2.7",
        ),
        Setup(name="2, closed", server=lambda: second(token="t0ken"), rights=NONE, status="closed", version="2.7"),
        Setup(
            name="2, looked at with a token", server=lambda: second(token="S3cret", backend=opened().port),
            login=login("token"), status="closed", rights="C=? R=some U=? D=? A=?", containers=BOTH, finds=_FOUND,
        ),
    ),
)  # fmt: skip
