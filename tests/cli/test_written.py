"""Reports are begun before the run, kept readable during it, and one that fails costs no other."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import nightlatch as package
from nightlatch.demo.servers import Server
from tests import lab
from tests.cli.command import COMMAND, environment, nightlatch, until
from tests.lab import hostile
from tests.lab.proxy import Hanging

SCHEMA = json.loads((Path(package.__file__).parent / "reports" / "report-1.schema.json").read_text())


@pytest.fixture
def store() -> Server:
    """An open store with nothing in it."""
    return lab.server("redis")


def valid(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text())
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_every_format_is_written(store: Server, tmp_path: Path) -> None:
    """One run writes as many reports as are wanted; the JSON keeps to its schema."""
    words = ["--json", "a.json", "--html", "b.html", "--report", "terminal=c.txt", "--report", "json=d.json"]
    assert nightlatch("check", store.url, *words, cwd=tmp_path).returncode == 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.html", "c.txt", "d.json"]
    document = valid(tmp_path / "a.json")
    assert document["summary"]["open"] == 1
    assert document["run"]["incomplete"] is False
    assert document == valid(tmp_path / "d.json")


def test_a_missing_folder_is_said_before_anything_is_contacted(tmp_path: Path) -> None:
    """The run does not begin, and a report that could have been written is left as it was."""
    before = tmp_path / "kept.json"
    before.write_text("yesterday's")
    with hostile.silent() as trap:
        done = nightlatch("check", trap.url("redis"), "--json", before, "--html", tmp_path / "none" / "out.html")
        assert trap.connections == 0
    assert done.returncode == 2
    assert "none/out.html: no such folder\nhint: make the folder first" in done.stderr
    assert before.read_text() == "yesterday's"


def test_a_full_disk_costs_no_other_report(store: Server, tmp_path: Path) -> None:
    """What cannot be written is said at the end, the others are whole, and the exit code is 1."""
    words = ["--json", "/dev/full", "--report", "json=ok.json", "--html", "ok.html"]
    done = nightlatch("check", store.url, *words, cwd=tmp_path)
    assert done.returncode == 1
    assert "/dev/full: no space left on device: this report was not written\nhint: free some space" in done.stderr
    assert valid(tmp_path / "ok.json")["run"]["incomplete"] is False
    assert "</html>" in (tmp_path / "ok.html").read_text()
    assert "Anyone who can reach" in done.stdout


def test_a_disk_that_fills_up_leaves_the_version_before(store: Server, tmp_path: Path) -> None:
    """A report that outgrows the room is said to be lost, and what was written before can still be read."""
    urls = [f"redis://127.0.0.1:1/{number}" for number in range(40)]
    limit = 4096
    done = subprocess.run(
        [*COMMAND, "check", store.url, *urls, "--json", "out.json"], capture_output=True, text=True, cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), check=False, env=environment(),
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "out.json: file too large: this report was not written" in done.stderr
    assert "Anyone who can reach" in done.stdout
    document = valid(tmp_path / "out.json")
    assert document["run"]["incomplete"] is True
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_full_stdout_loses_no_report(store: Server, tmp_path: Path) -> None:
    """Where the terminal report cannot be printed, the files are whole and the tool says that it failed."""
    with Path("/dev/full").open("w") as full:
        done = nightlatch("check", store.url, "--json", tmp_path / "out.json", stdout=full.fileno())
    assert done.returncode == 1
    assert "no space left on device" in done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr
    assert valid(tmp_path / "out.json")["run"]["incomplete"] is False


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_report_on_stdout_goes_where_the_shell_leads_it(store: Server, tmp_path: Path, name: str) -> None:
    """``--json /dev/stdout > out.json`` holds the last version, once, and nothing else is left in the folder."""
    with (tmp_path / "out.json").open("w") as out:
        assert nightlatch("check", "-q", store.url, "--json", name, stdout=out.fileno()).returncode == 10
    document, end = json.JSONDecoder().raw_decode((tmp_path / "out.json").read_text())
    assert document["run"]["incomplete"] is False
    assert (tmp_path / "out.json").read_text()[end:].startswith("\nAnyone who can reach")
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_reader_who_leaves_is_no_bug(store: Server, tmp_path: Path) -> None:
    """``nightlatch check ... | head -1`` ends without a word of complaint, and the files are whole."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = nightlatch("check", "-v", store.url, "--json", tmp_path / "out.json", stdout=theirs)
    os.close(theirs)
    assert "Traceback" not in done.stderr and "Broken" not in done.stderr and "bug" not in done.stderr
    assert valid(tmp_path / "out.json")["summary"]["open"] == 1


