"""Control proved as a user proves it: the command line, in a network of the test's own that has public addresses.

The addresses are documentation ranges, which count as public and belong to nobody.
"""

from __future__ import annotations

import contextlib
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import redis

from nightlatch import addresses
from nightlatch._proof_token import token
from nightlatch.cli import exits
from nightlatch.demo.servers.redis import start_redis
from nightlatch.dial import Dialer
from nightlatch.model import Failed
from nightlatch.scope import Scope
from nightlatch.scope_file import load
from tests.cli.command import Done, nightlatch
from tests.lab import dns, netns
from tests.proofs import file, web
from tests.proofs import scope as granted

GRANT = """
[grant]
owner = "Example Ltd"
contact = "security@example.org"
granted_by = "ticket 123"
valid_from = {0:%Y-%m-%d}
valid_until = {1:%Y-%m-%d}
standing = "owner"
[outward]
resolvers = ["127.0.0.1:5353"]
"""
NAME = "db.example.org"
RECORD = f"_nightlatch.{NAME}"
ADDRESSES = ("192.0.2.10/32", "192.0.2.11/32", "2001:db8::10/128", "10.9.9.9/32")


@dataclass
class Place:
    """A folder with a scope file, and what the command says about it."""

    folder: Path

    def write(self, targets: str) -> Scope:
        """Write the scope file; return what it means."""
        now = datetime.now(UTC)
        text = GRANT.format(now - timedelta(days=1), now + timedelta(days=9)) + f"[targets]\n{targets}\n"
        (self.folder / "scope.toml").write_text(text)
        return self.load(most_public=10_000)

    def load(self, **more: Any) -> Scope:
        """The scope, with what is proved."""
        return load(self.folder / "scope.toml", datetime.now(UTC), **more)

    def run(self, *words: str) -> Done:
        """Run ``nightlatch scope WORDS`` in the folder."""
        return nightlatch("scope", *words, cwd=self.folder)

    def verify(self) -> tuple[int, dict[tuple[str, str | None], dict[str, Any]]]:
        """Verify; return the exit code and what was seen of each place and address."""
        done = self.run("verify", "--json", "seen.json", "--audit-log", "log", "--timeout", "2")
        assert done.returncode in (0, 3), done.stderr
        document = json.loads((self.folder / "seen.json").read_text())
        return done.returncode, {(one["place"], one["address"]): one for one in document["places"]}

    @property
    def contacted(self) -> set[tuple[str, int]]:
        """To whom there was a connection or a question."""
        lines = [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]
        return {(line["address"], line["port"]) for line in lines}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty folder."""
    return Place(tmp_path)


def network(body: Callable[[], None], **hosts: str | list[str]) -> None:
    """Run *body* in a network where the names *hosts* (underscores for dots) are known."""
    netns.inside(ADDRESSES, {name.replace("_", "."): found for name, found in hosts.items()}, body)


@contextlib.contextmanager
def published(texts: dict[str, list[str]]) -> Iterator[None]:
    """A name server that knows *texts*."""
    with dns.server(texts, port=5353):
        yield


def control(seen: dict[tuple[str, str | None], dict[str, Any]]) -> dict[str, str]:
    """The word for each address."""
    return {str(address): one["control"] for (_, address), one in seen.items()}


@contextlib.contextmanager
def people() -> Iterator[int]:
    """The port of an open Redis with fifty people, on every address there is."""
    server = start_redis(options=["bind 0.0.0.0"])
    try:
        with redis.Redis(host=server.host, port=server.port) as link:
            for number in range(50):
                link.hset(f"person:{number}", mapping={"email": f"p{number}@example.org"})
        yield server.port
    finally:
        server.stop()


def looks(place: Place) -> list[dict[str, Any]]:
    """What ``check`` reports of each store."""
    done = nightlatch("check", "--scope", "scope.toml", "--json", "report.json", cwd=place.folder)
    assert exits.is_open(done.returncode), done.stderr
    stores = list(json.loads((place.folder / "report.json").read_text())["stores"])
    assert all(f"control: {one['control']}" in done.stdout for one in stores if one["control"] != "not-needed")
    return stores


def look(place: Place) -> dict[str, Any]:
    """What it reports of the one store."""
    (store,) = looks(place)
    return store


class TestNames:
    def test_record_proves_the_addresses_of_the_name(self, place: Place) -> None:
        """A TXT record proves the public addresses that the name led to, and no web server is asked."""

        def body() -> None:
            scope = place.write(f'hosts = ["{NAME}"]')
            with published({RECORD: ["v=spf1 -all", token(scope)]}):
                code, seen = place.verify()
            assert code == 0
            assert control(seen) == {"192.0.2.10": "proved", "2001:db8::10": "proved", "10.9.9.9": "not-needed"}
            assert seen[NAME, "192.0.2.10"]["by"] == "dns"
            assert place.contacted == {("127.0.0.1", 5353)}
            scope = place.load()
            assert {str(address) for address in scope.proved} == {"192.0.2.10", "2001:db8::10"}
            assert [scope.control(one) for one in ("192.0.2.10", "192.0.2.11", "10.9.9.9")] == [
                "proved",
                "asserted",
                "not-needed",
            ]

        network(body, db_example_org=["192.0.2.10", "2001:db8::10", "10.9.9.9"])

    def test_names_below_are_not_proved(self, place: Place) -> None:
        """The record of a domain proves nothing about a name below it."""

        def body() -> None:
            scope = place.write(f'hosts = ["example.org", "{NAME}"]')
            with published({"_nightlatch.example.org": [token(scope)]}):
                code, seen = place.verify()
            assert (code, control(seen)) == (3, {"192.0.2.10": "asserted", "192.0.2.11": "proved"})

        network(body, db_example_org="192.0.2.10", example_org="192.0.2.11")

    def test_file_proves_the_address_that_serves_it(self, place: Place) -> None:
        """Without a record, each address of a name has to serve the file itself."""

        def body() -> None:
            scope = place.write(f'hosts = ["{NAME}"]')
            with published({}), web(file(token(scope)), "192.0.2.10", 80) as server:
                code, seen = place.verify()
            assert (code, control(seen)) == (3, {"192.0.2.10": "proved", "192.0.2.11": "asserted"})
            assert [look["outcome"] for look in seen[NAME, "192.0.2.11"]["looks"]] == ["nothing", "failed", "failed"]
            assert [host for host, _ in server.asked] == [NAME]

        network(body, db_example_org=["192.0.2.10", "192.0.2.11"])

    @pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED"])
    def test_failing_name_server(self, place: Place, code: str) -> None:
        """Where the name server fails, the file still proves; without it control stays asserted, and it says why."""

        def body() -> None:
            scope = place.write(f'hosts = ["{NAME}"]')
            with dns.NameServer(lambda question, _: dns.code(question, code), port=5353):
                assert control(place.verify()[1]) == {"192.0.2.10": "asserted"}
                assert code in place.run("verify", "--timeout", "2").stdout
                with web(file(token(scope)), "192.0.2.10", 80):
                    assert control(place.verify()[1]) == {"192.0.2.10": "proved"}

        network(body, db_example_org="192.0.2.10")

    def test_name_that_leads_nowhere(self, place: Place) -> None:
        """A name that does not resolve is asserted and proves nothing, whatever its record says."""

        def body() -> None:
            scope = place.write(f'hosts = ["{NAME}"]')
            with published({RECORD: [token(scope)]}):
                code, seen = place.verify()
            assert (code, seen[NAME, None]["control"]) == (3, "asserted")
            assert place.load().proved == frozenset()

        network(body)

    def test_name_that_moves_is_not_proved_there(self, place: Place) -> None:
        """A proof is of the addresses that were seen: where the name leads later is asserted."""

        def prove() -> None:
            scope = place.write(f'hosts = ["{NAME}"]')
            with published({RECORD: [token(scope)]}):
                assert place.verify()[0] == 0

        network(prove, db_example_org="192.0.2.10")
        scope = place.load()
        assert (scope.control("192.0.2.10"), scope.control("192.0.2.11")) == ("proved", "asserted")


class TestAddresses:
    def test_http_and_https(self, place: Place, certificate: tuple[Path, Path]) -> None:
        """An address is proved by its own file on port 80, or on 443 with any certificate."""

        def body() -> None:
            scope = place.write('networks = ["192.0.2.10", "192.0.2.11", "2001:db8::10"]')
            with web(file(token(scope)), "192.0.2.10", 80), web(file(token(scope)), "192.0.2.11", 443, certificate):
                code, seen = place.verify()
            assert code == 3
            assert control(seen) == {"192.0.2.10": "proved", "192.0.2.11": "proved", "2001:db8::10": "asserted"}
            found = seen["192.0.2.11", "192.0.2.11"]
            assert (found["by"], found["certificate"]) == ("https", "unverified")

        network(body)

    def test_ports_of_the_stores_do_not_bind_the_web(self, place: Place) -> None:
        """A scope that lists ports of stores is proved on the ports of the web all the same; ports it excludes are not asked."""

        def body() -> None:
            scope = place.write('networks = ["192.0.2.10"]\nports = [6379]')
            with web(file(token(scope)), "192.0.2.10", 80):
                assert place.verify()[0] == 0
            (place.folder / "log").unlink()
            scope = place.write('networks = ["192.0.2.10"]\n[exclude]\nports = [80]')
            with web(file(token(scope)), "192.0.2.10", 80) as server:
                assert place.verify()[0] == 3
                assert server.asked == []
            assert place.contacted == {("192.0.2.10", 443)}

        network(body)

    def test_excluded_and_private_are_left_alone(self, place: Place) -> None:
        """What is excluded, by its name too, is not asked for a proof, and private addresses need none."""

        def body() -> None:
            place.write(
                f'networks = ["192.0.2.8/30", "10.9.9.9"]\n[exclude]\nnetworks = ["192.0.2.8/31"]\nhosts = ["{NAME}"]'
            )
            assert control(place.verify()[1]) == {"192.0.2.10": "asserted", "192.0.2.11": "asserted"}
            assert place.contacted == {("192.0.2.10", 80), ("192.0.2.10", 443)}

        network(body, db_example_org="192.0.2.11")


class TestKept:
    def test_a_changed_scope_has_nothing_proved(self, place: Place) -> None:
        """What was proved for a scope is not taken for a wider one, and neither is its token."""

        def body() -> None:
            first = place.write('networks = ["192.0.2.10"]')
            with web(file(token(first)), "192.0.2.10", 80):
                assert place.verify()[0] == 0
                place.write('networks = ["192.0.2.10/31"]')
                scope = place.load()
                assert scope.proved == frozenset()
                assert "the scope was changed since" in scope.proof_note
                seen = place.verify()[1]
            assert control(seen) == {"192.0.2.10": "asserted", "192.0.2.11": "asserted"}
            assert seen["192.0.2.10", "192.0.2.10"]["looks"][0]["outcome"] == "another-scope"

        network(body)

    def test_taking_the_token_away_takes_the_proof_away(self, place: Place) -> None:
        """Each verification begins anew."""

        def body() -> None:
            scope = place.write('networks = ["192.0.2.10"]')
            with web(file(token(scope)), "192.0.2.10", 80):
                assert place.verify()[0] == 0
            assert place.verify()[0] == 3
            assert place.load().proved == frozenset()

        network(body)

    def test_file(self, place: Place) -> None:
        """The file is its owner's only; ``scope show`` tells what is proved and until when."""

        def body() -> None:
            scope = place.write('networks = ["192.0.2.10"]')
            with web(file(token(scope)), "192.0.2.10", 80):
                place.verify()
            kept = place.folder / "scope.toml.proof"
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600
            assert "control of 1 public address is proved, until" in place.run("show").stdout

        network(body)

    def test_a_wide_scope_can_be_proved(self, place: Place) -> None:
        """A scope with more public addresses than may be looked at unproved is verified, and then taken."""

        def body() -> None:
            scope = place.write('networks = ["198.51.100.0/24", "192.0.2.10"]')
            done = place.run("show")
            assert (done.returncode, "257 public addresses" in done.stderr) == (2, True)
            assert "nightlatch scope verify" in done.stderr
            with web(file(token(scope)), "192.0.2.10", 80):
                seen = place.verify()[1]
            assert control(seen)["192.0.2.10"] == "proved"
            assert place.run("show").returncode == 0
            assert place.load().counted_addresses == 256

        network(body)


