"""The commands put together. Each brings what it needs only when it is run, so that ``--help`` is quick."""

from __future__ import annotations

from typing import Annotated

import typer

from nightlatch import __version__
from nightlatch.cli import check, demo, diff, report, scope, stores, sweep
from nightlatch.cli.plainly import Command, Commands

_WIDE = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}

# Plain help: the same in a pipe, on a terminal and in the golden files, whatever the version of rich.
APP = typer.Typer(
    name="nightlatch", cls=Commands, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings=_WIDE,
)  # fmt: skip


def _version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"nightlatch {__version__}")
        raise typer.Exit


@APP.callback()
def nightlatch(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find data stores left open, prove read-only what a stranger could do in them, say whose data is exposed."""


APP.command(
    "check",
    cls=Command,
    short_help="Look at stores: who can do what in them, and whose data is there.",
    epilog=check.EPILOG,
)(check.check)
APP.command("sweep", cls=Command, short_help="List what answers in a scope; nothing is sent.", epilog=sweep.EPILOG)(
    sweep.sweep
)
APP.command(
    "report", cls=Command, short_help="Write an earlier run's reports, from its JSON report.", epilog=report.EPILOG
)(report.report)
APP.command("diff", cls=Command, short_help="What opened, closed or changed between two runs.", epilog=diff.EPILOG)(
    diff.diff
)
APP.command("stores", cls=Command, short_help="List the kinds of store.")(stores.stores)
APP.add_typer(scope.app, name="scope")
APP.command("demo", cls=Command, short_help="Audit a made-up leak in a store of one's own.", epilog=demo.EPILOG)(
    demo.demo
)
