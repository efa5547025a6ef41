"""NFS, real (Ganesha) in versions 4.0 and 3: exports to write, to read, and to nobody here.

What Linux' own server does beyond, which needs its kernel, by fakes: Kerberos, lists of clients, modes.
"""

from __future__ import annotations

import functools
import socket
import struct
from typing import Any

from nightlatch.stores import _nfs3_wire
from nightlatch.stores import _nfs_wire as wire
from tests import lab
from tests.lab import hostile
from tests.lab.nfs3_fake import Share, serve
from tests.stores.cases import NONE, UNKNOWN, Case, Setup
from tests.stores.cases._files import FOUND, tree

_READ = "Access_Type = RO; Squash = All_Squash; SecType = sys;"
_WRITE = "Access_Type = RW; Squash = All_Squash; SecType = sys;"
_SHUT = "Access_Type = None; SecType = sys;"


def server(mode: int = 0o755, **exports: str) -> Any:
    return lab.server("ganesha", files=tree(), exports=tuple(exports.items()), mode=mode)


def verbs(sent: bytes) -> set[str]:
    """The operations of one connection, which speaks one version."""
    if len(sent) >= 24 and (sent[16:20], sent[20:24]) != (struct.pack(">I", 100003), struct.pack(">I", 4)):
        return set(_nfs3_wire.calls(sent))
    found: set[str] = set()
    while len(sent) >= 4:
        length = int.from_bytes(sent[:4], "big") & 0x7FFFFFFF
        reader, sent = wire.Reader(sent[4 : 4 + length]), sent[4 + length :]
        procedure = struct.unpack(">6I", reader.take(24))[5]
        reader.u32()
        reader.opaque(400)
        reader.u32()
        reader.opaque(400)
        if procedure == 0:
            found.add("NULL")
            continue
        reader.opaque(100)
        reader.u32()
        for _ in range(reader.u32()):
            operation = reader.u32()
            found.add(wire.VERBS.get(operation, f"operation {operation}"))
            if operation == wire.LOOKUP:
                reader.opaque(4096)
            else:
                reader.take({wire.ACCESS: 4, wire.READDIR: 32, wire.READ: 28}.get(operation, 0))
    return found


@functools.cache
def wants_kerberos() -> hostile.Trap:
    """A server as RFC 5531 has it that takes a call of nothing, and no other without a better credential."""

    def talk(link: socket.socket, over: object) -> None:
        while asked := link.recv(65536):
            is_nothing = asked[24:28] == bytes(4)
            told = struct.pack(">IIII", 0, 0, 0, 0) if is_nothing else struct.pack(">III", 1, 1, 5)
            data = asked[4:8] + struct.pack(">I", 1) + told
            link.sendall(struct.pack(">I", 0x80000000 | len(data)) + data)

    return hostile.Trap(talk).__enter__()


def server3(*, mode: int = 0o777, file_mode: int = 0o666, **exports: str) -> Any:
    """Ganesha in version 3 alone."""
    return lab.server("ganesha3", files=tree(), exports=tuple(exports.items()), mode=mode, file_mode=file_mode)


@functools.cache
def fake3(**how: Any) -> Any:
    """One export by the fake, shared by all tests that ask for the same."""
    return serve(Share(path="/srv/backup", files=tree(), **how))


_SEEN = "C=? R=all U=? D=? A=?"

CASE = Case(
    kind="nfs",
    setups=(
        Setup(
            name="open to writing", server=lambda: server(0o777, pub=_WRITE), rights="C=all R=all U=all D=all A=?",
            containers={"pub": 307}, finds={"pub": FOUND | {"photo"}}, product="NFS server",
        ),
        Setup(
            name="partial: open to reading", server=lambda: server(0o777, pub=_READ), rights=_SEEN,
            containers={"pub": 307}, finds={"pub": FOUND},
        ),
        Setup(
            name="partial: one export to write, one to read", rights="C=some R=all U=some D=some A=?",
            server=lambda: lab.server(
                "ganesha", files=(("a.txt", b"one\n"),), exports=(("drop", _WRITE), ("pub", _READ)), mode=0o777
            ),
            containers={"drop": 1, "pub": 1},
        ),
        Setup(name="exports nothing to us", server=lambda: server(pub=_SHUT), rights=UNKNOWN, status="incomplete"),
        Setup(
            name="version 3: open to writing", server=lambda: server3(pub=_WRITE), rights="C=all R=all U=all D=all A=?",
            containers={"/pub": 307}, finds={"/pub": FOUND | {"photo"}}, product="NFS server",
        ),
        Setup(
            name="version 3: an export that version 4 does not show", rights="C=all R=all U=all D=all A=?",
            server=lambda: lab.server(
                "ganesha3", files=tree(), exports=(("pub", f"Protocols = 3; {_WRITE}"),), mode=0o777, versions="3, 4"
            ),
            containers={"/pub": 307}, finds={"/pub": FOUND},
        ),
        Setup(
            name="version 3, partial: read only, and told so", server=lambda: server3(pub=_READ),
            rights="C=no R=all U=no D=no A=?", containers={"/pub": 307}, finds={"/pub": FOUND},
        ),
        Setup(
            name="version 3, partial: one export wants Kerberos", rights="C=? R=some U=? D=? A=?",
            server=lambda: server3(mode=0o755, file_mode=0o644, pub=_WRITE, pay="Access_Type = RW; SecType = krb5p;"),
            containers={"/pub": 307, "/pay": (0, 0)},
        ),
        Setup(
            name="version 3, closed: wants Kerberos", rights=NONE, status="closed",
            server=lambda: server3(pay="Access_Type = RW; SecType = krb5, krb5p;"),
        ),
        Setup(
            name="version 3, fake: open to writing", server=lambda: fake3(folder_mode=0o777, file_mode=0o666),
            rights="C=all R=all U=all D=all A=?", containers={"/srv/backup": 307}, finds={"/srv/backup": FOUND},
        ),
        Setup(
            name="version 3, fake: files of a user whom anybody may claim to be", rights=UNKNOWN, status="incomplete",
            server=lambda: fake3(folder_mode=0o700, file_mode=0o600, uid=1000), containers={},
        ),
        Setup(
            name="version 3, fake, closed: wants Kerberos", rights=NONE, status="closed",
            server=lambda: fake3(flavors=(390003, 390005)),
        ),
        Setup(name="closed: believes nobody's word", server=wants_kerberos, rights=NONE, status="closed"),
    ),
    verbs=verbs,
    contents=frozenset({"READ", "NFS READ"}),
)  # fmt: skip
