"""Other tools, each in an environment of its own: one file a tool, which binds ``PEER`` and is also the runner.

The runner is started by the tool's own interpreter as ``python -m tests.accuracy.peers.NAME``. It reads one JSON object
a line, ``{"columns": {header: [values]}}`` or ``{"texts": [...]}``, and answers each with ``{"columns": {header:
[labels]}}`` or ``{"texts": [[labels], ...]}``. Labels are the tool's own words; ``PEER.labels`` says what they are here.
Nothing of Nightlatch is imported by a runner.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

ANSWER = "answer: "  # before each; what a library prints on its own is passed over
COVERED = 0.5  # a tool that labels values is taken to label a column where it labels this share of its values alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """*labels*: tool's label to a category id, or several with ``|``, of which the best fitting one counts.

    A label that is not listed says nothing of a person and is passed over, which favours the tool. *rows*: how many
    values of a column it gets; *texts*: whether it reads running text. *reads_headers*: whether names can matter to it.
    """

    name: str
    requirements: tuple[str, ...]
    labels: dict[str, str]
    rows: int
    texts: bool = True
    reads_headers: bool = False
    notes: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def serve(
    columns: Callable[[dict[str, list[Any]]], dict[str, Iterable[str]]],
    texts: Callable[[list[str]], list[Iterable[str]]] | None = None,
) -> None:
    """Answer requests from stdin on the true stdout; whatever the tool prints goes to stderr."""
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        request = json.loads(line)
        if "texts" in request:
            said: Any = {"texts": [sorted(set(one)) for one in texts(request["texts"])] if texts else []}
        else:
            said = {"columns": {name: sorted(set(labels)) for name, labels in columns(request["columns"]).items()}}
        print(f"{ANSWER}{json.dumps(said)}", file=answers, flush=True)


def by_value(
    labels_of: Callable[[str, str], Iterable[str]],
) -> Callable[[dict[str, list[Any]]], dict[str, Iterable[str]]]:
    """Columns judged by a tool that judges texts: the labels that :data:`COVERED` of the values have."""

    def columns(asked: dict[str, list[Any]]) -> dict[str, Iterable[str]]:
        said = {}
        for header, values in asked.items():
            counts = Counter(label for value in values for label in set(labels_of(as_text(value), header)))
            said[header] = [label for label, count in counts.items() if count >= COVERED * max(1, len(values))]
        return said

    return columns


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
