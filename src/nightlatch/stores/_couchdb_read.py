"""Documents of one CouchDB database by GET /{db}/_all_docs, which walks the tree of ids that every database has.

Never a view: asking one makes the server build its index. Attachments come as stubs, without their bytes. Everything is
read page after page, each from behind the last id; a sample is taken in runs behind random ids, made of the characters
that the first and the last ids are made of.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http

ALL_DOCS = "GET /{db}/_all_docs"
_FIRST, _LARGEST = 100, 5_000
_PAGE_BYTES, _PAGE_MOST = 4 << 20, 64 << 20
_RUNS = 40  # of a sample
_TAIL = 6  # random characters behind what all ids begin with, of at most 1,024 kinds each


class _Row(msgspec.Struct, gc=False):
    id: str = ""
    doc: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)


class _Rows(msgspec.Struct):
    rows: list[_Row]


@dataclass(slots=True)
class Survey:
    """One reading of one database of about *total* documents."""

    http: Http
    database: str
    total: int
    target: str
    reading: Reading
    statement_seconds: float
    _page: int = _FIRST
    _read: int = 0
    _bytes: int = 0
    _until: float = field(default=0.0)

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        self._until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        is_whole = self.reading.full or self.total <= self.reading.records
        yield from batches_of(self._bounded(self._all() if is_whole else self._some()))

    def _bounded(self, pages: Iterator[list[_Row]]) -> Iterator[bytes]:
        most = self.reading.bytes
        for page in pages:
            for row in page:
                text = bytes(row.doc)
                if text in (b"", b"null") or row.id.startswith("_design/"):  # deleted meanwhile; code, not a record
                    continue
                if self._read >= self.reading.records or (most is not None and self._bytes >= most):
                    return
                self._read += 1
                self._bytes += len(text)
                yield text
            if time.monotonic() > self._until:
                return

    def _all(self) -> Iterator[list[_Row]]:
        last = ""
        while rows := self._rows(last, self._page):
            yield rows
            last = self._after(rows, last)

    def _after(self, rows: list[_Row], last: str) -> str:
        """The id to go on behind; ids that do not grow would make reading endless."""
        if rows[-1].id.encode() <= last.encode():
            raise Failed(Failure(kind="hostile", target=self.target, what="lists documents that it has listed before"))
        return rows[-1].id

    def _some(self) -> Iterator[list[_Row]]:
        """Runs in the order of their ids, so that none comes twice; the beginning is one of them."""
        run = max(1, -(-self.reading.records // _RUNS))
        first = self._rows("", min(run, _LARGEST))
        yield first
        if not first:
            return
        last = self._after(first, "")
        for start in self._starts(first):
            rows = self._rows(max(start, last, key=str.encode), min(run, _LARGEST))
            if not rows:
                return
            yield rows
            last = self._after(rows, last)

    def _starts(self, first: list[_Row]) -> list[str]:
        """Random ids between the first and the last: numbers whose digits are the letters that ids are made of."""
        import numpy as np

        end = self._rows("", 1, descending=True)
        ids = [row.id for row in (*first, *end)]
        alike = len(_common(ids))
        letters = sorted({letter for one in ids for letter in one[alike : alike + _TAIL]}, key=str.encode) or [" "]
        letters = letters[:1024]
        low, high = (_number(one[alike : alike + _TAIL], letters) for one in (ids[0], ids[-1]))
        draw = np.random.default_rng(self.reading.seed & 0xFFFFFFFF)
        drawn = draw.integers(low, max(low, high) + 1, _RUNS)
        return [ids[0][:alike] + _text(int(one), letters) for one in sorted(drawn)]

    def _rows(self, after: str, size: int, *, descending: bool = False) -> list[_Row]:
        """Rows behind the id *after*."""
        query = {"include_docs": "true", "limit": str(size + 1 if after else size)}
        if descending:
            query |= {"descending": "true", "include_docs": "false"}
        if after:
            query["startkey"] = msgspec.json.encode(after).decode()
        seconds = self.statement_seconds * 2
        reply = self.http.ask(ALL_DOCS, {"db": self.database}, query=query, most=_PAGE_MOST, seconds=seconds)
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target, what="may not be read by us"))
        if reply.status != 200:
            what = f"answers for its documents with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target, what=what))
        rows: list[_Row] = reply.json(_Rows).rows
        self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES * size // max(1, len(reply.body))))
        return [row for row in rows if row.id != after][:size]


def _number(text: str, letters: list[str]) -> int:
    """*text* as a number of six digits; what is too short goes on with the least of them."""
    at = [letters.index(letter) if letter in letters else 0 for letter in text]
    number = 0
    for digit in (*at, *[0] * (_TAIL - len(at))):
        number = number * len(letters) + digit
    return min(number, (1 << 62) - 1)


def _text(number: int, letters: list[str]) -> str:
    found = ""
    for _ in range(_TAIL):
        number, digit = divmod(number, len(letters))
        found = letters[digit] + found
    return found


def _common(ids: list[str]) -> str:
    """What all of *ids* begin with."""
    low, high = min(ids), max(ids)
    same = next((at for at, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:same]
