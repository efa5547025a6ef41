"""tar archives: ustar, and the long names of GNU and pax (POSIX.1-2001). Only regular files; links lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nightlatch.readers import MAGIC, NO, Left, Opened, Source
from nightlatch.readers._archives import member, too_deep
from nightlatch.readers._bounds import broken
from nightlatch.readers._forward import Forward, Part

_BLOCK = 512
_MOST_HEADER = 1 << 20  # of a long name or of pax records
_PAX = re.compile(rb"(?:^|\n)\d+ (path|size)=([^\n]*)")


class Tar:
    """See :class:`nightlatch.readers.Reader`."""

    name = "tar"
    description = "tar archives of the others"
    suffixes: tuple[str, ...] = (".tar",)

    def certainty(self, head: bytes) -> int:
        """The first header says ``ustar``, and its checksum holds."""
        return MAGIC if head[257:262] == b"ustar" and _is_sound(head[:_BLOCK]) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """Its members."""
        if (left := too_deep(source)) is not None:
            yield left
            return
        forward, at, name, length = Forward(source), 0, "", -1
        while len(header := forward.read_at(at, _BLOCK)) == _BLOCK and any(header):
            if not _is_sound(header):
                raise broken("a header of the archive is damaged")
            size, kind, at = _number(header[124:136]), header[156:157], at + _BLOCK
            if kind in b"xL" and kind:
                if size > _MOST_HEADER:
                    raise broken("a header of the archive is longer than any that is read")
                told = forward.read_at(at, size)
                if kind == b"L":
                    name = _text(told)
                else:
                    pax = dict(_PAX.findall(told))
                    name, length = _text(pax.get(b"path", name.encode())), int(pax.get(b"size", b"-1") or -1)
            else:
                size = length if length >= 0 else size
                if kind in (b"0", b"\0", b"7"):
                    found = member(source, name or _name(header), _opener(forward, at, size), size)
                    yield found
                    if isinstance(found, Left):
                        return
                name, length = "", -1
            at += -(-size // _BLOCK) * _BLOCK
        if len(header) < _BLOCK and source.is_whole and at:
            yield Left(name=source.name, why="the archive breaks off")


def _opener(forward: Forward, at: int, size: int) -> Callable[[], BinaryIO]:
    return lambda: Part(forward, at, size)  # type: ignore[return-value]


def _is_sound(header: bytes) -> bool:
    return len(header) == _BLOCK and _number(header[148:156]) == sum(header[:148]) + 256 + sum(header[156:])


def _number(field: bytes) -> int:
    if field[:1] == b"\x80":  # GNU: base 256
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if digits and re.fullmatch(rb"[0-7]+", digits) else 0


def _name(header: bytes) -> str:
    prefix = _text(header[345:500]) if header[257:263] == b"ustar\0" else ""
    return f"{prefix}/{_text(header[:100])}".removeprefix("/")


def _text(name: bytes) -> str:
    return name.split(b"\0", 1)[0].decode("utf-8", "replace")


READER = Tar()
