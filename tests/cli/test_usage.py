"""A user's mistake is one line and a hint, exit code 2, found before anything is contacted; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import nightlatch

URL = "redis://127.0.0.1:1"
MISTAKES = [
    (["check"], "nothing to look at"),
    (["chekc", URL], "No such command 'chekc'"),
    (["check", "--sampel", "3", URL], "No such option: --sampel"),
    (["check", "--full", "--sample", "5", URL], "--full reads everything"),
    (["check", "-v", "-q", URL], "contradict"),
    (["check", "--sample", "0", URL], "--sample"),
    (["check", "--timeout", "soon", URL], "--timeout"),
    (["check", "--timeout", "0", URL], "--timeout"),
    (["check", "--fail-on", "worst", URL], "--fail-on"),
    (["check", "--reach", "moon", URL], "--reach"),
    (["check", "--steps", "none.toml", URL], "none.toml: cannot be read"),
    (["check", "--reject-step", "minor", URL], "no step 'minor'"),
    (["check", "--confirm-step", "minors=my-store", URL], "'my-store' is no finding"),
    (["check", "--scope", "none.toml"], "none.toml"),
    (["check", "--report", "json", URL], "FORMAT=FILE"),
    (["check", "--report", "docx=x", URL], "no format 'docx'"),
    (["check", "--json", "one", "--html", "one", URL], "two reports"),
    (["check", "--json", "none/out.json", URL], "none/out.json: no such folder"),
    (["check", "--json", ".", URL], "is a directory"),
    (["check", "--user", "ann", URL], "--user needs a password"),
    (["check", "--password-file", "none", URL], "cannot read the password file"),
    (["check", "--password-env", "NOT_SET_AT_ALL", URL], "NOT_SET_AT_ALL is not set"),
    (["check", "--password-file", "a", "--password-env", "B", URL], "two passwords"),
    (["check", "--scope", "s.toml", "--password-env", "B"], "stores that are named"),
    (["check", "--audit-log", "none/audit.log", URL], "audit log"),
    (["scope", "show", "none.toml"], "none.toml"),
    (["scope", "new", "none/scope.toml"], "no such file or directory"),
    (["demo", "--store", "oracle"], "--store"),
    (["demo", "--people", "0", "--points", "5"], "nobody to be seen"),
    (["demo", "--json", "none/out.json", "--store", "nothing"], "--store"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_is_said_in_a_line(words: list[str], said: str, tmp_path: Path) -> None:
    """Two lines at most on stderr, nothing on stdout, no traceback, exit code 2."""
    done = nightlatch(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[0]
    assert done.stderr.startswith("nightlatch: ")
    assert len(done.stderr.splitlines()) <= 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


SECRET = "correct-horse"
PLACES = [
    [f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", "-v", f"redis://:{SECRET}@127.0.0.1:1"],
    ["check", f"ann:{SECRET}@127.0.0.1"],
    ["check", f"redis://127.0.0.1:1?password={SECRET}"],
    ["check", f"redis://127.0.0.1:{SECRET}"],
    ["check", f"--password={SECRET}", "redis://127.0.0.1:1"],
    ["check", f"-p{SECRET}", "redis://127.0.0.1:1"],
    ["check", "--timeout", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", "--fail-on", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", "--report", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", "--report", f"redis://ann:{SECRET}@127.0.0.1:1=x"],
    ["check", "--scope", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["check", "--json", f"redis://ann:{SECRET}@127.0.0.1:1", "redis://127.0.0.1:1"],
    ["check", "--password-file", f"redis://ann:{SECRET}@127.0.0.1:1", "redis://127.0.0.1:1"],
    ["check", "--audit-log", f"redis://ann:{SECRET}@127.0.0.1:1", "redis://127.0.0.1:1"],
    ["stores", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["scope", "show", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["scope", "new", f"redis://ann:{SECRET}@127.0.0.1:1"],
    ["demo", "--store", f"redis://ann:{SECRET}@127.0.0.1:1"],
]


@pytest.mark.parametrize("words", PLACES, ids=lambda words: " ".join(words).replace(SECRET, "*"))
def test_a_password_on_the_command_line_is_not_echoed(words: list[str], tmp_path: Path) -> None:
    """Wherever a password was typed by mistake, it stands in no output, and nothing is clean about the run."""
    done = nightlatch(*words, cwd=tmp_path)
    assert SECRET not in done.stdout + done.stderr
    assert done.returncode in (2, 3)


def test_a_url_without_a_command_is_explained() -> None:
    """Whoever forgot ``check`` is told."""
    assert "hint: to look at a store: nightlatch check URL" in nightlatch("redis://127.0.0.1:1").stderr


def test_a_scope_is_written_once(tmp_path: Path) -> None:
    """``scope new`` writes a file that ``scope show`` explains, and never overwrites."""
    assert nightlatch("scope", "new", cwd=tmp_path).returncode == 0
    before = (tmp_path / "scope.toml").read_bytes()
    again = nightlatch("scope", "new", cwd=tmp_path)
    assert (again.returncode, (tmp_path / "scope.toml").read_bytes()) == (2, before)
    assert "exists already" in again.stderr
    shown = nightlatch("scope", "show", "scope.toml", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "standing: owner" in shown.stdout and "named by their kind: " in shown.stdout


def test_stores_are_listed() -> None:
    """Each kind has its line and its sentences; for programs the same as JSON."""
    import json

    from nightlatch.stores import all_stores

    done, document = nightlatch("stores"), json.loads(nightlatch("stores", "--json").stdout)
    for store in all_stores().values():
        assert store.title in done.stdout
        assert str(store.port) in done.stdout
    assert [one["kind"] for one in document] == sorted(all_stores())
    assert all(set(one["rights"]) == {"create", "read", "update", "delete", "administer"} for one in document)
    assert max(map(len, done.stdout.splitlines())) <= 100
