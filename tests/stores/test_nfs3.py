"""NFS 3: what goes out, answers as RFC 1813 writes them, where MOUNT is looked for, and servers that say odd things."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.addresses import LOOPBACK
from nightlatch.dial import Dialer
from nightlatch.model import Failed, Target
from nightlatch.scope import Grant, Listing, Scope
from nightlatch.stores import Reading, _nfs3
from nightlatch.stores import _nfs3_talk as talking
from nightlatch.stores import _nfs3_wire as wire
from tests import lab
from tests.lab import ganesha_door, hostile, netns
from tests.lab.nfs3_fake import NfsFake, Share
from tests.lab.servers import ganesha3
from tests.stores.looking import ASK, short, values

FILES = (("a.txt", b"one\ntwo\n"), ("b/c.txt", b"three\n"), ("b/d/e.txt", b"four\n"))
OPEN = Share(path="/srv/backup", files=FILES, folder_mode=0o777, file_mode=0o666)
HELLO = wire.call("NFS NULL", wire.HELLO_NUMBER)


@contextmanager
def session(port: int, scope: Scope | None = None) -> Iterator[_nfs3.Nfs3Session]:
    """A session in version 3 with whatever listens on that port of loopback."""
    target = Target(url=f"nfs://127.0.0.1:{port}", kind="nfs", host="127.0.0.1", port=port)
    with Dialer(scope or Scope.loopback()) as dialer, _nfs3.begun(target, dialer, ASK) as one:
        yield one


def reply(body: bytes, number: int = wire.HELLO_NUMBER, *, head: bytes = bytes(16)) -> bytes:
    """An accepted reply to call *number*, in one record."""
    message = struct.pack(">II", number, 1) + head + body
    return struct.pack(">I", 1 << 31 | len(message)) + message


def test_nothing_but_what_is_declared_goes_out() -> None:
    """A procedure that is not declared has no number; those that write are none of them."""
    for verb in ("NFS WRITE", "NFS REMOVE", "MOUNT UMNTALL", ""):
        with pytest.raises(wire.Undeclared):
            wire.call(verb, 1)
    numbers = {wire._PROCEDURES[verb][2] for verb in wire.READS if verb.startswith("NFS")}
    assert not numbers & {2, 7, 8, 9, 10, 11, 12, 13, 14, 15, 21}  # SETATTR, WRITE, CREATE ... LINK, COMMIT
    assert wire.call("NFS NULL", 1).hex() == "80000028" + "00000001" + "00000000" + "00000002" + "000186a3" + (
        "00000003" + "00000000" + "00" * 16
    )


def test_what_one_connection_sent_is_told() -> None:
    """Calls one after the other; what is none is a question mark."""
    sent = wire.call("NFS NULL", 1) + wire.call("MOUNT EXPORT", 2, who=wire.identity("me"))
    assert list(wire.calls(sent)) == ["NFS NULL", "MOUNT EXPORT"]
    assert list(wire.calls(sent + b"GET /")) == ["NFS NULL", "MOUNT EXPORT", "?"]
    write = bytearray(wire.call("NFS READ", 3, bytes(16)))
    write[27] = 7
    assert list(wire.calls(bytes(write))) == ["?"]


def test_files_are_read_and_the_server_is_left_as_it_was() -> None:
    """Every MNT is taken back, nothing was changed, and who came stands in the calls: our name, and nobody's number."""
    with NfsFake((OPEN,), page=2, fragment=50) as server:
        with session(server.port) as one:
            assert short(one.access()) == "C=all R=all U=all D=all A=?"
            (found,) = one.containers()
            assert found.name == "/srv/backup" and one.count(found).value == 4
            assert sorted(values(one.read(found, Reading(full=True)))["line"]) == ["four", "one", "three", "two"]
        assert server.clients == [] and server.changes == []
        assert server.numbers == {65534} and server.machines == {ASK.client.encode()}


def test_a_long_file_is_read_by_its_beginning() -> None:
    """In pieces of 64 KiB, and no further than is asked for."""
    share = Share(path="/srv/backup", files=(("a.txt", b"a line\n" * 100_000),))
    with NfsFake((share,)) as server, session(server.port) as one:
        (found,) = one.containers()
        assert sum(batch.bytes for batch in one.read(found, Reading())) == 64 << 10


def test_handles_that_a_list_leaves_out_are_asked_for() -> None:
    """READDIRPLUS may leave out attributes and handles: LOOKUP has them."""
    with NfsFake((OPEN,), gives_handles=False) as server, session(server.port) as one:
        (found,) = one.containers()
        assert one.count(found).value == 4


def test_links_are_not_followed() -> None:
    """A link is neither a file nor a folder."""
    share = Share(path="/srv/backup", files=FILES, links=("etc",))
    with NfsFake((share,)) as server, session(server.port) as one:
        (found,) = one.containers()
        assert found.records.value == 3


