"""The main path: one bad target costs no other, bounds hold, a witness reads no content, the run can be stopped."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import redis
from adbc_driver_postgresql import dbapi

from nightlatch.audit import Plan, audit
from nightlatch.cli import run as command
from nightlatch.cli.outputs import Outputs
from nightlatch.cli.screen import screen
from nightlatch.headline import summary_line
from nightlatch.model import Failed, Failure, Finding, Login, Result, Target
from nightlatch.scope import Scope
from nightlatch.stores import all_stores
from nightlatch.targets import parse
from tests import lab
from tests.contract import CASES, LEAK, only, opened, run, target
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.survey.made import id_number

KINDS = sorted(CASES)
kinds = pytest.mark.parametrize("kind", KINDS)
GRANT = """
[grant]
owner = "Example Ltd"
contact = "security@example.org"
granted_by = "ticket 123"
valid_from = 2026-03-01
valid_until = 2026-03-31
standing = "{standing}"
[targets]
networks = ["127.0.0.1/32"]
"""
NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


def scope(tmp_path: Path, limits: str = "", standing: str = "owner") -> Scope:
    """The scope of a real file that lists this machine; its grant never ends."""
    text = GRANT.format(standing=standing).replace("2026-03-01", "2026-01-01").replace("2026-03-31", "2036-01-01")
    if standing == "witness":
        text = text.replace('granted_by = "ticket 123"\n', "")
    path = tmp_path / "scope.toml"
    path.write_text(text + limits)
    return Scope.load(path, NOW)


def typed(text: str) -> Target | Failure:
    """What the command line makes of *text*: a target, or why it is none."""
    try:
        return parse(text)
    except Failed as failed:
        return failed.failure


class TestBadTargets:
    def test_each_is_one_failure_and_the_run_goes_on(self) -> None:
        """Of thirteen bad targets around a good one each has its kind, what and hint, and the good one is surveyed."""
        good = opened("redis")
        with (
            hostile.silent() as silent, hostile.garbage() as garbage, hostile.closing() as closing,
            hostile.huge_header("postgresql") as huge_pg, hostile.huge_header("mongodb") as huge_mongo,
            hostile.huge_header("mysql") as huge_mysql, hostile.huge_header("redis") as huge_redis,
        ):  # fmt: skip
            texts = {
                "gopher://127.0.0.1:70": {"bad-target"},
                "redis://user:secret@127.0.0.1:6379": {"bad-target"},
                "redis://127.0.0.1:99999": {"bad-target"},
                hostile.refusing("redis"): {"connection-refused"},
                f"mysql://127.0.0.1:{good.port}": {"not-this-protocol", "timeout"},
                f"redis://127.0.0.1:{opened('postgresql').port}": {"not-this-protocol", "timeout"},
                silent.url("mongodb"): {"timeout"},
                garbage.url("redis"): {"not-this-protocol", "hostile"},
                f"redis://127.0.0.1:{good.port}": set(),
                closing.url("postgresql"): {"not-this-protocol"},
                huge_pg.url("postgresql"): {"hostile", "not-this-protocol"},
                huge_mongo.url("mongodb"): {"hostile", "not-this-protocol"},
                huge_mysql.url("mysql"): {"hostile", "not-this-protocol", "timeout"},
                huge_redis.url("redis"): {"hostile", "not-this-protocol"},
                "redis://10.0.0.1": {"out-of-scope"},
                "redis://nowhere.invalid": {"unresolved"},
            }
            started = time.monotonic()
            result = run(*map(typed, texts), timeout_seconds=1.0)
        assert time.monotonic() - started < 30
        failures = {failure.target: failure for failure in result.failures}
        assert len(result.failures) == len(texts) - 1 == len(failures)
        for text, expected in texts.items():
            shown = text.replace("user:secret", "***")
            if expected:
                match = next(f for url, f in failures.items() if url.startswith(shown) or shown.startswith(url))
                assert match.kind in expected, (text, match)
                assert match.what and match.what[-1] != "." and "secret" not in repr(match)
        assert [f for f in result.failures if f.kind in ("connection-refused", "out-of-scope") and not f.hint] == []
        (found,) = result.findings
        assert (found.status, found.people.value) == ("open", LEAK.people)
        assert {line.target for line in result.coverage} >= {found.target.url, *failures}
        outcomes = {line.outcome for line in result.coverage}
        assert outcomes == {"open", "failed", "unreachable", "skipped"}
        assert summary_line(result).startswith("1 open, ")

    @kinds
    @pytest.mark.parametrize("trap", ["drip", "resetting", "flood"])
    def test_no_server_keeps_a_run_from_ending(self, kind: str, trap: str) -> None:
        """One that drips a byte a second, resets, or floods is a failure within seconds."""
        with getattr(hostile, trap)() as server:
            started = time.monotonic()
            result = run(target(kind, server), timeout_seconds=1.0)
        assert time.monotonic() - started < 15
        (failure,) = result.failures
        assert failure.kind in ("timeout", "not-this-protocol", "hostile", "connection-refused", "over-budget")


class TestAnOpenDoor:
    @kinds
    def test_stays_told_when_its_contents_fail(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A store whose listing breaks is open all the same, and the failure is told beside it, without its text."""
        session = type(_session(kind))

        def broken(self: object) -> Any:
            raise RuntimeError("p17@example.org")

        monkeypatch.setattr(session, "containers", broken)
        result = run(target(kind, opened(kind)))
        (found,), (failure,) = result.findings, result.failures
        assert found.status == "open" and found.access.is_open
        assert failure.kind == "bug" and "p17" not in repr(result)
        assert "could not be looked at" in found.notes[-1]
        assert "empty" not in found.headline and "not looked at" in found.headline

    @pytest.mark.parametrize("detail", ["normal", "verbose"])
    def test_a_bug_behind_it_is_traced(
        self, detail: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With -v the way to a bug is told, frame by frame, on stderr; never what the exception said."""

        def broken(self: object) -> Any:
            address = "p17@example.org"
            raise RuntimeError(address)

        monkeypatch.setattr(type(_session("redis")), "containers", broken)
        plan = Plan(targets=(target("redis", opened("redis")),), scope=Scope.loopback())
        command.run(plan, Outputs(()), screen(detail=detail))
        told = capsys.readouterr().err
        way = [line.strip() for line in told.splitlines() if " in " in line]
        assert "p17" not in told and "address =" not in told
        assert bool(way) is (detail == "verbose")
        if way:
            assert way[0].startswith("nightlatch/audit.py:") and way[-1].endswith(" in broken")
            assert len(way) == len([line for line in way if re.fullmatch(r"[\w./-]+\.py:\d+ in [\w<>]+", line)])

    def test_stays_told_when_the_server_dies(self) -> None:
        """A server that ends in the middle of a survey: what was read counts, the container is marked failed."""
        with lab.fresh("redis") as server:
            with redis.Redis(server.host, server.port) as client:
                for number in range(20):
                    client.set(f"note:{number}", "x" * 100)

            class Stops:
                def target(self, target: str) -> None: ...
                def container(self, name: str, records: int | None) -> None:
                    server.stop(keep_dir=True)

                def read(self, records: int, bytes: int) -> None: ...
                def done(self) -> None: ...

            *_, result = audit(
                Plan(targets=(target("redis", server),), scope=Scope.loopback(), timeout_seconds=2.0), Stops()
            )
        (found,) = result.findings
        assert found.status == "open" and [one.outcome for one in found.surveyed] == ["failed"]
        assert "ended early" in found.headline


def _session(kind: str) -> Any:
    """A session of *kind*, for its class."""
    from nightlatch.dial import Dialer
    from nightlatch.stores import Ask

    with Dialer(Scope.loopback()) as dialer:
        session = all_stores()[kind].connect(target(kind, opened(kind)), dialer, Ask(timeout_seconds=5.0))
        session.close()
    return session


class TestBounds:
    @kinds
    def test_rows_end_as_over_budget(self, kind: str, tmp_path: Path) -> None:
        """Of 11,000 records no more than the scope's 500 and one batch are read, and what was not is said."""
        limited = scope(tmp_path, "[limits]\nrows_per_store = 500\n")
        told = _only_open(run(target(kind, opened(kind)), scope=limited))
        assert sum(one.read for one in told.surveyed) <= 1_500
        assert "over-budget" in {one.outcome for one in told.surveyed}
        assert told.people.value is None or not told.people.exact
        assert "ended early" in told.headline

    @kinds
    def test_bytes_end_as_over_budget(self, kind: str, tmp_path: Path) -> None:
        """A hundred kilobytes of contents, and no more than that many times over on the wire."""
        limited = scope(tmp_path, "[limits]\nbytes_per_store = 100000\n")
        result = run(target(kind, opened(kind)), scope=limited, full=True)
        assert result.run.limits_used["bytes_received"] < 3_000_000
        outcomes = {one.outcome for found in result.findings for one in found.surveyed}
        assert "over-budget" in outcomes | {failure.kind for failure in result.failures}

    @kinds
    def test_seconds_end_as_over_budget(self, kind: str, tmp_path: Path) -> None:
        """A store that may take next to no time is left after next to none."""
        limited = scope(tmp_path, "[limits]\nseconds_per_store = 1\n")
        started = time.monotonic()
        with Proxy(opened(kind)) as proxy:
            result = run(target(kind, proxy), scope=limited, full=True)
        assert time.monotonic() - started < 10
        assert result.findings or result.failures

    def test_a_full_run_within_its_bounds_is_exact(self, tmp_path: Path) -> None:
        """Limits that are wide enough change nothing."""
        limited = scope(tmp_path, "[limits]\nrows_per_store = 20000\nbytes_per_store = 100000000\n")
        told = _only_open(run(target("redis", opened("redis")), scope=limited, full=True))
        assert (told.people.value, told.people.exact) == (LEAK.people, True)


def _only_open(result: Result) -> Finding:
    (found,) = result.findings
    assert found.status == "open"
    return found


class TestStopping:
    def test_a_stopped_run_ends_soon_and_says_so(self) -> None:
        """Stopped while it reads, it returns within seconds with what it has, marked incomplete; later targets too."""
        stop = threading.Event()

        class Stops:
            def target(self, target: str) -> None: ...
            def container(self, name: str, records: int | None) -> None: ...
            def done(self) -> None: ...
            def read(self, records: int, bytes: int) -> None:
                stop.set()

        targets = (target("redis", opened("redis")), target("postgresql", opened("postgresql")))
        started = time.monotonic()
        *_, result = audit(Plan(targets=targets, scope=Scope.loopback(), full=True), Stops(), stop)
        assert time.monotonic() - started < 5
        assert result.run.incomplete and result.run.finished
        assert [found.target.kind for found in result.findings] == ["redis"]
        assert {one.outcome for one in result.findings[0].surveyed} == {"interrupted"}
        assert [(line.target, line.outcome) for line in result.coverage][1:] == [(targets[1].url, "incomplete")]
        assert not result.people.exact or result.people.value is None

    def test_stopped_before_it_began_it_looks_at_nothing(self) -> None:
        """No connection is made."""
        stop = threading.Event()
        stop.set()
        with hostile.silent() as trap:
            *_, result = audit(Plan(targets=(target("redis", trap),), scope=Scope.loopback()), None, stop)
            assert trap.connections == 0
        assert result.run.incomplete and [line.outcome for line in result.coverage] == ["incomplete"]

    def test_the_result_grows_target_by_target(self) -> None:
        """Whoever writes it gets something whole after each target, and the finished run last."""
        targets = [target("redis", opened("redis"), host=host) for host in ("127.0.0.1", "localhost")]
        results = list(audit(Plan(targets=tuple(targets), scope=Scope.loopback())))
        assert [len(result.findings) for result in results] == [1, 2, 2]
        assert [result.run.finished is not None for result in results] == [False, False, True]
        assert results[-1].run.limits_used["records_read"] == 11_000


class TestWitness:
    @kinds
    def test_only_the_catalogue_is_read(self, kind: str, tmp_path: Path) -> None:
        """Not one value of the leak crosses the wire; rights, names of containers and the server's counts do."""
        with Proxy(opened(kind)) as proxy:
            result = run(target(kind, proxy), scope=scope(tmp_path, standing="witness"))
            wire = proxy.received
        told = only(result)
        assert told.status == "open" and result.run.standing == "witness"
        assert told.people.value is None and told.trails is None
        assert {one.outcome for one in told.surveyed} <= {"catalogue"}
        assert all(one.read == 0 for one in told.surveyed)
        rows = [row for batch in LEAK.people_batches() for row in batch.to_pylist()]
        for row in rows[:500]:
            for field in ("name", "id_number", "phone", "address", "photo"):
                assert str(row[field]).encode() not in wire
        assert b"example.org/" not in wire
        if kind != "redis":  # whose names of containers are keys, and keys are contents
            assert {one.container.name for one in told.surveyed} == set(CASES[kind].containers)
        assert "was not read" in told.headline or kind == "redis"

    def test_names_that_are_values_are_masked(self, tmp_path: Path) -> None:
        """A table named after somebody is told as a table named after somebody, to owners and witnesses alike."""
        number = id_number(77)
        with lab.fresh("postgres") as server:
            with (
                dbapi.connect(f"{server.url}/postgres?user=postgres", autocommit=True) as link,
                link.cursor() as cursor,
            ):
                cursor.execute(f'CREATE TABLE "p77@example.org" ("{number}" text, plain text)')
                cursor.execute(f'CREATE TABLE "x_{number}" (id int)')
            for allowed in (Scope.loopback(), scope(tmp_path, standing="witness")):
                result = run(target("postgresql", server), scope=allowed)
                assert "p77" not in _printed(result) and number not in _printed(result)
                names = {one.container.name for one in only(result).surveyed}
                assert names == {"<email>", "postgres.public.x_<national-id.cn>"}  # dots may belong to an address

    def test_an_unproved_public_address_is_not_surveyed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """An owner who has not proved to be one is shown rights and catalogue. (Loopback is called public here: a test
        may dial no public address.)"""
        allowed = scope(tmp_path)
        monkeypatch.setattr("nightlatch.scope.addresses.is_public", lambda address: True)
        told = only(run(target("postgresql", opened("postgresql")), scope=allowed))
        assert told.status == "open"
        assert {one.outcome for one in told.surveyed} == {"catalogue"}


def _printed(result: Result) -> str:
    """All of *result* that a report may print: everything but the keys by which a store finds its containers again."""
    return repr(result)


def test_an_account_named_like_a_mail_address_is_not_told() -> None:
    """Names of accounts are somebody's data where they are values: principal, evidence and headline are without them."""
    with lab.fresh("redis", acl=["user default off", "user ann@example.org on >pw ~* +@all"]) as server:
        login = Login(user="ann@example.org", password="pw")
        result = last(parse(f"redis://127.0.0.1:{server.port}", login))
    (told,) = result.findings
    assert told.access.principal.name == "<email>"
    assert any("<email>" in one.command for right in told.access.rights.values() for one in right.evidence)
    assert "ann" not in repr(told.access) + told.headline


def last(one: Target) -> Result:
    """The finished result of auditing *one*."""
    return list(audit(Plan(targets=(one,), scope=Scope.loopback())))[-1]
