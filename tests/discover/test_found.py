"""Places where something answers become findings, whatever their ports; what is no store is told apart."""

from __future__ import annotations

from nightlatch.discover.sweep import Place
from nightlatch.model import Coverage, Result
from nightlatch.targets import parse
from tests import lab
from tests.contract import run
from tests.lab import hostile


def looked(*places: Place | Coverage, targets: tuple[str, ...] = ()) -> Result:
    return run(*map(parse, targets), search=lambda dialer, stop: places, timeout_seconds=1.0)


def at(port: int, **more: object) -> Place:
    return Place(address="127.0.0.1", port=port, **more)  # type: ignore[arg-type]


def test_open_and_closed_stores_are_found_on_odd_ports() -> None:
    """Each place ends as a finding of the right kind and status, with its tags."""
    tags = (("owner", "shop"), ("team", "web"))
    postgres, redis = lab.server("postgres"), lab.server("redis", requirepass="x")
    told = looked(at(postgres.port, tags=tags), at(redis.port), at(lab.server("mariadb").port))
    assert {(one.identity.kind, one.status) for one in told.findings} == {
        ("postgresql", "open"), ("redis", "closed"), ("mysql", "open"),
    }  # fmt: skip
    (found,) = (one for one in told.findings if one.identity.kind == "postgresql")
    assert found.target.tags == tags and found.target.url == f"postgresql://127.0.0.1:{postgres.port}"


def test_what_was_named_is_not_looked_at_twice() -> None:
    """A store named by its URL and found by the sweep as well is one finding."""
    server = lab.server("postgres")
    told = looked(at(server.port), targets=(server.url.replace("localhost", "127.0.0.1"),))
    assert len(told.findings) == 1


def test_every_place_ends_in_a_line_of_coverage() -> None:
    """No store, no answer, nobody there: each is told for what it is, and what the source says is passed on."""
    said = Coverage(target="127.0.0.1:9100", stage="scope", outcome="skipped", detail="a fragile port")
    with hostile.closing() as gone:
        nobody = gone.port
    with hostile.greeting(b"SSH-2.0-x\r\n") as ssh, hostile.closing() as closing:
        told = looked(at(ssh.port), at(closing.port), at(nobody), said)
        ports = (ssh.port, closing.port, nobody)
    lines = {line.target: (line.outcome, line.detail) for line in told.coverage}
    assert lines[f"127.0.0.1:{ports[0]}"] == ("done", "no data store: SSH")
    assert lines[f"127.0.0.1:{ports[1]}"][0] == "failed"
    assert lines[f"127.0.0.1:{ports[2]}"][0] == "unreachable"
    assert lines["127.0.0.1:9100"] == ("skipped", "a fragile port")
    assert told.findings == () and len(told.coverage) == 4


def test_what_answers_as_one_kind_and_then_as_another_is_hostile() -> None:
    """A server that greets like MySQL and goes on in something else is no store and no slip of the user's."""
    hello = b"\x0a8.0.36\0" + bytes(40)
    with hostile.greeting(len(hello).to_bytes(3, "little") + b"\0" + hello, b"+OK\r\n" * 20, then="close") as trap:
        told = looked(at(trap.port))
    assert [one.kind for one in told.failures] == ["hostile"]
    assert told.findings == ()
