"""What the common suite cannot say of SQL Server: encryption, logins, choke point, token streams of every kind."""

from __future__ import annotations

import json
import socket
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading, _mssql_talk
from nightlatch.stores import _mssql_batches as batch
from nightlatch.stores import _mssql_read as reader
from nightlatch.stores import _mssql_tokens as tds
from nightlatch.stores import _mssql_wire as wire
from nightlatch.stores._mssql_access import Database, Server, Table, notes, rights
from nightlatch.stores._mssql_talk import Talk
from tests.lab import hostile
from tests.lab import mssql_fake as fake
from tests.lab.hostile import Trap
from tests.lab.servers.mssql import python
from tests.stores.cases import mssql as case
from tests.stores.looking import ASK, canned, session, short, values

_GOOD = wire.answer((15, 0, 2000), wire.OFF)
_SECRET = "S3cret"
_SA = Login(user="sa", password=_SECRET)


def answering(encryption: int) -> Trap:
    """Answers PRELOGIN, and hangs up on what is none."""

    def talk(link: socket.socket, over: object) -> None:
        while (data := link.recv(4096)) and data[0] == wire.PRELOGIN:
            link.sendall(wire.answer((15, 0, 2000), encryption))

    return Trap(talk)


def failing(**more: Any) -> Failed:
    """How a session with a fake that is made so fails."""
    login = more.pop("login", _SA)
    with (
        case.fake(**more).serve() as trap,
        pytest.raises(Failed) as failed,
        session("mssql", trap.port, login=login) as found,
    ):
        found.access()
        list(found.containers())
    assert "somebody" not in str(failed.value) and _SECRET not in repr(failed.value.failure)
    return failed.value


@pytest.mark.parametrize(("encryption", "offered", "required", "words"), [
    (wire.OFF, True, False, "of logins only"), (wire.ON, True, True, "of everything"),
    (wire.NOT_SUPPORTED, False, False, "in the clear"), (wire.REQUIRED, True, True, "required"),
])  # fmt: skip
def test_what_is_done_about_encryption_is_told(encryption: int, offered: bool, required: bool, words: str) -> None:
    """By the answer to a client that asks for the encryption of logins only."""
    with answering(encryption) as trap, session("mssql", trap.port) as found:
        assert (found.identity.tls.offered, found.identity.tls.required) == (offered, required)
        assert words in found.access().notes[0] and list(found.containers()) == []


def test_a_client_that_others_wrote_reads_what_the_fake_says(tmp_path: Path) -> None:
    """python-tds gets the very rows out of it, and the number of the error that a wrong password is answered with."""
    batches = [batch.WHO, batch.DATABASES, batch.use("crm"), batch.TABLES, batch.COLUMNS, batch.MINE_IN_DATABASE]
    server = case.fake()
    file = tmp_path / "given.json"
    file.write_text(json.dumps({"user": "reader", "password": "pw", "batches": batches}))
    program = Path(fake.__file__).with_name("mssql_client.py")
    with server.serve() as trap:
        words = [python(), program, str(trap.port), case.pair()[0], file]
        told = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    answers = case.answers(server, "reader")["crm"]
    assert told[-1] == 18456
    for text, rows in zip(batches, told, strict=False):
        assert rows == (None if text == batch.use("crm") else [list(row) for row in answers[text][1]])


@pytest.mark.parametrize(("encryption", "required"), [(wire.OFF, False), (wire.REQUIRED, True)])
def test_a_login_goes_inside_tls_whatever_the_server_encrypts(encryption: int, required: bool) -> None:
    """Everything does, and the certificate is told; whether others have to is told by what it asked of us before."""
    with case.fake(encryption=encryption).serve() as trap, session("mssql", trap.port, login=_SA) as found:
        tls = found.identity.tls
        assert (tls.used, tls.offered, tls.required) == (True, True, required)
        assert tls.certificate is not None and "127.0.0.1" in tls.certificate.names
        assert found.access().principal.name == "sa" and not found.access().principal.anonymous


def test_a_password_is_never_sent_without_encryption() -> None:
    """A server that offers none gets PRELOGIN and no more."""
    heard: list[bytes] = []

    def talk(link: socket.socket, over: object) -> None:
        while data := link.recv(4096):
            heard.append(data)
            link.sendall(wire.answer((15, 0, 2000), wire.NOT_SUPPORTED))

    with Trap(talk) as trap, pytest.raises(Failed) as failed, session("mssql", trap.port, login=_SA):
        pass
    assert failed.value.failure.kind == "tls" and "without" in failed.value.failure.what
    assert heard == [wire.prelogin()]


