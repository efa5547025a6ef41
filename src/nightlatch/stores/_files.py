"""Files as records: trees are listed within bounds, a sample is read by their beginnings. Sends nothing itself.

Shared by the kinds that hold files (FTP, buckets, shares). A kind brings two functions: one lists a folder, one reads
the first bytes of a file. A container is a share, a bucket or a folder at the top. What is not known by its extension
to be text is asked for 16 bytes, which say what it is: photos and documents are read no further. Text and what is
compressed is read by 64 KiB at most, in full mode by 8 MiB; what is read from its end (Parquet, SQLite, ZIP) is held in
memory whole, up to 4 MiB, in full mode up to 64 MiB. What is longer is counted and not opened.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from nightlatch.model import Count, Failed, Failure
from nightlatch.readers._magic import is_opened, is_wanted_whole
from nightlatch.stores import Batch, Reading
from nightlatch.stores._files_names import MAGIC_BYTES, extension_of
from nightlatch.survey.fieldnames import vocabulary

HEAD_BYTES, WHOLE_BYTES = 64 << 10, 8 << 20
OPENED_BYTES, _SAMPLED_WHOLE, _COUNTED_WHOLE = 64 << 20, 4 << 20, 1 << 20  # of what is of use only as a whole
MOST_FILES, MOST_FOLDERS, MOST_DEPTH = 20_000, 500, 8
_SAMPLED_FILES = 200
_COUNTED_FILES, _COUNTED_BYTES = 64, 4 << 20  # a container that is no larger is read whole to be counted
_PROBED_FILES = 24
_NO_TEXT = vocabulary(
    "jpg jpeg png gif bmp tif tiff webp heic heif avif ico psd pdf doc docx xls xlsx ppt pptx odt ods odp 7z rar "
    "iso dmg exe dll so bin msi deb rpm apk jar class mp3 mp4 m4a mov avi mkv wav flac ogg "
    "mdb accdb orc avro vmdk vhd qcow2 pst ost woff woff2 ttf pyc"
)
_TEXT = vocabulary(
    "csv tsv tab psv json jsonl ndjson txt log xml html htm sql md yml yaml ini conf cfg env vcf ics ldif eml geojson "
    "ipynb py r"
)


def is_text(name: str) -> bool:
    """Does its name say that a file is text?"""
    return extension_of(name) in _TEXT


@dataclass(frozen=True, slots=True)
class Entry:
    """What a folder holds: a file with its size where that is told, or a folder."""

    name: str
    bytes: int | None = None
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file by its *path* within its container, parts joined by ``/``."""

    path: str
    bytes: int | None = None

    @property
    def name(self) -> str:
        """The last part."""
        return self.path.rpartition("/")[2]


@dataclass(slots=True)
class Listing:
    """The files of one container; *left* folders were known and not looked into."""

    files: list[File] = field(default_factory=list)
    folders: int = 0
    left: int = 0
    refused: int = 0
    is_cut: bool = False  # the list of one folder was longer than is taken

    @property
    def is_complete(self) -> bool:
        """Are these all there are, as far as we may see?"""
        return not (self.left or self.refused or self.is_cut)

    @property
    def bytes(self) -> int | None:
        """Of all files together, where each tells its size."""
        sizes = [one.bytes for one in self.files]
        return None if None in sizes else sum(size or 0 for size in sizes)

    def count(self) -> Count:
        """Files, each of which is a record at least."""
        seen = len(self.files)
        if self.is_complete:
            return Count(value=seen, low=seen, method="files listed; a table or a text holds a record a row")
        looked = max(1, self.folders)
        value = None if self.is_cut else seen + round(seen / looked * (self.left + self.refused))
        method = f"files of {looked} folders; {self.left + self.refused} further ones were not listed"
        return Count(value=value, low=seen, method=method)


@dataclass(slots=True, kw_only=True)
class Bounds:
    """What listing may come to, over all containers of a store."""

    seconds: float
    files: int = MOST_FILES
    folders: int = MOST_FOLDERS
    depth: int = MOST_DEPTH
    _started: float = field(default_factory=time.monotonic, init=False)

    @property
    def is_spent(self) -> bool:
        """Is one of them reached?"""
        return self.files <= 0 or self.folders <= 0 or time.monotonic() - self._started > self.seconds


def is_name(name: str) -> bool:
    """Can a file have this name? What would lead elsewhere, or end a line of a protocol, is none."""
    return 0 < len(name) <= 1024 and name not in (".", "..") and not set(name) & {"/", "\0", "\r", "\n"}


