"""Keys of etcd in groups of one shape, and their values. Sends ranges that count, that give keys, that give values.

Keys come in order. Those of one group are fetched in runs of neighbours, each run by one range; what lies between and
is of another group is let go of.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores import _etcd_wire as wire
from nightlatch.stores._etcd_access import Span
from nightlatch.stores._http import Http
from nightlatch.stores._redis_keys import Shape

SCANNED = 200_000  # keys that are looked at to find the groups
_KEYS_PAGE = 10_000
_FIRST, _LARGEST, _PAGE_BYTES = 16, 2_000, 4 << 20
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_RUNS = 40


def keys(http: Http, api: str, spans: list[Span], most: int) -> Iterator[bytes]:
    """At most *most* keys of *spans*, in order, each once."""
    seen = 0
    last = b""
    for start, end in spans:
        while seen < most:
            page = wire.ranged(http, api, start, end, keys_only=True, limit=min(_KEYS_PAGE, most - seen))
            if not isinstance(page, wire.Ranged) or not page.kvs:
                break
            _in_order(page, start, http.target.url)
            for one in page.kvs:
                if one.key > last or not seen:
                    seen, last = seen + 1, one.key
                    yield one.key
            if not page.more or not end:
                break
            start = page.kvs[-1].key + b"\0"


def _in_order(page: wire.Ranged, start: bytes, url: str) -> None:
    """Keys that do not grow would make listing endless."""
    names = [one.key for one in page.kvs]
    if any(a >= b for a, b in pairwise(names)) or (start != wire.ALL and names[0] < start):
        raise Failed(Failure(kind="hostile", target=url, what="lists keys out of their order"))


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of the keys *chosen*, which are in order and all of one *shape*."""

    http: Http
    api: str
    chosen: list[bytes]
    shape: Shape
    reading: Reading
    _bytes: int = field(default=0, init=False)
    _page: int = field(default=_FIRST, init=False)
    _until: float = field(default=0.0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        from nightlatch.stores._keyed import batch_of

        self._until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        held: list[tuple[bytes, bytes]] = []
        size = 0
        for pair in self._pairs():
            held.append((pair.key, pair.value))
            size += len(pair.key) + len(pair.value)
            if size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS:
                yield batch_of([key for key, _ in held], [value for _, value in held], self.shape)
                held, size = [], 0
        if held:
            yield batch_of([key for key, _ in held], [value for _, value in held], self.shape)

    def _pairs(self) -> Iterator[wire.Pair]:
        at = 0
        keys = self._sampled()
        while at < len(keys):
            run = keys[at : at + self._page]
            at += len(run)
            before = self._bytes
            for pair in self._run(run):
                yield pair
                self._bytes += len(pair.key) + len(pair.value)
                if self.reading.bytes is not None and self._bytes >= self.reading.bytes:
                    return
            came = max(1, self._bytes - before)
            self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES * len(run) // came))
            if time.monotonic() > self._until:
                return

    def _sampled(self) -> list[bytes]:
        """All of them, or runs of neighbours from places drawn at random, in order."""
        wanted, there = self.reading.records, len(self.chosen)
        if self.reading.full or there <= wanted:
            return self.chosen
        run = max(1, -(-wanted // _RUNS))
        draw = random.Random(self.reading.seed)  # noqa: S311 - a sample, not a secret
        blocks = sorted(draw.sample(range(-(-there // run)), min(-(-there // run), -(-wanted // run))))
        return [key for block in blocks for key in self.chosen[block * run : (block + 1) * run]][:wanted]

    def _run(self, run: list[bytes]) -> Iterator[wire.Pair]:
        """Values of *run*; where more lies between its keys than in it, one range per key."""
        found = wire.ranged(self.http, self.api, run[0], run[-1] + b"\0", limit=2 * len(run))
        if isinstance(found, wire.Ranged) and not found.more:
            wanted = set(run)
            yield from (pair for pair in found.kvs if pair.key in wanted)
            return
        for key in run:
            one = wire.ranged(self.http, self.api, key, b"")
            if not isinstance(one, wire.Ranged):
                raise Failed(
                    Failure(kind="wrong-credentials", target=self.http.target.url, what="may not be read by us")
                )
            yield from one.kvs[:1]