class TestSurvey:
    def test_contents_are_read_only_where_control_is_proved(self, place: Place) -> None:
        """An open store at a public address: names and counts while control is asserted, contents once it is proved."""

        def body() -> None:
            with people() as port:
                scope = place.write(f'urls = ["redis://{NAME}:{port}"]')
                asserted = look(place)
                with published({RECORD: [token(scope)]}):
                    assert place.verify()[0] == 0
                proved = look(place)
            assert asserted["control"] == "asserted" and proved["control"] == "proved"
            assert sum(one["read"] for one in asserted["containers"]) == 0
            assert sum(one["read"] for one in proved["containers"]) == 50

        network(body, db_example_org="192.0.2.10")

    def test_every_address_of_a_name_has_to_be_proved(self, place: Place) -> None:
        """A name that leads to a proved and to an unproved address is asserted, whichever is dialled."""

        def body() -> None:
            with people() as port:
                scope = place.write(f'urls = ["redis://{NAME}:{port}"]')
                with published({}), web(file(token(scope)), "192.0.2.10", 80):
                    assert place.verify()[0] == 3
                assert place.load().control("192.0.2.10") == "proved"
                store = look(place)
            assert store["control"] == "asserted"
            assert sum(one["read"] for one in store["containers"]) == 0

        network(body, db_example_org=["192.0.2.10", "192.0.2.11"])

    def test_a_store_with_a_proved_address_is_read_by_that(self, place: Place) -> None:
        """A store that was seen by an unproved address first is read by the address that is proved, and told once."""

        def body() -> None:
            with people() as port:
                scope = place.write(
                    f'urls = ["redis://192.0.2.11:{port}", "redis://192.0.2.10:{port}", "redis://10.9.9.9:{port}"]'
                )
                with web(file(token(scope)), "192.0.2.10", 80):
                    assert place.verify()[0] == 3
                told = {store["endpoint"]["host"]: store for store in looks(place)}
            read = {host: sum(one["read"] for one in store["containers"]) for host, store in told.items()}
            assert read == {"192.0.2.11": 0, "192.0.2.10": 50, "10.9.9.9": 0}
            assert {host: store["control"] for host, store in told.items()} == {
                "192.0.2.11": "asserted", "192.0.2.10": "proved", "10.9.9.9": "not-needed",
            }  # fmt: skip
            assert f"the same store as redis://192.0.2.10:{port}" in told["10.9.9.9"]["notes"][-1]

        network(body)

    def test_proved_addresses_are_not_counted(self) -> None:
        """Names may lead to 256 unproved public addresses, and to any number of proved ones."""
        many = [f"198.51.100.{number}" for number in range(256)]
        names = {f"h{number}.example.org": one for number, one in enumerate([*many, "192.0.2.10", "192.0.2.11"])}
        allowed = replace(granted(names=tuple(names)), proved=frozenset({addresses.normal("192.0.2.10")}))
        with Dialer(allowed, resolver=lambda host, port, *, type: [(0, type, 6, "", (names[host], port))]) as dialer:
            for name in list(names)[:-1]:
                dialer.resolve(name, 6379)
            with pytest.raises(Failed, match="more than 256 addresses"):
                dialer.resolve(list(names)[-1], 6379)