def walk(entries: Callable[[str], Iterable[Entry] | None], top: str, bounds: Bounds, *, deep: bool = True) -> Listing:
    """All files below the folder *top*, breadth first; ``entries(path)`` is None where looking is refused.

    Not *deep*: only those in the folder itself. Links to folders are not followed: whoever lists leaves them out.
    """
    found, waiting = Listing(), deque([("", 0)])
    while waiting:
        if bounds.is_spent:
            found.left += len(waiting)
            break
        folder, depth = waiting.popleft()
        bounds.folders -= 1
        listed = entries(f"{top.rstrip('/')}/{folder}" if folder else top)
        if listed is None:
            found.refused += 1
            continue
        found.folders += 1
        for one in listed:
            path = f"{folder}/{one.name}" if folder else one.name
            if not is_name(one.name):
                continue
            if not one.is_folder:
                found.files.append(File(path, one.bytes))
                bounds.files -= 1
            elif deep and depth + 1 < bounds.depth:
                waiting.append((path, depth + 1))
            elif deep:
                found.left += 1
            if bounds.files <= 0:
                found.is_cut = True
                break
    return found


Head = Callable[[File, int], bytes | None]


@dataclass(slots=True, kw_only=True)
class Shelf:
    """The files of one container, to be counted and read. *head*: the first bytes of a file, None where refused."""

    listing: Listing
    head: Head
    seconds: float
    url: str
    _held: dict[str, tuple[bytes | None, bool]] = field(default_factory=dict, repr=False)

    def count(self) -> Count:
        """Records: exact where all of a small container could be read, else by the beginnings of some files."""
        from nightlatch.stores._files_columns import Pile

        files, until = self.listing.files, time.monotonic() + self.seconds
        is_small = len(files) <= _COUNTED_FILES and (self.listing.bytes or 0) <= _COUNTED_BYTES
        chosen = files if is_small else _sample(files, _PROBED_FILES, 0)
        rows, guessed, is_whole = 0, 0.0, is_small and self.listing.is_complete
        looked = 0
        for one in chosen:
            if time.monotonic() > until:
                break
            head, whole = self._held.setdefault(one.path, self._beginning(one, HEAD_BYTES, _COUNTED_WHOLE))
            pile = Pile()
            for _ in pile.add(one.name, head, is_whole=whole):
                pass
            looked, rows = looked + 1, rows + pile.seen
            guessed += pile.seen if whole or not head else pile.seen * max(1.0, (one.bytes or 0) / len(head))
            is_whole = is_whole and whole
        if is_whole and looked == len(files):
            return Count.of(rows, "rows of every file")
        if not looked:
            return self.listing.count()
        most = self.listing.count().value
        value = None if most is None else round(guessed / looked * most)
        return Count(value=value, low=rows, method=f"rows in the beginnings of {looked} files x files")

    def read(self, reading: Reading) -> Iterator[Batch]:
        """Batches of records; those of a file stand together. Full: all files, within bounds; more is over-budget."""
        from nightlatch.stores._files_columns import Pile

        until = None if reading.seconds is None else time.monotonic() + reading.seconds
        files = self.listing.files if reading.full else _sample(self.listing.files, _SAMPLED_FILES, reading.seed)
        bounds = (WHOLE_BYTES, OPENED_BYTES) if reading.full else (HEAD_BYTES, _SAMPLED_WHOLE)
        pile, length, is_cut = Pile(), 0, not self.listing.is_complete
        for one in files:
            head, whole = self._held.get(one.path) or (None, False)
            if head is None or (reading.full and not whole):
                head, whole = self._beginning(one, *bounds)
            is_cut = is_cut or not whole
            most = reading.records if reading.full else max(1, reading.records - pile.seen)
            yield from pile.add(one.name, head, is_whole=whole, most=most)
            length += len(head or b"")
            if (
                (not reading.full and pile.seen >= reading.records)
                or (reading.bytes is not None and length >= reading.bytes)
                or (until is not None and time.monotonic() > until)
            ):
                break
            if pile.is_high:
                yield pile.batch()
        else:
            is_cut = is_cut and reading.full
            until = None
        if not pile.is_empty:
            yield pile.batch()
        if is_cut and until is None and reading.full:
            what = "some files are longer than is read of one, or not all could be listed"
            raise Failed(Failure(kind="over-budget", target=self.url, what=what))

    def _beginning(self, one: File, most: int, most_whole: int) -> tuple[bytes | None, bool]:
        """The first bytes of a file, and whether they are all that is of use.

        Of text, and of what is compressed, *most*; of what is read from its end all, if that is *most_whole* or less.
        What no reader takes has no more to tell than 16 bytes.
        """
        extension = extension_of(one.name)
        if one.bytes == 0:
            return b"", True
        if extension not in _TEXT:
            head = self.head(one, MAGIC_BYTES)
            if head is None or extension in _NO_TEXT or not is_opened(head):
                return head, True
            if is_wanted_whole(head):
                if (one.bytes or 0) > most_whole:
                    return head, False
                most = most_whole
        head = self.head(one, most)
        if head is None:
            return None, True
        return head, len(head) < most or len(head) == one.bytes


def _sample(files: list[File], count: int, seed: int) -> list[File]:
    return files if len(files) <= count else random.Random(seed).sample(files, count)  # noqa: S311 - not for secrets
