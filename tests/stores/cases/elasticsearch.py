"""Elasticsearch: a stand-in (noida-db), open, and behind documented security: closed, and in parts."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, partial

from nightlatch.demo.leak import Leak
from nightlatch.demo.servers import Server
from nightlatch.model import Login
from tests import lab
from tests.lab.elastic_fake import Fake, Record
from tests.lab.elastic_guard import Guard, Role, guarded
from tests.lab.web import Web
from tests.loaders import elastic
from tests.loaders.elastic import plain
from tests.stores.cases import ALL, NONE, Case, Setup

LEAK = Leak(people=400, points=900, seed=5, ending=datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
PEOPLE = frozenset({"person-name", "phone", "postal-address", "date-of-birth", "employer"})
POINTS = frozenset({"geo-point"})
BOTH = {"people": 400, "sightings": 900}
LOGIN = Login(user="elastic", password="S3cret")
READER = Role(
    name="ro", cluster=frozenset({"monitor"}), indices={"people": frozenset({"read", "monitor", "view_index_metadata"})}
)
WRITER = Role(
    name="rw",
    cluster=frozenset({"monitor", "manage"}),
    indices={"*": frozenset({"read", "monitor", "view_index_metadata", "index", "create", "write"})},
)
BLIND = Role(name="blind", indices={"sightings": frozenset({"read", "view_index_metadata", "delete"})})


FEEDER = Role(name="feeder", indices={"logs-*": frozenset({"create", "index"})})


@cache
def feeder() -> Web:
    return guarded(Guard(backend=opened().port, anonymous=FEEDER))


@cache
def opened() -> Server:
    """An open stand-in that holds the leak; nobody changes it."""
    server = lab.server("elasticsearch")
    elastic.load(server.port, LEAK)
    return server


@cache
def old(version: str) -> Web:
    """A fake of *version*, in two shards; before 6.0 its records have no sequence numbers."""
    rows = [plain(row) for batch in LEAK.people_batches() for row in batch.to_pylist()]
    records = [Record(None if version < "6" else at // 2, row) for at, row in enumerate(rows)]
    return Web(Fake(version=version, indices={"people": [records[::2], records[1::2]]}).answer)


@cache
def closed() -> Web:
    return guarded(Guard(backend=opened().port))


@cache
def reader() -> Web:
    return guarded(Guard(backend=opened().port, anonymous=READER))


@cache
def writer() -> Web:
    return guarded(Guard(backend=opened().port, anonymous=WRITER))


@cache
def blind() -> Web:
    return guarded(Guard(backend=opened().port, anonymous=BLIND))


CASE = Case(
    kind="elasticsearch",
    contents=frozenset({"GET /{index}/_search"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
            product="Elasticsearch", version="8.15",
        ),
        *(
            Setup(
                name=f"open: {version}, a fake", server=partial(old, version), rights=ALL, containers={"people": 400},
                finds={"people": PEOPLE}, product="Elasticsearch", version=version,
            )
            for version in ("1.7.5", "2.4.6", "5.6.16", "6.8.23", "7.10.2")
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", product="Elasticsearch", containers={}),
        Setup(
            name="partial: a role that may read one index", server=reader, rights="C=no R=some U=no D=no A=no",
            containers={"people": 400}, finds={"people": PEOPLE}, version="8.15",
        ),
        Setup(
            name="partial: a role that may write everywhere and manage the cluster", server=writer,
            rights="C=all R=all U=all D=no A=some", containers=BOTH,
        ),
        Setup(
            name="partial: a role that may not list, and read and delete in one index", server=blind,
            rights="C=no R=some U=no D=some A=no", containers={"sightings": (0, 900)}, finds={"sightings": POINTS},
        ),
        Setup(
            name="partial: a role that may only put records in", server=feeder, rights="C=some R=no U=some D=no A=no",
            containers={},
        ),
        Setup(
            name="closed, with a login", server=closed, login=LOGIN, rights=ALL, status="closed", containers=BOTH,
            finds={"people": PEOPLE},
        ),
    ),
)  # fmt: skip
