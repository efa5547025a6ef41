"""A page of metrics whose labels hold the synthetic leak, for Prometheus and VictoriaMetrics to read."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from nightlatch.demo.leak import Leak
from tests.lab.web import Answer, Web
from tests.loaders.elastic import plain


@cache
def exporter(leak: Leak, people: int) -> Web:
    """A running one: a series per person."""
    rows = next(iter(leak.people_batches(people))).to_pylist()[:people]
    page = "".join(f"crm_last_seen_seconds{{{_labels(plain(row))}}} {n}\n" for n, row in enumerate(rows)).encode()
    return Web(lambda asked: Answer(body=page, headers=(("content-type", "text/plain; version=0.0.4"),)))


def _labels(row: dict[str, Any]) -> str:
    return ",".join(f"{name}={json.dumps(str(value), ensure_ascii=False)}" for name, value in row.items())


def until(is_there: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until the first reading is in."""
    deadline = time.monotonic() + seconds
    while not is_there():
        assert time.monotonic() < deadline, "the exporter was not read in time"
        time.sleep(0.1)
