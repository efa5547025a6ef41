"""A server that replays the synthetic leak over MongoDB's wire at full size: for measuring readers, no database.

It answers hello, the few commands of a survey, find and getMore; replies are cut from files that were encoded before
the clock starts, and sent by the kernel (sendfile), so that the reader is what is measured. Loopback only.

    with replay(people=2_565_724, points=6_680_348) as server:
        ...  # server.port

As a program: ``python -m tests.bench.mongo_replay --people 100000 --points 260000 --port 27117``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bson
import numpy as np
import pyarrow as pa

from nightlatch.compiled import compiled
from nightlatch.demo.leak import Leak

ENDING = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
BLOCK_BYTES = 8 << 20
SEED = 1

# What a document is made of: (operation, key, number of the column)
OPEN, CLOSE, TEXT, LONG, DOUBLE, DATE, OBJECT_ID, LIST = range(8)
Step = tuple[int, str, str]
PERSON: tuple[Step, ...] = (
    (OBJECT_ID, "_id", ""), (LONG, "personId", "person_id"), (OPEN, "person", ""), (TEXT, "name", "name"),
    (TEXT, "idCard", "id_number"), (DATE, "idIssued", "id_issued"), (DATE, "idExpires", "id_expires"),
    (TEXT, "sex", "sex"), (TEXT, "nationality", "nationality"), (TEXT, "ethnicity", "ethnicity"),
    (DATE, "birthDate", "birth_date"), (TEXT, "photo", "photo"), (CLOSE, "", ""), (OPEN, "home", ""),
    (TEXT, "address", "address"), (TEXT, "phone", "phone"), (CLOSE, "", ""), (OPEN, "work", ""),
    (TEXT, "employer", "employer"), (CLOSE, "", ""),
)  # fmt: skip
SIGHTING: tuple[Step, ...] = (
    (OBJECT_ID, "_id", ""), (LONG, "personId", "person_id"), (OPEN, "tracker", ""), (TEXT, "name", "tracker"),
    (TEXT, "place", "place"), (CLOSE, "", ""), (OPEN, "loc", ""), (TEXT, "type", "point"), (LIST, "coordinates", ""),
    (DOUBLE, "0", "longitude"), (DOUBLE, "1", "latitude"), (CLOSE, "", ""), (CLOSE, "", ""),
    (DATE, "seenAt", "seen_at"),
)  # fmt: skip
HELLO = {
    "isWritablePrimary": True, "helloOk": True, "maxBsonObjectSize": 16 << 20, "maxMessageSizeBytes": 48_000_000,
    "minWireVersion": 0, "maxWireVersion": 21, "readOnly": False, "ok": 1.0,
}  # fmt: skip


@compiled
def _int32(out, at, value):
    for k in range(4):
        out[at + k] = (value >> (8 * k)) & 0xFF


@compiled
def _int64(out, at, value):
    for k in range(8):
        out[at + k] = (value >> (8 * k)) & 0xFF


@compiled
def _encode(steps, keys, key_ends, offsets, text, valid, numbers, first, last, start, most, out):
    """Write rows from *first* on as elements of a BSON array, counted from *start*; ``(row it stopped at, bytes)``."""
    at = 0
    opened = np.empty(8, np.int64)
    row = first
    while row < last and row - first < most and at < len(out) - 4096:
        out[at] = 3
        at += 1
        index, scale = start + row - first, 1
        while index // scale >= 10:
            scale *= 10
        while scale:
            out[at] = 48 + index // scale % 10
            at += 1
            scale //= 10
        out[at] = 0
        at += 1
        opened[0] = at
        depth = 1
        at += 4
        for s in range(len(steps)):
            what, column = steps[s, 0], steps[s, 1]
            if what == CLOSE:
                out[at] = 0
                at += 1
                depth -= 1
                _int32(out, opened[depth], at - opened[depth])
                continue
            if what == TEXT and not valid[column, row]:
                continue
            is_null = what == DATE and not valid[column, row]
            out[at] = 10 if is_null else (3, 0, 2, 18, 1, 9, 7, 4)[what]
            at += 1
            for k in range(0 if s == 0 else key_ends[s - 1], key_ends[s]):
                out[at] = keys[k]
                at += 1
            out[at] = 0
            at += 1
            if what in (OPEN, LIST):
                opened[depth] = at
                depth += 1
                at += 4
            elif what == TEXT:
                low, high = offsets[column, row], offsets[column, row + 1]
                _int32(out, at, high - low + 1)
                at += 4
                for k in range(low, high):
                    out[at] = text[k]
                    at += 1
                out[at] = 0
                at += 1
            elif what == OBJECT_ID:
                _int32(out, at, 0x0082036B)
                _int64(out, at + 4, numbers[column, row])
                at += 12
            elif not is_null:
                _int64(out, at, numbers[column, row])
                at += 8
        out[at] = 0
        at += 1
        _int32(out, opened[0], at - opened[0])
        row += 1
    return row, at


@dataclass(frozen=True, slots=True)
class _Columns:
    offsets: Any
    text: Any
    valid: Any
    numbers: Any


def _columns(steps: tuple[Step, ...], batch: pa.RecordBatch, first_id: int) -> _Columns:
    """Each step's column side by side, whatever its type: text by offsets into one buffer, all else as eight bytes."""
    n = batch.num_rows
    offsets, numbers = np.zeros((len(steps), n + 1), np.int64), np.zeros((len(steps), n), np.int64)
    valid, texts, base = np.ones((len(steps), n), np.bool_), [], 0
    for i, (what, _, name) in enumerate(steps):
        if what == OBJECT_ID:
            numbers[i] = np.arange(first_id, first_id + n).byteswap()
        elif name:
            array = pa.array(["Point"] * n) if name == "point" else batch.column(name)
            valid[i] = np.asarray(array.is_valid())
            if what == TEXT:
                whole = pa.array(array.cast(pa.large_string()).fill_null(""))
                _, ends, data = whole.buffers()
                offsets[i] = np.frombuffer(ends, np.int64)[whole.offset : whole.offset + n + 1] + base
                texts.append(np.frombuffer(data, np.uint8))
                base += len(texts[-1])
            elif what == DATE:
                numbers[i] = np.asarray(array.cast(pa.timestamp("ms")).cast(pa.int64()).fill_null(0))
            else:
                numbers[i] = np.asarray(array.fill_null(0)).view(np.int64)
    return _Columns(offsets, np.concatenate(texts), valid, numbers)