def test_a_server_that_would_go_on_in_the_clear_gets_no_password() -> None:
    """[MS-TDS] 2.2.6.5 knows no such answer to a client that asks for encryption of everything."""
    with answering(wire.OFF) as trap, pytest.raises(Failed) as failed, session("mssql", trap.port, login=_SA):
        pass
    assert failed.value.failure.kind == "hostile" and "in the clear" in failed.value.failure.what


@pytest.mark.parametrize(("refusal", "kind"), [
    (18456, "wrong-credentials"), (18486, "wrong-credentials"), (4060, "wrong-credentials"),
    (40615, "connection-refused"),
])  # fmt: skip
def test_a_login_that_is_turned_away_says_why(refusal: int, kind: str) -> None:
    """By the number of the error; its text, which names the login, is not kept."""
    failed = failing(login=Login(user="sa", password="wrong"), refusal=refusal)
    assert failed.failure.kind == kind and str(refusal) in failed.failure.what


def test_a_wrong_password_is_tried_once() -> None:
    """Another attempt might lock the account."""
    server = case.fake()
    with (
        server.serve() as trap,
        pytest.raises(Failed),
        session("mssql", trap.port, login=Login(user="sa", password="x")),
    ):
        pass
    assert trap.connections == 2  # PRELOGIN, and the login


@pytest.mark.parametrize(("said", "kind"), [
    (b"\xe3\x09\x00\x14\x06\x00\x00\x99\x05\x00\x00\x00\x00\x00", "out-of-scope"), (b"\x00", "hostile"), (b"", "hostile"),
    (b"\xed\x02\x00ab", "hostile"), (b"\xad\x01\x00\x01", "hostile"), (b"\xaa\x01\x00\x01", "hostile"),
    (b"\xae" + b"\x01\xff\xff\xff\x7f", "hostile"), (b"\xae" + b"\x01\0\0\0\0" * 300, "hostile"),
    (b"\xd1", "hostile"), (b"\xd1" * 1000, "hostile"), (b"\xfd\0", "hostile"),
])  # fmt: skip
def test_a_login_answered_with_something_else_fails(said: bytes, kind: str) -> None:
    """Among it a routing to another server, which is not followed."""
    assert failing(mangled=lambda tokens: said).failure.kind == kind


def test_a_routing_after_the_login_is_not_followed() -> None:
    """It comes after the acknowledgement, in the same answer."""
    route = b"\xe3\x09\x00\x14\x06\x00\x00\x99\x05\x00\x00\x00\x00\x00"
    assert failing(mangled=lambda tokens: tokens[:-13] + route + tokens[-13:]).failure.kind == "out-of-scope"


def test_sql_server_2000_is_not_spoken_to() -> None:
    """Its token streams have other lengths."""
    assert failing(protocol=0x71000001).failure.kind == "unsupported-version"


@pytest.mark.parametrize("said", [
    b"\x81\x01\x00" + bytes(6) + b"\xf1\0\0" + b"\xfd" + bytes(12), b"\x81\xfe\xff", b"\x81\x01\x00" + bytes(6) + b"\xe7\xff\xff",
    b"\x81\x02\x00" + (bytes(6) + b"\x38\0") * 2 + (b"\xd1" + bytes(8)) * 9 + b"\xfd" + bytes(12),
    b"\x81\x01\x00" + bytes(6) + b"\x26\x04\0" + b"\xd1\x09" + bytes(9), b"\xe4\xff\xff\xff\xff", b"\xfe",
])  # fmt: skip
def test_a_catalogue_of_another_shape_is_hostile(said: bytes) -> None:
    """Types, columns and lengths that were not asked for."""

    def mangled(tokens: bytes) -> bytes:
        is_needed = b"\xad" in tokens[:40] or len(tokens) == 13  # the login, and what is answered without rows
        return tokens if is_needed else said

    assert failing(mangled=mangled).failure.kind == "hostile"


