"""How far a run is, on a terminal: what is being read, how much of it, how fast, how long still. Gone when done."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from nightlatch.inert import printable

_LONGEST_NAME = 48


class _Records(ProgressColumn):
    """``1,200,000 of 2,565,724 records, 850,000/s, 122 MB``"""

    def render(self, task: Task) -> Text:
        total = f" of {int(task.total):,}" if task.total else ""
        speed = f", {int(task.speed):,}/s" if task.speed else ""
        size = f", {task.fields['bytes'] / 1e6:,.0f} MB" if task.fields.get("bytes") else ""
        return Text(f"{int(task.completed):,}{total} {task.fields['what']}{speed}{size}")


class _Compiling(ProgressColumn):
    """Why the first run on a machine stands still for a while."""

    def render(self, task: Task) -> Text:
        loops = sys.modules.get("nightlatch.compiled")  # which is loaded late, where contents are read
        return Text("compiling, this first time" if loops and loops.is_at_work() else "")


class Bars:
    """A :class:`nightlatch.audit.Progress` with one line; a context manager. Silent where *console* is no terminal."""

    def __init__(self, console: Console, what: str = "records") -> None:
        self._what = what
        self._bars = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), _Records(), TimeRemainingColumn(),
            _Compiling(),
            console=console, transient=True, disable=not console.is_terminal, refresh_per_second=5,
        )  # fmt: skip
        self._target = ""
        self._task: TaskID | None = None
        self._bytes = 0

    def target(self, target: str) -> None:
        """A target is begun."""
        self._target = printable(target, _LONGEST_NAME)
        self._begin(self._target, None)

    def container(self, name: str, records: int | None) -> None:
        """A container is begun."""
        self._begin(printable(name, _LONGEST_NAME), records)

    def read(self, records: int, bytes: int) -> None:
        """So many more were read."""
        self._bytes += bytes
        if self._task is not None:
            self._bars.update(self._task, advance=records, bytes=self._bytes)

    def done(self) -> None:
        """All is done; later calls do nothing."""
        self._remove()

    def _begin(self, description: str, total: int | None) -> None:
        self._remove()
        self._bytes = 0
        self._task = self._bars.add_task(description, total=total, what=self._what, bytes=0)

    def _remove(self) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
