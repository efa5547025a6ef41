"""MongoDB: two stand-ins that really run, and a fake with the documented replies of genuine servers."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bson
import pymongo
import pytest
from bson.int64 import Int64

from nightlatch.demo.servers import Server, User
from nightlatch.dial import Dialer
from nightlatch.model import Access, Container, Count, Failed, Login, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Reading
from nightlatch.stores._mongodb_cursor import Pace
from nightlatch.stores._mongodb_privileges import built_in
from nightlatch.stores._mongodb_session import MongoSession
from nightlatch.stores._mongodb_wire import WHO_IS_THERE, Forbidden, guarded
from nightlatch.stores.mongodb import STORE
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.stores import mongo_fake
from tests.stores.mongo_fake import READ, READ_WRITE, Fake, privilege

ASK = Ask(timeout_seconds=2.0, client="nightlatch/0 security@example.org run7", statement_seconds=20.0)
WHOLE = Reading(full=True, bytes=None, seconds=None)
PEOPLE = [{"_id": i, "n": i, "mail": f"p{i}@example.org", "home": {"zip": f"{i:05}"}} for i in range(250)]
DATA: dict[str, dict[str, list[dict[str, Any]]]] = {"crm": {"people": PEOPLE, "empty": []}, "log": {"hits": PEOPLE[:3]}}
USERS = (
    User(name="boss", password="r", roles=[{"role": "root", "db": "admin"}]),
    User(name="reader", password="p", roles=[{"role": "read", "db": "crm"}]),
    User(name="writer", password="p", roles=[{"role": "readWrite", "db": "crm"}]),
    User(name="nobody", password="p", roles=[]),
)
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}
ALL, NONE, UNKNOWN = "C=all R=all U=all D=all A=all", "C=no R=no U=no D=no A=no", "C=? R=some U=? D=? A=?"
READS_ONE, WRITES_ONE = "C=no R=some U=no D=no A=no", "C=some R=some U=some D=some A=no"


def target(port: int, login: Login | None = None, **more: Any) -> Target:
    return Target(url=f"mongodb://127.0.0.1:{port}", kind="mongodb", host="127.0.0.1", port=port, login=login, **more)


@contextmanager
def session(port: int, login: Login | None = None, ask: Ask = ASK, **more: Any) -> Iterator[MongoSession]:
    with Dialer(Scope.loopback()) as dialer, STORE.connect(target(port, login, **more), dialer, ask) as found:
        yield found


def access(port: int, login: Login | None = None) -> Access:
    with session(port, login) as one:
        return one.access()


def short(found: Access) -> str:
    """``C=all R=some U=no D=? A=no``."""
    told = {"denied": "no", "unknown": "?"}
    return " ".join(f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in found.rights.items())


def failure(port: int, login: Login | None = None, ask: Ask = ASK) -> str:
    """The kind of failure that connecting and asking for everything ends in."""
    with pytest.raises(Failed) as raised, session(port, login, ask) as one:
        one.access()
        for container in one.containers():
            list(one.read(container, WHOLE))
    return raised.value.failure.kind


def texts(one: MongoSession, container: Container, reading: Reading = WHOLE) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for batch in one.read(container, reading):
        for column in batch.columns:
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


def _fill(server: Server, **how: Any) -> None:
    with pymongo.MongoClient(server.host, server.port, directConnection=True, **how) as client:
        client.crm.people.insert_many(PEOPLE)
        client.crm.create_collection("seen", viewOn="people", pipeline=[])
        client["log"].hits.insert_many(PEOPLE[:3])


@pytest.fixture(scope="module")
def opened() -> Iterator[Server]:
    with lab.fresh("mongodb") as server:
        _fill(server)
        yield server


@pytest.fixture(scope="module")
def shut() -> Iterator[Server]:
    with lab.fresh("mongodb", auth=True, users=USERS) as server:
        _fill(server, username="boss", password="r")
        yield server


# --- access: stand-ins that really run --------------------------------------------------------------------------------


def test_an_open_stand_in_grants_everything_for_want_of_access_control(opened: Server) -> None:
    """A stranger's privileged reads succeed, and the server is able to say no: nothing stands in the way."""
    found = access(opened.port)
    assert short(found) == ALL and found.is_open and found.principal.anonymous
    assert {right.known_by for right in found.rights.values()} == {"no-access-control"}
    commands = {one.command for one in found.rights["create"].evidence}
    assert {"getCmdLineOpts", "usersInfo", "nightlatchControl"} <= commands