def test_a_catalogue_without_an_end_costs_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of nulls is two bytes on the wire and much more than that in memory."""
    head = b"\x81\x01\x00" + bytes(6) + b"\xe7\x78\x00" + bytes(5) + b"\0"
    rows = head + b"\xd2\x01" * 20_000 + b"\xfd" + bytes(12)
    asked = iter(range(10))
    monkeypatch.setattr(_mssql_talk, "_CELLS", 90_000)

    def mangled(tokens: bytes) -> bytes:
        return rows if next(asked) == 4 else tokens  # what the login may do on the server

    assert failing(mangled=mangled).failure.kind == "over-budget"


def test_what_is_sealed_or_of_a_type_of_its_own_is_named_and_not_read() -> None:
    """Columns under Always Encrypted would fail the whole statement."""
    columns = [("id", "int"), ("card", "nvarchar sealed"), ("mood", "moods"), ("shot", "varbinary"),
               ("at", "geography"), ("speed", "float"), ("day", "date"), ("more", "nvarchar")]  # fmt: skip
    row = {"id": 7, "card": "x", "shot": b"\xff\xd8", "at": (12.5, 41.25), "speed": 1.5, "day": "2026-11-23",
           "more": '{"mail":"a@example.org"}'}  # fmt: skip
    server = case.fake(databases={"crm": {"dbo.t": (columns, [row, {"id": None}])}})
    with server.serve() as trap, session("mssql", trap.port, login=_SA) as found:
        found.access()
        (one,) = found.containers()
        assert one.fields == ("id", "card", "mood", "shot", "at", "speed", "day", "more") and one.is_readable
        read = values(found.read(one, Reading()))
    assert {path: [str(value) for value in some] for path, some in read.items()} == {
        "id": ["7"], "shot": [str(b"\xff\xd8")], "at": [str(struct.pack("<BIdd", 1, 1, 12.5, 41.25))],
        "speed": ["1.5"], "day": ["2026-11-23"], "more.mail": ["a@example.org"],
    }  # fmt: skip


def test_views_are_read_where_no_table_may_be() -> None:
    """Of their rows nobody keeps a count."""
    tables = {"dbo.people": case.table(case.people()[:5]), "dbo.shown": case.table(case.people()[:5])}
    may = fake.Grants(tables={"dbo.shown": frozenset({"SELECT"}), "dbo.people": frozenset({"INSERT"})})
    accounts = {"v": fake.Account(password="pw", databases={"crm": may})}
    server = case.fake(databases={"crm": tables}, accounts=accounts, views=frozenset({"dbo.shown"}))
    login = Login(user="v", password="pw")
    with server.serve() as trap, session("mssql", trap.port, login=login) as found:
        assert short(found.access()) == "C=some R=some U=no D=no A=no"
        told = {one.name: (one.is_readable, one.records.value) for one in found.containers()}
        assert told == {"crm.dbo.people": (False, 5), "crm.dbo.shown": (True, None)}
        shown = next(one for one in found.containers() if one.is_readable)
        assert len(values(found.read(shown, Reading()))["person_id"]) == 5


def test_a_sample_that_is_left_in_the_middle_costs_a_new_connection_and_no_more() -> None:
    """The rest of an answer is not waited for."""
    server = case.fake(estimate=lambda rows: rows * 100)
    with server.serve() as trap, session("mssql", trap.port, login=_SA) as found:
        one = next(one for one in found.containers() if "people" in one.name)
        first = next(iter(found.read(one, Reading(records=50, bytes=1))))
        again = values(found.read(one, Reading(records=50)))
    assert first.records <= 50 and len(again["name"]) <= 50
    assert trap.connections in (2, 3)
    sampled = [text for text in server.asked if "TABLESAMPLE" in text]
    assert sampled and all("REPEATABLE (0)" in text and "PERCENT" in text for text in sampled)


def test_no_more_is_read_than_was_asked_for() -> None:
    """Whatever a server sends; all of it where all is wanted."""
    with case.fake(is_lavish=True).serve() as trap, session("mssql", trap.port, login=_SA) as found:
        one = next(one for one in found.containers() if "sightings" in one.name)
        assert len(values(found.read(one, Reading(records=10)))["tracker"]) == 10
        assert len(values(found.read(one, Reading(full=True, records=10)))["tracker"]) == 900


@pytest.mark.parametrize(("number", "kind"), [(229, "wrong-credentials"), (1222, "unsupported-version")])
def test_a_table_that_cannot_be_read_is_not_called_empty(number: int, kind: str) -> None:
    """Its failure has the number of the error."""
    server = case.fake(refuses={"[dbo].[people]": number})
    with server.serve() as trap, session("mssql", trap.port, login=_SA) as found:
        one = next(one for one in found.containers() if "people" in one.name)
        with pytest.raises(Failed) as failed:
            list(found.read(one, Reading()))
    assert failed.value.failure.kind == kind and str(number) in failed.value.failure.what


def test_a_table_that_takes_no_sample_is_read_from_its_beginning() -> None:
    """Memory-optimized and external tables are of that sort."""
    server = case.fake(estimate=lambda rows: rows * 10, refuses={"TABLESAMPLE": 494})
    with server.serve() as trap, session("mssql", trap.port, login=_SA) as found:
        one = next(one for one in found.containers() if "people" in one.name)
        assert len(values(found.read(one, Reading(records=30)))["name"]) == 30


def test_what_was_read_before_the_time_was_up_stays_read() -> None:
    """The rest is not waited for, and is no failure."""
    server = case.fake(stalls_after=40_000)
    with server.serve() as trap, session("mssql", trap.port, login=_SA) as found:
        one = next(one for one in found.containers() if "sightings" in one.name)
        read = values(found.read(one, Reading(full=True, seconds=1.0)))
    assert 100 < len(read["tracker"]) < 900


def test_a_named_database_is_the_only_one_looked_at() -> None:
    """As on Azure SQL, where the others are not seen."""
    with case.fake().serve() as trap, session("mssql", trap.port, login=_SA, database="hr") as found:
        assert [one.name for one in found.containers()] == ["hr.dbo.[odd] name"]


def _in(name: str = "crm", *tables: Table, **more: Any) -> Database:
    return Database(name=name, tables=tables, **more)


def _table(*may: str, in_part: frozenset[str] = frozenset()) -> Table:
    return Table(schema="dbo", name="t", rows=1, is_view=False, may=frozenset(may), in_part=in_part)


_ALL_FOUR = frozenset(batch.WORDS)


@pytest.mark.parametrize(("server", "databases", "wanted"), [
    (Server(name="a", is_sysadmin=True), [], "C=all R=all U=all D=all A=all"),
    (Server(name="a"), [], "C=no R=no U=no D=no A=no"),
    (Server(name="a", permissions=None), [], "C=no R=no U=no D=no A=?"),
    (Server(name="a", permissions=frozenset({"CONTROL SERVER"})), [_in(permissions=None)], "C=? R=? U=? D=? A=all"),
    (Server(name="a", permissions=frozenset({"CONNECT SQL", "VIEW ANY DATABASE"})),
     [_in("crm", _table(*batch.WORDS), permissions=_ALL_FOUR)], "C=all R=all U=all D=all A=no"),
    (Server(name="a"), [_in("crm", _table("SELECT"), _table(), permissions=frozenset({"SELECT"}))],
     "C=no R=some U=no D=no A=no"),  # denied on one table
    (Server(name="a"), [_in("crm", _table("SELECT", in_part=frozenset({"SELECT"})), permissions=frozenset({"SELECT"}))],
     "C=no R=some U=no D=no A=no"),
    (Server(name="a"), [_in("crm", _table("SELECT"), permissions=frozenset({"SELECT"})), _in("hr", is_entered=False)],
     "C=no R=some U=no D=no A=no"),
    (Server(name="a"), [_in("crm", _table(*batch.WORDS), permissions=_ALL_FOUR, is_read_only=True)],
     "C=no R=all U=no D=no A=no"),
    (Server(name="a"), [_in(permissions=frozenset({"ALTER"}))], "C=some R=no U=no D=some A=some"),
    (Server(name="a"), [_in(permissions=frozenset({"CREATE TABLE"}))], "C=some R=no U=no D=no A=no"),
    (Server(name="a", others=2), [], "C=? R=? U=? D=? A=?"),
    (Server(name="a"), [_in("crm", _table("SELECT"), permissions=frozenset({"EXECUTE"}), routines=1)],
     "C=? R=some U=? D=? A=?"),
])  # fmt: skip
def test_permissions_become_rights(server: Server, databases: list[Database], wanted: str) -> None:
    """By hand, after Microsoft's pages on permissions and ownership chains."""
    from nightlatch.model import Access, Principal

    told = rights(server, databases)
    assert short(Access(principal=Principal(name="a", anonymous=False), rights=told)) == wanted
    assert all(one.evidence for one in told.values())


