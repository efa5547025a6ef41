"""One report for each owner of the inventory, with what is theirs and nothing of anybody else's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nightlatch.cli.mistakes import Mistake
from nightlatch.model import Coverage, Finding, Result, Tlp
from nightlatch.owners import Owners
from nightlatch.reports import ReportError, _groups, all_reports, formed, write
from nightlatch.survey import estimate

_FORMATS = ("html", "json")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PerOwner:
    """Writes the reports of *folder* when a run ends; *owners* tells whose a place without a finding is."""

    folder: Path
    owners: Owners
    tlp: Tlp | None = None

    def begin(self) -> None:
        """Make the folder, to learn now what cannot be written. Errors: :class:`Mistake`."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:
            raise Mistake(f"{self.folder}: is a file", "name a folder for --per-owner") from None
        except OSError as error:
            reason = (error.strerror or "cannot be made").lower()
            raise Mistake(f"{self.folder}: {reason}", "make the folder above it first, or name another one") from None

    def finish(self, result: Result) -> list[ReportError]:
        """Write every owner's reports; returns what could not be written."""
        problems = []
        for owner, part in self.parts(result).items():
            for name in _FORMATS:
                try:
                    write(formed(all_reports()[name], tlp=self.tlp), part, self.folder / f"{file_name(owner)}.{name}")
                except ReportError as error:
                    problems.append(error)
        return problems

    def parts(self, result: Result) -> dict[str, Result]:
        """The result of each owner; what nobody owns under the empty name, where there is any."""
        findings: dict[str, list[Finding]] = {}
        for finding in _groups.worst_first(result.findings):
            findings.setdefault(_owner(finding.target.tags), []).append(finding)
        whose = {finding.target.url: owner for owner, some in findings.items() for finding in some}
        for target in [*(line.target for line in result.coverage), *(one.target for one in result.failures)]:
            if target not in whose:
                whose[target] = _owner(self.owners.of_target(target))
        return {owner: _part(result, owner, findings.get(owner, []), whose) for owner in sorted({*whose.values()})}


def file_name(owner: str) -> str:
    """A name for the files of *owner* that is harmless anywhere, and another one for every other owner."""
    if not owner:
        return _groups.UNASSIGNED
    plain = unicodedata.normalize("NFKD", owner).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256(owner.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return f"{short}-{digest}" if short else digest


def _owner(tags: Sequence[tuple[str, str]]) -> str:
    """The owner; the team where only that is named."""
    found = dict(tags)
    return found.get("owner") or found.get("team") or ""


def _part(result: Result, owner: str, findings: list[Finding], whose: dict[str, str]) -> Result:
    """What is theirs; warnings speak of other places, and what was used is the whole run's."""
    counts = [finding.people for finding in findings if finding.people.value is not None]
    coverage: tuple[Coverage, ...] = tuple(line for line in result.coverage if whose[line.target] == owner)
    return Result(
        run=replace(result.run, warnings=(), limits_used={}),
        findings=tuple(findings),
        failures=tuple(failure for failure in result.failures if whose[failure.target] == owner),
        coverage=coverage,
        people=counts[0] if len(counts) == 1 else estimate.together(counts),
    )
