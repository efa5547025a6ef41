"""Files as records: what the beginnings of files become, and how much of a tree is looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.readers._dialect import is_heading
from nightlatch.stores import Reading
from nightlatch.stores import _files_columns as columns
from nightlatch.stores._files import HEAD_BYTES, Bounds, Entry, File, Listing, Shelf, walk
from tests.stores.looking import values

TABLE = "name,mail\n" + "".join(f"a{n},a{n}@example.org\n" for n in range(50))


def shelf(files: dict[str, bytes], **listing: Any) -> tuple[Shelf, list[tuple[str, int]]]:
    """A container that holds *files*, and what is asked of it: names and bytes."""

    def head(one: File, most: int) -> bytes | None:
        asked.append((one.name, most))
        return files[one.path][:most]

    asked: list[tuple[str, int]] = []
    found = Listing(files=[File(path, len(data)) for path, data in files.items()], **listing)
    return Shelf(listing=found, head=head, seconds=5.0, url="test://"), asked


def of(name: str, data: bytes, *, is_whole: bool = True) -> tuple[int, dict[str, list[Any]]]:
    pile = columns.Pile()
    batches = [*pile.add(name, data, is_whole=is_whole), pile.batch()]
    return pile.seen, values(iter(batches))


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
def test_a_table_becomes_fields(delimiter: str) -> None:
    """Its first row names them; each further row is a record, and the first one carries the file's name."""
    count, told = of("people.csv", TABLE.replace(",", delimiter).encode())
    assert count == 50 and told["mail"][49] == "a49@example.org" and len(told["name"]) == 50
    assert (told["file.name"], told["file.extension"]) == (["people"], ["csv"])


def test_a_first_row_that_may_be_somebody_is_no_heading() -> None:
    """Where the first row looks like the others its cells stay values."""
    rows = [["Ada", "Wren", "Oslo"], ["Bo", "Lark", "Rome"], ["Cy", "Finch", "Bern"]]
    count, told = of("x.csv", "\n".join(map(",".join, rows)).encode())
    assert count == 3 and told["column1"] == ["Ada", "Bo", "Cy"]
    assert not is_heading(["mail@example.org", "b"], [["x", "1"]])


@pytest.mark.parametrize("is_cut", [False, True])
def test_json_becomes_fields(is_cut: bool) -> None:
    """An array, one document, and documents a line each; of a text that is cut short, the whole ones."""
    rows = [{"mail": f"a{n}@example.org", "at": {"x": '}"],'}} for n in range(20)]
    array, lines = json.dumps(rows, indent=1).encode(), b"\n".join(json.dumps(one).encode() for one in rows)
    for text in (array, lines):
        count, told = of("x", text[:-9] if is_cut else text, is_whole=not is_cut)
        assert count == (19 if is_cut else 20) == len(told["mail"]) == len(told["at.x"])
    count, told = of("x", json.dumps({"data": rows}).encode())
    assert (count, len(told["data[].mail"])) == (1, 20)


def test_other_text_becomes_lines() -> None:
    """In UTF-8, UTF-16 and Latin-1; blank lines are none."""
    for encoding in ("utf-8", "utf-16", "latin-1"):
        assert of("notes", "grüße\n\nan alle\n".encode(encoding))[1]["line"] == ["grüße", "an alle"]


def test_what_is_no_text_is_counted_by_its_first_bytes() -> None:
    """Sixteen bytes of a photo are kept, and of an archive; nothing more."""
    for head, kind in ((b"\xff\xd8\xff\xe0", "image"), (b"PK\x03\x04", "archive"), (b"\x1f\x8b\x08", "compressed")):
        assert columns.kind_of(head + bytes(50)) == kind
        count, told = of("me.jpg", head + b"Ada Wren" * 20)
        assert count == 1 and [len(one) for one in told["file.content"]] == [16] and "line" not in told


def test_photos_are_not_opened() -> None:
    """Of what is no text by its extension or its first bytes, 16 bytes are asked for; of a text 64 KiB at most."""
    one, asked = shelf(
        {"a.jpg": b"\xff\xd8\xff" + bytes(9000), "b": bytes(9000), "c.csv": TABLE.encode(), "d": TABLE.encode()}
    )
    told = values(one.read(Reading()))
    assert len(told["mail"]) == 100
    assert asked == [("a.jpg", 16), ("b", 16), ("c.csv", HEAD_BYTES), ("d", 16), ("d", HEAD_BYTES)]


def test_a_small_container_is_counted() -> None:
    """All rows of all its files, exactly; and they are not read again when they are surveyed."""
    one, asked = shelf({f"{n}.csv": TABLE.encode() for n in range(3)})
    told = one.count()
    assert (told.value, told.exact) == (150, True)
    before = list(asked)
    assert len(values(one.read(Reading(full=True)))["mail"]) == 150 and asked == before


def test_a_large_container_is_estimated() -> None:
    """By the beginnings of some files; never as exact, and with no upper bound."""
    long = TABLE + "".join(f"b{n},b{n}@example.org\n" for n in range(30_000))
    one, _ = shelf({f"{n}.csv": long.encode() for n in range(100)})
    told = one.count()
    assert not told.exact and told.high is None and told.value is not None
    assert 0.8 < told.value / (30_050 * 100) < 1.2
    cut = one.read(Reading(full=True, bytes=None))
    assert values(iter([next(iter(cut))]))["mail"]


def test_what_could_not_be_read_whole_is_said() -> None:
    """In full mode a container that was listed in part ends as over budget."""
    one, _ = shelf({"a.csv": TABLE.encode()}, left=3)
    assert not one.count().exact
    with pytest.raises(Failed) as failed:
        list(one.read(Reading(full=True, records=1 << 60)))
    assert failed.value.failure.kind == "over-budget"


def test_a_tree_is_walked_within_bounds() -> None:
    """Files, folders and depth are bounded; names that lead elsewhere are passed over; what is left is told."""
    tree = [
        Entry("f", 1),
        Entry("..", is_folder=True),
        Entry("a/b", 5),
        Entry("x\r\nDELE y", 1),
        Entry("d", is_folder=True),
    ]
    found = walk(lambda path: tree, "/top", Bounds(seconds=5.0, depth=4))
    assert (len(found.files), found.folders, found.left) == (4, 4, 1)
    assert walk(lambda path: tree, "", Bounds(seconds=5.0, files=2, depth=99)).is_cut
    assert walk(lambda path: tree, "", Bounds(seconds=5.0, folders=3, depth=99)).left == 1
    assert walk(lambda path: None, "", Bounds(seconds=5.0)).refused == 1
    assert not found.is_complete and not found.count().exact


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_become_records(data: bytes, is_whole: bool) -> None:
    """No file makes it fail; every value belongs to a record."""
    count, _ = of("x", data, is_whole=is_whole)
    assert count >= 1


@given(st.text(alphabet='{}[]",:\\ab1 \n', max_size=200), st.booleans())
def test_any_broken_json_becomes_records(text: str, is_whole: bool) -> None:
    """Neither does a text that looks like JSON and is not."""
    assert of("x.json", text.encode(), is_whole=is_whole)[0] >= 1


@given(st.text(alphabet='a1",;|\t\n', max_size=200), st.booleans())
def test_any_broken_table_becomes_records(text: str, is_whole: bool) -> None:
    """Nor one that looks like a table and is not."""
    assert of("x.csv", text.encode(), is_whole=is_whole)[0] >= 1
