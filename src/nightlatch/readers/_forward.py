"""Places of a stream that can only be read onwards: it is gone on with, or begun anew where the place lies behind."""

from __future__ import annotations

import io
from typing import BinaryIO

from nightlatch.readers import Source

_SKIP = 1 << 20


class Forward:
    """One open stream of *source*, shared by those who read different parts of it in turn."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stream: BinaryIO | None = None
        self._position = 0

    def read_at(self, offset: int, size: int) -> bytes:
        """At most *size* bytes from *offset* on; fewer at the end only. Errors: ``Failed`` with interrupted."""
        self._source.bounds.go_on()
        stream = self._at(offset)
        found = stream.read(size)
        self._position += len(found)
        return found

    def _at(self, offset: int) -> BinaryIO:
        if self._stream is None or offset < self._position:
            self.close()
            self._stream, self._position = self._source.open(), 0
            self._source.bounds.held.callback(self.close)
        if self._position < offset and self._stream.seekable():
            self._position = self._stream.seek(offset)
        while self._position < offset and (piece := self._stream.read(min(_SKIP, offset - self._position))):
            self._position += len(piece)
        return self._stream

    def close(self) -> None:
        """The next read begins anew."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class Part(io.RawIOBase):
    """*length* bytes of a stream from *offset* on, or all to its end."""

    def __init__(self, forward: Forward, offset: int, length: int | None = None) -> None:
        super().__init__()
        self._forward, self.position = forward, offset
        self._end = None if length is None else offset + length

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(_SKIP), b""))
        most = size if self._end is None else min(size, self._end - self.position)
        found = self._forward.read_at(self.position, most) if most > 0 else b""
        self.position += len(found)
        return found
