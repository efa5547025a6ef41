"""xz; its dictionary may ask for gigabytes, and gets 128 MiB."""

import io
import lzma
from typing import BinaryIO

from nightlatch.readers._bounds import Readable
from nightlatch.readers._compressed import Compression

_MEMORY = 128 << 20
_PIECE = 64 << 10


class _Stream(io.RawIOBase):
    """Like ``lzma.LZMAFile``, which cannot be held to a bound of memory; several streams in a row too."""

    def __init__(self, inner: Readable) -> None:
        super().__init__()
        self._inner, self._decoder = inner, lzma.LZMADecompressor(memlimit=_MEMORY)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._decoder.eof:
                rest = self._decoder.unused_data.lstrip(b"\0") or self._inner.read(_PIECE).lstrip(b"\0")
                if not rest:
                    return b""
                self._decoder, self._left = lzma.LZMADecompressor(memlimit=_MEMORY), rest
            elif self._decoder.needs_input and not self._left:
                self._left = self._inner.read(_PIECE)
                if not self._left:
                    raise EOFError("breaks off")
            data, self._left = self._left, b""
            if found := self._decoder.decompress(data, size):
                return found

    def close(self) -> None:
        if not self.closed:
            self._inner.close()  # type: ignore[attr-defined]
        super().close()


def _opened(file: BinaryIO) -> _Stream:
    return _Stream(file)


READER = Compression("xz", b"\xfd7zXZ\0", (".xz", ".txz"), _opened)
