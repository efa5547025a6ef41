"""``nightlatch check`` against real servers: what it tells where, and what its exit code says."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nightlatch.cli import exits
from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import load
from nightlatch.demo.servers import Server
from tests import lab
from tests.cli.command import COMMAND, environment, nightlatch
from tests.lab import hostile

ENDING = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def leaking() -> Server:
    """An open Redis with a small leak in it."""
    server = lab.server("redis", options=["maxmemory 256mb"])
    load("redis", server, Leak(people=300, points=900, seed=1, ending=ENDING))
    return server


@pytest.fixture
def shut() -> Server:
    """A Redis that asks for a password."""
    return lab.server("redis", requirepass="spring-tide")


def scope_file(folder: Path, *, urls: list[str], standing: str = "owner") -> Path:
    day = datetime.now(UTC).date()
    path = folder / "scope.toml"
    path.write_text(
        f'[grant]\nowner = "Example Ltd"\ncontact = "security@example.org"\ngranted_by = "ticket 1"\n'
        f'valid_from = {day - timedelta(days=1)}\nvalid_until = {day + timedelta(days=1)}\nstanding = "{standing}"\n'
        f"[targets]\nurls = {json.dumps(urls)}\n"
    )
    return path


def test_what_is_open_is_told(leaking: Server) -> None:
    """The headline and the tables go to stdout, the counting line is the last of stderr; exit code 10 or above."""
    done = nightlatch("check", leaking.url, "--full")
    assert exits.is_open(done.returncode)
    assert done.stdout.splitlines()[0].startswith("OPEN  ") and leaking.url in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[1].startswith(f"Anyone who can reach {leaking.url} can create, read, update")
    assert "of 300 people" in " ".join(done.stdout.split())
    assert done.stderr == "1 open\n"


def test_what_is_closed_is_clean(shut: Server) -> None:
    """A store that asks for a password is closed: nothing open, all looked at, exit code 0."""
    done = nightlatch("check", shut.url)
    assert (done.returncode, done.stderr) == (0, "0 open, 1 closed\n")


def test_could_not_look_is_not_clean(shut: Server) -> None:
    """A dead host beside a closed store leaves the question open: exit code 3, and a line with a hint."""
    url = hostile.refusing("redis")
    done = nightlatch("check", shut.url, url)
    assert (done.returncode, done.stderr) == (3, "0 open, 1 closed, 1 unreachable\n")
    assert f"UNREACHABLE  {url}: connection refused\nhint: " in done.stdout


def test_out_of_scope_is_not_contacted() -> None:
    """Without a scope file only loopback may be contacted; the rest is skipped, aloud."""
    done = nightlatch("check", "redis://192.0.2.1:6379")
    assert (done.returncode, done.stderr) == (3, "0 open, 1 skipped (out of scope)\n")


def test_bad_targets_do_not_stop_the_run(leaking: Server, shut: Server) -> None:
    """Of many targets each bad one gets its line, and the good ones are told."""
    with hostile.garbage() as noise, hostile.silent() as mute:
        urls = [
            "gopher://127.0.0.1",
            "redis://[::1",
            noise.url("redis"),
            mute.url("redis"),
            hostile.refusing("redis"),
            shut.url,
        ]
        done = nightlatch("check", *urls, leaking.url, "--timeout", "1")
    assert exits.is_open(done.returncode)
    assert "1 open, 1 closed, 2 unreachable, 3 failed" in done.stderr
    assert f"Anyone who can reach {leaking.url}" in done.stdout
    assert "gopher://127.0.0.1: is of an unknown kind" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_target_named_twice_is_looked_at_once(shut: Server) -> None:
    """The same store by the same URL counts once."""
    assert nightlatch("check", shut.url, shut.url).stderr == "0 open, 1 closed\n"


def test_a_scope_is_looked_at(leaking: Server, shut: Server, tmp_path: Path) -> None:
    """With a scope alone all that it lists is looked at; a URL beside it must be in it."""
    scope = scope_file(tmp_path, urls=[leaking.url, shut.url])
    assert nightlatch("check", "--scope", scope).stderr == "1 open, 1 closed\n"
    assert nightlatch("check", "--scope", scope, shut.url).stderr == "0 open, 1 closed\n"
    with hostile.silent() as elsewhere:
        done = nightlatch("check", "--scope", scope, elsewhere.url("redis"))
        assert elsewhere.connections == 0
    assert (done.returncode, done.stderr) == (3, "0 open, 1 skipped (out of scope)\n")


def test_a_network_where_nothing_answers_is_clean(tmp_path: Path) -> None:
    """It was swept from end to end and nothing is open: that is said, and the exit code is 0."""
    scope = scope_file(tmp_path, urls=[])
    scope.write_text(scope.read_text() + 'networks = ["127.0.0.0/30"]\nports = [1]\n')
    done = nightlatch("check", "--scope", scope)
    assert (done.returncode, done.stderr) == (0, "0 open\n")
    assert done.stdout == "SWEPT  4 endpoints: 4 closed\n\n"


def test_what_a_scope_lists_and_cannot_be_looked_at_is_said(tmp_path: Path) -> None:
    """A name that leads nowhere is skipped aloud, and the run is not clean."""
    scope = scope_file(tmp_path, urls=[])
    scope.write_text(scope.read_text() + 'hosts = ["nobody.invalid"]\nports = [1]\n')
    done = nightlatch("check", "--scope", scope)
    assert (done.returncode, done.stderr) == (3, "0 open, 1 skipped\n")
    assert "SKIPPED  nobody.invalid: the name does not resolve" in done.stdout


def test_quiet_tells_the_headline_only(leaking: Server) -> None:
    """With -q there is nothing on stdout but one sentence or two per open store."""
    done = nightlatch("check", "-q", leaking.url)
    assert done.stdout.startswith("Anyone who can reach")
    assert "known by" not in done.stdout
    assert done.stderr == "1 open\n"


def test_verbose_tells_evidence_and_coverage(leaking: Server) -> None:
    """With -v each right comes with its commands, each target with how far it got."""
    told = nightlatch("check", "-v", leaking.url).stdout
    assert "evidence: redis://" in told
    assert "ACL DRYRUN default GET" in told
    assert "coverage" in told and "run token: " in told


@pytest.mark.parametrize("more", [{}, {"FORCE_COLOR": "1"}, {"TERM": "xterm-256color"}])
def test_piped_output_has_no_escape_codes(leaking: Server, more: dict[str, str]) -> None:
    """What is piped is plain, whatever the environment says of colours."""
    done = nightlatch("check", "-v", leaking.url, hostile.refusing("redis"), **more)
    assert "\x1b" not in done.stdout + done.stderr


def on_terminal(*words: str, **env: str) -> str:
    ours, theirs = pty.openpty()
    done = subprocess.Popen([*COMMAND, *words], stdout=theirs, stderr=theirs, env=environment(TERM="xterm", **env))
    os.close(theirs)
    told = b""
    try:
        while data := os.read(ours, 65536):
            told += data
    except OSError:  # how a terminal ends on Linux
        pass
    done.wait(60)
    os.close(ours)
    return told.decode()


def test_colour_is_for_terminals_that_want_it(shut: Server) -> None:
    """On a terminal verdicts are coloured; with --no-color and with NO_COLOR they are not."""
    words = ("check", shut.url)
    assert "\x1b[1;32mCLOSED" in on_terminal(*words)
    assert "\x1b[1" not in on_terminal(*words, "--no-color")
    assert "\x1b[1" not in on_terminal(*words, NO_COLOR="1")


def test_passwords_come_from_files_and_named_variables(shut: Server, tmp_path: Path) -> None:
    """A login is used where it was given properly; the stranger's view decides what is open; it is never told."""
    secret = tmp_path / "secret"
    secret.write_text("spring-tide\n")
    secret.chmod(0o600)
    by_file = nightlatch(
        "check", "-v", shut.url, "--user", "default", "--password-file", secret, "--json", tmp_path / "j"
    )
    by_name = nightlatch(
        "check", "-v", shut.url, "--user", "default", "--password-env", "REDIS_PW", REDIS_PW="spring-tide"
    )
    for done in (by_file, by_name):
        assert (done.returncode, done.stderr) == (0, "0 open, 1 closed\n")
        assert "with the password that was given" in " ".join(done.stdout.split())
        assert "spring-tide" not in done.stdout + done.stderr
    assert "spring-tide" not in (tmp_path / "j").read_text()


