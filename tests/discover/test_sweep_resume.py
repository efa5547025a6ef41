"""A sweep that was killed goes on: what has an answer is not asked again, what was found is told again."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from nightlatch.audit_log import AuditLog
from nightlatch.discover import journal as journals
from nightlatch.discover._sweep_source import SLICE
from nightlatch.discover.journal import Journal, JournalError
from nightlatch.discover.sweep import Sweeper
from nightlatch.scope import Scope
from tests.cli.command import SOURCE, until
from tests.discover.listeners import Listeners, Place, free_ports
from tests.discover.scopes import scope

ROOT = Path(__file__).resolve().parents[2]
ALL = [f"127.93.0.{last}" for last in range(64)]
SWEEP = """
import sys
from nightlatch.audit_log import AuditLog
from nightlatch.discover.journal import Journal
from nightlatch.discover.sweep import Sweeper
from tests.discover.scopes import scope
networks, rate, path, *ports = sys.argv[1:]
limits = {"connections_per_second": float(rate)} if float(rate) else {}
sweeper = Sweeper(
    scope(networks, limits=limits), ports=[int(port) for port in ports], journal=Journal(path), processes=2,
    audit_log=AuditLog(f"{path}.log") if float(rate) else None,
)
for answer in sweeper.run():
    print(answer.place.address, answer.place.port, answer.outcome, flush=True)
