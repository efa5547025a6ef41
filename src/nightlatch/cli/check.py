"""``nightlatch check``: look at stores, named by URL or listed by a scope file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nightlatch.cli import choices
from nightlatch.cli.exits import Level

EPILOG = f"""\
Kinds: {choices.STORES}.

Formats: {choices.REPORTS}.

Files: {choices.FILES}; the format is told by the content, then by the name.

Lists: {choices.LISTS}; the format is told by the content, or named.

Exit codes: 0 looked everywhere, nothing open; 1 the tool failed (a report could not be written, or a bug); 2 usage;
3 nothing open, but not everything could be looked at; 10 open and not rated; open and rated by the worst: 11 low,
12 medium, 13 high, 14 very-high; 130 interrupted.
"""


class ReachedFrom(StrEnum):
    """What ``--reach`` takes."""

    INTERNET = "internet"
    PRIVATE = "private"
    LAB = "lab"


def check(
    urls: Annotated[
        list[str] | None,
        typer.Argument(metavar="URL", hidden=True),
    ] = None,
    scope: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What may be contacted; without URLs, all that it lists is looked at."),
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="[FORMAT=]FILE",
            help="Look at what a list of others names and the scope lists, too; can be repeated; see Lists.",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything and count exactly; no sample.")] = False,
    sample: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Records read of each container; 20000 unless told.")
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT[:public]=FILE",
            help="Write a report, or its public form, without addresses; can be repeated; see Formats.",
            autocompletion=choices.complete_report,
        ),
    ] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Short for --report json=FILE.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Short for --report html=FILE.")] = None,
    tlp: Annotated[
        choices.TrafficLight | None,
        typer.Option(
            metavar="COLOUR",
            help="The reports' traffic light; AMBER unless told, CLEAR in their public form.",
            case_sensitive=False,
        ),
    ] = None,
    per_owner: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write an HTML and a JSON report for each owner of the inventory."),
    ] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Log in as NAME; see --password-file.")] = None,
    password_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The password is the first line of FILE, not open to others.")
    ] = None,
    password_env: Annotated[
        str | None, typer.Option(metavar="NAME", help="The password is in the environment variable NAME.")
    ] = None,
    audit_log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add a line per connection to FILE (mode 0600).")
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=3600, help="How long to wait for each answer.")
    ] = 10.0,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            metavar="LEVEL",
            help="Exit 0 below this severity: low, medium, high or very-high. What is open and not rated fails always.",
        ),
    ] = None,
    reach: Annotated[
        ReachedFrom | None,
        typer.Option(
            metavar="FROM",
            help="From where the stores can be reached: internet, private or lab; else as their addresses say.",
        ),
    ] = None,
    steps: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Steps of the severity that you confirm or reject, with your reasons."),
    ] = None,
    confirm_step: Annotated[
        list[str] | None,
        typer.Option(metavar="ID[=FINDING]", help="Confirm a step of the severity; can be repeated."),
    ] = None,
    reject_step: Annotated[
        list[str] | None,
        typer.Option(metavar="ID[=FINDING]", help="Reject a step; it is told and not counted; can be repeated."),
    ] = None,
    mute: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Findings that fail no pipeline for a while; counted aloud all the same."),
    ] = None,
    networks: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A table of address ranges with AS number and country (iptoasn's), for what no inventory says.",
        ),
    ] = None,
    publisher: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who publishes the advisory (CSAF), in either form.")
    ] = None,
    vantage: Annotated[str, typer.Option(metavar="TEXT", help="From where you look; stands in the report.")] = "",
    resume: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write down in FILE what is done, and go on from there after a kill."),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="RUN.json", help="An earlier run's JSON report: since when a store is open; can be repeated."
        ),
    ] = None,
    recheck: Annotated[
        str | None,
        typer.Option(metavar="RUN.json#ID", help="Ask the store of one finding again, and say whether it is closed."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be contacted, with which bytes; contact nothing.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR=1 does the same.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the evidence and the coverage, too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell the headline of each store only.")] = False,
) -> None:
    """Look at stores, read-only: who can do what in them, and whose data is in them.

    A URL such as redis://127.0.0.1:6379 names a store; its scheme says the kind, its port may be left out.
    Without --scope only this machine's loopback addresses may be contacted.
    A path, a file: URL or - (stdin) names a file, which is read whole: see Files.
    """
    from nightlatch.cli import asked  # late: it brings numpy and Arrow, which `--help` need not wait for

    code = asked.check(
        asked.Asked(
            urls=tuple(urls or ()),
            lists=tuple(lists or ()),
            per_owner=per_owner,
            scope=scope,
            full=full,
            sample=sample,
            reports=tuple(report or ()),
            json=json,
            html=html,
            tlp=tlp.value if tlp else None,
            user=user,
            resume=resume,
            recheck=recheck,
            earlier=tuple(earlier or ()),
            dry_run=dry_run,
            password_file=password_file,
            password_env=password_env,
            audit_log=audit_log,
            timeout_seconds=timeout,
            mute=mute,
            networks=networks,
            publisher=publisher,
            fail_on=fail_on,
            reach=reach.value if reach else None,
            steps=steps,
            confirmed=tuple(confirm_step or ()),
            rejected=tuple(reject_step or ()),
            vantage=vantage,
            no_color=no_color,
            verbose=verbose,
            quiet=quiet,
        )
    )
    raise typer.Exit(code)
