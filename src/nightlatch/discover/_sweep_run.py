"""One sweep under way: when what is begun, what came of it, what of that is told, written down and asked again."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count

import numpy as np

from nightlatch import windows
from nightlatch.discover._sweep_connect import Flights, Item, Landed, is_lacking, most_files
from nightlatch.discover._sweep_pace import Courtesy
from nightlatch.discover._sweep_plan import Plan
from nightlatch.discover._sweep_source import SLICE, Slice
from nightlatch.discover.journal import State
from nightlatch.discover.sweep import EVERYWHERE, Answer, Outcome, Place

_TICK_SECONDS = 0.05
_MOST_WAITING = 16_384  # endpoints that wait for the turn of their host
_MOST_TRIES = 20  # where this machine lacks something, before that is said of the endpoint
_RESET = "accepted, then reset at once"


class Run:
    """The state of one sweep. One thread."""

    def __init__(self, plan: Plan, stop: threading.Event) -> None:
        plan.stop = stop
        self.tally: Counter[str] = Counter()
        self._plan, self._stop = plan, stop
        self._courtesy = Courtesy(plan.rates, seed=plan.seed or 0)
        self._is_watched = plan.audit_log is not None or not plan.rates.is_unpaced
        self._flights = Flights(plan.timeout_seconds)
        self._most = most_files(plan.in_flight)
        self._ends = plan.scope.ends.timestamp() if plan.scope.ends else float("inf")
        self._state = State()
        self._to = 0  # all below was begun, or waits for its turn
        self._done: list[int] = []  # since the journal was last written
        self._begun: dict[int, tuple[Item, float]] = {}  # what is in the air, where somebody wants to know
        self._waiting: list[tuple[float, int, Item]] = []  # for the turn of their host
        self._number = count()
        self._tries: Counter[int] = Counter()  # of what this machine could not do
        self._retry: list[Item] = []
        self._is_drawn = False  # was the last endpoint handed out?
        self._late: list[Landed] = []  # answered while a window was about to be waited for
        self._failures: set[int] = set()  # what this machine lacked, and was said
        self._over: tuple[Outcome, str] | None = None
        self._beforehand = 0  # what the tally counts besides endpoints of the space: ports left out

    def answers(self) -> Iterator[Answer]:
        """What :meth:`nightlatch.discover.sweep.Sweeper.run` promises."""
        with self._flights:
            yield from self._left_out()
            yield from self._resumed()
            if self._state.is_ended:
                return
            yield from self._dash() if self._plan.rates.is_unpaced else self._stroll()
            yield from self._ended()

    # --- what is known before anything is contacted -------------------------------------------------------------------

    def _left_out(self) -> Iterator[Answer]:
        hosts = self._plan.space.own_hosts
        for left in self._plan.left_out:
            if left.is_listed:
                self.tally["skipped"] += hosts * len(left.ports)
        self._beforehand = self.tally.total()
        if self._plan.shard[0]:
            return  # the first shard says it for all
        for left in self._plan.left_out:
            yield Answer(place=_MANY, outcome="skipped", detail=left.why)
        for name, why in self._plan.listed.unresolved.items():
            yield Answer(place=Place(address="", port=0, host=name), outcome="skipped", detail=why)

    def _resumed(self) -> Iterator[Answer]:
        journal = self._plan.journal
        if journal is None:
            return
        self._state = journal.begin(self._plan.header())
        if self._state.tally:
            self.tally.clear()
            self.tally.update(self._state.tally)
        self._to = self._state.to
        for index, detail in journal.opened():
            yield Answer(place=self._plan.place(index), outcome="open", detail=detail)

    # --- as fast as it goes -------------------------------------------------------------------------------------------

    def _dash(self) -> Iterator[Answer]:
        for part in self._slices():
            while self._flights and len(self._flights) + SLICE > self._most and self._may_go():
                yield from self._settled(self._flights.land(_TICK_SECONDS))
            if not self._may_go():
                return
            self._enter(part)
            yield from self._settled(self._begin([*part.items, *self._retried()]))
            if self._flights or self._retry:
                yield from self._settled(self._flights.land(_TICK_SECONDS if self._retry else 0))
        while (self._flights or self._retry) and self._may_go():
            yield from self._settled(self._begin(self._retried()))
            yield from self._settled(self._flights.land(_TICK_SECONDS))

    def _slices(self) -> Iterator[Slice]:
        return self._plan.source.slices(self._state.to, self._state.left, size=min(SLICE, self._most))

    def _enter(self, part: Slice) -> None:
        """Write down what is about to be begun, before it is."""
        self.tally["skipped"] += len(part.refused)
        self._done += part.refused
        self._to = part.to
        self._note()

    # --- at a pace ----------------------------------------------------------------------------------------------------

    def _stroll(self) -> Iterator[Answer]:
        fresh = self._fresh()
        while self._may_go():
            now = time.monotonic()
            ready = self._courtesy.ready(now)
            item = self._next(fresh, now) if ready <= now and len(self._flights) < self._most else None
            if item is not None:
                yield from self._settled(self._begin([item]))
            elif self._is_drawn and not (self._flights or self._waiting or self._retry):
                return
            else:
                yield from self._settled(self._flights.land(self._pause(ready, now)))

    def _fresh(self) -> Iterator[Item]:
        for part in self._slices():
            self._enter(part)
            yield from part.items
        self._is_drawn = True

    def _next(self, fresh: Iterator[Item], now: float) -> Item | None:
        """Whoever's turn it is; those whose turn it is not yet wait."""
        for item in self._retried():
            self._wait(item, now + _TICK_SECONDS)
        while self._waiting and self._waiting[0][0] <= now:
            item = heappop(self._waiting)[2]
            if not (until := self._courtesy.holds(item[2], now)):
                return item
            self._wait(item, until)
        while len(self._waiting) < _MOST_WAITING:
            if (drawn := next(fresh, None)) is None:
                return None
            due = max(self._courtesy.turn(drawn[2], now), self._courtesy.holds(drawn[2], now))
            if due <= now:
                return drawn
            self._wait(drawn, due)
        return None

    def _wait(self, item: Item, until: float) -> None:
        heappush(self._waiting, (until, next(self._number), item))

    def _pause(self, ready: float, now: float) -> float:
        if ready > now:
            return min(ready - now, _TICK_SECONDS)
        due = self._waiting[0][0] - now if self._waiting else _TICK_SECONDS
        return max(0.001, min(due, _TICK_SECONDS))

    # --- what every connection goes through ---------------------------------------------------------------------------

    def _may_go(self) -> bool:
        """Hold the run to its end, its windows and whoever stops it; waits where a window is to open yet."""
        if self._stop.is_set():
            self._over = ("incomplete", "interrupted")
        elif time.time() >= self._ends:
            self._over = ("over-budget", "the scope's time ended")
        elif self._plan.scope.limits.windows:
            self._await_window()
        return self._over is None

    def _await_window(self) -> None:
        now = datetime.now(UTC)
        until = windows.opens(self._plan.scope.limits.windows, now)
        if until <= now:
            return
        if until.timestamp() >= self._ends:
            self._over = ("over-budget", "no time window opens before the scope's time ends")
            return
        while self._flights:  # nothing stays connected while we wait
            self._late += self._flights.land(_TICK_SECONDS)
        if self._plan.on_wait:
            self._plan.on_wait(until)
        while (ahead := until.timestamp() - time.time()) > 0 and not self._stop.wait(min(ahead, 1.0)):
            pass
        self._may_go()

    def _begin(self, items: list[Item]) -> list[Landed]:
        if not items:
            return []
        if self._is_watched:
            now = time.monotonic()
            for item in items:
                self._begun[item[0]] = (item, now)
                self._courtesy.began(item[2], now)
        return self._flights.begin(items)

    def _retried(self) -> list[Item]:
        again, self._retry = self._retry, []
        return again

    def _settled(self, landed: list[Landed]) -> Iterator[Answer]:
        """Count what came back; tell what is open, once the journal has it."""
        if self._late:
            landed, self._late = landed + self._late, []
        if not landed:
            return
        if self._is_watched:
            self._watch(landed)
        closed, others = 0, list[Landed]()
        for index, code in landed:
            if code == errno.ECONNREFUSED:
                closed += 1
                self._done.append(index)
            else:
                others.append((index, code))
        self.tally["closed"] += closed
        told = [(index, code, *_outcome(code)) for index, code in others if not self._is_retried(index, code)]
        self._done += [index for index, *_ in told]
        self.tally.update(outcome for _, _, outcome, _ in told)
        self._note([(index, detail) for index, _, outcome, detail in told if outcome == "open"])
        for index, code, outcome, detail in told:
            if outcome == "open":
                yield Answer(place=self._plan.place(index), outcome=outcome, detail=detail)
            elif outcome == "failed" and code not in self._failures:
                self._failures.add(code)
                yield Answer(place=_MANY, outcome=outcome, detail=detail)

    def _is_retried(self, index: int, code: int) -> bool:
        """Where this machine lacked something, nothing was learnt of the endpoint: it is asked again in a moment."""
        if not is_lacking(code) or self._tries[index] >= _MOST_TRIES:
            return False
        self._tries[index] += 1
        self._retry += self._plan.source.items(self._plan.space.draw(np.array([index], dtype=np.int64)))
        return True

    def _watch(self, landed: list[Landed]) -> None:
        now = time.monotonic()
        for index, code in landed:
            item, since = self._begun.pop(index)
            is_answer = code in (0, errno.ECONNREFUSED) or is_lacking(code)  # lacking: not the host's fault
            self._courtesy.ended(item[2], now, is_answer=is_answer, is_reset=code == errno.ECONNRESET)
            self._log(item, code, now - since)

    def _log(self, item: Item, code: int, seconds: float) -> None:
        if (log := self._plan.audit_log) is None:
            return
        outcome = "failed" if is_lacking(code) else _AS_DIALED.get(code, "connection-refused")
        log.write(
            address=item[2], port=item[3], host=self._plan.place(item[0]).host, verb="sweep", sent=0, received=0,
            seconds=round(seconds, 3), outcome=outcome, token=self._plan.token,
        )  # fmt: skip

    def _note(self, opened: list[tuple[int, str]] | None = None) -> None:
        if self._plan.journal is not None:
            self._plan.journal.note(self._to, self._done, opened or [], self.tally)
        self._done = []

    # --- the end ------------------------------------------------------------------------------------------------------

    def _ended(self) -> Iterator[Answer]:
        journal = self._plan.journal
        if self._over is None:
            if journal is not None:
                journal.end(self.tally)
            return
        self._note()
        outcome, why = self._over
        rest = self._plan.space.count + self._beforehand - self.tally.total()
        self.tally[outcome] += rest
        detail = f"{rest:,} endpoints were not asked: {why}"
        yield Answer(place=_MANY, outcome=outcome, detail=detail)


_MANY = Place(address="", port=0, host=EVERYWHERE)
_FORBIDDEN = frozenset({errno.EPERM, errno.EACCES, errno.EAFNOSUPPORT})
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN})
_AS_DIALED = {0: "done", errno.ETIMEDOUT: "timeout", errno.ECONNRESET: "connection-reset"}


def _outcome(code: int) -> tuple[Outcome, str]:
    if code in (0, errno.ECONNRESET):
        return "open", _RESET if code else ""
    if is_lacking(code) or code in _FORBIDDEN:
        return "failed", f"this machine cannot connect: {os.strerror(code).lower()}"
    return ("unreachable" if code in _UNREACHABLE else "filtered"), ""
