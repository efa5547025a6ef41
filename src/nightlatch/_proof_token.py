"""The line that an owner publishes to show that a scope is known and agreed to: ``nightlatch1 DIGEST UNTIL``.

DIGEST is the SHA-256 of what the scope means (:attr:`nightlatch.scope.Scope.digest`), all 64 digits: who asks, for
whom, which targets and until when. So a line that was published for one scope says nothing for a wider one, and no two
scopes can be prepared to share one. It is no secret: that it stands where only the owner can write is the proof.
UNTIL is a moment in UTC; the owner may publish an earlier one than the scope's own. Sends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from nightlatch.scope import Scope

VERSION = "nightlatch1"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_LINE = re.compile(rf"{VERSION} ([0-9a-f]{{64}}) ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)")
_MOST_LINES = 200
_LONGEST = 1000

Outcome = Literal["proved", "nothing", "another-scope", "expired", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a place that was looked at says about the scope; *until* only where it proves something."""

    outcome: Outcome
    what: str
    until: datetime | None = None


def token(scope: Scope) -> str:
    """The line to publish. Errors: ``ValueError`` for a scope without a grant, which needs no proof."""
    if scope.ends is None:
        raise ValueError("loopback needs no proof")
    return f"{VERSION} {scope.digest} {scope.ends.astimezone(UTC).strftime(_MOMENT)}"


def judge(lines: Iterable[str], scope: Scope, now: datetime) -> Seen:
    """What *lines*, found where the owner publishes, say about *scope* at *now*; the best of them counts."""
    found = [seen for line in list(lines)[:_MOST_LINES] if (seen := _judged(line, scope, now)) is not None]
    for outcome in ("proved", "expired", "another-scope", "failed"):
        alike = [seen for seen in found if seen.outcome == outcome]
        if alike:
            return max(alike, key=lambda seen: seen.until or now)
    return Seen(outcome="nothing", what="no token of Nightlatch is published there")


def _judged(line: str, scope: Scope, now: datetime) -> Seen | None:
    """None for a line that is not meant for us: other programs publish TXT records, too."""
    text = " ".join(line[:_LONGEST].split()).strip('"')  # some panels keep the quotes that they were given
    if not text.startswith(f"{VERSION} "):
        return None
    if (parts := _LINE.fullmatch(text)) is None or (until := _moment(parts[2])) is None:
        return Seen(outcome="failed", what="a token is published there that is not written as it should be")
    if parts[1] != scope.digest:
        return Seen(outcome="another-scope", what="the token there is another scope's, or this one's before a change")
    if until <= now:
        return Seen(outcome="expired", what=f"the token there expired at {until:%Y-%m-%d %H:%M} UTC")
    return Seen(outcome="proved", what="the token is published there", until=min(until, scope.ends or until))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
