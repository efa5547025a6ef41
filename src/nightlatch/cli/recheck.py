"""``nightlatch check --recheck RUN.json#ID``: asks one finding's store the same questions again, and nothing more.

Closed is three different things, and each is said: it refuses connections, it asks for a password (or grants nothing),
it does not answer. The last may be a firewall between here and there, so it is told with the place we asked from.
"""

from __future__ import annotations

from pathlib import Path

from nightlatch.cli import exits
from nightlatch.cli.diffing import read
from nightlatch.cli.mistakes import Mistake
from nightlatch.comparing import Change, closing
from nightlatch.model import Finding, Result

_VERDICTS = {
    "refused": "closed: it refuses connections",
    "asks-for-a-password": "closed: it asks for a password",
    "grants-nothing": "closed: it lets a stranger in and grants nothing",
    "unreachable": "not reached: it did not answer, which a firewall between here and there would look like, too",
}


def finding(text: str) -> Finding:
    """The finding that ``RUN.json#ID`` names; the id may be cut short while it fits one only. Errors: Mistake."""
    path, mark, wanted = text.rpartition("#")
    if not mark or not path or not wanted:
        raise Mistake("--recheck takes RUN.json#ID", "the ids stand in the report: stores[].finding_id")
    result = read(Path(path))
    found = [one for one in result.findings if one.id.startswith(wanted)]
    if len({one.id for one in found}) != 1:
        known = ", ".join(sorted({one.id for one in result.findings})[:8]) or "none"
        raise Mistake(f"{path}: {'no' if not found else 'more than one'} finding {wanted[:40]}", f"it has {known}")
    return found[0]


def verdict(was: Finding, result: Result) -> tuple[str, int]:
    """What became of *was* in *result*, in one line, and the exit code."""
    change = closing(was, result)
    at = result.run.finished or result.run.started
    where = f" as seen from {result.run.vantage}" if result.run.vantage else " as seen from this machine"
    return f"{was.id} {_words(change)}{where}, {at:%Y-%m-%d %H:%M:%S} UTC", _code(change)


def _words(change: Change) -> str:
    if change.shut is None:
        return f"still open{': ' if change.what else ''}{'; '.join(change.what)}"
    if change.state == "not-reached" and change.what:
        return f"{_VERDICTS[change.shut]} ({'; '.join(change.what)})"
    return _VERDICTS[change.shut]


def _code(change: Change) -> int:
    return {"closed": exits.CLEAN, "not-reached": exits.NOT_ALL}.get(change.state, exits.OPEN)
