"""NFS-Ganesha with MOUNT and rpcbind, in a network of its own, and one port of this machine's loopback that leads there.

A server of NFS 3 wants rpcbind at port 111, so it cannot run beside others. Run as a program (as root, Linux), this file
listens first, then leaves for a network and a mount namespace of its own, starts rpcbind and Ganesha there, and hands
each call that comes in to the port of the program it is for: MOUNT and NFS are met at one port, as user-space servers
have them. What is answered is Ganesha's own, byte for byte. Uses the standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

NFS_PORT, MOUNT_PORT = 2049, 20048
_CLONE_NEWNS, _CLONE_NEWNET = 0x00020000, 0x40000000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_SIOCSIFFLAGS, _UP = 0x8914, 0x41
_NFS, _MOUNT = 100003, 100005
_libc = ctypes.CDLL(None, use_errno=True)


def leave() -> None:
    """From here on this thread, and what it starts, have a network of their own."""
    for failed in (
        _libc.unshare(_CLONE_NEWNET | _CLONE_NEWNS),
        _libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None),
    ):
        if failed:
            raise OSError(ctypes.get_errno(), "no namespaces to be had")
    with socket.socket() as probe:  # a new network has a loopback that is down
        fcntl.ioctl(probe, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _UP))


def begin(
    folder: Path, ganesha: str, rpcbind: str, env: Mapping[str, str] | None = None
) -> list[subprocess.Popen[bytes]]:
    """Start rpcbind and Ganesha in this thread's network; ``folder/ganesha.conf`` is there already.

    *env* names their libraries. /run, where both keep their state, is hidden behind an empty one of this thread's mount namespace.
    """
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True, capture_output=True)
    for name in ("rpcbind", "ganesha"):
        Path("/run", name).mkdir()
    _account(folder)
    with (folder / "servers.log").open("ab") as log:
        first = subprocess.Popen([rpcbind, "-f"], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _until(lambda: Path("/run/rpcbind.sock").exists())
        words = [ganesha, "-F", "-L", str(folder / "ganesha.log"), "-f", str(folder / "ganesha.conf")]
        second = subprocess.Popen(
            [*words, "-p", str(folder / "pid")], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )  # fmt: skip
    _until(lambda: answers(NFS_PORT, _NFS) and answers(MOUNT_PORT, _MOUNT))
    return [first, second]


def _account(folder: Path) -> None:
    """Rpcbind wants an account of this name, which its package would make when it is installed."""
    accounts = Path("/etc/passwd").read_text()
    (folder / "passwd").write_text(f"{accounts.rstrip()}\n_rpc:x:65534:65534::/run/rpcbind:/usr/sbin/nologin\n")
    (folder / "passwd").chmod(0o644)
    subprocess.run(["mount", "--bind", folder / "passwd", "/etc/passwd"], check=True, capture_output=True)


def answers(port: int, program: int) -> bool:
    """Does that program take a call of nothing there?"""
    call = struct.pack(">10I", 7, 0, 2, program, 3, 0, 0, 0, 0, 0)
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2.0) as link:
        link.sendall(struct.pack(">I", 1 << 31 | len(call)) + call)
        with link.makefile("rb") as stream:
            return stream.read(28)[24:] == bytes(4)
    return False


def _until(is_so: object, seconds: float = 40.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError("the servers do not come up")
        time.sleep(0.05)


def _records(stream: object) -> bytes:
    """The next message with its marks, or nothing."""
    found = b""
    while len(mark := stream.read(4)) == 4:  # type: ignore[attr-defined]
        word = int.from_bytes(mark, "big")
        found += mark + stream.read(word & 0x7FFFFFFF)  # type: ignore[attr-defined]
        if word >> 31:
            return found
    return b""


def _serve(link: socket.socket) -> None:
    doors: dict[int, socket.socket] = {}
    with link, contextlib.suppress(OSError), link.makefile("rb") as stream:
        while message := _records(stream):
            port = MOUNT_PORT if int.from_bytes(message[16:20], "big") == _MOUNT else NFS_PORT
            if port not in doors:
                doors[port] = socket.create_connection(("127.0.0.1", port), 10)
            doors[port].sendall(message)
            with doors[port].makefile("rb", buffering=0) as answer:
                raw = _records(_Whole(answer))
            link.sendall(raw)
    for one in doors.values():
        one.close()


class _Whole:
    """Reads exactly as many bytes as are asked for, and not one ahead."""

    def __init__(self, raw: object) -> None:
        self._raw = raw

    def read(self, count: int) -> bytes:
        found = b""
        while len(found) < count and (piece := self._raw.read(count - len(found))):  # type: ignore[attr-defined]
            found += piece
        return found


def main(folder: str, port: str, ganesha: str, rpcbind: str) -> None:
    listener = socket.create_server(("127.0.0.1", int(port)))  # stays in the network it was made in
    leave()
    begin(Path(folder), ganesha, rpcbind)
    while True:
        link, _ = listener.accept()
        threading.Thread(target=_serve, args=(link,), daemon=True).start()


if __name__ == "__main__":
    os.umask(0o022)
    main(*sys.argv[1:])
