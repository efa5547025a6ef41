"""``nightlatch sweep`` as it is run: its table, its JSON, its last line, its exit codes."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, environment, nightlatch, until
from tests.discover.listeners import Listeners, free_ports

SCOPE = """
[grant]
owner = "Example Ltd"
contact = "security@example.org"
granted_by = "ticket 123"
valid_from = 2020-01-01
valid_until = 2099-12-31
standing = "owner"
"""


@pytest.fixture
def ports() -> list[int]:
    return free_ports(2)


@pytest.fixture
def listeners(ports: list[int]) -> Iterator[Listeners]:
    with Listeners(["127.95.0.5", "127.95.0.20"], ports[:1]) as found:
        yield found


@pytest.fixture
def scope(tmp_path: Path, ports: list[int]) -> Path:
    """A network, its ports, and an inventory that knows whose one of its hosts is."""
    (tmp_path / "inventory.csv").write_text("host,owner,team\n127.95.0.20,Data Office,storage\n")
    listed = f'networks = ["127.95.0.0/27"]\nports = [{ports[0]}, {ports[1]}]\ninventory = "inventory.csv"\n'
    path = tmp_path / "scope.toml"
    path.write_text(f"{SCOPE}[targets]\n{listed}")
    return path


def test_a_table_of_what_answers(scope: Path, listeners: Listeners, ports: list[int]) -> None:
    """On stdout what answers, by address, with owner and team; on stderr the line that counts everything."""
    done = nightlatch("sweep", "--scope", scope)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[1:] == [
        ["127.95.0.5", str(ports[0])],
        ["127.95.0.20", str(ports[0]), "Data", "Office", "storage"],
    ]
    assert done.stderr.splitlines() == ["2 open, 62 closed, 0 filtered, 0 skipped"]
    assert done.returncode == 0


def test_json(scope: Path, listeners: Listeners, ports: list[int]) -> None:
    """The same for programs: one document, and nothing else on stdout."""
    done = nightlatch("sweep", "--scope", scope, "--json")
    told = json.loads(done.stdout)
    assert told["format"] == "nightlatch/sweep/1" and told["endpoints"] == 64
    assert [(one["address"], one["tags"]) for one in told["open"]] == [
        ("127.95.0.5", {}), ("127.95.0.20", {"owner": "Data Office", "team": "storage"}),
    ]  # fmt: skip
    assert (told["counts"]["open"], told["counts"]["closed"]) == (2, 62)


def test_named_ports(scope: Path, listeners: Listeners, ports: list[int]) -> None:
    """Only the named ports are asked; of these only those that the scope has, which is said."""
    done = nightlatch("sweep", "--scope", scope, "--ports", f"{ports[1]},1")
    assert done.stdout == "" and "1 are" not in done.stderr
    assert done.stderr.splitlines() == [
        "skipped: all hosts: not among the ports of the scope: 1", "0 open, 32 closed, 0 filtered, 0 skipped",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["0", "65536", "9-1", "http", "1,,2", ""])
def test_what_is_no_port(typed: str) -> None:
    """Ports that there are not are a usage error, before anything is contacted."""
    done = nightlatch("sweep", "--ports", typed or ",")
    assert done.returncode == 2 and "is no port" in done.stderr


def test_a_name_that_does_not_resolve(tmp_path: Path, ports: list[int]) -> None:
    """It is said, and the exit code says that not everything was asked."""
    path = tmp_path / "scope.toml"
    path.write_text(f'{SCOPE}[targets]\nnetworks = ["127.95.0.1"]\nhosts = ["nobody.invalid"]\nports = [{ports[0]}]\n')
    done = nightlatch("sweep", "--scope", path)
    assert done.returncode == 3 and "skipped: nobody.invalid" in done.stderr


def test_it_stops_and_goes_on(scope: Path, listeners: Listeners, ports: list[int], tmp_path: Path) -> None:
    """Ctrl-C ends it with what was found and 130; with --resume the rest is asked, and nothing twice."""
    slow = tmp_path / "slow.toml"
    slow.write_text(scope.read_text() + "[limits]\nconnections_per_second = 20\n")
    journal = tmp_path / "journal"
    words = [*COMMAND, "sweep", "--scope", str(slow), "--resume", str(journal)]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    until(lambda: journal.exists() and journal.read_text().count("\n") > 4)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode == 130 and "incomplete: all hosts" in said
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    done = nightlatch("sweep", "--scope", slow, "--resume", journal)
    listeners.settle()
    assert done.returncode == 0 and done.stderr.splitlines()[-1] == "2 open, 62 closed, 0 filtered, 0 skipped"
    assert set(listeners.accepted.values()) == {1}


def test_the_journal_of_another_sweep(scope: Path, ports: list[int], tmp_path: Path) -> None:
    """It is refused with what differs; nothing is contacted."""
    journal = tmp_path / "journal"
    assert nightlatch("sweep", "--ports", str(ports[0]), "--resume", journal).returncode == 0
    done = nightlatch("sweep", "--scope", scope, "--resume", journal)
    assert done.returncode == 1 and "of another sweep" in done.stderr


def test_an_audit_log(scope: Path, listeners: Listeners, tmp_path: Path) -> None:
    """Every connection has its line, of one run."""
    log = tmp_path / "audit.log"
    assert nightlatch("sweep", "--scope", scope, "--audit-log", log).returncode == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(lines) == 64 and len({line["token"] for line in lines}) == 1
    assert sum(line["outcome"] == "done" for line in lines) == 2


def test_without_a_scope_this_machine_is_asked() -> None:
    """127.0.0.1 at the default ports of every kind, and nothing else."""
    (port,) = free_ports(1)
    with socket.create_server(("127.0.0.1", port)):
        done = nightlatch("sweep", "--ports", str(port))
    assert done.stdout.splitlines()[1].split() == ["127.0.0.1", str(port)]
    assert done.stderr == "1 open, 0 closed, 0 filtered, 0 skipped\n"
