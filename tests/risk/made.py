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
    Right,
    Severity,
    Surveyed,
    Target,
    Trace,
    TraceKind,
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
