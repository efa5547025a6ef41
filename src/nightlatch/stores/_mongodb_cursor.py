"""One cursor of a MongoDB, read ahead: while a reply is being converted the next one is on its way.

Sends getMore and, for a cursor that is not read to its end, killCursors. A reply stays the bytes it came as: only its
envelope ("cursor", its id, and where the array of documents lies) is looked at here.
"""

from __future__ import annotations

import queue
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import bson
from bson.int64 import Int64

from nightlatch.model import Failed
from nightlatch.stores._mongodb_wire import Refused, Wire, Words, check

REPLY_BYTES = 8 << 20  # what a getMore asks for; servers send 16 MiB at most
_MOST_DOCUMENTS = 100_000
_IDLE_REPLIES = 100  # without a document, and still not at the end
_SLOW_FACTOR, _SLOW_SECONDS, _SLOW_REPLIES = 50, 2.0, 3
_FIXED = {0x01: 8, 0x06: 0, 0x07: 12, 0x08: 1, 0x09: 8, 0x0A: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0x7F: 0, 0xFF: 0}
_AHEAD = {0x02: 4, 0x03: 0, 0x04: 0, 0x05: 5, 0x0D: 4, 0x0E: 4}  # bytes that a length does not count itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The documents of one reply: a BSON array at ``buffer[start:end]``."""

    buffer: bytearray
    start: int
    end: int
    cursor: int  # 0 at the end


class Cursor:
    """Replies of one find or aggregate, from the first one on; close it whether or not it was read to its end.

    Memory: three replies. Errors: ``Failed`` with hostile, timeout, over-budget (the server slowed down, or ended the
    query); :class:`Refused` only from the first reply.
    """

    def __init__(self, wire: Wire, database: str, words: Words, *, seconds: float) -> None:
        self._wire, self._database, self._seconds = wire, database, seconds
        self._collection = str(words.get("find", words.get("aggregate")))
        self._asked = int(words.get("batchSize", 0) or words["cursor"]["batchSize"])
        number = wire.send(database, words)
        self._first = reply_of(wire, *wire.receive(number, seconds=seconds))
        self._id = self._first.cursor
        self._ready: queue.Queue[Reply | Exception] = queue.Queue(1)
        self._spare: queue.Queue[bytearray | None] = queue.Queue()
        self._is_over = threading.Event()
        self._pace = Pace()
        self._thread = threading.Thread(target=self._fetch, name="mongodb-cursor", daemon=True)

    def replies(self) -> Iterator[Reply]:
        """Each reply; give its buffer back with :meth:`reuse` before asking for the next one."""
        reply = self._first
        if reply.cursor:
            self._spare.put(None)  # room for one reply beside the first
            self._thread.start()
        yield reply
        while reply.cursor:
            found = self._ready.get()
            if isinstance(found, Exception):
                raise found
            reply = found
            yield reply

    def reuse(self, buffer: bytearray) -> None:
        """The documents in *buffer* have been converted: the next reply may be put there."""
        self._spare.put(buffer)

    def close(self) -> None:
        """Stop reading ahead and have the server forget the cursor; never raises."""
        self._is_over.set()
        self._spare.put(None)
        patience = time.monotonic() + self._wire.timeout_seconds
        while self._thread.is_alive():  # a reply that is on its way has to be taken before anything else can be asked
            with suppress(queue.Empty):
                self._ready.get_nowait()
            self._thread.join(0.02)
            if time.monotonic() > patience:
                self._wire.close()  # wakes the thread; whatever is asked next fails
        if self._id:
            with suppress(Failed, Refused, OSError):
                words: Words = {"killCursors": self._collection, "cursors": [Int64(self._id)]}
                self._wire.command(self._database, words)

    def _fetch(self) -> None:
        """The thread: ask for the next reply as soon as one is there, and only then hand that one on."""
        idle = 0
        try:
            last = self._first
            while last.cursor and not self._is_over.is_set():
                number = self._wire.send(self._database, self._more(last))
                spare = self._spare.get()
                started = time.monotonic()
                last = reply_of(self._wire, *self._wire.receive(number, seconds=self._seconds, spare=spare))
                self._pace.note(self._wire, last.end - last.start, time.monotonic() - started)
                idle = idle + 1 if last.end - last.start <= 5 else 0
                if last.cursor not in (0, self._id) or idle > _IDLE_REPLIES:
                    raise self._wire.failed("hostile", "answers with a cursor that was not asked for or never ends")
                self._id = last.cursor
                self._ready.put(last)
        except Refused as refusal:
            self._id = 0
            self._ready.put(self._ended(refusal))
        except Exception as error:  # carried over to the thread that reads; nothing is swallowed
            self._id = 0
            self._ready.put(error)

    def _more(self, last: Reply) -> Words:
        size = last.end - last.start
        each = max(1.0, size / max(1, self._asked))
        if size > 5:
            self._asked = max(1, min(_MOST_DOCUMENTS, int(REPLY_BYTES / each)))
        return {"getMore": Int64(self._id), "collection": self._collection, "batchSize": self._asked}

    def _ended(self, refusal: Refused) -> Failed:
        if refusal.code == 50:
            return self._wire.failed("over-budget", "ended the query at its time limit (code 50)")
        return self._wire.failed("interrupted", f"ended the query before its end (code {refusal.code})")


