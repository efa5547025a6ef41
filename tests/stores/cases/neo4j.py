"""Neo4j by a fake from its documentation: Bolt and HTTP, without logins, closed, and with privileges."""

from __future__ import annotations

import re
import struct
from functools import cache
from typing import Any

from nightlatch.model import Login
from nightlatch.stores import _neo4j_wire as wire
from nightlatch.stores._neo4j_http import COMMIT
from tests.lab.hostile import Trap
from tests.lab.neo4j_fake import Neo
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH = {"Person": 400, "Sighting": 900, "[:KNOWS]": 2}
_READER = [
    ["GRANTED", "access", "neo4j", "database"],
    ["GRANTED", "match", "*", "NODE(*)"],
    ["GRANTED", "match", "*", "RELATIONSHIP(*)"],
]
_WRITER = [*_READER, ["GRANTED", "write", "neo4j", "NODE(*)"], ["DENIED", "match", "neo4j", "NODE(Secret)"]]
_BOSS = [*_READER, ["GRANTED", "write", "*", "NODE(*)"], ["GRANTED", "dbms_actions", "*", "database"]]
USERS = {"boss": ("S3cret", _BOSS), "reader": ("pw", _READER), "writer": ("pw", _WRITER)}


def neo(**more: Any) -> Neo:
    return Neo(graphs={"neo4j": {"Person": people(), "Sighting": points()}}, **more)


def bolt(**more: Any) -> Trap:
    return neo(**more).serve().__enter__()


def http(**more: Any) -> Web:
    return neo(**more).serve_http()


@cache
def closed() -> Trap:
    return bolt(users=USERS, edition="enterprise")


_FORMS = {verb: re.compile(re.escape(text).replace(r"\{name\}", "`.*`")) for verb, text in wire.STATEMENTS.items()}


def _verb(text: str) -> str:
    return next((verb for verb, form in _FORMS.items() if form.fullmatch(text)), text)


def verbs(sent: bytes) -> set[str]:
    """The messages of one Bolt connection, or the requests and statements of one over HTTP."""
    if not sent.startswith(wire.MAGIC):
        lines = re.findall(rb"(?:^|\r\n\r\n|\})([A-Z]+ /[^ ]*) HTTP/1\.1\r\n", sent)
        texts = re.findall(rb'"statement":"(.*?)","parameters"', sent)
        asked = {COMMIT if b"/tx/commit" in line else line.decode() for line in lines}
        return asked | {_verb(text.decode()) for text in texts}
    found, data, sent = set(), b"", sent[20:]
    while len(sent) >= 2:
        (size,) = struct.unpack_from(">H", sent)
        data, sent = data + sent[2 : 2 + size], sent[2 + size :]
        if not size and data:
            tag, fields = wire.unpacked(data)
            found.add(wire._TAGS.get(tag, str(tag)))
            if tag == wire.RUN:
                found.add(_verb(fields[0]))
            data = b""
    return found


CASE = Case(
    kind="neo4j",
    verbs=verbs,
    contents=wire.CONTENTS,
    setups=(
        Setup(
            name="open", server=cache(bolt), rights=ALL, containers=BOTH, product="Neo4j", version="5.13",
            finds={"Person": PEOPLE, "Sighting": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Neo4j"),
        Setup(
            name="open, Bolt 3", server=cache(lambda: bolt(bolt=(3, 0), version="3.5.35")), rights=ALL, version="3.5",
            containers=BOTH, finds={"Person": PEOPLE},
        ),
        Setup(name="open, Bolt 4.4", server=cache(lambda: bolt(bolt=(4, 4), version="4.4.12")), rights=ALL, version="4.4"),
        Setup(
            name="open, over HTTP", server=cache(http), rights=ALL, containers=BOTH, version="5.13",
            finds={"Person": PEOPLE, "Sighting": POINTS},
        ),
        Setup(
            name="closed, over HTTP", server=cache(lambda: http(users=USERS)), rights=NONE, status="closed",
            containers={}, version="5.13",
        ),
        Setup(
            name="closed, looked at as an administrator", server=closed, login=Login(user="boss", password="S3cret"),
            rights=ALL, status="closed", containers=BOTH,
        ),
        Setup(
            name="partial: a reader", server=closed, login=Login(user="reader", password="pw"), status="closed",
            rights="C=no R=all U=no D=no A=no", containers=BOTH, finds={"Person": PEOPLE},
        ),
        Setup(
            name="partial: a writer of one graph, to whom something is denied", server=closed, status="closed",
            login=Login(user="writer", password="pw"), rights="C=some R=some U=some D=some A=no",
        ),
        Setup(
            name="closed, Community, looked at with a login", server=cache(lambda: bolt(users=USERS)), rights=ALL,
            status="closed", login=Login(user="reader", password="pw"), containers=BOTH,
        ),
    ),
)  # fmt: skip
