"""From what was typed after ``nightlatch sweep`` to a sweep, and from what it finds to a table or a JSON document."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from pathlib import Path
from types import FrameType
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from nightlatch.audit_log import AuditLog, AuditLogError
from nightlatch.cli import exits
from nightlatch.cli.mistakes import Mistake, Trouble
from nightlatch.cli.progress import Bars
from nightlatch.cli.screen import Screen, screen
from nightlatch.discover.journal import Journal, JournalError
from nightlatch.discover.search import ports_of
from nightlatch.discover.sweep import EVERYWHERE, Answer, Sweeper
from nightlatch.inert import printable
from nightlatch.scope import Listing, Scope

_FORMAT = "nightlatch/sweep/1"
_MOST_PROCESSES = 2  # more share the kernel's one loopback and gain little
_TICK_SECONDS = 0.25
_ORDER = ("open", "closed", "filtered", "skipped", "unreachable", "failed", "over-budget", "incomplete")
_STOPPING = b"\nstopping: what was found so far follows; Ctrl-C again ends at once\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of ``nightlatch sweep``, as typed."""

    scope: Path | None = None
    ports: str | None = None
    resume: Path | None = None
    is_json: bool = False
    audit_log: Path | None = None
    timeout_seconds: float = 4.0
    no_color: bool = False


@dataclass(slots=True)
class _Told:
    """What the sweep said: what is open, and everything else that was said aloud."""

    found: list[Answer] = field(default_factory=list)
    aside: list[Answer] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        (self.found if answer.outcome == "open" else self.aside).append(answer)

    def sort(self) -> None:
        self.found.sort(key=lambda one: (_address_key(one.place.address), one.place.port))


def sweep(asked: Asked) -> int:
    """Do what was asked; return the exit code. Errors: :class:`Mistake`, before anything is contacted."""
    scope = _read(asked.scope) if asked.scope else _this_machine()
    ports = _ports(asked.ports) if asked.ports else ports_of(scope)
    if asked.ports:
        scope = _narrowed(scope, frozenset(ports))
    shown = screen(no_color=asked.no_color)
    with _opened(asked) as (log, journal):
        sweeper = _sweeper(asked, scope, ports, log, journal, shown)
        told, is_interrupted = _run(sweeper, shown)
    _say(asked, scope, sweeper, told, shown)
    return _code(sweeper, told, is_interrupted=is_interrupted)


def _read(path: Path) -> Scope:
    from nightlatch.scope_file import ScopeError

    try:
        return Scope.load(path, datetime.now(UTC))
    except ScopeError as error:
        raise Mistake(error.what, error.hint) from None


def _this_machine() -> Scope:
    return replace(Scope.loopback(), targets_listed=Listing(networks=(ip_network("127.0.0.1/32"),)))


