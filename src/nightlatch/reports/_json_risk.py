"""The JSON report's words for how bad it is: severity with its arithmetic, anonymity, traces and exposure."""

from __future__ import annotations

from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Anonymity, Exposure, Severity, Step, Trace
from nightlatch.reports._json_access import LONG, evidence
from nightlatch.reports._json_survey import count
from nightlatch.reports._words import timestamp
from nightlatch.risk.regimes import Clock

Json = dict[str, Any]


def severity(one: Severity) -> Json:
    """ENISA's severity: ``se`` is ``dpc`` times ``ei`` plus ``cb``, each in points."""
    return {
        "se": one.se,
        "band": one.band,
        "dpc": one.dpc,
        "ei": one.ei / 4,
        "cb": one.cb / 4,
        "reach": one.reach,
        "class": one.data_class,
        "classes": [{"class": name, "score": score} for name, score in one.classes],
        "steps": [_step(step) for step in one.steps],
        "flags": [printable(flag) for flag in one.flags],
    }


def _step(step: Step) -> Json:
    """*delta* in points of what the step concerns: whole ones of a class, quarters of ``ei`` and ``cb``."""
    return {
        "id": printable(step.id),
        "concerns": step.concerns,
        "delta": step.delta / 4 if step.concerns in ("ei", "cb") else step.delta,
        "reason": printable(step.reason, LONG),
        "evidence": printable(step.evidence, LONG),
        "state": step.state,
    }


def anonymity(one: Anonymity) -> Json:
    """How far fields that describe people single them out."""
    return {
        "container": printable(one.container),
        "fields": [printable(path) for path in one.fields],
        "categories": [printable(id_) for id_ in one.categories],
        "records": count(one.records),
        "k": one.k,
        "unique": round(one.unique, 6),
        "few": round(one.few, 6),
        "sensitive": printable(one.sensitive) or None,
        "diversity": one.diversity,
        "basis": one.basis,
    }


def trace(one: Trace) -> Json:
    """A sign of who was there before."""
    return {
        "kind": one.kind,
        "what": printable(one.what, LONG),
        "proves": printable(one.proves, LONG),
        "leaves_open": printable(one.leaves_open, LONG),
        "at": timestamp(one.at),
        "evidence": evidence(one.evidence),
    }


def exposure(one: Exposure) -> Json:
    """Since when a store has been open: between ``earliest`` (null: nothing bounds it) and ``latest``."""
    return {
        "earliest": timestamp(one.earliest),
        "latest": timestamp(one.latest),
        "until": timestamp(one.until),
        "basis": [printable(why, LONG) for why in one.basis],
    }


def clock(one: Clock) -> Json:
    """A duty to tell somebody that may run; *ends* null: at once."""
    return {
        "regime": one.regime,
        "title": printable(one.title, LONG),
        "tells": printable(one.tells, LONG),
        "starts": timestamp(one.starts),
        "ends": timestamp(one.ends),
        "why": printable(one.why, LONG),
        "source": printable(one.source, LONG),
    }
