"""What hand-written results are made of: rights, fields, containers, trails; all values are nobody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nightlatch.model import (
    Container,
    Count,
    Evidence,
    Field,
    FieldCategory,
    Hour,
    Principal,
    Publisher,
    Right,
    RightName,
    Run,
    Surveyed,
    Tag,
    Target,
    Trails,
)

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


def about(value: int, low: int, high: int | None, method: str = "") -> Count:
    return Count(value=value, low=low, high=high, method=method)
