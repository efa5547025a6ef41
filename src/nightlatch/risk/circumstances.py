"""CB: what is known of the breach: who may have received the data, what was altered or lost, and with which intent.

Source: ENISA 2013, annex 3. That a stranger could write is no loss of integrity: it is told beside the number, and
counts only where there are signs that somebody did.
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Access, Finding, Reach, Step
from nightlatch.risk.steps import CLAIMED, CLAIMS

ELEMENTS = ("confidentiality", "recipients", "integrity", "availability", "malice")
_REACHED: dict[Reach, tuple[int, str]] = {
    "internet": (2, "open to the internet: an unknown number of recipients"),
    "private": (1, "open to a private network: a limited number of recipients"),
    "lab": (0, "open to nobody but a lab: no recipients"),
}
_CLAIMED = {
    "altered-for-good": ("integrity", 2),
    "unavailable-for-a-time": ("availability", 1),
    "lost-for-good": ("availability", 2),
}


def reads(access: Access) -> bool:
    """Can a stranger read, or is that not known? What is known to be denied is no loss of confidentiality."""
    return access.rights["read"].verdict != "denied" if "read" in access.rights else True


def steps(finding: Finding, reach: Reach, why: str) -> Iterator[tuple[str, Step]]:
    """Candidates by element; of each element the highest counts. That recipients are known lowers the first."""
    quarters, reason = _REACHED[reach]
    yield "confidentiality", _step(f"reach-{reach}", quarters, reason, why)
    if reach == "internet":
        yield "recipients", _step("known-recipients", -1, CLAIMS["known-recipients"], CLAIMED)
    traces = {trace.kind: trace for trace in reversed(finding.traces)}
    if note := traces.get("ransom-note"):
        yield "malice", _step("ransom-note", 2, "a ransom note: somebody means harm", note.what)
        yield "integrity", _step("altered", 1, "a ransom note: somebody wrote into the store", note.what)
    if gone := traces.get("wiped"):
        reason = "data is gone, for a time at least; whether it can be restored is not known"
        yield "availability", _step("wiped", 1, reason, gone.what)
    for id, (element, quarters) in _CLAIMED.items():
        yield element, _step(id, quarters, CLAIMS[id], CLAIMED)


def _step(id: str, delta: int, reason: str, evidence: str) -> Step:
    return Step(id=id, concerns="cb", delta=delta, reason=reason, evidence=evidence)
