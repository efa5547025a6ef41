"""One sweep in several processes: each takes a part that shares no host with the others, and tells what it finds.

Forked, so that names are resolved once and every part has the same answers. Worth it only where no rate holds: one
process already waits most of the time otherwise. A part ends with whoever started it, however that ends (prctl(2)).
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import PurePath
from typing import Any

from nightlatch.audit_log import AuditLogError
from nightlatch.discover._sweep_plan import Plan
from nightlatch.discover._sweep_run import Run
from nightlatch.discover.journal import JournalError
from nightlatch.discover.sweep import EVERYWHERE, Answer, Place

WORTH_IT = 50_000  # endpoints; below, starting processes takes longer than it saves

_TICK_SECONDS = 0.1
_TELL_SECONDS = 0.25
_FAILURES: dict[str, type[JournalError] | type[AuditLogError]] = {
    "journal": JournalError, "audit log": AuditLogError,
}  # fmt: skip
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class _Part:
    process: ForkProcess
    pipe: Connection
    tally: Counter[str] = field(default_factory=Counter)
    is_over: bool = False


class Shards:
    """Several runs side by side, told as one."""

    def __init__(self, plan: Plan, processes: int, stop: threading.Event) -> None:
        self.tally: Counter[str] = Counter()
        self._plan, self._count, self._stop = plan, processes, stop
        self._parts: list[_Part] = []

    def answers(self) -> Iterator[Answer]:
        """As :meth:`nightlatch.discover._sweep_run.Run.answers`, of all parts, as they come."""
        _ = self._plan.listed  # names are resolved here, before there are several of us
        try:
            self._parts = [self._start(part) for part in range(self._count)]
            while any(not part.is_over for part in self._parts):
                if self._stop.is_set():
                    self._end(signal.SIGTERM)
                yield from self._heard()
        finally:
            self._end(signal.SIGKILL)

    def _start(self, number: int) -> _Part:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        plan, parent = self._plan, os.getpid()
        process = context.Process(target=_run, args=(plan, (number, self._count), theirs, parent), daemon=True)
        process.start()
        theirs.close()
        return _Part(process, ours)

    def _heard(self) -> Iterator[Answer]:
        by_pipe = {part.pipe: part for part in self._parts if not part.is_over}
        for pipe in wait(list(by_pipe), _TICK_SECONDS):
            part = by_pipe[pipe]  # type: ignore[index]  # only our own were waited for
            try:
                answers, tally, over = part.pipe.recv()
            except EOFError:
                yield from self._lost(part)
                continue
            part.tally = tally
            self.tally.clear()
            self.tally.update(sum((one.tally for one in self._parts), Counter()))
            yield from answers
            if over is not None:
                part.is_over = True
                if over:
                    raise _FAILURES[over[0]](*over[1:])

    def _lost(self, part: _Part) -> Iterator[Answer]:
        """A process that was killed: what it did not tell is not known."""
        part.is_over = True
        detail = "a part of the sweep was killed: what it still had to ask was not asked"
        self.tally["incomplete"] += 1
        yield Answer(place=Place(address="", port=0, host=EVERYWHERE), outcome="incomplete", detail=detail)

    def _end(self, number: signal.Signals) -> None:
        for part in self._parts:
            if part.process.is_alive() and part.process.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(part.process.pid, number)
        if number == signal.SIGKILL:
            for part in self._parts:
                part.process.join()
                part.pipe.close()


def _run(plan: Plan, shard: tuple[int, int], pipe: Connection, parent: int) -> None:
    """The other process."""
    stop = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of us; whoever started us decides
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    over: tuple[str, ...] = ()
    run: Run | None = None
    try:
        run = Run(plan.part(shard), stop)
        _tell(run, pipe)
    except JournalError as error:
        over = ("journal", error.what, error.hint)
    except AuditLogError as error:
        over = ("audit log", error.what, error.hint)
    except Exception as error:  # told by its place only; whoever started us sees the pipe close
        print(f"nightlatch: {_told(error)}: please report this line", file=sys.stderr)
        return
    pipe.send(([], run.tally if run else Counter(), over))


def _told(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in a part of the sweep at {PurePath(last.filename).name}:{last.lineno}"


def _tell(run: Run, pipe: Connection) -> None:
    """Send what is found and counted, a few times a second."""
    teller = _Teller(run, pipe)
    threading.Thread(target=teller.every, args=(_TELL_SECONDS,), daemon=True).start()
    for answer in run.answers():
        teller.add(answer)
    teller.end()


class _Teller:
    """Sends from a thread of its own, so that a sweep that finds nothing for a while still shows how far it is."""

    def __init__(self, run: Run, pipe: Connection) -> None:
        self._run, self._pipe, self._lock = run, pipe, threading.Lock()
        self._answers: list[Any] = []
        self._is_over = False

    def add(self, answer: Answer) -> None:
        with self._lock:
            self._answers.append(answer)

    def every(self, seconds: float) -> None:
        while not self._is_over:
            time.sleep(seconds)
            self._send()

    def end(self) -> None:
        self._is_over = True
        self._send()

    def _send(self) -> None:
        with self._lock:
            answers, self._answers = self._answers, []
            self._pipe.send((answers, Counter(self._run.tally), None))