def _ports(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.replace(" ", "").split(","):
        range_ = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", part)
        low, high = (int(range_[1]), int(range_[2] or range_[1])) if range_ else (0, 0)
        if not 0 < low <= high < 65536:
            raise Mistake(f"--ports: {part[:40]!r} is no port", "write them like 1-1024,27017")
        found += range(low, high + 1)
    return tuple(dict.fromkeys(found))


def _narrowed(scope: Scope, ports: frozenset[int]) -> Scope:
    """Only the named ports are asked, also of hosts that the scope lists with a port of their own."""
    listed = scope.targets_listed
    places = frozenset((host, port) for host, port in listed.places if port in ports)
    return replace(scope, targets_listed=replace(listed, places=places))


@contextlib.contextmanager
def _opened(asked: Asked) -> Iterator[tuple[AuditLog | None, Journal | None]]:
    try:
        with contextlib.ExitStack() as stack:
            log = stack.enter_context(AuditLog(asked.audit_log)) if asked.audit_log else None
            journal = stack.enter_context(Journal(asked.resume)) if asked.resume else None
            yield log, journal
    except (AuditLogError, JournalError) as error:
        raise Trouble(error.what, error.hint) from None


def _sweeper(
    asked: Asked, scope: Scope, ports: tuple[int, ...], log: AuditLog | None, journal: Journal | None, shown: Screen
) -> Sweeper:
    def waits(until: datetime) -> None:
        shown.note(f"outside the time windows of the scope: waiting until {until:%Y-%m-%d %H:%M} UTC")

    return Sweeper(
        scope, ports=ports, audit_log=log, token=secrets.token_hex(4), timeout_seconds=asked.timeout_seconds,
        journal=journal, processes=min(_MOST_PROCESSES, len(os.sched_getaffinity(0))), on_wait=waits,
    )  # fmt: skip


def _run(sweeper: Sweeper, shown: Screen) -> tuple[_Told, bool]:
    told, stop = _Told(), threading.Event()
    with _stoppable(stop), _progress(sweeper, shown):
        try:
            for answer in sweeper.run(stop):
                told.add(answer)
        except KeyboardInterrupt:
            stop.set()
    told.sort()
    return told, stop.is_set()


@contextlib.contextmanager
def _stoppable(stop: threading.Event) -> Iterator[None]:
    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        os.write(2, _STOPPING)  # not through rich: this may come while it holds its lock

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _progress(sweeper: Sweeper, shown: Screen) -> Iterator[None]:
    """On a terminal: how many were asked, how fast, how long still."""
    if not shown.err.is_terminal:
        yield
        return
    is_over = threading.Event()

    def follow(bars: Bars) -> None:
        bars.container("sweep", sweeper.endpoints)
        seen = 0
        while not is_over.wait(_TICK_SECONDS):
            now = sum(sweeper.tally.copy().values())
            bars.read(now - seen, 0)
            seen = now

    with Bars(shown.err, "endpoints") as bars:
        thread = threading.Thread(target=follow, args=(bars,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()
            bars.done()


def _say(asked: Asked, scope: Scope, sweeper: Sweeper, told: _Told, shown: Screen) -> None:
    if asked.is_json:
        typer.echo(json.dumps(_document(scope, sweeper, told), indent=2))
    elif told.found:
        shown.out.print(_table(told.found))
    for answer in told.aside:
        shown.note(_sentence(answer))
    for warning in sweeper.warnings:
        shown.note(f"warning: {warning}")
    shown.note(_counts(sweeper.tally), "bold")


def _document(scope: Scope, sweeper: Sweeper, told: _Told) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "scope": {"name": scope.name, "sha256": scope.digest if scope.grant else None},
        "open": [_place(one) for one in told.found],
        "aside": [{**_place(one), "outcome": one.outcome} for one in told.aside],
        "warnings": list(sweeper.warnings),
        "endpoints": sweeper.endpoints,
        "counts": {name: sweeper.tally.get(name, 0) for name in _ORDER},
    }


def _place(answer: Answer) -> dict[str, Any]:
    place = answer.place
    return {
        "address": place.address, "port": place.port, "host": place.host, "tags": dict(place.tags),
        "detail": answer.detail,
    }  # fmt: skip


def _table(found: list[Answer]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("host", "port", "address", "owner", "team", ""):
        table.add_column(name, justify="right" if name == "port" else "left", overflow="fold")
    for one in found:
        place, tags = one.place, dict(one.place.tags)
        host = place.host or place.address
        cells = (host, str(place.port), place.address if host != place.address else "")
        words = (*cells, tags.get("owner", ""), tags.get("team", ""), one.detail)
        table.add_row(*(Text(printable(word, 300)) for word in words))
    return table


def _sentence(answer: Answer) -> str:
    place = answer.place
    if place.host == EVERYWHERE:
        where = f"port {place.port}" if place.port else "all hosts"
    else:
        where = f"{place.host or place.address} port {place.port}" if place.port else f"{place.host}"
    return f"{answer.outcome}: {where}: {answer.detail}"


def _counts(tally: dict[str, int]) -> str:
    shown = [f"{tally.get(name, 0):,} {name}" for name in _ORDER if tally.get(name) or name in _ORDER[:4]]
    return ", ".join(shown)


def _code(sweeper: Sweeper, told: _Told, *, is_interrupted: bool) -> int:
    if is_interrupted:
        return exits.INTERRUPTED
    is_lacking = any(sweeper.tally.get(name) for name in ("failed", "over-budget", "incomplete"))
    has_lost_names = any(one.outcome == "skipped" and one.place.host != EVERYWHERE for one in told.aside)
    return exits.NOT_ALL if is_lacking or has_lost_names else exits.CLEAN


def _address_key(address: str) -> tuple[int, int]:
    found = ip_address(address)
    return found.version, int(found)
