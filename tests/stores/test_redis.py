"""Redis, on real servers of 7.0 and 6.2; before 6.0 a real 7.0 without ACL commands that calls itself 5.0."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import redis

from nightlatch.demo.servers import Server
from nightlatch.dial import Dialer
from nightlatch.model import Access, Container, Count, Failed, Login, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Batch, Reading
from nightlatch.stores import _redis_access as rights
from nightlatch.stores._redis_columns import geo
from nightlatch.stores._redis_keys import Groups, estimate, glob_of
from nightlatch.stores._redis_wire import Undeclared, encode
from nightlatch.stores.redis import STORE, RedisSession
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.peak import forget_peak, peak_kilobytes

ASK = Ask(timeout_seconds=3.0, client="nightlatch/0 security@example.org run7", statement_seconds=20.0)
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}


@contextmanager
def session(port: int, *, login: Login | None = None, tls: bool = False, database: str | None = None, ask: Ask = ASK
            ) -> Iterator[RedisSession]:  # fmt: skip
    target = Target(
        url=f"redis://127.0.0.1:{port}", kind="redis", host="127.0.0.1", port=port, tls=tls, login=login,
        database=database,
    )  # fmt: skip
    with Dialer(Scope.loopback()) as dialer, STORE.connect(target, dialer, ask) as found:
        yield found


def access(port: int, **how: Any) -> Access:
    with session(port, **how) as one:
        return one.access()


def short(found: Access) -> str:
    """``C=all R=some U=no D=? A=no``."""
    told = {"denied": "no", "unknown": "?"}
    return " ".join(f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in found.rights.items())


def client(server: Server, **more: Any) -> redis.Redis:
    return redis.Redis(server.host, server.port, protocol=2, **more)


def flat(batches: Iterator[Batch]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for batch in batches:
        for column in batch.columns:
            assert column.rows is not None and len(column.rows) == len(column.array)
            assert all(0 <= row < batch.records for row in column.rows.tolist())
            assert column.rows.tolist() == sorted(column.rows.tolist())
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


# --- access ---------------------------------------------------------------------------------------------------------

ALL = "C=all R=all U=all D=all A=all"
NONE = "C=no R=no U=no D=no A=no"
CASES = {
    # name: (server, its configuration, expected rights, how reading is known, is it open)
    "open": ("redis", {}, ALL, "introspected", True),
    "password": ("redis", {"requirepass": "S3cret"}, NONE, "denied-on-read", False),
    "default user off": ("redis", {"acl": ["user default off"]}, NONE, "denied-on-read", False),
    "reads one prefix, may ask nothing": (
        "redis",
        {"acl": ["user default on nopass ~public:* resetchannels -@all +get +scan +ping +info +acl|whoami"]},
        "C=? R=some U=? D=? A=?", "observed", True,
    ),
    "everything but on one prefix": (
        "redis", {"acl": ["user default on nopass ~public:* +@all"]},
        "C=some R=some U=some D=all A=all", "introspected", True,  # FLUSHALL asks for no key
    ),
    "one prefix, nothing dangerous": (
        "redis", {"acl": ["user default on nopass ~public:* +@all -@dangerous -@scripting +acl|getuser +acl|dryrun"]},
        "C=some R=some U=some D=some A=no", "introspected", True,
    ),
    "reads all": (
        "redis",
        {"acl": ["user default on nopass ~* -@all +@read +@connection +acl|whoami +acl|dryrun +acl|getuser +info"]},
        "C=no R=all U=no D=no A=no", "introspected", True,
    ),
    "writes only": (
        "redis", {"acl": ["user default on nopass ~* -@all +set +acl|whoami +acl|dryrun +acl|getuser"]},
        "C=some R=no U=some D=no A=no", "introspected", True,
    ),
    "one way of reading": (
        "redis", {"acl": ["user default on nopass ~* -@all +mget +acl|whoami +acl|dryrun +acl|getuser"]},
        "C=no R=some U=no D=no A=no", "introspected", True,
    ),
    "one way of taking": (
        "redis", {"acl": ["user default on nopass ~* -@all +lpush +brpop +acl|whoami +acl|dryrun +acl|getuser"]},
        "C=some R=no U=no D=some A=no", "introspected", True,
    ),
    "selectors": (
        "redis",
        {"acl": ["user default on nopass -@all +acl|whoami +acl|getuser +acl|dryrun (~a:* +@write) (%R~b:* +@read)"]},
        "C=some R=some U=some D=all A=no", "introspected", True,  # @write holds FLUSHALL
    ),
    "nothing at all": (
        "redis", {"acl": ["user default on nopass -@all"]}, "C=? R=? U=? D=? A=?", "inconclusive", False,
    ),
    "gets and sets, may ask nothing": (
        "redis", {"acl": ["user default on nopass ~* -@all +get +set"]}, "C=? R=? U=? D=? A=?", "inconclusive", False,
    ),
    "selectors, may not try": (
        "redis", {"acl": ["user default on nopass -@all +acl|getuser (~a:* +@read)"]},
        "C=? R=some U=? D=? A=?", "observed", True,
    ),
    "renamed CONFIG": ("redis", {"rename": {"CONFIG": "", "FLUSHALL": "x1", "FLUSHDB": "x2"}},
                       "C=all R=all U=all D=all A=some", "introspected", True),
    "renamed ACL": ("redis", {"rename": {"ACL": ""}}, "C=? R=some U=? D=? A=?", "observed", True),
    "6.2 open": ("redis62", {}, ALL, "introspected", True),
    "6.2 password": ("redis62", {"requirepass": "S3cret"}, NONE, "denied-on-read", False),
    "6.2 one prefix, nothing dangerous": (
        "redis62", {"acl": ["user default on nopass ~public:* +@all -@dangerous -@scripting +acl|getuser +acl|whoami"]},
        "C=some R=some U=some D=some A=no", "introspected", True,
    ),
    "6.2 reads all": (
        "redis62", {"acl": ["user default on nopass ~* -@all +@read +acl|getuser +acl|whoami +ping"]},
        "C=no R=all U=no D=no A=no", "introspected", True,
    ),
    "6.2 may ask nothing": ("redis62", {"acl": ["user default on nopass ~* +@all -@admin"]},
                            "C=? R=some U=? D=? A=?", "observed", True),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rights_are_those_that_the_configuration_gives(name: str) -> None:
    """Each right is what a person reading the server's configuration would say, and what cannot be told is unknown."""
    server, config, expected, read_known_by, is_open = CASES[name]
    found = access(lab.server(server, **config).port)
    assert short(found) == expected
    assert found.rights["read"].known_by == read_known_by
    assert found.is_open is is_open
    assert found.principal.anonymous and found.principal.name == "default"
    for right in found.rights.values():
        assert right.verdict == "unknown" or right.evidence


