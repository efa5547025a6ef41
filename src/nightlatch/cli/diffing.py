"""Tells what became of each store between two runs, on the screen or as JSON lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nightlatch.cli import exits, screen
from nightlatch.cli.mistakes import Mistake
from nightlatch.comparing import Change, State, compare
from nightlatch.inert import printable
from nightlatch.model import Result
from nightlatch.reports import _read

_STYLES: dict[State, str] = {
    "opened": "bold red", "changed": "yellow", "not-reached": "yellow", "closed": "green", "unchanged": "",
}  # fmt: skip


def diff(old: Path, new: Path, *, is_json: bool, no_color: bool) -> int:
    """Compare two JSON reports; return the exit code. Errors: :class:`Mistake` for a file that is no report."""
    shown = screen.screen(no_color=no_color)
    changes = compare(read(old), read(new))
    if is_json:
        for change in changes:
            print(msgspec.json.encode(_harmless(change)).decode())
    elif changes:
        _tell(changes, shown.out)
    shown.note(_counted(changes), "bold")
    return code(changes)


def read(path: Path) -> Result:
    """The result that a restricted JSON report tells. Errors: :class:`Mistake`."""
    try:
        result = _read.load(path)
    except _read.ReadError as error:
        raise Mistake(error.what, error.hint) from None
    if result.run.form == "public":
        raise Mistake(f"{path}: is a public report, which says of no store where it is", "name the restricted one")
    return result


def code(changes: tuple[Change, ...]) -> int:
    """The exit code: what opened is worst, then what could not be told."""
    states = {change.state for change in changes}
    return exits.OPEN if "opened" in states else exits.NOT_ALL if "not-reached" in states else exits.CLEAN


def _tell(changes: tuple[Change, ...], out: Console) -> None:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(overflow="fold", ratio=1)
    for change in changes:
        words = "; ".join(printable(one) for one in change.what)
        table.add_row(
            Text(change.state.replace("-", " "), style=_STYLES[change.state]), Text(change.id),
            Text(printable(change.target)), Text(words),
        )  # fmt: skip
    out.print(table)


def _counted(changes: tuple[Change, ...]) -> str:
    counts = Counter(change.state for change in changes)
    parts = [f"{counts[state]} {state.replace('-', ' ')}" for state in get_args(State) if counts[state]]
    return ", ".join(parts) or "no store was open in either run"


def _harmless(change: Change) -> dict[str, object]:
    return {
        "finding_id": change.id, "target": printable(change.target), "state": change.state, "shut": change.shut,
        "what": [printable(one) for one in change.what],
    }  # fmt: skip