def test_stdout_takes_a_report_once(store: Server) -> None:
    """A pipe gets the last version only, since what is written there cannot be replaced."""
    done = nightlatch("check", "-q", store.url, "--json", "/dev/stdout")
    assert json.JSONDecoder().raw_decode(done.stdout)[0]["summary"]["open"] == 1
    assert done.stdout.count('"schema"') == 1


def started(*words: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "check", *words], cwd=cwd, env=environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def has_told(path: Path, count: int) -> bool:
    with contextlib.suppress(OSError):
        return int(json.loads(path.read_text())["summary"]["open"]) >= count
    return False


def test_a_kill_leaves_what_was_known(store: Server, tmp_path: Path) -> None:
    """Killed while a second store hangs, the JSON holds the first one, is valid, and says that it is incomplete."""
    with hostile.silent() as trap:
        running = started(store.url, trap.url("redis"), "--timeout", "600", "--json", "out.json", cwd=tmp_path)
        until(lambda: has_told(tmp_path / "out.json", 1))
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=30)
    document = valid(tmp_path / "out.json")
    assert document["run"]["incomplete"] is True
    assert [one["status"] for one in document["stores"]] == ["open"]


@pytest.fixture(scope="module")
def big() -> Server:
    """A store that takes many seconds to read."""
    server = lab.server("redis", options=["enable-debug-command yes"])
    import redis

    with redis.Redis(server.host, server.port) as client:
        client.execute_command("DEBUG", "POPULATE", "1500000", "key", "40")
    return server


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_in_a_report(big: Server, tmp_path: Path, number: signal.Signals) -> None:
    """The first Ctrl-C, in the midst of a survey, ends it soon, with a report of what was done, marked incomplete."""
    log = "audit.log"
    running = started(big.url, "redis://127.0.0.1:1", "--full", "--json", "out.json", "--audit-log", log, cwd=tmp_path)
    until(lambda: (tmp_path / "out.json").exists())
    time.sleep(2.5)  # by now it reads
    assert running.poll() is None
    running.send_signal(number)
    begun = time.monotonic()
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert time.monotonic() - begun < 10
    assert "stopping: a report of what was done follows" in err
    assert "This run ended before it had looked at everything." in out
    document = valid(tmp_path / "out.json")
    assert document["run"]["incomplete"] is True
    assert len(document["stores"]) == 2


@pytest.mark.parametrize("kind", ["redis", "postgresql", "mongodb"])
def test_an_interrupt_does_not_wait_for_a_server(store: Server, tmp_path: Path, kind: str) -> None:
    """Ctrl-C while a store says nothing, which may take ten minutes: the report is there soon, and says incomplete."""
    with hostile.silent() as trap:
        running = started(store.url, trap.url(kind), "--timeout", "600", "--json", "out.json", cwd=tmp_path)
        until(lambda: has_told(tmp_path / "out.json", 1) and trap.connections)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.endswith("1 open, 1 incomplete\n") and "Traceback" not in err
    assert "the run was interrupted" in out
    document = valid(tmp_path / "out.json")
    assert document["run"]["incomplete"] is True
    assert [(line["target"], line["outcome"]) for line in document["coverage"]][1] == (trap.url(kind), "incomplete")


def test_an_interrupt_wakes_a_driver(tmp_path: Path) -> None:
    """Ctrl-C while libpq waits for a server, in C and with a signal handler of its own at hand, ends the run as well."""
    with Hanging(lab.server("postgres"), lambda data: b"pg_roles" in data) as proxy:
        running = started(proxy.url("postgresql"), "--timeout", "600", "--json", "out.json", cwd=tmp_path)
        until(proxy.hangs.is_set)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert all(b"nightlatch/" in one.sent for one in proxy.conversations)  # no request to cancel, past the dialer
    assert running.returncode == 130
    assert err.endswith("0 open, 1 incomplete\n") and "Traceback" not in err
    assert valid(tmp_path / "out.json")["run"]["incomplete"] is True


def test_a_second_interrupt_ends_at_once(store: Server, tmp_path: Path) -> None:
    """Ctrl-C twice while a store hangs: no waiting, and what was known until then is written."""
    with hostile.silent() as trap:
        running = started(store.url, trap.url("redis"), "--timeout", "600", "--json", "out.json", cwd=tmp_path)
        until(lambda: has_told(tmp_path / "out.json", 1))
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in err
    document = valid(tmp_path / "out.json")
    assert document["run"]["incomplete"] is True
    assert document["summary"]["open"] == 1
    assert err.endswith("1 open, 1 incomplete\n")
