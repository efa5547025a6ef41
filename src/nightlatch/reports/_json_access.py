"""The JSON report's words for who may do what, how a store was spoken to, and what closes it."""

from __future__ import annotations

from typing import Any

from nightlatch import eol
from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Certificate, Evidence, Finding, Right, Tls
from nightlatch.reports._words import timestamp
from nightlatch.stores import Remedy

Json = dict[str, Any]
LONG = 4000  # characters of a command, a note or a sentence


def access(one: Access) -> Json:
    """What a principal may do, right by right, with the evidence."""
    return {
        "principal": {"name": printable(one.principal.name), "anonymous": one.principal.anonymous},
        "rights": {name: _right(one.rights.get(name, Right())) for name in RIGHTS},
        "notes": [printable(note, LONG) for note in one.notes],
    }


def _right(right: Right) -> Json:
    return {
        "verdict": right.verdict,
        "extent": right.extent,
        "known_by": right.known_by,
        "evidence": [evidence(one) for one in right.evidence],
    }


def evidence(one: Evidence) -> Json:
    """A command that was sent, and what its reply means."""
    return {
        "command": printable(one.command, LONG),
        "code": printable(one.code),
        "meaning": printable(one.meaning, LONG),
    }


def tls(one: Tls) -> Json:
    """Whether TLS is offered, required, was used, and with which certificate."""
    certificate = None if one.certificate is None else _certificate(one.certificate)
    return {"offered": one.offered, "required": one.required, "used": one.used, "certificate": certificate}


def _certificate(certificate: Certificate) -> Json:
    return {
        "subject": printable(certificate.subject),
        "names": [printable(name) for name in certificate.names],
        "not_after": timestamp(certificate.not_after),
        "verified": certificate.verified,
    }


def support(finding: Finding) -> Json | None:
    """Until when the version gets fixes, as far as the bundled table knows."""
    cycle = eol.of(finding.identity.product, finding.identity.version)
    if cycle is None:
        return None
    ends = None if cycle.ends is None else cycle.ends.isoformat()
    return {"cycle": cycle.cycle, "ends": ends, "table": cycle.as_of.isoformat()}


def remedy(one: Remedy) -> Json:
    """How a store of this kind and version is closed."""
    told = {"file": one.file, "text": one.text, "command": one.command, "terraform": one.terraform}
    return {
        "versions": one.versions,
        "steps": list(one.steps),
        **{name: text or None for name, text in told.items()},
        "source": one.source,
    }


def optional(text: str | None) -> str | None:
    """*text* made harmless, or null."""
    return None if text is None else printable(text)