"""


def swept(
    asked: Scope, ports: list[int], path: Path, stop: threading.Event | None = None
) -> tuple[list[Place], Sweeper]:
    """The places that a sweep with the journal *path* tells, up to *stop*."""
    with Journal(path) as journal, AuditLog(f"{path}.log") as log:
        sweeper = Sweeper(asked, ports=ports, journal=journal, audit_log=log)
        found = [(one.place.address, one.place.port) for one in sweeper.run(stop) if one.outcome == "open"]
    return found, sweeper


def start(network: str, rate: int, path: Path, ports: list[int]) -> subprocess.Popen[str]:
    """A sweep in a process of its own, which prints what it finds."""
    words = [sys.executable, "-c", SWEEP, network, str(rate), str(path), *map(str, ports)]
    env = os.environ | {"PYTHONPATH": f"{SOURCE}:{ROOT}"}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env)


def kill(child: subprocess.Popen[str]) -> list[str]:
    """End it as nothing can be caught; what it printed until then."""
    child.send_signal(signal.SIGKILL)
    return child.communicate()[0].splitlines()


def test_only_what_was_in_flight_is_asked_again(tmp_path: Path) -> None:
    """A paced sweep killed in the middle asks all 192 endpoints; at most the few in the air are asked twice."""
    ports, path = free_ports(3), tmp_path / "journal"
    with Listeners(ALL, ports) as listeners:
        child = start("127.93.0.0/26", 200, path, ports)
        until(lambda: sum(listeners.accepted.values()) > 60)
        told = kill(child)
        listeners.settle()
        before = sum(listeners.accepted.values())
        found, sweeper = swept(scope("127.93.0.0/26", limits={"connections_per_second": 200.0}), ports, path)
        listeners.settle()
    assert 60 < before < 192
    assert set(found) == listeners.places and len(found) == 192
    assert {" ".join([*map(str, place), "open"]) for place in found} >= set(told)
    again = [place for place, times in listeners.accepted.items() if times > 1]
    assert set(listeners.accepted) == listeners.places and max(listeners.accepted.values()) <= 2
    assert len(again) <= 3, "in the air when it was killed"
    assert sweeper.tally["open"] == sweeper.tally.total() == 192


def test_what_was_refused_is_not_asked_again_either(tmp_path: Path) -> None:
    """By the log of connections, of 192 endpoints that mostly refuse hardly any is asked a second time."""
    ports, path = free_ports(3), tmp_path / "journal"
    log = tmp_path / "journal.log"
    with Listeners(ALL[:1], ports):
        child = start("127.93.0.0/26", 200, path, ports)
        until(lambda: log.exists() and log.read_text().count("\n") > 70)
        kill(child)
        before = log.read_text().count("\n")
        swept(scope("127.93.0.0/26", limits={"connections_per_second": 200.0}), ports, path)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    asked = Counter((line["address"], line["port"]) for line in lines)
    assert 70 < before < 192 and len(asked) == 192
    assert len(lines) - 192 <= 3, "in the air when it was killed"


def test_in_several_processes_too(tmp_path: Path) -> None:
    """Unpaced and shared by two processes: each has at most one handful begun that is asked again."""
    ports, path = free_ports(2), tmp_path / "journal"
    listening = [f"127.93.{third}.{last}" for third in range(0, 128, 8) for last in (1, 77, 200)]
    with Listeners(listening, ports) as listeners:
        child = start("127.93.0.0/17", 0, path, ports)
        until(lambda: sum(listeners.accepted.values()) > 20)
        kill(child)
        until(lambda: not _is_locked(path) and not _is_locked(path.with_name("journal.1")))
        listeners.settle()
        before = sum(listeners.accepted.values())
        done = start("127.93.0.0/17", 0, path, ports)
        lines = done.communicate()[0].splitlines()
        listeners.settle()
    assert 20 < before < 96, "it was killed too late to tell"
    assert len(lines) == len(set(lines)) == 96
    assert sum(listeners.accepted.values()) - 96 <= 2 * SLICE * 96 / 2**16 + 8
    assert path.with_name("journal.1").exists()


def _is_locked(path: Path) -> bool:
    try:
        Journal(path).close()
    except JournalError:
        return True
    return False


def test_a_finished_sweep_asks_nothing_again(tmp_path: Path) -> None:
    """A journal of a finished sweep tells what was found, with its counts, and contacts nothing."""
    ports = free_ports(1)
    with Listeners(ALL[:5], ports) as listeners:
        for times in (1, 2):
            found, sweeper = swept(scope("127.93.0.0/28"), ports, tmp_path / "journal")
            assert set(found) == listeners.places
            assert sweeper.tally == {"open": 5, "closed": 11, "skipped": 0}, times
        listeners.settle()
        assert set(listeners.accepted.values()) == {1}


def test_a_stopped_sweep_can_be_resumed(tmp_path: Path) -> None:
    """Ctrl-C and a resume ask everything, and nothing twice."""
    ports, stop = free_ports(2), threading.Event()
    near = scope("127.93.0.0/26", limits={"connections_per_second": 300.0})
    with Listeners(ALL, ports) as listeners:
        threading.Timer(0.15, stop.set).start()
        before, _ = swept(near, ports, tmp_path / "journal", stop)
        found, sweeper = swept(near, ports, tmp_path / "journal")
        listeners.settle()
    assert len(before) < 128 and sorted(found) == sorted(listeners.places)
    assert sweeper.tally == {"open": 128, "closed": 0, "skipped": 0}
    assert sum(listeners.accepted.values()) <= 130


class TestJournal:
    def test_it_is_private(self, tmp_path: Path) -> None:
        """Only its owner can read it."""
        Journal(tmp_path / "journal").close()
        assert stat.S_IMODE((tmp_path / "journal").stat().st_mode) == 0o600

    def test_another_sweeps_journal_is_refused(self, tmp_path: Path) -> None:
        """Other ports or another scope do not go on where this one was."""
        swept(scope("127.93.0.0/30"), [1, 2], tmp_path / "journal")
        for other, ports in ((scope("127.93.0.0/30"), [1, 3]), (scope("127.93.0.0/29"), [1, 2])):
            with pytest.raises(JournalError, match="of another sweep"):
                swept(other, ports, tmp_path / "journal")

    @pytest.mark.parametrize("text", ["hello\n", '{"a": 1}\n', "\x00\xff\n", "[1]\n"])
    def test_what_is_no_journal_is_refused_and_kept(self, tmp_path: Path, text: str) -> None:
        """A file of another kind is not touched."""
        path = tmp_path / "journal"
        path.write_text(text)
        with pytest.raises(JournalError, match="no journal"):
            Journal(path)
        assert path.read_text() == text

    def test_a_part_left_by_another_sweep_is_refused(self, tmp_path: Path) -> None:
        """The journal of one process of an earlier sweep does not stand for a part of this one."""
        path = tmp_path / "journal"
        for times in (1, 2):
            with Journal(path) as journal:
                sweeper = Sweeper(scope("127.93.0.0/17"), ports=[1, 2], journal=journal, processes=2)
                if times == 1:
                    assert not list(sweeper.run()) and sweeper.tally["closed"] == 2**16
                else:
                    with pytest.raises(JournalError, match=r"journal\.1: this journal is of another sweep"):
                        list(sweeper.run())
            path.unlink()

    def test_it_is_used_by_one_at_a_time(self, tmp_path: Path) -> None:
        """Two sweeps do not write one journal; a link is not followed."""
        first = Journal(tmp_path / "journal")
        with pytest.raises(JournalError, match="another sweep"):
            Journal(tmp_path / "journal")
        first.close()
        Journal(tmp_path / "journal").close()
        (tmp_path / "link").symlink_to(tmp_path / "journal")
        with pytest.raises(JournalError, match="cannot open"):
            Journal(tmp_path / "link")

    def test_a_torn_line_is_as_if_never_written(self, tmp_path: Path) -> None:
        """What a kill left half written does not count, and the journal goes on behind it."""
        path = tmp_path / "journal"
        first = Journal(path)
        first.begin({"scope": "a"})
        first.note(10, [])
        first.note(20, [1, 2, 3])
        first.close()
        path.write_bytes(path.read_bytes() + b'[30, "do')
        again = Journal(path)
        assert (again.state.to, again.state.left) == (20, set(range(20)) - {1, 2, 3})
        again.note(30, [4])
        again.close()
        assert Journal(path).state.left == set(range(30)) - {1, 2, 3, 4}

    def test_it_is_compacted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """However much happens, the file stays small, and says the same."""
        monkeypatch.setattr(journals, "_COMPACT_BYTES", 20_000)
        path = tmp_path / "journal"
        written = Journal(path)
        written.begin({"scope": "a"})
        for to in range(64, 64 * 2000, 64):
            written.note(to, list(range(to - 128, to - 64)) if to > 64 else [], [(to, "")] if not to % 6400 else [])
        written.note(to, [], tally={"open": 19})
        written.close()
        assert path.stat().st_size < 60_000
        again = Journal(path)
        assert again.state.left == set(range(to - 64, to)) and again.state.tally == {"open": 19}
        assert [index for index, _ in again.opened()] == list(range(6400, 64 * 2000, 6400))