def test_an_export_within_another_is_counted_once() -> None:
    """It is a container of its own."""
    inner = Share(path="/srv/backup/b", files=(("c.txt", b"three\n"),))
    with NfsFake((OPEN, inner)) as server, session(server.port) as one:
        assert {found.name: found.records.value for found in one.containers()} == {"/srv/backup": 1, "/srv/backup/b": 1}


def test_the_catalogue_is_had_without_names_of_files() -> None:
    """Exports by their paths, and how many files their file systems hold."""
    with NfsFake((OPEN,)) as server, session(server.port) as one:
        (found,) = one.catalogue()
        assert found.records.value is None and "holds 600 files" in found.records.method


def test_a_folder_that_is_not_told_to_its_end_is_not_called_whole() -> None:
    """A server that stops answering in the middle of a folder leaves its count open."""
    many = Share(path="/srv/backup", files=tuple((f"{at}.txt", b"x\n") for at in range(30)))
    with NfsFake((many,), stops_after=2) as server, session(server.port) as one:
        (found,) = one.containers()
        assert not found.records.exact and found.records.value != 30
        assert not one.count(found).exact


def test_a_folder_that_is_told_again_and_again_is_hostile() -> None:
    """The place to go on from has to move."""
    many = Share(path="/srv/backup", files=tuple((f"{at}.txt", b"x\n") for at in range(30)))
    with (
        NfsFake((many,), stands_still=True) as server,
        session(server.port) as one,
        pytest.raises(Failed) as failed,
    ):
        list(one.containers())
    assert failed.value.failure.kind == "hostile"


def test_a_folder_that_is_sticky_proves_no_export_read_only() -> None:
    """In it only owners may delete, whatever its mode lets everybody do."""
    share = Share(path="/srv/backup", folder_mode=0o1777, is_read_only=True)
    with NfsFake((share,)) as server, session(server.port) as one:
        assert short(one.access()) == "C=? R=all U=? D=? A=?"


def test_a_list_without_exports_proves_nothing() -> None:
    """What is not listed may be there."""
    with NfsFake(()) as server, session(server.port) as one:
        found = one.access()
        assert short(found) == "C=? R=? U=? D=? A=?" and list(one.containers()) == []
        assert any("lists no export" in note for note in found.notes)


@pytest.mark.parametrize("groups", [(), ("*",), ("192.0.2.10",)])
def test_a_refusal_to_a_port_above_1023_is_no_proof(groups: tuple[str, ...]) -> None:
    """Linux refuses ports above 1023 with the very same code: no export is called shut for that, whoever it is for."""
    share = Share(path="/srv/backup", files=FILES, groups=groups)
    with NfsFake((share,), wants_low_port=True) as server, session(server.port) as one:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(talking, "_reserved", _not_permitted)
            found = one.access()
        assert short(found) == "C=? R=? U=? D=? A=?"
        assert any("run as root" in note for note in found.notes)


def _not_permitted(*words: object) -> Any:
    raise PermissionError


def test_a_port_below_1024_is_tried_where_it_can_be_had() -> None:
    """It keeps nobody out; the report says that it was wanted."""
    with NfsFake((OPEN,), wants_low_port=True) as server, session(server.port) as one:
        found = one.access()
        if any("run as root" in note for note in found.notes):
            pytest.skip("NOT TESTED: ports below 1024 take root")
        assert short(found) == "C=all R=all U=all D=all A=?"
        assert any("below 1024 only" in note for note in found.notes)
        assert [one.count(each).value for each in one.containers()] == [4]


def test_a_refusal_to_a_port_below_1024_is_proof() -> None:
    """Whoever is not let in from there either is shut out."""
    share = Share(path="/srv/backup", lets_in=False)
    with NfsFake((share,)) as server, session(server.port) as one:
        found = one.access()
        if any("run as root" in note for note in found.notes):
            pytest.skip("NOT TESTED: ports below 1024 take root")
        assert short(found) == "C=no R=no U=no D=no A=no"


@contextmanager
def apart(monkeypatch: pytest.MonkeyPatch, **mount: int) -> Iterator[NfsFake]:
    """A server whose NFS port does not speak MOUNT, and a port mapper that knows where it is."""
    with NfsFake((OPEN,)) as both, NfsFake((OPEN,), has_mount=False) as nfs:
        mapped = {100005: mount.get("at", both.port)}
        with NfsFake((), has_mount=False, mapped=mapped) as mapper:
            monkeypatch.setattr(talking, "PORTMAPPER", mapper.port)
            yield nfs


def test_mount_is_found_by_the_port_mapper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The port mapper of the same address names the port."""
    with apart(monkeypatch) as server, session(server.port) as one:
        assert short(one.access()) == "C=all R=all U=all D=all A=?"
        assert one.access().notes[0].startswith("number 65534")


def test_a_port_mapper_that_knows_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Port 0 means that the program is not there."""
    with apart(monkeypatch, at=0) as server, session(server.port) as one:
        assert short(one.access()) == "C=? R=? U=? D=? A=?"
        assert one.access().notes == ("the port mapper knows of no MOUNT: exports can be neither listed nor entered",)


