"""What a file is by its first bytes, where they say it: photos, documents, archives, databases."""

from __future__ import annotations

from nightlatch.readers._encoding import plain

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n", "image"), (b"GIF8", "image"), (b"BM6", "image"), (b"II*\0", "image"),
    (b"MM\0*", "image"), (b"\0\0\0\x0cjP", "image"), (b"%PDF-", "document"), (b"\xd0\xcf\x11\xe0", "document"),
    (b"{\\rtf", "document"), (b"PK\x03\x04", "archive"), (b"PK\x05\x06", "archive"), (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"), (b"\xfd7zXZ", "compressed"), (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"SQLite format 3", "database"), (b"PAR1", "table"),
    (b"ORC", "table"), (b"Obj\x01", "table"), (b"ID3", "sound"), (b"OggS", "sound"), (b"\x7fELF", "program"),
    (b"MZ", "program"),
)  # fmt: skip
_FROM_THE_END = frozenset({"archive", "database", "table"})  # what is of use only as a whole
_SHORT = frozenset({"program", "sound"})  # by so few letters that a text may begin with them
_COUNTED = frozenset({"image", "document", "sound", "film", "program"})  # and never opened


def kind_of(head: bytes) -> str:
    """``text``, or what the first bytes say it is; ``binary`` where they say nothing."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "film"
    if head[:4] == b"RIFF":
        return "image" if head[8:12] == b"WEBP" else "film"
    return "text" if plain(head) is not None else "binary"


def is_opened(head: bytes) -> bool:
    """Is what begins like this more than a kind of file to be counted?"""
    return kind_of(head) in _FROM_THE_END | {"text", "compressed"}


def is_wanted_whole(head: bytes) -> bool:
    """Is its beginning of no use, as what begins like this is read from its end?"""
    return kind_of(head) in _FROM_THE_END


def is_only_counted(head: bytes) -> bool:
    """Is it of a kind that no reader takes, however much it looks like text?"""
    kind = kind_of(head)
    return kind in _COUNTED and (kind not in _SHORT or plain(head) is None)
