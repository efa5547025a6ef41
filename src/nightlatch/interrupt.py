"""How a run is ended from outside: at once where nothing was read yet, after the batch under way where contents are.

The one who wants it to end sets an event. Everything that waits for a server looks at it or is cut by it, so that no
server decides how long that takes. Sends nothing.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from nightlatch.model import Failure

GRACE_SECONDS = 0.8  # for the batch under way, which is counted then; a server that hangs is cut after it
TICK_SECONDS = 0.05


def interrupted(target: str) -> Failure:
    """What is told of *target* when the run ends before it was looked at to the end."""
    return Failure(kind="interrupted", target=target, what="the run was interrupted", hint="run it again")


class Interrupter:
    """Calls *cut* once, soon after *stop* is set; a context manager, which ends its thread."""

    def __init__(self, stop: threading.Event, cut: Callable[[], None]) -> None:
        self._stop, self._cut = stop, cut
        self._is_reading = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="nightlatch-interrupter", daemon=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """While contents are read, what is under way may end by itself, for :data:`GRACE_SECONDS`."""
        self._is_reading = True
        try:
            yield
        finally:
            self._is_reading = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._over.wait(TICK_SECONDS):
                return
        if self._is_reading:
            self._over.wait(GRACE_SECONDS)
        if not self._over.is_set():
            self._cut()