def test_what_limits_the_rights_is_said() -> None:
    """Databases that are shut, and such as take no writes."""
    assert notes([_in(), _in(is_entered=False), _in(is_read_only=True)]) == (
        "1 of 3 databases do not let this login in",
        "1 of 3 databases are read-only here: what is written elsewhere is not told",
    )


@pytest.mark.parametrize("text", [
    "SELECT 1", "DROP TABLE t", "USE [a]; DROP TABLE t", "USE [a]] ; DROP TABLE t--]x", batch.WHO + "; SHUTDOWN",
    "SELECT TOP (5) * FROM [dbo].[t]", "SELECT CONVERT(nvarchar(4000), [a]) FROM [dbo].[t] WHERE 1=1",
    "SELECT CONVERT(nvarchar(4000), [a]) INTO [x] FROM [dbo].[t]", "EXEC xp_cmdshell 'x'", "", batch.BELTS + " ",
])  # fmt: skip
def test_nothing_but_what_is_declared_passes_the_choke_point(text: str) -> None:
    """It is an error of ours, and nothing is sent."""
    sent: list[bytes] = []
    stream = canned(b"")
    stream.send = sent.append  # type: ignore[method-assign]
    with pytest.raises(ValueError, match="not declared"):
        Talk(stream, ASK).rows(text, 1)
    assert batch.verb_of(text) is None and sent == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.integers(1, 10**7))