@pytest.mark.parametrize(
    ("user", "password", "rights"),
    [("boss", "r", ALL), ("reader", "p", READS_ONE), ("writer", "p", WRITES_ONE), ("nobody", "p", NONE)],
)
def test_a_login_has_the_rights_of_its_roles(shut: Server, user: str, password: str, rights: str) -> None:
    """Where privileges are not listed, the roles that connectionStatus names decide."""
    found = access(shut.port, Login(user=user, password=password))
    assert short(found) == rights
    assert found.principal.name == f"{user}@admin" and not found.principal.anonymous


def test_a_stranger_is_kept_out_by_a_password(shut: Server) -> None:
    """A store that asks for a password is a session without rights and without containers."""
    with session(shut.port) as one:
        found = one.access()
        assert short(found) == NONE and not found.is_open and list(one.containers()) == []
        assert found.rights["read"].known_by == "denied-on-read"
        assert found.rights["read"].evidence[0].code == "13 Unauthorized"


def test_a_wrong_password_is_said_to_be_one(shut: Server) -> None:
    """Code 18 is wrong credentials, and the password appears nowhere in what is said."""
    with pytest.raises(Failed) as raised, session(shut.port, Login(user="reader", password="Tr0ub4dor")):
        pass
    assert raised.value.failure.kind == "wrong-credentials"
    assert "Tr0ub4dor" not in repr(raised.value) + str(raised.value)


def test_a_reader_of_one_database_sees_that_one(shut: Server) -> None:
    """A user who may not list databases gets those that the privileges name."""
    with session(shut.port, Login(user="reader", password="p")) as one:
        assert {container.key for container in one.containers() if not container.is_system} == {("crm", "people")}


def test_a_server_that_says_yes_to_all_proves_nothing() -> None:
    """Its catalogue is real, so that it may be read; of everything else nothing is known."""
    server = lab.server("nx")
    with pymongo.MongoClient(server.host, server.port, directConnection=True) as client:
        if not client.crm.people.estimated_document_count():
            client.crm.people.insert_many(PEOPLE)
    with session(server.port) as one:
        found = one.access()
        assert short(found) == UNKNOWN and found.rights["create"].known_by == "inconclusive"
        (container,) = (one_ for one_ in one.containers() if not one_.is_system)
        assert texts(one, container)["mail"] == [row["mail"] for row in PEOPLE]


def test_tls_is_found_and_used(certificate: tuple[Path, Path]) -> None:
    """A server that talks TLS alone is reached over TLS, with its certificate recorded."""
    with lab.fresh("mongodb", tls=certificate) as server:
        for asked in (True, False):
            with session(server.port, tls=asked) as one:
                assert one.identity.tls.used and one.identity.tls.required
                assert one.identity.tls.certificate is not None and not one.identity.tls.certificate.verified
                assert one.access().is_open


# --- access: the documented replies of genuine servers ----------------------------------------------------------------

SECONDARY = {"isWritablePrimary": False, "secondary": True, "setName": "rs0", "hosts": ["203.0.113.9:27017"],
             "primary": "203.0.113.9:27017", "me": "203.0.113.8:27017"}  # fmt: skip
CLUSTER = {"resource": {"cluster": True}, "actions": ["listDatabases", "getCmdLineOpts", "serverStatus"]}
OPEN: dict[str, dict[str, Any]] = {
    "3.4, OP_QUERY only": {"version": "3.4.24", "wire": 5, "speaks_msg": False, "lacks": frozenset({"hello"})},
    "3.6, without the command hello": {"version": "3.6.23", "wire": 6, "lacks": frozenset({"hello"})},
    "4.4": {"version": "4.4.29", "wire": 9},
    "5.1, OP_QUERY refused": {"version": "5.1.0", "wire": 14},
    "7.0": {},
    "8.1": {"version": "8.1.0", "wire": 26, "build_info": "version"},
    "a key file, but transitionToAuth": {"security": {"keyFile": "/etc/key", "transitionToAuth": True}},
    "a mongos": {"hello": {"msg": "isdbgrid"}},
}


