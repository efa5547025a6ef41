"""What reading one file may come to: how deep it is opened, how many members, how much comes out of compression."""

from __future__ import annotations

import contextlib
import io
import threading
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from nightlatch.interrupt import interrupted
from nightlatch.model import Failed, Failure

DEPTH = 2  # archives within archives; compression around a file is no level
MEMBERS = 10_000  # of all archives of one file
MEMORY = 64 << 20  # of what can only be read whole, and lies in no file of its own
_PIECE = 128 << 10  # of a damaged stream at most so much is lost before the damage
_FREE_BYTES, _RATIO = 2 << 30, 400  # over all passes; data and logs reach 100 in one


class Readable(Protocol):
    """The least of a stream."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class Bounds:
    """Shared by a file and all that comes out of it; *size* is the file's own, *held* what is closed with it."""

    size: int = 0
    members: int = MEMBERS
    expanded: int = 0
    free: int = _FREE_BYTES
    ratio: int = _RATIO
    stop: threading.Event | None = None  # set when the run is to end
    held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack, repr=False)

    @property
    def most(self) -> int:
        """Bytes that may come out of compression, over all passes."""
        return max(self.free, self.ratio * self.size)

    def go_on(self) -> None:
        """Errors: ``Failed`` with interrupted, once the run is to end."""
        if self.stop is not None and self.stop.is_set():
            raise Failed(interrupted(""))

    def expand(self, length: int) -> None:
        """Count *length* more. Errors: ``Failed`` with over-budget, interrupted."""
        self.go_on()
        self.expanded += length
        if self.expanded > self.most:
            what = f"more than {self.most >> 20} MiB came out of a file of {self.size >> 20} MiB: it may be a bomb"
            raise Failed(Failure(kind="over-budget", target="", what=what))


class Expanding(io.RawIOBase):
    """A decompressed stream that is held to *bounds*; what breaks it off says so as ``Failed``, not as an exception.

    *is_whole* False: its end may be missing, and is not missed. *around* is closed with it.
    """

    def __init__(
        self, inner: Readable, bounds: Bounds, *, is_whole: bool = True, around: BinaryIO | None = None
    ) -> None:
        super().__init__()
        self._inner, self._bounds, self._is_whole, self._around = inner, bounds, is_whole, around
        self._failed: Failed | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """As many as *size*, but at the end; what came before damage is handed out first."""
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        pieces, missing = [], size
        while missing and (piece := self._piece(min(missing, _PIECE))):
            pieces.append(piece)
            missing -= len(piece)
        if not pieces and size and self._failed is not None and self._is_whole:
            raise self._failed
        return b"".join(pieces)

    def _piece(self, size: int) -> bytes:
        if self._failed is not None:
            return b""
        try:
            found = bytes(self._inner.read(size))
            self._bounds.expand(len(found))
        except Failed as failed:
            self._failed, self._is_whole = failed, True
        except MemoryError:
            self._failed = broken("its compressed contents ask for more memory than there is")
        except Exception as error:  # a decompressor's own kinds: zlib.error, EOFError, LZMAError, OSError, ValueError
            self._failed = broken(f"its compressed contents break off or are damaged ({type(error).__name__})")
        else:
            return found
        return b""

    def close(self) -> None:
        if not self.closed and hasattr(self._inner, "close"):
            self._inner.close()
        if self._around is not None:  # not every decompressor closes what it reads from
            self._around.close()
        super().close()


def broken(what: str) -> Failed:
    """A file that is not what it says it is."""
    return Failed(Failure(kind="hostile", target="", what=what, hint="is it complete? make it anew"))
