"""Time series by the HTTP API of Prometheus, which VictoriaMetrics speaks too: their labels, never their samples.

Records are series, fields are labels. Sends GET of names of labels, names of metrics, counts of the head, and of the
series of some metrics at a time. No query is evaluated.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from nightlatch.model import Container, Count, Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http, Reply

LABELS, NAMES, SERIES = "GET /api/v1/labels", "GET /api/v1/label/__name__/values", "GET /api/v1/series"
TSDB, NONSENSE = "GET /api/v1/status/tsdb", "GET /api/v1/nightlatch"
READS = frozenset({LABELS, NAMES, SERIES, TSDB, NONSENSE})
CONTENTS = frozenset({SERIES, NAMES})
CONTAINER = "series"
_PLAIN = re.compile(r"[A-Za-z_:][\w:]*", re.ASCII)
_HOURS = 2
_AT_ONCE = 25  # metrics of one request
_LARGE = 50_000  # series of one metric that are left out of a sample
_MOST = 256 << 20


class _Head(msgspec.Struct):
    series: int = msgspec.field(default=-1, name="numSeries")


class _Sized(msgspec.Struct):
    name: str
    value: int = 0


class _Stats(msgspec.Struct):
    head: _Head = msgspec.field(default_factory=_Head, name="headStats")
    total: int = msgspec.field(default=-1, name="totalSeries")  # as VictoriaMetrics calls it
    sizes: list[_Sized] | None = msgspec.field(default=None, name="seriesCountByMetricName")


class _Told(msgspec.Struct):
    data: Any = None


class _Tsdb(msgspec.Struct):
    data: _Stats


class _Words(msgspec.Struct):
    data: list[str] | None = None


class _Series(msgspec.Struct):
    data: list[msgspec.Raw] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How many series there are, -1 where it is not told; and the largest metrics."""

    total: int = -1
    sizes: tuple[tuple[str, int], ...] = ()


def stats(http: Http) -> Stats:
    """Counts of the head, or of today."""
    reply = http.ask(TSDB)
    told = reply.json_or_none(_Tsdb) if reply.status == 200 else None
    if told is None:
        return Stats()
    total = max(told.data.head.series, told.data.total)
    return Stats(total=total, sizes=tuple((one.name, one.value) for one in told.data.sizes or ()))


def words(http: Http, template: str) -> list[str]:
    """Names of labels, or of metrics, of the last hours."""
    reply = http.ask(template, query=_window(), most=64 << 20)
    told = reply.json_or_none(_Words) if reply.status == 200 else None
    return (told.data or []) if told else []


def container(found: Stats, labels: list[str], method: str, *, is_exact: bool) -> Container | None:
    """The one container, None where there is no series."""
    if found.total == 0 or (found.total < 0 and not labels):
        return None
    count = Count(value=None, method="not told")
    if found.total > 0:
        count = Count.of(found.total, method) if is_exact else Count(value=found.total, low=found.total, method=method)
    return Container(name=CONTAINER, key=(CONTAINER,), records=count, fields=tuple(labels))


def _window() -> dict[str, str]:
    now = int(time.time())
    return {"start": str(now - _HOURS * 3600), "end": str(now + 60)}


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of the series of the last hours."""

    http: Http
    found: Stats
    reading: Reading
    statement_seconds: float
    _read: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        yield from batches_of(self._texts(until))

    def _texts(self, until: float) -> Iterator[bytes]:
        for matcher in self._matchers():
            for text in self._series(matcher):
                yield text
                self._read, self._bytes = self._read + 1, self._bytes + len(text)
                if self._is_over():
                    return
            if time.monotonic() > until:
                return

    def _is_over(self) -> bool:
        most = self.reading.bytes
        return (not self.reading.full and self._read >= self.reading.records) or (
            most is not None and self._bytes >= most
        )

    def _matchers(self) -> Iterator[str]:
        """Selectors of some metrics each, in an order drawn at random."""
        names = words(self.http, NAMES)
        large = {name for name, size in self.found.sizes if size > _LARGE}
        if not self.reading.full:
            random.Random(self.reading.seed).shuffle(names)  # noqa: S311 - a sample, not a secret
            names = [one for one in names if one not in large] or names
        plain = [one for one in names if _PLAIN.fullmatch(one) and one not in large]
        for at in range(0, len(plain), _AT_ONCE):
            yield '{__name__=~"' + "|".join(plain[at : at + _AT_ONCE]) + '"}'
        for name in names:
            if name in large or not _PLAIN.fullmatch(name):
                yield "{__name__=" + msgspec.json.encode(name).decode() + "}"

    def _series(self, matcher: str) -> list[bytes]:
        left = max(1, self.reading.records - self._read)
        query = {"match[]": matcher, **_window()} | ({} if self.reading.full else {"limit": str(left)})
        most = _MOST if self.reading.full else _MOST // 4
        reply = self.http.ask(SERIES, query=query, most=most, seconds=self.statement_seconds * 4)
        if reply.status in (401, 403):
            raise self._failed("wrong-credentials", "may not be read by us")
        told = reply.json_or_none(_Series) if reply.status == 200 else None
        if told is None:
            raise self._failed("timeout", f"answers for its series with {reply.status}")
        return [bytes(one) for one in told.data or ()]

    def _failed(self, kind: Any, what: str) -> Failed:
        return Failed(Failure(kind=kind, target=self.http.target.url, what=what))


def says_yes(http: Http) -> bool:
    """Does the server answer a path that nobody has as it answers its own?"""
    return bool(http.ask(NONSENSE).status == 200)


def is_success(reply: Reply) -> bool:
    """Is *reply* an answer of this API?"""
    told = reply.json_or_none(dict[str, Any]) if reply.status == 200 else None
    return told is not None and told.get("status") == "success"
