"""Compression and archives: what is inside, how deep, how much; and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.readers import _bounds
from nightlatch.readers._held import records as held_records
from nightlatch.readers._opening import reader_of, stem
from nightlatch.stores import Reading
from tests.readers.reading import ALL, at, batches, held, opened, records

ROWS = [{"id": n, "mail": f"a{n}@example.org"} for n in range(2000)]
LINES = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": lambda data: pa.compress(data, "zstd").to_pybytes()
}  # fmt: skip


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for type in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("link")
            info.type, info.linkname = type, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_compressed_is_read(way: str) -> None:
    """By its first bytes, whatever it is called; several streams in a row are one file."""
    content = WAYS[way](LINES)
    assert records(held("unnamed", content)) == ROWS
    assert len(records(held(f"people.jsonl.{way}", content * 2))) == 2 * len(ROWS)
    assert list(opened(held(f"people.jsonl.{way}", content))[0]) == ["people"]


@pytest.mark.parametrize("way", WAYS)
def test_what_breaks_off_is_read_so_far_and_said(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records before the damage come first, then a failure; of a beginning no end is missed."""
    monkeypatch.setattr(_bounds, "_PIECE", 1 << 12)
    draw = random.Random(0)
    content = WAYS[way](b"".join(b'{"id": "%x"}\n' % draw.getrandbits(160) for _ in range(40_000)))
    content = content[: len(content) // 2]
    (table,) = opened(held("x.jsonl", content))[0].values()
    seen = 0
    with pytest.raises(Failed) as failed:
        for batch in table.read(ALL):
            seen += batch.records
    assert failed.value.failure.kind == "hostile" and "@" not in failed.value.failure.what
    assert (
        sum(batch.records for batch in held_records("x.jsonl", content, 1 << 60, is_whole=False)) == seen
        or way == "bz2"
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_bomb_is_not_read_to_its_end(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than so many times its size, and more than an amount that is free, is over budget."""
    monkeypatch.setattr(_bounds, "MEMORY", 1 << 20)
    source = held("bomb", WAYS[way](b" " * (40 << 20)))
    source.bounds.free, source.bounds.ratio = 4 << 20, 10
    with pytest.raises(Failed) as failed:
        batches(source)
    assert failed.value.failure.kind == "over-budget"


@pytest.mark.parametrize(
    "archive",
    [zipped, tarred, lambda one: tarred(one, tarfile.GNU_FORMAT), lambda one: gzip.compress(tarred(one))],
    ids=["zip", "pax", "gnu", "tar.gz"],
)
def test_members_are_tables_of_their_own(archive: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    """By their folders and names, however long; links and devices are none; other files are left and told."""
    members = {
        "x/people.jsonl": LINES,
        f"{'é' * 120}/{'n' * 90}.csv": b"a,b\n1,2\n3,4\n",
        "me.jpg": b"\xff\xd8\xff\0",
        "empty": b"",
    }
    (tmp_path / "x").write_bytes(archive(members))
    for source in (at(tmp_path / "x"), held("x", archive(members))):
        found, left = opened(source)
        assert {name: sum(batch.records for batch in one.read(ALL)) for name, one in found.items()} == {
            "x/people": len(ROWS), f"{'é' * 120}/{'n' * 90}": 2
        }  # fmt: skip
        assert [one.name for one in left] == ["me.jpg"]
        source.bounds.held.close()


def test_archives_are_opened_two_deep() -> None:
    """A third one is left; a compressed file around it is no level."""
    inner = zipped({"c.jsonl": LINES})
    middle = tarred({"b.zip": inner, "b.jsonl.gz": gzip.compress(LINES)})
    found, left = opened(held("x.zip", zipped({"a.tar.gz": gzip.compress(middle), "a.jsonl": LINES})))
    assert set(found) == {"a", "b"} and [one.why for one in left] == ["lies deeper than 2 archives"]


def test_members_are_bounded() -> None:
    """Of an archive with more of them the first are read."""
    source = held("x.zip", zipped({f"{n}.jsonl": LINES[:90] for n in range(9)}))
    source.bounds.members = 3
    found, left = opened(source)
    assert len(found) == 3 and [one.why for one in left] == ["holds more members than are opened"]


def test_documents_of_offices_are_not_opened() -> None:
    """They are archives of text, and are counted."""
    found, left = opened(held("x.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": LINES})))
    assert not found and [one.why for one in left] == ["is a document or a program"]


def test_a_locked_member_is_left() -> None:
    """Its flag says that somebody set a password."""
    content = bytearray(zipped({"a.jsonl": LINES}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert [one.why for one in opened(held("x.zip", bytes(content)))[1]] == [
        "is encrypted, or compressed in a way that is not known"
    ]


def test_an_archive_that_needs_its_end_is_read_within_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From disk it may be larger."""
    from nightlatch.readers import _whole

    monkeypatch.setattr(_whole, "MEMORY", 100)
    content = zipped({"a.jsonl": LINES})
    (tmp_path / "x.zip").write_bytes(content)
    assert len(records(at(tmp_path / "x.zip"))) == len(ROWS)
    assert opened(held("x.zip", content))[0] == {}


def test_one_object_of_a_sample_is_bounded() -> None:
    """A sample of compressed lines is as long as was asked for."""
    assert records(held("x", gzip.compress(LINES)), Reading(records=9)) == ROWS[:9]


@given(
    st.integers(0, 5000), st.binary(min_size=1, max_size=8), st.sampled_from(["zip", "tar", "gz", "bz2", "xz", "zst"])
)
def test_no_damage_is_a_crash(place: int, damage: bytes, way: str) -> None:
    """Whatever a file says of itself, it is read or said to be broken."""
    pack = {"zip": lambda data: zipped({"a.jsonl": data}), "tar": lambda data: tarred({"a.jsonl": data}), **WAYS}[way]
    content = bytearray(pack(LINES[:900]))
    place %= len(content)
    content[place : place + len(damage)] = damage
    try:
        batches(held("x", bytes(content)))
    except Failed as failed:
        assert failed.failure.kind in ("hostile", "over-budget")


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [("x", b"PAR1", "parquet"), ("x.csv", b"SQLite format 3\0", "sqlite"), ("x.json", b"a,b\n1,2\n3,4\n", "csv"),
     ("x.txt", b'{"a":1}\n{"a":2}\n', "jsonl"), ("x.log", b'{"a":1}\n', "json"), ("x", b"CREATE TABLE a (b int);", "sql"),
     ("x.csv", b"name\nAda\n", "csv"), ("x.txt", b"Dear Sir,\nI write", "text"), ("x", b"[1,2]", "json"),
     ("x.jsonl", b'broken\n{"a":1}\n{"a":2}\n', "jsonl"), ("x", b"\xff\xd8\xff\xe0 plain words", None),
     ("x", b"\0\1\2\3" * 20, None), ("x.json", b"<html>\n</html>", "json")],
)  # fmt: skip
def test_a_format_is_told_by_content_then_by_name(name: str, head: bytes, wanted: str | None) -> None:
    """Where the content says nothing, the end of the name does."""
    found = reader_of(head, name)
    assert (found and found.name) == wanted


def test_a_table_is_named_without_suffixes() -> None:
    """All of them."""
    assert [stem(one) for one in ("people.csv.gz", "a/b.people.jsonl", ".csv", "x.tar.zst", "plain")] == [
        "people",
        "b.people",
        ".csv",
        "x",
        "plain",
    ]
