"""The rsync daemon's protocol, as version 29 speaks it (rsync 2.6.4 and later still take it), on one stream.

Sends a greeting, ``#list`` or the name of a module, the arguments of a sender (``--server --sender``: the server only
ever sends), an empty filter list, and the request for one file. Never the arguments of a receiver, never an option that
deletes or changes anything. Version 29 is used because its list of files comes in one piece, without compression.

Sources: the program's own clientserver.c, flist.c, io.c and sender.c.
"""

from __future__ import annotations

import re
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from nightlatch.stores._files import Entry
from nightlatch.stores._stream import Stream

READS = frozenset({"#list", "module", "list folder", "list tree", "read file", "@RSYNCD"})
HELLO = b"@RSYNCD: 29\n"
_GREETING = re.compile(rb"@RSYNCD: (\d{1,3})(?:\.\d{1,3})?(?: [\w -]{0,200})?")
_DECIDES = re.compile(rb"@RSYNCD: (OK|AUTHREQD|EXIT)|@ERROR")
_MODULE = re.compile(r"([^\t\x00-\x1f]{1,255}?) *\t(.*)")
_INT, _LONG = struct.Struct("<i"), struct.Struct("<q")
_MOST_LINES = 2_000
_MOST_NAME = 4096
_DATA = 7  # the tag of a frame that carries data (MPLEX_BASE)
_SAME_MODE, _EXTENDED, _SAME_NAME, _LONG_NAME, _SAME_TIME = 0x02, 0x04, 0x20, 0x40, 0x80
_TRANSFER = 0x8000
_OPTIONS = {"list folder": "-d", "list tree": "-r", "read file": ""}
_GLOB = re.compile(r"[*?\[\]\\\r\n\0]")  # what the server would expand, or end a line by


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """Something else than what is declared was about to be sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to the name of a module: ``OK``, ``AUTHREQD``, ``ERROR`` or ``EXIT``; what came before."""

    word: str
    lines: tuple[str, ...] = ()


def greeted(stream: Stream) -> int:
    """The server's version of the protocol; ours has been sent."""
    line = stream.text(1024)
    if (found := _GREETING.fullmatch(line)) is None:
        raise stream.fail("not-this-protocol", "does not greet as rsync does", "does another protocol answer there?")
    stream.send(HELLO)
    return int(found[1])


def asked(stream: Stream, word: str) -> Answer:
    """Send ``#list`` or the name of a module, and hear up to the line that decides."""
    if not word or re.search(r"[\r\n\0]", word) or (word.startswith("#") and word != "#list"):
        raise Undeclared(word[:1])
    stream.send(word.encode("utf-8", "surrogateescape") + b"\n")
    lines: list[str] = []
    for _ in range(_MOST_LINES):
        line = stream.text()
        if (told := _DECIDES.match(line)) is not None:
            return Answer((told[1] or b"ERROR").decode(), tuple(lines))
        lines.append(line.decode("utf-8", "surrogateescape"))
    raise stream.fail("hostile", "its list of modules does not come to an end")


def modules(answer: Answer) -> Iterator[str]:
    """The names of modules among the lines of an answer to ``#list``; the message of the day has no tab."""
    seen: set[str] = set()
    for line in answer.lines:
        found = _MODULE.fullmatch(line)
        if found is not None and found[1] not in seen and not found[1].startswith(("#", "@")):
            seen.add(found[1])
            yield found[1]


def arguments(verb: str, path: str) -> bytes:
    """What tells the server to send, and what (*path*: ``module/...``), each a line. Errors: `Undeclared`."""
    if verb not in _OPTIONS or _GLOB.search(path) or path.startswith("-"):
        raise Undeclared(verb)
    words = ["--server", "--sender", *filter(None, [_OPTIONS[verb]]), ".", path, ""]
    return "".join(f"{word}\n" for word in words).encode("utf-8", "surrogateescape")


def is_askable(path: str) -> bool:
    """Can this very path be asked for? The server would take some characters for patterns."""
    return not _GLOB.search(path)


class Frames:
    """What the server sends, its messages beside the data left out."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left = 0

    def exactly(self, count: int) -> bytes:
        """The next *count* bytes of data."""
        found = b""
        while len(found) < count:
            while not self._left:
                self._next()
            step = min(self._left, count - len(found))
            found += self._stream.exactly(step)
            self._left -= step
        return found

    def _next(self) -> None:
        head = int.from_bytes(self._stream.exactly(4), "little")
        tag, length = head >> 24, head & 0xFFFFFF
        if tag == _DATA:
            self._left = length
        elif _DATA < tag < 120 and length <= 64 << 10:
            self._stream.skip(length)
        else:
            raise self._stream.fail("hostile", "sends a frame that rsync does not know")

    def byte(self) -> int:
        """One byte."""
        return self.exactly(1)[0]

    def number(self) -> int:
        """Four bytes, signed."""
        return int(_INT.unpack(self.exactly(4))[0])

    def size(self) -> int:
        """A length of a file: four bytes, or eight behind four of ones."""
        short = self.number()
        return int(_LONG.unpack(self.exactly(8))[0]) if short == -1 else short


def begun(stream: Stream, verb: str, path: str) -> Frames:
    """Ask a module that said OK to send; the list of files is next."""
    stream.send(arguments(verb, path))
    stream.exactly(4)  # the seed of checksums, which are not looked at
    stream.send(_INT.pack(0))  # no filters
    return Frames(stream)


def listed(frames: Frames, stream: Stream) -> Iterator[Entry]:
    """Files and folders with their paths, as they come; links and devices are left out."""
    name, mode = b"", 0
    while flags := frames.byte():
        if flags & _EXTENDED:
            flags |= frames.byte() << 8
        same = frames.byte() if flags & _SAME_NAME else 0
        more = frames.number() if flags & _LONG_NAME else frames.byte()
        if same > len(name) or not 0 <= more <= _MOST_NAME or same + more > _MOST_NAME:
            raise stream.fail("hostile", "its list of files holds a name that cannot be")
        name = name[:same] + frames.exactly(more)
        size = frames.size()
        if not flags & _SAME_TIME:
            frames.number()
        if not flags & _SAME_MODE:
            mode = frames.number() & 0xFFFFFFFF
        path = name.decode("utf-8", "surrogateescape")
        if stat.S_ISREG(mode):
            yield Entry(path, size if size >= 0 else None)
        elif stat.S_ISDIR(mode):
            yield Entry(path, is_folder=True)
    frames.number()  # how many errors there were while it was made


def contents(frames: Frames, stream: Stream, most: int) -> bytes:
    """At most *most* bytes of the one file that was listed."""
    stream.send(_INT.pack(0) + struct.pack("<H", _TRANSFER) + struct.pack("<iiii", 0, 700, 2, 0))
    if frames.number() != 0:
        raise stream.fail("hostile", "sends another file than the one that was asked for")
    frames.exactly(2 + 16)
    found = bytearray()
    while len(found) < most and (token := frames.number()) != 0:
        if not 0 < token <= 1 << 20:
            raise stream.fail("hostile", "refers to a block that we do not have")
        found += frames.exactly(token)
    return bytes(found[:most])
