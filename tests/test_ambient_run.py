"""Credentials and proxies of the environment and the home folder change nothing that a run does or says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import lab
from tests.cli.command import environment
from tests.contract import CASES, opened
from tests.lab import hostile
from tests.lab.mariadb import ROOT_PASSWORD

SECRET = "S3cret!"  # what every closed server here is closed with, and what is planted
CLOSED = {
    "postgresql": ("postgres", {"auth": "scram-sha-256", "password": SECRET}),
    "mysql": ("mariadb", {"flavour": "closed"}),
    "redis": ("redis", {"requirepass": SECRET}),
}


def planted(home: Path, trap: str, certificate: tuple[Path, Path]) -> dict[str, str]:
    """Everything that clients of these stores would use unasked, in *home* and in the environment."""
    files = {
        ".pgpass": f"*:*:*:*:{SECRET}\n",
        ".pg_service.conf": f"[nightlatch]\nuser=postgres\npassword={SECRET}\n",
        ".my.cnf": f"[client]\nuser=root\npassword={SECRET}\n[mysql]\nuser=root\npassword={SECRET}\n",
        ".mylogin.cnf": SECRET,
        ".netrc": f"machine 127.0.0.1 login root password {SECRET}\ndefault login root password {SECRET}\n",
        ".redisclirc": f":auth {SECRET}\n",
        ".rediscli_auth": SECRET,
        ".mongorc.js": "quit()\n",
        ".postgresql/postgresql.crt": certificate[0].read_text(),
        ".postgresql/postgresql.key": certificate[1].read_text(),
        ".postgresql/root.crt": certificate[0].read_text(),
        ".curlrc": f"proxy={trap}\n",
        ".config/pip/pip.conf": f"[global]\nproxy={trap}\n",
        ".aws/credentials": f"[default]\naws_secret_access_key={SECRET}\n",
    }
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
    proxies = {name: trap for proxy in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy", "socks_proxy")
               for name in (proxy, proxy.upper())}  # fmt: skip
    return {
        "HOME": str(home), "PGPASSWORD": SECRET, "PGUSER": "postgres", "PGSERVICE": "nightlatch", "PGHOST": "127.0.0.1",
        "PGPASSFILE": str(home / ".pgpass"), "PGSERVICEFILE": str(home / ".pg_service.conf"), "PGSSLMODE": "disable",
        "PGOPTIONS": "-c default_transaction_read_only=off", "PGDATABASE": "template1", "PGREQUIREAUTH": "none",
        "MYSQL_PWD": SECRET, "MYSQL_HOME": str(home), "MYSQL_TEST_LOGIN_FILE": str(home / ".mylogin.cnf"),
        "REDISCLI_AUTH": SECRET, "MONGODB_URI": f"mongodb://root:{SECRET}@127.0.0.1", "NETRC": str(home / ".netrc"),
        "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": SECRET, "KRB5CCNAME": str(home / "cc"),
        "SSLKEYLOGFILE": str(home / "keys.log"), "PGSSLKEYLOGFILE": str(home / "keys.log"), **proxies,
    }  # fmt: skip


def checked(folder: Path, urls: list[str], env: dict[str, str]) -> tuple[int, dict[str, Any], str]:
    out = folder / "out.json"
    done = subprocess.run(
        [sys.executable, "-m", "nightlatch", "check", *urls, "--json", str(out), "--timeout", "5"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False, cwd=folder,
        env=environment(**env),
    )  # fmt: skip
    return done.returncode, json.loads(out.read_bytes()), done.stdout + done.stderr


def plain(report: dict[str, Any]) -> Any:
    """What a run said, without what differs from run to run."""
    return [
        (one["kind"], one["status"], {name: right["verdict"] for name, right in one["access"]["rights"].items()},
         one["access"]["principal"], one["people"]["value"], one["headline"])
        for one in report["stores"]
    ]  # fmt: skip


def test_nothing_planted_changes_anything(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    """Closed servers whose passwords lie about stay closed, open ones are told as without, and no proxy is asked."""
    assert SECRET == ROOT_PASSWORD
    urls = [f"{kind}://127.0.0.1:{lab.server(name, **config).port}" for kind, (name, config) in CLOSED.items()]
    urls += [f"{kind}://127.0.0.1:{opened(kind).port}" for kind in CASES]
    home, bare = tmp_path / "home", tmp_path / "bare"
    bare.mkdir()
    with hostile.silent() as trap:
        env = planted(home, trap.url("http"), certificate)
        before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
        with_all = checked(home, urls, env)
        assert trap.connections == 0
    without = checked(bare, urls, {"HOME": str(bare)})
    assert with_all[0] == without[0] == 14  # open, and rated very high
    assert plain(with_all[1]) == plain(without[1])
    statuses = [one["status"] for one in with_all[1]["stores"]]
    assert statuses == ["closed"] * len(CLOSED) + ["open"] * len(CASES)
    assert all(one["access"]["principal"]["anonymous"] for one in with_all[1]["stores"])
    assert SECRET not in with_all[2] and SECRET not in json.dumps(with_all[1])
    after = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file() and path.name != "out.json"}
    assert after == before  # not even a log of TLS keys


def test_the_servers_would_have_let_it_in(tmp_path: Path) -> None:
    """The planted password is the right one: named by the user it opens what stayed closed above."""
    password = tmp_path / "password"
    password.write_text(SECRET)
    password.chmod(0o600)
    name, config = CLOSED["postgresql"]
    url = f"postgresql://postgres@127.0.0.1:{lab.server(name, **config).port}"
    done = subprocess.run(
        [sys.executable, "-m", "nightlatch", "check", url, "--password-file", str(password)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False, env=environment(),
    )  # fmt: skip
    assert "The account postgres, with the password that was given, can create" in " ".join(done.stdout.split())


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_a_child_would_inherit_nothing() -> None:
    """After the program cleaned up, no planted variable is left for a library or a child to find."""
    code = (
        "import os; from nightlatch.cli import environment; environment.clean(); "
        "print([n for n in os.environ if 'S3cret' in os.environ[n]])"
    )
    env = environment(
        PGPASSWORD=SECRET, MYSQL_PWD=SECRET, REDISCLI_AUTH=SECRET, all_proxy=f"http://u:{SECRET}@127.0.0.1"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "[]"
    assert os.environ.get("PGPASSWORD") is None
