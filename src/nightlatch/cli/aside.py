"""An audit in a thread of its own, so that the main thread is free for signals."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Generator, Iterator

from nightlatch.model import Result

_LEAVING_SECONDS = 0.5  # what an audit that was left gets to close its connections and write their audit lines
_Items = queue.Queue[Result | BaseException | None]


def results(source: Generator[Result]) -> Iterator[Result]:
    """What *source* yields, made in another thread, one ahead. Errors: those of *source*.

    Left early, it waits no longer than a moment for that thread, which nothing waits for at the process's end.
    """
    items, left = _Items(maxsize=1), threading.Event()
    thread = threading.Thread(target=_run, args=(source, items, left), name="nightlatch-audit", daemon=True)
    thread.start()
    try:
        while (item := items.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        left.set()
        with contextlib.suppress(queue.Empty):
            items.get_nowait()  # what the thread may wait to be rid of
        thread.join(_LEAVING_SECONDS)


def _run(source: Generator[Result], items: _Items, left: threading.Event) -> None:
    try:
        with contextlib.closing(source):
            for item in source:
                items.put(item)
                if left.is_set():
                    return
        items.put(None)
    except BaseException as error:  # told by the thread that asked
        items.put(error)
