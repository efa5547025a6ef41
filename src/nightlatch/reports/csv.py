"""A table for a spreadsheet: a line for each target, the worst first; no cell is a formula, whatever a server says.

Every cell stands in quotes (RFC 4180), and one that a spreadsheet would take for a formula begins with an apostrophe.
Numbers are plain; an estimate has its 95 % interval in columns of their own; what is not known is empty.

Tested: read back by the csv module of the standard library, and by a golden file.
"""

from __future__ import annotations

from nightlatch.model import RIGHTS, Count, Finding, Result, Right
from nightlatch.reports import Format, _facts, _groups, _targets, _words
from nightlatch.reports._sheet import Cell, sheet

COLUMNS = (
    "target", "status", "severity", "band", "kind", "product", "version", "address", "port", "owner", "team",
    "finding_id", "people", "people_low", "people_high", "records", "location_points", "minors",
    *RIGHTS, "categories", "open_since_earliest", "open_since_latest", "last_seen_open", "traces", "reach",
    "rsit", "asn", "country", "muted", "headline", "tlp",
)  # fmt: skip


def render(result: Result) -> str:
    """Return the table."""
    rows = [_row(one) for one in _groups.worst_first(result.findings)]
    rows += [_unseen(target) for target in _targets.unseen(result)]
    return sheet(COLUMNS, ({**row, "tlp": f"TLP:{result.run.tlp}"} for row in rows))


def _row(finding: Finding) -> dict[str, Cell]:
    tags = dict(finding.target.tags)
    trails, severity = finding.trails, finding.severity
    number, country = _facts.network(finding.target.tags)
    return {
        "target": finding.target.url,
        "status": finding.status,
        "severity": severity.se if severity else None,
        "band": severity.band if severity else None,
        "reach": severity.reach if severity else None,
        "kind": finding.identity.kind,
        "product": finding.identity.product,
        "version": finding.identity.version,
        "address": finding.endpoint.address,
        "port": finding.endpoint.port or None,
        "owner": tags.get("owner"),
        "team": tags.get("team"),
        "finding_id": finding.id,
        **_counted("people", finding.people),
        "records": _words.total(one.records for one in finding.surveyed).value if finding.surveyed else None,
        "location_points": trails.points.value if trails else None,
        "minors": finding.minors.value if finding.minors else None,
        **{name: _right(_groups.stranger(finding).rights.get(name, Right())) for name in RIGHTS},
        "categories": "; ".join(_words.told_of(finding)),
        **_exposed(finding),
        "traces": "; ".join(trace.kind for trace in finding.traces),
        "rsit": "/".join(_facts.rsit(finding) or ()),
        "asn": number,
        "country": country,
        "muted": finding.muted,
        "headline": _facts.said(finding),
    }


def _counted(name: str, count: Count) -> dict[str, Cell]:
    is_known = count.value is not None or count.low
    return {name: count.value, f"{name}_low": count.low if is_known else None, f"{name}_high": count.high}


def _right(right: Right) -> str:
    return "in part" if right.verdict == "granted" and right.extent == "some" else right.verdict


def _exposed(finding: Finding) -> dict[str, Cell]:
    if finding.exposure is None:
        return {}
    return {
        "open_since_earliest": finding.exposure.earliest,
        "open_since_latest": finding.exposure.latest,
        "last_seen_open": finding.exposure.until,
    }


def _unseen(target: _targets.Unseen) -> dict[str, Cell]:
    tags = dict(target.tags)
    number, country = _facts.network(target.tags)
    return {
        "target": target.target, "status": target.status, "kind": target.kind, "address": target.host,
        "port": target.port, "headline": target.headline, "owner": tags.get("owner"), "team": tags.get("team"),
        "asn": number, "country": country,
    }  # fmt: skip


REPORT = Format(
    name="csv",
    suffixes=(".csv",),
    description="for spreadsheets: a line for each target, safe from formulas",
    renderer=render,
)
