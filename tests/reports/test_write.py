"""A report file is whole or not there, and a place that cannot be written to is said clearly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nightlatch.reports import Report, ReportError, Writer, all_reports, write
from tests.reports import samples

JSON = all_reports()["json"]
UNFINISHED = replace(samples.result(), run=replace(samples.RUN, finished=None))


def test_every_module_binds_a_report() -> None:
    """Each format has the shape of a report, its own name, and a line that describes it."""
    reports = all_reports()
    assert {"json", "html", "terminal"} <= set(reports)
    for name, report in reports.items():
        assert isinstance(report, Report)
        assert report.name == name
        assert report.description


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """A report tells where an open door is: mode 0600, and nothing else is left in the folder."""
    write(JSON, samples.result(samples.OPEN), tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["out.json"]


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    """A missing folder is named, with what to do."""
    with pytest.raises(ReportError, match="no such file or directory") as caught:
        write(JSON, samples.result(), tmp_path / "missing" / "out.json")
    assert "make the folder" in caught.value.hint


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """A folder in place of a file is refused and stays."""
    with pytest.raises(ReportError, match="is a directory"):
        write(JSON, samples.result(), tmp_path)
    assert tmp_path.is_dir()


def test_a_full_disk_says_so() -> None:
    """A device without room is told as such."""
    with pytest.raises(ReportError, match="no space left on device") as caught:
        write(JSON, samples.result(), "/dev/full")
    assert "free some space" in caught.value.hint
    assert Path("/dev/full").is_char_device()


_FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from tests.reports import samples
from nightlatch.reports import ReportError, all_reports, write
report, path = all_reports()["json"], sys.argv[1]
write(report, samples.result(), path)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write(report, samples.result(samples.MANY), path)
except ReportError as error:
    print(error)
"""


def test_a_write_that_fails_half_way_loses_nothing(tmp_path: Path) -> None:
    """Where the system refuses to write on, the version before is still there, whole, and no part lies about."""
    path = tmp_path / "out.json"
    command = [sys.executable, "-c", _FULL, str(path), str(Path(samples.__file__).parents[2])]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "file too large" in told.stdout
    assert json.loads(path.read_text())["stores"] == []
    assert [file.name for file in tmp_path.iterdir()] == ["out.json"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A symbolic link stays a link; what it points to gets the report."""
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(JSON, samples.result(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real").read_text())["stores"] == []


def test_a_pipe_is_written_to() -> None:
    """A file descriptor of the caller's (``--json /dev/fd/N``) gets the report and is not replaced."""
    read, wrote = os.pipe()
    write(JSON, samples.result(), f"/dev/fd/{wrote}")
    os.close(wrote)
    with os.fdopen(read) as pipe:
        assert json.load(pipe)["schema"] == "nightlatch/report/1"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def stores_in(path: Path) -> int:
    return len(json.loads(path.read_text())["stores"])


def test_the_file_grows_with_the_run(tmp_path: Path) -> None:
    """The first result is written at once, later ones when it is time, a finished run always."""
    clock, path = Clock(), tmp_path / "out.json"
    writer = Writer(JSON, path, clock=clock)
    writer(UNFINISHED)
    assert stores_in(path) == 0
    writer(replace(UNFINISHED, findings=(samples.OPEN,)))
    assert stores_in(path) == 0
    clock.now += 2.5
    writer(replace(UNFINISHED, findings=(samples.OPEN,)))
    assert stores_in(path) == 1
    writer(samples.result(samples.OPEN, samples.CLOSED))
    assert stores_in(path) == 2


def test_a_place_that_cannot_be_written_to_is_known_before_the_run(tmp_path: Path) -> None:
    """The first write raises."""
    with pytest.raises(ReportError):
        Writer(JSON, tmp_path / "missing" / "out.json")(UNFINISHED)


def test_a_place_that_fails_half_way_does_not_end_the_run(tmp_path: Path) -> None:
    """A later write that fails is tried again at the end, and raises then."""
    clock, folder = Clock(), tmp_path / "gone"
    folder.mkdir()
    writer = Writer(JSON, folder / "out.json", clock=clock)
    writer(UNFINISHED)
    (folder / "out.json").unlink()
    folder.rmdir()
    clock.now += 3
    writer(UNFINISHED)
    with pytest.raises(ReportError):
        writer.finish(UNFINISHED)
    folder.mkdir()
    writer(samples.result(samples.OPEN))
    assert stores_in(folder / "out.json") == 1
