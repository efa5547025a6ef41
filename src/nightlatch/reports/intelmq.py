"""Open stores as events of IntelMQ, one JSON object a line, for the pipelines of CSIRTs.

Keys are those of IntelMQ's data format 3.5: ``classification.type`` is ``data-leak`` once data of people was found in
a store and ``potentially-unwanted-accessible`` before (RSIT: information content security, vulnerable), ``source`` is
the store itself, ``extra`` has the numbers. Its traffic light is that of TLP 1.0: CLEAR is WHITE there, and
AMBER+STRICT is AMBER. ASN and country are there where the inventory or ``--networks`` has them.

Tested: each event by IntelMQ 3.5.0 itself, in an environment of its own, and by a golden file.
"""

from __future__ import annotations

from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Finding, Result
from nightlatch.reports import Format, _facts, _words

_SEVERITY = {"low": "low", "medium": "medium", "high": "high", "very-high": "critical"}


def render(result: Result) -> bytes:
    """Return the lines."""
    events = (_event(result, finding) for finding in _facts.open_findings(result))
    return b"".join(_facts.encoded(event) + b"\n" for event in events)


def _event(result: Result, finding: Finding) -> dict[str, Any]:
    identity, severity = finding.identity, finding.severity
    taxonomy, kind = _facts.rsit(finding) or ("other", "other")
    number, country = _facts.network(finding.target.tags)
    event = {
        "classification.identifier": f"open-{identity.kind}",
        "classification.taxonomy": taxonomy,
        "classification.type": kind,
        "event_description.text": printable(_facts.said(finding), 4000),
        "feed.name": "nightlatch",
        "feed.accuracy": 100.0,
        "severity": _SEVERITY[severity.band] if severity else "undefined",
        "status": finding.status,
        "tlp": _facts.old_light(result.run.tlp),
        "time.source": _time(_facts.seen(result, finding)),
        "time.observation": _time(result.run.finished or result.run.started),
        "protocol.application": identity.kind,
        "protocol.transport": "tcp",
        "product.full_name": printable(_facts.product(finding)),
        "product.version": printable(identity.version or ""),
        "source.ip": _facts.address(finding),
        "source.fqdn": printable(_facts.name(finding) or "").lower(),
        "source.port": finding.endpoint.port,
        "source.asn": number,
        "source.geolocation.cc": country,
        **{f"extra.{name}": value for name, value in _extra(finding).items()},
    }
    return {key: value for key, value in event.items() if value not in (None, "", 0)}


def _extra(finding: Finding) -> dict[str, Any]:
    severity, exposure = finding.severity, finding.exposure
    return {
        "finding_id": finding.id,
        "people": finding.people.value,
        "people_exact": finding.people.exact if finding.people.value is not None else None,
        "categories": ", ".join(_words.told_of(finding)),
        "rights": ", ".join(_facts.rights(finding)),
        "traces": ", ".join(trace.kind for trace in finding.traces),
        "enisa_severity": severity.se if severity else None,
        "open_since_earliest": _time(exposure.earliest) if exposure and exposure.earliest else None,
        "open_since_latest": _time(exposure.latest) if exposure else None,
    }


def _time(when: Any) -> str:
    return (_words.timestamp(when) or "").replace("Z", "+00:00")


REPORT = Format(
    name="intelmq",
    suffixes=(".intelmq.jsonl",),
    description="for CSIRTs: IntelMQ events, one a line",
    renderer=render,
)
