"""Contents of an index of Elasticsearch or OpenSearch, by GET /{index}/_search alone: no scroll, no point in time.

Scrolls and points in time hold memory and files on the server until they end. Instead each shard is read by itself
(``preference=_shards:N``), because within a shard every record has a sequence number of its own (``_seq_no``, from
6.0), the same in every copy, in the index and as a doc value. Everything is read in windows of that number, so that a
request costs the server no more than the records of its window; what is written after the start is left out, and so
it ends. A sample takes short runs at random numbers.

Where there is none (before 6.0, or records older than it) order is that of the shard's own documents (``_doc``),
which moves while an index is being written to: then a record may be counted twice or be missed. Before 5.0, which has
no ``search_after``, no more than the first 10,000 records of a shard can be read so, and reading says that it ends
there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores._documents import BATCH_BYTES, batch_of
from nightlatch.stores._elastic_catalog import Asks

SEARCH = "GET /{index}/_search"
_PARTS = "hits.total,hits.hits._source,hits.hits.sort,timed_out,_shards.failed,_shards.total"
_PAGE_BYTES = 4 << 20
_PAGE_MOST = 64 << 20
_FIRST = 128  # records of the first page, before their length is known
_FEW = 4  # records of a page where more of them are too long
_LARGEST = 5_000  # index.max_result_window is 10,000 unless it was lowered
_WINDOW = 10_000
_RUN = 16  # records of a sample that lie side by side
_RUNS = 48  # in one request; more than 1,024 clauses are refused
_DOC_RUNS = 40  # of a sample by document number
_LONGEST = 1 << 60  # sequence numbers in one window, and of a shard
_SHARDS = 1024


class _Total(msgspec.Struct):
    value: int = 0


class _Hit(msgspec.Struct, gc=False):  # thousands at a time, and nothing in them that could refer back
    source: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw, name="_source")
    sort: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)


class _Hits(msgspec.Struct):
    total: int | _Total = 0
    hits: list[_Hit] = []


class _Shards(msgspec.Struct):
    failed: int = 0
    total: int = 0


class _Found(msgspec.Struct):
    hits: _Hits = msgspec.field(default_factory=_Hits)
    timed_out: bool = False
    shards: _Shards = msgspec.field(default_factory=_Shards, name="_shards")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shard:
    """One shard: how many records, and the last sequence number of them; None where they have none."""

    number: int
    total: int
    last: int | None


@dataclass(slots=True)
class Survey:
    """One reading of one index."""

    talk: Asks
    index: str
    shards: int
    deleted: int
    numbers: tuple[int, ...]
    target: str
    reading: Reading
    statement_seconds: float
    _page: int = _FIRST
    _read: int = 0
    _bytes: int = 0
    _came: int = 0  # bytes of the last answer
    _until: float = 0.0

    def batches(self) -> Iterator[Batch]:
        """Batches of about 8 MB, until everything was read or a bound of the reading is reached."""
        self._until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        held: list[bytes] = []
        length = 0
        for texts in self._texts():
            held += texts
            length += sum(map(len, texts))
            if length >= BATCH_BYTES:
                yield _batch(held)
                held, length = [], 0
        if held:
            yield _batch(held)

    def _texts(self) -> Iterator[list[bytes]]:
        shards = list(self._known())
        total = sum(one.total for one in shards)
        is_whole = self.reading.full or total <= self.reading.records
        for shard in shards:
            share = shard.total if is_whole else -(-self.reading.records * shard.total // max(total, 1))
            for page in self._of(shard, share, is_whole or shard.total <= share):
                room = self.reading.records - self._read
                texts = [bytes(hit.source) for hit in page][:room]
                self._read += len(texts)
                self._bytes += sum(map(len, texts))
                yield texts
                if self._is_over():
                    return

    def _is_over(self) -> bool:
        most = self.reading.bytes
        return (
            self._read >= self.reading.records
            or (most is not None and self._bytes >= most)
            or time.monotonic() > self._until
        )

    def _known(self) -> Iterator[_Shard]:
        """Each shard's records. The first answer says how many shards there are, where the catalogue did not."""
        number = 0
        while number < min(self.shards or 1, _SHARDS) and (self.reading.full or time.monotonic() < self._until):
            if not self.shards:
                told = self._search({"size": 0}, None)
                self.shards = max(1, told.shards.total)
            total = _total(self._search({"size": 0} | self._counted(), number))
            yield _Shard(number=number, total=total, last=self._last(number, total) if total else None)
            number += 1

    def _counted(self) -> dict[str, Any]:
        return {"track_total_hits": True} if not self.numbers or self.numbers >= (7,) else {}

    def _last(self, number: int, total: int) -> int | None:
        """The highest sequence number of a shard, if all of its records have one."""
        if self.numbers and self.numbers < (6,):
            return None
        body = {"size": 1, "query": {"range": {"_seq_no": {"gte": 0}}}, "sort": [{"_seq_no": "desc"}], "_source": False}
        try:
            told = self._search(body | self._counted(), number)
        except Failed as failed:
            if failed.failure.kind != "unsupported-version":
                raise
            return None
        if _total(told) < total or not told.hits.hits:
            return None
        last = _integer(told.hits.hits[0].sort)
        return None if last is None else max(0, min(last, _LONGEST))

    def _of(self, shard: _Shard, share: int, is_whole: bool) -> Iterator[list[_Hit]]:
        if not shard.total:
            return
        if self.numbers and self.numbers < (5,):
            yield from self._first(shard, share)
        elif shard.last is None:
            yield from self._documents(shard) if is_whole else self._some_documents(shard, share)
        else:
            yield from self._windows(shard, shard.last) if is_whole else self._runs(shard, shard.last, share)

    def _windows(self, shard: _Shard, last: int) -> Iterator[list[_Hit]]:
        """All records up to *last*, in windows that grow while they come back empty."""
        start, width = 0, _FIRST
        while start <= last:
            query = {"range": {"_seq_no": {"gte": start, "lt": start + width}}}
            body: dict[str, Any] = {"size": self._page, "query": query, "sort": [{"_seq_no": "asc"}]}
            hits = self._hits(body, shard)
            yield hits  # empty ones too: whoever takes them looks at the time
            came = _integer(hits[-1].sort) if hits else None
            if len(hits) >= body["size"] and came is not None and came >= start:
                start = came + 1  # there may be more in this window
            else:
                start += width
            width = min(_LONGEST, width * 2) if len(hits) < self._page // 2 else max(1, min(width, self._page))

    def _runs(self, shard: _Shard, last: int, share: int) -> Iterator[list[_Hit]]:
        """Short runs of neighbours at random places: blocks of equal width, each drawn at most once."""
        import numpy as np

        width = max(1, _RUN * (last + 1) // shard.total)
        draw = np.random.default_rng([self.reading.seed & 0xFFFFFFFF, shard.number])
        blocks = -(-(last + 1) // width)
        wanted = min(blocks, -(-share * 5 // (4 * _RUN)) + 1)  # the last block is short, and some have fewer
        chosen = draw.choice(blocks, wanted, replace=False)
        taken = at = 0
        while at < len(chosen) and taken < share:
            many = max(1, min(_RUNS, self._page // _RUN))
            some, at = chosen[at : at + many], at + many
            ranges = [{"range": {"_seq_no": {"gte": int(one) * width, "lt": (int(one) + 1) * width}}} for one in some]
            hits = self._hits({"size": many * _RUN * 4, "query": {"bool": {"should": ranges}}}, shard)[: share - taken]
            taken += len(hits)
            yield hits

    def _documents(self, shard: _Shard) -> Iterator[list[_Hit]]:
        """All records, in the order in which the shard holds them."""
        after, came = -1, 0
        while came <= shard.total:
            body = _from(after, self._page)
            hits = self._hits(body, shard)
            if hits:
                yield hits
            came += len(hits)
            last = _integer(hits[-1].sort) if hits else None
            if last is None or last <= after or len(hits) < body["size"]:
                return
            after = last

    def _some_documents(self, shard: _Shard, share: int) -> Iterator[list[_Hit]]:
        """Runs at random places of the shard's own order, none of which meets another."""
        import numpy as np

        places = shard.total + self.deleted // max(1, self.shards)
        length = max(1, -(-share // _DOC_RUNS))
        draw = np.random.default_rng([self.reading.seed & 0xFFFFFFFF, shard.number])
        taken = 0
        blocks = max(1, min(places, _LONGEST) // length)
        for block in draw.choice(blocks, min(blocks, 2 * _DOC_RUNS), replace=False):
            hits = self._hits(_from(int(block) * length - 1, min(length, share - taken)), shard)
            taken += len(hits)
            if hits:
                yield hits
            if taken >= share:
                return

    def _first(self, shard: _Shard, share: int) -> Iterator[list[_Hit]]:
        """Before 5.0: page by page from the beginning, as far as a server lets one page."""
        came = 0
        while came < min(share, _WINDOW):
            body: dict[str, Any] = {"from": came, "size": min(self._page, _WINDOW - came), "sort": ["_doc"]}
            hits = self._hits(body, shard)
            if hits:
                yield hits
            came += len(hits)
            if len(hits) < int(body["size"]):
                return
        if self.reading.full and shard.total > _WINDOW:
            what = "before version 5 only 10,000 records of a shard can be read without holding memory of the server"
            raise Failed(Failure(kind="over-budget", target=self.target, what=what, hint="plan the upgrade"))

    def _hits(self, body: dict[str, Any], shard: _Shard) -> list[_Hit]:
        """Records of one page; a page of huge ones is asked for again, smaller, and *body* says how much."""
        try:
            hits = self._search(body, shard.number).hits.hits
        except Failed as failed:
            if failed.failure.kind != "hostile" or body["size"] <= _FEW:
                raise
            body["size"] = _FEW
            hits = self._search(body, shard.number).hits.hits
        if hits:
            mean = max(1, self._came // len(hits))
            self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES // mean))
        return hits

    def _search(self, body: dict[str, Any], shard: int | None) -> _Found:
        query = {"filter_path": _PARTS} | ({} if shard is None else {"preference": f"_shards:{shard}"})
        asked = body | ({"track_total_hits": False} if self.numbers >= (7,) and "track_total_hits" not in body else {})
        seconds = min(self.statement_seconds, max(1.0, self._until - time.monotonic()))
        asked |= {"timeout": f"{int(seconds) or 1}s"}
        where = {"index": self.index}
        reply = self.talk.ask(SEARCH, where, query=query, body=asked, most=_PAGE_MOST, seconds=seconds * 2)
        if reply.status != 200:
            raise self._refused(reply.status)
        self._came = len(reply.body)
        found: _Found = reply.json(_Found)
        if found.timed_out or found.shards.failed:
            what = "a search ran out of time" if found.timed_out else "a shard does not answer"
            raise Failed(Failure(kind="timeout", target=self.target, what=what))
        return found

    def _refused(self, status: int) -> Failed:
        if status in (401, 403):
            return Failed(Failure(kind="wrong-credentials", target=self.target, what="may not be searched by us"))
        kind = "unsupported-version" if status == 400 else "timeout"
        return Failed(Failure(kind=kind, target=self.target, what=f"answers a search with {status}"))  # type: ignore[arg-type]


def _batch(texts: list[bytes]) -> Batch:
    """An index may keep no ``_source``: its records are counted as undecodable."""
    batch = batch_of([text for text in texts if text])
    return replace(batch, records=len(texts), undecodable=batch.undecodable + sum(not text for text in texts))


def _from(after: int, size: int) -> dict[str, Any]:
    body: dict[str, Any] = {"size": size, "sort": ["_doc"]}
    return body | ({"search_after": [after]} if after >= 0 else {})


def _total(found: _Found) -> int:
    total = found.hits.total
    return max(0, min(total if isinstance(total, int) else total.value, _LONGEST))


def _integer(sort: msgspec.Raw) -> int | None:
    try:
        return msgspec.json.decode(sort, type=tuple[int])[0]
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
