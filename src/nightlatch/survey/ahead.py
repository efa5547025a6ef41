"""Read ahead in a thread of its own: the store sends the next batches while this one is counted."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
_END = object()


def ahead(source: Iterator[T], depth: int = 2) -> Iterator[T]:
    """The items of *source*, at most *depth* of them read before they are asked for.

    Memory: *depth* + 2 items. Errors: those of *source*, raised here. Closing the returned generator stops the thread
    after the item it is reading, and closes *source* there.
    """
    items: queue.Queue[object] = queue.Queue(maxsize=depth)
    stopped = threading.Event()
    thread = threading.Thread(target=_pump, args=(source, items, stopped), name="nightlatch-read", daemon=True)
    thread.start()
    try:
        while (item := items.get()) is not _END:
            if isinstance(item, BaseException):
                raise item
            yield item  # type: ignore[misc]
    finally:
        stopped.set()
        while thread.is_alive():
            _drain(items)
            thread.join(0.05)


def _pump(source: Iterator[object], items: queue.Queue[object], stopped: threading.Event) -> None:
    try:
        for item in source:
            items.put(item)
            if stopped.is_set():
                break
        close = getattr(source, "close", None)
        if close:
            close()
        items.put(_END)
    except BaseException as error:  # handed over to the thread that asked
        items.put(error)


def _drain(items: queue.Queue[object]) -> None:
    try:
        while True:
            items.get_nowait()
    except queue.Empty:
        pass
