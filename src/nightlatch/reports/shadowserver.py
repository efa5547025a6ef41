"""Open stores as a table in the style of Shadowserver's daily reports, for abuse desks that read those.

The columns that all its reports on exposed services share come first, by their names and in their order as far as
IntelMQ 3.1 describes them (timestamp, ip, protocol, port, hostname, tag, version, asn, geo, region, city, naics, sic,
sector), then ours; times are in UTC and without a zone, as theirs. ASN and country are there where the inventory or
``--networks`` has them; nothing is looked up. Shadowserver has no part in it, and a report of theirs on one kind of
store has further columns of that kind.

Tested: read back by the csv module of the standard library, and by a golden file; no schema of Shadowserver's own can
be had from a registry. The format has no place for a traffic light.
"""

from __future__ import annotations

from datetime import UTC

from nightlatch.model import Finding, Result
from nightlatch.reports import Format, _facts, _words
from nightlatch.reports._sheet import Cell, sheet

COLUMNS = (
    "timestamp", "severity", "ip", "protocol", "port", "hostname", "tag", "version", "asn", "geo", "region", "city",
    "naics", "sic", "sector", "product", "rights", "people", "records", "containers", "finding_id",
)  # fmt: skip
_SEVERITY = {"low": "low", "medium": "medium", "high": "high", "very-high": "critical"}


def render(result: Result) -> str:
    """Return the table."""
    return sheet(COLUMNS, (_row(result, finding) for finding in _facts.open_findings(result)))


def _row(result: Result, finding: Finding) -> dict[str, Cell]:
    number, country = _facts.network(finding.target.tags)
    severity = finding.severity
    return {
        "timestamp": f"{_facts.seen(result, finding).astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "severity": _SEVERITY[severity.band] if severity else "undefined",
        "ip": _facts.address(finding),
        "protocol": "tcp",
        "port": finding.endpoint.port or None,
        "hostname": _facts.name(finding),
        "tag": finding.identity.kind,
        "version": finding.identity.version,
        "asn": number,
        "geo": country,
        "product": finding.identity.product,
        "rights": "; ".join(_facts.rights(finding)),
        "people": finding.people.value,
        "records": _words.total(one.records for one in finding.surveyed).value if finding.surveyed else None,
        "containers": finding.containers_total,
        "finding_id": finding.id,
    }


REPORT = Format(
    name="shadowserver",
    suffixes=(".shadowserver.csv",),
    description="for abuse desks: open stores in the columns of Shadowserver's reports",
    renderer=render,
)
