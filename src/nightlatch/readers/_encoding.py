"""Text in whatever encoding becomes UTF-8: UTF-16 and UTF-32 by their marks or their zero bytes, else by trying.

What is neither is taken for UTF-8 with damage, or, where nearly all of the damage makes sense so, for Windows-1252.
"""

from __future__ import annotations

import codecs
import io
import re

from nightlatch.readers._bounds import Readable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_STRANGE = re.compile(r"[^\w\s!-~€§°·¡¿«»„“”‚‘’–—…ß]")
_MOST_CONTROLS = 0.01  # of the bytes of a text: dumps hold a few; of what is no text, an eighth are
_MOST_STRANGE = 0.05


def encoding_of(head: bytes) -> tuple[str, int] | None:
    """The encoding of a text that begins with *head*, and how many bytes its mark takes; None where it is no text."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    if (wide := _wide(head)) is not None:
        return wide, 0
    if head.count(0) > len(head) // 64 or len(_CONTROL.findall(head)) > len(head) * _MOST_CONTROLS:
        return None
    if _is_utf8(head):
        return "utf-8", 0
    found = head.decode("cp1252", "replace")
    strange = found.count("�") + len(_STRANGE.findall(found))
    if strange <= len(found) * _MOST_STRANGE:
        return "cp1252", 0
    damaged = head.decode("utf-8", "replace")
    return ("utf-8", 0) if damaged.count("�") <= len(damaged) * _MOST_STRANGE else None


def plain(head: bytes) -> bytes | None:
    """The beginning of a text as UTF-8; None where it is no text."""
    if (found := encoding_of(head)) is None:
        return None
    name, mark = found
    return head[mark:] if name == "utf-8" else head[mark:].decode(name, "ignore").encode("utf-8", "replace")


def as_utf8(stream: Readable, encoding: str, mark: int) -> Readable:
    """*stream* from its beginning as UTF-8 without a mark; damage stays as it is."""
    if mark:
        stream.read(mark)
    return stream if encoding == "utf-8" else _Recoded(stream, encoding)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: of Latin text every other byte is zero."""
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) < 8:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd) else None


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut in two
    except UnicodeDecodeError:
        return False
    return True


class _Recoded(io.RawIOBase):
    """Text of another encoding as UTF-8."""

    def __init__(self, inner: Readable, name: str) -> None:
        super().__init__()
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(name)("replace")
        self._is_over = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = b""
        while not found and not self._is_over:
            piece = self._inner.read(1 << 20 if size < 0 else size)
            self._is_over = not piece
            found = self._decoder.decode(piece, self._is_over).encode("utf-8", "replace")
        return found
