"""What became of a store between two runs, and a second look at one finding, on a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import redis

from nightlatch.demo.servers import Server
from tests import lab
from tests.cli.command import Done, nightlatch


@pytest.fixture
def server() -> Server:
    """An open Redis of this test's own, with a few people in it."""
    started = lab.server("redis", options=["maxmemory 64mb"])
    with redis.Redis(port=started.port) as client:
        for n in range(30):
            client.hset(f"customer:{n}", mapping={"email": f"p{n}@example.org"})
    return started


def looked(server: Server, path: Path) -> Path:
    done = nightlatch("check", f"redis://127.0.0.1:{server.port}", "--json", path, "--quiet")
    assert path.exists(), done.stderr
    return path


def recheck(path: Path, *more: str) -> Done:
    (store,) = json.loads(path.read_text())["stores"]
    return nightlatch("check", "--recheck", f"{path}#{store['finding_id'][:8]}", "--quiet", *more)


def last(done: Done) -> str:
    return done.stdout.strip().splitlines()[-1]


def test_a_store_is_rechecked_and_compared(server: Server, tmp_path: Path) -> None:
    """Open, then with a password, then gone: each is told apart, from where, and when; both runs can be compared."""
    first = looked(server, tmp_path / "first.json")
    done = recheck(first, "--vantage", "the lab")
    assert (done.returncode, "still open" in last(done)) == (10, True)
    assert " as seen from the lab, 20" in last(done)

    with redis.Redis(port=server.port) as client:
        client.config_set("requirepass", "Xk2-only-for-this-test")
    done = recheck(first)
    assert done.returncode == 0
    assert "closed: it asks for a password as seen from this machine" in last(done)
    second = looked(server, tmp_path / "second.json")
    done = nightlatch("diff", first, second)
    assert done.returncode == 0
    assert "closed" in done.stdout and "asks for a password" in done.stdout
    assert done.stderr.strip().endswith("1 closed")
    back = nightlatch("diff", second, first, "--json")
    assert back.returncode == 10
    (line,) = back.stdout.splitlines()
    assert json.loads(line)["state"] == "opened"
    assert json.loads(line)["what"] == ["was closed"]

    server.stop()
    done = recheck(first)
    assert done.returncode == 0
    assert "closed: it refuses connections" in last(done)


def test_a_recheck_reads_no_contents(server: Server, tmp_path: Path) -> None:
    """It asks the same questions again, and no record."""
    first = looked(server, tmp_path / "first.json")
    assert recheck(first, "--json", str(tmp_path / "again.json")).returncode == 10
    (store,) = json.loads((tmp_path / "again.json").read_text())["stores"]
    assert (store["status"], store["containers"]) == ("open", [])


@pytest.mark.parametrize(
    "text, told",
    [
        ("{run}", "takes RUN.json#ID"),
        ("{run}#nl-ffffffffffff", "no finding nl-ffffffffffff"),
        ("{run}#", "takes RUN.json#ID"),
        ("{folder}/none.json#nl-0", "no such file"),
        ("{folder}/bad.json#nl-0", "is no JSON"),
    ],
)
def test_a_recheck_of_nothing_is_a_mistake(server: Server, tmp_path: Path, text: str, told: str) -> None:
    """Before anything is contacted."""
    run = looked(server, tmp_path / "run.json")
    (tmp_path / "bad.json").write_text("{")
    done = nightlatch("check", "--recheck", text.format(run=run, folder=tmp_path))
    assert done.returncode == 2
    assert told in done.stderr


def test_a_public_report_says_of_no_store_where_it_is(server: Server, tmp_path: Path) -> None:
    """So nothing can be asked again by it."""
    first = looked(server, tmp_path / "first.json")
    assert nightlatch("report", first, f"json:public={tmp_path / 'public.json'}").returncode == 0
    done = nightlatch("check", "--recheck", f"{tmp_path / 'public.json'}#nl-")
    assert done.returncode == 2
    assert "public report" in done.stderr
    done = nightlatch("diff", first, f"{tmp_path / 'public.json'}")
    assert done.returncode == 2 and "public report" in done.stderr
