"""What ``-v`` adds to the terminal report: the evidence of each right, and how far each target got."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Finding, Result, Right
from nightlatch.reports import _facts


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
        _severity(finding, console)
    line(console, "coverage", "bold")
    for row in result.coverage:
        detail = f" ({row.detail})" if row.detail else ""
        line(console, f"{row.target}: {row.stage}: {row.outcome}{detail}", indent=2)
    used = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in result.run.limits_used.items())
    line(console, f"used: {used}" if used else "used: nothing", indent=2)
    line(console, f"run token: {result.run.token}", indent=2)


def _severity(finding: Finding, console: Console) -> None:
    """The steps of the arithmetic, with the signs that others left and what was looked for in vain."""
    for step in finding.severity.steps if finding.severity else ():
        concerns = {"ei": "identification", "cb": "breach"}.get(step.concerns, step.concerns)
        line(console, f"severity: {step.id}: {_facts.delta(step)} {concerns}, {step.state}: {step.reason}", indent=2)
        if step.evidence:
            line(console, step.evidence, "dim", indent=4)
    for trace in finding.traces:
        line(console, _facts.trace(trace), indent=2)
        shown = trace.evidence
        line(console, f"{shown.command} -> {shown.code}: {shown.meaning}", "dim", indent=4)
    if absent := _facts.absent(finding):
        line(console, f"looked for and not found: {', '.join(absent)}", indent=2)


def _access(access: Access, console: Console) -> None:
    line(console, f"as {access.principal.name or 'nobody'}", "dim", indent=2)
    for name in RIGHTS:
        right = access.rights.get(name, Right())
        line(console, f"{name}: {right.verdict}, {right.known_by}", indent=2)
        for evidence in right.evidence:
            line(console, f"{evidence.command} -> {evidence.code}: {evidence.meaning}", "dim", indent=4)