@dataclass(frozen=True, slots=True)
class Block:
    """The documents of one reply, as they lie in the file."""

    at: int
    size: int
    documents: int


def encode(steps: tuple[Step, ...], batches: Iterator[pa.RecordBatch], path: Path) -> list[Block]:
    """Write documents as the insides of BSON arrays; the first block is small, as a server's first reply is."""
    program = np.array([(what, i) for i, (what, _, _) in enumerate(steps)], np.int64)
    keys = np.frombuffer("".join(key for _, key, _ in steps).encode(), np.uint8)
    key_ends = np.cumsum([len(key) for _, key, _ in steps])
    out, blocks, at, number = np.empty(BLOCK_BYTES, np.uint8), [], 0, 0
    with path.open("wb") as file:
        for batch in batches:
            cols, row = _columns(steps, batch, number), 0
            number += batch.num_rows
            while row < batch.num_rows:
                first, most = row, 1 << 30 if blocks else 101
                row, size = _encode(
                    program, keys, key_ends, cols.offsets, cols.text, cols.valid, cols.numbers, row, batch.num_rows, 0,
                    most, out,
                )  # fmt: skip
                file.write(memoryview(out)[:size])
                blocks.append(Block(at, size, row - first))
                at += size
    return blocks


class Server:
    """Answers any number of connections, each with its own cursors."""

    def __init__(self, people: int, points: int, folder: Path, port: int = 0) -> None:
        leak = Leak(people=people, points=points, seed=SEED, ending=ENDING)
        self.blocks: dict[str, list[Block]] = {}
        self.files: dict[str, int] = {}
        for name, steps, batches in (
            ("people", PERSON, leak.people_batches(18_000)),
            ("sightings", SIGHTING, leak.point_batches(46_000)),
        ):
            path = folder / name
            self.blocks[name] = encode(steps, batches, path)
            self.files[name] = os.open(path, os.O_RDONLY)
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self.listener.getsockname()[1]

    def serve(self) -> None:
        """Until the listener is closed."""
        while True:
            link, _ = self.listener.accept()
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._converse, args=(link,), daemon=True).start()

    def _converse(self, link: socket.socket) -> None:
        place = {"people": 0, "sightings": 0}
        with contextlib.suppress(OSError, struct.error), link:
            while True:
                length, number, _, opcode = struct.unpack("<iiii", _exactly(link, 16))
                if opcode not in (2004, 2013):  # a TLS hello, say: hang up at once, as a genuine server does
                    raise ConnectionError
                body = _exactly(link, length - 16)
                if opcode == 2004:  # PyMongo's first hello
                    reply = bson.encode({**HELLO, "ismaster": True})
                    link.sendall(struct.pack("<iiiiiqii", 36 + len(reply), 0, number, 1, 8, 0, 0, 1) + reply)
                    continue
                words = bson.decode(body[5:])
                verb = next(iter(words))
                name = words.get("collection" if verb == "getMore" else "find")
                if verb in ("find", "getMore") and name in place:
                    place[name] = 0 if verb == "find" else place[name]
                    self._send_block(link, number, name, place[name], verb == "find")
                    place[name] += 1
                else:
                    _send(link, number, bson.encode(self._answer(verb, words)))

    def _send_block(self, link: socket.socket, number: int, name: str, index: int, is_first: bool) -> None:
        blocks = self.blocks[name]
        block = blocks[index] if index < len(blocks) else Block(0, 0, 0)
        cursor = 7 if index + 1 < len(blocks) else 0
        field = b"\x04firstBatch\0" if is_first else b"\x04nextBatch\0"
        space = f"city.{name}".encode()
        tail = b"\0\x12id\0" + struct.pack("<q", cursor) + b"\x02ns\0" + struct.pack("<i", len(space) + 1) + space
        tail += b"\0\0\x01ok\0" + struct.pack("<d", 1.0) + b"\0"
        array = block.size + 5
        inner = 4 + len(field) + array + len(tail) - 1 - 13  # *tail* begins with the array's end, and ends with "ok"
        outer = 4 + 8 + inner + 13
        head = struct.pack("<iiiiib", 16 + 5 + outer, 0, number, 2013, 0, 0) + struct.pack("<i", outer)
        head += b"\x03cursor\0" + struct.pack("<i", inner) + field + struct.pack("<i", array)
        link.sendall(head, socket.MSG_MORE)
        at, left = block.at, block.size
        while left:
            sent = os.sendfile(link.fileno(), self.files[name], at, left)
            at, left = at + sent, left - sent
        link.sendall(tail)

    def _answer(self, verb: str, words: dict[str, Any]) -> dict[str, Any]:
        match verb.lower():
            case "hello" | "ismaster":
                return HELLO
            case "buildinfo":
                return {"version": "7.0.0", "versionArray": [7, 0, 0, 0], "ok": 1.0}
            case "connectionstatus":
                names = ("Users", "UserRoles", "UserPrivileges")
                return {"authInfo": {f"authenticated{name}": [] for name in names}, "ok": 1.0}
            case "getcmdlineopts":
                return {"argv": ["mongod"], "parsed": {}, "ok": 1.0}
            case "usersinfo":
                return {"users": [], "ok": 1.0}
            case "listdatabases":
                return {"databases": [{"name": "city"}], "ok": 1.0}
            case "listcollections":
                found = [{"name": name, "type": "collection"} for name in self.blocks]
                return {"cursor": {"firstBatch": found, "id": 0, "ns": "city.$cmd.listCollections"}, "ok": 1.0}
            case "count":
                return {"n": sum(block.documents for block in self.blocks.get(words["count"], [])), "ok": 1.0}
            case "ping" | "endsessions" | "killcursors":
                return {"ok": 1.0}
        return {"ok": 0.0, "errmsg": f"no such command: '{verb}'", "code": 59, "codeName": "CommandNotFound"}


