"""From places where something answers to targets of a known kind: many at a time, in whatever order they are told."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from nightlatch import targets
from nightlatch.discover.identify import Identified, Identifier, NotAStore
from nightlatch.discover.sweep import Place
from nightlatch.model import Coverage, Endpoint, Failed, Failure, Target
from nightlatch.stores import Seen

AT_ONCE = 24  # endpoints that are asked at the same time; what one host bears is the dialer's pace
_WAITING = 4 * AT_ONCE  # places that may wait for their turn: the sweep stops ahead of that
_TICK_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A place, and what answers there: a *target* of a known kind, or why there is none."""

    target: Target
    seen: Seen
    also: tuple[str, ...] = ()


Outcome = Told | Failure | Coverage


def found(places: Iterable[Place | Coverage], identifier: Identifier, stop: threading.Event) -> Iterator[Outcome]:
    """Identify every place; what the source of places has to say aloud is passed on.

    Memory: a bounded number of places at a time. Errors: none of a place's: it comes as a ``Failure``.
    """
    source = _Feed(places, stop)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="nightlatch-identify") as pool:
        running: set[Future[Outcome]] = set()
        while not stop.is_set():
            while len(running) < AT_ONCE and (item := source.take(wait_for=not running)) is not None:
                if isinstance(item, Coverage):
                    yield item
                else:
                    running.add(pool.submit(_identified, item, identifier))
            if not running and source.is_over:
                break
            done, running = wait(running, timeout=_TICK_SECONDS, return_when=FIRST_COMPLETED)
            for one in done:
                yield one.result()
        for one in running:
            yield one.result()  # an interrupted dialer cuts them: they end soon


def _identified(place: Place, identifier: Identifier) -> Outcome:
    host = place.host or place.address
    shown = targets.place(host, place.port)
    try:
        endpoint = (
            Endpoint(host=host, address=place.address, port=place.port)
            if place.address
            else identifier.dialer.resolve(host, place.port)
        )
        found = identifier.identify(endpoint, place.hint)
    except Failed as failed:
        return Failure(
            kind=failed.failure.kind, target=shown, what=failed.failure.what, hint=failed.failure.hint
        )  # fmt: skip
    if isinstance(found, Identified):
        target = targets.at(identifier.stores[found.kind], host, place.port, tls=found.tls, tags=place.tags)
        return Told(target=target, seen=found.seen, also=found.also)
    return _no_store(shown, found)


def _no_store(shown: str, found: NotAStore) -> Coverage:
    """What is known for something else was looked at to the end; what is nothing that we know could not be."""
    outcome = "done" if found.is_known else "failed"
    what = f"no data store: {found.what}" if found.is_known else found.what
    return Coverage(target=shown, stage="identify", outcome=outcome, detail=what)


class _Feed:
    """Takes from a slow, blocking iterable in a thread of its own, a few items ahead."""

    def __init__(self, places: Iterable[Place | Coverage], stop: threading.Event) -> None:
        self._queue: SimpleQueue[Any] = SimpleQueue()
        self._room = threading.Semaphore(_WAITING)
        self._stop = stop
        self.is_over = False
        self._error: BaseException | None = None
        threading.Thread(target=self._run, args=(iter(places),), name="nightlatch-sweep", daemon=True).start()

    def _run(self, places: Iterator[Place | Coverage]) -> None:
        try:
            for place in places:
                while not self._room.acquire(timeout=_TICK_SECONDS):
                    if self._stop.is_set():
                        return
                self._queue.put(place)
        except BaseException as error:  # told to whoever takes: a sweep that broke off is no finished sweep
            self._error = error
        finally:
            self._queue.put(None)

    def take(self, *, wait_for: bool) -> Place | Coverage | None:
        """The next item; None if there is none now, or none any more (then ``is_over``)."""
        if self.is_over:
            return None
        try:
            item: Place | Coverage | None = self._queue.get(timeout=_TICK_SECONDS if wait_for else 0.001)
        except Empty:
            return None
        if item is None:
            self.is_over = True
            if self._error is not None:
                raise self._error
            return None
        self._room.release()
        return item