@settings(max_examples=200, deadline=None)
def test_names_of_every_kind_are_quoted(name: str, rows: int) -> None:
    """What a name says is part of the name, and the statement is one that is declared."""
    field = reader.Field(name=name, type="nvarchar")
    for text in reader.statements((name, name), [field, field], rows, Reading()):
        assert batch.verb_of(text) == batch.ROWS
    assert batch.verb_of(batch.use(name)) == "USE"


def test_every_type_is_read_by_a_declared_expression() -> None:
    """All that SQL Server has, but for row versions, vectors and types of somebody's own."""
    for kind in reader._FORMS:
        text = next(iter(reader.statements(("s", "t"), [reader.Field(name="a", type=kind)], None, Reading(full=True))))
        assert batch.verb_of(text) == batch.ROWS, kind


def test_no_password_goes_where_no_tls_is() -> None:
    """Whoever calls it by mistake."""
    with pytest.raises(AssertionError):
        Talk(canned(b""), ASK).log_in(_SA, "h", "", wire.TDS_7_4)


def test_a_login_is_laid_out_as_the_specification_has_it() -> None:
    """The example of [MS-TDS] 4.2 has these offsets; the password example is of 2.2.6.4."""
    sent = wire.login(user="sa", password="ab", client="nightlatch/1 run7 c@example.org", host="db", database="crm")
    body = sent[wire.HEAD :]
    assert sent[:2] == b"\x10\x01" and struct.unpack_from(">H", sent, 2)[0] == len(sent)
    assert struct.unpack_from("<II", body) == (len(body), 0x74000004)
    assert body[26] == 0x20  # read-only intent
    texts = []
    for place in (36, 40, 48, 52, 60, 68):
        start, length = struct.unpack_from("<HH", body, place)
        texts.append(body[start : start + 2 * length].decode("utf-16-le"))
    assert texts == ["nightlatch", "sa", "nightlatch/1 run7 c@example.org", "db", "nightlatch", "crm"]
    assert fake.login_of(body) == ("sa", "ab")
    start, length = struct.unpack_from("<HH", body, 44)
    assert body[start : start + 2 * length] == bytes.fromhex("b3a583a5")


@given(st.binary(max_size=9000))
@settings(max_examples=50, deadline=None)
def test_packets_hold_what_was_put_into_them(payload: bytes) -> None:
    """Each at most 4096 bytes, the last and only the last marked as such."""
    data, found, ends = wire.framed(wire.BATCH, payload), b"", []
    while data:
        kind, status, size = struct.unpack_from(">BBH", data)
        assert kind == wire.BATCH and wire.HEAD <= size <= 4096
        found, data = found + data[wire.HEAD : size], data[size:]
        ends.append(status)
    assert found == payload and ends[-1] == 1 and not any(ends[:-1])


def pieces(data: bytes, step: int) -> Iterator[bytes]:
    for at in range(0, len(data), step):
        yield data[at : at + step]
    while True:
        yield b""


_KINDS = st.sampled_from(["text", "int", "bigint", "bytes"])
_CELLS = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=9), "int": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1), "bytes": st.binary(max_size=9),
}  # fmt: skip


