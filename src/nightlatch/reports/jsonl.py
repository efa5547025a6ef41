"""One JSON object a line and target, each whole by itself: for pipes, log stores and ``jq``.

A line is an object of ``stores[]`` of the JSON report, with the run's token, form and traffic light before it.
Stores that answered come first, then every target that did not, so that the number of lines is the number of targets.

Tested: each line against the schema of the JSON report, by the package jsonschema; and by a golden file.
"""

from __future__ import annotations

from nightlatch.model import Result
from nightlatch.reports import Format, _facts, json


def render(result: Result) -> bytes:
    """Return the lines."""
    document = json.document(result)
    run = {name: document["run"][name] for name in ("token", "form", "tlp", "started", "finished")}
    lines = [{"schema": "nightlatch/store/1", "run": run, **store} for store in document["stores"]]
    return b"".join(_facts.encoded(line) + b"\n" for line in lines)


REPORT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson"),
    description="for pipes: one JSON object a line and target, as in the JSON report",
    renderer=render,
)
