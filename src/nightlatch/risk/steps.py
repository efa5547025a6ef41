"""The steps of the arithmetic by id, and what a user decided about them.

A step that the survey proposes counts unless it is rejected. A few only a user can know (``CLAIMS``): they count once
confirmed. Sends nothing; the file is TOML:

    ["*"]                                    # every finding
    public-register = { confirmed = "all of it is in the land register" }
    [nl-0123456789ab]                        # one finding, which goes before "*"
    minors = { rejected = "the school's teachers" }
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from nightlatch.inert import printable
from nightlatch.model import Step, StepState

EVERY = "*"
PROPOSED = {
    "simple-data": "biographical, contact and similar data",
    "behavioural-data": "location, traffic, preferences, habits",
    "financial-data": "accounts, cards, income",
    "sensitive-data": "data of Articles 9 and 10 GDPR",
    "credentials": "credentials take the class of what they open",
    "everyday-profile": "volume in time draws an everyday profile",
    "special-category-places": "labels of places tell special categories",
    "minors": "children are among the people",
    "personal-safety": "being in it may cost somebody's safety",
    "bank-name-only": "names of banks without accounts",
    "fraud": "enough to pay or draw with",
    "outdated": "nothing in it is younger than ten years",
    "identified-by-name": "a full name with what tells it from others",
    "identified-by-scan": "a scan of a document or a signature",
    "identified-by-face": "a face with what it belongs to",
    "name-with-details": "a full name with further details",
    "photo-with-details": "a picture with further details",
    "telling-number": "a number that itself tells of its holder",
    "contact-with-details": "a phone number or address with details",
    "single-identifier": "the best identifier, standing alone",
    "trails-single-out": "trails that are alone in their kind",
    "attributes-single-out": "attributes that are alone in their combination",
    "synthetic-data": "the data looks made up",
    "reach-internet": "open to the internet: recipients unknown",
    "reach-private": "open to a private network: recipients limited",
    "reach-lab": "open to nobody but a lab",
    "altered": "somebody wrote into it",
    "wiped": "data is gone",
    "ransom-note": "somebody means harm",
}
CLAIMS = {
    "public-register": "all of it is public already",
    "cards-expired": "its cards expired more than ten years ago",
    "known-recipients": "complete access logs show known recipients only",
    "altered-for-good": "it was altered and cannot be restored",
    "unavailable-for-a-time": "it was not available for a time",
    "lost-for-good": "it is lost and cannot be restored",
}
CLAIMED = "said by the user"
_FINDING = re.compile(r"nl-[0-9a-f]{12}")
_WAYS: dict[str, StepState] = {"confirmed": "confirmed", "rejected": "rejected"}


class StepsError(Exception):
    """A decision that cannot be followed: *what* is wrong, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a user decided about a step, and why."""

    state: StepState
    reason: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """By finding (or ``"*"``) and step."""

    made: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    def of(self, finding: str, step: str) -> Decision | None:
        """What was decided about *step* of *finding*; what is said of one finding goes before what is said of all."""
        return self.made.get((finding, step)) or self.made.get((EVERY, step))

    def and_then(self, later: Decisions) -> Decisions:
        """Both, *later* where they differ."""
        return Decisions({**self.made, **later.made})

    def taken(self, finding: str, steps: Iterable[Step]) -> list[Step]:
        """*steps* with their states and, where one was decided upon, the user's reason; claims only once confirmed."""
        told = [self._decided(finding, step) for step in steps]
        return [step for step in told if step.id not in CLAIMS or step.state == "confirmed"]

    def highest(self, finding: str, candidates: Iterable[Step]) -> list[Step]:
        """The highest of *candidates* that is not rejected, behind the rejected ones that were higher."""
        told: list[Step] = []
        for step in sorted(self.taken(finding, candidates), key=lambda one: -one.delta):
            told.append(step)
            if step.state != "rejected":
                break
        return told

    def _decided(self, finding: str, step: Step) -> Step:
        decision = self.of(finding, step.id)
        if decision is None:
            return step
        return replace(step, state=decision.state, reason=f"{step.reason}; {decision.state}: {decision.reason}")


def decided(finding: str, step: str, state: StepState, reason: str) -> Decisions:
    """One decision. Errors: :class:`StepsError` where there is no such step, or nothing that could be a finding."""
    if step not in PROPOSED and step not in CLAIMS:
        raise StepsError(f"there is no step {step!r}", "steps: " + ", ".join([*PROPOSED, *CLAIMS]))
    if finding != EVERY and not _FINDING.fullmatch(finding):
        raise StepsError(f"{finding!r} is no finding", 'the report tells its id: "nl-" and twelve digits; or "*": all')
    if not reason.strip():
        raise StepsError(f"why {step} is {state} is not said", "a decision without a reason helps nobody later")
    return Decisions({(finding, step): Decision(state=state, reason=printable(reason.strip(), 500))})


def load(path: Path) -> Decisions:
    """Read a file of decisions. Errors: :class:`StepsError`."""
    try:
        raw = msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, dict[str, str]]])
    except OSError as error:
        raise StepsError(f"{path}: cannot be read: {(error.strerror or '').lower()}", "name a file of steps") from None
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        raise StepsError(f"{path}: this is no file of steps", 'minors = { rejected = "why" } below ["*"]') from None
    made = Decisions()
    for finding, steps in raw.items():
        for step, ways in steps.items():
            if len(ways) != 1 or not ways.keys() <= _WAYS.keys():
                raise StepsError(f"{path}: {step} is neither confirmed nor rejected", 'minors = { rejected = "why" }')
            ((way, reason),) = ways.items()
            made = made.and_then(decided(finding, step, _WAYS[way], reason))
    return made


def typed(text: str, state: StepState) -> Decisions:
    """``ID`` or ``ID=FINDING`` of a command line. Errors: :class:`StepsError`."""
    step, _, finding = text.partition("=")
    return decided(finding or EVERY, step, state, "on the command line")
