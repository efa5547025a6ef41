"""``nightlatch diff``: what became of each store between two runs; contacts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = """\
A store is closed only where it answered: it refuses connections, asks for a password, or grants nothing. One that did
not answer, or was not looked at, was not reached.

Exit codes: 0 nothing opened, all reached; 2 usage; 3 nothing opened, but not all that was open was reached; 10 opened.
"""


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The JSON report of the earlier run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The JSON report of the later run.")],
    json: Annotated[bool, typer.Option("--json", help="A JSON object per store, for programs.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR=1 does the same.")] = False,
) -> None:
    """Say what opened, closed or changed between two runs, and what was not reached."""
    from nightlatch.cli import diffing  # late: `--help` need not wait for what reads reports

    raise typer.Exit(diffing.diff(old, new, is_json=json, no_color=no_color))
