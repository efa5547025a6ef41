"""``nightlatch/report/1``: the report for programs, written on purpose; its schema is ``report-1.schema.json``.

Field names never change their meaning within version 1; readers ignore fields that they do not know.
A number of people that is suppressed is ``{"value": null, "suppressed": true}``.
``nightlatch report`` reads such a file and writes every other format from it.

Tested against its own JSON Schema (2020-12) by the package jsonschema, and by golden files.
"""

from __future__ import annotations

from nightlatch import by_hand
from nightlatch.headline import headline
from nightlatch.inert import printable
from nightlatch.model import Failure, Finding, Result, Run
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _clocks, _facts, _json_access, _json_risk, _json_survey, _targets
from nightlatch.reports._json_access import LONG, Json, optional
from nightlatch.reports._words import timestamp

SCHEMA = "nightlatch/report/1"


def document(result: Result) -> Json:
    """Return the report as plain dicts and lists, in the order in which people read it."""
    return {
        "schema": SCHEMA,
        "run": _run(result.run),
        "summary": _summary(result),
        "stores": [*map(store, result.findings), *map(_unseen, _targets.unseen(result))],
        "clocks": [_json_risk.clock(one) for one in _clocks.clocks(result)],
        "failures": [_failure(failure) for failure in result.failures],
        "coverage": [
            {
                "target": printable(line.target),
                "stage": printable(line.stage),
                "outcome": line.outcome,
                "detail": printable(line.detail, LONG),
            }
            for line in result.coverage
        ],
    }


def render(result: Result) -> str:
    """Return the report as indented JSON; by msgspec, since the standard library takes ten times as long to indent."""
    return _facts.indented(document(result)).decode()


def _run(run: Run) -> Json:
    return {
        "version": printable(run.version),
        "token": printable(run.token),
        "form": run.form,
        "tlp": run.tlp,
        "started": timestamp(run.started),
        "finished": timestamp(run.finished),
        "scope": printable(run.scope, LONG),
        "standing": run.standing,
        "vantage": printable(run.vantage),
        "reach": run.reach,
        "limits_used": {printable(name): value for name, value in run.limits_used.items()},
        "incomplete": run.incomplete or run.finished is None,
        "full": run.full,
        "warnings": [printable(warning, LONG) for warning in run.warnings],
    }


def _summary(result: Result) -> Json:
    counted = _targets.tally(result)
    return {
        **{status: counted[status] for status in _targets.STATUSES},
        "muted": sum(finding.status == "open" and bool(finding.muted) for finding in result.findings),
        "people": result.people.value,
        "people_count": _json_survey.count(result.people, with_method=True),
    }


def store(finding: Finding) -> Json:
    """One store that answered."""
    identity, trails, rsit = finding.identity, finding.trails, _facts.rsit(finding)
    return {
        "kind": printable(identity.kind),
        "product": printable(identity.product),
        "version": optional(identity.version),
        "endpoint": _endpoint(finding),
        "target": printable(finding.target.url),
        "status": finding.status,
        "id": optional(identity.id),
        "id_lasts": identity.id_lasts,
        "finding_id": finding.id,
        "control": finding.control,
        "headline": printable(finding.headline or headline(finding), LONG),
        **_rated(finding),
        "access": _json_access.access(finding.access),
        "anonymous": None if finding.anonymous is None else _json_access.access(finding.anonymous),
        "tls": _json_access.tls(identity.tls),
        "containers_total": finding.containers_total,
        "containers": [_json_survey.container(surveyed) for surveyed in finding.surveyed],
        "people": _json_survey.count(finding.people, with_method=True),
        "minors": None if finding.minors is None else _json_survey.count(finding.minors),
        "lands": [_json_survey.land(land) for land in finding.lands],
        "trails": None if trails is None else _json_survey.trails(trails),
        "anonymity": [_json_risk.anonymity(one) for one in finding.anonymity],
        "absent": [printable(id_) for id_ in finding.absent],
        "notes": [printable(note, LONG) for note in finding.notes],
        **_around(finding),
        "rsit": None if rsit is None else {"taxonomy": rsit[0], "type": rsit[1]},
        "remedies": [_json_access.remedy(one) for one in remedies(finding)],
        "by_hand": optional(by_hand.command(finding) or None),
        "tags": {printable(key): printable(value) for key, value in finding.target.tags},
    }


def _rated(finding: Finding) -> Json:
    return {
        "severity": None if finding.severity is None else _json_risk.severity(finding.severity),
        "unrated": printable(finding.unrated, LONG) or None,
        "muted": printable(finding.muted, LONG) or None,
        "exposure": None if finding.exposure is None else _json_risk.exposure(finding.exposure),
        "traces": [_json_risk.trace(trace) for trace in finding.traces],
    }


def _around(finding: Finding) -> Json:
    return {
        "suspect": optional(finding.identity.suspect or None),
        "behind": optional(finding.identity.behind),
        "behind_kind": optional(finding.identity.behind_kind),
        "same_as": optional(finding.same_as or None),
        "doors": [printable(door) for door in finding.doors],
        "leads_to": optional(finding.leads_to or None),
        "support": _json_access.support(finding),
    }


def _endpoint(finding: Finding) -> Json:
    endpoint = finding.endpoint
    return {
        "host": printable(endpoint.host),
        "address": printable(endpoint.address),
        "port": endpoint.port,
        "tls": finding.identity.tls.used,
        "database": optional(finding.target.database),
    }


def _unseen(target: _targets.Unseen) -> Json:
    """A target that never answered, so that whoever walks ``stores`` meets every target."""
    return {
        "kind": optional(target.kind),
        "product": None,
        "version": None,
        "endpoint": {"host": optional(target.host), "port": target.port, "tls": None},
        "target": printable(target.target),
        "status": target.status,
        "id": None,
        "headline": printable(target.headline, LONG),
        "tags": {printable(name): printable(value) for name, value in target.tags},
    }


def _failure(failure: Failure) -> Json:
    return {
        "kind": failure.kind,
        "target": printable(failure.target),
        "what": printable(failure.what, LONG),
        "hint": printable(failure.hint, LONG),
    }


REPORT = Format(
    name="json",
    suffixes=(".json",),
    description="for programs: nightlatch/report/1, with a published JSON Schema",
    renderer=render,
)
