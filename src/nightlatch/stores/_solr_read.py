"""Records of one core or collection of Solr by GET /solr/{core}/select, page after page behind a cursor.

A cursor (``cursorMark``, from 4.7) is a place in an order, and all of it is in the request: the server keeps nothing.
Everything is read in the order of the unique key; a sample in a random order, by the field type ``random`` that shipped
schemas have. A schema without it is read from its beginning, and the first records are then not any records.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http

SELECT = "GET /solr/{core}/select"
KEY = "GET /solr/{core}/schema/uniquekey"
_FIRST, _LARGEST = 100, 5_000
_PAGE_BYTES, _PAGE_MOST = 4 << 20, 64 << 20


class _Response(msgspec.Struct):
    docs: list[msgspec.Raw]


class _Header(msgspec.Struct):
    partial: bool = msgspec.field(default=False, name="partialResults")


class _Page(msgspec.Struct):
    response: _Response
    mark: str = msgspec.field(default="", name="nextCursorMark")
    header: _Header = msgspec.field(default_factory=_Header, name="responseHeader")


class _Key(msgspec.Struct):
    key: str = msgspec.field(name="uniqueKey")


@dataclass(slots=True)
class Survey:
    """One reading of one core of about *total* records."""

    http: Http
    core: str
    total: int
    target: str
    reading: Reading
    statement_seconds: float
    _page: int = _FIRST
    _read: int = 0
    _bytes: int = 0

    def batches(self) -> Iterator[Batch]:
        """Until everything was read or a bound of the reading is reached."""
        yield from batches_of(self._records())

    def _records(self) -> Iterator[bytes]:
        most = self.reading.bytes
        until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        for docs in self._pages():
            for doc in docs:
                if self._read >= self.reading.records or (most is not None and self._bytes >= most):
                    return
                text = bytes(doc)
                self._read += 1
                self._bytes += len(text)
                yield text
            if time.monotonic() > until:
                return

    def _pages(self) -> Iterator[list[msgspec.Raw]]:
        key = self._key()
        order = f"{key} asc"
        if not (self.reading.full or self.total <= self.reading.records):
            order = f"random_{self.reading.seed & 0xFFFFFFFF} asc,{order}"
        mark, seen = "*", 0
        while True:
            page = self._asked(mark, order)
            if page is None:  # no field of that type: from the beginning
                order = f"{key} asc"
                page = self._asked(mark, order)
            if page is None:
                raise Failed(Failure(kind="unsupported-version", target=self.target, what="cannot be read by a cursor"))
            yield page.response.docs
            seen += len(page.response.docs)
            if not page.response.docs or page.mark in ("", mark):
                return
            mark = page.mark

    def _asked(self, mark: str, order: str) -> _Page | None:
        query = {
            "q": "*:*", "defType": "lucene", "fl": "*", "rows": str(self._page), "sort": order, "cursorMark": mark,
            "wt": "json", "echoParams": "none",
        }  # fmt: skip
        reply = self.http.ask(
            SELECT, {"core": self.core}, query=query, most=_PAGE_MOST, seconds=self.statement_seconds * 2
        )
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target, what="may not be searched by us"))
        if reply.status == 400:
            return None
        if reply.status != 200:
            what = f"answers a search with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target, what=what))
        page: _Page = reply.json(_Page)
        if page.header.partial:
            raise Failed(Failure(kind="timeout", target=self.target, what="a search ran out of time"))
        size = max(1, len(page.response.docs))
        self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES * size // max(1, len(reply.body))))
        return page

    def _key(self) -> str:
        reply = self.http.ask(KEY, {"core": self.core}, query={"wt": "json"})
        told = reply.json_or_none(_Key) if reply.status == 200 else None
        return told.key if told is not None and told.key.isidentifier() else "id"
