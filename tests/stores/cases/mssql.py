"""Microsoft SQL Server by a fake from [MS-TDS], and by another's server that speaks it: without a login, and with one."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import Reading
from nightlatch.stores import _mssql_batches as batch
from nightlatch.stores import _mssql_read as reader
from nightlatch.stores import _mssql_wire as wire
from tests import lab
from tests.lab.hostile import Trap
from tests.lab.mssql_fake import SPOKEN, Account, Engine, Grants, Mssql, Table
from tests.lab.tls import certificate
from tests.stores.cases import ALL, UNKNOWN, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH: dict[str, int | tuple[int, int]] = {"crm.dbo.people": (400, 400), "crm.dbo.sightings": (900, 900)}
NOBODY = "C=no R=no U=no D=no A=no"
_READER = frozenset({"CONNECT", "SELECT"})
ACCOUNTS = {
    "sa": Account(password="S3cret", is_sysadmin=True),
    "reader": Account(password="pw", databases={"crm": Grants(whole=_READER), "hr": Grants(whole=_READER)}),
    "clerk": Account(password="pw", databases={"crm": Grants(tables={
        "dbo.people": frozenset({"SELECT", "UPDATE"}), "dbo.sightings": frozenset({"SELECT.tracker", "INSERT"}),
    })}),
    "nobody": Account(password="pw"),
    "runner": Account(password="pw", databases={"crm": Grants(routines=3)}),
    "keeper": Account(
        password="pw", permissions=frozenset({"CONNECT SQL", "ALTER ANY LOGIN"}),
        databases={"crm": Grants(whole=frozenset({"CONNECT", "SELECT", "INSERT", "UPDATE", "DELETE"}))},
    ),
}  # fmt: skip
_TYPES = {
    "person_id": "int", "birth_date": "date", "seen_at": "datetime2", "latitude": "float", "longitude": "decimal",
}  # fmt: skip


@cache
def pair() -> tuple[Path, Path]:
    return certificate(Path(tempfile.mkdtemp()))


def table(rows: Sequence[Mapping[str, Any]]) -> Table:
    kept = [dict(row) for row in rows]
    for row in kept:
        if "seen_at" in row:
            row["seen_at"] = datetime.fromisoformat(row["seen_at"]).replace(tzinfo=None).isoformat() + "0"
    return [(name, _TYPES.get(name, "nvarchar")) for name in kept[0]], kept


def fake(**more: Any) -> Mssql:
    databases = {
        "crm": {"dbo.people": table(people()), "dbo.sightings": table(points())},
        "hr": {"dbo.[odd] name": ([("a]b", "nvarchar"), ("own", "somebodys_type")], [{"a]b": "x", "own": None}])},
    }
    return Mssql(**{"databases": databases, "accounts": ACCOUNTS, "certificate": pair(), **more})


@cache
def server(version: tuple[int, int, int] = (16, 0, 1000), encryption: int = wire.OFF, is_strict: bool = False) -> Trap:
    return fake(version=version, encryption=encryption, is_strict=is_strict).serve().__enter__()


def answers(made: Mssql, user: str) -> dict[str, dict[str, Any]]:
    """What the fake would answer *user* to all that is asked of it: ``{database: {batch: (types, rows)}}``."""
    found: dict[str, dict[str, Any]] = {}
    engine = Engine(made, made.accounts[user], user)
    for engine.database in ("master", *made.databases):
        here = found.setdefault(engine.database, {})
        for text in (batch.WHO, batch.OTHERS, batch.MINE_ON_SERVER, batch.MINE_IN_DATABASE, batch.DATABASES,
                     batch.TABLES, batch.ROUTINES, batch.COLUMNS):  # fmt: skip
            here[text] = engine.run(text)
        for name, (columns, rows) in made.databases.get(engine.database, {}).items():
            fields = [one for one in (reader.Field(name=name, type=kind) for name, kind in columns) if one.is_told]
            schema, _, bare = name.partition(".")
            for text in reader.statements((schema, bare), fields, len(rows), Reading()):
                here[text] = engine.run(text)
    return found


@cache
def bridge() -> Server:
    """Another's server, over the same answers."""
    return lab.server("pysqlbridge", user="reader", password="pw", answers=answers(fake(), "reader"))