@given(st.data(), st.lists(_KINDS, min_size=1, max_size=12), st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_rows_come_as_they_were_sent(data: st.DataObject, kinds: list[str], step: int) -> None:
    """With nulls among them or without, in pieces of any size."""
    rows = data.draw(st.lists(st.tuples(*(st.none() | _CELLS[kind] for kind in kinds)), max_size=5))
    said = fake.tokens((kinds, rows))
    told = list(tds.tokens(tds.Reader(pieces(said, step).__next__, 1 << 20)))
    assert told[-1] == tds.Done(False)
    back = [
        tuple(
            None if cell is None else tds.text(cell) if kind == "text" else cell if kind == "bytes" else tds.whole(cell)
            for kind, cell in zip(kinds, row, strict=True)
        )
        for row in told[:-1]
        if isinstance(row, list)
    ]
    assert back == rows


@given(st.data(), st.binary(max_size=60), st.integers(0, 400))
@settings(max_examples=400, deadline=None)
def test_no_bytes_break_the_reader_of_tokens(data: st.DataObject, junk: bytes, at: int) -> None:
    """They are tokens, or the stream is called malformed or routed."""
    good = fake.tokens((["text", "int"], [("a", 1), (None, 2)])) + fake.error(18456) + b"\xae\x01\x02\0\0\0ab\xff"
    place = at % len(good)
    for said in (junk, good[:place] + junk + good[place:], good[:place] + junk, good[:3] + junk):
        try:
            for token in tds.tokens(tds.Reader(pieces(said, 7).__next__, 1 << 16)):
                assert isinstance(token, (tds.Ack, tds.Fault, tds.Done, list))
        except (tds.Malformed, tds.Routed):
            pass


def test_an_answer_has_a_bound_in_bytes() -> None:
    """However it goes on."""
    endless = tds.Reader(iter(lambda: b"\xfd" + bytes(12), None).__next__, 1 << 16)
    with pytest.raises(tds.Malformed, match="longer"):
        for _ in tds.tokens(endless):
            pass


@pytest.mark.parametrize("data", [
    b"", _GOOD[:-1], _GOOD + b"\0", b"\x12" + _GOOD[1:], wire.prelogin(), wire.packet(wire.ANSWER, []),
    wire.packet(wire.ANSWER, [(0, bytes(5)), (1, b"\0")]), wire.packet(wire.ANSWER, [(0, bytes(6)), (1, b"\x09")]),
    wire.packet(wire.ANSWER, [(1, b"\0"), (0, bytes(6))]), wire.packet(wire.ANSWER, [(0, bytes(6))] * 2),
    struct.pack(">BBHHBB", 4, 1, 14, 0, 1, 0) + b"\0\xff\xff\xff\xff\xff",
])  # fmt: skip
def test_what_is_no_answer_is_none(data: bytes) -> None:
    """Every length and offset lies within the message, and the version stands first."""
    assert wire.told(data) is None


def test_an_answer_tells_the_version() -> None:
    """Major, minor and build."""
    assert wire.told(_GOOD) == wire.Told("15.0.2000", wire.OFF)


@given(st.binary(max_size=100), st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data: bytes, at: int) -> None:
    """They are an answer, or they are none."""
    wire.told(data)
    wire.told(struct.pack(">BBHHBB", 4, 1, 8 + len(data), 0, 1, 0) + data)
    place = at % len(_GOOD)
    wire.told(_GOOD[:place] + data[:1] + _GOOD[place + 1 :])


def test_another_protocol_is_told() -> None:
    """HTTP, for one."""
    with (
        pytest.raises(Failed) as failed,
        hostile.replying(b"HTTP/1.1 400 Bad Request\r\n\r\n") as trap,
        session("mssql", trap.port),
    ):
        pass
    assert failed.value.failure.kind == "not-this-protocol"


@pytest.mark.parametrize(("flight", "kind"), [
    (b"\x12\x01\x00\x08\0\0\0\0", "hostile"), (b"\x12\x01\x00\x0d\0\0\0\0hello", "tls"), (b"\x12\x01\x00\x02\0\0\0\0", "hostile"),
    (b"HTTP/1.1 400 Bad\r\n", "hostile"), (b"\x12\x00\xff\xff" + bytes(0xFFFF - 4), "hostile"),
    (b"\x12\x01\x00\x0f\0\0\0\0\x15\x03\x03\x00\x02\x02\x28", "tls"),
])  # fmt: skip
def test_a_handshake_answered_with_something_else_fails(flight: bytes, kind: str, tmp_path: Path) -> None:
    """Bounded in bytes and in turns."""

    def talk(link: socket.socket, over: object) -> None:
        link.recv(4096)
        link.sendall(wire.answer((15, 0, 2000), wire.ON))
        while link.recv(65536):
            link.sendall(flight * (8 if len(flight) > 100 else 1))

    with Trap(talk) as trap, pytest.raises(Failed) as failed, session("mssql", trap.port, login=_SA):
        pass
    assert failed.value.failure.kind == kind
