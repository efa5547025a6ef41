"""The demo, step by step: fetch, start, load, audit, tell, remove; each step is said aloud."""

from __future__ import annotations

import contextlib
import secrets
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nightlatch import targets
from nightlatch.audit import Plan
from nightlatch.cli import details, environment, exits
from nightlatch.cli.mistakes import Mistake, Trouble
from nightlatch.cli.outputs import Outputs, wanted
from nightlatch.cli.progress import Bars
from nightlatch.cli.run import Ended, run
from nightlatch.cli.screen import Screen
from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import Refused
from nightlatch.demo.run import DEMOS, latest_ending, leaking, points_for
from nightlatch.demo.servers import Server, Unavailable
from nightlatch.risk import steps
from nightlatch.scope import Scope

_AS_IF_REAL = steps.decided(steps.EVERY, "synthetic-data", "rejected", "the demo stands for a real leak")
_PLACES = "NIGHTLATCH_CACHE names the folder for downloads, TMPDIR the one for the store's files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The options of ``nightlatch demo``, as typed."""

    kind: str
    people: int | None
    points: int | None
    seed: int
    reports: tuple[str, ...]
    json: Path | None
    html: Path | None
    keep: bool


def show(wish: Wish, screen: Screen) -> int:
    """Run the demo; 0 if the store was found open, as it is. Errors: :class:`Mistake`."""
    leak = _leak(wish)
    files = wanted(wish.reports, wish.json, wish.html)
    _introduce(wish, leak, screen)
    with _explained(), _terminable():
        with environment.for_downloads():
            DEMOS[wish.kind].get()
        with _loaded(wish, leak, screen) as server:
            ended = _audit(server, Outputs(files), screen)
            if wish.keep and exits.is_open(ended.code):
                _wait(server, screen)
    screen.note("The store and its files are removed.")
    for one in files:
        screen.note(f"{one.report.name} report: {one.path}")
    _end_in_the_headline(ended, screen)
    return exits.CLEAN if exits.is_open(ended.code) else ended.code or exits.FAILED


def _leak(wish: Wish) -> Leak:
    people = DEMOS[wish.kind].people if wish.people is None else wish.people
    points = points_for(people) if wish.points is None else wish.points
    try:
        return Leak(people=people, points=points, seed=wish.seed, ending=latest_ending())
    except ValueError as error:
        raise Mistake(str(error), "see nightlatch demo --help") from None


def _introduce(wish: Wish, leak: Leak, screen: Screen) -> None:
    kept = "It stays until Ctrl-C, then it is removed" if wish.keep else "Then the store and its files are removed"
    screen.note(
        f"This demo starts {DEMOS[wish.kind].what} on 127.0.0.1, without a password, fills it with a made-up city "
        f"({leak.people:,} people, {leak.points:,} location points) and looks at it as any stranger could: "
        f"nightlatch check --full --reach internet. It is rated as if reachable from the internet, and its people "
        f"as if they were real. {kept}."
    )


@contextlib.contextmanager
def _loaded(wish: Wish, leak: Leak, screen: Screen) -> Iterator[Server]:
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        with Bars(screen.err, "rows") as bars:
            bars.container(f"loading {wish.kind}", leak.people + leak.points)
            server = stack.enter_context(leaking(wish.kind, leak, lambda rows: bars.read(rows, 0)))
        screen.note(f"Started and loaded in {time.monotonic() - started:.1f} s: {server.url}")
        yield server


def _audit(server: Server, outputs: Outputs, screen: Screen) -> Ended:
    screen.note("")
    plan = Plan(
        targets=(targets.parse(server.url),), scope=Scope.loopback(), full=True, token=secrets.token_hex(4),
        vantage="this machine", reach="internet", decisions=_AS_IF_REAL,
    )  # fmt: skip
    started = time.monotonic()
    ended = run(plan, outputs, screen)
    screen.note(f"Looked at in {time.monotonic() - started:.1f} s.")
    return ended


def _wait(server: Server, screen: Screen) -> None:
    screen.note(f"{server.url} stays open until Ctrl-C.", "bold")
    with contextlib.suppress(KeyboardInterrupt):
        while server.is_running():
            time.sleep(0.2)


def _end_in_the_headline(ended: Ended, screen: Screen) -> None:
    for finding in ended.result.findings if screen.detail != "quiet" else ():
        details.line(screen.out, "")
        details.line(screen.out, finding.headline, "bold")


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the demo as Ctrl-C does, so that the server goes too."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        server, what, hint = (*error.args, "", "", "")[:3]
        raise Trouble(f"{server}: {what}", "; ".join(hint.split("\n")).strip("; ")) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Trouble(f"{where}{(error.strerror or type(error).__name__).lower()}", _PLACES) from None
    except Refused as error:
        raise Trouble(str(error)) from None
    except ModuleNotFoundError as error:
        raise Trouble(f"the demo needs the package {error.name}", "pip install 'nightlatch[all,demo]'") from None
