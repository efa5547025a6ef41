"""``nightlatch sweep``: which endpoints of a scope answer; nothing is sent to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = """\
What answers is not yet a store, and not yet open to anybody: nightlatch check tells. Printers and industrial control
are asked only at ports that the scope lists themselves.

Exit codes: 0 everything was asked; 1 the tool failed; 2 usage; 3 not everything could be asked (names that do not
resolve, the scope's time, this machine's limits); 130 interrupted.
"""


def sweep(
    scope: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What may be contacted; without it, 127.0.0.1 is asked."),
    ] = None,
    ports: Annotated[
        str | None,
        typer.Option(
            metavar="PORTS",
            help="Such as 1-1024,27017; else those of the scope, else those of every kind of store.",
        ),
    ] = None,
    resume: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Note in FILE how far it is (mode 0600); if FILE is there, go on where that sweep was.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    audit_log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add a line per connection to FILE (mode 0600).")
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=3600, help="How long to wait for each answer.")
    ] = 4.0,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR=1 does the same.")] = False,
) -> None:
    """List what answers: TCP connections that are closed at once, nothing sent, no privileges needed.

    The order is shuffled and the pace is the scope's. Without limits in the scope: as fast as it goes on loopback,
    1,000 connections a second and 20 to one host within private ranges, 20 and 2 where an address is public.
    """
    from nightlatch.cli import sweeping  # late: it brings numpy, which `--help` need not wait for

    asked = sweeping.Asked(
        scope=scope, ports=ports, resume=resume, is_json=json, audit_log=audit_log, timeout_seconds=timeout,
        no_color=no_color,
    )  # fmt: skip
    raise typer.Exit(sweeping.sweep(asked))
