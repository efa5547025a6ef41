"""``nightlatch/report/1``: the report for programs, written on purpose; its schema is ``report-1.schema.json``.

Field names never change their meaning within version 1; readers ignore fields that they do not know.
"""

from __future__ import annotations

from typing import Any

import msgspec

from nightlatch import eol
from nightlatch.headline import headline
from nightlatch.inert import printable
from nightlatch.model import (
    RIGHTS,
    Access,
    Certificate,
    Count,
    Evidence,
    Failure,
    FieldCategory,
    Finding,
    Hour,
    Result,
    Right,
    Run,
    Surveyed,
    Tag,
    Tls,
    Trails,
)
from nightlatch.model import Field as SurveyedField
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _targets
from nightlatch.reports._words import timestamp
from nightlatch.stores import Remedy

Json = dict[str, Any]
SCHEMA = "nightlatch/report/1"
_LONG = 4000  # characters of a command, a note or a sentence


def document(result: Result) -> Json:
    """Return the report as plain dicts and lists, in the order in which people read it."""
    return {
        "schema": SCHEMA,
        "run": _run(result.run),
        "summary": _summary(result),
        "stores": [*map(_store, result.findings), *map(_unseen, _targets.unseen(result))],
        "failures": [_failure(failure) for failure in result.failures],
        "coverage": [
            {
                "target": printable(line.target),
                "stage": line.stage,
                "outcome": line.outcome,
                "detail": printable(line.detail, _LONG),
            }
            for line in result.coverage
        ],
    }


def render(result: Result) -> str:
    """Return the report as indented JSON; by msgspec, since the standard library takes ten times as long to indent."""
    return msgspec.json.format(msgspec.json.encode(document(result)), indent=2).decode() + "\n"


def _run(run: Run) -> Json:
    return {
        "version": run.version,
        "token": run.token,
        "started": timestamp(run.started),
        "finished": timestamp(run.finished),
        "scope": printable(run.scope, _LONG),
        "standing": run.standing,
        "vantage": printable(run.vantage),
        "limits_used": dict(run.limits_used),
        "incomplete": run.incomplete or run.finished is None,
        "full": run.full,
        "warnings": [printable(warning, _LONG) for warning in run.warnings],
    }


def _summary(result: Result) -> Json:
    counted = _targets.tally(result)
    return {
        **{status: counted[status] for status in _targets.STATUSES},
        "people": result.people.value,
        "people_count": _count(result.people, with_method=True),
    }


def _store(finding: Finding) -> Json:
    return {
        "kind": finding.identity.kind,
        "product": printable(finding.identity.product),
        "version": _optional(finding.identity.version),
        "endpoint": _endpoint(finding.endpoint.host, finding.endpoint.port, finding.identity.tls.used),
        "target": printable(finding.target.url),
        "status": finding.status,
        "id": _optional(finding.identity.id),
        "control": finding.control,
        "headline": printable(finding.headline or headline(finding), _LONG),
        "access": _access(finding.access),
        "anonymous": None if finding.anonymous is None else _access(finding.anonymous),
        "tls": _tls(finding.identity.tls),
        "containers_total": finding.containers_total,
        "containers": [_container(surveyed) for surveyed in finding.surveyed],
        "people": _count(finding.people, with_method=True),
        "trails": None if finding.trails is None else _trails(finding.trails),
        "notes": [printable(note, _LONG) for note in finding.notes],
        "suspect": _optional(finding.identity.suspect or None),
        "doors": [printable(door) for door in finding.doors],
        "leads_to": _optional(finding.leads_to or None),
        "support": _support(finding),
        "remedies": [_remedy(one) for one in remedies(finding)],
        "tags": {printable(key): printable(value) for key, value in finding.target.tags},
    }


def _support(finding: Finding) -> Json | None:
    """Until when the version gets fixes, as far as the bundled table knows."""
    cycle = eol.of(finding.identity.product, finding.identity.version)
    if cycle is None:
        return None
    ends = None if cycle.ends is None else cycle.ends.isoformat()
    return {"cycle": cycle.cycle, "ends": ends, "table": cycle.as_of.isoformat()}


def _remedy(one: Remedy) -> Json:
    told = {"file": one.file, "text": one.text, "command": one.command, "terraform": one.terraform}
    return {
        "versions": one.versions,
        "steps": list(one.steps),
        **{name: text or None for name, text in told.items()},
        "source": one.source,
    }


