"""Findings made by hand: fields by category, as a survey would tell them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Count,
    Endpoint,
    Evidence,
    Field,
    FieldCategory,
    Finding,
    Identity,
    Principal,
    Reveal,
    Right,
    Severity,
    Surveyed,
    Target,
    Trace,
    TraceKind,
    Trails,
    Unicity,
)
from nightlatch.risk.severity import Terms, rate

AT = datetime(2026, 11, 23, tzinfo=UTC)
INTERNET = Terms(at=AT, reach="internet")


def holding(name: str, *categories: str, records: int = 50, by_name: bool = False, **more: Any) -> Surveyed:
    """A container with a field a category, each called like its category."""
    synthetic = more.pop("synthetic", "")
    whose = more.pop("whose", "person")
    fields = tuple(
        Field(
            path=category.replace("-", "_"), values=0 if by_name else records, looks_synthetic=synthetic,
            categories=(
                FieldCategory(
                    id=category, share=None if by_name else 1.0, confidence=0.99, values=0 if by_name else records,
                    whose=whose,
                ),
            ),
        )
        for category in categories
    )  # fmt: skip
    count = Count.of(records)
    return Surveyed(
        container=Container(name=name, key=(name,), records=count), records=count, read=0 if by_name else records,
        fields=fields, outcome="catalogue" if by_name else "complete", **more,
    )  # fmt: skip


def found(*surveyed: Surveyed, people: int | None = 50, address: str = "127.0.0.1", **more: Any) -> Finding:
    """An open store that any stranger may read."""
    read = Right(
        verdict="granted",
        extent="all",
        known_by="observed",
        evidence=(Evidence(command="x", code="OK", meaning="it reads"),),
    )
    access = Access(
        principal=Principal(name="nobody", anonymous=True), rights={**dict.fromkeys(RIGHTS, Right()), "read": read}
    )
    base: dict[str, Any] = {
        "target": Target(url=f"redis://{address}", kind="redis", host=address, port=6379),
        "endpoint": Endpoint(host=address, address=address, port=6379),
        "identity": Identity(kind="redis", product="Redis"),
        "status": "open", "access": access, "surveyed": surveyed, "containers_total": len(surveyed),
        "people": Count.of(people) if people is not None else Count(value=None),
    }  # fmt: skip
    return Finding(**{**base, **more})


def trace(kind: TraceKind) -> Trace:
    return Trace(
        kind=kind, what=f"a {kind}", proves="somebody was there", leaves_open="who",
        evidence=Evidence(command="x", code="OK", meaning="y"),
    )  # fmt: skip


def severity(finding: Finding, terms: Terms = INTERNET) -> Severity:
    """The severity of a finding that must have one."""
    told = rate(finding, terms)
    assert isinstance(told, Severity), told
    return told


def trails(*, points: int = 100, people: int = 50, **more: Any) -> Trails:
    return Trails(points=Count.of(points), people=Count.of(people), **more)


def unicity(share: float, points: int = 4, **more: Any) -> Unicity:
    return Unicity(
        place="as recorded", minutes=60, points=points, share=share, low=share, high=share, few=None,
        eligible=Count.of(50), **more,
    )  # fmt: skip


def reveal(category: str = "religion", article: str = "9") -> Reveal:
    return Reveal(category=category, article=article, labels=1, points=Count.of(20), people=None, often=None)


PEOPLE = holding("people", "person-name", "national-id.cn", "date-of-birth", "ethnicity")
SIGHTINGS = holding("sightings", "customer-id", "geo-point", "sighting-time", "place-tag")

# every category of the plan, by family where there are many
LISTED = """
person-name given-name family-name username date-of-birth age sex nationality signature face-image photo vehicle-plate
customer-id national-id.cc passport.cc driving-licence.cc social-security.cc tax-id.cc residence-permit.cc voter-id.cc
document-issue-date document-expiry-date email phone postal-address street postcode city social-handle ip-address
mac-address device-id advertising-id cookie-id user-agent url-profile payment-card card-expiry card-security-code iban
bank-account bic salary credit-score crypto-wallet health-record-id diagnosis medication insurance-number blood-type
disability face-embedding fingerprint-template iris-template voiceprint genetic-data geo-point geo-trail place-tag
sighting-time cell-tower employer job-title employee-id education student-id religion ethnicity political-opinion
trade-union sexual-orientation sex-life criminal-record child guardian password password-hash.x api-key.x private-key
jwt session-token security-answer connection-string private-message free-text document-scan record-id timestamp
technical-text organisation-name public-work
"""
