"""``nightlatch check`` of files: what is in them is told, who may read them is not judged."""

from __future__ import annotations

import gzip
import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from nightlatch import local
from nightlatch.audit import Plan, audit
from nightlatch.model import Failed
from nightlatch.scope import Scope
from tests.contract import LEAK

PEOPLE = 300


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same people as JSON lines, CSV, Parquet and compressed."""
    folder = tmp_path_factory.mktemp("files")
    rows = next(iter(LEAK.people_batches(PEOPLE))).slice(0, PEOPLE)
    lines = b"".join(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n" for row in rows.to_pylist())
    (folder / "dump.jsonl").write_bytes(lines)
    (folder / "backup.jsonl.gz").write_bytes(gzip.compress(lines))
    pyarrow.csv.write_csv(pa.Table.from_batches([rows]), folder / "export.csv")
    pyarrow.parquet.write_table(pa.Table.from_batches([rows]), folder / "table.parquet")
    return folder


def check(
    *arguments: str, stdin: Any = subprocess.DEVNULL, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The program, as it is run."""
    command = [sys.executable, "-m", "nightlatch", "check", *arguments]
    return subprocess.run(command, stdin=stdin, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def test_people_of_several_files_are_counted_once(files: Path, tmp_path: Path) -> None:
    """Each file is a finding of its own, open to nobody; the same people in all of them are the same people."""
    names = ["dump.jsonl", "export.csv", "table.parquet", "backup.jsonl.gz"]
    found = check(*(f"./{name}" for name in names), "--json", str(tmp_path / "out.json"), cwd=files)
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stderr.strip().endswith("0 open, 4 local")
    report = json.loads((tmp_path / "out.json").read_text())
    assert [one["status"] for one in report["stores"]] == ["local"] * 4
    assert [one["people"]["value"] for one in report["stores"]] == [PEOPLE] * 4
    assert report["summary"]["people"] == PEOPLE and report["summary"]["local"] == 4
    assert {one["containers"][0]["outcome"] for one in report["stores"]} == {"complete"}
    assert f"The file {files}/dump.jsonl holds" in found.stdout and "can read" not in found.stdout


def test_numbers_of_one_organisation_join_the_files_of_a_folder(files: Path, tmp_path: Path) -> None:
    """Visits that know people by number only are of those whom another file of the folder knows by number and card."""
    numbers = [json.loads(line)["person_id"] for line in (files / "dump.jsonl").read_text().splitlines()]
    visits = [{"person_id": number, "visited": f"2026-03-{number % 28 + 1:02}"} for number in numbers[:200] * 2]
    for folder in (tmp_path / "here", tmp_path / "there"):
        folder.mkdir()
        (folder / "visits.jsonl").write_text("\n".join(map(json.dumps, visits)))
        out = str(folder / "out.json")
        (tmp_path / "here" / "people.jsonl").write_bytes((files / "dump.jsonl").read_bytes())
        found = check(str(tmp_path / "here" / "people.jsonl"), str(folder / "visits.jsonl"), "--json", out)
        told = json.loads((folder / "out.json").read_text())
        assert [one["people"]["value"] for one in told["stores"]] == [PEOPLE, 200], found.stdout
        assert told["summary"]["people"] == (PEOPLE if folder.name == "here" else PEOPLE + 200)


def test_people_without_an_identifier_widen_the_count(files: Path, tmp_path: Path) -> None:
    """Records that only name somebody may be of people counted elsewhere or of others: from, to, and why."""
    table = [json.loads(line) for line in (files / "dump.jsonl").read_text().splitlines()]
    with closing(sqlite3.connect(tmp_path / "hotel.sqlite")) as database:
        database.execute("create table people (full_name text, id_number text)")
        database.execute("create table guests (full_name text)")
        database.executemany("insert into people values (:name, :id_number)", table)
        database.executemany("insert into guests values (:name)", table)
        database.commit()
    found = check(str(tmp_path / "hotel.sqlite"), "--json", str(tmp_path / "out.json"))
    people = json.loads((tmp_path / "out.json").read_text())["stores"][0]["people"]
    assert [people[key] for key in ("value", "low", "high", "exact")] == [PEOPLE, PEOPLE, 2 * PEOPLE, False]
    assert f"{PEOPLE} to {2 * PEOPLE} people" in " ".join(found.stdout.split())
    assert f"{PEOPLE} records name somebody without one" in " ".join(found.stdout.split())


def test_a_file_is_named_in_any_way(files: Path) -> None:
    """By its name alone, by a path, by a URL, and by ``-`` where it is piped in or redirected."""
    assert "0 open, 1 local" in check("dump.jsonl", (files / "dump.jsonl").as_uri(), cwd=files).stderr
    with (files / "export.csv").open("rb") as redirected:
        assert f"of {PEOPLE} people" in check("-", "-q", stdin=redirected).stdout
    with subprocess.Popen(["cat", str(files / "backup.jsonl.gz")], stdout=subprocess.PIPE) as piped:
        assert f"of {PEOPLE} people" in check("-", "-q", stdin=piped.stdout).stdout


def test_a_sample_is_read_where_one_is_asked_for(files: Path, tmp_path: Path) -> None:
    """Else a file is read whole."""
    out = tmp_path / "out.json"
    check(str(files / "dump.jsonl"), "--sample", "20", "--json", str(out), "-q")
    (container,) = json.loads(out.read_text())["stores"][0]["containers"]
    assert (container["read"], container["outcome"]) == (20, "sampled")


def test_a_file_that_breaks_off_is_not_called_looked_at(files: Path, tmp_path: Path) -> None:
    """What could be read of it is told, and the exit code says that it was not all."""
    content = (files / "backup.jsonl.gz").read_bytes()
    (tmp_path / "x.jsonl.gz").write_bytes(content[: len(content) * 9 // 10])
    found = check(str(tmp_path / "x.jsonl.gz"))
    assert found.returncode == 3 and "0 open, 1 incomplete" in found.stderr


def test_only_regular_files_of_known_formats_are_opened(tmp_path: Path) -> None:
    """Nothing waits for a pipe, and a device is not touched; each is said in words, and stops no other."""
    told = {
        "folder": "is a folder", "pipe": "is a pipe", "socket": "is a socket", "device": "is a device",
        "missing": "no such file", "strange": "no format that is read", "empty": "is empty", "a.csv": "holds",
    }  # fmt: skip
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "strange").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "empty").touch()
    (tmp_path / "real.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.csv").symlink_to("real.csv")
    out = tmp_path / "out.json"
    found = check(*(str(tmp_path / name) for name in told), "--json", str(out))
    said = {one["target"].rpartition("/")[2]: one["headline"] for one in json.loads(out.read_text())["stores"]}
    assert {name: words for name, words in told.items() if words not in said[name]} == {}
    assert found.returncode == 3 and "2 local" in found.stderr


def test_a_witness_reads_no_file(files: Path) -> None:
    """A file is nothing but contents: it is skipped, and not a byte of it is read."""
    scope = replace(Scope.loopback(), standing="witness")
    (*_, result) = audit(Plan(targets=(local.target_of(str(files / "dump.jsonl")),), scope=scope))
    assert not result.findings and [one.outcome for one in result.coverage] == ["skipped"]
    assert result.run.limits_used["records_read"] == 0


def test_a_long_listing_ends_when_the_run_does(tmp_path: Path) -> None:
    """The tables of a dump are listed by reading all of it; that is not waited for."""
    (tmp_path / "x.sql").write_text("CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n")
    stop = threading.Event()
    with local.connect(local.target_of(str(tmp_path / "x.sql")), stop) as session:
        assert [one.name for one in session.containers()] == ["t"]
        stop.set()
        with pytest.raises(Failed) as failed:
            list(session.containers())
    assert failed.value.failure.kind == "interrupted"


@pytest.mark.parametrize(
    "text",
    ["redis://127.0.0.1:6379", "127.0.0.1:6379", "localhost", "mongodb://h/a", "10.0.0.0/8", "fd00::/64", "x" * 5000],
)
def test_stores_are_not_taken_for_files(text: str) -> None:
    """What names a store still does, a slash in its URL or not."""
    assert not local.is_named(text)


@pytest.mark.parametrize("text", ["file://elsewhere/x", "file:x", "file:///x?y", "file:"])
def test_files_of_other_machines_are_refused(text: str) -> None:
    """Only this machine's are read."""
    with pytest.raises(Failed) as failed:
        local.target_of(text)
    assert failed.value.failure.kind == "bad-target"


def test_no_value_of_a_file_is_kept(files: Path, tmp_path: Path) -> None:
    """Neither report nor output has one, and nothing is written beside the reports."""
    before = set(files.iterdir())
    found = check(
        str(files / "dump.jsonl"), "-v", "--json", str(tmp_path / "a.json"), "--html", str(tmp_path / "a.html")
    )
    told = found.stdout + found.stderr + (tmp_path / "a.json").read_text() + (tmp_path / "a.html").read_text()
    rows = [json.loads(line) for line in (files / "dump.jsonl").read_text().splitlines()]
    assert not [row["id_number"] for row in rows if row["id_number"] in told or row["name"] in told]
    assert set(files.iterdir()) == before and {one.name for one in tmp_path.iterdir()} == {"a.json", "a.html"}