@pytest.mark.parametrize("name", OPEN)
def test_without_access_control_every_version_is_open(name: str) -> None:
    """Every version without access control grants everything, and its records can be read."""
    with Fake(data=DATA, **OPEN[name]) as fake, session(fake.port) as one:
        assert short(one.access()) == ALL
        assert one.identity.version == fake.version
        people = next(found for found in one.containers() if found.key == ("crm", "people"))
        assert people.records.value == 250 and people.name == "crm.people"
        assert texts(one, people)["mail"] == [row["mail"] for row in PEOPLE]


@pytest.mark.parametrize(("gate", "version"), [("all", "7.0.14"), ("version", "8.1.0"), ("none", None)])
def test_buildinfo_kept_from_strangers_costs_only_the_version(gate: str, version: str | None) -> None:
    """A server that asks for a password is identified and closed, whether or not it tells its version."""
    with Fake(has_auth=True, version=version or "8.1.0", build_info=gate, data=DATA) as fake, session(fake.port) as one:
        assert one.identity.version == version and one.identity.kind == "mongodb"
        found = one.access()
        assert short(found) == NONE
        assert found.rights["update"].known_by == "introspected"  # connectionStatus lists no privilege at all


def test_options_that_name_authorization_outweigh_reads_that_succeed() -> None:
    """An arbiter shows its options to local strangers; the key file among them keeps it from counting as open."""
    with Fake(security={"keyFile": "/etc/key"}, data=DATA) as fake:
        assert short(access(fake.port)) == UNKNOWN


PARTIAL: dict[str, tuple[list[dict[str, Any]], str]] = {
    "find on one database": ([privilege("crm", READ)], READS_ONE),
    "find on one collection": ([privilege("crm", ["find"], "people")], READS_ONE),
    "readWrite on one database": ([privilege("crm", READ_WRITE)], WRITES_ONE),
    "insert only, everywhere": ([privilege("", ["insert"])], "C=all R=no U=no D=no A=no"),
    "update only": ([privilege("crm", ["update"])], "C=no R=no U=some D=no A=no"),
    "drop only": ([privilege("crm", ["dropDatabase"])], "C=no R=no U=no D=some A=no"),
    "readAnyDatabase": ([privilege("", READ), CLUSTER], "C=no R=all U=no D=no A=no"),
    "users of one database": ([privilege("crm", ["createUser", "grantRole"])], "C=no R=no U=no D=no A=some"),
    "shutdown": ([{"resource": {"cluster": True}, "actions": ["shutdown"]}], "C=no R=no U=no D=no A=all"),
    "anyAction on anyResource": ([{"resource": {"anyResource": True}, "actions": ["anyAction"]}], ALL),
    "the server's own collections": ([privilege("local", READ_WRITE), privilege("crm", READ, "system.js")], NONE),
    "nothing": ([], NONE),
}


@pytest.mark.parametrize("name", PARTIAL)
def test_privileges_that_are_listed_decide(name: str) -> None:
    """Each action counts for its right, as far as its resource reaches; the server's own resources never do."""
    privileges, rights = PARTIAL[name]
    users = {"ann": mongo_fake.User(password="pw", privileges=privileges)}
    with Fake(has_auth=True, users=users, data=DATA) as fake:
        found = access(fake.port, Login(user="ann", password="pw"))
        assert short(found) == rights
        assert all(right.evidence for right in found.rights.values() if right.verdict != "unknown")


def test_a_role_that_cannot_be_looked_up_leaves_rights_unknown() -> None:
    """What a role of unknown content may allow is not denied; what another role allows is granted."""
    roles = [{"role": "read", "db": "crm"}, {"role": "clerk", "db": "crm"}]
    users = {"ann": mongo_fake.User(password="pw", roles=roles)}
    with Fake(has_auth=True, users=users, lists_privileges=False, tells_roles=False, data=DATA) as fake:
        found = access(fake.port, Login(user="ann", password="pw"))
        assert short(found) == UNKNOWN and any("role" in note for note in found.notes)


