"""Text that stays text in Markdown, whatever a server, an inventory or a user wrote (CommonMark, GitHub's extensions).

Prose is escaped; names stand in code spans, where neither links, mentions, issue numbers nor HTML are seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nightlatch.inert import printable

_MARKS = re.compile(r"([\\`*_\[\]<>#!|~&$^]|:(?=//)|(?<=www)[.])", re.I)
_LEADING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")  # what would begin a list, or make a heading of the line above


def prose(words: str, limit: int = 4000) -> str:
    """*words* as plain text; an ``@`` is written out, since sites notify whoever is named behind one."""
    escaped = _MARKS.sub(r"\\\1", printable(words, limit).replace("@", "(at)"))
    return _LEADING.sub(lambda found: f"{found[1]}{_literal(found[2])}", escaped)


def _literal(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def code(name: str, limit: int = 200) -> str:
    """*name* in a code span, fenced by more backticks than it has in a row."""
    text = printable(name, limit) or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or text.isspace() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def cell(text: str) -> str:
    """What :func:`prose` or :func:`code` made, for a table: a bar is escaped there even within code."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in line) + " |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """A list of items that are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def document(blocks: Iterable[str]) -> str:
    """Blocks that are Markdown already, with a line between them."""
    return "\n\n".join(block for block in blocks if block) + "\n"
