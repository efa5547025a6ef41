"""``nightlatch report``: an earlier run's JSON report, in any other format and form; contacts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nightlatch.cli import choices

EPILOG = f"""\
Formats: {choices.REPORTS}.

The restricted form says where each store is, and is for whoever has to act. The public form of the same run has no
address, no owner, no name of anything in a store, and no command: FORMAT:public=FILE, or --public for all.

Exit codes: 0 all written; 1 a report could not be written; 2 usage.
"""


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN.json", help="The JSON report of an earlier run.")],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FORMAT[:public]=FILE...",
            help="What to write; see Formats.",
            autocompletion=choices.complete_report,
        ),
    ],
    tlp: Annotated[
        choices.TrafficLight | None,
        typer.Option(
            metavar="COLOUR",
            help="The traffic light: CLEAR, GREEN, AMBER, AMBER+STRICT or RED; AMBER unless told, CLEAR in public.",
            case_sensitive=False,
        ),
    ] = None,
    publisher: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who publishes the advisory (CSAF), in either form.")
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Write all of them in their public form.")] = False,
) -> None:
    """Write the reports of an earlier run, which its JSON report holds; nothing is contacted."""
    from nightlatch.cli import reporting  # late: it brings templates, which `--help` need not wait for

    raise typer.Exit(
        reporting.report(run, files, tlp=tlp.value if tlp else None, is_public=public, publisher=publisher)
    )