def test_asking_for_rights_changes_nothing() -> None:
    """After its rights were told, the server holds what it held and has carried out no write."""
    with lab.fresh("redis") as server, client(server) as loader:
        loader.set("a", 1)
        before = loader.info("stats")["total_writes_processed"], loader.config_get("dir"), loader.acl_users()
        assert short(access(server.port)) == ALL
        after = loader.info("stats")["total_writes_processed"], loader.config_get("dir"), loader.acl_users()
        assert loader.dbsize() == 1 and loader.get("a") == b"1"
        assert before[1:] == after[1:]


def test_a_read_only_replica_denies_writes() -> None:
    """On a replica create, update and delete are denied, with the evidence that it is one."""
    with lab.fresh("redis") as primary, lab.fresh("redis", replica_of=primary) as replica:
        wait_for(lambda: client(replica).info("replication")["master_link_status"] == "up")
        found = access(replica.port)
        with session(primary.port) as one, session(replica.port) as two:
            assert one.identity.id == two.identity.id is not None
    assert short(found) == "C=no R=all U=no D=no A=all"
    assert found.rights["create"].evidence[0].command == "INFO replication"
    assert any("replica" in note for note in found.notes)


def wait_for(is_so: Callable[[], bool], seconds: float = 15.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_before_6_everything_is_allowed_but_what_was_renamed() -> None:
    """A Redis that knows no ACL lets whoever is connected do everything, and says so of itself."""
    server = lab.server("redis", rename={"ACL": "", "CONFIG": ""})
    with rewriting(server, b"7.0.15", b"5.0.14") as old, session(old.port) as one:
        assert one.identity.version == "5.0.14"
        found = one.access()
    assert short(found) == "C=all R=all U=all D=all A=some"
    assert {right.known_by for right in found.rights.values()} == {"no-access-control"}
    assert any("CONFIG" in note for note in found.notes)


def rewriting(server: Server, old: bytes, new: bytes) -> hostile.Trap:
    def talk(link: socket.socket, over: threading.Event) -> None:
        with socket.create_connection((server.host, server.port)) as back:
            while data := link.recv(65536):
                back.sendall(data)
                time.sleep(0.05)  # the answers are short: one recv takes them whole
                link.sendall(back.recv(1 << 20).replace(old, new))

    return hostile.Trap(talk)


def test_protected_mode_is_closed() -> None:
    """A server in protected mode is closed, and the evidence says DENIED."""
    text = b"-DENIED Redis is running in protected mode because protected mode is enabled.\r\n"
    with hostile.greeting(text, then="close") as trap:
        found = access(trap.port)
    assert short(found) == NONE
    assert found.rights["read"].evidence[0].code == "DENIED"


@pytest.mark.parametrize("server", ["redis", "redis62"])
def test_a_login_has_its_own_rights(server: str) -> None:
    """With a user and password the rights are that user's, and the principal is not anonymous."""
    rules = ["user default off", "user ann on >S3cret ~* -@all +@read +acl|whoami +acl|getuser +acl|dryrun"]
    rules[1] = rules[1].replace(" +acl|dryrun", "") if server == "redis62" else rules[1]
    port = lab.server(server, acl=rules).port
    found = access(port, login=Login(user="ann", password="S3cret"))
    assert short(found) == "C=no R=all U=no D=no A=no"
    assert (found.principal.name, found.principal.anonymous) == ("ann", False)
    assert short(access(port)) == NONE


def test_requirepass_alone_takes_a_password_without_a_user() -> None:
    """``requirepass`` is the password of the user "default"."""
    port = lab.server("redis", requirepass="S3cret").port
    assert short(access(port, login=Login(user="", password="S3cret"))) == ALL
    assert short(access(port, login=Login(user="default", password="S3cret"))) == ALL


@pytest.mark.parametrize("config", [{"requirepass": "S3cret"}, {}])
def test_a_wrong_password_is_said_and_not_shown(config: dict[str, Any]) -> None:
    """A refused login fails as wrong-credentials, without the password in the text."""
    with pytest.raises(Failed) as caught:
        access(lab.server("redis", **config).port, login=Login(user="ann", password="Wr0ngOne"))
    assert caught.value.failure.kind == "wrong-credentials"
    assert "Wr0ngOne" not in repr(caught.value.failure)


@pytest.mark.parametrize("server", ["redis62", "redis"])
def test_the_table_of_categories_is_the_servers(server: str) -> None:
    """Every command of the table has, on a real server, the categories that the table says."""
    with client(lab.server(server)) as loader:
        for name, categories in rights._CATEGORIES.items():
            if server == "redis" and name in ("config", "acl", "module"):
                continue  # 7.0 gives categories to their subcommands; DRYRUN is asked there
            told = loader.execute_command("COMMAND INFO", name)
            assert {word.decode().removeprefix("@") for word in told[0][6]} == set(categories.split()), name


def test_it_says_who_it_is() -> None:
    """CLIENT LIST shows the owner our name, contact and token."""
    server = lab.server("redis")
    with session(server.port), client(server) as loader:
        assert "nightlatch/0_security@example.org_run7" in {one["name"] for one in loader.client_list()}


def test_identity_and_tls() -> None:
    """Version and replication id are told; a plain port without a TLS port beside it offers none."""
    with session(lab.server("redis").port) as one:
        assert (one.identity.product, one.identity.version) == ("Redis", "7.0.15")
        assert re.fullmatch(r"[0-9a-f]{40}", one.identity.id or "")
        assert (one.identity.tls.offered, one.identity.tls.required, one.identity.tls.used) == (False, False, False)


def test_the_replication_id_does_not_last() -> None:
    """What a server takes anew when it starts is told, and not taken for an id that outlives the run."""
    with lab.fresh("redis", options=["enable-debug-command yes"]) as server, client(server) as loader:
        with session(server.port) as one:
            before = one.identity
        loader.execute_command("DEBUG", "CHANGE-REPL-ID")
        with session(server.port) as one:
            after = one.identity
    assert before.id != after.id and not before.id_lasts and not after.id_lasts


def test_tls_is_used_where_asked_for(certificate: tuple[Path, Path]) -> None:
    """Over rediss the session is encrypted, its certificate told, and that plain text is refused."""
    server = lab.server("redis", tls=certificate)
    with session(server.port, tls=True) as one:
        tls = one.identity.tls
        assert short(one.access()) == ALL
    assert (tls.offered, tls.required, tls.used) == (True, True, True)
    assert tls.certificate is not None and not tls.certificate.verified
    with pytest.raises(Failed) as caught:
        access(server.port)
    assert caught.value.failure.kind == "not-this-protocol"
    assert "rediss" in caught.value.failure.hint


# --- containers and contents -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled() -> Iterator[Server]:
    """A server with every type of value, some of them awkward."""
    with lab.fresh("redis") as server:
        with client(server) as loader:
            line = loader.pipeline(transaction=False)
            for i in range(500):
                line.hset(f"person:{i}", mapping={"name": f"Test Person {i}", "email": f"p{i}@example.org"})
                line.set(f"profile:{i}", f'{{"id": {i}, "mail": {{"home": "h{i}@example.org"}}, "tags": ["a", "b"]}}')
            for i in range(30):
                line.set(f"token:{i:032x}", b"\xff\xfe%d" % i)
                line.hset(f"user:{i}:settings", "theme", "dark")
                line.set(f"cart:u{i}@example.org", i)
            line.rpush("queue", *(f"job {i}" for i in range(250)))
            line.sadd("members", *(f"m{i}@example.org" for i in range(2500)))
            line.zadd("scores", {f"player{i}": i / 2 for i in range(250)})
            line.geoadd("places:geo", [part for i in range(150) for part in (87.6 + i / 1000, 43.8, f"tracker{i}")])
            for i in range(250):
                line.xadd("events", {"who": f"w{i}@example.org"}, id=f"{1_700_000_000_000 + i}-0")
            line.hset("phonebook", mapping={f"b{i}@example.org": f"+33600{i:06d}" for i in range(600)})
            line.set("long", "é" * 100_000)
            line.set("\x1b[31mred\n", "escape")
            line.set(b"\xff\x00bin", "not UTF-8")
            line.pfadd("visits", "a")
            line.execute()
            loader.execute_command("SELECT", 3)
        with client(server, db=3) as loader:
            loader.set("other:1", "in another database")
        yield server


def contents(server: Server, name: str, **how: Any) -> dict[str, list[Any]]:
    with session(server.port) as one:
        found = {container.name: container for container in one.containers()}
        return flat(one.read(found[name], Reading(**how)))


def test_keys_are_grouped_by_shape(filled: Server) -> None:
    """Numbers, digests and addresses in keys become "*", words stay, and databases are told apart."""
    with session(filled.port) as one:
        counts = {container.name: container.records for container in one.containers()}
    assert counts["db0/person:*"].value == counts["db0/person:*"].high == 500 and counts["db0/person:*"].exact
    assert counts["db0/user:*:settings"].value == counts["db0/token:*"].value == counts["db0/cart:*"].value == 30
    assert {"db0/queue", "db0/members", "db0/events", "db0/phonebook", "db3/other:*"} <= set(counts)
    assert not [name for name in counts if "example" in name or "\x1b" in name or "\n" in name]
    assert sum(count.value or 0 for count in counts.values()) == 500 + 500 + 90 + 11


def test_the_catalogue_names_no_key(filled: Server) -> None:
    """For a witness databases and their sizes are listed without asking for a single key."""
    with Proxy(filled) as proxy, session(proxy.port) as one:
        found = {container.name: container.records.value for container in one.catalogue()}
    assert found == {"db0/*": 500 + 500 + 90 + 10, "db3/*": 1}
    assert "SCAN" not in verbs(proxy.sent)


def test_hashes_and_json_become_columns(filled: Server) -> None:
    """Fields of hashes and of JSON are columns by name; what varies in the key is the column "key"."""
    people = contents(filled, "db0/person:*")
    assert sorted(people) == ["email", "key", "name"]
    assert sorted(people["key"], key=int) == [str(i) for i in range(500)]
    assert dict(zip(people["key"], people["email"], strict=True))["17"] == "p17@example.org"
    profile = contents(filled, "db0/profile:*")
    assert {"id", "mail.home", "tags[]", "key"} == set(profile)
    assert len(profile["tags[]"]) == 1000 and len(profile["mail.home"]) == 500


def test_every_type_is_read(filled: Server) -> None:
    """Lists, sets, sorted sets, geo sets, streams, binary and over-long strings arrive, a sample of each."""
    assert contents(filled, "db0/queue")["value[]"] == [f"job {i}" for i in range(100)]
    assert len(contents(filled, "db0/members")["value[]"]) >= 100
    assert contents(filled, "db0/scores")["value[].score"][:3] == [0.0, 0.5, 1.0]
    places = contents(filled, "db0/places:*")
    assert abs(min(places["value[].lon"]) - 87.6) < 1e-4 and abs(places["value[].lat"][0] - 43.8) < 1e-4
    assert contents(filled, "db0/events")["value[].who"][0] == "w0@example.org"
    assert contents(filled, "db0/events")["value[].time"][0].year == 2023
    assert all(isinstance(one, bytes) for one in contents(filled, "db0/token:*")["value"])
    assert contents(filled, "db0/long")["value"] == ["é" * 32768]
    assert contents(filled, "db0/cart:*")["key"][0].endswith("@example.org")
    assert contents(filled, "db3/other:*")["value"] == ["in another database"]


def test_names_that_are_data_become_values(filled: Server) -> None:
    """A hash keyed by e-mail addresses gives the columns "{key}" and "*", not six hundred columns."""
    book = contents(filled, "db0/phonebook", full=True)
    assert set(book) == {"{key}", "*"} and len(book["{key}"]) == len(book["*"]) == 600


def test_full_reads_whole_values(filled: Server) -> None:
    """Under --full long lists, sets, sorted sets and streams are read to their end, each element once."""
    assert contents(filled, "db0/queue", full=True)["value[]"] == [f"job {i}" for i in range(250)]
    assert len(set(contents(filled, "db0/members", full=True)["value[]"])) == 2500
    assert len(contents(filled, "db0/scores", full=True)["value[].score"]) == 250
    assert contents(filled, "db0/events", full=True)["value[].who"] == [f"w{i}@example.org" for i in range(250)]


@pytest.mark.parametrize("bounds", [{"records": 40}, {"bytes": 3000}])
def test_a_reading_stops_at_its_bounds(filled: Server, bounds: dict[str, int]) -> None:
    """No more than the asked for records or about the asked for bytes are read, the same ones for the same seed."""
    once, again, other = (contents(filled, "db0/person:*", seed=seed, **bounds)["key"] for seed in (1, 1, 2))
    assert once == again
    assert len(once) == 40 and once != other if "records" in bounds else 0 < len(once) < 300


def test_a_large_database_is_estimated_and_read_whole() -> None:
    """Above 50,000 keys counts are intervals about the truth; --full still reads every key, rare shapes too."""
    with lab.fresh("redis") as server, client(server) as loader:
        line = loader.pipeline(transaction=False)
        for i in range(70_000):
            line.set(f"point:{i}", "43.8,87.6")
        for i in range(3000):
            line.set(f"person:{i}", "x")
        line.set("seldom:1", "x@example.org")
        line.execute()
        with session(server.port) as one:
            found = {container.name: container for container in one.containers()}
            for name, truth in (("db0/point:*", 70_000), ("db0/person:*", 3000)):
                count = found[name].records
                assert count.value is not None and count.high is not None and not count.exact
                # Each server draws its own hash seed, so that a 95 % interval misses now and then: one thrice as wide.
                assert abs(count.value - truth) <= 1.5 * (count.high - count.low) < 0.1 * max(truth, 20_000)
            assert (
                len(flat(one.read(found["db0/point:*"], Reading(full=True, seconds=None, bytes=None)))["key"]) == 70_000
            )
            assert sum(
                batch.records for container in found.values() for batch in one.read(container, Reading(full=True))
            ) == 73_001  # fmt: skip


def test_ten_times_the_keys_take_the_same_memory() -> None:
    """Reading 300,000 keys holds no more of them than reading 30,000."""
    peaks = []
    for count in (30_000, 300_000):
        with lab.fresh("redis", options=["enable-debug-command yes"]) as server, client(server) as loader:
            loader.execute_command("DEBUG", "POPULATE", count, "person", 200)
            forget_peak()
            with session(server.port) as one:
                (container, *_) = one.containers()
                full = Reading(full=True, bytes=None, seconds=None)
                assert sum(batch.records for batch in one.read(container, full)) == count
            peaks.append(peak_kilobytes())
    assert peaks[1] - peaks[0] < 40 << 10


def test_ten_thousand_kinds_of_keys_stay_a_short_list() -> None:
    """A store with 10,000 prefixes is listed in seconds, with the many as one."""
    with lab.fresh("redis") as server, client(server) as loader:
        line = loader.pipeline(transaction=False)
        for i in range(10_000):
            name = "".join(chr(97 + int(digit)) for digit in f"{i:05d}")
            line.set(f"{name}:{i}", i)
            line.set(f"{name}:{i + 1}", i)
        line.execute()
        started = time.monotonic()
        with session(server.port) as one:
            found = list(one.containers())
    assert time.monotonic() - started < 10
    assert len(found) <= 300 and sum(one.records.value or 0 for one in found) == 20_000


def test_an_empty_store_has_no_containers() -> None:
    """A Redis without keys is open and holds nothing."""
    with session(lab.server("redis").port) as one:
        assert list(one.containers()) == [] and one.access().is_open


def test_a_closed_store_yields_nothing() -> None:
    """Where a password is asked for there is nothing to list."""
    with session(lab.server("redis", requirepass="S3cret").port) as one:
        assert list(one.containers()) == []
        nothing = Container(name="x", key=("0", "*"), records=Count(value=None))
        assert list(one.read(nothing, Reading())) == []


def test_expired_keys_are_not_counted() -> None:
    """Keys whose time is up are neither listed nor read."""
    with lab.fresh("redis", options=["hz 1"]) as server, client(server) as loader:
        line = loader.pipeline(transaction=False)
        for i in range(100):
            line.set(f"gone:{i}", "x", px=1)
            line.set(f"here:{i}", "x")
        line.execute()
        time.sleep(0.05)
        with session(server.port) as one:
            assert {container.name: container.records.value for container in one.containers()} == {"db0/here:*": 100}


# --- the wire --------------------------------------------------------------------------------------------------------


def verbs(sent: bytes) -> set[str]:
    """Verbs of RESP commands as a server would read them."""
    found, at = set(), 0
    while at < len(sent):
        assert sent[at : at + 1] == b"*", "inline text was sent"
        end = sent.index(b"\r\n", at)
        count, at, words = int(sent[at + 1 : end]), end + 2, []
        for _ in range(count):
            end = sent.index(b"\r\n", at)
            size = int(sent[at + 1 : end])
            words.append(sent[end + 2 : end + 2 + size])
            at = end + 2 + size + 2
        first = words[0].decode().upper()
        two = first in {"ACL", "CONFIG", "CLIENT", "COMMAND"}
        found.add(f"{first} {words[1].decode().upper()}" if two else first)
    return found


@pytest.mark.parametrize(
    ("server", "config"),
    [("redis", {}), ("redis", {"requirepass": "S3cret"}), ("redis62", {}),
     ("redis", CASES["reads one prefix, may ask nothing"][1])],
)  # fmt: skip
def test_only_declared_verbs_are_sent(server: str, config: dict[str, Any]) -> None:
    """A recording proxy sees the verbs of ``STORE.reads`` in a whole check, and no other."""
    with lab.fresh(server, **config) as backend:
        with client(backend, password=config.get("requirepass")) as loader:
            for name in ("public:1", "public:2") if "acl" not in config else ():
                loader.set(name, "x")
        with Proxy(backend) as proxy, session(proxy.port) as one:
            one.access()
            for container in one.containers():
                list(one.read(container, Reading(full=True)))
        seen = set().union(*(verbs(bytes(talk.sent)) for talk in proxy.conversations))
    assert seen <= STORE.reads
    assert "PING" in seen


def test_the_filled_store_is_read_with_declared_verbs(filled: Server) -> None:
    """Reading every type of value stays within the declared verbs, and changes nothing."""
    with client(filled) as loader:
        before = loader.dbsize()
        with Proxy(filled) as proxy, session(proxy.port) as one:
            for container in one.containers():
                list(one.read(container, Reading(full=True)))
        assert loader.dbsize() == before
    assert verbs(proxy.sent) <= STORE.reads
    assert {"GETRANGE", "HSCAN", "LRANGE", "SSCAN", "ZRANGE", "XRANGE"} <= verbs(proxy.sent)


@pytest.mark.parametrize("words", [["SET", "a", "b"], ["KEYS", "*"], ["FLUSHALL"], ["CONFIG", "SET", "a", "b"],
                                   ["ACL", "LIST"], ["acl", "setuser", "x"], ["EVAL", "return 1", "0"],
                                   ["CONFIG"]])  # fmt: skip
def test_an_undeclared_verb_is_refused(words: list[str]) -> None:
    """What the store does not declare cannot be sent."""
    with pytest.raises(Undeclared):
        encode(STORE.reads, words)


def test_a_line_break_in_an_argument_stays_an_argument() -> None:
    """No key can smuggle a second command."""
    assert verbs(encode(STORE.reads, ["TYPE", b"a\r\n*1\r\n$8\r\nFLUSHALL\r\n"])) == {"TYPE"}


# --- hostile ---------------------------------------------------------------------------------------------------------

OPEN_UNTIL_INFO = (b"+PONG\r\n", b"+OK\r\n-ERR x\r\n")
HOSTILE: dict[str, tuple[Callable[[], hostile.Trap], set[str]]] = {
    "silence": (hostile.silent, {"timeout"}),
    "hang-up": (hostile.closing, {"not-this-protocol"}),
    "reset": (hostile.resetting, {"not-this-protocol"}),
    "garbage": (hostile.garbage, {"not-this-protocol"}),
    "HTTP": (lambda: hostile.replying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), {"not-this-protocol"}),
    "SSH": (lambda: hostile.greeting(b"SSH-2.0-OpenSSH_9.2\r\n"), {"not-this-protocol"}),
    "2 GB string": (lambda: hostile.huge_header("redis"), {"hostile"}),
    "400 MB string that never comes": (lambda: hostile.replying(b"$400000000\r\n" + b"x" * 65536), {"timeout"}),
    "2 G elements": (lambda: hostile.replying(b"*2147483647\r\n"), {"hostile"}),
    "deep nesting": (lambda: hostile.replying(b"*1\r\n" * 100_000), {"hostile"}),
    "a million elements, deep": (lambda: hostile.replying(b"*1000000\r\n" * 5), {"timeout", "hostile"}),
    "an endless line": (lambda: hostile.flood(b"+" + b"x" * 65535), {"hostile"}),
    "endless elements": (
        lambda: hostile.flood(b"*1000000\r\n" + b":1\r\n" * 10_000), {"hostile", "timeout", "not-this-protocol"}),
    "drip": (lambda: hostile.drip(b"+" + b"x" * 3600, 0.2), {"timeout"}),
    "negative length": (lambda: hostile.replying(b"$-99\r\n"), {"not-this-protocol"}),
    "a number that is none": (lambda: hostile.replying(b"$12a\r\n"), {"not-this-protocol"}),
    "endless INFO": (lambda: hostile.replying(*OPEN_UNTIL_INFO, b"$500000000\r\n" + b"x" * 65536), {"timeout"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_ends_in_a_failure(name: str) -> None:
    """Whatever comes, the session fails with the right kind, in bounded time and memory, and quotes none of it."""
    make, kinds = HOSTILE[name]
    quick = Ask(timeout_seconds=1.0, client="nightlatch", statement_seconds=2.0)
    forget_peak()
    before, started = peak_kilobytes(), time.monotonic()
    with make() as trap, pytest.raises(Failed) as caught:
        access(trap.port, ask=quick)
    assert caught.value.failure.kind in kinds
    assert time.monotonic() - started < 8
    assert peak_kilobytes() - before < 100 << 10
    assert "xxxx" not in str(caught.value)


def test_an_oversized_string_is_read_past() -> None:
    """A genuine value of 100 MB costs 64 KiB of memory, and the answer after it is still understood."""
    with lab.fresh("redis") as server, client(server) as loader:
        loader.setrange("h:1", 0, "x")
        loader.delete("h:1")
        loader.hset("h:1", "huge", b"x" * (100 << 20))
        loader.hset("h:2", "name", "after")
        forget_peak()
        before = peak_kilobytes()
        with session(server.port) as one:
            found = flat(one.read(next(iter(one.containers())), Reading()))
    assert sorted(len(one) for one in found["huge"]) == [64 << 10]
    assert found["name"] == ["after"]
    assert peak_kilobytes() - before < 50 << 10


def test_another_protocol_is_named_as_such() -> None:
    """A port of MariaDB is not-this-protocol, not a timeout."""
    with pytest.raises(Failed) as caught:
        access(lab.server("mariadb").port)
    assert caught.value.failure.kind == "not-this-protocol"


def test_a_server_that_goes_away_while_read_is_a_failure(filled: Server) -> None:
    """A connection lost in the middle of a survey is a Failure, and closing the session still works."""
    with lab.fresh("redis") as server, client(server) as loader:
        loader.set("a:1", "x")
        loader.set("a:2", "x")
        with session(server.port) as one:
            container = next(iter(one.containers()))
            server.stop()
            with pytest.raises(Failed) as caught:
                list(one.read(container, Reading()))
            assert caught.value.failure.kind == "connection-refused"


def tarpit(link: socket.socket, over: threading.Event) -> None:
    """Names three hundred databases, and never ends a scan of any."""
    databases = "".join(f"db{number}:keys=9\r\n" for number in range(300))
    told = f"redis_version:5.0.0\r\n{databases}".encode()
    replies = {b"PING": b"+PONG\r\n", b"INFO": b"$%d\r\n%b\r\n" % (len(told), told), b"DBSIZE": b":9\r\n",
               b"SCAN": b"*2\r\n$2\r\n17\r\n*0\r\n", b"ACL": b"-ERR unknown command\r\n", b"COMMAND": b"*0\r\n"}  # fmt: skip
    while not over.is_set() and (asked := link.recv(1 << 16)):
        words = [line for line in asked.split(b"\r\n") if line.isalpha()]
        sent = asked.count(b"*")
        verb = next((word for word in words if word in replies), b"")
        link.sendall(replies.get(verb, b"+OK\r\n") if sent == 1 else b"+OK\r\n" * sent)


def test_a_server_that_never_ends_a_scan_is_left_in_time() -> None:
    """However many databases a server names, listing what is in them takes no longer than a few statements may."""
    ask = Ask(timeout_seconds=5, statement_seconds=0.2)
    with hostile.Trap(tarpit) as trap, session(trap.port, ask=ask) as one:
        began = time.monotonic()
        listed = list(one.containers())
    assert len(listed) == 300 and time.monotonic() - began < 5


# --- parts -----------------------------------------------------------------------------------------------------------

GROUPED = [
    ([b"person:1", b"person:2"], {"person:*"}),
    ([b"user:alice:name", b"user:alice:mail", b"user:bob:name", b"user:bob:mail", b"user:eve:name", b"user:eve:mail"],
     {"user:*:name", "user:*:mail"}),
    ([b"alice:name", b"bob:name", b"eve:name", b"alice:mail", b"bob:mail", b"eve:mail"], {"*:name", "*:mail"}),
    ([b"config", b"counter"], {"config", "counter"}),
    ([b"name%s" % bytes([97 + i]) for i in range(20)], {"*"}),
    ([b"a@example.org", b"b@example.org"], {"*"}),
    ([b"user_1", b"user_2", b"user-3"], {"user_*", "user-*"}),
    ([b"session:6f1d8c1e-0000-4000-8000-000000000001", b"session:6f1d8c1e-0000-4000-8000-000000000002"], {"session:*"}),
    ([b"{user1}:cart", b"{user2}:cart"], {"*:cart"}),
    ([b"a:b:c:d:e:f:g:h:i:j:1", b"a:b:c:d:e:f:g:h:i:j:2"], {"a:*:*:*:*:*:*:*"}),
    ([b"a:b:c:%d" % number for number in range(10)], {"a:b:c:*"}),
    ([b"user:alice:cart", b"user:alice:wish", b"user:bob:cart", b"user:bob:last"], {"user:*:cart", "user:*:*"}),
    ([b"", b":", b"::"], {"*", "*:*", "*:*:*"}),
    ([b"\xff\xfe:1", b"\xff\xfe:2"], {"*:*"}),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "expected"), GROUPED)
def test_what_reads_like_a_value_is_no_name(keys: list[bytes], expected: set[str]) -> None:
    """Words that keys share stay; numbers, addresses, digests, and words that stand for somebody become "*"."""
    groups = Groups(keys)
    assert {group.name for group in groups.groups.values()} == expected
    assert sorted(key for group in groups.groups.values() for key in group.keys) == sorted(keys)
    assert all(groups.group_of(key) in groups.groups for key in keys)


def test_the_pattern_of_a_group_lets_its_keys_through() -> None:
    """MATCH with a group's pattern finds the group's keys on a real server, special characters included."""
    keys = [b"a?b:1", b"a?b:2", b"[x]:1", b"[x]:2", b"w-x:1", b"w-x:2"]
    with lab.fresh("redis") as server, client(server) as loader:
        for key in keys:
            loader.set(key, "x")
        for shape, group in Groups(keys).groups.items():
            assert set(group.keys) <= set(loader.scan(0, match=glob_of(shape), count=100)[1])


def test_the_interval_of_a_share_holds_its_ends() -> None:
    """A group that the scan never met may still hold a few keys; one that filled the scan need not hold all."""
    groups = Groups([b"a:%d" % i for i in range(1000)])
    group = next(iter(groups.groups.values()))
    count = estimate(group, 1000, 1_000_000, is_complete=False)
    assert 990_000 < count.low < count.high == 1_000_000


@pytest.mark.parametrize("share", [0.01, 0.3, 0.99])
def test_the_interval_of_a_share_covers(share: float) -> None:
    """The truth lies in the interval of 93 % of scans or more, of always the same 300."""
    rng, total, scanned = np.random.default_rng(6), 1_000_000, 2_000
    truth, hits = round(total * share), 0
    for seen in rng.hypergeometric(truth, total - truth, scanned, 300):
        groups = Groups([b"a:%d" % i for i in range(seen)])
        count = estimate(next(iter(groups.groups.values())), scanned, total, is_complete=False)
        assert not count.exact and count.high is not None
        hits += count.low <= truth <= count.high
    assert hits >= 0.93 * 300


def test_geo_scores_decode_to_where_they_were_added() -> None:
    """52-bit scores give back latitude and longitude as GEOPOS does."""
    points = [(87.6, 43.8), (-0.1276, 51.5072), (-58.4, -34.6), (151.2, -33.9), (0.0, 0.0)]
    with lab.fresh("redis") as server, client(server) as loader:
        for i, (lon, lat) in enumerate(points):
            loader.geoadd("g", [lon, lat, f"m{i}"])
        scores = np.array([int(loader.zscore("g", f"m{i}")) for i in range(len(points))])
        for i, (lat, lon) in enumerate(zip(*geo(scores), strict=True)):
            told = loader.geopos("g", f"m{i}")[0]
            assert abs(told[0] - lon) < 1e-5 and abs(told[1] - lat) < 1e-5


SCRIPT = {b"SCAN": b"*2\r\n$1\r\n0\r\n*2\r\n$3\r\na:1\r\n$3\r\na:2\r\n", b"DBSIZE": b":2\r\n", b"PING": b"+PONG\r\n",
          b"INFO": b"$44\r\nredis_version:7.0.15\r\ndb0:keys=2,expires=0xx\r\n"}  # fmt: skip
LIES = {
    "numbers for types": {b"TYPE": b":-9223372036854775808\r\n"},
    "huge numbers for types": {b"TYPE": b":9223372036854775807\r\n"},
    "arrays for types": {b"TYPE": b"*1\r\n:1000000\r\n"},
    "nil for types": {b"TYPE": b"$-1\r\n"},
    "numbers for strings": {b"TYPE": b"+string\r\n", b"GETRANGE": b":1000000\r\n"},
    "a name without a value": {b"TYPE": b"+hash\r\n", b"HSCAN": b"*2\r\n$1\r\n0\r\n*1\r\n$1\r\na\r\n"},
    "numbers for fields": {b"TYPE": b"+hash\r\n", b"HSCAN": b"*2\r\n:5\r\n*2\r\n:-5\r\n:7\r\n"},
    "a flat HSCAN": {b"TYPE": b"+hash\r\n", b"HSCAN": b"*2\r\n$1\r\na\r\n$1\r\nb\r\n"},
    "words for scores": {b"TYPE": b"+zset\r\n", b"ZRANGE": b"*2\r\n$1\r\nm\r\n$6\r\nsecret\r\n"},
    "a stream of nonsense": {b"TYPE": b"+stream\r\n", b"XRANGE": b"*1\r\n*2\r\n$6\r\nsecret\r\n*1\r\n$1\r\na\r\n"},
    "an endless cursor": {b"TYPE": b"+set\r\n", b"SSCAN": b"*2\r\n$1\r\n7\r\n*0\r\n"},
    "a cursor of 5,000 digits": {b"TYPE": b"+set\r\n", b"SSCAN": b"*2\r\n$5000\r\n" + b"9" * 5000 + b"\r\n*0\r\n"},
}


@pytest.mark.parametrize("name", LIES)
def test_replies_of_the_wrong_shape_do_no_harm(name: str) -> None:
    """Whatever shape the answers have, reading ends with what could be understood, and raises nothing but Failed."""
    script = SCRIPT | LIES[name]

    def talk(link: socket.socket, over: threading.Event) -> None:
        while data := link.recv(1 << 16):
            for verb in re.findall(rb"\*\d+\r\n\$\d+\r\n(\w+)\r\n", data):
                link.sendall(script.get(verb, b"-ERR unknown command\r\n"))

    ask = Ask(timeout_seconds=1.0, client="x", statement_seconds=1.0)
    with hostile.Trap(talk) as trap, session(trap.port, ask=ask) as one:
        (container,) = one.containers()
        for full in (False, True):
            found = list(one.read(container, Reading(full=full, seconds=2.0)))
            assert sum(batch.records for batch in found) == 2
