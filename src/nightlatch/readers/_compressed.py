"""One file inside a compression: its name loses the suffix, its bytes are held to the bounds of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from nightlatch.readers import MAGIC, NO, Opened, Source
from nightlatch.readers._bounds import Expanding

_TARS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}


class Compression:
    """See :class:`nightlatch.readers.Reader`. *decompress* makes a stream of a stream, and checks what it can."""

    def __init__(
        self, name: str, magic: bytes, suffixes: tuple[str, ...], decompress: Callable[[BinaryIO], Any]
    ) -> None:
        self.name, self.suffixes = name, suffixes
        self.description = f"{name}-compressed files of the others"
        self._magic, self._decompress = magic, decompress

    def certainty(self, head: bytes) -> int:
        """By its first bytes."""
        return MAGIC if head.startswith(self._magic) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """What is inside."""

        def opened() -> BinaryIO:
            file = source.open()
            inner = self._decompress(file)
            return Expanding(inner, source.bounds, is_whole=source.is_whole, around=file)  # type: ignore[return-value]

        yield replace(source, name=self._inner(source.name), open=opened, bytes=None, path="")

    def _inner(self, name: str) -> str:
        for suffix in self.suffixes:
            if name.lower().endswith(suffix):
                return name[: -len(suffix)] + _TARS.get(suffix, "")
        return name