def _unseen(target: _targets.Unseen) -> Json:
    """A target that never answered, so that whoever walks ``stores`` meets every target."""
    return {
        "kind": _optional(target.kind),
        "product": None,
        "version": None,
        "endpoint": _endpoint(target.host, target.port, None),
        "target": printable(target.target),
        "status": target.status,
        "id": None,
        "headline": printable(target.headline, _LONG),
    }


def _endpoint(host: str | None, port: int | None, tls: bool | None) -> Json:
    return {"host": _optional(host), "port": port, "tls": tls}


def _access(access: Access) -> Json:
    return {
        "principal": {"name": printable(access.principal.name), "anonymous": access.principal.anonymous},
        "rights": {name: _right(access.rights.get(name, Right())) for name in RIGHTS},
        "notes": [printable(note, _LONG) for note in access.notes],
    }


def _right(right: Right) -> Json:
    return {
        "verdict": right.verdict,
        "extent": right.extent,
        "known_by": right.known_by,
        "evidence": [_evidence(evidence) for evidence in right.evidence],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "command": printable(evidence.command, _LONG),
        "code": printable(evidence.code),
        "meaning": printable(evidence.meaning, _LONG),
    }


def _tls(tls: Tls) -> Json:
    certificate = None if tls.certificate is None else _certificate(tls.certificate)
    return {"offered": tls.offered, "required": tls.required, "used": tls.used, "certificate": certificate}


def _certificate(certificate: Certificate) -> Json:
    return {
        "subject": printable(certificate.subject),
        "names": [printable(name) for name in certificate.names],
        "not_after": timestamp(certificate.not_after),
        "verified": certificate.verified,
    }


def _container(surveyed: Surveyed) -> Json:
    container = surveyed.container
    listed_only = () if surveyed.fields else container.fields
    return {
        "name": printable(container.name),
        "records": _count(surveyed.records),
        "bytes": container.bytes,
        "system": container.is_system,
        "outcome": surveyed.outcome,
        "read": surveyed.read,
        "read_bytes": surveyed.read_bytes,
        "undecodable": surveyed.undecodable,
        "fields": [
            *(_field(field) for field in surveyed.fields),
            *({"path": printable(path), "values": None, "types": [], "categories": []} for path in listed_only),
        ],
    }


def _field(field: SurveyedField) -> Json:
    return {
        "path": printable(field.path),
        "values": field.values,
        "types": list(field.types),
        "categories": [_category(category) for category in field.categories],
    }


def _category(category: FieldCategory) -> Json:
    return {
        "id": category.id,
        "share": None if category.share is None else round(category.share, 6),
        "confidence": round(category.confidence, 4),
        "values": category.values,
        "why": printable(category.why, _LONG),
    }


def _trails(trails: Trails) -> Json:
    return {
        "points": trails.points.value,
        "points_count": _count(trails.points),
        "people": trails.people.value,
        "people_count": _count(trails.people, with_method=True),
        "from": timestamp(trails.first),
        "to": timestamp(trails.last),
        "last_24h": None if trails.last_24h is None else trails.last_24h.value,
        "last_24h_count": None if trails.last_24h is None else _count(trails.last_24h),
        "live": trails.is_live,
        "tags": [_tag(tag) for tag in trails.tags],
        "suppressed_tags": trails.suppressed_tags,
        "hours": [_hour(hour) for hour in trails.hours],
    }


def _tag(tag: Tag) -> Json:
    return {
        "tag": printable(tag.tag),
        "points": tag.points.value,
        "points_count": _count(tag.points),
        "people": tag.people.value,
        "people_count": _count(tag.people),
    }


def _hour(hour: Hour) -> Json:
    points = hour.points
    return {
        "start": timestamp(hour.start),
        "points": None if points is None else points.value,
        "points_count": None if points is None else _count(points),
        "suppressed": points is None,
    }


def _count(count: Count, *, with_method: bool = False) -> Json:
    told: Json = {"value": count.value, "low": count.low, "high": count.high, "exact": count.exact}
    return {**told, "method": count.method} if with_method or count.method else told


def _failure(failure: Failure) -> Json:
    return {
        "kind": failure.kind,
        "target": printable(failure.target),
        "what": printable(failure.what, _LONG),
        "hint": printable(failure.hint, _LONG),
    }


def _optional(text: str | None) -> str | None:
    return None if text is None else printable(text)


REPORT = Format(
    name="json",
    suffixes=(".json",),
    description="for programs: nightlatch/report/1, with a published JSON Schema",
    renderer=render,
)
