"""An NFS server of version 3 as RFC 1813 has it, MOUNT and NFS on one port; also a port mapper. An imitation, in memory.

Modes are minded as a Unix file system minds them, for the number that the caller claims. What Linux does beyond the RFC
(exports(5): ``secure``, ``ro``, ``sec``; lists of clients) can be switched on. Any procedure that would change
something is answered with an error and noted in ``changes``.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

_FILE, _FOLDER, _LINK = 1, 2, 5


def _opaque(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data + bytes(-len(data) % 4)


@dataclass(kw_only=True)
class Node:
    """A file, a folder or a link."""

    number: int
    kind: int
    mode: int
    uid: int = 0
    data: bytes = b""
    children: dict[bytes, Node] = field(default_factory=dict)
    is_read_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Share:
    """One export. *groups*: who is named in the list; *lets_in* decides, whatever the list says."""

    path: str
    files: tuple[tuple[str, bytes], ...] = ()
    folder_mode: int = 0o755
    file_mode: int = 0o644
    uid: int = 0
    is_read_only: bool = False
    groups: tuple[str, ...] = ()
    lets_in: bool = True
    flavors: tuple[int, ...] = (1,)
    links: tuple[str, ...] = ()


class Words:
    """Reads the caller's XDR."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def raw(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def word(self) -> int:
        return int.from_bytes(self.raw(4), "big")

    def long(self) -> int:
        return int.from_bytes(self.raw(8), "big")

    def opaque(self) -> bytes:
        length = self.word()
        found = self.raw(length)
        self.raw(-length % 4)
        return found