class TestSaid:
    def test_dry_run_contacts_nothing(self, place: Place) -> None:
        """A dry run says whom it would contact, with which bytes, and contacts and writes nothing."""

        def body() -> None:
            place.write(f'networks = ["192.0.2.10"]\nhosts = ["{NAME}"]')
            with dns.server({}, port=5353) as names, web(file(""), "192.0.2.10", 80) as server:
                done = place.run("verify", "--dry-run")
                assert (names.asked, server.asked) == ([], [])
            assert done.returncode == 0
            for words in (f"127.0.0.1 port 5353: TXT {RECORD}", "192.0.2.10, ports 80 and 443", "GET /.well-known/"):
                assert words in done.stdout
            assert not (place.folder / "scope.toml.proof").exists()

        network(body, db_example_org="192.0.2.10")

    def test_token(self, place: Place) -> None:
        """``scope token`` says what to publish and where; it is what verification takes."""
        scope = place.write(f'networks = ["192.0.2.10"]\nhosts = ["{NAME}"]')
        told = place.run("token").stdout
        assert f"publish this line: {token(scope)}\n" in told
        assert RECORD in told and "as /.well-known/nightlatch.txt on port 80 or 443 of 192.0.2.10" in told

    def test_witness(self, place: Place) -> None:
        """A witness claims no control and has nothing to prove."""
        place.write('networks = ["192.0.2.10"]')
        path = place.folder / "scope.toml"
        path.write_text(path.read_text().replace('standing = "owner"', 'standing = "witness"'))
        done = place.run("verify")
        assert (done.returncode, "claims no control" in done.stderr) == (2, True)
        assert place.load().control("192.0.2.10") == "not-claimed"

    def test_nothing_to_prove(self, place: Place) -> None:
        """Where all is private, nothing is asked and nothing is missing."""
        place.write('networks = ["10.9.9.9"]')
        done = place.run("verify")
        assert (done.returncode, done.stderr) == (0, "0 proved, 0 asserted only, 0 that need no proof\n")
        assert "needs a proof" in place.run("token").stdout
