"""``nightlatch scope``: write a commented scope file, and say what one means."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

_SHOWN = 20  # targets; the rest is counted

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write, explain or prove a scope file.")


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)] = Path("scope.toml"),
) -> None:
    """Write a commented scope file to edit, scope.toml unless told; never over one that is there."""
    from nightlatch.cli.mistakes import Mistake
    from nightlatch.scope import Scope

    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(Scope.sample(datetime.now(UTC).date()))
    except FileExistsError:
        raise Mistake(f"{file}: exists already and is left as it is", "name another file") from None
    except OSError as error:
        raise Mistake(f"{file}: {(error.strerror or 'cannot be written').lower()}", "name another file") from None
    typer.echo(f"{file}: written; edit it, then: nightlatch scope show {file}", err=True)


@app.command("show", short_help="Say what a scope file means.")
def show(file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)] = Path("scope.toml")) -> None:
    """Say what a scope file means: what is in and out, how many, until when, on whose word.

    FILE is scope.toml unless told.
    """
    from nightlatch.cli.asked import read_scope
    from nightlatch.inert import printable
    from nightlatch.scope_words import explain

    scope = read_scope(file)
    for line in explain(scope):
        typer.echo(printable(line, 4000))
    expanded = scope.targets()
    named, skipped = len(expanded.targets), len(expanded.skipped)
    typer.echo(f"named by their kind: {named:,}, and {skipped:,} skipped; the rest is swept")
    for target in expanded.targets[:_SHOWN]:
        typer.echo(f"  {printable(target.url)}")
    for one in expanded.skipped[:_SHOWN]:
        typer.echo(f"  skipped: {printable(one.target)}: {printable(one.detail)}")
    rest = sum(max(0, len(some) - _SHOWN) for some in (expanded.targets, expanded.skipped))
    if rest:
        typer.echo(f"  and {rest:,} more")


_File = Annotated[Path, typer.Option("--scope", metavar="FILE", help="The scope file.")]


@app.command("token", short_help="Say what to publish to prove control, and where.")
def token(scope: _File = Path("scope.toml")) -> None:
    """Say what to publish to prove control of what a scope file lists, and where. Contacts nothing."""
    from nightlatch.cli import scope_verify

    scope_verify.token(scope)


@app.command("verify", short_help="Prove control of what a scope file lists.")
def verify(
    scope: _File = Path("scope.toml"),
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was seen as JSON.")] = None,
    audit_log: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a line per connection.")] = None,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, max=600, help="Wait for an answer.")] = 5.0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent to whom; contact nothing.")
    ] = False,
) -> int:
    """Look for the token of a scope file where only the owner of a name or public address can publish it.

    What is proved is kept beside the scope file, in FILE.proof, until it expires or the scope changes.
    Contents of stores at public addresses are read only where control is proved.
    Exit codes: 0 all is proved, 3 something is not.
    """
    from nightlatch.cli import scope_verify

    return scope_verify.verify(scope, json, audit_log, timeout, dry=dry_run)