def test_a_role_that_can_be_looked_up_counts() -> None:
    """rolesInfo tells what a role of the owner's own making allows."""
    user = mongo_fake.User(password="pw", roles=[{"role": "clerk", "db": "crm"}])
    user.privileges = [{"resource": {"db": "crm", "collection": ""}, "actions": ["find", "viewRole"]},
                       privilege("admin", ["viewRole"])]  # fmt: skip
    with Fake(has_auth=True, users={"ann": user}, lists_privileges=False, data=DATA) as fake:
        assert built_in("clerk", "crm") is None
        assert short(access(fake.port, Login(user="ann", password="pw"))) == READS_ONE


def test_built_in_roles_are_as_documented() -> None:
    """root, in admin alone, may do everything; dbAdmin may not read; another name stands for nothing."""
    (admin,) = built_in("dbAdmin", "crm") or ()
    assert admin[0] == "crm" and "collMod" in admin[2] and "find" not in admin[2]
    (root,) = built_in("root", "admin") or ()
    assert {"find", "insert", "update", "remove", "shutdown", "createUser"} <= root[2]
    assert built_in("root", "crm") is None and built_in("clerk", "admin") is None


def test_a_secondary_takes_no_changes_here() -> None:
    """C, U and D are denied at a secondary, with a note; its primary and its other members are never contacted."""
    with Fake(hello=SECONDARY, data=DATA) as fake, session(fake.port) as one:
        found = one.access()
        assert short(found) == "C=no R=all U=no D=no A=all"
        assert any("secondary" in note for note in found.notes)
        assert one.identity.id == "mongodb:65a1b2c3d4e5f60718293a4b"
        people = next(one_ for one_ in one.containers() if one_.key[1] == "people")
        assert len(texts(one, people)["n"]) == 250
        assert all(words.get("$readPreference") == {"mode": "secondaryPreferred"} for _, words in fake.asked)


@pytest.mark.parametrize("mechanisms", [("SCRAM-SHA-1",), ("SCRAM-SHA-256",), ("SCRAM-SHA-1", "SCRAM-SHA-256")])
def test_both_mechanisms_log_in(mechanisms: tuple[str, ...]) -> None:
    """The mechanism that the account has is the one that is used."""
    users = {"ann, of=x": mongo_fake.User(password="pÄss", mechanisms=mechanisms, privileges=[privilege("crm", READ)])}
    with Fake(has_auth=True, users=users) as fake:
        assert short(access(fake.port, Login(user="ann, of=x", password="pÄss"))) == READS_ONE


def test_a_server_that_does_not_know_the_password_is_found_out() -> None:
    """A server cannot pretend to have accepted a password, nor have us compute for hours."""
    login = Login(user="ann", password="pw")
    for payload in (b"r=x,s=QQ==,i=4096", b"r=x,s=QQ==,i=2000000000", b"i=", b"\xff"):
        with Fake(twist=lambda verb, words, reply, payload=payload: (
            {"conversationId": 1, "done": True, "payload": payload, "ok": 1.0} if verb.startswith("sasl") else None
        )) as fake:  # fmt: skip
            started = time.monotonic()
            assert failure(fake.port, login) == "hostile"
            assert time.monotonic() - started < 3


# --- catalogue and contents -------------------------------------------------------------------------------------------


def test_views_and_the_servers_own_are_told_apart(opened: Server) -> None:
    """A view repeats its collection and is marked; counts come from metadata."""
    with session(opened.port) as one:
        found = {container.key: container for container in one.containers()}
    assert found[("crm", "people")].records.value == 250 and not found[("crm", "people")].is_system
    assert found[("crm", "seen")].is_system and found[("crm", "seen")].records.value is None
    assert found[("log", "hits")].records.value == 3


