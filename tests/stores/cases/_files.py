"""The files that the kinds that hold files are given: tables and documents of people, and what is no text."""

from __future__ import annotations

import csv
import functools
import io
import json

from tests.contract import LEAK

PEOPLE = 300
FOUND = frozenset({"person-name", "national-id.cn", "phone", "postal-address", "date-of-birth"})
PHOTO = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + bytes(4000)


@functools.cache
def people() -> list[dict[str, str]]:
    """Records of nobody."""
    rows = next(iter(LEAK.people_batches(PEOPLE))).to_pylist()[:PEOPLE]
    return [{name: str(value) for name, value in row.items()} for row in rows]


@functools.cache
def tree() -> tuple[tuple[str, bytes], ...]:
    """``customers`` (a table of 200, documents of 100, two photos), ``backup`` (archives), ``notes.txt`` beside them.

    Records: 302, 3 and 2 where all are counted.
    """
    rows, text = people(), io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[:200])
    return (
        ("customers/2026/people.csv", text.getvalue().encode()),
        ("customers/people.jsonl", b"".join(json.dumps(row).encode() + b"\n" for row in rows[200:])),
        ("customers/photos/1.jpg", PHOTO),
        ("customers/photos/2.jpg", PHOTO),
        ("backup/a.tar.gz", b"\x1f\x8b\x08" + bytes(500)),
        ("backup/b.zip", b"PK\x03\x04" + bytes(500)),
        ("backup/c.bin", bytes(range(256))),
        ("notes.txt", b"closed on Sunday\nopen on Monday\n"),
    )
