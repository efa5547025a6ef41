"""The connections of one look at an NFS server: NFS itself, MOUNT wherever it is, and the port mapper that knows where.

All go to the address of the target, through the dialer and its scope. MOUNT is asked for at the target's own port
first (user-space servers have both there), then the port mapper is asked where it is. Where the server refuses, one
more try is made from a port below 1024, which Linux servers want unless told otherwise (``secure`` in exports(5)):
whoever is root on a machine of their own has one, so that a refusal to a higher port proves nothing.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from nightlatch.model import Endpoint, Failed, Target
from nightlatch.stores import Ask
from nightlatch.stores import _nfs3_wire as wire
from nightlatch.stores._stream import PROTOCOL_HINT, HungUp, Stream

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

T = TypeVar("T")
PORTMAPPER = 111
_RESERVED = range(1023, 599, -1)  # as Linux' own client chooses them; those of well-known servers are below
_MOST_FRAGMENTS = 64
_MOST_BYTES = 256 << 20


@dataclass(slots=True)
class Link:
    """One connection to one program. Errors of `ask`: ``Failed``, `wire.Refused`."""

    stream: Stream
    who: bytes
    number: int = wire.HELLO_NUMBER

    def ask(self, verb: str, words: bytes = b"") -> wire.Xdr:
        """What the server returns for one call."""
        number, self.number = self.number, self.number + 1
        self.stream.begin()
        is_plain = verb.endswith("NULL") or verb.startswith("PORTMAP")
        self.stream.send(wire.call(verb, number, words, None if is_plain else self.who))
        message = self._record(is_first=number == wire.HELLO_NUMBER)
        try:
            return wire.answered(message, number)
        except wire.Broken as broken:
            raise self.broken(broken, is_first=number == wire.HELLO_NUMBER) from None

    def get(self, parse: Callable[[wire.Xdr], T], verb: str, words: bytes = b"") -> T:
        """What *parse* makes of the answer; what it cannot be is a ``hostile`` failure."""
        xdr = self.ask(verb, words)
        try:
            return parse(xdr)
        except wire.Broken as broken:
            raise self.broken(broken) from None

    def _record(self, *, is_first: bool) -> bytes:
        found, is_last = bytearray(), False
        for _ in range(_MOST_FRAGMENTS):
            mark = int.from_bytes(self.stream.exactly(4), "big")
            is_last, length = bool(mark >> 31), mark & 0x7FFFFFFF
            if length + len(found) > (4096 if is_first else wire.MOST_MESSAGE):
                raise self.broken(wire.Broken("announces more than it can hold"), is_first=is_first)
            found += self.stream.exactly(length)
            if is_last:
                return bytes(found)
        raise self.broken(wire.Broken("does not come to an end"), is_first=is_first)

    def broken(self, why: wire.Broken, *, is_first: bool = False) -> Failed:
        """To be raised: another protocol at first, a server that means harm later."""
        if is_first:
            return self.stream.fail("not-this-protocol", f"its answer {why}: no NFS", PROTOCOL_HINT)
        return self.stream.fail("hostile", f"an answer of NFS {why}")


@dataclass(slots=True, kw_only=True)
class Talk:
    """Where to ask, and what hindered asking (*hindrances*, for the report)."""

    target: Target
    dialer: Dialer
    ask_for: Ask
    nfs: Link = field(init=False)
    mount: Link | None = field(default=None, init=False)
    is_reserved: bool = field(default=False, init=False)
    hindrances: list[str] = field(default_factory=list, init=False)
    _has_looked: bool = field(default=False, init=False)
    _held: list[tuple[Link, str]] = field(default_factory=list, init=False)
    _endpoint: Endpoint = field(init=False)

    def __post_init__(self) -> None:
        self._endpoint = self.dialer.resolve(self.target.host, self.target.port)
        self.nfs = self._open(self.target.port)

    def mounting(self) -> Link | None:
        """The link to MOUNT; None where it is not found, and `hindrances` says why."""
        if not self._has_looked:
            self._has_looked = True
            self.mount = self.nfs if self._is_mounting_here() else self._elsewhere()
        return self.mount

    def _elsewhere(self) -> Link | None:
        try:
            mapper = self._open(PORTMAPPER)
        except Failed as failed:
            self._hindered(f"the port mapper (port {PORTMAPPER}) that knows where MOUNT is", failed)
            return None
        try:
            port = mapper.ask("PORTMAP GETPORT", wire.MOUNT_ON_TCP).word()
        except (Failed, wire.Refused, wire.Broken):
            port = 0
        finally:
            mapper.stream.close()
        if not 0 < port < 65536:
            self.hindrances.append("the port mapper knows of no MOUNT: exports can be neither listed nor entered")
            return None
        try:
            return self._open(port)
        except Failed as failed:
            self._hindered(f"MOUNT (port {port})", failed)
            return None

    def _hindered(self, what: str, failed: Failed) -> None:
        if failed.failure.kind in ("interrupted", "bug"):
            raise failed
        why = "is not in scope and was not contacted" if failed.failure.kind == "out-of-scope" else "does not answer"
        self.hindrances.append(f"{what} {why}: exports can be neither listed nor entered")

    def reserve(self) -> bool:
        """Ask from ports below 1024 from here on. False where that is not to be had, or was done already."""
        if self.is_reserved or self.mount is None:
            return False
        old = {id(one): one for one in (self.nfs, self.mount)}.values()
        same, port = self.mount is self.nfs, self.mount.stream.line.endpoint.port
        try:
            nfs = self._open_reserved(self.target.port)
            mount = nfs if same else self._open_reserved(port)
        except (Failed, OSError):
            return False  # not allowed to, none is free, or not answered there
        self.leave()
        for one in old:
            one.stream.close()
        self.nfs, self.mount, self.is_reserved = nfs, mount, True
        return True

    def enter(self, path: str) -> tuple[bytes, tuple[int, ...]]:
        """MNT: the handle of an export, and the flavours of authentication it takes."""
        if (mount := self.mounting()) is None:
            raise wire.Refused("no MOUNT")
        words = wire.opaque(path.encode("utf-8", "surrogateescape"))
        found = mount.get(wire.mounted, "MOUNT MNT", words)
        self._held.append((mount, path))
        return found

    def leave(self) -> None:
        """UMNT what was entered, so that the server's list of clients is as it was."""
        while self._held:
            link, path = self._held.pop()
            try:
                link.ask("MOUNT UMNT", wire.opaque(path.encode("utf-8", "surrogateescape")))
            except wire.Refused:
                continue
            except Failed:
                self._held.clear()  # it does not answer any more

    def _open(self, port: int) -> Link:
        line = self.dialer.connect(replace(self._endpoint, port=port), verb=self.target.kind)
        return self._link(line, line.socket)

    def _open_reserved(self, port: int) -> Link:
        endpoint = replace(self._endpoint, port=port)
        sock, line = self.dialer.adopt(
            endpoint, verb=self.target.kind, open=lambda: _reserved(endpoint, self.dialer.timeout_seconds)
        )
        return self._link(line, sock)

    def _link(self, line: Line, sock: socket.socket) -> Link:
        line.limit(bytes=_MOST_BYTES)
        stream = Stream(line, sock, self.target.url, self.ask_for.timeout_seconds)
        return Link(stream, wire.identity(self.ask_for.client))

    def _is_mounting_here(self) -> bool:
        """Does the target's own port speak MOUNT as well? A server that hangs up instead of saying no does not."""
        try:
            self.nfs.ask("MOUNT NULL")
        except wire.Refused:
            return False
        except HungUp:
            self.nfs.stream.close()
            self.nfs = self._open(self.target.port)
            return False
        return True

    def close(self) -> None:
        """Leave what was entered, and hang up."""
        self.leave()
        for one in (self.nfs, self.mount):
            if one is not None:
                one.stream.close()


def _reserved(endpoint: Endpoint, seconds: float) -> socket.socket:
    """A socket connected from a port below 1024. Errors: OSError, PermissionError where that needs other rights."""
    family = socket.AF_INET6 if ":" in endpoint.address else socket.AF_INET
    for port in _RESERVED:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(seconds)
            sock.bind(("", port))
            sock.connect((endpoint.address, endpoint.port))
        except OSError as error:
            sock.close()
            if error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
                raise
        else:
            return sock
    raise OSError(errno.EADDRNOTAVAIL, "no port below 1024 is free")
