"""A check that was killed goes on where it was: what is done is not asked again, and stays in the report."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from nightlatch.ledger import Entry, Ledger, LedgerError
from nightlatch.model import Coverage
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy

SCOPE = """\
[grant]
owner = "o"
contact = "a@example.org"
granted_by = "t"
valid_from = 2020-01-01
valid_until = 2100-01-01
standing = "owner"
[targets]
networks = ["127.0.0.1/32"]
ports = [{ports}]
"""


def words(folder: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "nightlatch", "check", "--scope", str(folder / "scope.toml"), "--resume",
        str(folder / "state"), "--json", str(folder / "report.json"), "--timeout", "2", *more,
    ]  # fmt: skip


def report(folder: Path) -> Any:
    return json.loads((folder / "report.json").read_bytes())


def test_after_a_kill_only_the_rest_is_asked(tmp_path: Path) -> None:
    """The store that was done is in the second report without a single further connection to it."""
    with Proxy(lab.server("redis")) as redis, Proxy(lab.server("mariadb")) as mysql, hostile.silent() as silent:
        (tmp_path / "scope.toml").write_text(SCOPE.format(ports=f"{redis.port}, {mysql.port}, {silent.port}"))
        first = subprocess.Popen(words(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while (tmp_path / "state").exists() is False or (tmp_path / "state").read_bytes().count(b'"key"') < 2:
            assert time.monotonic() < deadline and first.poll() is None
            time.sleep(0.05)
        first.send_signal(signal.SIGKILL)
        first.wait()
        before = (len(redis.conversations), len(mysql.conversations))
        done = subprocess.run(words(tmp_path), capture_output=True, text=True, timeout=120)
        assert (len(redis.conversations), len(mysql.conversations)) == before
    assert done.returncode == 10, done.stderr
    assert {one["kind"] for one in report(tmp_path)["stores"] if one["status"] == "open"} == {"redis", "mysql"}
    assert any(f"127.0.0.1:{silent.port}" in line["target"] for line in report(tmp_path)["coverage"])
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o600


def test_the_file_of_another_check_is_refused(tmp_path: Path) -> None:
    """What was done of one scope says nothing of another one."""
    with Ledger(tmp_path / "a", "digest", "full") as ledger:
        ledger.add(Entry(key="k"))
    for scope, depth in (("other", "full"), ("digest", "20000")):
        with pytest.raises(LedgerError, match="another check"):
            Ledger(tmp_path / "a", scope, depth)
    (tmp_path / "b").write_text("hello\n")
    with pytest.raises(LedgerError, match="no file of a check"):
        Ledger(tmp_path / "b", "digest", "full")


def test_a_line_that_a_kill_tore_is_dropped(tmp_path: Path) -> None:
    """Half a line is a target that was not done; what stands before it holds, and is gone on with."""
    path = tmp_path / "a"
    line = Coverage(target="t", stage="identify", outcome="failed")
    with Ledger(path, "d", "full") as ledger:
        ledger.add(Entry(key="one", coverage=(line,)))
    with path.open("ab") as file:
        file.write(b'{"key":"two","find')
    with Ledger(path, "d", "full") as ledger:
        assert set(ledger.entries) == {"one"} and ledger.entries["one"].coverage == (line,)
        ledger.add(Entry(key="three"))
    with Ledger(path, "d", "full") as ledger:
        assert set(ledger.entries) == {"one", "three"}


def test_two_checks_do_not_share_a_file(tmp_path: Path) -> None:
    """The second one is told to wait."""
    with Ledger(tmp_path / "a", "d", "full"), pytest.raises(LedgerError, match="another check is writing"):
        Ledger(tmp_path / "a", "d", "full")
