"""Hand-written results: every kind of thing a report has to tell, with values that are nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nightlatch.headline import headline
from nightlatch.model import (
    RIGHTS,
    Access,
    Certificate,
    Container,
    Count,
    Coverage,
    Endpoint,
    Evidence,
    Failure,
    Field,
    FieldCategory,
    Finding,
    Hour,
    Identity,
    Login,
    Principal,
    Publisher,
    Result,
    Right,
    RightName,
    Run,
    Surveyed,
    Tag,
    Target,
    Tls,
    Trails,
)
from tests.reports import rated

LAST = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
FIRST = LAST - timedelta(hours=24)
STARTED = datetime(2026, 11, 23, 4, 5, 10, tzinfo=UTC)
NOBODY = Principal(name="postgres", anonymous=True)

# The labels that the tests print, so that golden files do not change with every category that is added.
LABELS = {
    "date-of-birth": "birth dates",
    "employer": "employers",
    "ethnicity": "ethnicities",
    "geo-point": "locations",
    "national-id.cn": "ID card numbers",
    "person-name": "names",
    "phone": "phone numbers",
    "photo": "photos",
    "place-tag": "place tags",
    "postal-address": "addresses",
    "email": "e-mail addresses",
    "sighting-time": "times of sightings",
}

RUN = Run(
    version="0.1.0",
    token="7f3a-51c2",
    started=STARTED,
    finished=STARTED + timedelta(seconds=41),
    scope="loopback only",
    vantage="this machine",
    full=True,
    limits_used={"connections": 5, "rows": 9_246_072, "bytes": 1_912_004_112, "seconds": 41},
)


PUBLISHER = Publisher(
    name="Example CERT", namespace="https://cert.example.org", contact="cert@example.org", category="coordinator"
)


def target(url: str = "postgresql://127.0.0.1:40532", **also: object) -> Target:
    kind, _, rest = url.partition("://")
    host, _, port = rest.rpartition(":")
    return Target(url=url, kind=kind, host=host, port=int(port), **also)  # type: ignore[arg-type]


def right(verdict: str, known_by: str, command: str = "", meaning: str = "", extent: str | None = None) -> Right:
    evidence = (Evidence(command=command, code="SELECT 1", meaning=meaning),) if command else ()
    return Right(verdict=verdict, extent=extent, known_by=known_by, evidence=evidence)  # type: ignore[arg-type]


def granted(command: str, meaning: str, extent: str = "all") -> Right:
    return right("granted", "introspected", command, meaning, extent)


def denied(command: str, meaning: str) -> Right:
    return right("denied", "introspected", command, meaning)


EVERYTHING: dict[RightName, Right] = {
    "create": granted(
        "select has_schema_privilege(n.oid, 'CREATE') from pg_namespace n", "may add tables in 1 of 1 schemas"
    ),
    "read": granted("select has_table_privilege(c.oid, 'SELECT') from pg_class c", "may read 2 of 2 tables"),
    "update": granted("select has_table_privilege(c.oid, 'UPDATE') from pg_class c", "may change 2 of 2 tables"),
    "delete": granted("select has_table_privilege(c.oid, 'DELETE') from pg_class c", "may empty 2 of 2 tables"),
    "administer": granted("select rolsuper from pg_roles where rolname = current_user", "is a superuser"),
}


def field(
    path: str, category: str | None = None, *, values: int = 2_565_724, share: float = 1.0, **also: object
) -> Field:
    told = FieldCategory(
        id=category or "",
        share=share,
        confidence=0.99,
        values=int(values * share),
        why="check digit holds; name agrees",
    )
    told = replace(told, **also)  # type: ignore[arg-type]
    return Field(path=path, values=values, types=("text",), categories=(told,) if category else ())


PEOPLE = Surveyed(
    container=Container(
        name="public.people", key=("public", "people"), records=Count.of(2_565_724), bytes=1_400_000_000
    ),
    records=Count.of(2_565_724),
    read=2_565_724,
    read_bytes=1_210_112_004,
    fields=(
        field("name", "person-name"),
        field("id_card", "national-id.cn", share=0.998),
        field("birth_date", "date-of-birth"),
        field("address", "postal-address", share=0.97),
        field("photo", "photo", share=0.94),
        field("employer", "employer", share=0.71),
        field("remark"),
    ),
    outcome="complete",
)
SIGHTINGS = Surveyed(
    container=Container(name="public.sightings", key=("public", "sightings"), records=Count.of(6_680_348)),
    records=Count.of(6_680_348),
    read=6_680_348,
    read_bytes=701_892_108,
    undecodable=3,
    fields=(
        field("person_id_card", "national-id.cn", values=6_680_348),
        field("lat", "geo-point", values=6_680_348),
        field("lon", "geo-point", values=6_680_348),
        field("place", "place-tag", values=6_680_348, share=0.99),
        field("seen_at", "sighting-time", values=6_680_348),
    ),
)
_SHAPE = (3, 2, 1, 1, 1, 2, 5, 9, 12, 11, 10, 11, 13, 12, 10, 10, 11, 13, 14, 12, 9, 7, 6, 5)
TRAILS = Trails(
    points=Count.of(6_680_348),
    people=Count.of(2_101_337, "distinct national ids"),
    first=FIRST,
    last=LAST,
    last_24h=Count.of(6_680_348),
    is_live=False,
    tags=(
        Tag(tag="mosque", points=Count.of(1_201_338), people=Count.of(402_118)),
        Tag(tag="hotel", points=Count.of(1_100_274), people=Count.of(511_002)),
        Tag(tag="internet cafe", points=Count.of(903_551), people=Count.of(388_954)),
        Tag(tag="police station", points=Count.of(640_020), people=Count.of(201_117)),
        Tag(tag="restaurant", points=Count.of(512_004), people=Count.of(340_992)),
    ),
    suppressed_tags=4,
    hours=tuple(
        Hour(start=FIRST + timedelta(hours=n), points=Count.of(share * 35_348) if n != 4 else None)
        for n, share in enumerate(_SHAPE)
    ),
)
OPEN = Finding(
    target=target(),
    endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=40532),
    identity=Identity(
        kind="postgresql",
        product="PostgreSQL",
        version="18.1",
        id="7401-6620-1187",
        tls=Tls(offered=False, used=False),
    ),
    status="open",
    access=Access(principal=NOBODY, rights=EVERYTHING, notes=("every address may connect (trust in pg_hba.conf)",)),
    surveyed=(PEOPLE, SIGHTINGS),
    containers_total=2,
    people=Count.of(2_565_724, "distinct national ids over 2 containers, each counted once"),
    trails=TRAILS,
)
RATED = replace(
    OPEN,
    target=target(tags=(("owner", "city works"), ("team", "platform"))),
    severity=rated.SEVERITY,
    traces=rated.TRACES,
    exposure=rated.EXPOSURE,
    minors=rated.MINORS,
    lands=rated.LANDS,
    anonymity=rated.ANONYMITY,
    absent=rated.ABSENT,
    surveyed=(
        replace(
            PEOPLE,
            oldest=FIRST - timedelta(days=1200),
            newest=LAST,
            fields=(
                field("name", "person-name", tier="vocabulary"),
                field("id_card", "national-id.cn", share=0.998, tier="proved"),
                *PEOPLE.fields[2:-1],
                field("contact", "phone", share=0.2, whose="business"),
                replace(field("remark"), looks_synthetic="all values follow one pattern"),
            ),
        ),
        SIGHTINGS,
    ),
    trails=replace(TRAILS, unicity=rated.UNICITY, reveals=rated.REVEALS),
    notes=("write rights were not tried",),
)
LOCAL = replace(
    RATED,
    target=Target(
        url="file:///srv/dumps/people.jsonl", kind="file", host="", port=0, database="/srv/dumps/people.jsonl"
    ),
    endpoint=Endpoint(host="localhost", address="", port=0),
    identity=Identity(kind="file", product="file", id="/srv/dumps/people.jsonl"),
    status="local",
    access=Access(principal=Principal(name="", anonymous=False), rights={}),
    traces=(),
    exposure=None,
)
UNRATED = replace(OPEN, unrated="nobody's data was found in it", surveyed=(), containers_total=0, trails=None,
                  people=Count(value=None))  # fmt: skip


def about(value: int, low: int, high: int | None, method: str = "") -> Count:
    return Count(value=value, low=low, high=high, method=method)


SAMPLED = Finding(
    target=target("mongodb://db.example.org:27017", tags=(("team", "city platform"),)),
    endpoint=Endpoint(host="db.example.org", address="192.0.2.10", port=27017),
    control="proved",
    identity=Identity(
        kind="mongodb",
        product="MongoDB",
        version="4.0.3",
        tls=Tls(
            offered=True,
            required=False,
            used=True,
            certificate=Certificate(
                subject="CN=db.example.org", names=("db.example.org",), not_after=LAST, verified=False
            ),
        ),
    ),
    status="open",
    access=Access(
        principal=Principal(name="", anonymous=True),
        rights={
            "create": Right(known_by="inconclusive"),
            "read": right("granted", "observed", "listCollections", "names of collections were listed", "some"),
            "update": Right(known_by="inconclusive"),
            "delete": Right(known_by="inconclusive"),
            "administer": denied("connectionStatus", "no administrative role"),
        },
        notes=("a secondary of a replica set: writes go to another member",),
    ),
    surveyed=(
        Surveyed(
            container=Container(name="app.users", key=("app", "users"), records=about(2_570_000, 2_570_000, 2_570_000)),
            records=about(2_570_000, 2_510_000, 2_621_000),
            read=20_000,
            read_bytes=8_000_000,
            fields=(
                field("name", "person-name", values=19_990),
                field("contact.email", "email", values=18_000, share=0.98),
                field("contact.phone", "phone", values=9_112, share=0.87, confidence=0.81),
                field("nation", "ethnicity", values=19_000, share=0.4, confidence=0.42),
            ),
            outcome="sampled",
        ),
        Surveyed(
            container=Container(name="app.secret", key=("app", "secret"), records=Count(value=None), is_readable=False),
            records=Count(value=None),
            outcome="not-readable",
        ),
    ),
    containers_total=2,
    people=about(2_570_000, 2_510_000, 2_621_000, "distinct e-mail addresses in a sample of 20,000 records"),
)
CLOSED = Finding(
    target=target("redis://127.0.0.1:6379"),
    endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=6379),
    identity=Identity(kind="redis", product="Redis"),
    status="closed",
    access=Access(
        principal=Principal(name="default", anonymous=True),
        rights={name: right("denied", "denied-on-read", "ACL WHOAMI", "asks for a password") for name in RIGHTS},
    ),
)
LOGIN = Finding(
    target=target("mysql://127.0.0.1:3306", login=Login(user="ro", password="not-printed")),
    endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=3306),
    identity=Identity(
        kind="mysql", product="MariaDB", version="10.11.6", tls=Tls(offered=True, required=True, used=True)
    ),
    status="closed",
    access=Access(
        principal=Principal(name="ro@localhost", anonymous=False),
        rights={
            "create": denied("SHOW GRANTS", "no INSERT, no CREATE"),
            "read": granted("SHOW GRANTS", "SELECT on `shop`.`orders`", "some"),
            "update": denied("SHOW GRANTS", "no UPDATE"),
            "delete": denied("SHOW GRANTS", "no DELETE, no DROP"),
            "administer": denied("SHOW GRANTS", "no administrative privilege"),
        },
    ),
    anonymous=CLOSED.access,
    surveyed=(
        Surveyed(
            container=Container(name="shop.orders", key=("shop", "orders"), records=Count.of(812)),
            records=Count.of(812),
            read=812,
            read_bytes=40_020,
            fields=(field("ship_to", "postal-address", values=812), field("total", values=812)),
        ),
    ),
    containers_total=1,
)
WITNESS = Finding(
    target=target("postgresql://db.example.net:5432"),
    endpoint=Endpoint(host="db.example.net", address="198.51.100.7", port=5432),
    control="not-claimed",
    identity=Identity(kind="postgresql", product="PostgreSQL", version="15.4"),
    status="open",
    access=OPEN.access,
    surveyed=tuple(
        Surveyed(
            container=Container(
                name=name, key=(name,), records=about(rows, rows, None), fields=("id", "id_card", "photo")
            ),
            records=about(rows, rows, rows),
            outcome="catalogue",
        )
        for name, rows in (("public.a", 1_200), ("public.b", 34_000))
    ),
    containers_total=2,
)
EMPTY = replace(
    OPEN, target=target("redis://127.0.0.1:6380"), identity=CLOSED.identity, surveyed=(), containers_total=0,
    people=Count(value=None), trails=None,
)  # fmt: skip

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


def result(
    *findings: Finding, failures: tuple[Failure, ...] = (), run: Run = RUN, people: Count | None = None
) -> Result:
    told = tuple(replace(finding, headline=headline(finding)) for finding in findings)
    stages = [Coverage(target=f.target.url, stage="survey", outcome=f.status, detail="") for f in findings]
    stages += [Coverage(target=f.target, stage="dial", outcome=_outcome(f), detail=f.what) for f in failures]
    return Result(
        run=run,
        findings=told,
        failures=failures,
        coverage=tuple(stages),
        people=people or (findings[0].people if findings else Count(value=None)),
    )


def _outcome(failure: Failure) -> str:
    outcomes = {"unresolved": "unreachable", "connection-refused": "unreachable", "timeout": "unreachable"}
    outcomes |= {"out-of-scope": "skipped", "over-budget": "over-budget", "interrupted": "incomplete"}
    return outcomes.get(failure.kind, "failed")


# Formats that are text; what Chromium prints has tests of its own, and is no two times the same byte for byte.
def texts(names: Iterable[str]) -> list[str]:
    """*names* of formats without those that are not text."""
    return sorted(set(names) - {"pdf"})


def all_results() -> dict[str, Result]:
    """Every sample, by name; each has a golden file per format."""
    stopped = replace(SAMPLED, status="incomplete")
    return {
        "open": result(OPEN),
        "rated": result(RATED, run=replace(RUN, reach="internet")),
        "unrated": result(UNRATED),
        "local": result(LOCAL),
        "sampled": result(SAMPLED, run=replace(RUN, full=False)),
        "closed": result(CLOSED),
        "login": result(LOGIN),
        "witness": result(WITNESS, run=replace(RUN, standing="witness", scope="scope.toml", full=False)),
        "empty": result(EMPTY),
        "failures": result(failures=FAILURES),
        "hostile": result(HOSTILE),
        "many": result(MANY),
        "nothing": result(),
        "incomplete": result(stopped, failures=FAILURES[-2:], run=replace(RUN, finished=None, incomplete=True)),
        "mixed": result(OPEN, CLOSED, LOGIN, SAMPLED, failures=FAILURES[1:5]),
    }


def estate(stores: int, owners: int = 40) -> Result:
    """A whole organisation's: every seventh store is open, every third owner has two teams, some have none."""
    findings = []
    for n in range(stores):
        owner = f"owner {n % owners:03}" if n % owners else ""
        tags = tuple((k, v) for k, v in (("owner", owner), ("team", f"team {n % 2}" if n % 3 == 0 else "")) if v)
        host = f"192.0.2.{n % 250 + 1}" if n < 250 else f"db-{n}.example.org"
        base = (OPEN, SAMPLED)[n % 2] if n % 7 == 0 else CLOSED
        people = Count.of(n * 37) if base is OPEN else base.people
        at = Endpoint(host=host, address="192.0.2.1", port=10_000 + n)
        told = target(f"{base.target.kind}://{host}:{10_000 + n}", tags=tags)
        findings.append(replace(base, target=told, endpoint=at, people=people))
    told = tuple(replace(finding, headline=headline(finding)) for finding in findings)
    lines = tuple(Coverage(target=f.target.url, stage="access", outcome=f.status, detail="") for f in told)
    return Result(run=RUN, findings=told, coverage=lines, people=Count.of(2_565_724, "distinct national ids"))
