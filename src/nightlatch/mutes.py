"""Findings that somebody has decided to live with for a while: a file of ids, each with a reason and a last day.

::

    [[mute]]
    finding = "nl-0123456789ab"
    reason = "a public mirror on purpose; decision 2026-14"
    until = 2026-12-31

A muted finding stays in every report and is counted aloud; it only no longer fails a pipeline. A mute that is over, or
fits nothing, is said, so that the file does not rot. Sends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from nightlatch.inert import printable
from nightlatch.model import Finding

_MAX_BYTES = 4 << 20


class MuteError(Exception):
    """A mute file that cannot be taken: *what* is wrong with it, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint


class Mute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision."""

    finding: Annotated[str, msgspec.Meta(pattern="^nl-[0-9a-f]{12}$")]
    reason: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
    until: date

    def holds(self, now: datetime) -> bool:
        """Its last day is still one on which it holds."""
        return now.date() <= self.until


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mute: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutes:
    """The decisions of one file, as of *now*."""

    now: datetime
    mutes: tuple[Mute, ...] = ()

    def of(self, finding: Finding) -> str:
        """Why *finding* is muted and until when; "" if it is not."""
        found = next((one for one in self.mutes if one.finding == finding.id and one.holds(self.now)), None)
        return f"until {found.until}: {printable(found.reason, 500)}" if found else ""

    def unused(self, findings: tuple[Finding, ...]) -> tuple[str, ...]:
        """What is to be said of mutes that are over, or that no finding of the run has."""
        met = {one.id for one in findings}
        over = (f"the mute of {one.finding} ended on {one.until}" for one in self.mutes if not one.holds(self.now))
        idle = (
            f"the mute of {one.finding} fits no finding of this run"
            for one in self.mutes
            if one.holds(self.now) and one.finding not in met
        )
        return (*over, *idle)


def load(path: Path, now: datetime) -> Mutes:
    """The decisions in *path*. Errors: :class:`MuteError` where it cannot be read, or a line is not understood."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise MuteError(f"{path}: cannot read the mutes: {(error.strerror or '').lower()}") from None
    if len(data) > _MAX_BYTES:
        raise MuteError(f"{path}: the file of mutes is larger than {_MAX_BYTES >> 20} MB")
    try:
        found = msgspec.toml.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        hint = 'each [[mute]] has finding = "nl-...", reason = "..." and until = 2026-12-31'
        raise MuteError(f"{path}: the mutes are not understood: {printable(str(error), 300)}", hint) from None
    return Mutes(now=now, mutes=found.mute)