def only_port(port: int) -> Scope:
    """A scope that lists one port of loopback."""
    now = datetime.now(UTC)
    grant = Grant(
        owner="o", contact="csirt@example.org", granted_by="", valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=1), standing="owner",
    )  # fmt: skip
    listed = Listing(networks=LOOPBACK, ports=((port, port),))
    return Scope(name="test", standing="owner", grant=grant, targets_listed=listed)


def test_ports_out_of_scope_are_said_and_not_contacted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scope that lists the port of NFS alone keeps us from the port mapper."""
    with apart(monkeypatch) as server, session(server.port, only_port(server.port)) as one:
        found = one.access()
        assert one.talk.dialer.connections == 1
        assert short(found) == "C=? R=? U=? D=? A=?" and "is not in scope" in found.notes[0]


@pytest.mark.parametrize(
    "said",
    [
        reply(b"", head=bytes(12) + b"\0\0\0\1"),
        reply(struct.pack(">II", 5, 90), head=bytes(12) + b"\0\0\0\2"),
        b"\x7f\xff\xff\xff" + bytes(100),
        bytes(4) * 100,
        HELLO,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
)
def test_what_is_no_nfs_is_said_to_be_none(said: bytes) -> None:
    """A port mapper, versions that there are not, an endless record, empty fragments, an echo, a web server."""
    with hostile.replying(said, then="close") as trap, pytest.raises(Failed) as failed, session(trap.port):
        pass
    assert failed.value.failure.kind == "not-this-protocol"


def test_other_versions_are_told() -> None:
    """A server of version 4 alone says so."""
    with NfsFake((OPEN,), versions=(4, 4)) as server, pytest.raises(wire.Mismatch) as other, session(server.port):
        pass
    assert (other.value.low, other.value.high) == (4, 4)


def test_a_server_that_believes_nobody_is_not_called_shut() -> None:
    """It may believe another kind of authentication."""
    said = reply(b"", head=struct.pack(">III", 1, 1, 5))
    with hostile.replying(said) as trap, session(trap.port) as one:
        assert short(one.access()) == "C=? R=? U=? D=? A=?" and list(one.containers()) == []


def test_a_server_that_turns_strange_later_is_hostile() -> None:
    """An answer to another call than the last, after a good one."""
    said = (reply(b""), reply(b"", wire.HELLO_NUMBER + 9))
    with (
        hostile.replying(*said, then="repeat") as trap,
        session(trap.port) as one,
        pytest.raises(Failed) as failed,
    ):
        one.access()
    assert failed.value.failure.kind == "hostile"


PARSERS = (
    wire.exports, wire.mounted, wire.granted, wire.looked_up, wire.page, wire.files_in_use, wire.attributes,
    lambda xdr: wire.contents(xdr, 100),
)  # fmt: skip


@given(st.lists(st.sampled_from([bytes(4), b"\0\0\0\1", b"\0\0\0\x08", b"\xff" * 4, b"/srv", b"name"]), max_size=80))
def test_any_answer_ends(words: list[bytes]) -> None:
    """As a value, as a refusal, or as what it cannot be."""
    data = b"".join(words)
    for parse in PARSERS:
        try:
            parse(wire.Xdr(data))  # type: ignore[operator]
        except (wire.Broken, wire.Refused):
            continue


@given(st.binary(max_size=100))
def test_any_header_ends(data: bytes) -> None:
    """As what follows, as a refusal, or as what it cannot be."""
    try:
        wire.answered(data, 1)
    except (wire.Broken, wire.Refused):
        return


def test_a_real_port_mapper_leads_to_a_real_mount() -> None:
    """Rpcbind and Ganesha at their usual ports, in a network where there is nothing else."""
    lab.require("ganesha3")
    (ganesha, rpcbind), told = ganesha3.programs(), dict[str, object]()

    def body() -> None:
        ganesha3.configure(
            folder,
            (("pub", "Access_Type = RW; Squash = All_Squash; SecType = sys;"),),
            FILES,
            mode=0o777,
            file_mode=0o666,
        )
        started = ganesha_door.begin(folder, str(ganesha.path), str(rpcbind.path), ganesha3.environment())
        try:
            with session(2049) as one:
                told["rights"], told["ports"] = short(one.access()), one.talk.mounting().stream.line.endpoint.port  # type: ignore[union-attr]
                told["counts"] = [(found.name, one.count(found).value) for found in one.containers()]
        finally:
            for process in started:
                process.kill()
                process.wait()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        netns.inside([], {}, body)
    assert told == {
        "rights": "C=all R=all U=all D=all A=?",
        "ports": ganesha_door.MOUNT_PORT,
        "counts": [("/pub", 4)],
    }
