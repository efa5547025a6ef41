"""The memcached protocols on one stream: ASCII with its meta commands (protocol.txt of 1.6), and of the binary one
VERSION and STAT, for servers that speak nothing else (``-B binary``, ``-S``).

Sends what `encode` lets through. Values are asked for by ``mg KEY v u`` only: with ``u`` an item is neither moved in
the LRU nor marked as fetched (proto_parser.c, ``no_update``), as ``get`` would do; flags that change an item are
refused here.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote_to_bytes

from nightlatch.stores._stream import Stream

READS = frozenset(
    {"version", "stats", "stats settings", "stats conns", "lru_crawler metadump", "mg v u", "nightlatch", "login"}
    | {"quit", "binary VERSION", "binary STAT"}
)
VERSION, STAT = 0x0B, 0x10
UNKNOWN = "nightlatch"  # a command that no memcached knows: one that says yes to it says yes to everything
BUSY = b"BUSY"
HELLO = b"version".ljust(24) + b"\r\n"  # a server that takes 24-byte headers alone sees at once that this is none
MOST_ITEM = 1 << 30  # -I as far as it goes
_OPCODES = {"binary VERSION": VERSION, "binary STAT": STAT}
_HEADER = struct.Struct(">BBHBBHIIQ")
_NOT_PLAIN = re.compile(rb"[\x00-\x20\x7f]")
_REQUEST, _RESPONSE = 0x80, 0x81
_STATS = 2_000  # lines of one answer; 1.6 has some 120
_BINARY_BODY = 64 << 10
_FLAGS = frozenset({b"v", b"u", b"b"})


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A command that the store does not declare was about to be sent."""


def encode(*words: bytes) -> bytes:
    """One line; the only place where commands are made. Errors: `Undeclared`."""
    verb = verb_of(words)
    if verb not in READS or any(_NOT_PLAIN.search(word) for word in words):
        raise Undeclared(verb)
    return b" ".join(words) + b"\r\n"


def verb_of(words: Sequence[bytes]) -> str:
    """``stats settings``; of ``mg`` the flags in their order, as it is they that decide what it does."""
    first, *rest = (word.decode("latin-1") for word in words)
    match first:
        case "mg" if set(words[2:]) <= _FLAGS and b"u" in words[2:]:
            return "mg v u"
        case "mg":
            return " ".join(["mg", *rest[1:]])
        case "stats" | "lru_crawler" if rest:
            return f"{first} {rest[0]}"
        case _:
            return first


def asked_for(key: bytes) -> bytes:
    """The line that asks for the value of *key*; what is no plain word goes as base64 (1.6.10 and later)."""
    if _NOT_PLAIN.search(key):
        return encode(b"mg", base64.b64encode(key), b"b", b"v", b"u")
    return encode(b"mg", key, b"v", b"u")


def login(user: str, password: str) -> bytes:
    """What authenticates where nothing else is taken (``-Y``): it looks like ``set``, and stores nothing there."""
    both = f"{user} {password}".encode()
    return b"set nightlatch 0 0 %d\r\n%b\r\n" % (len(both), both)


def binary(verb: str, key: bytes = b"") -> bytes:
    """A binary request of a declared *verb*."""
    if verb not in READS:
        raise Undeclared(verb)
    return _HEADER.pack(_REQUEST, _OPCODES[verb], len(key), 0, 0, 0, len(key), 0, 0) + key


def stats(stream: Stream, *, most: int = _STATS) -> dict[str, str] | None:
    """What ``STAT name value`` lines say, up to ``END``; None where the answer is something else."""
    found: dict[str, str] = {}
    for _ in range(most):
        line = stream.text()
        if line == b"END":
            return found
        word, _, rest = line.partition(b" ")
        if word != b"STAT":
            return None
        name, _, value = rest.decode("latin-1").partition(" ")
        found[name] = value
    raise stream.fail("hostile", "its statistics do not come to an end")


def binary_answer(stream: Stream, opcode: int) -> tuple[int, bytes, bytes]:
    """Status, key and value of the next binary response."""
    head = stream.exactly(_HEADER.size)
    magic, told, key, extras, _, status, length, _, _ = _HEADER.unpack(head)
    if magic != _RESPONSE or told != opcode:
        raise stream.fail("not-this-protocol", "answers in something else than memcached's binary protocol")
    if length > _BINARY_BODY or key + extras > length:
        raise stream.fail("hostile", "announces an answer longer than it can be")
    body = stream.exactly(length)
    return status, body[extras : extras + key], body[extras + key :]


def binary_stats(stream: Stream) -> dict[str, str] | int:
    """What a binary STAT says, or the status of its refusal."""
    found: dict[str, str] = {}
    for _ in range(_STATS):
        status, key, value = binary_answer(stream, STAT)
        if status or not key:
            return status or found
        found[key.decode("latin-1")] = value.decode("latin-1")
    raise stream.fail("hostile", "its statistics do not come to an end")


def dumped(stream: Stream) -> Iterator[bytes]:
    """Keys of ``lru_crawler metadump``, as they come. Raises `Refused` where the answer is something else."""
    while True:
        line = stream.text()
        if line == b"END":
            return
        key = key_in(line)
        if key is None:
            raise Refused(line.partition(b" ")[0][:16])
        yield key


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """The server does not dump its keys: *args* hold the first word of its answer."""


def key_in(line: bytes) -> bytes | None:
    """The key that a line ``key=a%20b exp=-1 ...`` of a dump is about."""
    if not line.startswith(b"key="):
        return None
    key = unquote_to_bytes(line[4:].partition(b" ")[0])
    return key if len(key) <= 250 else None


def values(stream: Stream, keys: Iterable[bytes], most: int) -> Iterator[bytes | bool | None]:
    """The value of each key asked for; None if it is longer than *most*, False if there is no such item any more."""
    for _ in keys:
        line = stream.text()
        word, _, rest = line.partition(b" ")
        if word in (b"EN", b"CLIENT_ERROR", b"SERVER_ERROR"):
            yield False if word == b"EN" else None
            continue
        size = rest.partition(b" ")[0]
        if word != b"VA" or not size.isdigit() or len(size) > 10 or int(size) > MOST_ITEM:
            raise stream.fail("hostile", "answers a request for a value with something else")
        count = int(size)
        if count > most:
            stream.skip(count)
            value = None
        else:
            value = stream.exactly(count)
        if stream.exactly(2) != b"\r\n":
            raise stream.fail("hostile", "a value does not end where it said")
        yield value
