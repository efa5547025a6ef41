"""What ``-v`` adds to the terminal report: the evidence of each right, and how far each target got."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Result, Right


def line(console: Console, words: str, style: str = "", *, indent: int = 0) -> None:
    """Print one line of text from anywhere, made harmless, wrapped at the screen's width."""
    text = Text(printable(words, 4000), style=style, overflow="fold")
    console.print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text)


def tell(result: Result, console: Console) -> None:
    """Print evidence and coverage of *result*."""
    for finding in result.findings:
        line(console, f"evidence: {finding.target.url}", "bold")
        for access in filter(None, (finding.access, finding.anonymous)):
            _access(access, console)
    line(console, "coverage", "bold")
    for row in result.coverage:
        detail = f" ({row.detail})" if row.detail else ""
        line(console, f"{row.target}: {row.stage}: {row.outcome}{detail}", indent=2)
    used = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in result.run.limits_used.items())
    line(console, f"used: {used}" if used else "used: nothing", indent=2)
    line(console, f"run token: {result.run.token}", indent=2)


def _access(access: Access, console: Console) -> None:
    line(console, f"as {access.principal.name or 'nobody'}", "dim", indent=2)
    for name in RIGHTS:
        right = access.rights.get(name, Right())
        line(console, f"{name}: {right.verdict}, {right.known_by}", indent=2)
        for evidence in right.evidence:
            line(console, f"{evidence.command} -> {evidence.code}: {evidence.meaning}", "dim", indent=4)