class NfsFake:
    """A server on loopback until its ``with`` block ends, or `stop`."""

    host = "127.0.0.1"

    def __init__(
        self, shares: tuple[Share, ...], *, has_mount: bool = True, wants_low_port: bool = False, page: int = 7,
        versions: tuple[int, int] = (3, 3), gives_handles: bool = True, fragment: int = 1 << 20,
        mapped: Mapping[int, int] | None = None, stops_after: int = 1 << 30, stands_still: bool = False,
    ) -> None:  # fmt: skip
        self._nodes: dict[int, Node] = {}
        self._shares = {share.path.encode(): (share, self._planted(share)) for share in shares}
        self._has_mount, self._wants_low_port, self._page = has_mount, wants_low_port, page
        self._versions, self._gives_handles, self._fragment, self._mapped = versions, gives_handles, fragment, mapped
        self._pages_left, self._stands_still = stops_after, stands_still
        self.clients: list[bytes] = []  # what MNT put on the list and UMNT did not take off
        self.changes: list[tuple[int, int, int]] = []
        self.machines: set[bytes] = set()
        self.numbers: set[int] = set()
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._links: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Hang up on everybody."""
        for one in [self._listener, *self._links]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _planted(self, share: Share) -> Node:
        top = self._node(share, _FOLDER, share.folder_mode)
        for name, data in share.files:
            at, *rest = top, *name.encode().split(b"/")
            for part in rest[:-1]:
                at = at.children.setdefault(part, self._node(share, _FOLDER, share.folder_mode))
            at.children[rest[-1]] = self._node(share, _FILE, share.file_mode, data)
        for name in share.links:
            top.children[name.encode()] = self._node(share, _LINK, 0o777)
        return top

    def _node(self, share: Share, kind: int, mode: int, data: bytes = b"") -> Node:
        number = len(self._nodes) + 1
        made = Node(
            number=number, kind=kind, mode=mode, uid=share.uid, data=data, is_read_only=share.is_read_only
        )  # fmt: skip
        self._nodes[number] = made
        return made

    def _accept(self) -> None:
        while True:
            try:
                link, peer = self._listener.accept()
            except OSError:
                return
            self._links.append(link)
            threading.Thread(target=self._serve, args=(link, peer[1]), daemon=True).start()

    def _serve(self, link: socket.socket, peer_port: int) -> None:
        with link, contextlib.suppress(OSError), link.makefile("rb") as stream:
            while len(head := stream.read(4)) == 4:
                message = stream.read(int.from_bytes(head, "big") & 0x7FFFFFFF)
                reply = self._reply(Words(message), peer_port)
                pieces = [reply[at : at + self._fragment] for at in range(0, len(reply), self._fragment)]
                for at, piece in enumerate(pieces):
                    last = (at == len(pieces) - 1) << 31
                    link.sendall(struct.pack(">I", last | len(piece)) + piece)

    def _reply(self, words: Words, peer_port: int) -> bytes:
        number, _, _, program, version, procedure = (words.word() for _ in range(6))
        flavor, credential = words.word(), Words(words.opaque())
        words.word(), words.opaque()
        uid = 65534
        if flavor == 1:
            credential.word()
            self.machines.add(credential.opaque())
            uid = credential.word()
            self.numbers.add(uid)
        accepted = struct.pack(">IIIII", number, 1, 0, 0, 0)
        names = {100003: "nfs", 100005: "mount", 100000: "portmap"}
        name = names.get(program, "")
        is_here = {"nfs": self._mapped is None, "mount": self._has_mount, "portmap": self._mapped is not None}
        if not is_here.get(name, False):
            return accepted + struct.pack(">I", 1)
        low, high = {"nfs": self._versions, "mount": (3, 3), "portmap": (2, 2)}[name]
        if not low <= version <= high:
            return accepted + struct.pack(">III", 2, low, high)
        if procedure == 0:
            return accepted + bytes(4)
        handler = getattr(self, f"_{name}_{procedure}", None)
        if handler is None:
            self.changes.append((program, version, procedure))
            return accepted + struct.pack(">I", 3)
        if name == "nfs" and not any(1 in share.flavors for share, _ in self._shares.values()):
            return struct.pack(">IIIII", number, 1, 1, 1, 5)  # AUTH_TOOWEAK
        result: bytes = handler(words, uid, peer_port)
        return accepted + bytes(4) + result

    def _portmap_3(self, words: Words, uid: int, peer_port: int) -> bytes:
        assert self._mapped is not None
        return struct.pack(">I", self._mapped.get(words.word(), 0))

    def _mount_5(self, words: Words, uid: int, peer_port: int) -> bytes:
        found = b""
        for path, (share, _) in self._shares.items():
            groups = b"".join(struct.pack(">I", 1) + _opaque(one.encode()) for one in share.groups)
            found += struct.pack(">I", 1) + _opaque(path) + groups + bytes(4)
        return found + bytes(4)

    def _mount_1(self, words: Words, uid: int, peer_port: int) -> bytes:
        path = words.opaque()
        share, top = self._shares.get(path, (None, None))
        if share is None or top is None:
            return struct.pack(">I", 2)
        if not share.lets_in or (self._wants_low_port and peer_port >= 1024):
            return struct.pack(">I", 13)
        self.clients.append(path)
        flavors = struct.pack(f">I{len(share.flavors)}I", len(share.flavors), *share.flavors)
        return bytes(4) + _opaque(self._handle(top)) + flavors

    def _mount_3(self, words: Words, uid: int, peer_port: int) -> bytes:
        self.clients.remove(words.opaque())
        return b""

    @staticmethod
    def _handle(node: Node) -> bytes:
        return struct.pack(">QQ", 0x6E66733300000000, node.number)

    def _found(self, words: Words) -> Node | None:
        handle = words.opaque()
        return self._nodes.get(int.from_bytes(handle[8:], "big")) if len(handle) == 16 else None

    def _attributes(self, node: Node) -> bytes:
        size = len(node.data) if node.kind == _FILE else 4096
        head = struct.pack(">6I", 1, node.kind, node.mode, 1, node.uid, node.uid)
        return head + struct.pack(">QQ2IQQ", size, size, 0, 0, 1, node.number) + bytes(24)

    @staticmethod
    def _may(node: Node, uid: int) -> int:
        return node.mode >> 6 & 7 if uid == node.uid else node.mode & 7

    def _nfs_3(self, words: Words, uid: int, peer_port: int) -> bytes:
        folder = self._found(words)
        node = folder.children.get(words.opaque()) if folder else None
        if node is None:
            return struct.pack(">II", 2, 0)
        return bytes(4) + _opaque(self._handle(node)) + self._attributes(node) + bytes(4)

    def _nfs_4(self, words: Words, uid: int, peer_port: int) -> bytes:
        if (node := self._found(words)) is None:
            return struct.pack(">II", 70, 0)
        asked, bits, is_folder = words.word(), self._may(node, uid), node.kind == _FOLDER
        granted = (1 if bits & 4 else 0) | (2 if bits & 1 and is_folder else 0)
        if bits & 2 and not node.is_read_only:
            granted |= 4 | 8 | (0x10 if is_folder else 0)
        return bytes(4) + self._attributes(node) + struct.pack(">I", granted & asked)

    def _nfs_6(self, words: Words, uid: int, peer_port: int) -> bytes:
        if (node := self._found(words)) is None or not self._may(node, uid) & 4:
            return struct.pack(">II", 13, 0)
        offset, count = words.long(), words.word()
        data = node.data[offset : offset + count]
        is_end = offset + count >= len(node.data)
        return bytes(4) + self._attributes(node) + struct.pack(">II", len(data), is_end) + _opaque(data)

    def _nfs_17(self, words: Words, uid: int, peer_port: int) -> bytes:
        if (node := self._found(words)) is None or not self._may(node, uid) & 4:
            return struct.pack(">II", 13, 0)
        cookie = 0 if self._stands_still else words.long()
        self._pages_left -= 1
        if self._pages_left < 0:
            return struct.pack(">II", 5, 0)
        named = [(b".", node), (b"..", node), *node.children.items()]
        found = bytes(4) + self._attributes(node) + b"verified"
        for at, (name, child) in list(enumerate(named))[cookie : cookie + self._page]:
            found += struct.pack(">IQ", 1, child.number) + _opaque(name) + struct.pack(">Q", at + 1)
            if self._gives_handles:
                found += self._attributes(child) + struct.pack(">I", 1) + _opaque(self._handle(child))
            else:
                found += bytes(8)
        return found + struct.pack(">II", 0, cookie + self._page >= len(named))

    def _nfs_18(self, words: Words, uid: int, peer_port: int) -> bytes:
        if (node := self._found(words)) is None:
            return struct.pack(">II", 70, 0)
        return bytes(4) + self._attributes(node) + struct.pack(">6QI", 1 << 30, 1 << 29, 1 << 29, 1000, 400, 400, 0)


def serve(*shares: Share, **how: Any) -> NfsFake:
    """One that stays until the tests end."""
    return NfsFake(shares, **how)