@pytest.mark.parametrize("reading", [WHOLE, Reading(), Reading(records=40)])
def test_a_stand_in_is_read_whole_or_sampled(opened: Server, reading: Reading) -> None:
    """A full reading has every record once; a sample has as many as asked for, each once."""
    with session(opened.port) as one:
        people = next(found for found in one.containers() if found.key == ("crm", "people"))
        mails = texts(one, people, reading)["mail"]
    assert len(mails) == len(set(mails)) == (40 if reading.records == 40 else 250)


def test_a_server_without_sample_is_read_from_its_beginning() -> None:
    """Where $sample is refused, find with a limit gives the first records."""
    with Fake(data=DATA, lacks=frozenset({"aggregate"})) as fake, session(fake.port) as one:
        people = next(found for found in one.containers() if found.key == ("crm", "people"))
        assert texts(one, people, Reading(records=10))["n"] == list(range(10))


def test_a_reading_that_is_left_has_its_cursor_killed() -> None:
    """Whoever stops early leaves no cursor behind, and the session can be used further."""
    rows = [{"_id": i, "x": "y" * 2000} for i in range(20_000)]
    with Fake(data={"crm": {"big": rows}}) as fake, session(fake.port) as one:
        (big,) = one.containers()
        reading = one.read(big, WHOLE)
        next(reading)
        reading.close()  # type: ignore[attr-defined]
        assert one.access().is_open
        assert "killCursors" in [next(iter(words)) for _, words in fake.asked]


def test_bounds_of_a_reading_hold() -> None:
    """A reading stops soon after the bytes that it may read."""
    rows = [{"_id": i, "x": "y" * 2000} for i in range(30_000)]
    with Fake(data={"crm": {"big": rows}}) as fake, session(fake.port) as one:
        (big,) = one.containers()
        taken = sum(batch.bytes for batch in one.read(big, Reading(full=True, bytes=1 << 20, seconds=None)))
        assert 1 << 20 <= taken <= 12 << 20


def test_an_empty_store_is_open_and_holds_nothing() -> None:
    """No databases is no containers, and still everything is granted."""
    with Fake() as fake, session(fake.port) as one:
        assert short(one.access()) == ALL and list(one.containers()) == []


def test_ten_thousand_collections_are_listed_quickly() -> None:
    """Each with its count, asked for many at a time."""
    data: dict[str, Any] = {"crm": {f"c{i}": [{}] * (i % 3) for i in range(10_000)}}
    with Fake(data=data) as fake, session(fake.port) as one:
        started = time.monotonic()
        found = list(one.containers())
        assert len(found) == 10_000 and [one_.records.value for one_ in found[:4]] == [0, 1, 2, 0]
        assert time.monotonic() - started < 30


def test_odd_names_are_found_again() -> None:
    """Names with escapes, other scripts, dots, dollars and 200 bytes are containers like others."""
    names = ["a.b.c", "\x1b[31mred", "人", "with space", "\u202eabc", "x" * 200, "$odd", "system.profile"]
    with Fake(data={"crm": dict.fromkeys(names, PEOPLE[:2])}) as fake, session(fake.port) as one:
        found = {container.key[1]: container for container in one.containers()}
        assert set(found) == set(names) and found["system.profile"].is_system
        assert all(len(texts(one, found[name])["n"]) == 2 for name in names)


_PEAK = """
import sys
from tests.peak import peak_kilobytes
from tests.stores.test_mongodb import WHOLE, session
with session(int(sys.argv[1])) as one:
    container = next(found for found in one.containers() if found.key[1] == "people")
    records = sum(batch.records for batch in one.read(container, WHOLE))
print(records, peak_kilobytes())
"""


def test_memory_does_not_grow_with_the_collection() -> None:
    """Ten times the records need hardly more memory than once."""
    from tests.bench.mongo_replay import replay

    peaks = []
    for people in (60_000, 600_000):
        with replay(people, 100) as server:
            words = [sys.executable, "-c", _PEAK, str(server.port)]
            done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)
            records, peak = map(int, done.stdout.split())
            assert records == people
            peaks.append(peak)
    assert peaks[1] - peaks[0] < 32 << 10  # KiB


# --- wire -------------------------------------------------------------------------------------------------------------


