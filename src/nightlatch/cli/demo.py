"""``nightlatch demo``: a store of our own on loopback, open and full of made-up people, audited and removed again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nightlatch.cli import choices

EPILOG = f"Formats: {choices.REPORTS}."


class Kind(StrEnum):
    """What the demo can show."""

    POSTGRESQL = "postgresql"
    MONGODB = "mongodb"
    REDIS = "redis"


def demo(
    store: Annotated[Kind, typer.Option(metavar="KIND", help="postgresql, mongodb or redis.")] = Kind.POSTGRESQL,
    people: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Made-up people; 100000 in PostgreSQL, else 20000.")
    ] = None,
    points: Annotated[
        int | None, typer.Option(metavar="M", min=0, help="Their location points; 2.6 a person unless told.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="The same seed makes the same city on one day.")] = 1,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE",
            help="Write a report; can be repeated; see Formats.",
            autocompletion=choices.complete_report,
        ),
    ] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Short for --report json=FILE.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Short for --report html=FILE.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave the store running until Ctrl-C, to look for yourself.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR=1 does the same.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the evidence and the coverage, too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell the headline only.")] = False,
) -> None:
    """Show what it does: start an open store of one's own, fill it with made-up people, audit it, remove it.

    Everything stays on this machine's loopback; nobody in the data exists.
    """
    from nightlatch.cli import demonstrate  # late: it brings drivers and servers, which `--help` need not wait for
    from nightlatch.cli.screen import asked

    told = asked(verbose=verbose, quiet=quiet, no_color=no_color)
    wish = demonstrate.Wish(
        kind=store.value, people=people, points=points, seed=seed, reports=tuple(report or ()), json=json, html=html,
        keep=keep,
    )  # fmt: skip
    raise typer.Exit(demonstrate.show(wish, told))
