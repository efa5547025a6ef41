"""Open stores as OCSF 1.8 events of the class Data Security Finding (2006), one JSON object a line, for a SIEM.

Each is a newly created finding (``activity_id`` 1) of a data security posture management system. Severity is the band
of ENISA's method: very high is Critical there, and what was not rated is Unknown. ``discovery_details`` tell which
kinds of data were found in which fields, never a value. What OCSF has no place for is under ``unmapped``; the traffic
light is a label of ``metadata``.

Tested: each event against the JSON Schema of its class, as the package ocsf-json-schema 1.2.0 has it, by the package
jsonschema, and by a golden file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Finding, Result
from nightlatch.reports import Format, _facts, _json_risk, _words

_SEVERITY = {"low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High"), "very-high": (5, "Critical")}
_RELATIONAL = frozenset({"postgresql", "mysql", "mssql", "oracle", "db2", "clickhouse"})
_VECTOR = frozenset({"chroma", "milvus", "qdrant", "weaviate"})
_DOCUMENTS = frozenset(
    {
        "mongodb", "couchdb", "elasticsearch", "opensearch", "redis", "cassandra", "arangodb", "rethinkdb", "hbase",
        "memcached", "neo4j", "etcd", "consul", "influxdb", "solr",
    }
)  # fmt: skip
_MOST_FIELDS = 50  # of one category


def render(result: Result) -> bytes:
    """Return the lines."""
    events = (_event(result, finding) for finding in _facts.open_findings(result))
    return b"".join(_facts.encoded(event) + b"\n" for event in events)


def _event(result: Result, finding: Finding) -> dict[str, Any]:
    number, word = _SEVERITY[finding.severity.band] if finding.severity else (0, "Unknown")
    return {
        "activity_id": 1,
        "activity_name": "Create",
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2006,
        "class_name": "Data Security Finding",
        "type_uid": 200601,
        "type_name": "Data Security Finding: Create",
        "severity_id": number,
        "severity": word,
        "status_id": 1,
        "status": "New",
        "time": _milliseconds(_facts.seen(result, finding)),
        "is_alert": True,
        "message": printable(_facts.said(finding), 4000),
        "metadata": {
            "version": "1.8.0",
            "product": {"name": "Nightlatch", "vendor_name": "Nightlatch", "version": printable(result.run.version)},
            "labels": [f"TLP:{result.run.tlp}", f"form:{result.run.form}"],
        },
        "finding_info": _info(finding),
        "dst_endpoint": _endpoint(finding),
        "database": _database(finding),
        "data_security": _data(finding),
        "unmapped": _unmapped(finding),
    }


def _info(finding: Finding) -> dict[str, Any]:
    exposure = finding.exposure
    told: dict[str, Any] = {
        "uid": finding.id,
        "title": printable(_facts.title(finding)),
        "desc": printable(_facts.said(finding), 4000),
        "types": ["open-store", *(trace.kind for trace in finding.traces)],
    }
    if exposure is not None:
        told["first_seen_time"] = _milliseconds(exposure.latest)
        told["last_seen_time"] = _milliseconds(exposure.until)
    return told


def _endpoint(finding: Finding) -> dict[str, Any]:
    told = {
        "type_id": 1,
        "type": "Server",
        "ip": _facts.address(finding),
        "hostname": _facts.name(finding),
        "port": finding.endpoint.port or None,
        "svc_name": finding.identity.kind,
    }
    return {key: printable(value) if isinstance(value, str) else value for key, value in told.items() if value}


def _database(finding: Finding) -> dict[str, Any]:
    kind = finding.identity.kind
    number = 1 if kind in _RELATIONAL else 7 if kind in _VECTOR else 6 if kind in _DOCUMENTS else 99
    type_ = {1: "Relational", 6: "NoSQL", 7: "Vector", 99: kind}[number]
    told = {
        "type_id": number,
        "type": type_,
        "name": printable(finding.target.database or finding.target.url),
        "desc": printable(_facts.product(finding)),
    }
    return told | ({"uid": printable(finding.identity.id)} if finding.identity.id else {})


def _data(finding: Finding) -> dict[str, Any]:
    is_whole = bool(finding.surveyed) and all(one.outcome == "complete" for one in finding.surveyed)
    state = (1, "Complete") if is_whole else (2, "Partial")
    return {
        "category_id": 1 if _facts.is_personal(finding) else 0,
        "category": "Personal" if _facts.is_personal(finding) else "Unknown",
        "data_lifecycle_state_id": 1,
        "data_lifecycle_state": "Data at-Rest",
        "detection_system_id": 12,
        "detection_system": "Data Security Posture Management",
        "classifier_details": {"name": "Nightlatch", "type": "values, field names and check digits"},
        "status_id": state[0],
        "status": state[1],
        "total": len(_words.told_of(finding)),
        "discovery_details": [_discovered(finding, id_) for id_ in _words.told_of(finding)],
    }


def _discovered(finding: Finding, category_id: str) -> dict[str, Any]:
    """In which fields a category was found, and in how many values of them."""
    found = [
        (f"{surveyed.container.name}: {field.path}", category.values)
        for surveyed in finding.surveyed
        for field in surveyed.fields
        for category in field.categories
        if category.id == category_id and _words.is_told(category)
    ]
    return {
        "type": category_id,
        "count": sum(values for _, values in found),
        "occurrences": [{"column_name": printable(name)} for name, _ in found[:_MOST_FIELDS]],
    }


def _unmapped(finding: Finding) -> dict[str, Any]:
    severity, exposure = finding.severity, finding.exposure
    return {
        "people": finding.people.value,
        "people_low": finding.people.low,
        "people_high": finding.people.high,
        "rights": _facts.rights(finding),
        "severity": None if severity is None else _json_risk.severity(severity),
        "exposure": None if exposure is None else _json_risk.exposure(exposure),
    }


def _milliseconds(when: datetime) -> int:
    return int(when.timestamp()) * 1000


REPORT = Format(
    name="ocsf",
    suffixes=(".ocsf.jsonl",),
    description="for a SIEM: OCSF 1.8 Data Security Findings, one a line",
    renderer=render,
)