def test_a_wrong_password_is_a_line(shut: Server) -> None:
    """A password that is refused is a failure with its kind, not a closed store."""
    done = nightlatch("check", shut.url, "--user", "default", "--password-env", "PW", PW="not-this-one")
    assert (done.returncode, done.stderr) == (3, "0 open, 1 failed (wrong credentials)\n")
    assert "not-this-one" not in done.stdout


def test_a_password_is_for_the_store_that_names_its_user(shut: Server, leaking: Server) -> None:
    """Where one of several URLs names the user, the others are looked at as a stranger."""
    named = shut.url.replace("redis://", "redis://default@")
    done = nightlatch("check", named, leaking.url, "--password-env", "PW", PW="spring-tide")
    assert (exits.is_open(done.returncode), done.stderr) == (True, "1 open, 1 closed\n")
    assert f"Anyone who can reach {leaking.url}" in done.stdout


def test_ambient_passwords_are_not_used(shut: Server) -> None:
    """A password that lies about in the environment lets nobody in."""
    done = nightlatch("check", shut.url, REDISCLI_AUTH="spring-tide", REDIS_PASSWORD="spring-tide")
    assert "with the password that was given" not in done.stdout
    assert done.stderr == "0 open, 1 closed\n"


def test_each_connection_is_logged(leaking: Server, tmp_path: Path) -> None:
    """The audit log has a line per connection, with our token, and is ours alone."""
    log, report = tmp_path / "audit.log", tmp_path / "out.json"
    nightlatch("check", leaking.url, hostile.refusing("redis"), "--audit-log", log, "--json", report)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    run = json.loads(report.read_text())["run"]
    assert len(lines) == run["limits_used"]["connections"] >= 2
    assert {line["token"] for line in lines} == {run["token"]}
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_run_says_from_where_it_looked(shut: Server, tmp_path: Path) -> None:
    """The vantage stands in the report."""
    nightlatch("check", shut.url, "--vantage", "office network", "--json", tmp_path / "j")
    assert json.loads((tmp_path / "j").read_text())["run"]["vantage"] == "office network"


def test_fail_on_does_not_hide_what_is_not_rated() -> None:
    """An open store without anybody's data has no severity, and fails at every level."""
    assert nightlatch("check", lab.server("redis").url, "--fail-on", "very-high").returncode == exits.OPEN
