"""Our own log: for its owner's eyes alone, never led elsewhere, never half a line."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from nightlatch.audit_log import AuditLog, AuditLogError


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_new_file_is_private(tmp_path: Path) -> None:
    """A new log is readable by its owner only, whatever the umask."""
    before = os.umask(0)
    try:
        AuditLog(tmp_path / "log").close()
    finally:
        os.umask(before)
    assert mode(tmp_path / "log") == 0o600


def test_wider_mode_is_narrowed(tmp_path: Path) -> None:
    """A log that is there already is kept, appended to, and made private."""
    path = tmp_path / "log"
    path.write_text('{"old": 1}\n')
    path.chmod(0o666)
    with AuditLog(path) as log:
        log.write(new=2)
    assert mode(path) == 0o600
    assert [list(json.loads(line)) for line in path.read_text().splitlines()] == [["old"], ["time", "new"]]


def test_link_is_refused(tmp_path: Path) -> None:
    """A symbolic link in the log's place leads nowhere, and what it points to is not touched."""
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "elsewhere").chmod(0o644)
    for target in ("elsewhere", "missing"):
        link = tmp_path / f"to-{target}"
        link.symlink_to(tmp_path / target)
        with pytest.raises(AuditLogError, match="may not be a symbolic link"):
            AuditLog(link)
    assert mode(tmp_path / "elsewhere") == 0o644 and not (tmp_path / "missing").exists()


def test_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe, a folder, a device or a place that does not exist is refused at once and with a reason."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null"), tmp_path / "none" / "log"):
        with pytest.raises(AuditLogError, match=str(path)):
            AuditLog(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: a file of another user")
def test_foreign_file_is_refused(tmp_path: Path) -> None:
    """A log that belongs to somebody else, who could widen it again, is refused."""
    (tmp_path / "log").write_text("")
    os.chown(tmp_path / "log", 65534, 65534)
    with pytest.raises(AuditLogError, match="belongs to another user"):
        AuditLog(tmp_path / "log")


def test_full_disk() -> None:
    """A line that cannot be written whole says so."""
    log = AuditLog.__new__(AuditLog)
    log.path, log._lock, log._descriptor = Path("/dev/full"), threading.Lock(), os.open("/dev/full", os.O_WRONLY)
    with log, pytest.raises(AuditLogError, match="no space left") as caught:
        log.write(x=1)
    assert "no connection is made" in caught.value.hint


def test_closed(tmp_path: Path) -> None:
    """Nothing is written after the end, and ending twice is ending once."""
    log = AuditLog(tmp_path / "log")
    log.close()
    log.close()
    with pytest.raises(AuditLogError, match="closed"):
        log.write(x=1)


def test_lines_are_inert_and_whole(tmp_path: Path) -> None:
    """Control characters and line ends stay inside their line, and threads do not tear each other's."""
    path = tmp_path / "log"
    with AuditLog(path) as log:
        threads = [threading.Thread(target=log.write, kwargs={"host": f"\x1b[2J\n\u2028{n}" * 50}) for n in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    text = path.read_bytes()
    assert b"\x1b" not in text and text.isascii()
    assert len([json.loads(line) for line in text.splitlines()]) == 50
