"""Findings of every status and standing: open, rated, sampled, closed, with a login, as a witness, empty, a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from nightlatch.model import (
    RIGHTS,
    Access,
    Certificate,
    Container,
    Count,
    Endpoint,
    Finding,
    Identity,
    Login,
    Principal,
    Right,
    Surveyed,
    Target,
    Tls,
)
from tests.reports import rated
from tests.reports.parts import (
    EVERYTHING,
    FIRST,
    LAST,
    NOBODY,
    PEOPLE,
    SIGHTINGS,
    TRAILS,
    about,
    denied,
    field,
    granted,
    right,
    target,
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