def _exactly(link: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = link.recv(size - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data


def _send(link: socket.socket, number: int, reply: bytes) -> None:
    link.sendall(struct.pack("<iiiiib", 21 + len(reply), 0, number, 2013, 0, 0) + reply)


@dataclass(frozen=True, slots=True)
class Replay:
    """A running replay server and what it holds."""

    port: int
    people: int
    points: int
    bytes: int


@contextlib.contextmanager
def replay(people: int, points: int) -> Iterator[Replay]:
    """Run the server as a process of its own; it answers once this returns.

    Disk: about 470 bytes a person and 180 a point, below the temporary folder, while it runs.
    """
    words = [sys.executable, "-m", "tests.bench.mongo_replay", "--people", str(people), "--points", str(points)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port, size = process.stdout.readline().split()
            yield Replay(int(port), people, points, int(size))
        finally:
            process.terminate()


def main() -> None:
    """Encode, then say ``PORT BYTES`` and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--points", type=int, default=260_000)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nightlatch-replay-") as folder:
        server = Server(given.people, given.points, Path(folder), given.port)
    # the files are held open: they are gone with this process, however it ends
    size = sum(block.size for blocks in server.blocks.values() for block in blocks)
    print(server.port, size, flush=True)
    server.serve()


if __name__ == "__main__":
    main()