def verbs(sent: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Every command in what a client sent: OP_MSG messages, each one document."""
    found, at = [], 0
    while at < len(sent):
        length, _, _, opcode = struct.unpack_from("<iiii", sent, at)
        if opcode != 2013:
            break  # a ClientHello: the question whether TLS is offered
        words = bson.decode(sent[at + 21 : at + length])
        found.append((next(iter(words)), words))
        at += length
    return found


@pytest.mark.parametrize("name", ["reader", "boss", None])
def test_only_declared_commands_are_sent(opened: Server, shut: Server, name: str | None) -> None:
    """A whole audit sends nothing but the declared verbs, in their harmless forms, and says who it is."""
    login = Login(user=name, password={"reader": "p", "boss": "r"}[name]) if name else None
    with Proxy(shut if name else opened) as proxy:
        with session(proxy.port, login) as one:
            one.access()
            for container in list(one.containers()):
                list(one.read(container, Reading(records=20)))
                list(one.read(container, WHOLE))
            list(one.traces())
        sent = [entry for talk in proxy.conversations for entry in verbs(bytes(talk.sent))]
    assert {verb for verb, _ in sent} <= STORE.reads and len(sent) > 8
    assert sent[0][1]["client"]["application"]["name"] == ASK.client
    for verb, words in sent:
        who = words.get("pipeline") == [*WHO_IS_THERE]
        assert verb != "aggregate" or who or [list(stage) for stage in words["pipeline"]] == [["$sample"]]
        assert verb not in ("find", "aggregate") or words["maxTimeMS"] > 0
        assert not words.get("filter") and not words.get("noCursorTimeout")


@pytest.mark.parametrize(
    "words",
    [
        {}, {"insert": "c"}, {"shutdown": 1}, {"eval": "f"}, {"mapReduce": "c"},
        {"find": "c", "filter": {"$where": "1"}},
        {"aggregate": "c", "pipeline": [{"$sample": {"size": 1}}, {"$out": "x"}], "allowDiskUse": False},
        {"aggregate": "c", "pipeline": [{"$sample": {"size": 1}, "$merge": "x"}], "allowDiskUse": False},
        {"aggregate": "c", "pipeline": [{"$sample": {"size": 1}}]}, {"aggregate": "c", "pipeline": []},
        {"aggregate": 1, "pipeline": [{"$currentOp": {"allUsers": True}}], "allowDiskUse": False},
        {"listDatabases": 1}, {"count": "c", "query": {"a": 1}}, {"find": "c", "noCursorTimeout": True},
    ],
)  # fmt: skip
def test_the_choke_point_refuses_all_else(words: dict[str, Any]) -> None:
    """A command that is not declared, or not in its harmless form, never leaves."""
    with pytest.raises(Forbidden):
        guarded(words)


# --- hostile ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trap", "kind"),
    [
        (hostile.silent, "timeout"), (hostile.closing, "not-this-protocol"), (hostile.garbage, "not-this-protocol"),
        (lambda: hostile.huge_header("mongodb"), "hostile"), (hostile.drip, "timeout"),
        (lambda: hostile.replying(b"HTTP/1.1 400 Bad Request\r\n\r\n", then="close"), "not-this-protocol"),
        (lambda: hostile.replying(b"-ERR unknown command\r\n" * 4), "not-this-protocol"),
    ],
)  # fmt: skip
def test_what_is_no_mongodb_is_said_to_be_none(trap: Any, kind: str) -> None:
    """Silence, garbage, other protocols and giant headers each end soon, by their own name."""
    started = time.monotonic()
    with trap() as server:
        assert failure(server.port) == kind
    assert time.monotonic() - started < 12


def _deep(levels: int) -> bytes:
    sizes = (struct.pack("<i", 5 + 8 * (levels - i)) for i in range(levels))
    return b"".join(size + b"\x03a\0" for size in sizes) + b"\x05\0\0\0\0" + b"\0" * levels


def _cursor(number: object, batch: object = "firstBatch", documents: object = ()) -> dict[str, Any]:
    return {"cursor": {batch: documents, "id": number, "ns": "crm.people"}, "ok": 1.0}


TWISTS: dict[str, tuple[str, Any]] = {
    "a hundred thousand levels": ("listDatabases", _deep(100_000)),
    "a document longer than its message": ("listDatabases", struct.pack("<i", 5000) + b"\x10a\0\0\0\0\0\0"),
    "a negative length": ("listDatabases", struct.pack("<i", -5) + b"\0" * 20),
    "no document": ("find", b"\x05\0\0\0\0"),
    "a cursor that is a number": ("find", {"cursor": 5, "ok": 1.0}),
    "a cursor without a batch": ("find", {"cursor": {"id": Int64(0)}, "ok": 1.0}),
    "a batch that is text": ("find", _cursor(Int64(0), documents="x")),
    "another cursor than before": ("getMore", _cursor(Int64(99), "nextBatch", [{"n": 1}])),
    "an endless cursor": ("getMore", lambda words: _cursor(words["getMore"], "nextBatch", [])),
    "an array longer than the message": (
        "find", b"\x30\0\0\0\x03cursor\0\x24\0\0\0\x04firstBatch\0\xff\xff\xff\x7f" + b"\0" * 12),
}  # fmt: skip


@pytest.mark.parametrize("name", TWISTS)
def test_hostile_replies_end_as_such(name: str) -> None:
    """Wrong lengths, endless and exchanged cursors, nesting without end: hostile, and soon."""
    at, reply = TWISTS[name]
    twist = lambda verb, words, _: (reply(words) if callable(reply) else reply) if verb == at else None  # noqa: E731
    rows = [{"_id": i, "x": "y" * 100} for i in range(5_000)]
    with Fake(data={"crm": {"people": rows}}, twist=twist) as fake:
        assert failure(fake.port) == "hostile"


def test_a_query_that_the_server_ends_is_no_finding_of_nothing() -> None:
    """A cursor that runs out of time or is killed under way is a failure, never an end."""
    rows = [{"_id": i, "x": "y" * 100} for i in range(5_000)]
    for code, kind in ((50, "over-budget"), (43, "interrupted")):
        twist = lambda verb, *_, code=code: {"ok": 0.0, "code": code} if verb == "getMore" else None  # noqa: E731
        with Fake(data={"crm": {"people": rows}}, twist=twist) as fake:
            assert failure(fake.port) == kind


def test_a_collection_that_may_not_be_read_says_so() -> None:
    """Refused with code 13 is a failure of that container."""
    with Fake(data=DATA, twist=lambda verb, *_: {"ok": 0.0, "code": 13} if verb == "find" else None) as fake:
        assert failure(fake.port) == "wrong-credentials"


def test_more_documents_than_the_server_says_it_has_are_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection without an end is left, however small its count says it is."""
    monkeypatch.setattr("nightlatch.stores._mongodb_read._SLACK", 100)
    endless = [{"_id": i} for i in range(2_000)]

    def twist(verb: str, words: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any] | None:
        return _cursor(words["getMore"], "nextBatch", endless) if verb == "getMore" else None

    with Fake(data={"crm": {"people": endless}}, twist=twist) as fake, session(fake.port) as one:
        container = Container(name="x", key=("crm", "people"), records=Count.of(1))
        with pytest.raises(Failed) as raised:
            for _ in one.read(container, WHOLE):
                pass
    assert raised.value.failure.kind == "hostile"


def test_a_server_that_slows_down_is_left_alone() -> None:
    """Three replies in a row, each far slower than the best, end the reading."""
    with Fake() as fake, session(fake.port) as one:
        pace = Pace()
        pace.note(one.greeted.wire, 8 << 20, 0.05)
        for _ in range(2):
            pace.note(one.greeted.wire, 1 << 20, 5.0)
        with pytest.raises(Failed) as raised:
            pace.note(one.greeted.wire, 1 << 20, 5.0)
    assert raised.value.failure.kind == "over-budget"


def test_a_version_too_old_to_list_is_named() -> None:
    """MongoDB 3.0 and older are told apart from what is no MongoDB."""
    with Fake(version="2.6.12", wire=2, speaks_msg=False, lacks=frozenset({"hello"})) as fake:
        assert failure(fake.port) == "unsupported-version"
