"""Where and how a run is shown: colour on a terminal only, and not with ``NO_COLOR`` or ``--no-color``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Literal, TextIO

from rich.console import Console
from rich.text import Text

from nightlatch.cli.mistakes import Mistake
from nightlatch.inert import printable

Detail = Literal["quiet", "normal", "verbose"]
_PIPED_WIDTH = 100  # columns, where nobody's terminal says


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Data goes to *out*, everything else to *err*."""

    out: Console
    err: Console
    detail: Detail = "normal"

    def note(self, words: str, style: str = "") -> None:
        """Say something on stderr."""
        self.err.print(Text(printable(words, 4000), style=style, overflow="fold"), soft_wrap=True)


def asked(*, verbose: bool, quiet: bool, no_color: bool) -> Screen:
    """The screen that ``-v``, ``-q`` and ``--no-color`` ask for. Errors: :class:`Mistake`."""
    if verbose and quiet:
        raise Mistake("-v and -q contradict each other", "leave out one of them")
    return screen(detail="quiet" if quiet else "verbose" if verbose else "normal", no_color=no_color)


def screen(*, detail: Detail = "normal", no_color: bool = False) -> Screen:
    """The screen of this process."""
    return Screen(out=_console(sys.stdout, no_color), err=_console(sys.stderr, no_color), detail=detail)


def _console(file: TextIO, no_color: bool) -> Console:
    is_terminal = file.isatty()
    is_plain = no_color or bool(os.environ.get("NO_COLOR")) or not is_terminal
    return Console(
        file=file, force_terminal=is_terminal, color_system=None if is_plain else "auto", no_color=is_plain,
        width=None if is_terminal or "COLUMNS" in os.environ else _PIPED_WIDTH,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
