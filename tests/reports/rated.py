"""What a rated finding has beside its contents: every value of the model that the first samples leave empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from nightlatch.model import (
    Anonymity,
    Count,
    Evidence,
    Exposure,
    Land,
    Reveal,
    Severity,
    Step,
    Trace,
    Unicity,
)

LAST = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)

SEVERITY = Severity(
    quarters=20,
    dpc=4,
    ei=4,
    cb=4,
    data_class="behavioural",
    band="very-high",
    reach="internet",
    classes=(("behavioural", 4), ("simple", 2), ("sensitive", 4)),
    steps=(
        Step(
            id="special-category-places",
            concerns="behavioural",
            delta=2,
            reason="labels of places tell religion: a profile on sensitive data can be made",
            evidence="1 label of religion with 402,118 people",
        ),
        Step(
            id="minors",
            concerns="simple",
            delta=1,
            reason="vulnerable people: minors are among them",
            evidence="411,904 people under 18 by their birth dates",
            state="confirmed",
        ),
        Step(
            id="everyday-profile",
            concerns="behavioural",
            delta=1,
            reason="volume in time: an everyday profile",
            evidence="24 hours only",
            state="rejected",
        ),
        Step(
            id="identified-by-name",
            concerns="ei",
            delta=1,
            reason="ID card numbers stand beside full names",
            evidence="public.people: name, id_card",
        ),
        Step(
            id="reach-internet",
            concerns="cb",
            delta=2,
            reason="no password, reached from the internet: who read it is not known",
            evidence="the store's access",
        ),
        Step(
            id="ransom-note",
            concerns="cb",
            delta=2,
            reason="malicious intent: somebody left a ransom note",
            evidence="1 container named like a note",
        ),
    ),
    flags=("more-than-100-people",),
)
TRACES = (
    Trace(
        kind="ransom-note",
        what="a table is named as the notes of extortionists are",
        proves="somebody other than the owner could write, and did",
        leaves_open="whether anything was copied or removed before",
        evidence=Evidence(command="select relname from pg_class", code="SELECT 3", meaning="a table named like a note"),
        at=LAST - timedelta(days=12, hours=3),
    ),
    Trace(
        kind="other-clients",
        what="2 other clients from 2 networks are connected now",
        proves="the store is in use by others than us",
        leaves_open="whether these are the owner's own",
        evidence=Evidence(command="select count(*) from pg_stat_activity", code="SELECT 1", meaning="2 connections"),
    ),
)
EXPOSURE = Exposure(
    earliest=LAST - timedelta(days=207),
    latest=LAST - timedelta(days=12, hours=3),
    until=LAST + timedelta(minutes=5),
    basis=("the server was started then", "the ransom note is of then"),
)


def about(value: int, low: int, high: int) -> Count:
    return Count(value=value, low=low, high=high)


def unicity(points: int, share: float, eligible: int, few: float | None, **also: Any) -> Unicity:
    told: dict[str, Any] = {"place": "as recorded", "minutes": 60, "low": share - 0.01, "high": share + 0.01} | also
    return Unicity(points=points, share=share, eligible=Count.of(eligible), few=few, **told)


UNICITY = (
    unicity(1, 0.0, 2_101_337, 0.0, low=0.0, high=0.0),
    unicity(2, 0.172, 1_402_118, 0.433),
    unicity(3, 0.639, 902_551, 0.81),
    unicity(4, 0.852, 603_020, 0.942),
    unicity(2, 0.947, 1_402_118, 0.998, minutes=1),
    unicity(4, 0.145, 603_020, None, place="0.1 degrees", minutes=1440, basis="upper-bound"),
)
REVEALS = (
    Reveal(
        category="religion", article="9", labels=1, points=Count.of(1_201_338), people=about(402_120, 402_110, 402_130),
        often=Count.of(120_410),
    ),
    Reveal(category="health", article="9", labels=2, points=Count.of(4_018), people=Count.of(1_204), often=None),
    Reveal(category="shelter", article="", labels=1, points=Count.of(12), people=None, often=None),
)  # fmt: skip
LANDS = (
    Land(country="CN", people=Count.of(2_551_004), told_by="national-id.cn"),
    Land(country="KZ", people=Count.of(14_702), told_by="phone"),
    Land(country="", people=None, told_by="phone"),
)
ANONYMITY = (
    Anonymity(
        container="public.people", fields=("birth_date", "sex", "address"),
        categories=("date-of-birth", "sex", "postal-address"), records=Count.of(2_565_724), k=1, unique=0.9314,
        few=0.981, sensitive="employer", diversity=1,
    ),
    Anonymity(
        container="public.people", fields=("birth_date", "sex"), categories=("date-of-birth", "sex"),
        records=Count.of(2_565_724), k=3, unique=0.0, few=0.0004, basis="upper-bound",
    ),
)  # fmt: skip
MINORS = Count.of(411_904, "by birth dates")
ABSENT = ("email", "iban", "password", "payment-card")
