"""``nightlatch stores``: the kinds of store, and per kind what can be told read-only; read off the registry."""

from __future__ import annotations

import json as json_module
import re
import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from nightlatch.rehearsal import Outcome
    from nightlatch.stores import Store

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def stores(
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Prove on recorded servers that each kind still tells open from closed.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR=1 does the same.")] = False,
) -> None:
    """List the kinds of store, and what of each can be told read-only."""
    from nightlatch.cli.screen import screen
    from nightlatch.stores import all_stores

    if self_test:
        _self_test(json, no_color)
        return
    kinds = [all_stores()[kind] for kind in sorted(all_stores())]
    if json:
        typer.echo(json_module.dumps([_document(store) for store in kinds], indent=2, ensure_ascii=False))
        return
    console = screen(no_color=no_color).out
    console.print(_table(kinds, console.width))
    console.print(
        "C R U D A: how create, read, update, delete, administer are told: = exactly, ~ inferred, ? not; "
        "* it depends, on what is told below"
    )
    for store in kinds:
        console.print()
        for words in _sentences(store):
            console.print(textwrap.fill(words, console.width, subsequent_indent="    "))


def _self_test(json: bool, no_color: bool) -> None:
    """Play every recording; exit 1 where a kind is blind: then "nothing open" of that kind would mean nothing."""
    from nightlatch.cli.screen import screen
    from nightlatch.rehearsal import rehearse
    from nightlatch.stores import all_stores

    told = list(rehearse())
    unproved = sorted(set(all_stores()) - {one.kind for one in told})
    blind = sorted({one.kind for one in told if one.why})
    if json:
        document = {
            "tested": [{"kind": one.kind, "server": one.server, "why": one.why or None} for one in told],
            "blind": blind,
            "unproved": unproved,
        }
        typer.echo(json_module.dumps(document, indent=2, ensure_ascii=False))
    else:
        _show_self_test(screen(no_color=no_color).out, told, blind, unproved)
    raise typer.Exit(1 if blind or unproved else 0)


def _show_self_test(console: Console, told: list[Outcome], blind: list[str], unproved: list[str]) -> None:
    for one in told:
        console.print(f"{one.kind}  {one.server}: {one.why or 'told right'}", style="red" if one.why else "")
    words = f"{len(told)} recordings of {len({one.kind for one in told})} kinds"
    console.print(f"{words}: {'all told right' if not blind else 'BLIND: ' + ', '.join(blind)}", style="bold")
    if unproved:
        console.print(f"no recording, so not proved: {', '.join(unproved)}", style="red")


def _document(store: Store) -> dict[str, Any]:
    tells = store.tells
    return {
        "kind": store.kind,
        "title": store.title,
        "schemes": list(store.schemes),
        "tls_schemes": list(store.tls_schemes),
        "port": store.port,
        "rights": dict(tells.rights),
        "count": tells.count,
        "sample": tells.sample,
        "tested": tells.tested,
        "notes": tells.notes,
        "identified_by": _identified(store).split(", "),
        "usual_ports": list(store.signs.ports),
        "reads": sorted(store.reads),
        "driver": {"extra": store.driver or None, "missing": missing(store.driver)},
    }


_COLUMNS = ("kind", "port", "identify", "C", "R", "U", "D", "A", "count", "sample", "tested against", "driver")
_WIDE = 104
_WIDE_ONLY = ("identify", "driver")  # elsewhere the sentences below tell them


def _table(kinds: list[Store], width: int) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    shown = [name for name in _COLUMNS if width >= _WIDE or name not in _WIDE_ONLY]
    for name in shown:
        is_whole = name == "kind"  # half a name cannot be searched for
        table.add_column(name, justify="right" if name == "port" else "left", overflow="fold", no_wrap=is_whole)
    for store in kinds:
        cells = dict(zip(_COLUMNS, _cells(store), strict=True))
        table.add_row(*(cells[name] for name in shown))
    return table


def _cells(store: Store) -> tuple[str, ...]:
    """One for each of :data:`_COLUMNS`."""
    tells = store.tells
    told = (_first(tells.count), "no" if tells.sample.startswith("no") else "yes", _tested(tells.tested))
    rights = map(_cell, _rights(store).values())
    return store.kind, str(store.port), _identified(store), *rights, *told, _driver(store)


def _identified(store: Store) -> str:
    """By what the kind is told: what it says unasked, its answer to a hello, its pages."""
    signs = store.signs
    ways = (("greeting", signs.greeting), ("hello", signs.hello), ("HTTP", signs.page))
    return ", ".join(name for name, way in ways if way)


def _first(text: str) -> str:
    word = text.split()[0].rstrip(",;:")
    return word if word == text else f"{word}*"


def _tested(text: str) -> str:
    """The kinds of evidence that *text* names, the strongest first."""
    return ", ".join(word for word in ("real", "stand-in", "fake") if re.search(rf"\b{word}\b", text))


def _rights(store: Store) -> dict[str, str]:
    from nightlatch.model import RIGHTS

    return {name: store.tells.rights.get(name, "unknown") for name in RIGHTS}


def _cell(known: str) -> str:
    """``=`` exact, ``~`` inferred, ``?`` unknown; a star where it depends, which the sentences tell."""
    first = known.split()[0].rstrip(",;:")
    mark = {"exact": "=", "inferred": "~", "unknown": "?"}.get(first, "")
    return mark if first == known else f"{mark}*"


def _driver(store: Store) -> str:
    if not store.driver:
        return "built in"
    lacking = missing(store.driver)
    return "installed" if not lacking else "cannot tell" if lacking is None else f"lacks {', '.join(lacking)}"


def missing(extra: str) -> list[str] | None:
    """The packages of ``nightlatch[extra]`` that are not installed; None where our own metadata are not, either."""
    from importlib import metadata  # late: only here

    if not extra:
        return []
    try:
        requires = metadata.requires("nightlatch") or []
    except metadata.PackageNotFoundError:
        return None
    wanted = [line for line in requires if re.search(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]", line)]
    names = [found[0] for line in wanted if (found := _NAME.match(line))]
    return [name for name in names if not _is_installed(name)]


def _is_installed(name: str) -> bool:
    from importlib import metadata

    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _sentences(store: Store) -> list[str]:
    tells, alike = store.tells, dict[str, list[str]]()
    for name, known in _rights(store).items():
        alike.setdefault(known, []).append(name)
    rights = "; ".join(f"{', '.join(names)} {known}" for known, names in alike.items())
    urls = " ".join(f"{scheme}://" for scheme in (*store.schemes, *store.tls_schemes))
    lines = [f"{store.title} ({urls}): {rights}", f"  counts: {tells.count}", f"  sample: {tells.sample}"]
    lines += [f"  tested against: {tells.tested}", f"  recognised by: {_identified(store) or 'its port'}"]
    lines += [f"  driver: pip install 'nightlatch[{store.driver}]'"] if missing(store.driver) else []
    return lines + ([f"  {tells.notes}"] if tells.notes else [])
