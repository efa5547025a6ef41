"""ZIP archives: members are opened one after the other, where nobody set a password and the method is a known one."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nightlatch.readers import MAGIC, NO, Left, Opened, Source
from nightlatch.readers._archives import member, too_deep
from nightlatch.readers._bounds import Expanding, broken
from nightlatch.readers._whole import seekable

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ENCRYPTED = 0x1
_END, _END_64 = b"PK\5\6", b"PK\6\6"  # of the list of members
_TAIL = 70_000  # bytes in which these lie: a comment may follow
_MOST_LISTED = 16 << 20  # bytes of the list, which is held in memory as objects
_PACKAGES = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, KeyError)


class Zip:
    """See :class:`nightlatch.readers.Reader`."""

    name = "zip"
    description = "ZIP archives of the others"
    suffixes: tuple[str, ...] = (".zip",)

    def certainty(self, head: bytes) -> int:
        """By its first bytes; documents of offices and programs begin so as well, and are not opened."""
        return MAGIC if head[:4] in (b"PK\x03\x04", b"PK\x05\x06") else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """Its members."""
        found = seekable(source)
        if found is None:
            yield Left(name=source.name, why="is read from its end, and not at hand whole", head=b"PK\x03\x04")
        elif (left := too_deep(source)) is not None:
            yield left
        else:
            yield from _members(source, source.bounds.held.enter_context(_archive(found())))


def _members(source: Source, archive: zipfile.ZipFile) -> Iterator[Opened]:
    if _PACKAGES & set(archive.namelist()):
        yield Left(name=source.name, why="is a document or a program", head=b"PK\x03\x04")
        return
    for one in archive.infolist():
        if one.is_dir():
            continue
        if one.flag_bits & _ENCRYPTED or one.compress_type not in _METHODS:
            yield Left(name=one.filename, why="is encrypted, or compressed in a way that is not known")
            continue
        found = member(source, one.filename, _opener(source, archive, one), one.file_size)
        yield found
        if isinstance(found, Left):
            return


def _opener(source: Source, archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return Expanding(archive.open(one), source.bounds)  # type: ignore[return-value]
        except _BROKEN as error:
            raise broken(f"a member of the archive is damaged ({type(error).__name__})") from None

    return opened


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    if _listed(file) > _MOST_LISTED:
        file.close()
        raise broken("its list of members is longer than any that is read")
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        file.close()
        raise broken(f"its list of members is damaged ({type(error).__name__})") from None


def _listed(file: BinaryIO) -> int:
    """Bytes of the list of members, as the end of the file says."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    length, longer = 0, tail.rfind(_END_64)
    if (end := tail.rfind(_END)) >= 0 and len(tail) >= end + 16:
        length = struct.unpack_from("<I", tail, end + 12)[0]
    if length == 0xFFFFFFFF and longer >= 0 and len(tail) >= longer + 48:
        length = struct.unpack_from("<Q", tail, longer + 40)[0]
    return int(length)


READER = Zip()