def verbs(sent: bytes) -> set[str]:
    """The messages of one connection: in the clear, and as the fake heard them inside TLS."""
    if not sent:
        return set()
    if sent[0] == 0x16:
        size = 5 + int.from_bytes(sent[3:5], "big")
        return {"TLS", "PRELOGIN"} | _heard(sent[:size])
    found: set[str] = set()
    while sent and sent[0] == wire.PRELOGIN:
        (size,) = struct.unpack_from(">H", sent, 2)
        body, sent = sent[wire.HEAD : size], sent[size:]
        is_tls = body[0] == 0x16
        found |= ({"TLS"} | (_heard(body) if body in SPOKEN else set())) if is_tls else {"PRELOGIN"}
    return found | ({"TLS"} if sent[:1] in (b"\x17", b"\x15") else {repr(sent[:20])} if sent else set())


def _heard(first: bytes) -> set[str]:
    return {_verb(kind, body) for kind, body in SPOKEN.get(first, ())}


def _verb(kind: int, body: bytes) -> str:
    if kind == wire.BATCH:
        text = body[22:].decode("utf-16-le")
        return batch.verb_of(text) or text
    return "LOGIN7" if kind == wire.LOGIN else repr(body[:20])


def _with(name: str, user: str, rights: str, **more: Any) -> Setup:
    how = {"server": server, "containers": BOTH, **more}
    login = Login(user=user, password=ACCOUNTS[user].password)
    return Setup(name=name, login=login, rights=rights, status="incomplete", **how)


CASE = Case(
    kind="mssql",
    verbs=verbs,
    contents=frozenset({batch.ROWS}),
    setups=(
        Setup(
            name="2022 that requires encryption", server=lambda: server(encryption=wire.REQUIRED), rights=UNKNOWN,
            status="incomplete", containers={}, product="Microsoft SQL Server", version="16.0.1000",
        ),
        Setup(
            name="2008 that encrypts logins", server=lambda: server((10, 0, 1600)), rights=UNKNOWN,
            status="incomplete", containers={}, version="10.0.1600",
        ),
        Setup(
            name="2017 without encryption", server=lambda: server((14, 0, 3456), wire.NOT_SUPPORTED),
            rights=UNKNOWN, status="incomplete", containers={}, version="14.0.3456",
        ),
        _with(
            "an administrator", "sa", ALL, containers={**BOTH, "hr.dbo.[odd] name": (1, 1)},
            finds={"crm.dbo.people": PEOPLE, "crm.dbo.sightings": POINTS},
        ),
        _with(
            "partial: a login that reads", "reader", "C=no R=all U=no D=no A=no",
            containers={**BOTH, "hr.dbo.[odd] name": (1, 1)}, finds={"crm.dbo.people": PEOPLE},
        ),
        _with(
            "partial: tables and columns", "clerk", "C=some R=some U=some D=no A=no", finds={"crm.dbo.people": PEOPLE}
        ),
        _with("partial: a login without rights", "nobody", NOBODY, containers=None),
        _with("partial: a login that runs procedures", "runner", UNKNOWN, containers=None),
        _with(
            "partial: a login that rules logins, on a server that requires encryption", "keeper",
            "C=some R=some U=some D=some A=some", server=lambda: server(encryption=wire.REQUIRED),
        ),
        _with(
            "a login where the columns tell nothing of encryption: 2008", "reader", "C=no R=all U=no D=no A=no",
            server=lambda: server((10, 0, 1600)), containers=None,
        ),
        _with(
            "a login on a server that others wrote: pysqlbridge", "reader", "C=no R=all U=no D=no A=no", server=bridge,
            containers={**BOTH, "hr.dbo.[odd] name": (1, 1)}, finds={"crm.dbo.people": PEOPLE}, version="17.0",
        ),
        _with(
            "a login where TLS comes first", "reader", "C=no R=all U=no D=no A=no", tls=True,
            server=lambda: server(is_strict=True), containers=None,
        ),
    ),
)  # fmt: skip