class Pace:
    """Notices when a server has slowed down so much that reading on would do it harm."""

    def __init__(self) -> None:
        self._best = 0.0
        self._slow = 0

    def note(self, wire: Wire, size: int, seconds: float) -> None:
        """One reply of *size* bytes took *seconds*; raises ``Failed`` with over-budget after several slow ones."""
        rate = size / max(seconds, 1e-6)
        self._best = max(self._best, rate if size > 1 << 16 else 0.0)
        is_slow = seconds > _SLOW_SECONDS and rate * _SLOW_FACTOR < self._best
        self._slow = self._slow + 1 if is_slow else 0
        if self._slow == _SLOW_REPLIES:
            what = f"answers {_SLOW_FACTOR} times slower than before: reading stopped for its sake"
            raise wire.failed("over-budget", what, "try again when it is less busy, or name a replica")


def reply_of(wire: Wire, buffer: bytearray, start: int, end: int) -> Reply:
    """The envelope of a reply. Errors: :class:`Refused`; ``Failed`` with hostile."""
    view = memoryview(buffer)
    try:
        outer = _elements(view, start, end)
        cursor = next((at, stop) for key, kind, at, stop in outer if key == b"cursor" and kind == 3)
        inside = {key: (kind, at, stop) for key, kind, at, stop in _elements(view, *cursor)}
        batch = inside.get(b"firstBatch") or inside[b"nextBatch"]
        kind, at, _ = inside[b"id"]
        number = struct.unpack_from({0x12: "<q", 0x10: "<i"}[kind], view, at)[0]
        if batch[0] != 4:
            raise ValueError("batch")
    except StopIteration:
        if _has_ok(wire, bytes(view[start:end])):
            raise wire.failed("hostile", "answers a query without a cursor") from None
        raise wire.failed("hostile", "answers a query with neither ok nor an error") from None
    except (KeyError, ValueError, struct.error):
        raise wire.failed("hostile", "answers a query in a shape that it does not have") from None
    return Reply(buffer=buffer, start=batch[1], end=batch[2], cursor=number)


def _has_ok(wire: Wire, document: bytes) -> bool:
    """Does a reply without a cursor say ok? Errors: :class:`Refused` if it says no; ``Failed`` if it is not BSON."""
    try:
        reply = bson.decode(document)
    except (bson.errors.BSONError, OverflowError, ValueError, RecursionError, TypeError):
        raise wire.failed("hostile", "answers with a document that is not BSON") from None
    if "ok" in reply or "errmsg" in reply:
        check(reply)
    return "ok" in reply


def _elements(view: memoryview, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """``(key, type, where its value begins, where it ends)`` of each element of the document ``view[start:end]``.

    Errors: ValueError where a length leads out of the document.
    """
    at, last = start + 4, end - 1
    for _ in range(64):  # genuine envelopes have about ten
        if at >= last:
            return
        kind, at = view[at], at + 1
        key = bytes(view[at : min(at + 64, last)]).partition(b"\0")[0]
        at += len(key) + 1
        stop = at + _size(view, kind, at)
        if not at <= stop <= last:
            raise ValueError("length")
        yield key, kind, at, stop
        at = stop
    raise ValueError("too many elements")


def _size(view: memoryview, kind: int, at: int) -> int:
    if kind in _FIXED:
        return _FIXED[kind]
    if kind not in _AHEAD:
        raise ValueError("type")
    size: int = struct.unpack_from("<i", view, at)[0]
    if size < 0 or (kind in (3, 4) and size < 5):
        raise ValueError("length")
    return size + _AHEAD[kind]
