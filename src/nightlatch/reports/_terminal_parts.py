"""What the terminal report is put together from: text that is never markup, labelled lines, plain tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import ConsoleRenderable
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nightlatch.inert import printable

Lines = Iterator[ConsoleRenderable]


def text(words: str, style: str = "", limit: int = 4000) -> Text:
    """Words from anywhere, made harmless, which fold where they are long."""
    return Text(printable(words, limit), style=style, overflow="fold")


def joined(*parts: tuple[str, str]) -> Text:
    """Words with a style each; a style does not run on into the next."""
    text = Text(overflow="fold")
    for words, style in parts:
        text.append(printable(words, 4000), style)
    return text


def labelled(label: str, words: str) -> ConsoleRenderable:
    """A line of its own, with what it is about before it."""
    return Padding(joined((f"{label}: ", "dim"), (words, "")), (0, 0, 0, 2))


def dim(words: str) -> ConsoleRenderable:
    """A line that matters less."""
    return Padding(text(words, "dim"), (0, 0, 0, 2))


def table(*columns: tuple[str, str]) -> Table:
    """A table without lines; of each column its head and its side."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name, justify in columns:
        table.add_column(Text(name), justify="right" if justify == "right" else "left", overflow="fold")
    return table


def indented(table: Table) -> ConsoleRenderable:
    """A table below what it belongs to."""
    return Padding(table, (1, 0, 0, 2))
